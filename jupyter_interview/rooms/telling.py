"""Tells the connections of a room what has happened, each in the words of its mode.

The contract says who may hear an event (``session.audience``). Connections in contract mode hear
only what everybody may hear. They are told nothing of questions, and of checks if they have asked
for that.
"""

from collections.abc import Callable

from msgspec import UNSET

from ..contract import frames
from ..contract.frames import Mode
from ..contract.server_frames import (
    AnnouncementFrame,
    AttachmentFrame,
    CheckEndedFrame,
    CheckResultsFrame,
    CheckStartedFrame,
    ExecutionResultFrame,
    FolderFrame,
    HiddenCheckEndedFrame,
    HiddenResultFrame,
    LanguageChangeFrame,
    PrivateSideFrame,
    QuestionFrame,
    QuestionRemovedFrame,
    QuestionsOrderFrame,
    RunOutputFrame,
    RunStartedFrame,
    ServerFrame,
    SignalFrame,
    UserJoinedFrame,
    UserLeftFrame,
    WaitingFrame,
)
from ..contract.session import (
    Announced,
    AttachmentBegun,
    AttachmentEnded,
    Audience,
    CheckAnswered,
    CheckEnded,
    CheckStarted,
    ColorChanged,
    EntryChosen,
    Event,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    HandChanged,
    HiddenResultTold,
    HoldChanged,
    LanguageChanged,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    PersonListed,
    PersonRenamed,
    PrivateSideKept,
    QuestionLoaded,
    QuestionRemoved,
    QuestionsOrdered,
    ReleaseChanged,
    RunEnded,
    RunPrinted,
    RunStarted,
    SessionChanged,
    SignalAnswered,
    SignalNoted,
)
from ..domain.clock import iso
from ..domain.languages import CODE_FILES
from ..domain.records import ParticipantRecord
from ..domain.roles import HOSTS, Role
from ..session import view
from ..session.audience import audience_of, belongs_to, is_off_the_list
from ..session.check_book import Event as CheckEvent
from ..session.check_book import is_for_hosts
from ..session.interview import Decided, Interview, author_of
from ..session.people_book import waits
from ..session.questions import Event as QuestionEvent
from ..session.run_book import REPORTED, Run
from .core import Core
from .peer import Peer
from .welcome import welcome_checks


