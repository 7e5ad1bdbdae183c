"""Runs one program in a fresh interpreter and says how it ended.

It may be put into an interpreter long before the program comes, whose memory is then kept and woken
up any number of times: `wake` makes each of them an individual and gives it a world to act in.

The program is the module ``__main__`` in a file ``solution.py``, or of another name.
Top-level ``await`` is allowed, and tasks that the program left behind are waited for, so that
``asyncio.run(main())`` also works where a browser cannot switch stacks.
"""

import ast
import builtins
import importlib
import inspect
import json
import random
import sys
import types

from . import (
    cases,
    debugger,
    display,
    endings,
    files,
    loops,
    packages,
    serving,
    sizes,
    source,
    streams,
    system,
    testing,
    world,
)

COMMON = (
    "bisect collections contextlib copy dataclasses datetime decimal enum fractions functools "
    "heapq itertools math operator re statistics string typing"
)
"""What programs of an interview often import: it is there when the interpreter wakes up."""

MAX_RECURSION = 200_000
"""Calls of Python functions by each other: so many fit into the memory, with their traceback."""


COMPILER_ROOM = 4
"""Times the room: so an expression may have 2,000 terms, and an `if` 500 branches."""


def wake(outside, seed):
    """Act through ``outside``, with random numbers from ``seed``: kept memory would repeat
    itself."""
    world.current = outside
    random.seed(seed)


def prepare():
    """Make the interpreter what a program expects to be run by."""
    for name in COMMON.split():
        importlib.import_module(name)
    sizes.prepare()
    streams.prepare()
    display.prepare()
    system.prepare()
    loops.prepare()
    set_limit = sys.setrecursionlimit

    def setrecursionlimit(limit, /):
        """Set the recursion limit, at most to what the sandbox's memory can bear."""
        set_limit(min(limit, MAX_RECURSION))

    sys.setrecursionlimit = setrecursionlimit


async def run(text, modules, orders, shows_value, given, remote):
    """How a program ended, as JSON: its state, and the error as text.

    With ``shows_value`` the value of its last expression is shown, as in a notebook. ``given`` is
    JSON, too: the name of its file, and the files beside it, or null where it is the only one. So
    is ``remote``: whether it is called by test code, or is test code itself, or null.
    """
    name, others = json.loads(given)
    sys.argv = [name]
    main = types.ModuleType("__main__")
    main.__file__ = name
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    state, message = "ok", None
    role = json.loads(remote)
    tests = testing.Tests(role) if role and role["role"] == "tests" else None
    loops.begin()
    hook = sys.excepthook
    try:
        text = source.place(name, text)
        if others is not None:
            files.place(name, others)
        texts = [text, *files.texts(others or ())]
        debugger.prepare("\n".join(texts))
        sizes.widen("\n".join(texts))
        parts = _compile(text, shows_value, tests is not None)
        await packages.install(texts, set(json.loads(modules)) - files.modules())
        if tests is not None:
            tests.begin(main.__dict__)
        for code in parts:
            result = eval(code, main.__dict__)
            if inspect.iscoroutine(result):
                await result
        if tests is not None:
            await tests.run(main.__dict__, _tell)
        else:
            await loops.finish()
        display.show_figures()
        if role and tests is None:
            await serving.serve(main.__dict__, _tell)
        for order in json.loads(orders):
            await cases.answer(order, main.__dict__, _tell)
    except SystemExit as error:
        message = endings.exit_message(error.code)
        state = "error" if message else "ok"
    except BaseException as error:
        state = "out_of_memory" if isinstance(error, MemoryError) else "error"
        files.stop_hiding()
        message = endings.report(error, hook)
    files.stop_hiding()
    endings.tear_down([main, *files.loaded()])
    streams.flush()
    return json.dumps({"state": state, "error": message})


def _tell(message):
    """Tell of a case, behind what was printed before."""
    streams.flush()
    world.current.tellCase(json.dumps(message))


def _compile(text, shows_value, explains):
    """The code of a program; the compiler takes more of Python's stack than of the engine's."""
    world.current.giveRoom(COMPILER_ROOM)
    try:
        return _compiled(text, shows_value, explains)
    finally:
        world.current.giveRoom(1)


def _compiled(text, shows_value, explains):
    """The program as code; its last expression apart, where its value is to be shown. With
    ``explains`` what it asserts is told."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    name = source.name
    only = flags | ast.PyCF_ONLY_AST
    if explains:
        tree = compile(text, name, "exec", flags=only, dont_inherit=True)
        text = testing.explained(tree)
    if not shows_value:
        return [compile(text, name, "exec", flags=flags, dont_inherit=True)]
    tree = compile(text, name, "exec", flags=only, dont_inherit=True)
    parts = [(tree, "exec")]
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not _is_silenced(tree, text):
        parts.append((ast.Interactive([tree.body.pop()]), "single"))
    return [compile(part, name, mode, flags=flags, dont_inherit=True) for part, mode in parts]


def _is_silenced(tree, text):
    """Whether a semicolon follows the last statement, as people write it in notebooks."""
    last = tree.body[-1]
    # Lines as the parser counts them, columns in bytes.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = lines[last.end_lineno - 1].encode()
    return line[last.end_col_offset :].lstrip().startswith(b";")


prepare()
