"""What an event means for connections, for the document and for the programs of this server.

The interview says that somebody has left; here their connections are closed. It says that a draft
was started; here another document begins.
"""

from collections.abc import Callable

from ..contract.close_codes import CloseCode
from ..contract.frames import Mode
from ..contract.session import (
    CheckEnded,
    CheckStarted,
    EntryChosen,
    Event,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    LanguageChanged,
    PersonCameAgain,
    PersonChanged,
    PersonLeft,
    PersonListed,
    QuestionLoaded,
    QuestionRemoved,
    QuestionsOrdered,
    RunEnded,
    RunStarted,
    SessionChanged,
    SignalNoted,
    WayClosed,
)
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import code_file
from ..domain.records import ParticipantRecord
from ..domain.roles import HOSTS, Operation, Role, State, may
from ..journal.recorder import Ticket
from ..session.files import file_begun
from ..session.interview import Interview
from ..session.people_book import lets_in, waits
from .core import Core
from .editing import Editing
from .pace import CheckPace, FilePace, QuestionPace, SignalPace
from .peer import Peer
from .presence import Presence
from .telling import Telling

_OF_FILES = (FileAdded, FileRenamed, FileRemoved, FilesOrdered, FileShown, EntryChosen)
"""The events after which everybody is told the whole folder."""
_OF_QUESTIONS = (QuestionLoaded, QuestionRemoved, QuestionsOrdered)
"""The events that change which questions there are, and in which order."""

_SEALED = (RunStarted, CheckStarted)
"""The events at which it counts what the texts were."""