class Telling:
    """Tells the connections of one room."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def tell(self, decided: Decided, earlier: Interview, origin: Peer | None) -> None:
        """Tell of an event that has just happened to the interview of before. ``origin`` is the
        connection that asked for it, which is not told what it knows already."""
        core, event = self._core, decided.event
        if is_off_the_list(earlier, event):
            return
        match event:
            case SessionChanged():
                self.state()
            case ReleaseChanged() | HoldChanged():
                # Candidates hear of a release on the page after the end, which asks.
                self._state(HOSTS)
            case LanguageChanged():
                self._folder(decided)
                self._older(decided, event.language)
            case FileAdded() | FileRenamed() | FileRemoved() | FilesOrdered():
                self._folder(decided)
            case FileShown():
                self._folder(decided)
                if (language := CODE_FILES.get(event.file)) is not None:
                    self._older(decided, language)
            case EntryChosen():
                self._folder(decided)
            case PersonListed(listed=False):
                user = view.user(core.people.of_id(event.participant), online=False)
                self._sync(event, lambda: UserLeftFrame(user, "unlisted"))
            case PersonJoined() | PersonChanged() | PersonRenamed():
                self._person(event, event.participant)
                told = UserJoinedFrame(core.user(core.people.of_id(event.participant)))
                self._contract(event, lambda: told, None)
                if isinstance(event, PersonRenamed):
                    self._waiting_themselves(event.participant)
            case ColorChanged() | HandChanged() | PersonListed():
                self._person(event, event.participant)
            case Announced() if (announcement := core.interview.announcement) is not None:
                self._sync(event, lambda: AnnouncementFrame(announcement))
            case PersonLeft():
                if (record := core.people.get(event.participant)) is not None:
                    self._left(event, record, event.reason)
            case RunStarted() if event.source != REPORTED:
                started = RunStartedFrame(core.runs[event.run].told())
                self._sync(event, lambda: started)
            case RunPrinted() if core.runs[event.run].source != REPORTED:
                self._sync(event, lambda: _output(event), origin)
            case RunEnded():
                self._result(event, core.runs[event.run], origin)
            case QuestionLoaded() | PrivateSideKept() | QuestionRemoved() | QuestionsOrdered():
                self._question(event)
            case CheckStarted() | CheckAnswered() | CheckEnded() | HiddenResultTold():
                self._check(event)
            case SignalNoted() | SignalAnswered():
                self._signal(event)
            case AttachmentBegun():
                self._sync(event, lambda: AttachmentFrame(event.attachment, None))
            case AttachmentEnded():
                self._sync(event, lambda: AttachmentFrame(None, event.reason))
            case _:
                # Nobody is told while it happens: links are listed when somebody asks, the output
                # of a run that came whole is in its result.
                pass

    def hidden(self, participant_id: str) -> None:
        """Tell somebody what hosts alone know, after they have become a host."""
        core = self._core
        sides = core.interview.questions.listed_sides()
        checks = filter(is_for_hosts, welcome_checks(core, Role.INTERVIEWER))
        told = [peer for peer in core.audience.of(participant_id) if peer.mode is Mode.SYNC]
        for side in sides:
            core.audience.tell(told, _always(frames.frame(PrivateSideFrame(side))))
        for check in checks:
            core.audience.tell(told, _always(frames.frame(CheckStartedFrame(check))))
        for noted in core.interview.signals.listed:
            core.audience.tell(told, _always(frames.frame(SignalFrame(noted))))

    def state(self) -> None:
        """Tell everyone in sync mode that title, state or what people may do has changed."""
        self._state(frozenset(Role))
        for peer in self._core.audience.waiting():
            self.waiting(peer)

    def language(self, origin: Peer | None) -> None:
        """Tell everyone in contract mode that the text shown is in another language."""
        told = LanguageChangeFrame(self._core.session.language)
        self._core.audience.tell_contract(lambda: frames.frame(told), skip=origin)

    def waiting(self, peer: Peer) -> None:
        """Tell a person who was not let in yet that they wait, which is all they hear."""
        core = self._core
        record = core.people.get(peer.participant_id)
        if record is not None and peer.mode is Mode.SYNC:
            told = WaitingFrame(core.user(record), view.waiting_frame_session(core.session))
            core.audience.tell([peer], lambda: frames.frame(told))

    def _waiting_themselves(self, participant_id: str) -> None:
        """Tell somebody who waits what has changed about them."""
        for peer in self._core.audience.waiting():
            if peer.participant_id == participant_id:
                self.waiting(peer)

    def arrived(self, record: ParticipantRecord, came_back: bool) -> None:
        """Tell that a person has a connection again; the others may have heard of their absence."""
        told = UserJoinedFrame(view.user(record, online=True))
        self._core.audience.tell(self._who_know(record), lambda: frames.frame(told))
        if came_back and not waits(record):
            self._core.audience.tell_contract(lambda: frames.frame(told))

    def away(self, record: ParticipantRecord) -> None:
        """Tell that a person is away: their last connection has been gone for too long."""
        if record.taken_off:
            return  # Nobody has them on their list any more.
        user = view.user(record, online=False)
        told = UserLeftFrame(user, "away")
        self._core.audience.tell(self._who_know(record), lambda: frames.frame(told))
        self.gone(record)

    def gone(self, record: ParticipantRecord) -> None:
        """Tell everyone in contract mode, which knows of no list, that a person is not here."""
        told = UserLeftFrame(view.user(record, online=False))
        if not waits(record):
            self._core.audience.tell_contract(lambda: frames.frame(told))

    def _who_know(self, record: ParticipantRecord) -> list[Peer]:
        """Connections in sync mode that may know this person; only hosts know people who wait."""
        told = self._core.audience.speaking(Mode.SYNC)
        if waits(record):
            told = [peer for peer in told if self._core.role_of(peer) in HOSTS]
        return told

    def _state(self, roles: frozenset[Role]) -> None:
        """Tell the people of these roles. To others not even a frame without news may say that
        something was done."""
        core = self._core
        built: dict[Role, str] = {}
        for peer in core.audience.speaking(Mode.SYNC):
            role = core.role_of(peer)
            if role not in roles:
                continue
            if role not in built:
                built[role] = frames.frame(view.state_frame(core.session, role, core.phases))
            core.audience.tell([peer], _always(built[role]))

    def _folder(self, decided: Decided) -> None:
        core = self._core
        user = author_of(core.people.get(decided.by))
        shows = isinstance(decided.event, (LanguageChanged, FileShown))
        self._sync(decided.event, lambda: FolderFrame(core.folder.told(), user, shows))

    def _older(self, decided: Decided, language: str) -> None:
        """Pages of older versions know a text for each language, and no files."""
        user = author_of(self._core.people.get(decided.by))
        self._sync(decided.event, lambda: LanguageChangeFrame(language, user))

    def _person(self, event: Event, participant_id: str) -> None:
        told = UserJoinedFrame(self._core.user(self._core.people.of_id(participant_id)))
        self._sync(event, lambda: told)

    def _left(self, event: Event, record: ParticipantRecord, reason: str) -> None:
        """Tell that somebody has left; only sync mode hears why."""
        user = view.user(record, online=False)
        self._sync(event, lambda: UserLeftFrame(user, reason))
        self._contract(event, lambda: UserLeftFrame(user), None)

    def _question(self, event: QuestionEvent) -> None:
        match event:
            case QuestionLoaded():
                told: ServerFrame = QuestionFrame(event.question)
            case PrivateSideKept():
                told = PrivateSideFrame(event.side)
            case QuestionRemoved():
                told = QuestionRemovedFrame(event.question)
            case QuestionsOrdered():
                told = QuestionsOrderFrame(event.questions)
        self._sync(event, lambda: told)

    def _check(self, event: CheckEvent) -> None:
        """Tell of a check, also those whose browser runs it: names of cases are those of the
        question."""
        checks = self._core.interview.checks
        match event:
            case CheckStarted():
                told: ServerFrame = CheckStartedFrame(checks.records[event.check].check)
            case CheckAnswered():
                told = CheckResultsFrame(event.check, event.results)
            case CheckEnded():
                told = CheckEndedFrame(
                    event.check,
                    event.state,
                    self._ended_at(event.check),
                    event.passed,
                    event.points,
                    event.of,
                )
            case HiddenResultTold():
                told = HiddenResultFrame(checks.results[event.question])
        self._sync(event, lambda: told)
        if audience_of(self._core.interview, event) is Audience.EVERYBODY:
            asked = [p for p in self._core.audience.speaking(Mode.CONTRACT) if p.hears_checks]
            self._core.audience.tell(asked, lambda: frames.frame(told))
        if isinstance(event, CheckEnded) and event.hidden:
            self._own_hidden_end(event.check)

    def _own_hidden_end(self, check_id: str) -> None:
        """Tell somebody who may not know of hidden tests that those they started are over."""
        core = self._core
        record = core.interview.checks.get(check_id)
        if record is None or record.check.user is None:
            return
        self._tell_themselves(record.check.user.id, HiddenCheckEndedFrame(check_id))

    def _tell_themselves(self, participant_id: str, frame: ServerFrame) -> None:
        """Tell somebody what hosts were told, if they are none."""
        core = self._core
        told = [
            peer
            for peer in core.audience.of(participant_id)
            if peer.mode is Mode.SYNC and not peer.waiting and core.role_of(peer) not in HOSTS
        ]
        core.audience.tell(told, _always(frames.frame(frame)))

    def _signal(self, event: SignalNoted | SignalAnswered) -> None:
        """Tell hosts of a signal, and whom it is about."""
        noted = self._core.interview.signals.get(event.signal)
        if noted is None:
            return
        told = SignalFrame(noted)
        self._sync(event, lambda: told)
        self._tell_themselves(event.participant, told)

    def _ended_at(self, check_id: str) -> str:
        """When a check has ended just now. An old one is forgotten when it ends."""
        record = self._core.interview.checks.get(check_id)
        ended_at = None if record is None else record.check.ended_at
        return ended_at or iso(self._core.journal.now_us())

    def _result(self, event: Event, run: Run, origin: Peer | None) -> None:
        output, error, at = run.output, run.error, run.told_at
        self._sync(event, lambda: ExecutionResultFrame(output, error, at, run.told()))
        self._contract(event, lambda: ExecutionResultFrame(output, error, at), origin)

    def _sync(
        self, event: Event, build: Callable[[], ServerFrame], skip: Peer | None = None
    ) -> None:
        core, who = self._core, audience_of(self._core.interview, event)
        peers = core.audience.speaking(Mode.SYNC)
        if who is not Audience.EVERYBODY:
            peers = [peer for peer in peers if self._is_among(who, peer)]
        told = [peer for peer in peers if peer is not skip]
        core.audience.tell(told, lambda: frames.frame(build()))

    def _is_among(self, who: Audience, peer: Peer) -> bool:
        if who is Audience.OWNER and peer.way is not None:
            return False  # A page that came by a link is no login.
        record = self._core.people.get(peer.participant_id)
        return record is not None and belongs_to(self._core.interview, who, record)

    def _contract(self, event: Event, build: Callable[[], ServerFrame], skip: Peer | None) -> None:
        if audience_of(self._core.interview, event) is Audience.EVERYBODY:
            self._core.audience.tell_contract(lambda: frames.frame(build()), skip=skip)


def _output(event: RunPrinted) -> RunOutputFrame:
    output = event.output
    return RunOutputFrame(
        event.run,
        event.index,
        output.stream,
        output.text,
        UNSET if output.html is None else output.html,
        output.omitted or UNSET,
    )


def _always(text: str) -> Callable[[], str]:
    return lambda: text
