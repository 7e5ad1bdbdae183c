"""Cases of questions in each engine: programs that solve nothing pass nothing there either.

`tests/runner/test_cases.py` tries all of it in Chromium, `tests/questions/test_case_runs.py` on the
server.
"""

from typing import Any

import pytest

from jupyter_interview.questions.case_json import case_to_json
from tests.engines.tab import Tab
from tests.questions.cheats import CASES, cheats
from tests.runner.test_cases import PROGRAMS, returns, statuses
from tests.thorough import one_in

CHEATS = one_in(3, cheats(), lambda cheat: f"{cheat.language} {cheat.name}")


def run_cases(tab: Tab, language: str, code: str, cases: Any, seconds: float) -> list[Any]:
    results: list[Any] = tab.evaluate(
        "([language, code, cases, seconds]) => runAllCases(language, code, cases, seconds)",
        [language, code, [case_to_json(case) for case in cases], seconds],
    )
    return results


@pytest.mark.parametrize("cheat", CHEATS, ids=[cheat.name for cheat in CHEATS])
def test_QU12_a_program_passes_no_case_that_it_does_not_solve(cheat: Any, old_tab: Tab) -> None:
    results = run_cases(old_tab, cheat.language, cheat.code, CASES, 2)
    assert len(results) == len(CASES)
    assert "passed" not in statuses(results)


@pytest.mark.parametrize("language", PROGRAMS)
def test_QU13_a_case_that_hangs_or_ends_the_program_costs_no_other_its_result(
    language: str, old_tab: Tab
) -> None:
    cases = [
        returns("first", "answer", (1,), 1),
        returns("hangs", "answer", (2,), 0, seconds=1),
        returns("ends it", "answer", (3,), 0),
        returns("fourth", "answer", (4,), 1),
    ]
    results = run_cases(old_tab, language, PROGRAMS[language], cases, 10)
    assert statuses(results) == ["passed", "timeout", "error", "passed"]
