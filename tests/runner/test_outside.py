"""Test code in the browser. `tests/questions/test_outside.py` shows the same on the server."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.outside import cases_in
from tests.questions.cheats import cheats
from tests.questions.outside_programs import (
    CHEATED,
    COUNTERS,
    STUBBORN,
    STUBBORN_RESULTS,
    STUBBORN_TESTS,
    TESTS,
)

RUN = (
    "([language, code, cases, seconds, outside]) => "
    "runAllCases(language, code, cases, seconds, undefined, outside)"
)


def run(
    page: Page, language: str, code: str, files: Mapping[str, str], seconds: float = 30
) -> dict[str, dict[str, Any]]:
    """The verdicts on all tests of these files by their names."""
    cases = [case for name, text in files.items() for case in cases_in(name, text)[0]]
    told = [case_to_json(case) for case in cases]
    results = page.evaluate(RUN, [language, code, told, seconds, dict(files)])
    assert [result["index"] for result in results] == [*range(len(cases))]
    return {case.name: result["verdict"] for case, result in zip(cases, results, strict=True)}


@pytest.mark.parametrize("file", TESTS)
@pytest.mark.parametrize("language", COUNTERS)
def test_QU45_test_code_calls_a_program_of_any_language(
    language: str, file: str, shared_page: Page
) -> None:
    results = run(shared_page, language, COUNTERS[language], {file: TESTS[file]})
    assert {verdict["status"] for verdict in results.values()} == {"passed"}, results


@pytest.mark.parametrize(
    ("language", "file"),
    [("python", "stubborn.test.js"), ("javascript", "test_stubborn.py")],
)
def test_QU46_each_test_has_a_result_whatever_another_one_does(
    language: str, file: str, shared_page: Page
) -> None:
    results = run(shared_page, language, STUBBORN[language], {file: STUBBORN_TESTS[file]})
    assert {name: verdict["status"] for name, verdict in results.items()} == STUBBORN_RESULTS
    lines = STUBBORN_TESTS[file].split("\n")
    [line] = [at for at, each in enumerate(lines, 1) if "(1)" in each and " 2" in each]
    assert results["fails"]["message"].startswith(f"{file}:{line}: ")
    assert results["raises"]["got"] in ("LookupError: four", "RangeError: four")


@pytest.mark.parametrize("cheat", cheats(), ids=[cheat.name for cheat in cheats()])
def test_QU47_a_program_passes_no_test_code_that_it_does_not_solve(
    cheat: Any, shared_page: Page
) -> None:
    file = "total.test.js" if cheat.language == "python" else "test_total.py"
    results = run(shared_page, cheat.language, cheat.code, {file: CHEATED[file]}, 2)
    assert "passed" not in {verdict["status"] for verdict in results.values()}
