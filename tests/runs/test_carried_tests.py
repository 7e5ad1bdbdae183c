"""QU43, QU44: the tests that a run carries cost each other nothing, on the server."""

import pytest

from jupyter_interview.contract import values
from tests.corpus.carried_tests import HANGING
from tests.runs.conftest import RunHere


def calls(*expected: str) -> tuple[values.TestCase, ...]:
    return tuple(
        values.TestCase(f"test {n}", f"f({n})", value) for n, value in enumerate(expected, 1)
    )


@pytest.mark.parametrize("language", HANGING)
async def test_QU43_a_test_that_hangs_or_ends_the_program_costs_no_other(
    language: str, run_here: RunHere
) -> None:
    """The program is run again for those that are left, and what it prints is told once."""
    tests = calls("1", "0", "0", "1", "1 + 1")
    outcome = await run_here(language, HANGING[language], tests=tests, server_run_seconds=4.0)
    assert (outcome.end.state, outcome.end.error) == ("ok", None)
    statuses = [result.status for result in outcome.tests]
    assert [statuses[at] for at in (0, 1, 3, 4)] == ["passed", "timeout", "passed", "passed"]
    assert statuses[2] in ("error", "crashed")
    assert outcome.tests[1].got == "Stopped after 4 s: time limit of this test"
    assert outcome.text() == "begins\nf 1\nf 4\nf 5\n"


async def test_QU43_memory_that_a_test_takes_costs_no_other(run_here: RunHere) -> None:
    code = (
        "function f(n) {\n  const a = [];\n"
        "  while (n === 1) a.push(new Array(1e6).fill(n));\n  return n;\n}\n"
    )
    outcome = await run_here("javascript", code, tests=calls("1", "2"))
    assert [result.status for result in outcome.tests] == ["out_of_memory", "passed"]


async def test_QU44_tests_for_which_no_time_is_left_are_not_run(run_here: RunHere) -> None:
    tests = calls(*["0"] * 9)
    code = "function f() { while (true); }\n"
    outcome = await run_here("javascript", code, tests=tests, server_run_seconds=1.0)
    statuses = [result.status for result in outcome.tests]
    late = statuses.count("timeout")
    assert 1 <= late <= 6
    assert statuses == ["timeout"] * late + ["not_run"] * (9 - late)
    assert outcome.end.state == "ok"


async def test_RU9_what_a_program_prints_at_its_end_is_told_behind_its_tests(
    run_here: RunHere,
) -> None:
    code = "process.on('exit', () => console.log('bye'));\nconst f = n => n;\n"
    outcome = await run_here("javascript", code, tests=calls("1"))
    assert (outcome.end.state, outcome.text()) == ("ok", "bye\n")
    assert [result.passed for result in outcome.tests] == [True]


@pytest.mark.parametrize("language, leave", [("python", "exit(0)"), ("javascript", "exit(0)")])
async def test_RU9_a_program_that_leaves_has_results_that_say_so(
    run_here: RunHere, language: str, leave: str
) -> None:
    begin = {"python": "import sys\nsys.", "javascript": "process."}[language]
    outcome = await run_here(language, begin + leave, tests=calls("1"))
    told = [(result.status, result.got) for result in outcome.tests]
    assert told == [("error", "The program ended without a value for this test.")]


async def test_RU21_a_program_that_does_not_end_has_no_results(run_here: RunHere) -> None:
    outcome = await run_here(
        "javascript", "while (true);", tests=calls("1"), server_run_seconds=1.0
    )
    assert (outcome.end.state, outcome.tests) == ("timeout", [])
