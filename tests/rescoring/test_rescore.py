"""NT3 to NT6: when tests first passed, and what that takes."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from jupyter_interview.cli.questions import engine_of
from jupyter_interview.playback.recording import Recording
from jupyter_interview.questions.question import Question
from jupyter_interview.rescoring.programs import appearances
from jupyter_interview.rescoring.rescore import Progress, Rescored, Rescoring, all_tests
from jupyter_interview.runs.conversation import Posts
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.events import Event, Program
from jupyter_interview.runs.process import find_deno

from .interviews import (
    ENDLESS,
    FOUR,
    HALF,
    ROOT,
    STARTER,
    TWICE,
    WHOLE,
    Interview,
    question,
    solved,
)

TESTS = ["two", "null is an error", "below zero", "many times"]
OUTSIDE = """\
test('any number', async () => {
  for (const number of [1, 2, 3, 5]) {
    assert.equal(await solution.doubleOf(number), 2 * number);
  }
});
"""
HIDDEN = "cases:\n- {name: hidden, call: double_of, args: [1], returns: 2}\n"


class Counted(Engine):
    """Runs programs, and notes what each process was told."""

    def __init__(self, engine: Engine) -> None:
        vars(self).update(vars(engine))
        self.programs: list[Program] = []

    def run(self, program: Program, posts: Posts | None = None) -> AsyncGenerator[Event, None]:
        self.programs.append(program)
        return super().run(program, posts)

    @property
    def tried(self) -> list[tuple[str, list[int]]]:
        """The programs, and with which numbers they were called."""
        return [(one.code, [case["args"][0] for case in one.cases]) for one in self.programs]


@pytest.fixture
def engine(tmp_path: Path) -> Counted:
    deno = find_deno()
    assert deno is not None, "the extra [sandbox] is not installed"
    return Counted(engine_of(deno, tmp_path / "wheels"))


Rescore = Callable[..., Rescored]


@pytest.fixture
def rescore(engine: Counted, tmp_path: Path) -> Rescore:
    """Tries the tests of a question on a recording."""
    asked = question(tmp_path)

    def go(recording: Recording, asked: Question = asked, **bounds: float) -> Rescored:
        rescoring = Rescoring(engine, asked, all_tests(asked), **bounds)  # type: ignore[arg-type]
        return asyncio.run(result(rescoring, recording, asked))

    return go


async def result(rescoring: Rescoring, recording: Recording, asked: Question) -> Rescored:
    found = appearances(recording, asked.public)
    told = [one async for one in rescoring.of(recording, found)]
    last, progress = told[-1], told[:-1]
    assert isinstance(last, Rescored)
    counts = [(one.done, one.of) for one in progress if isinstance(one, Progress)]
    assert counts == [(done, len(counts) - 1) for done in range(len(counts))]
    return last


def test_NT3_each_test_has_the_moment_and_person_of_its_first_pass(rescore: Rescore) -> None:
    recording = solved()
    told = rescore(recording)
    assert [course.name for course in told.courses] == TESTS
    assert [course.is_hidden for course in told.courses] == [False, False, True, True]
    two, null, below, many = told.courses
    assert two.first is not None and two.first.moment.who == "Bo"
    assert recording.at(two.first.moment.seq).text == FOUR
    assert below.first is not None and below.first == many.first
    assert recording.at(below.first.moment.seq).text == TWICE
    assert null.first is not None and null.first.moment.how == "typed"
    assert recording.at(null.first.moment.seq).text == WHOLE
    assert null.first.file == "solution.js"
    clocks = [course.first.moment.clock for course in (two, below, null) if course.first]
    assert clocks == sorted(set(clocks)) and clocks[0] == recording.at(two.first.moment.seq).clock
    assert all(course.at_end for course in told.courses)
    assert (told.session, told.title, told.candidates) == ("session-0001", "Round 1", ("Bo",))
    assert (told.programs, told.left_out, told.gaps) == (5, 0, 0)


def test_NT3_a_run_has_whoever_ran_and_what_passed_may_fail_at_the_end(rescore: Rescore) -> None:
    one = Interview()
    one.write(HALF, root=ROOT)
    one.write(TWICE, root=ROOT)
    one.ran(by="p-ana")
    one.write(FOUR, root=ROOT)
    one.log.event("FileShown", "p-ana", file="code:python")
    told = rescore(one.recording())
    two, null, below, _ = told.courses
    assert two.at_end is True and below.at_end is False
    assert null.first is None and null.at_end is False
    assert below.first is not None and below.first.moment.how == "typed"
    never = rescore(Interview().recording())
    assert [course.at_end for course in never.courses] == [False] * 4


def test_NT3_where_there_was_no_program_nothing_is_said_of_the_end(
    rescore: Rescore, engine: Counted
) -> None:
    one = Interview()
    one.log.entries[-1]["event"]["language"] = "python"
    told = rescore(one.recording())
    assert (told.programs, told.tried, engine.programs) == (0, 0, [])
    assert [(course.first, course.at_end) for course in told.courses] == [(None, None)] * 4


def test_NT4_a_test_is_tried_only_where_it_tells_an_earlier_moment(
    rescore: Rescore, engine: Counted
) -> None:
    rescore(solved())
    # First the end with all tests, and it was run; then what came before, until a test passed.
    assert engine.tried == [
        (WHOLE, [2, None, -3, 1000]),
        ("", [2, None, -3, 1000]),
        (STARTER, [2, None, -3, 1000]),
        (FOUR, [2, None, -3, 1000]),
        (TWICE, [None, -3, 1000]),
    ]


def test_NT4_the_same_program_is_tried_once_in_all_recordings(
    engine: Counted, tmp_path: Path
) -> None:
    asked = question(tmp_path)

    async def both() -> list[Rescored]:
        rescoring = Rescoring(engine, asked, all_tests(asked))
        return [await result(rescoring, solved(name), asked) for name in ("Ada", "Cy")]

    first, second = asyncio.run(both())
    assert len(engine.programs) == first.programs
    assert second.courses == first.courses
    assert (first.title, second.title) == ("Ada", "Cy") and second.tried == first.tried


def test_NT5_what_is_not_tried_is_said_of_each_test(rescore: Rescore) -> None:
    few = rescore(solved(), most=1)
    # Only the end is tried, so nothing is known of the four programs before it.
    assert (few.programs, few.tried, few.left_out) == (5, 1, 4)
    assert [course.untried for course in few.courses] == [4] * 4
    firsts = [course.first.moment.seq for course in few.courses if course.first]
    assert len(set(firsts)) == 1 and len(firsts) == 4

    # The end, what was there first, and FOUR; STARTER and TWICE are left out.
    some = rescore(solved(), most=3)
    assert (some.programs, some.tried, some.left_out) == (5, 3, 2)
    two, null, below, _ = some.courses
    assert two.first is not None and two.untried == 1
    assert below.first == null.first and below.untried == null.untried == 2


def test_NT5_time_that_is_over_is_said_and_the_end_comes_first(
    rescore: Rescore, engine: Counted
) -> None:
    none = rescore(solved(), seconds=0)
    assert engine.programs == []
    assert (none.tried, none.left_out) == (0, 5)
    assert [(one.first, one.at_end, one.untried) for one in none.courses] == [(None, None, 5)] * 4


def test_NT5_a_test_that_goes_on_when_time_is_over_is_stopped(
    engine: Counted, tmp_path: Path
) -> None:
    # The test would go on for its thirty seconds, and come to a result then.
    slow = "cases:\n- {name: two, call: double_of, args: [2], returns: 4, seconds: 30}\n"
    asked = question(tmp_path, **{"tests.yaml": slow, "private/tests.yaml": HIDDEN})
    one = Interview()
    one.write(ENDLESS, root=ROOT)
    rescoring = Rescoring(engine, asked, all_tests(asked), seconds=2)
    told = asyncio.run(result(rescoring, one.recording(), asked))
    assert len(engine.programs) == 1
    assert told.tried == 0 and told.courses[0].untried == told.programs


def test_NT5_gaps_of_the_recording_are_counted(rescore: Rescore) -> None:
    one = Interview()
    one.write(TWICE, root=ROOT)
    one.log.unreadable()
    one.end()
    assert rescore(one.recording(), most=1).gaps == 1


def test_NT6_a_program_that_never_ends_costs_nothing_but_its_time(rescore: Rescore) -> None:
    one = Interview()
    one.type(ENDLESS, TWICE, HALF)
    one.end()
    told = rescore(one.recording())
    two, null, below, _ = told.courses
    assert two.first is not None and two.too_slow == 1 and two.at_end is False
    assert below.first == two.first and null.first is None


def test_NT6_what_is_expected_is_not_told_to_the_program_and_test_code_is_elsewhere(
    engine: Counted, tmp_path: Path
) -> None:
    hidden = "cases:\n- {name: CANARY-name, call: double_of, args: [4], returns: 87654321}\n"
    files = {"private/tests.yaml": hidden, "private/outside/any.test.js": OUTSIDE}
    asked = question(tmp_path, **files)
    one = Interview()
    one.type(TWICE)
    told = asyncio.run(result(Rescoring(engine, asked, all_tests(asked)), one.recording(), asked))
    by_name = {course.name: course for course in told.courses}
    assert by_name["any number"].is_hidden and by_name["any number"].first is not None
    assert by_name["CANARY-name"].first is None
    for program in engine.programs:
        assert "CANARY" not in repr(program) and "87654321" not in repr(program)
        assert program.code == TWICE or "assert.equal" not in repr(program.files)
