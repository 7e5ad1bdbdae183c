"""Runs one program in a Jupyter kernel of Python. Kernels are sent this file as text.

Nothing of it is trusted, because the program can change all of it: it makes a program run as in a
process of its own, and what it tells are claims. It imports the standard library alone, and IPython
where that is, and runs on any Python since 3.9.
"""

from __future__ import annotations

import ast
import asyncio
import base64
import builtins
import codecs
import ctypes
import inspect
import io
import json
import linecache
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import types
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

FLUSH_SECONDS = 0.05
LAST_SECONDS = 0.5
READ_BYTES = 65536


class Ended(Exception):
    """The program has ended, and not well. IPython shows the text alone."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def _render_traceback_(self) -> list[str]:
        return [self.text]


OutOfMemory = type("MemoryError", (Ended,), {})


def run(order: str) -> None:
    """Run the program of ``order``, JSON in base64."""
    told = json.loads(base64.b64decode(order))
    folder = os.path.realpath(tempfile.mkdtemp(prefix="interview-"))
    for name, text in told["files"].items():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    os.chdir(folder)
    if told["command"]:
        run_command(told["command"], told["stdin"])
    else:
        run_program(told["main"], told["files"][told["main"]], told, folder)


def run_program(name: str, text: str, told: Mapping[str, Any], folder: str) -> None:
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=name, __builtins__=builtins)
    sys.modules["__main__"] = main
    sys.path.insert(0, folder)
    sys.argv[:] = [name]
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    given = io.BytesIO(told["stdin"].encode())
    sys.stdin = io.TextIOWrapper(given, encoding="utf-8")
    builtins.input = read_line
    before = set(threading.enumerate())
    message = None
    try:
        with outside_of_loop():
            evaluate(text, name, main.__dict__, told["value"])
            for thread in set(threading.enumerate()) - before:
                if not thread.daemon:
                    thread.join()
        show_figures()
    except KeyboardInterrupt:
        raise Ended("KeyboardInterrupt") from None
    except SystemExit as end:
        message = exit_message(end.code)
        show_figures()
    except MemoryError as error:
        raise OutOfMemory(describe(error, folder)) from None
    except BaseException as error:
        message = describe(error, folder)
    if message is not None:
        raise Ended(message) from None


def evaluate(text: str, name: str, names: dict[str, Any], shows_value: bool) -> None:
    """Run the text; top-level await works, and the last value is shown as in a notebook."""
    tree = ast.parse(text, name)
    last = tree.body[-1] if tree.body else None
    parts: list[ast.Module | ast.Expression] = []
    if shows_value and isinstance(last, ast.Expr) and not is_muted(text, last):
        tree.body.pop()
        parts.append(ast.Expression(last.value))
    parts.insert(0, tree)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    codes = [
        compile(part, name, "eval" if isinstance(part, ast.Expression) else "exec", flags, True)
        for part in parts
    ]
    value: object
    if any(code.co_flags & inspect.CO_COROUTINE for code in codes):
        value = asyncio.run(await_all(codes, names))
    else:
        value = [eval(code, names) for code in codes][-1]
    if value is not None and len(codes) > 1:
        from IPython.display import display

        show: Any = display
        show(value, metadata={"interview": "value"})


async def await_all(codes: Sequence[types.CodeType], names: dict[str, Any]) -> object:
    value: Any = None
    for code in codes:
        value = eval(code, names)
        if code.co_flags & inspect.CO_COROUTINE:
            value = await value
    return value


def is_muted(text: str, last: ast.Expr) -> bool:
    """Whether a semicolon follows the last expression."""
    line, column = last.end_lineno or 0, last.end_col_offset or 0
    rest = text.encode().splitlines(True)[line - 1 :]
    return b"".join(rest)[column:].lstrip().startswith(b";")


@contextmanager
def outside_of_loop() -> Iterator[None]:
    """A kernel runs programs within its event loop, where ``asyncio.run`` would be refused."""
    loop = asyncio._get_running_loop()
    if loop is None:
        yield
        return
    swap = getattr(asyncio.tasks, "_swap_current_task", None)
    task = swap(loop, None) if swap else None
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)
        if swap:
            swap(loop, task)


def read_line(prompt: object = "") -> str:
    sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


def show_figures() -> None:
    """Show what matplotlib has open still."""
    backend = sys.modules.get("matplotlib_inline.backend_inline")
    if backend is not None:
        backend.flush_figures()


def exit_message(code: object) -> str | None:
    if code is None or (isinstance(code, int) and code == 0):
        return None
    return f"SystemExit: {int(code)}" if isinstance(code, int) else str(code)


def describe(error: BaseException, folder: str) -> str:
    """The traceback as CPython tells it, of the program's own part."""
    frames: types.TracebackType | None = error.__traceback__
    while frames is not None and frames.tb_frame.f_globals is globals():
        frames = frames.tb_next
    try:
        lines = traceback.format_exception(type(error), error, frames)
    except BaseException as second:
        lines = [f"{type(error).__name__} (its message failed: {type(second).__name__})"]
    return "".join(lines).replace(folder + os.sep, "").rstrip("\n")


def run_command(command: Sequence[str], stdin: str) -> None:
    """Run a command in the folder, and tell what it writes while it does."""
    with tempfile.TemporaryFile() as given:
        given.write(stdin.encode())
        given.seek(0)
        try:
            process = subprocess.Popen(
                command,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                preexec_fn=end_with_kernel,
            )
        except OSError:
            text = f"There is no program {command[0]} on the computer that runs this."
            raise Ended(text) from None
    try:
        relay(process)
        code = process.wait()
    except KeyboardInterrupt:
        process.kill()
        raise Ended("KeyboardInterrupt") from None
    if code > 0:
        raise Ended(f"Exit code {code}")
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = "unknown"
        raise Ended(f"Ended by signal {-code} ({name})")


def end_with_kernel() -> None:
    """Let the system end this process when the kernel ends in whatever way (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def relay(process: subprocess.Popen[bytes]) -> None:
    """Hand on what it writes, until its output ends or nobody of its own is left to write."""
    assert process.stdout is not None and process.stderr is not None
    waiting = selectors.DefaultSelector()
    for pipe, stream in ((process.stdout, sys.stdout), (process.stderr, sys.stderr)):
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        waiting.register(pipe, selectors.EVENT_READ, (stream, decoder))
    flushed, ended = 0.0, 0.0
    while waiting.get_map():
        ready = waiting.select(FLUSH_SECONDS)
        for key, _ in ready:
            stream, decoder = key.data
            data = os.read(key.fd, READ_BYTES)
            stream.write(decoder.decode(data, not data))
            if not data:
                waiting.unregister(key.fileobj)
        now = time.monotonic()
        if now - flushed >= FLUSH_SECONDS or not ready:
            sys.stdout.flush()
            sys.stderr.flush()
            flushed = now
        if process.poll() is not None:
            ended = ended or now
            if now - ended > LAST_SECONDS:
                return
