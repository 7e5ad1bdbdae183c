"""What the parts of a room share: the interview, its document, its log and its audience."""

import dataclasses
from dataclasses import dataclass
from typing import NamedTuple

from ..contract.values import Attachment, Session, User
from ..document.document import Document
from ..domain.actor import Actor
from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.records import ParticipantRecord, SessionRecord
from ..domain.roles import Operation, Phases, Role, State, demand
from ..journal.journal import Journal, LogPosition
from ..session import view
from ..session.check_book import Checks
from ..session.folder import Folder
from ..session.interview import Interview
from ..session.people import role_of_newcomer, wrong_credential
from ..session.people_book import People, lets_in, waits
from ..session.question_book import Questions
from ..session.run_book import RunBook
from ..session.signal_book import Signals
from .audience import Audience
from .follower import Drive, Follower
from .peer import Peer
from .run_service import RunService


class Shown(NamedTuple):
    """The text that a client of the contract mode shows."""

    file: str
    language: str
    code: str


@dataclass(slots=True)
class Core:
    """One session in memory. For ``grace`` seconds a disconnected person stays online."""

    clock: Clock
    limits: Limits
    grace: float
    journal: Journal
    interview: Interview
    document: Document
    audience: Audience
    durable: LogPosition
    """The position of an entry of the log that is known to be on disk."""
    edited_us: int | None = None
    """When people who do not hold the session edited last, as far as this room knows."""
    damaged: bool = False
    """Whether something in its log could not be read."""
    run_service: RunService | None = None
    """Runs programs on this server; None if it runs none."""
    drive: Drive | None = None
    """Opens the files to which the session can be attached; None if this server has none."""
    follower: Follower | None = None
    """What follows this room while it is attached to a file."""
    _phases: Phases = frozenset()
    _phases_of: SessionRecord | None = None

    def release(self) -> None:
        """Empty the room. A timer that fires later finds nobody in it."""
        self.document = Document(self.document.client_id)
        for file in self.folder.ids:
            self.document.declare(file)
        self.interview = dataclasses.replace(
            self.interview,
            people=People(),
            runs=RunBook(self.limits),
            questions=Questions(),
            checks=Checks(),
            signals=Signals(),
        )

    @property
    def session(self) -> SessionRecord:
        return self.interview.session

    @property
    def people(self) -> People:
        return self.interview.people

    @property
    def runs(self) -> RunBook:
        return self.interview.runs

    @property
    def folder(self) -> Folder:
        return self.interview.folder

    @property
    def attachment(self) -> Attachment | None:
        return self.interview.attachment

    @property
    def state(self) -> State:
        return State(self.session.state)

    @property
    def phases(self) -> Phases:
        """The phases of the interview now, for those who are inside."""
        session = self.interview.session
        if session is not self._phases_of:
            self._phases_of = session
            self._phases = self.interview.phases
        return self._phases

    def demand(self, role: Role, operation: Operation) -> None:
        """Raise the role table's refusal, if there is one."""
        demand(role, operation, self.phases)

    def role_of(self, peer: Peer) -> Role:
        """The role of the connection's person; somebody who left has no more than an observer's."""
        record = self.people.get(peer.participant_id)
        return Role.OBSERVER if record is None or record.left_us is not None else Role(record.role)

    def actor_of(self, peer: Peer) -> Actor:
        """The connection's person, as an actor."""
        return Actor(self.role_of(peer), participant_id=peer.participant_id)

    def as_now(self, actor: Actor) -> Actor:
        """Somebody who has waited for something since they asked, as they are now. Raises the
        refusal of whoever was removed meanwhile, or whose link lets in no longer, and of everybody
        when the interview was deleted."""
        self.journal.demand_there()
        if actor.server or actor.identity == self.session.created_by:
            return actor
        record = self.interview.person_of(actor)
        if actor.identity is None:
            if record is None or record.left_us is not None or not _lets_in(record, actor):
                raise wrong_credential()
        elif record is None:
            if actor.offered is None:
                raise InterviewError(ErrorCode.NOT_FOUND, "There is no session with this id.")
            role = role_of_newcomer(self.interview, actor.identity, actor.offered)
            return dataclasses.replace(actor, role=role)
        return dataclasses.replace(actor, role=Role(record.role), waiting=waits(record))

    def may_attach(self, peer: Peer) -> bool:
        """Whether the actor is logged in as the owner, who alone may know of attachments."""
        record = self.people.get(peer.participant_id)
        return (
            record is not None
            and peer.way is None
            and record.identity == self.session.created_by
            and self.role_of(peer) is Role.OWNER
        )

    def online(self, participant_id: str) -> bool:
        return bool(self.audience.of(participant_id))

    def user(self, record: ParticipantRecord) -> User:
        """The contract's ``User``, now."""
        return view.user(record, self.online(record.id))

    def users(self, role: Role) -> list[User]:
        """The people whom somebody with this role knows of."""
        return [self.user(record) for record in view.people_for(self.interview, role)]

    def told(self, role: Role) -> Session:
        """The contract's ``Session`` for somebody with this role."""
        return view.session(self.session, role, self.phases, self.code(), self.damaged)

    def code(self) -> str:
        """The text of the file that is shown."""
        return self.document.text(self.folder.shown)

    def shown(self) -> Shown:
        return Shown(self.folder.shown, self.session.language, self.code())


def _lets_in(record: ParticipantRecord, actor: Actor) -> bool:
    """Whether the secret with which somebody came is still one of this person's."""
    return actor.key is None or lets_in(record, actor.key)
