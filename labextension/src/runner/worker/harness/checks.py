"""Evaluates the expressions of a run's tests. The values are compared elsewhere."""

import ast
import inspect
import time
import traceback

from .canonical import canonical

MAX_VALUE = 199


async def evaluated(index, expression, names):
    """What one expression gives, which sees the program's names."""
    begun = time.perf_counter()
    value, raised = await _value(expression, names)
    ms = (time.perf_counter() - begun) * 1000
    return {
        "index": index,
        "canonical": None if raised else canonical(value),
        "text": _text(value, raised),
        "raised": raised,
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
        # An error's own text may fail, too.
        text = traceback.format_exception_only(error)[-1].strip()
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}…"
