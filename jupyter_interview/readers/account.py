"""What an interview comes to, as its log tells it, for those who take it away.

It has what everybody in the interview could see, the times of its life, and how many tests passed
in each check, the hidden ones included. No private side of a question, no secret, no link and no
login is in it, and nobody who was not let in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..contract.session import (
    CheckAnswered,
    CheckEnded,
    CheckStarted,
    Event,
    SessionChanged,
    SessionCreated,
)
from ..contract.values import Question
from ..document.document import Document
from ..domain.limits import Limits
from ..domain.records import LogEntry, ParticipantRecord
from ..domain.roles import State
from ..journal.journal import LogPosition
from ..journal.loading import Restored, known_of
from ..session.checks import PASSED
from ..session.log import Unreadable
from ..session.people_book import waits
from ..session.replay import Replay
from ..session.run_book import RUNNING, SERVER, Run
from ..store.base import SessionData

OUTPUT_BYTES = 32 * 1024 * 1024
"""The most output, errors and results of tests of all runs together, about; older runs are told
without theirs."""
MOST_CHECKS = 1000
"""The most checks that are told, the newest ones."""
_WORDS = {State.DRAFT: "Prepared", State.LIVE: "Started", State.ENDED: "Ended"}


@dataclass(frozen=True, slots=True)
class Text:
    """A file and its text."""

    name: str
    language: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When an interview began, ended or went on, and who did that."""

    what: str
    at_us: int
    by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How many cases of a question passed in one check. ``by`` is empty if nobody knows who it was;
    ``state`` is that of the contract's ``Check``."""

    question: Question
    is_hidden: bool
    by: str
    at_us: int
    language: str
    source: str
    total: int
    passed: int = 0
    points: int = 0
    of: int = 0
    state: str = RUNNING
    then_us: int | None = None
    """When the texts were as they were run, if that was not when it began."""


@dataclass(frozen=True, slots=True)
class Account:
    """One interview, with its runs and checks from the oldest to the newest."""

    title: str
    created_us: int
    life: tuple[Moment, ...]
    people: tuple[ParticipantRecord, ...]
    files: tuple[Text, ...]
    runs: tuple[Run, ...]
    damaged: bool
    questions: tuple[Question, ...] = ()
    checks: tuple[Checked, ...] = ()


class Accounting:
    """Makes an :class:`Account` of entries that are no updates, which come in pieces."""

    def __init__(self, data: SessionData, limits: Limits) -> None:
        everything = replace(limits, welcome_runs=2**31, welcome_output_bytes=OUTPUT_BYTES)
        self._replay = Replay(data.session.id, everything, known_of(data))
        self._life: list[tuple[str, int, str | None]] = []
        self._checks: dict[str, Checked] = {}
        self._seen = 0

    def take(self, entries: Iterable[LogEntry]) -> None:
        """Read on. What cannot be read is left out, as it is where the interview is loaded."""
        for entry in entries:
            try:
                recorded = self._replay.take(entry)
            except Unreadable:
                continue
            self._seen += 1
            if recorded is None:
                continue
            what = self._what(recorded.event)
            if what is not None:
                self._life.append((what, recorded.at_us, recorded.by))
            self._check(recorded.event, recorded.at_us)
        self._shorten()

    def account(
        self, restored: Restored, goes_on: Callable[[str], bool] = lambda run_id: False
    ) -> Account:
        """The account; ``restored`` is the interview as it is loaded, with its texts.

        ``goes_on`` says of a run or check of a server that the log does not end whether it goes on.
        """
        interview, document = restored.interview, restored.document
        book = self._replay.interview.runs
        book.lose_server_runs(goes_on)
        people = interview.people
        return Account(
            interview.session.title,
            interview.session.created_us,
            tuple(
                Moment(what, at_us, "" if (record := people.get(by)) is None else record.name)
                for what, at_us, by in self._life
            ),
            tuple(record for record in people.everybody() if not waits(record)),
            tuple(_texts(restored, document)),
            tuple(book.newest(self._seen)) if self._seen else (),
            restored.damaged,
            self._replay.interview.questions.listed,
            tuple(_as_it_is(check, goes_on(id)) for id, check in self._checks.items()),
        )

    def run(self, run_id: str, goes_on: Callable[[str], bool]) -> Run | None:
        """One of the runs; ``goes_on`` as above."""
        book = self._replay.interview.runs
        book.lose_server_runs(goes_on)
        return book.get(run_id)

    def _check(self, event: Event, at_us: int) -> None:
        """Note what an event says of a check."""
        match event:
            case CheckStarted():
                question = self._replay.interview.questions.known(event.question)
                if question is not None:
                    by = "" if event.user is None else event.user.name
                    begun = (event.hidden, by, at_us, event.language, event.source)
                    checked = Checked(question, *begun, len(event.cases), then_us=_then(event))
                    self._checks[event.check] = checked
                for old in list(self._checks)[:-MOST_CHECKS]:
                    del self._checks[old]
            case CheckAnswered() if (check := self._checks.get(event.check)) is not None:
                passed = sum(result.status == PASSED for result in event.results)
                self._checks[event.check] = replace(check, passed=check.passed + passed)
            case CheckEnded() if (check := self._checks.get(event.check)) is not None:
                told = replace(check, passed=event.passed, points=event.points, of=event.of)
                self._checks[event.check] = replace(told, state=event.state)
            case SessionChanged() if event.epoch is not None:
                self._checks = {}

    def _shorten(self) -> None:
        """Take away of older runs what is long, when all of them have too much of it."""
        left = OUTPUT_BYTES
        for run in reversed(self._replay.interview.runs.newest(self._seen)):
            size = _size(run)
            left -= size
            if size > 0 > left and run.state != RUNNING:
                run.outputs, run.output_bytes, run.tail, run.before_lost = [], 0, None, None
                run.error, run.tests, run.program, run.truncated = None, (), None, True

    def _what(self, event: object) -> str | None:
        if isinstance(event, SessionCreated):
            return "Created"
        if not isinstance(event, SessionChanged) or event.state is None:
            return None
        was_ended = any(what == _WORDS[State.ENDED] for what, _, _ in self._life)
        state = State(event.state)
        return "Reopened" if state is State.LIVE and was_ended else _WORDS[state]


def _then(event: CheckStarted) -> int | None:
    place = None if event.at is None else LogPosition.read(event.at)
    return None if place is None else place.at_us


def _as_it_is(check: Checked, goes_on: bool) -> Checked:
    """One that a server has not ended is lost with that server, unless it goes on."""
    is_lost = check.source == SERVER and check.state == RUNNING and not goes_on
    return replace(check, state="lost") if is_lost else check


def _size(run: Run) -> int:
    """About how many bytes it has of what may be long."""
    told = (text for one in run.tests for text in (one.name, one.expected, one.got, one.message))
    texts = [run.error, *told]
    if run.program is not None:
        texts += [run.program.state_vector, *(file.name for file in run.program.files)]
    return run.output_bytes + sum(len(text) for text in texts if text is not None)


def _texts(restored: Restored, document: Document) -> Iterable[Text]:
    for file in restored.interview.folder.files:
        yield Text(file.name, file.language, document.text(file.id))
