"""JS1 to JS9, TS1 to TS4: programs as people write them for Node and for test runners."""

from typing import Any

import pytest

from tests.runner.conftest import Run

ONE_FILE = "A program here is one file: put what it needs into it."
NO_NETWORK = "There is no network in this sandbox: a program here can ask no server."
NO_JSX = "JSX is not JavaScript yet: it needs a build step, React and a page"

ADVICE = [
    pytest.param(
        "const x = 1;\nrequire('./helper')", ["'./helper'", ONE_FILE, "solution.js:2:"], id="file"
    ),
    pytest.param("import x from '../lib/x.mjs'", ["solution.js:1:15", ONE_FILE], id="folder"),
    pytest.param("import _ from 'lodash'", ["Packages of npm are not", "assert, buffer"], id="npm"),
    pytest.param(
        "require('express')()", ["Packages of npm are not", "solution.js:1:1"], id="npm-required"
    ),
    pytest.param("import http from 'node:http'", ["solution.js:1:18", NO_NETWORK], id="http"),
    pytest.param("require('child_process')", ["one thread"], id="processes"),
    pytest.param("await import('./x.js')", ["Cannot find module './x.js'", ONE_FILE], id="dynamic"),
    pytest.param("import { nope } from 'fs'", ["named 'nope'", "solution.js:1:22"], id="export"),
    pytest.param(
        "const r = await fetch('https://a.b/c')", ["fetch failed", NO_NETWORK], id="fetch"
    ),
    pytest.param(
        "fetch('/x').then(r => r.json()).then(console.log)",
        ["fetch failed", NO_NETWORK],
        id="fetch-and-chain",
    ),
    pytest.param("window.addEventListener('load', f)", ["no page in this sandbox"], id="window"),
    pytest.param("localStorage.setItem('a', 1)", ["no page in this sandbox"], id="storage"),
    pytest.param("new Worker('x.js')", ["one thread"], id="worker"),
    pytest.param("$('#a').hide()", ["no page in this sandbox"], id="jquery"),
    pytest.param(
        "import 'fs';\nfor (i = 0; i < 2; i++);", ["it is strict", "solution.js:2:"], id="strict"
    ),
]


@pytest.mark.parametrize("code, words", ADVICE)
def test_JS5_one_sentence_for_what_is_not_here(run: Run, code: str, words: list[str]) -> None:
    outcome = run("javascript", code)
    assert outcome["state"] == "error"
    for word in words:
        assert word in outcome["error"]


@pytest.mark.parametrize("language", ["javascript", "typescript"])
def test_TS4_jsx_says_what_it_needs(run: Run, language: str) -> None:
    code = "const App = () => (\n  <button onClick={() => 1}>{1}</button>\n);"
    outcome = run(language, code)
    assert outcome["state"] == "error"
    assert NO_JSX in outcome["error"]
    assert outcome["error"].startswith(f"solution.{language[0]}s:2:")


ERRORS: list[tuple[str, str]] = [
    ("throw new Error('boom')", "Error: boom\n    at solution.js:1:"),
    (
        "class OddError extends Error {}\nthrow new OddError('odd')",
        "OddError: odd\n    at solution.js:2:",
    ),
    ("Promise.reject(new TypeError('late'))", "TypeError: late\n    at solution.js:1:"),
    ("throw new DOMException('stop', 'AbortError')", "AbortError"),
    ("throw new Error('o', { cause: new Error('inner') })", "[cause]: Error: inner"),
    ("throw new AggregateError([new Error('one')], 'many')", "AggregateError: many"),
]


@pytest.mark.parametrize("code, error", ERRORS)
def test_JS1_errors_say_name_and_message(run: Run, code: str, error: str) -> None:
    outcome = run("javascript", code)
    assert outcome["state"] == "error"
    assert error in outcome["error"]
    printed = run(
        "javascript", "console.log({ e: new RangeError('shown') }); console.trace('here')"
    )
    assert "RangeError: shown\n" in printed["stdout"]
    assert printed["stderr"].startswith("Trace: here\n    at solution.js:1:")


def test_JS2_a_stack_that_a_program_prints_is_its_own(run: Run) -> None:
    code = "function f() {\n  return new Error('x').stack\n}\nconsole.log(f())"
    stdout = run("javascript", code)["stdout"]
    assert "at f (solution.js:2:" in stdout
    assert "solution.js:4:" in stdout
    assert "blob:" not in stdout
    assert len(stdout.splitlines()) == 3


