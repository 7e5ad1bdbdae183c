"""Tests of a run: two expressions that see the program's names and should be equal."""

import ast
import inspect
import time

MAX_VALUE = 199


async def check(case, names):
    """The result of one test: two expressions that see the program's names."""
    expected, wanted = await _value(case["expected"], names)
    begun = time.perf_counter()
    got, found = await _value(case["expression"], names)
    ms = (time.perf_counter() - begun) * 1000
    try:
        passed = not wanted and not found and bool(got == expected)
    except Exception as error:
        passed, got, found = False, error, True
    return {
        "name": case["name"],
        "passed": passed,
        "expected": _text(expected, wanted),
        "got": _text(got, found),
        "ms": ms,
    }


async def _value(expression, names):
    """What an expression gives and whether that is an error it raised."""
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(expression.strip(), "test", "eval", flags=flags, dont_inherit=True)
        value = eval(code, names)
        return (await value if inspect.iscoroutine(value) else value), False
    except Exception as error:
        return error, True


def _text(value, is_error):
    try:
        text = f"{type(value).__name__}: {value}" if is_error else repr(value)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}…"
