"""Runs tests of a question on the programs of recordings, and says when each of them first passed.

Nothing is guessed from other programs, because a test that passed may fail later. A test is tried
on a program only where that may tell an earlier moment than the one known, and on the same program
once, also where the program is in several recordings. First come the programs of the end, then
those that people ran, then all others: when there is no time for more, what is known is worth most.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass

from ..playback.recording import Recording
from ..questions.cases import Case
from ..questions.judge import Status
from ..questions.question import Question
from ..runs.cases import CaseRuns, Result
from ..runs.engine import Engine
from ..runs.texts import Text
from .programs import Appearance, Moment, Program

MOST_PROGRAMS = 200
"""So many different programs of an interview are tried, unless somebody says another number."""
MOST_MINUTES = 10.0
"""For so long, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class WantedTest:
    """A test that programs are run against."""

    case: Case
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class First:
    """The first moment at which a test passed, and the file with the program."""

    moment: Moment
    file: str


@dataclass(frozen=True, slots=True)
class Course:
    """How a test went in the course of an interview."""

    name: str
    is_hidden: bool
    first: First | None
    """None if it passed on no program that was tried."""
    at_end: bool | None
    """Whether it passes at the end; None if that was not tried, or there is no program."""
    too_slow: int
    """On how many of the programs it ran out of time."""
    untried: int
    """On how many programs, among them earlier ones than ``first`` alone, it was not tried."""


@dataclass(frozen=True, slots=True)
class Rescored:
    """What came of one interview."""

    session: str
    title: str
    candidates: tuple[str, ...]
    programs: int
    """How many different ones there were."""
    tried: int
    left_out: int
    """How many were not tried on some test, where it might have passed earlier than is known."""
    gaps: int
    """How many parts of the recording could not be read."""
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """So many programs of an interview, of those that may be tried, are done."""

    done: int
    of: int


def all_tests(question: Question) -> tuple[WantedTest, ...]:
    """All tests of a question: the visible ones, the hidden ones, and test code."""
    visible = (WantedTest(case, False) for case in question.public.cases)
    return (*visible, *(WantedTest(case, True) for case in question.private.cases))


class Rescoring:
    """Tries the same tests on many recordings. Of each at most so many programs, ``most``, in so
    many ``seconds``."""

    def __init__(
        self,
        engine: Engine,
        question: Question,
        tests: Sequence[WantedTest],
        most: int = MOST_PROGRAMS,
        seconds: float = MOST_MINUTES * 60,
    ) -> None:
        self._question = question
        self._tests = tests
        self._most = most
        self._seconds = seconds
        self._runs = CaseRuns(engine, question.public.seconds, question.private.outside)
        self._known: dict[bytes, dict[int, Status]] = {}
        """How tests went, by the digests of programs and the places of tests."""

    async def of(
        self, recording: Recording, found: Sequence[Appearance]
    ) -> AsyncIterator[Progress | Rescored]:
        """Try the programs that were found in a recording; the last value is what came of it."""
        order = chosen(found, self._most)
        deadline = asyncio.get_running_loop().time() + self._seconds
        firsts: dict[int, int] = {}
        tried: set[int] = set()
        for done, place in enumerate(order):
            yield Progress(done, len(order))
            one = found[place]
            wanted = [
                at
                for at in range(len(self._tests))
                if one.is_last or place < firsts.get(at, len(found))
            ]
            with suppress(TimeoutError):
                async with asyncio.timeout_at(deadline):
                    await self._try(one.program, wanted)
            statuses = self._known.get(one.program.digest, {})
            if any(at in statuses for at in wanted):
                tried.add(place)
            for at, status in statuses.items():
                if status == "passed":
                    firsts[at] = min(place, firsts.get(at, place))
        yield Progress(len(order), len(order))
        yield self._rescored(recording, found, firsts, tried)

    async def _try(self, program: Program, wanted: Sequence[int]) -> None:
        """Try these tests, as far as they were not tried on this program before."""
        known = self._known.setdefault(program.digest, {})
        left = [at for at in wanted if at not in known]
        if not left:
            return
        # There may be no time left, and no process is begun then.
        await asyncio.sleep(0)
        names = self._question.public.names
        text = Text(program.code, program.language, names, program.name, program.files)
        cases = [self._tests[at].case for at in left]
        async with aclosing(self._runs.results(text, cases)) as coming:
            async for told in coming:
                if isinstance(told, Result):
                    known[left[told.index]] = told.verdict.status

    def _rescored(
        self,
        recording: Recording,
        found: Sequence[Appearance],
        firsts: dict[int, int],
        tried: set[int],
    ) -> Rescored:
        document = recording.document
        courses = tuple(self._course(at, found, firsts.get(at)) for at in range(len(self._tests)))
        left_out = {
            place
            for at in range(len(self._tests))
            for place in self._untried(at, found, firsts.get(at))
        }
        return Rescored(
            document["session"]["id"],
            recording.title,
            tuple(one.called for one in recording.people if one.role == "candidate"),
            len(found),
            len(tried),
            len(left_out),
            len(document["gaps"]),
            courses,
        )

    def _course(self, at: int, found: Sequence[Appearance], first: int | None) -> Course:
        statuses = [self._status(one, at) for one in found]
        last = {self._status(one, at) for one in found if one.is_last}
        passes = True if "passed" in last else False if last and None not in last else None
        test, one = self._tests[at], None if first is None else found[first]
        return Course(
            test.case.name,
            test.is_hidden,
            None if one is None else First(one.moment, one.program.name),
            passes,
            statuses.count("timeout"),
            sum(1 for _ in self._untried(at, found, first)),
        )

    def _untried(self, at: int, found: Sequence[Appearance], first: int | None) -> Iterator[int]:
        """The places of programs on which the test may have passed before, for all that is
        known."""
        for place, one in enumerate(found[:first]):
            if self._status(one, at) is None:
                yield place

    def _status(self, one: Appearance, at: int) -> Status | None:
        return self._known.get(one.program.digest, {}).get(at)


def chosen(found: Sequence[Appearance], most: int) -> list[int]:
    """The places of at most so many programs in the order in which they are tried: those of the
    end, those that people ran, all others. Where there are too many, even distances are between
    those that are taken."""
    order: list[int] = []
    kinds = [0 if one.is_last else 1 if one.was_run else 2 for one in found]
    for kind in range(3):
        places = [place for place, of in enumerate(kinds) if of == kind]
        order += _thinned(places, most - len(order))
    return order


def _thinned(places: Sequence[int], most: int) -> Sequence[int]:
    if len(places) <= most:
        return places
    return [places[number * len(places) // most] for number in range(most)]