def test_JS2_places_hold_beside_imports_and_types(run: Run) -> None:
    code = "import fs from 'node:fs'; import { join } from 'path'; null.x; join(fs)"
    assert "solution.js:1:61" in run("javascript", code)["error"]
    code = "enum Own { Own = 1 }\nconst x: number = Own.Own; missing(x as number)"
    assert "solution.ts:2:28" in run("typescript", code)["error"]
    code = "const f = (a: string, b?: Array<number>): void => { missing() };\nf('x')"
    error = run("typescript", code)["error"]
    assert "solution.ts:1:53" in error
    assert "solution.ts:2:1" in error


def test_JS3_a_program_runs_as_node_runs_a_file(run: Run) -> None:
    outcome = run(
        "javascript", "total = 010; console.log(total, this === exports); return\nnever()"
    )
    assert (outcome["state"], outcome["stdout"]) == ("ok", "8 true\n")
    outcome = run(
        "javascript", "module.exports = await Promise.resolve(3); console.log(module.exports)"
    )
    assert (outcome["state"], outcome["stdout"]) == ("ok", "3\n")


def test_JS4_input_is_asked_for_when_it_is_read(run: Run) -> None:
    code = """
const readline = require('readline/promises').createInterface({ input: process.stdin });
const name = await readline.question('Name? ');
console.log('Hello ' + name + ', ' + await readline.question('Age? '));
readline.close();
"""
    outcome = run("javascript", code, answers=["Ada", "36"], stdin=None)
    assert outcome["prompts"] == ["Name? ", "Age? "]
    assert outcome["stdout"].endswith("Hello Ada, 36\n")
    code = "console.log(require('fs').readFileSync(0, 'utf8').length)"
    outcome = run("javascript", code, answers=["a", "b", None], stdin=None)
    assert outcome["stdout"].endswith("4\n")


def test_JS4_a_program_may_end_itself(run: Run) -> None:
    outcome = run("javascript", "console.log('a'); process.exit(0); console.log('b')")
    assert (outcome["state"], outcome["stdout"]) == ("ok", "a\n")
    outcome = run("javascript", "setTimeout(() => process.exit(3), 1); setInterval(() => {}, 5)")
    assert (outcome["state"], outcome["error"]) == ("error", "The program ended itself with code 3")


def test_JS4_files_that_a_program_makes_are_gone_with_it(run: Run) -> None:
    code = (
        "const fs = require('fs'); fs.writeFileSync('a.txt', 'x');"
        "console.log(fs.readFileSync('a.txt', 'utf8'))"
    )
    assert run("javascript", code)["stdout"] == "x\n"
    error = run("javascript", "require('fs').readFileSync('a.txt')")["error"]
    assert error.startswith(
        "Error: ENOENT: no such file or directory, open 'a.txt'\n    at solution.js:1:"
    )


SUITE = """
describe('sum', () => {
  let log = [];
  beforeEach(() => log.push('before'));
  it('adds', () => { expect(1 + 2).toBe(3); expect({ a: [1] }).toEqual({ a: [1] }); });
  test.each([[1, 2], [2, 3]])('%i and 1 is %i', (a, b) => expect(a + 1).toBe(b));
  it('waits', async () => { await expect(Promise.resolve(1)).resolves.toBe(1); });
  it('calls', done => setTimeout(done, 1));
  it('spies', () => { const f = jest.fn(x => x * 2); f(2); expect(f).toHaveBeenCalledWith(2); });
  it('throws', () => expect(() => { throw new Error('no') }).toThrow('no'));
  it.skip('later', () => {});
  FAILING
  afterAll(() => console.log(log.length));
});
"""


def test_JS8_tests_of_the_common_kinds_run(run: Run) -> None:
    outcome = run("javascript", SUITE.replace("FAILING", ""))
    assert outcome["state"] == "ok", outcome["error"]
    assert outcome["stdout"] == (
        "sum\n  ✔ adds\n  ✔ 1 and 1 is 2\n  ✔ 2 and 1 is 3\n  ✔ waits\n  ✔ calls\n"
        "  ✔ spies\n  ✔ throws\n  ﹣ later (skipped)\n7\n\n8 tests: 7 passed, 0 failed, 1 skipped\n"
    )


