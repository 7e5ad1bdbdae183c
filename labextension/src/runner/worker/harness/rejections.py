"""Promises of JavaScript that are rejected with something that Python cannot raise.

A promise may be rejected with any value, and Pyodide raises only errors that have a stack, which in
WebKit those of the platform have not (a refused ``fetch``, say). A program that awaits such a
promise would wait for ever. So the value becomes an error that names it.
"""

import asyncio

from pyodide.ffi import JsProxy
from pyodide.webloop import PyodideFuture


def set_exception(self, exception, /):
    """Mark the future done with an exception, made from a value that is none."""
    if not _can_be_raised(exception):
        exception = _as_error(exception)
    asyncio.Future.set_exception(self, exception)


PyodideFuture.set_exception = set_exception


def _can_be_raised(value):
    return isinstance(value, BaseException) or (
        isinstance(value, type) and issubclass(value, BaseException)
    )


def _as_error(value):
    import js

    # What looks like an error in all but its stack keeps its name and its words.
    if isinstance(value, JsProxy) and hasattr(value, "name") and hasattr(value, "message"):
        error = js.Error.new(str(value.message))
        error.name = str(value.name)
        return error
    return js.Error.new(f"The promise was rejected with {_text(value)}")


def _text(value):
    import js

    try:
        return repr(value) if isinstance(value, str) else js.String(value)
    except Exception:
        return "an object"
