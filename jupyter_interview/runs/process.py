"""Starts the process of one run, and makes sure that nothing of it stays.

The process has no permissions, no environment, limits of the operating system, and a folder of its
own that is deleted. A guard (``guard.py``) starts it in a process group of their own, and kills the
group when it takes too much memory or time or when this server has ended.
"""

import asyncio
import json
import logging
import marshal
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from . import guard
from .folders import own_folder
from .surely import surely

STDERR_BYTES = 64 * 1024
MEMORY_MB = 256
END_SECONDS = 5.0
"""Seconds that the operating system may take to end a killed process."""
START_SECONDS = 2.0
"""Seconds that a process may take to start when it is to be killed."""
LIST_SECONDS = 30.0
"""Seconds that Deno may take to name its modules."""

_V8 = ",".join(
    (
        f"--wasm-max-mem-pages={MEMORY_MB * 16}",
        f"--max-old-space-size={MEMORY_MB}",
        "--disallow-code-generation-from-strings",
    )
)
_FLAGS = (
    "--no-prompt",
    "--no-remote",
    "--no-npm",
    "--no-config",
    "--no-lock",
    "--cached-only",
    "--quiet",
    f"--v8-flags={_V8}",
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of all processes of one program together, as the guard and the system count."""

    memory_bytes: int
    seconds: float
    cpu_seconds: int
    threads: int = 256
    files: int = 256
    file_bytes: int = 8 * 1024 * 1024

    @property
    def data_bytes(self) -> int:
        """The writable memory that one process may ask for, whether it uses it or not.

        V8 and the stacks of Deno's threads ask for much memory that they never use. So this limit
        only ends programs that take memory faster than the guard looks.
        """
        stacks = 16 * 1024 * 1024 * (os.cpu_count() or 1)
        return self.memory_bytes + 768 * 1024 * 1024 + stacks

    def order(self, folder: Path) -> str:
        """The limits as the guard reads them."""
        here = {"data_bytes": self.data_bytes, "folder": str(folder), "server": os.getpid()}
        return marshal.dumps(asdict(self) | here).hex()


def find_deno() -> str | None:
    """The Deno of the extra ``[sandbox]``, or one on the PATH."""
    try:
        import deno  # type: ignore[import-untyped]
    except ImportError:
        return shutil.which("deno")
    return str(deno.find_deno_bin())


class Process:
    """A running program. ``said`` is the beginning of what it wrote to standard error."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        assert child.stdin is not None and child.stdout is not None
        self._child = child
        self.stdin = child.stdin
        self.stdout = child.stdout
        self.said = b""
        self._listening = asyncio.ensure_future(self._listen())

    async def status(self, seconds: float) -> int | None:
        """The guard's exit status, when it has ended and everything it wrote was read.

        None if that takes longer.
        """
        await asyncio.wait({self._listening}, timeout=seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self._child.wait()
        return None

    async def end(self) -> None:
        """Kill all its processes, and wait until they have ended."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
        if self.stdin.transport.get_write_buffer_size() > 0:
            # A pipe with something still to be written is closed by nobody else.
            self.stdin.transport.abort()
        self._listening.cancel()
        await asyncio.wait({self._listening})
        try:
            async with asyncio.timeout(END_SECONDS):
                await _gone(self._child)
        except TimeoutError:
            _log.error("jupyter_interview: process %d does not end", self._child.pid)

    async def _listen(self) -> None:
        assert self._child.stderr is not None
        while part := await self._child.stderr.read(8192):
            self.said = (self.said + part)[:STDERR_BYTES]


@asynccontextmanager
async def started(
    deno: str, script: Path, refused: Iterable[str], bounds: Bounds
) -> AsyncIterator[Process]:
    """A process of the script, which has ended when the context ends.

    ``refused`` are names of modules that it cannot import.
    """
    async with own_folder() as folder:
        imports = folder / "imports.json"
        imports.write_text(json.dumps({"imports": dict.fromkeys(refused)}))
        child = await _child(
            *(sys.executable, "-I", "-S", guard.__file__, bounds.order(folder)),
            *(deno, "run", *_FLAGS, f"--import-map={imports}", str(script)),
            folder=folder,
        )
        process = Process(child)
        try:
            yield process
        finally:
            await surely(process.end())


async def _child(*command: str, folder: Path) -> asyncio.subprocess.Process:
    """Start a process with its pipes, in a group of its own. If this is cancelled, no process is
    left.

    When all tasks of an event loop are cancelled, asyncio waits for pipes that are never connected.
    So that waiting is limited here.
    """
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=folder,
            env=environment(folder),
            start_new_session=True,
        )
    )
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await surely(_left(starting))
        raise


async def _left(starting: asyncio.Task[asyncio.subprocess.Process]) -> None:
    """Leave no process of a start that nobody waits for any more."""
    await asyncio.wait({starting}, timeout=START_SECONDS)
    if starting.cancel():
        await asyncio.wait({starting}, timeout=START_SECONDS)
    elif not starting.cancelled() and starting.exception() is None:
        await Process(starting.result()).end()


async def _gone(child: asyncio.subprocess.Process) -> None:
    """Wait until it has ended. That is when its pipes are closed and everything was read from
    them."""
    for pipe in (child.stdout, child.stderr):
        assert pipe is not None
        while await pipe.read(STDERR_BYTES):
            pass
    await child.wait()


async def built_in_modules(deno: str) -> frozenset[str]:
    """The modules that this Deno contains, under all their names."""
    async with own_folder() as folder:
        child = await _child(
            *(deno, "eval", "--no-config", "--no-lock", "--no-npm", "--no-remote"),
            "console.log(JSON.stringify((await import('node:module')).builtinModules))",
            folder=folder,
        )
        process = Process(child)
        try:
            async with asyncio.timeout(LIST_SECONDS):
                told = await process.stdout.read()
        finally:
            await surely(process.end())
    names = {str(name).removeprefix("node:") for name in json.loads(told)}
    return frozenset({"module", "worker_threads"} | names | {f"node:{name}" for name in names})


def environment(folder: Path) -> dict[str, str]:
    """The environment of a Deno process, which has nothing of the server's."""
    return {
        "DENO_DIR": str(folder),
        "DENO_NO_UPDATE_CHECK": "1",
        "HOME": "/nonexistent",
        "NO_COLOR": "1",
    }
