"""RS3, RS12: values of tests are compared outside of the program that gave them."""

import msgspec
import pytest

from jupyter_interview.contract import values
from tests.corpus.carried_tests import Carried, carried
from tests.runs.conftest import RunHere


def carried_by(told: Carried) -> tuple[values.TestCase, ...]:
    return tuple(values.TestCase(**test) for test in told.asked())


@pytest.mark.parametrize("program", carried(), ids=[each.name for each in carried()])
async def test_QU42_values_are_compared_as_the_table_says(
    run_here: RunHere, program: Carried
) -> None:
    """RS12: deeply, whatever fits on the screen. The same table holds for browsers."""
    outcome = await run_here(program.language, program.code, tests=carried_by(program))
    assert (outcome.end.state, outcome.end.error) == ("ok", None)
    assert program.wrong([msgspec.to_builtins(result) for result in outcome.tests]) == []


async def test_RS3_what_is_expected_knows_nothing_of_the_program(run_here: RunHere) -> None:
    tests = (
        values.TestCase("own", "answer", "answer"),
        values.TestCase("sum", "answer + 1", "42"),
    )
    outcome = await run_here("python", "answer = 41", tests=tests)
    [own, total] = outcome.tests
    assert (own.passed, own.got) == (False, "41")
    assert own.expected == "NameError: name 'answer' is not defined"
    assert (total.passed, total.expected, total.got) == (True, "42", "42")


FAKES = {
    "a toJSON for all": (
        "javascript",
        "Object.prototype.toJSON = function () { return { type: 'answer', index: 0, "
        "json: '{\"value\":15}', text: '15', value: 15, ms: 1 } }; const solve = () => 1;",
    ),
    "other built-ins": (
        "javascript",
        "const solve = () => 1; Array.prototype.join = () => '15'; "
        "Number.prototype.toString = () => '15'; globalThis.String = () => '15'; "
        "JSON.stringify = () => '15'; JSON.parse = () => ({}); Reflect.apply = () => '15';",
    ),
    "subarray, to read what is sent": (
        "javascript",
        "let seen = ''; const P = Object.getPrototypeOf(Uint8Array.prototype); "
        "const own = P.subarray; P.subarray = function (...a) { "
        "seen += new TextDecoder().decode(this); return own.apply(this, a) }; "
        "console.log('x'); const solve = () => /15/.test(seen) ? 15 : seen.length;",
    ),
    "a Deno of its own": (
        "javascript",
        "try { globalThis.Deno = new Proxy({}, { get: () => () => 15 }) } catch {}\n"
        "try { Object.defineProperty(globalThis, 'Deno', { value: {} }) } catch {}\n"
        "for (const name of ['fs', 'process', 'worker_threads']) {\n"
        "  const module = await import(`node:${name}`).catch(() => null);\n"
        "  module?.writeSync?.(1, 'x');\n}\nconst solve = () => 1;",
    ),
    "printed lines": (
        "javascript",
        "for (const mark of ['', '\\x1e', '\\n\\x1e']) console.log(mark + JSON.stringify({ type: "
        "'answer', index: 0, json: '{\"value\":15}', ms: 1 })); "
        "const solve = () => 1;",
    ),
    "its own module": (
        "javascript",
        "async function solve() { const me = await import(import.meta.url); "
        "for (const key of Object.keys(me)) for (const each of me[key]) { "
        "const value = await (Array.isArray(each) ? each[0] : each !== solve && 1); "
        "if (typeof value === 'number') return value } }",
    ),
    "equal to everything": (
        "python",
        "class Yes:\n  def __eq__(self, other): return True\n  def __repr__(self): return '15'\n"
        "def solve(): return Yes()",
    ),
    "the frames above": (
        "python",
        "import sys\ndef solve():\n  frame = sys._getframe()\n  while frame:\n"
        "    for name, value in frame.f_locals.items():\n"
        "      if 'expected' in name or value == '15': return 15\n    frame = frame.f_back",
    ),
    "the harness": (
        "python",
        # One that no longer finds the harness would solve the task.
        "import gc, types\nfound = [it for it in gc.get_objects() if "
        "isinstance(it, types.FunctionType) and it.__module__ == 'harness.cases']\n"
        'async def fake(*a): return \'{"passed": true, "expected": 15, "status": "passed"}\'\n'
        "for it in found: it.__globals__['_evaluated'] = fake\n"
        "def solve(): return 1 if found else 15 + 2 ** 40",
    ),
    "its printed value": (
        "python",
        "class Fifteen(int):\n  def __repr__(self): return '15'\n  __str__ = __repr__\n"
        "  def __eq__(self, other): return True\n  __hash__ = int.__hash__\n"
        "def solve(): return Fifteen(1)",
    ),
}


EXPECTED = {
    "python": "sum(range(6)) + 2 ** 40",
    "javascript": "[1, 2, 3, 4, 5].length * 3 + 2 ** 40",
}


def solves(language: str) -> tuple[values.TestCase]:
    return (values.TestCase("solves", "solve()", EXPECTED[language]),)


@pytest.mark.parametrize("fake", FAKES)
async def test_RS3_a_program_that_fakes_its_results_passes_nothing(
    run_here: RunHere, fake: str
) -> None:
    """Each knows how the sandbox works, and what is expected is computed where it is not."""
    language, code = FAKES[fake]
    outcome = await run_here(language, code, tests=solves(language))
    assert [result.passed for result in outcome.tests] in ([], [False])


@pytest.mark.parametrize("language", EXPECTED)
async def test_RS3_a_program_that_solves_the_task_passes(run_here: RunHere, language: str) -> None:
    line = {"python": "def solve(): return {}", "javascript": "const solve = () => {};"}
    code = line[language].replace("{}", "15 + 2 ** 40")
    outcome = await run_here(language, code, tests=solves(language))
    assert [result.passed for result in outcome.tests] == [True]
