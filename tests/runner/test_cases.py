"""Cases of questions in the browser: programs that solve nothing pass nothing, and all cases have a
result. `tests/questions/test_case_runs.py` shows the same of runs on the server."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.cases import Call, Case, Expected, Rows, Whole
from jupyter_interview.questions.compare import Comparison
from tests.questions.cheats import CASES, cheats

EQUAL = Comparison()


def run_cases(
    page: Page, language: str, code: str, cases: Sequence[Case], seconds: float = 2
) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = page.evaluate(
        "([language, code, cases, seconds]) => runAllCases(language, code, cases, seconds)",
        [language, code, [case_to_json(case) for case in cases], seconds],
    )
    assert [result["index"] for result in results] == [*range(len(cases))]
    return results


def statuses(results: Sequence[dict[str, Any]]) -> list[str]:
    return [result["verdict"]["status"] for result in results]


def returns(name: str, function: str, args: tuple[object, ...], value: object, **more: Any) -> Case:
    return Case(name, Call(function, args, Expected(value, EQUAL), None, None), **more)


@pytest.mark.parametrize("cheat", cheats(), ids=[cheat.name for cheat in cheats()])
def test_QU12_a_program_passes_no_case_that_it_does_not_solve(
    cheat: Any, shared_page: Page
) -> None:
    results = run_cases(shared_page, cheat.language, cheat.code, CASES)
    assert "passed" not in statuses(results)


PROGRAMS = {
    "python": (
        "import os\nseen = []\ndef answer(n):\n    seen.append(n)\n"
        "    while n == 2:\n        pass\n    if n == 3:\n        os._exit(1)\n"
        "    return len(seen)\n"
    ),
    "typescript": (
        "const seen: number[] = [];\nfunction answer(n: number): number {\n  seen.push(n);\n"
        "  while (n === 2);\n  if (n === 3) process.exit(1);\n  return seen.length;\n}\n"
    ),
}


@pytest.mark.parametrize("language", PROGRAMS)
def test_QU13_a_case_that_hangs_or_ends_the_program_costs_no_other_its_result(
    language: str, shared_page: Page
) -> None:
    cases = [
        returns("first", "answer", (1,), 1),
        returns("hangs", "answer", (2,), 0, seconds=0.5),
        returns("ends it", "answer", (3,), 0),
        returns("fourth", "answer", (4,), 1),
        returns("fifth", "answer", (5,), 2),
        returns("fresh", "answer", (6,), 1, fresh=True),
    ]
    results = run_cases(shared_page, language, PROGRAMS[language], cases, 10)
    assert statuses(results) == ["passed", "timeout", "error", "passed", "passed", "passed"]
    assert "0.5 s" in results[1]["verdict"]["message"]


def test_QU14_a_whole_program_and_a_statement_of_sql_are_run(shared_page: Page) -> None:
    code = (
        "import sys\n\ndef names(order):\n"
        "    return f'SELECT name FROM people ORDER BY name {order}'\n"
        "\nif not sys.stdin.closed:\n    print('Hello,', sys.stdin.readline().strip())\n"
    )
    tables = "CREATE TABLE people (name TEXT); INSERT INTO people VALUES ('Ada'), ('Bo');"
    down = (["Bo"], ["Ada"])
    cases = [
        Case("greets", Whole("Ada\n", Expected("Hello, Ada", Comparison("lines")))),
        Case("greets another", Whole("Bo\n", Expected("Hello, Ada", Comparison("lines")))),
        Case("any order", Rows("names", ("ASC",), tables, down, is_ordered=False)),
        Case("this order", Rows("names", ("ASC",), tables, down, is_ordered=True)),
        Case("no statement", Rows("names", ("no such word",), tables, down, is_ordered=True)),
    ]
    results = run_cases(shared_page, "python", code, cases)
    assert statuses(results) == ["passed", "failed", "passed", "failed", "error"]
    assert results[3]["verdict"]["got"] == '[["Ada"], ["Bo"]]'
    assert "syntax error" in results[4]["verdict"]["got"]
