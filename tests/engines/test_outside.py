"""Test code in each engine, where Python may have no way to wait in the middle of a call.

`tests/runner/test_outside.py` tries all of it in Chromium, `tests/questions/test_outside.py` on the
server.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.outside import cases_in
from tests.engines.tab import Tab
from tests.questions.cheats import cheats
from tests.questions.outside_programs import CHEATED, COUNTERS, TESTS
from tests.runner.test_outside import RUN
from tests.thorough import one_in

CHEATS = one_in(4, cheats(), lambda cheat: f"{cheat.language} {cheat.name}")
PAIRS = one_in(
    2,
    [(language, file) for language in ("python", "javascript") for file in TESTS],
    lambda pair: f"{pair[0]} {pair[1]}",
)


def run(
    tab: Tab, language: str, code: str, files: Mapping[str, str], seconds: float
) -> dict[str, str]:
    """How all tests of these files went, by their names."""
    cases = [case for name, text in files.items() for case in cases_in(name, text)[0]]
    told = [case_to_json(case) for case in cases]
    results: Any = tab.evaluate(RUN, [language, code, told, seconds, dict(files)])
    assert [result["index"] for result in results] == [*range(len(cases))]
    return {
        case.name: result["verdict"]["status"] for case, result in zip(cases, results, strict=True)
    }


@pytest.mark.parametrize(("language", "file"), PAIRS)
def test_QU45_test_code_calls_a_program(language: str, file: str, old_tab: Tab) -> None:
    statuses = run(old_tab, language, COUNTERS[language], {file: TESTS[file]}, 30)
    assert set(statuses.values()) == {"passed"}, statuses


def test_QU46_a_program_that_hangs_costs_no_other_test_its_result(old_tab: Tab) -> None:
    code = "def answer(n):\n    while n == 2:\n        pass\n    return n\n"
    test = "# seconds: {1}\nasync def test_{0}():\n    assert await solution.answer({0}) == {0}\n"
    text = "".join(test.format(n, seconds) for n, seconds in ((1, 30), (2, 1), (3, 30)))
    statuses = run(old_tab, "python", code, {"test_n.py": text}, 30)
    assert statuses == {"1": "passed", "2": "timeout", "3": "passed"}


@pytest.mark.parametrize("cheat", CHEATS, ids=[cheat.name for cheat in CHEATS])
def test_QU47_a_program_passes_no_test_code_that_it_does_not_solve(
    cheat: Any, old_tab: Tab
) -> None:
    file = "total.test.js" if cheat.language == "python" else "test_total.py"
    statuses = run(old_tab, cheat.language, cheat.code, {file: CHEATED[file]}, 2)
    assert "passed" not in statuses.values()
