"""A session in its live form, and the one interface of its parts to handlers and tests.

Nothing in a room waits. A call changes memory, tells the peers and hands what must last to the
recorder, all in one turn of the event loop, so a room is never seen half changed; what comes back
is a ticket for those who want to know when it is on disk.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from weakref import WeakValueDictionary

from ..contract.close_codes import CloseCode
from ..contract.frames import Mode
from ..contract.rest import Copied, NewCopy, NewSession
from ..contract.session import (
    CheckHere,
    Command,
    DeleteSession,
    Join,
    LoadQuestion,
    LoseChecks,
    LoseRuns,
    NewInvite,
    RunHere,
    SealTexts,
    SessionChange,
    ShowFile,
)
from ..contract.values import CopiedFrom, Invitation, ProgramFile, SealedText, Session, Signal, User
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import code_file, template_of
from ..domain.questions import NEW
from ..domain.records import InviteRecord, ParticipantRecord
from ..domain.roles import ENDED_SENTENCE, LOBBY, Operation, Role, State, demand, may, standing
from ..gate.sync import Gate
from ..journal.past import PastTexts
from ..journal.recorder import Ticket
from ..session import view
from ..session.people import role_of_newcomer, wrong_credential
from ..session.people_book import People, waits
from ..session.question_book import Questions
from .attachment import Attaching
from .consequences import RoomConsequences
from .core import Core, Shown
from .dispatch import Dispatch
from .editing import Editing
from .file_requests import FileRequests
from .joining import (
    demand_export,
    invitation_for,
    listed_again,
    participant_for,
    undo_of,
    who_joined,
)
from .peer import Frame, Peer, Wire
from .performing import Done, Performing
from .presence import Presence
from .question_requests import QuestionRequests
from .sealing import Sealing
from .server_checks import CheckStory, ServerChecks
from .server_runs import RunStory, ServerRuns
from .telling import Telling
from .welcome import welcome_frame


class Room:
    """One session in memory, with its peers."""

    def __init__(
        self,
        core: Core,
        gate: Gate,
        clients: dict[int, str | None],
        visited: set[str],
        typed: dict[str, int],
    ) -> None:
        self.core = core
        self._telling = Telling(core)
        self._presence = Presence(core, self._telling, self._lost)
        self._sealing = Sealing(core, self._seal)
        self._editing = Editing(
            core, gate, clients, visited, typed, self._bring_back, self._sealing
        )
        consequences = RoomConsequences(
            core,
            self._editing,
            self._presence,
            self._telling,
            self._enter,
            self._stop_check,
            self._begin_language,
            self._sealing.seal,
        )
        self._joining: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._performing = Performing(core, self._telling, consequences)
        self._server_runs = ServerRuns(core, self._performing)
        self._server_checks = ServerChecks(core, self._performing)
        self.attaching = Attaching(core, self._editing, self._performing)
        self.files = FileRequests(core, self._editing, self._performing, consequences.pace)
        self.questions = QuestionRequests(core, self._editing, self._performing, consequences.pace)
        self._dispatch = Dispatch(
            core,
            self._editing,
            self._server_runs,
            self._server_checks,
            self._presence,
            self._performing,
        )
        running = [run.author for run in core.runs.running()]
        running += [record.check.user for record in core.interview.checks.running()]
        for author in running:
            if author is not None:
                self._presence.wait_for(author.id)

    # Connections

    def connect(
        self,
        actor: Actor,
        mode: Mode,
        wire: Wire,
        wanted: str | None = None,
        continues: bool = True,
        shown: Shown | None = None,
        hears_checks: bool = False,
    ) -> Peer:
        """Open a connection for the actor; raises the refusal that closes it.

        ``continues`` says whether the log goes on from what the client knows of it. ``shown`` is
        what a client of the contract mode was shown when it began to connect, if that is known;
        with ``hears_checks`` it is told of checks, too.
        """
        core = self.core
        core.demand(actor.role, Operation.STAY)
        if mode is Mode.CONTRACT and core.session.state == State.ENDED:
            raise InterviewError(ErrorCode.SESSION_ENDED, ENDED_SENTENCE)
        record = participant_for(core, self._performing, actor, wanted)
        self._demand_place(record)
        record = listed_again(core, self._performing, record)
        number = core.audience.next_number()
        peer = Peer(number, record.id, mode, wire, core.limits, core.clock, waiting=waits(record))
        peer.continues, peer.hears_checks = continues, hears_checks
        peer.person, peer.address = core.interview.counted_as(actor), actor.address
        peer.way, peer.key = actor.way, actor.key
        self._presence.arrived(peer, record)
        core.audience.add(peer)
        if peer.waiting:
            self._telling.waiting(peer)
        elif mode is Mode.CONTRACT:
            self._editing.welcome(peer, shown)
        else:
            self._enter(peer, record)
        return peer

    def _enter(self, peer: Peer, record: ParticipantRecord) -> None:
        """Note that the person of this connection was let in."""
        if peer.mode is Mode.CONTRACT:
            self._editing.show(peer)
            return
        peer.send(Frame(welcome_frame(self.core, peer, record)))
        self._editing.ask(peer)
        self._presence.show_cursors(peer)

    def receive_text(self, peer: Peer, data: bytes) -> None:
        """Handle a text frame."""
        if not peer.closed:
            self._dispatch.text(peer, data)

    def receive_binary(self, peer: Peer, *frames: bytes) -> None:
        """Handle binary frames that came together."""
        self._dispatch.binary(peer, frames)

    def read_document(self) -> None:
        """Read a document that is still bytes; raises DocumentError."""
        self._editing.read()

    def disconnect(self, peer: Peer) -> None:
        """Remove a connection that is gone."""
        self._dispatch.hear_out(peer)
        peer.closed = True
        if self.core.audience.remove(peer):
            self._presence.left(peer)

    # Requests

    def perform(self, actor: Actor, command: Command) -> Done:
        """Do what somebody asks of the session; raises the refusal, and then nothing has
        changed."""
        return self._performing(actor, command)

    def read(self, actor: Actor) -> Session:
        """The contract's ``Session``."""
        self.core.demand(actor.role, Operation.READ)
        return self.core.told(actor.role)

    def glance(self, actor: Actor) -> Session:
        """The contract's ``Session``, empty for somebody who may not read it yet."""
        if not self.may_read(actor):
            return view.waiting_session(self.core.session, actor.role)
        return self.read(actor)

    def may_read(self, actor: Actor) -> bool:
        """Whether the actor is inside, in an interview that their role may read."""
        return not actor.waiting and may(actor.role, Operation.READ, self.core.phases)

    def users(self, actor: Actor) -> list[User]:
        self.core.demand(actor.role, Operation.READ)
        return self.core.users(actor.role)

    def signals(self, actor: Actor) -> tuple[Signal, ...]:
        """What was noted that the actor may know of."""
        self.core.demand(actor.role, Operation.READ)
        person = self.core.interview.person_of(actor)
        return view.signals(self.core.interview, actor.role, None if person is None else person.id)

    def who_joined(self, actor: Actor, command: Join, done: Done) -> ParticipantRecord:
        """The participant as whom somebody has just joined."""
        return who_joined(self.core, actor, command, done, self.core.limits)

    def joining(self, who: str | None) -> asyncio.Lock:
        """Held while somebody joins or makes a link until that is stored or undone; one for each
        login, and for each secret of a key. ``who`` is null where nothing can come twice."""
        if who is None:
            return asyncio.Lock()
        return self._joining.setdefault(who, asyncio.Lock())

    def perform_with(self, secret: str | None, actor: Actor, command: Join | NewInvite) -> Done:
        """The same, for what makes a secret: this one, or a new one where it is null."""
        return self._performing(actor, command, secret=secret)

    def undo_join(self, before: People, done: Done) -> None:
        """Take back that somebody has just joined or come again, because it could not be stored.

        ``before`` are the people as they were.
        """
        undo = undo_of(before, done)
        if undo is not None:
            self.perform(SERVER_ITSELF, undo)

    def demand_export(self, actor: Actor, participant_id: str) -> None:
        """Whether the actor may have all that is held on this participant."""
        demand_export(self.core, actor, participant_id)

    def put_code(self, actor: Actor, code: str) -> Ticket:
        return self._editing.replace(actor.role, self.core.interview.author(actor), code)

    def begin_here(self, actor: Actor, command: RunHere) -> RunStory:
        """Begin a run on this server; the rest is told through the story in the answer."""
        return self._server_runs.begin(actor, command)

    def begin_check(
        self, actor: Actor, command: CheckHere, then: PastTexts | None = None
    ) -> CheckStory:
        """Begin a check on this server, of the texts as they are or were ``then``; the rest is told
        through the story in the answer."""
        return self._server_checks.begin(actor, command, then)

    def demand_check(self, actor: Actor, command: CheckHere) -> None:
        """Whether the actor may have this check made here."""
        self._server_checks.demand(actor, command)

    def asker(self, actor: Actor) -> Asker:
        """The actor, as somebody who asks this server to run a program."""
        return Asker(self.core.session.id, self.core.interview.counted_as(actor), actor.address)

    def demand_run(self, actor: Actor) -> None:
        """Whether the actor may run code at all."""
        self.core.demand(actor.role, Operation.RUN)

    def invites(self, actor: Actor) -> list[InviteRecord]:
        self.core.demand(actor.role, Operation.REVOKE)
        return self.core.people.invites()

    def opens(self, secret: str, identity: str | None = None) -> bool:
        """Whether people may join by the link of this secret, or this login may again."""
        now = self.core.journal.now_us()
        return self.core.people.invite_with(secret, now, identity) is not None

    def newcomer(self, secret: str, identity: str | None = None, role: Role | None = None) -> Actor:
        """Somebody who comes by a link, as an actor; raises the refusal of a wrong secret.

        Where Jupyter tells people apart, ``identity`` is that of the person who is logged in, and
        ``role`` is what their login gives them; the better role counts.
        """
        invite = self.core.people.invite_with(secret, self.core.journal.now_us(), identity)
        if invite is None:
            raise wrong_credential()
        offered = Role(invite.role)
        best = offered if role is None else min(offered, role, key=standing)
        return Actor(best, identity=identity, invite_id=invite.id)

    def invitation(self, newcomer: Actor, kept_days: float | None = None) -> Invitation:
        """What a link leads to; raises the refusal of joining by it.

        ``kept_days`` is how long after its end this server keeps it at the latest, if it deletes
        any.
        """
        return invitation_for(self.core, newcomer, kept_days)

    def guest(self, secret: str) -> Actor | None:
        """The person whose secret this is, as an actor."""
        found = self.core.people.guest_with(secret)
        if found is None:
            return None
        record, way, key = found
        role, waiting = Role(record.role), waits(record)
        return Actor(role, participant_id=record.id, waiting=waiting, way=way, key=key)

    def member(self, identity: str, name: str, role: Role | None = None) -> Actor | None:
        """Somebody who is logged in, as an actor, if the session is theirs or they have joined it.

        ``role`` is what their login gives somebody who has not joined it; without one they are
        nobody.
        """
        if self.core.session.created_by == identity:
            return Actor(Role.OWNER, identity=identity, name=name)
        record = self.core.people.best_of(identity)
        if record is not None:
            return Actor(Role(record.role), identity=identity, name=name, waiting=waits(record))
        if role is None:
            return None
        role = role_of_newcomer(self.core.interview, identity, role)
        return Actor(role, identity=identity, name=name)

    def demand_inside(self, actor: Actor) -> None:
        """Refuse an actor who waits to be let in."""
        if actor.waiting:
            demand(actor.role, Operation.READ, LOBBY)

    def begin(self, owner: str, wanted: NewSession) -> Ticket:
        """The first entries of a new session's log."""
        actor = Actor(Role.OWNER, identity=owner)
        ticket = self.perform(actor, wanted.command()).ticket
        if wanted.files:
            ticket = self.files.begin(actor, wanted.language, wanted.files)
        else:
            code = template_of(wanted.language) if wanted.code is None else wanted.code
            ticket = self._editing.seed(code_file(wanted.language), code) or ticket
        if wanted.copied is not None:
            self.files.choose(actor, wanted.copied.shown, wanted.copied.entry)
            for question, side in wanted.copied.questions:
                self.perform(actor, LoadQuestion(question, side))
            ticket = self.perform(actor, SessionChange(**asdict(wanted.copied.settings))).ticket
        return self._begin_questions(actor, wanted) or ticket

    def _begin_questions(self, owner: Actor, wanted: NewSession) -> Ticket | None:
        """Load the questions of a new session. The first one takes the place of the template, and
        everybody is shown its file; the others have files of their own."""
        ticket: Ticket | None = None
        is_template = wanted.code is None and not wanted.files
        first = self.core.folder.shown
        for number, one in enumerate(wanted.loaded):
            into = None if number == 0 and is_template else NEW
            _, ticket = self.questions.load(owner, one.question, one.side, None, into)
            if number == 0:
                first = self.core.folder.shown
        if self.core.folder.shown != first:
            ticket = self.perform(owner, ShowFile(first)).ticket
        return ticket

    def copy(self, actor: Actor, wanted: NewCopy) -> NewSession:
        """A new session with the files and settings of this one, for somebody who may read it.

        Its questions go along for somebody who may read their private sides. Nothing else does: no
        people, links, runs, history or removed files, and no class, in which the copy would be one
        person too many.
        """
        files, folder, session = self.files.every(actor), self.core.folder, self.core.session
        named = {file.id: file.name for file in files.files}
        begins = State.DRAFT if self.core.state is State.DRAFT else State.LIVE
        return NewSession(
            session.language,
            wanted.title or _copy_of(session.title, self.core.limits.title_characters),
            "",
            wanted.state or begins,
            files=tuple(ProgramFile(file.name, file.text) for file in files.files),
            copied=Copied(
                session.settings,
                named.get(folder.shown),
                None if folder.entry is None else named.get(folder.entry),
                self.questions.whole(actor),
            ),
        )

    def copy_then(
        self, actor: Actor, wanted: NewCopy, past: PastTexts, questions: Questions
    ) -> NewSession:
        """The same with the files and questions of an earlier moment, for somebody who may look
        back. It is a draft, because nobody has to see it before its new owner has."""
        self.core.demand(actor.role, Operation.LOOK_BACK)
        session, named = self.core.session, {file.id: file.name for file in past.files}
        return NewSession(
            past.language or session.language,
            wanted.title or _copy_of(session.title, self.core.limits.title_characters),
            "",
            wanted.state or State.DRAFT,
            files=tuple(ProgramFile(file.name, past.texts[file.id]) for file in past.files),
            copied=Copied(
                session.settings,
                named.get(past.shown),
                None if past.entry is None else named.get(past.entry),
                questions.whole(),
                CopiedFrom(session.id, past.at.told()),
            ),
        )

    # The end

    def delete(self, actor: Actor) -> Ticket:
        """Delete the session, and close its room for everybody."""
        ticket = self.perform(actor, DeleteSession()).ticket
        self.close(CloseCode.UNKNOWN)
        return ticket

    def move(self) -> None:
        """Close the room because another process has the session; everybody reconnects there."""
        self.core.journal.moved = True
        self.close(CloseCode.RESTART)

    def close(self, code: CloseCode) -> None:
        """Close every connection and stop every timer; the room is not used any more."""
        if self.core.follower is not None:
            self.core.follower.ended()
        self._server_runs.close()
        self._server_checks.close()
        for peer in self.core.audience.everybody():
            self._dispatch.hear_out(peer)
            peer.close(code)
            self.core.audience.remove(peer)
        self._presence.close()
        self._dispatch.close()
        self._editing.close()
        self._sealing.close()

    def seal_rest(self) -> None:
        """Seal the texts that were changed since the last time, before the room goes."""
        if not (self.deleted or self.core.journal.moved):
            self._sealing.seal_rest()

    def release(self) -> None:
        """Release the document, the texts and the people, once nobody uses the room any more."""
        self.core.release()
        self._editing.release()

    @property
    def deleted(self) -> bool:
        return self.core.journal.deleted

    def _bring_back(self, peer: Peer, files: Sequence[str]) -> None:
        """List files again that others have removed, because somebody typed in them."""
        self.files.bring_back(self.core.actor_of(peer), files)

    def _lost(self, participant_id: str) -> None:
        """Give up what a person runs who stays away, because their browser is away too."""
        if self.core.runs.running(participant_id):
            self.perform(SERVER_ITSELF, LoseRuns(participant_id))
        if self.core.interview.checks.running(participant_id):
            self.perform(SERVER_ITSELF, LoseChecks(participant_id))

    def _seal(self, texts: tuple[SealedText, ...]) -> None:
        """Write into the log what the texts are now."""
        self.perform(SERVER_ITSELF, SealTexts(texts))

    def _stop_check(self, check_id: str) -> None:
        """End the process of a check that is over, if this server has one."""
        self._server_checks.stop(check_id)

    def _begin_language(self) -> Ticket | None:
        """Add the files beside the starter of the file that is shown."""
        return self.questions.begin_language(self.core.session.language)

    def _demand_place(self, record: ParticipantRecord) -> None:
        limits, audience = self.core.limits, self.core.audience
        own = len(audience.of(record.id))
        if own >= limits.sockets_per_participant or len(audience) >= limits.sockets_per_session:
            raise InterviewError(ErrorCode.RATE_LIMITED, "There are too many open connections.")


def _copy_of(title: str, most: int) -> str:
    """The title of a copy, which is no longer than any."""
    mark = " (copy)"
    return title[: most - len(mark)].rstrip() + mark
