"""Test code runs where the program is not, and a program passes it by what it answers alone."""

from collections.abc import Mapping
from contextlib import aclosing

import pytest

from jupyter_interview.questions.outside import cases_in
from jupyter_interview.runs.cases import CaseRuns, Result, Text
from jupyter_interview.runs.engine import Engine
from tests.questions.cheats import Cheat, cheats
from tests.questions.outside_programs import (
    CHEATED,
    COUNTERS,
    STUBBORN,
    STUBBORN_RESULTS,
    STUBBORN_TESTS,
    TESTS,
)


async def run(
    engine: Engine, text: Text, files: Mapping[str, str], seconds: float = 30.0
) -> dict[str, Result]:
    """The results of all tests of these files by their names."""
    cases = [case for name, code in files.items() for case in cases_in(name, code)[0]]
    found: dict[str, Result] = {}
    async with aclosing(CaseRuns(engine, seconds, files).results(text, cases)) as results:
        async for result in results:
            if isinstance(result, Result):
                assert cases[result.index].name not in found, "a test has two results"
                found[cases[result.index].name] = result
    assert list(found) == [case.name for case in cases]
    return found


def statuses(results: Mapping[str, Result]) -> dict[str, str]:
    return {name: result.verdict.status for name, result in results.items()}


@pytest.mark.parametrize("file", TESTS)
@pytest.mark.parametrize("language", COUNTERS)
async def test_QU45_test_code_calls_a_program_of_any_language(
    language: str, file: str, engine: Engine
) -> None:
    results = await run(engine, Text(COUNTERS[language], language, {}), {file: TESTS[file]})
    assert set(statuses(results).values()) == {"passed"}, {
        name: result.verdict for name, result in results.items()
    }


@pytest.mark.parametrize(
    ("language", "file"),
    [("python", "stubborn.test.js"), ("javascript", "test_stubborn.py")],
)
async def test_QU46_each_test_has_a_result_whatever_another_one_does(
    language: str, file: str, engine: Engine
) -> None:
    files = {file: STUBBORN_TESTS[file]}
    results = await run(engine, Text(STUBBORN[language], language, {}), files)
    assert statuses(results) == STUBBORN_RESULTS
    said = {name: result.verdict for name, result in results.items()}
    lines = STUBBORN_TESTS[file].split("\n")
    [line] = [at for at, each in enumerate(lines, 1) if "(1)" in each and " 2" in each]
    assert said["fails"].message.startswith(f"{file}:{line}: ")
    assert said["raises"].got in ("LookupError: four", "RangeError: four")
    assert "0.5 s" in said["program hangs"].message
    assert "the test itself went wrong" in said["itself is wrong"].message
    assert "has no nothing" in said["calls what is not there"].got


@pytest.mark.parametrize("cheat", cheats(), ids=[cheat.name for cheat in cheats()])
async def test_QU47_a_program_passes_no_test_code_that_it_does_not_solve(
    cheat: Cheat, engine: Engine
) -> None:
    file = "total.test.js" if cheat.language == "python" else "test_total.py"
    text = Text(cheat.code, cheat.language, {})
    results = await run(engine, text, {file: CHEATED[file]}, 1)
    assert [name for name, status in statuses(results).items() if status == "passed"] == []
