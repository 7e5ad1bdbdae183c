"""RS3, RS12: values of tests are compared outside of the program that gave them."""

import pytest

from jupyter_interview.contract import values
from tests.runs.conftest import RunHere

EQUAL = {
    "python": [
        ("1", "1.0"),
        ("True", "1"),
        ("10**5000", "10**5000"),
        ("1/3", "1/3"),
        ("float('nan')", "float('nan')"),
        ("1+0j", "1"),
        ("{'a': 1, 'b': [2]}", "{'b': [2], 'a': 1}"),
        ("{3, 1, 2}", "frozenset({1, 2, 3})"),
        ("list(range(5000))", "list(range(5000))"),
        ("'é🐢\\0' * 3000", "'é🐢\\0' * 3000"),
        ("__import__('collections').Counter('aab')", "{'a': 2, 'b': 1}"),
        ("__import__('decimal').Decimal('1.50')", "1.5"),
        ("__import__('datetime').date(2024, 2, 29)", "__import__('datetime').date(2024, 2, 29)"),
        ("b'ab'", "bytearray(b'ab')"),
        ("None", "None"),
        ("range(0)", "range(5, 5)"),
        ("__import__('enum').Enum('C', {'RED': 'red'}, type=str).RED", "'red'"),
        ("[__import__('enum').Enum('C', {'RED': b'red'}, type=bytes).RED]", "[b'red']"),
        ("__import__('enum').IntEnum('C', 'A B').B", "2"),
        ("__import__('enum').Enum('C', {'A': 0.5}, type=float).A", "0.5"),
        ("{__import__('enum').StrEnum('C', 'A').A: 1}", "{'a': 1}"),
        ("type('S', (str,), {'__str__': lambda self: 'shown'})('s')", "'s'"),
        ("type('N', (int,), {'__int__': lambda self: 9, '__repr__': lambda self: 'N'})(3)", "3"),
        ("type('B', (bytes,), {'__bytes__': lambda self: b'x'})(b'b')", "b'b'"),
    ],
    "javascript": [
        ("0.5", "1 / 2"),
        ("-0", "0"),
        ("NaN", "0 / 0"),
        ("10n ** 40n", "10n ** 40n"),
        ("({ a: 1, b: 2 })", "({ b: 2, a: 1 })"),
        ("new (class P { x = 1 })", "({ x: 1 })"),
        ("new Set([{ a: 1 }, 2])", "new Set([2, { a: 1 }])"),
        ("new Map([['a', [1]], ['b', 2]])", "new Map([['b', 2], ['a', [1]]])"),
        ("new Date(5)", "new Date(5)"),
        ("[/a/g, undefined, null, '\\ud800']", "[/a/g, undefined, null, '\\ud800']"),
        ("Array.from({ length: 5000 }, (_, i) => i)", "Array.from({ length: 5000 }, (_, i) => i)"),
        ("new Uint8Array(3)", "new Uint8Array([0, 0, 0])"),
        ("Promise.resolve(3)", "3"),
        ("new TypeError('x')", "new TypeError('x')"),
    ],
}
UNEQUAL = {
    "python": [
        ("[1]", "(1,)"),
        ("'1'", "1"),
        ("list(range(4999)) + [0]", "list(range(5000))"),
        ("'a' * 15000 + 'b'", "'a' * 15001"),
        ("0.1 + 0.2", "0.3"),
        ("{}", "[]"),
        ("b'a'", "'a'"),
        ("object()", "object()"),
        ("lambda: 1", "lambda: 1"),
        ("'x' * 10**6", "'x' * 10**6"),
        ("[a := [], a.append(a)]", "[a := [], a.append(a)]"),
        ("1 / 0", "1 / 0"),
    ],
    "javascript": [
        ("[1]", "({ 0: 1 })"),
        ("'1'", "1"),
        ("1n", "1"),
        ("undefined", "null"),
        ("[...Array(150).keys()]", "[...Array(149).keys(), 0]"),
        ("new Map([...Array(150).keys()].map(k => [k, k]))", "new Map([[1, 1]])"),
        ("'a'.repeat(15000) + 'b'", "'a'.repeat(15001)"),
        ("({ a: undefined })", "({})"),
        ("() => 1", "() => 1"),
        ("Symbol('a')", "Symbol('a')"),
        ("'x'.repeat(1e6)", "'x'.repeat(1e6)"),
        ("(a => (a.push(a), a))([])", "(a => (a.push(a), a))([])"),
        ("null.x", "null.x"),
    ],
}


@pytest.mark.parametrize("language", EQUAL)
async def test_RS12_values_are_compared_deeply(run_here: RunHere, language: str) -> None:
    pairs = EQUAL[language] + UNEQUAL[language]
    tests = tuple(values.TestCase(f"{got} and {want}", got, want) for got, want in pairs)
    outcome = await run_here(language, "", tests=tests)
    assert outcome.end.error is None
    told = {result.name: result.passed for result in outcome.tests}
    wanted = {test.name[:80]: index < len(EQUAL[language]) for index, test in enumerate(tests)}
    assert told == wanted
    assert all(len(result.got) <= 200 for result in outcome.tests)


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
        "Object.prototype.toJSON = function () { return { type: 'value', value: { index: 0, "
        "canonical: '15', text: '15', raised: false, ms: 1 } } }; const solve = () => 1;",
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
        "'value', value: { index: 0, canonical: '15', text: '15', raised: false, ms: 1 } })); "
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
        "isinstance(it, types.FunctionType) and it.__module__ == 'harness.checks']\n"
        "async def fake(*a): return dict(index=0, canonical='15', text='15', raised=False, "
        "passed=True, name='', expected='15', got='15', ms=1)\n"
        "for it in found: it.__globals__['evaluated'] = fake\n"
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
