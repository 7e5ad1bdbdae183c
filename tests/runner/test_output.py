"""What a program prints arrives as it is printed, whole and in order."""

import pytest

from tests.runner.conftest import Run


@pytest.mark.parametrize(
    "language, code",
    [
        pytest.param("javascript", "console.log('first'); for(;;){}", id="js"),
        pytest.param("python", "print('first')\nwhile True: pass", id="python"),
        pytest.param("python", "print('first', end='')\nwhile True: pass", id="python-half-a-line"),
        pytest.param(
            "python",
            "import sys\nsys.stderr.write('first')\nwhile True: pass",
            id="python-stderr",
        ),
        pytest.param(
            "python",
            "for i in range(50): print(i)\nprint('first')\nwhile True: pass",
            id="python-tail-of-many",
        ),
        pytest.param(
            "javascript",
            "for (let i = 0; i < 500; i++) console.log(i)\nconsole.log('first'); for(;;){}",
            id="js-tail-of-many",
        ),
    ],
)
def test_output_arrives_while_the_program_is_still_busy(run: Run, language: str, code: str) -> None:
    """The page stops the run when it sees the text: were it held back, the limit would come."""
    assert run(language, code, stopAt="first", timeLimitMs=5000)["state"] == "stopped"


def test_prints_apart_in_time_arrive_apart(run: Run) -> None:
    code = "import time\nfor i in range(3):\n    print(i)\n    time.sleep(0.2)"
    assert [text for _, text in run("python", code)["chunks"]] == ["0\n", "1\n", "2\n"]


@pytest.mark.parametrize(
    "language, code",
    [
        pytest.param(
            "javascript",
            "for (let i = 0; i < 20; i++) (i % 2 ? console.error : console.log)(i)",
            id="js",
        ),
        pytest.param(
            "python",
            "import sys\nfor i in range(20):\n    print(i, file=(sys.stdout, sys.stderr)[i % 2])",
            id="python",
        ),
    ],
)
def test_the_two_streams_keep_their_order(run: Run, language: str, code: str) -> None:
    outcome = run(language, code)
    assert "".join(text for _, text in outcome["chunks"]).split() == [str(i) for i in range(20)]
    assert outcome["stdout"].split() == [str(i) for i in range(0, 20, 2)]


def test_console_methods_and_formatting(run: Run) -> None:
    code = """
class Point { constructor() { this.x = 1; this.self = this } }
console.log('%s is %d', 'six', 6, [1, [2, [3, [4]]]], new Point())
console.info(new Map([['a', new Set([1n])]]), new Uint8Array(2), -0, null, undefined, Symbol('s'))
console.debug({ f() {}, get g() { return 1 } })
console.group('outer'); console.log('inner\\nlines'); console.groupEnd(); console.log('left')
console.warn('careful'); console.assert(1 === 2, 'no'); console.count(); console.count()
"""
    outcome = run("javascript", code)
    assert outcome["stdout"] == (
        "six is 6 [ 1, [ 2, [ 3, [Array] ] ] ] <ref *1> Point { x: 1, self: [Circular *1] }\n"
        "Map(1) { 'a' => Set(1) { 1n } } Uint8Array(2) [ 0, 0 ] -0 null undefined Symbol(s)\n"
        "{ f: [Function: f], g: [Getter] }\n"
        "outer\n  inner\n  lines\nleft\n"
        "default: 1\ndefault: 2\n"
    )
    assert outcome["stderr"] == "careful\nAssertion failed: no\n"


def test_python_text_bytes_and_warnings(run: Run) -> None:
    code = r"""
import sys, warnings
print("é😀", "日本語")
data = "ü".encode()
sys.stdout.buffer.write(data[:1])
sys.stdout.buffer.write(data[1:])
print()
warnings.warn("careful")
"""
    outcome = run("python", code)
    assert outcome["stdout"] == "é😀 日本語\nü\n"
    assert outcome["stderr"].startswith("solution.py:8: UserWarning: careful\n")


@pytest.mark.parametrize(
    "code, printed",
    [
        pytest.param("setTimeout(() => console.log('later'), 50)", "later\n", id="timer"),
        pytest.param(
            "let n = 0\nconst t = setInterval(() => { if (++n === 3) { clearInterval(t);"
            " console.log(n) } }, 5)",
            "3\n",
            id="interval",
        ),
        pytest.param("new Blob(['x']).text().then(console.log)", "x\n", id="native-promise"),
        pytest.param(
            "console.log(await new Promise(done => setTimeout(done, 20, 'top')))",
            "top\n",
            id="top-level-await",
        ),
        pytest.param(
            "console.log(this, import.meta.url.slice(0, 5))", "undefined blob:\n", id="module"
        ),
        pytest.param(
            "clearTimeout(setTimeout(() => console.log('never'), 60_000))", "", id="cleared"
        ),
    ],
)
def test_a_javascript_run_lasts_as_long_as_its_work(run: Run, code: str, printed: str) -> None:
    outcome = run("javascript", code)
    assert (outcome["state"], outcome["stdout"]) == ("ok", printed)


@pytest.mark.parametrize(
    "code, printed",
    [
        pytest.param(
            "import asyncio\nawait asyncio.sleep(0.02)\nprint('top')", "top\n", id="await"
        ),
        pytest.param(
            "import asyncio\nasync def main():\n    await asyncio.sleep(0.02)\n    print('main')\n"
            "asyncio.run(main())\nprint('end')",
            "main\nend\n",
            id="asyncio-run",
        ),
        pytest.param(
            "import asyncio\nasync def later():\n    await asyncio.sleep(0.02)\n"
            "    print('later')\nasyncio.ensure_future(later())",
            "later\n",
            id="left-over-task",
        ),
        pytest.param("print(__name__, __file__)", "__main__ solution.py\n", id="main"),
        pytest.param(
            "import dataclasses, pickle\n@dataclasses.dataclass\nclass A:\n    x: int\n"
            "print(pickle.loads(pickle.dumps(A(1))))",
            "A(x=1)\n",
            id="pickle",
        ),
        pytest.param("import sys\nprint('a')\nsys.exit(0)", "a\n", id="exit"),
    ],
)
def test_python_programs_behave_as_scripts(run: Run, code: str, printed: str) -> None:
    outcome = run("python", code)
    assert (outcome["state"], outcome["stdout"]) == ("ok", printed)