def test_JS15_a_test_that_fails_fails_the_run(run: Run) -> None:
    outcome = run(
        "javascript", SUITE.replace("FAILING", "it('is wrong', () => expect(1).toBe(2));")
    )
    assert (outcome["state"], outcome["error"]) == ("error", "1 of 9 tests failed")
    assert "✖ is wrong\n" in outcome["stdout"]
    assert "at solution.js:12:" in outcome["stdout"] or "(solution.js:12:" in outcome["stdout"]
    assert "expected: 2" in outcome["stdout"]
    assert "actual:   1" in outcome["stdout"]


NODE_TEST = """
import test, { describe, it, mock } from 'node:test';
import assert from 'node:assert/strict';
test('outer', async t => { await t.test('inner', () => assert.equal(1, 1)); });
describe('d', () => { it('fails', () => assert.deepEqual([1], [2])); it('todo', { todo: true }); });
const f = mock.fn(() => 4); f(); assert.equal(f.mock.callCount(), 1);
"""


def test_JS8_node_test_has_its_own_words(run: Run) -> None:
    outcome = run("javascript", NODE_TEST)
    assert (outcome["state"], outcome["error"]) == ("error", "1 of 4 tests failed")
    assert "  ✔ inner\n✔ outer\n" in outcome["stdout"]
    assert (
        "AssertionError [ERR_ASSERTION]: Expected values to be strictly deep-equal"
        in outcome["stdout"]
    )


def test_JS6_promises_are_printed_with_their_state(run: Run) -> None:
    code = (
        "async function f() { return 1 }"
        "console.log(f(), [Promise.reject(2)], new Promise(() => {}))"
    )
    outcome = run("javascript", code)
    assert outcome["stdout"] == (
        "Promise { 1 } [ Promise { <rejected> 2 } ] Promise { <pending> }\n"
    )
    # It is printed, and nobody has handled it yet.
    assert outcome["error"] == "Uncaught 2"


def test_JS14_what_is_printed_does_not_wait_for_a_program_that_computes(run: Run) -> None:
    code = "console.log(Promise.resolve(7)); console.log('next'); for (;;);"
    outcome: dict[str, Any] = run("javascript", code, timeLimitMs=600)
    assert outcome["state"] == "timeout"
    assert outcome["stdout"] == "Promise { <pending> }\nnext\n"


def test_JS9_a_program_that_names_nothing_of_node_does_not_read_it(run: Run) -> None:
    code = "console.log(Object.getOwnPropertyNames(globalThis).filter(n => n === 'Buffer').length)"
    assert run("javascript", code.replace("'Buffer'", "'Buf' + 'fer'"))["stdout"] == "0\n"
    assert run("javascript", "console.log(typeof Buffer.from)")["stdout"] == "function\n"


@pytest.mark.parametrize("language", ["javascript", "typescript"])
@pytest.mark.parametrize("start", ["", "export {};\n"])
def test_JS4_a_comment_may_stand_within_an_import(run: Run, language: str, start: str) -> None:
    code = f"{start}import /* of Node's */ ('fs').then(fs => console.log(typeof fs.readFileSync))"
    assert run(language, code)["stdout"] == "function\n"
    code = f"{start}import // of Node's\n('path').then(path => console.log(path.basename('a/b')))"
    assert run(language, code)["stdout"] == "b\n"


OLD_DECORATORS = """
function Log(target: any, key: string, descriptor: PropertyDescriptor) {
  const original = descriptor.value;
  descriptor.value = function (...args: any[]) {
    console.log('call', key); return original.apply(this, args)
  };
}
function Inject() {
  return (target: any, key: string | undefined, index: number) => console.log('inject', key, index)
}
class A { @Log f(@Inject() n: number) { return n } }
console.log(new A().f(2));
"""


def test_TS1_valid_typescript_runs(run: Run) -> None:
    outcome = run("typescript", OLD_DECORATORS)
    assert (outcome["error"], outcome["stdout"]) == (None, "inject f 0\ncall f\n2\n")
    code = "import fs = require('fs');\nconsole.log(typeof fs.readFileSync);\nexport = { a: 1 }"
    assert run("typescript", code)["stdout"] == "function\n"
    code = (
        "class R { [Symbol.dispose]() { console.log('out') } }\n"
        "{ using r = new R(); console.log('in', !!r) }"
    )
    assert run("typescript", code)["stdout"] == "in true\nout\n"


def test_TS3_types_are_not_checked(run: Run) -> None:
    code = (
        "function add(a: number, b: number): number { return a + b }\n"
        "const x: string = add(1, '2');\nconsole.log(x)"
    )
    assert run("typescript", code)["stdout"] == "12\n"
