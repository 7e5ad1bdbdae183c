"""Runs one program in a fresh interpreter and says how it ended.

It may be put into an interpreter long before the program comes, whose memory is then kept and woken
up any number of times: `wake` makes each of them an individual and gives it a world to act in.

The program is the module ``__main__`` in a file ``solution.py`` that exists only in ``linecache``.
Top-level ``await`` is allowed, and tasks that the program left behind are waited for, so that
``asyncio.run(main())`` also works where a browser cannot switch stacks.
"""

import ast
import asyncio
import builtins
import importlib
import inspect
import json
import linecache
import random
import sys
import types

from pyodide.ffi import can_run_sync

from . import checks, display, packages, streams, world
from .errors import FILE_NAME, describe, exit_message

COMMON = (
    "bisect collections contextlib copy dataclasses datetime decimal enum fractions functools "
    "heapq itertools math operator re statistics string typing"
)
"""What programs of an interview often import: it is there when the interpreter wakes up."""

MAX_RECURSION = 3000


def wake(outside, seed):
    """Act through ``outside``, and take chance from ``seed``: kept memory would repeat itself."""
    world.current = outside
    random.seed(seed)


def prepare():
    """Make the interpreter what a program expects to be run by."""
    for name in COMMON.split():
        importlib.import_module(name)
    streams.prepare()
    display.prepare()
    sys.argv = [FILE_NAME]
    set_limit = sys.setrecursionlimit

    def setrecursionlimit(limit, /):
        """Set the recursion limit, at most to what the sandbox's stack can bear."""
        set_limit(min(limit, MAX_RECURSION))

    sys.setrecursionlimit = setrecursionlimit


async def run(source, modules, tests, shows_value):
    """How a program ended, as JSON: its state, and the error as text.

    With ``shows_value`` the value of its last expression is shown, as in a notebook.
    """
    lines = source.splitlines(keepends=True)
    linecache.cache[FILE_NAME] = (len(source), None, lines, FILE_NAME)
    main = types.ModuleType("__main__")
    main.__file__ = FILE_NAME
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    try:
        parts = _compiled(source, shows_value)
        await packages.install(source, set(json.loads(modules)))
        if not can_run_sync():
            asyncio.run = _run_later
        for code in parts:
            result = eval(code, main.__dict__)
            if inspect.iscoroutine(result):
                await result
        await _finish_tasks()
        display.show_figures()
        for case in json.loads(tests):
            world.current.tell(json.dumps(await checks.check(case, main.__dict__)))
    except SystemExit as error:
        return _outcome("error", exit_message(error.code))
    except MemoryError as error:
        return _outcome("out_of_memory", describe(error))
    except BaseException as error:
        return _outcome("error", describe(error))
    finally:
        streams.flush()
    return _outcome("ok", None)


def _compiled(source, shows_value):
    """The program as code; its last expression apart, where its value is to be shown."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    if not shows_value:
        return [compile(source, FILE_NAME, "exec", flags=flags, dont_inherit=True)]
    only = flags | ast.PyCF_ONLY_AST
    tree = compile(source, FILE_NAME, "exec", flags=only, dont_inherit=True)
    last = []
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not _is_silenced(tree, source):
        last = [ast.Interactive([tree.body.pop()])]
    pairs = [(tree, "exec"), *((part, "single") for part in last)]
    return [compile(part, FILE_NAME, mode, flags=flags, dont_inherit=True) for part, mode in pairs]


def _is_silenced(tree, source):
    """Whether a semicolon follows the last statement, as people write it in notebooks."""
    last = tree.body[-1]
    # Lines as the parser counts them, columns in bytes.
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = lines[last.end_lineno - 1].encode()
    return line[last.end_col_offset :].lstrip().startswith(b";")


def _run_later(main, *, debug=None, loop_factory=None):
    """``asyncio.run`` where the engine cannot wait in the middle of a call: it is waited for at
    the end of the program, and its result is not to be had."""
    asyncio.ensure_future(main)


def _outcome(state, error):
    return json.dumps({"state": "ok" if error is None else state, "error": error})


async def _finish_tasks():
    me = asyncio.current_task()
    while tasks := asyncio.all_tasks() - {me}:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled() and task.exception() is not None:
                raise task.exception()


prepare()
