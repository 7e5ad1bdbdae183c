"""Programs are run against cases in a process that never sees what is expected."""

import threading
from typing import ClassVar

import pytest

from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.questions.cases import (
    Call,
    Case,
    Expected,
    Raises,
    Rows,
    Step,
    Steps,
    Whole,
)
from jupyter_interview.questions.compare import Comparison
from jupyter_interview.runs.cases import CaseRuns, Result, Text
from tests.questions.cheats import CASES, Cheat, cheats
from tests.questions.conftest import MakeEngine, Run

EQUAL = Comparison()


def returns(
    name: str, function: str, args: tuple[object, ...], value: object, **more: object
) -> Case:
    return Case(name, Call(function, args, Expected(value, EQUAL), None, None), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("cheat", cheats(), ids=[cheat.name for cheat in cheats()])
async def test_QU12_a_program_passes_no_case_that_it_does_not_solve(
    cheat: Cheat, run_cases: Run
) -> None:
    results = await run_cases(Text(cheat.code, cheat.language, {}), CASES)
    assert [result.verdict.status for result in results if result.verdict.passed] == []


LONG = {
    "python": "def answer(n):\n    while n == 2:\n        pass\n    return n\n",
    "javascript": "function answer(n) { while (n === 2); return n; }\n",
}


@pytest.mark.parametrize("language", LONG)
async def test_QU13_an_endless_case_costs_no_other_its_result(
    language: str, run_cases: Run
) -> None:
    cases = [returns(f"number {n}", "answer", (n,), n) for n in (1, 2, 3)]
    results = await run_cases(Text(LONG[language], language, {}), cases, 0.5)
    assert [result.verdict.status for result in results] == ["passed", "timeout", "passed"]
    assert "0.5 s" in results[1].verdict.message


async def test_QU13_cases_that_take_longer_than_a_process_may_all_have_their_time(
    engine_with: MakeEngine,
) -> None:
    """The time of a whole process ends it in the middle of a case, which is not to blame."""
    code = (
        "import time\n\ndef answer(n):\n"
        "    end = time.monotonic() + 0.6\n    while time.monotonic() < end:\n        pass\n"
        "    return n\n"
    )
    short = engine_with(server_run_seconds=1.5)
    cases = [returns(f"number {n}", "answer", (n,), n) for n in range(4)]
    results = CaseRuns(short, 5.0).results(Text(code, "python", {}), cases)
    passed = [told.verdict.status async for told in results if isinstance(told, Result)]
    assert passed == ["passed"] * 4


DYING = {
    "python": "import os\ndef answer(n):\n    if n == 2:\n        os._exit(3)\n    return n\n",
    "javascript": (
        "function answer(n) {\n"
        "  const a = [];\n  while (n === 2) a.push(new Array(1e6).fill(n));\n  return n;\n}\n"
    ),
}


@pytest.mark.parametrize("language", DYING)
async def test_QU13_a_case_that_ends_the_program_costs_no_other_its_result(
    language: str, run_cases: Run
) -> None:
    cases = [returns(f"number {n}", "answer", (n,), n) for n in (1, 2, 3)]
    results = await run_cases(Text(DYING[language], language, {}), cases, 10)
    statuses = [result.verdict.status for result in results]
    assert statuses[0] == statuses[2] == "passed"
    assert statuses[1] in ("error", "crashed", "out_of_memory")


async def test_QU13_a_program_that_does_not_begin_says_so_for_every_case(run_cases: Run) -> None:
    cases = [returns(f"number {n}", "answer", (n,), n) for n in (1, 2)]
    results = await run_cases(Text("answer = [1\n", "python", {}), cases)
    assert [result.verdict.status for result in results] == ["error", "error"]
    assert all("SyntaxError" in result.verdict.message for result in results)
    [late] = await run_cases(Text("while True: pass\n", "python", {}), cases[:1])
    assert late.verdict.status == "timeout"


async def test_QU14_cases_share_a_program_unless_they_ask_for_a_fresh_one(run_cases: Run) -> None:
    code = "seen = []\ndef answer(n):\n    seen.append(n)\n    return len(seen)\n"
    cases = [
        returns("first", "answer", (1,), 1),
        returns("fresh", "answer", (1,), 1, fresh=True),
        returns("second", "answer", (1,), 2),
    ]
    results = await run_cases(Text(code, "python", {}), cases)
    assert [result.verdict.passed for result in results] == [True, True, True]


STACK = {
    "python": (
        "class Stack:\n"
        "    def __init__(self, most):\n        self.items, self.most = [], most\n"
        "    def push_all(self, items):\n"
        "        if len(self.items) + len(items) > self.most:\n"
        "            raise ValueError('full')\n"
        "        self.items += items\n"
        "    async def pop(self):\n        return self.items.pop()\n"
    ),
    "typescript": (
        "class Stack {\n  items: number[] = [];\n  constructor(private most: number) {}\n"
        "  pushAll(items: number[]): void {\n"
        "    if (this.items.length + items.length > this.most) throw new RangeError('full');\n"
        "    this.items.push(...items);\n  }\n"
        "  async pop(): Promise<number | undefined> { return this.items.pop(); }\n}\n"
    ),
}


@pytest.mark.parametrize("language", STACK)
async def test_QU14_steps_make_objects_and_call_them(language: str, run_cases: Run) -> None:
    full = Raises(classes={"python": "ValueError", "javascript": "RangeError"})

    def step(call: str, *args: object, value: object = None, raises: Raises | None = None) -> Step:
        expected = None if raises else Expected(value, EQUAL)
        return Step("object", None, call, args, expected, raises)

    make = Step("object", "Stack", None, (2,), None, None)
    right = Steps(
        (make, step("push_all", [1, 2]), step("push_all", [3], raises=full), step("pop", value=2))
    )
    wrong = Steps((make, step("push_all", [1, 2]), step("pop", value=1)))
    absent = Steps((make, step("peek", value=1)))
    cases = [Case("right", right), Case("wrong", wrong), Case("absent", absent)]
    results = await run_cases(Text(STACK[language], language, {}), cases)
    assert [result.verdict.status for result in results] == ["passed", "failed", "error"]
    assert results[1].verdict.message == "Step 3, pop"
    assert (results[1].verdict.expected, results[1].verdict.got) == ("1", "2")


async def test_QU14_a_whole_program_is_run_with_its_input_for_each_case(run_cases: Run) -> None:
    code = "name = input()\nprint('Hello,', name)\nprint(open('more.txt').read())\n"
    text = Text(code, "python", {}, files=(TextFile("more.txt", "and all"),))
    lines = Comparison("lines")
    cases = [
        Case("Ada", Whole("Ada\n", Expected("Hello, Ada\nand all", lines))),
        Case("Bo", Whole("Bo\n", Expected("Hello, Ada\nand all", lines))),
        Case("nobody", Whole("", Expected("Hello,", lines))),
    ]
    results = await run_cases(text, cases)
    assert [result.verdict.status for result in results] == ["passed", "failed", "error"]
    assert results[1].verdict.got == "Hello, Bo\nand all\n"
    assert "EOFError" in results[2].verdict.message


TABLES = (
    "CREATE TABLE customers (name TEXT, orders INTEGER);"
    "INSERT INTO customers VALUES ('Ada', 2), ('Bo', 0);"
)


async def test_QU14_a_statement_of_sql_is_run_apart_and_its_rows_are_compared(
    run_cases: Run,
) -> None:
    code = (
        "def right():\n    return 'SELECT name FROM customers ORDER BY name DESC'\n"
        "def wrong():\n    return 'SELECT name FROM customers WHERE orders > 0'\n"
        "def broken():\n    return 'SELECT missing FROM customers'\n"
        "def two():\n    return 'SELECT 1; SELECT 2'\n"
        "def none():\n    return ['Ada', 'Bo']\n"
    )
    rows = (["Ada"], ["Bo"])
    cases = [
        Case(name, Rows(name, (), TABLES, rows, is_ordered=False))
        for name in ("right", "wrong", "broken", "two", "none")
    ]
    cases.append(Case("ordered", Rows("right", (), TABLES, rows, is_ordered=True)))
    results = await run_cases(Text(code, "python", {}), cases)
    statuses = [result.verdict.status for result in results]
    assert statuses == ["passed", "failed", "error", "error", "failed", "failed"]
    assert "no such column: missing" in results[2].verdict.got


@pytest.mark.parametrize("language", ["python", "javascript"])
async def test_QU12_what_a_program_does_not_have_is_no_error_that_it_raises(
    language: str, run_cases: Run
) -> None:
    step = Step("object", None, "push_one", (1,), None, Raises())
    make = Step("object", "Stack", None, (), None, None)
    cases = [
        Case("a function", Call("answer", (-1,), None, Raises(), None)),
        Case("a method", Steps((make, step))),
        Case("a class", Steps((Step("object", "Queue", None, (), None, Raises()),))),
    ]
    code = {"python": "class Stack:\n    pass\n", "javascript": "class Stack {}\n"}[language]
    results = await run_cases(Text(code, language, {}), cases)
    assert [result.verdict.status for result in results] == ["error"] * 3
    assert "The program has no function answer." == results[0].verdict.message


async def test_QU14_an_expression_need_not_know_of_the_last_line_end(run_cases: Run) -> None:
    whole = Whole("", Expected(r"^total: \d+$", Comparison("matches")))
    [result] = await run_cases(Text("print('total: 5')\n", "python", {}), [Case("total", whole)])
    assert result.verdict.passed


VALUES = {
    "python": (
        "import dataclasses, datetime, decimal\n"
        "@dataclasses.dataclass\nclass Point:\n    x: int\n    y: int\n"
        "def back(value):\n    return value\n"
        "def point():\n    return Point(1, 2)\n"
        "def change(values):\n    values.sort()\n"
        "def large():\n    return 'a' * 70_000\n"
        "def circle():\n    a = []\n    a.append(a)\n    return a\n"
    ),
    "javascript": (
        "class Point { constructor() { this.x = 1; this.y = 2; } }\n"
        "const back = value => value;\nconst point = () => new Point();\n"
        "const change = values => { values.sort((a, b) => a - b); };\n"
        "const large = () => 'a'.repeat(70_000);\n"
        "const circle = () => { const a = []; a.push(a); return a; };\n"
    ),
}
BACK: tuple[object, ...] = (
    None,
    True,
    0,
    -1.5,
    "",
    "äö🎉\u2028",
    [],
    [1, [2, [3]]],
    {"a": {"b": 1}, "Ä": []},
    {"$int": "123456789012345678901234567890"},
    {"$float": "nan"},
    {"$float": "-inf"},
    {"$tuple": [1, "x"]},
    {"$set": [1, 2]},
    {"$map": [[1, "x"], ["$y", 2]]},
    {"$bytes": "AP8="},
)


@pytest.mark.parametrize("language", VALUES)
async def test_QU15_values_go_to_a_program_and_come_back_as_they_are(
    language: str, run_cases: Run
) -> None:
    cases = [returns(f"value {at}", "back", (value,), value) for at, value in enumerate(BACK)]
    cases.append(returns("an instance", "point", (), {"x": 1, "y": 2}))
    changed = Expected([[1, 2, 10]], EQUAL)
    cases.append(Case("changes", Call("change", ([10, 1, 2],), None, None, changed)))
    results = await run_cases(Text(VALUES[language], language, {}), cases)
    assert {
        cases[result.index].name: result.verdict for result in results if not result.verdict.passed
    } == {}


@pytest.mark.parametrize("language", VALUES)
async def test_QU15_an_answer_that_is_too_large_is_an_error(language: str, run_cases: Run) -> None:
    cases = [returns(name, name, (), 1) for name in ("large", "circle")]
    cases.append(returns("after it", "back", (1,), 1))
    results = await run_cases(Text(VALUES[language], language, {}), cases)
    assert [result.verdict.status for result in results] == ["error", "error", "passed"]
    assert "larger than 64 KiB" in results[0].verdict.message


class Noted(float):
    """A number that notes in which threads it is compared."""

    threads: ClassVar[set[int]] = set()

    def __float__(self) -> float:
        Noted.threads.add(threading.get_ident())
        return self + 0.0


async def test_QU11_answers_are_compared_beside_what_the_server_does(run_cases: Run) -> None:
    """The thread of the server has the edits of everybody."""
    Noted.threads.clear()
    cases = [
        returns("a call", "answer", (1,), [Noted(1)]),
        Case("rows", Rows("statement", (), "create table one (a);", ([Noted(1)],), False)),
    ]
    code = "def answer(n):\n    return [n]\n\ndef statement():\n    return 'select 1'\n"
    results = await run_cases(Text(code, "python", {}), cases)
    assert [result.verdict.status for result in results] == ["passed", "passed"]
    assert Noted.threads and threading.get_ident() not in Noted.threads
