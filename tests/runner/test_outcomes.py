"""Each way a run can end, and that the run after it is none the worse."""

from typing import Any

import pytest

from tests.runner.conftest import Run

GOOD = {
    "javascript": "console.log('good')",
    "typescript": "const text: string = 'good'; console.log(text)",
    "python": "print('good')",
}

ENDS: list[Any] = [
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
def test_a_flood_keeps_both_ends_and_costs_few_messages(run: Run, language: str, code: str) -> None:
    """SB5, OU1"""
    outcome = run(language, code, timeLimitMs=1500)
    assert outcome["truncated"]
    assert outcome["state"] == "timeout"
    assert 250 * 1024 < len(outcome["stdout"].encode()) <= 256 * 1024
    # A program that is ended from outside may leave a second gap, before its very last words.
    assert outcome["outputs"] and all(piece["omitted"] > 0 for piece in outcome["outputs"])
    assert len(outcome["chunks"]) < 200
    assert run(language, GOOD[language])["stdout"] == "good\n"


DEBUG = {
    "python": "for i in range(60000):\n    print('debug', i)\nprint('ANSWER 42')",
    "javascript": (
        "for (let i = 0; i < 60000; i++) console.log('debug', i)\nconsole.log('ANSWER 42')"
    ),
}
ENDLESS = {"python": "\nwhile True: pass", "javascript": "\nfor(;;){}"}


@pytest.mark.parametrize("language", DEBUG)
def test_the_answer_after_much_output_is_kept(run: Run, language: str) -> None:
    """OU1"""
    outcome = run(language, DEBUG[language])
    printed, [end] = outcome["stdout"], outcome["outputs"]
    assert outcome["state"] == "ok" and printed.startswith("debug 0\ndebug 1\n")
    assert printed.endswith("debug 59999\nANSWER 42\n") and end["text"].startswith("debug ")
    whole = sum(len(f"debug {i}\n") for i in range(60000)) + len("ANSWER 42\n")
    assert len(printed) + end["omitted"] == whole


@pytest.mark.parametrize("language", DEBUG)
def test_the_end_of_a_run_that_was_cut_short_is_kept(run: Run, language: str) -> None:
    """OU16: a program that hangs prints nothing more, and is ended from outside."""
    code = DEBUG[language].replace("60000", "2500").replace("debug", "debug" * 30)
    outcome = run(language, code + ENDLESS[language], timeLimitMs=3000)
    assert (outcome["state"], outcome["truncated"]) == ("timeout", True)
    assert outcome["stdout"].endswith("2499\nANSWER 42\n")


def test_the_limit_counts_bytes_and_splits_no_character(run: Run) -> None:
    """OU19"""
    outcome = run("javascript", "console.log('a' + '\\u{1F600}'.repeat(1_000_000) + 'z')")
    assert outcome["state"] == "ok"
    assert outcome["truncated"]
    [end] = outcome["outputs"]
    assert len(outcome["stdout"].encode()) + end["omitted"] == 4_000_003
    assert 256 * 1024 - 64 < len(outcome["stdout"].encode()) <= 256 * 1024
    assert outcome["stdout"].startswith("a\U0001f600") and outcome["stdout"].endswith("z\n")
    assert set(outcome["stdout"]) == set("a\U0001f600z\n")


def test_a_program_that_prints_too_much_may_still_finish(run: Run) -> None:
    outcome = run("python", "print('x' * 300_000)\nraise ValueError('the end')")
    assert outcome["truncated"]
    assert outcome["state"] == "error"
    assert outcome["error"].endswith("ValueError: the end")
