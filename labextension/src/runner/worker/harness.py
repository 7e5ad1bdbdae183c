"""Runs one program in a fresh interpreter and says how it ended.

It may be put into an interpreter long before the program comes, whose memory is then kept and
woken up any number of times: `wake` makes each of them an individual.

The program is the module ``__main__`` in a file ``solution.py`` that exists only in ``linecache``.
What people read of an error are the frames of that file: nothing of the harness, of Pyodide or of
the standard library. Top-level ``await`` is allowed, and tasks that the program left behind are
waited for, so that ``asyncio.run(main())`` also works where a browser cannot switch stacks.
"""

import ast
import asyncio
import builtins
import inspect
import io
import linecache
import random
import sys
import traceback
import types

# What programs of an interview often want: it is there when the interpreter wakes up.
import bisect  # noqa: F401
import collections  # noqa: F401
import contextlib  # noqa: F401
import copy  # noqa: F401
import dataclasses  # noqa: F401
import datetime  # noqa: F401
import decimal  # noqa: F401
import enum  # noqa: F401
import fractions  # noqa: F401
import functools  # noqa: F401
import heapq  # noqa: F401
import itertools  # noqa: F401
import json  # noqa: F401
import math  # noqa: F401
import operator  # noqa: F401
import re  # noqa: F401
import statistics  # noqa: F401
import string  # noqa: F401
import time  # noqa: F401
import typing  # noqa: F401

FILE_NAME = "solution.py"
MAX_RECURSION = 3000
MAX_ERROR = 12_000


class _NoInput(io.TextIOBase):
    """Standard input of a runner that cannot ask."""

    def readable(self):
        return True

    def readline(self, size=-1, /):
        raise EOFError("standard input is not available in this runner yet")

    read = readline


def _prepare():
    for name, fd in (("stdout", 1), ("stderr", 2)):
        raw = open(fd, "wb", buffering=0, closefd=False)
        errors = "strict" if name == "stdout" else "backslashreplace"
        stream = io.TextIOWrapper(raw, "utf-8", errors, newline="\n", write_through=True)
        stream.mode = "w"
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.stdin = sys.__stdin__ = _NoInput()
    builtins.input = _input
    sys.argv = [FILE_NAME]
    set_limit = sys.setrecursionlimit

    def setrecursionlimit(limit, /):
        """Set the recursion limit, at most to what the sandbox's stack can bear."""
        set_limit(min(limit, MAX_RECURSION))

    sys.setrecursionlimit = setrecursionlimit


def wake():
    """Take chance anew: an interpreter from kept memory would repeat what others draw."""
    random.seed()


def _input(prompt="", /):
    """Read a line from standard input, which this runner does not have yet."""
    print(prompt, end="")
    return sys.stdin.readline()


async def run(source):
    """The error of a program as text, or None when it ended well."""
    lines = source.splitlines(keepends=True)
    linecache.cache[FILE_NAME] = (len(source), None, lines, FILE_NAME)
    main = types.ModuleType("__main__")
    main.__file__ = FILE_NAME
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(source, FILE_NAME, "exec", flags=flags, dont_inherit=True)
        result = eval(code, main.__dict__)
        if inspect.iscoroutine(result):
            await result
        await _finish_tasks()
    except SystemExit as error:
        return _exit_message(error.code)
    except BaseException as error:
        return _describe(error)
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
    return None


async def _finish_tasks():
    me = asyncio.current_task()
    while tasks := asyncio.all_tasks() - {me}:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled() and task.exception() is not None:
                raise task.exception()


def _exit_message(code):
    if code is None or code == 0:
        return None
    return f"SystemExit: {code}" if isinstance(code, int) else str(code)


def _describe(error):
    try:
        report = traceback.TracebackException.from_exception(error, compact=True)
        _trim(report)
        return _shorten("".join(report.format()).rstrip("\n"))
    except BaseException as second:
        return f"{type(error).__name__} (its traceback failed: {type(second).__name__})"


def _shorten(text):
    """Leave out the middle of a very long traceback: the calls of a recursion gone wrong."""
    if len(text) <= MAX_ERROR:
        return text
    head = text[: MAX_ERROR // 4].rpartition("\n")[0]
    tail = text[-MAX_ERROR // 4 :].partition("\n")[2]
    return f"{head}\n  [Many lines are left out here]\n{tail}"


def _trim(report):
    """Keep the program's own frames, in chained and grouped errors too."""
    if report is None:
        return
    report.stack = traceback.StackSummary.from_list(
        [frame for frame in report.stack if frame.filename == FILE_NAME]
    )
    _trim(report.__cause__)
    _trim(report.__context__)
    for inner in report.exceptions or ():
        _trim(inner)


_prepare()
