"""Test code in the browser. `tests/questions/test_outside.py` shows the same on the server."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.outside import cases_in
from tests.questions.outside_programs import COUNTERS, TESTS

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
