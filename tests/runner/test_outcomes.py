"""Each way a run can end, and that the run after it is none the worse."""

import pytest

from tests.runner.conftest import Run

GOOD = {
    "javascript": "console.log('good')",
    "typescript": "const text: string = 'good'; console.log(text)",
    "python": "print('good')",
}

ENDS = [
    pytest.param("javascript", "console.log('hi')", {}, "ok", None, id="js-ok"),
    pytest.param("python", "print('hi')", {}, "ok", None, id="python-ok"),
    pytest.param("javascript", "throw new Error('no')", {}, "error", "Error: no", id="js-error"),
    pytest.param("python", "1/0", {}, "error", "ZeroDivisionError", id="python-error"),
    pytest.param(
        "javascript", "for(;;){}", {"timeLimitMs": 300}, "timeout", "after 0.3 s", id="js-timeout"
    ),
    pytest.param(
        "python",
        "while True: pass",
        {"timeLimitMs": 300},
        "timeout",
        "Stopped after 0.3 s: time limit",
        id="python-timeout",
    ),
    pytest.param(
        "javascript",
        "console.log('go'); for(;;){}",
        {"stopAt": "go"},
        "stopped",
        "Stopped",
        id="js-stopped",
    ),
    pytest.param(
        "python",
        "print('go')\nwhile True: pass",
        {"stopAt": "go"},
        "stopped",
        "Stopped",
        id="python-stopped",
    ),
    pytest.param(
        "python",
        "import ctypes\ndef f():\n    ctypes.string_at(0xFFFFFFF0, 9)\nf()",
        {},
        "crashed",
        'File "solution.py", line 3, in f',
        id="python-crash",
    ),
    pytest.param(
        "python",
        "kept = []\nwhile True:\n    kept.append(bytearray(10_000_000))",
        {},
        "out_of_memory",
        "MemoryError",
        id="python-memory",
    ),
    pytest.param(
        "javascript",
        "const kept = []; for (;;) kept.push(new Uint8Array(2 ** 31))",
        {},
        "out_of_memory",
        "RangeError: Array buffer allocation failed",
        id="js-memory",
    ),
    pytest.param("typescript", "let a: number = 1; throw a", {}, "error", "Uncaught 1", id="ts"),
    pytest.param(
        "python",
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(n):\n    return f(n + 1)\nf(0)",
        {},
        "error",
        "RecursionError: maximum recursion depth exceeded",
        id="python-recursion",
    ),
    pytest.param(
        "python",
        "class A:\n    def __repr__(self):\n        return repr(A())\nrepr(A())",
        {},
        "error",
        "RecursionError: maximum recursion depth exceeded",
        id="python-recursion-in-c",
    ),
    pytest.param(
        "javascript",
        "function f() { return f() + 1 }\nf()",
        {},
        "error",
        "RangeError: Maximum call stack size exceeded",
        id="js-recursion",
    ),
]


@pytest.mark.parametrize("language, code, options, state, error", ENDS)
def test_a_run_ends_in_its_state_and_the_next_is_good(
    run: Run, language: str, code: str, options: dict, state: str, error: str | None
) -> None:
    outcome = run(language, code, **options)
    assert outcome["state"] == state
    if error is None:
        assert outcome["error"] is None
    else:
        assert error in outcome["error"]
    assert not outcome["truncated"]

    after = run(language, GOOD[language])
    assert (after["state"], after["stdout"], after["error"]) == ("ok", "good\n", None)


@pytest.mark.parametrize(
    "language, code",
    [
        pytest.param("javascript", "for(;;) console.log('flood '.repeat(20))", id="js"),
        pytest.param("python", "while True: print('flood ' * 20)", id="python"),
    ],
)
def test_a_flood_is_cut_at_the_limit_and_said_once(run: Run, language: str, code: str) -> None:
    outcome = run(language, code, timeLimitMs=1500)
    assert outcome["truncated"]
    assert outcome["state"] == "timeout"
    assert len(outcome["stdout"].encode()) == 256 * 1024
    assert outcome["stderr"].count("Output cut at 256 KB") == 1
    assert len(outcome["chunks"]) < 200
    assert run(language, GOOD[language])["stdout"] == "good\n"


def test_the_limit_counts_bytes_and_splits_no_character(run: Run) -> None:
    outcome = run("javascript", "console.log('a' + '\\u{1F600}'.repeat(100_000))")
    assert outcome["state"] == "ok"
    assert outcome["truncated"]
    assert len(outcome["stdout"].encode()) == 256 * 1024 - 3
    assert outcome["stdout"].endswith("\U0001f600")


def test_a_program_that_prints_too_much_may_still_finish(run: Run) -> None:
    outcome = run("python", "print('x' * 300_000)\nraise ValueError('the end')")
    assert outcome["truncated"]
    assert outcome["state"] == "error"
    assert outcome["error"].endswith("ValueError: the end")
