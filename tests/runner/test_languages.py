"""RU7: TypeScript; RU8: pictures; RU9: the tests of an exercise; SB7: kept memory."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.runner.conftest import Run
from tests.runner.site import STATIC, Site

TYPESCRIPT = """\
import type { Nothing } from 'nowhere';
interface Point { x: number; y?: number }
enum Color { Red, Green = 'g' }
abstract class Shape<T extends object> {
  constructor(private readonly of: T, public name = 'shape') {}
  describe(this: Shape<T>): string { return `${this.name} ${JSON.stringify(this.of)}` }
}
class Dot extends Shape<Point> { override name = 'dot' }
const identity = <T,>(value: T): T => value;
console.log(new Dot({ x: 1 } satisfies Point).describe(), Color.Red, Color.Green);
console.log(identity<number>(await Promise.resolve(2)), (null as unknown as string) ?? 'none');
"""


def test_RU7_types_are_left_out(run: Run) -> None:
    outcome = run("typescript", TYPESCRIPT)
    assert outcome["error"] is None
    assert outcome["stdout"] == 'dot {"x":1} 0 g\n2 none\n'


def test_RU7_errors_name_lines_of_the_source(run: Run) -> None:
    outcome = run(
        "typescript", "interface A {\n  b: string\n}\n\nfunction f(a?: A) {\n a!.b\n}\nf()"
    )
    assert outcome["state"] == "error"
    assert "at f (solution.ts:6:" in outcome["error"]
    assert "solution.ts:8:1" in outcome["error"]
    outcome = run("typescript", "let a: number = 1;\nlet b: = 2")
    assert outcome["error"] == ("solution.ts:2:8\nlet b: = 2\n       ^\nSyntaxError: Type expected")
    outcome = run("typescript", "let a: number = 1;\nlet a: string = ''")
    assert outcome["error"].startswith("solution.ts:2:5\nlet a: string = ''\n    ^\nSyntaxError:")


PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6364f8cf500f0003060180ff9f78bd0000000049454e44ae426082"
    )
).decode()


def test_RU8_display_prints_pictures_in_their_place(run: Run) -> None:
    code = f"""
import base64
class Picture:
    def _repr_png_(self):
        return base64.b64decode("{PNG}")
print("before", end="")
display(Picture(), "text", [1])
display(Picture())
"""
    outcome = run("python", code)
    assert outcome["error"] is None
    assert outcome["images"] == [PNG, PNG]
    streams = [stream for stream, _ in outcome["chunks"]]
    assert streams == ["stdout", "image", "stdout", "image"]
    assert outcome["stdout"] == "beforetext\n[1]\n"


CASES = {
    "python": (
        "async def add(a, b):\n    return a + b\ndef boom():\n    raise ValueError('no')",
        ["await add(1, 2)", "await add('a', 'b')", "boom()", "await add(1, 1)", "1 +"],
        ["3", "'ab'", "0", "3", "1"],
        ["3", "'ab'", "ValueError: no", "2", "SyntaxError: invalid syntax (test, line 1)"],
    ),
    "javascript": (
        "async function add(a, b) { return a + b }\nconst boom = () => { throw new Error('no') }",
        [
            "await add(1, 2)",
            "({ a: [add.name] })",
            "boom()",
            "await add(1, 1)",
            "new Map([[1, 2]])",
        ],
        ["3", "{ a: ['add'] }", "0", "3", "new Map([[1, 2]])"],
        ["3", "{ a: [ 'add' ] }", None, "2", "Map(1) { 1 => 2 }"],
    ),
    "typescript": (
        "const add = async (a: number, b: number): Promise<number> => a + b",
        ["await add(1, 2)", "add.length as number"],
        ["3", "2"],
        ["3", "2"],
    ),
}


@pytest.mark.parametrize("language", CASES)
def test_RU9_a_run_carries_tests(run: Run, language: str) -> None:
    code, expressions, expected, got = CASES[language]
    tests = [
        {"name": f"test {at}", "expression": expression, "expected": value}
        for at, (expression, value) in enumerate(zip(expressions, expected, strict=True))
    ]
    outcome = run(language, code, tests=tests)
    assert outcome["state"] == "ok", outcome["error"]
    results: list[dict[str, Any]] = outcome["tests"]
    assert [result["name"] for result in results] == [test["name"] for test in tests]
    for result, value in zip(results, got, strict=True):
        assert result["passed"] is (value is not None and result["got"] == result["expected"])
        assert value is None or result["got"] == value
        assert result["ms"] >= 0
    assert [result["passed"] for result in results][:2] == [True, True]


def test_RU9_a_program_that_fails_has_no_results(run: Run) -> None:
    tests = [{"name": "a", "expression": "1", "expected": "1"}]
    for language in ("python", "javascript"):
        outcome = run(language, "throw_ = undefined_name", tests=tests)
        assert (outcome["state"], outcome["tests"]) == ("error", [])


BOOT = """async code => {
  await runner.warm('python');
  return run('python', code);
}"""
AGE = """
import logging, os, random
print(logging._startTime / 1e9 < os.stat('/lib').st_mtime, random.random())
"""
"""Whether a module was read before the interpreter had its files, and a number by chance."""


def test_SB7_interpreters_wake_up_in_kept_memory_each_with_its_own_chance(run: Run) -> None:
    outcomes = [run("python", AGE)["stdout"].split() for _ in range(3)]
    assert {woke for woke, _ in outcomes} == {"True"}
    assert len({chance for _, chance in outcomes}) == 3
    assert list(STATIC.glob("memory.*.bin.gz")), "the build kept no memory"


def test_SB7_memory_of_another_build_is_refused(chromium: Browser, site: Site) -> None:
    page: Page = chromium.new_context().new_page()
    files = []
    page.route(
        "**/memory.*",
        lambda route: (
            files.append(route.request.url),
            route.fulfill(body=b"0" * 64 + b"\xff" * (size - 64)),
        )[0],
    )
    page.goto(site.url)
    manifest = page.request.get(f"{site.url}/assets/manifest.json").json()
    size = next(file["size"] for file in manifest["files"] if file["role"] == "snapshot")
    outcome = page.evaluate(BOOT, AGE)
    assert (outcome["state"], len(files)) == ("ok", 1)
    assert outcome["stdout"].startswith("False")