class RoomConsequences:
    """The ``performing.Consequences`` of one room. ``enter`` lets an admitted connection in,
    ``stop_check`` ends the process of a check, ``begin_language`` adds the files beside a program
    that was just filled, ``seal`` says in the log what the texts are."""

    def __init__(
        self,
        core: Core,
        editing: Editing,
        presence: Presence,
        telling: Telling,
        enter: Callable[[Peer, ParticipantRecord], None],
        stop_check: Callable[[str], None],
        begin_language: Callable[[], Ticket | None],
        seal: Callable[[], None],
    ) -> None:
        self._core = core
        self._editing = editing
        self._presence = presence
        self._telling = telling
        self._enter = enter
        self._stop_check = stop_check
        self._begin_language = begin_language
        self._seal = seal
        self._gone: list[Peer] = []
        self._waited: list[Peer] = []
        self.pace = FilePace(core)
        self._question_pace = QuestionPace(core)
        self._check_pace = CheckPace(core)
        self._signal_pace = SignalPace(core)

    def demand(self, actor: Actor, event: Event) -> None:
        if isinstance(event, PersonLeft) and event.reason == "kicked":
            self._demand_away_if_owner(event.participant)
        if isinstance(event, PersonListed) and not event.listed:
            self._demand_away(event.participant)
        if isinstance(event, FileAdded) and self._editing.is_returning(event.file):
            return  # Typing was found to fit, and has a pace of its own.
        if isinstance(event, LanguageChanged):
            self._editing.demand_listed_fits(code_file(event.language))
        elif isinstance(event, FileAdded):
            self._editing.demand_listed_fits(event.file)
        if isinstance(event, (*_OF_FILES, LanguageChanged)):
            self.pace.take(actor)
        if isinstance(event, _OF_QUESTIONS) and not actor.server:
            self._question_pace.take(actor)
        if isinstance(event, CheckStarted):
            self._check_pace.take(actor)
        if isinstance(event, SignalNoted):
            self._signal_pace.take(actor)
            if event.kind == "insert":
                self._editing.demand_typed(event.participant, event.characters)

    def _demand_away_if_owner(self, participant_id: str) -> None:
        """Owners are taken off the list when they are away, and removed by nobody."""
        record = self._core.people.of_id(participant_id)
        if Role(record.role) is Role.OWNER and self._core.online(record.id):
            sentence = "An owner who is here cannot be removed."
            raise InterviewError(ErrorCode.FORBIDDEN, sentence)

    def _demand_away(self, participant_id: str) -> None:
        if self._core.online(participant_id):
            sentence = "Only somebody who is away can be taken off the list."
            raise InterviewError(ErrorCode.FORBIDDEN, sentence)

    def before(self, event: Event) -> None:
        core = self._core
        if isinstance(event, (LanguageChanged, FileShown, FileRemoved)):
            self._editing.finish_shown()
        elif isinstance(event, PersonChanged):
            self._waited = [peer for peer in core.audience.of(event.participant) if peer.waiting]

    def happened(self, event: Event, earlier: Interview) -> Ticket | None:
        match event:
            case SessionChanged(state=State.ENDED) if self._core.follower is not None:
                self._core.follower.ended()
            case SessionChanged() if event.epoch is not None:
                return self._renew()
            case _ if (begun := file_begun(event)) is not None:
                self._editing.declare(begun)
            case FileRemoved() if self._core.follower is not None:
                self._core.follower.removed(event.file)
            case PersonLeft():
                self._presence.forget(event.participant)
                self._shut_out(self._core.audience.of(event.participant), event.reason)
            case PersonCameAgain() | WayClosed():
                reason = "revoked" if isinstance(event, WayClosed) else ""
                self._shut_out(self._locked_out(event.participant), reason)
        return None

    def told(self, event: Event, earlier: Interview, origin: Peer | None) -> Ticket | None:
        folder = self._core.folder
        if folder is not earlier.folder and earlier.folder.files:
            if self._core.session.language != earlier.session.language:
                self._telling.language(origin)
            if folder.shown != earlier.folder.shown:
                filled = self._editing.begin_shown(origin)
                return filled and (self._begin_language() or filled)
        if isinstance(event, _SEALED) or _changes_state(event):
            self._seal()
        match event:
            case SessionChanged(state=State.ENDED):
                self._show_out()
            case RunEnded(state="stopped"):
                self._stop(event.run)
            case CheckEnded():
                self._stop_check(event.check)
            case PersonChanged():
                self._let_in_or_out(event, earlier)
            case PersonListed():
                record = self._core.people.of_id(event.participant)
                self._presence.listed(record, event.listed)
            case PersonLeft() | PersonCameAgain() | WayClosed():
                gone, self._gone = self._gone, []
                for peer in gone:
                    self._presence.left(peer)
        return None

    def _renew(self) -> Ticket | None:
        """Close the connections that have the draft's document; they come back for the new one."""
        core = self._core
        texts = {file: core.document.text(file) for file in core.folder.ids}
        for peer in core.audience.speaking(Mode.SYNC):
            self._close(peer, CloseCode.RENEWED)
        return self._editing.restart(texts)

    def _stop(self, run_id: str) -> None:
        """End the process of a run of this server that was ended, without waiting for it."""
        core = self._core
        if core.run_service is not None and core.runs.is_of_server(run_id):
            core.run_service.stop(run_id)

    def _show_out(self) -> None:
        """Close the connections that may not stay in an interview that has ended.

        Those of the contract mode never may: no event of the contract says that it has ended.
        """
        core = self._core
        for peer in core.audience.everybody():
            may_stay = may(core.role_of(peer), Operation.STAY, core.phases)
            if peer.mode is Mode.CONTRACT or not may_stay:
                self._close(peer, CloseCode.ENDED)

    def _locked_out(self, participant_id: str) -> list[Peer]:
        """The connections of a person whose pages came with a secret that lets in no longer."""
        core = self._core
        record, own = core.people.of_id(participant_id), core.audience.of(participant_id)
        return [peer for peer in own if peer.key is not None and not lets_in(record, peer.key)]

    def _shut_out(self, peers: list[Peer], reason: str) -> None:
        """Close connections that nobody may have any more, with why as the reason."""
        self._gone = peers
        for peer in peers:
            peer.close(CloseCode.CREDENTIAL, reason)
            self._core.audience.remove(peer)

    def _let_in_or_out(self, event: PersonChanged, earlier: Interview) -> None:
        core = self._core
        waited, self._waited = self._waited, []
        record = core.people.of_id(event.participant)
        if waits(record):
            # Their browser comes back, without the draft's text, and waits.
            for peer in core.audience.of(record.id):
                if not peer.waiting:
                    self._close(peer, CloseCode.RENEWED)
        else:
            for peer in waited:
                peer.waiting = False
                self._enter(peer, record)
        before = earlier.people.get(event.participant)
        if before is not None and before.role != record.role:
            self._telling.state()
            if Role(record.role) in HOSTS and Role(before.role) not in HOSTS and not waits(before):
                self._telling.hidden(record.id)

    def _close(self, peer: Peer, code: CloseCode) -> None:
        peer.close(code)
        if self._core.audience.remove(peer):
            self._presence.left(peer)


def _changes_state(event: Event) -> bool:
    return isinstance(event, SessionChanged) and event.state is not None
