"""The process of one run: how it is started, and that nothing of it stays.

It has no permissions, no environment, a folder of its own that is deleted, and limits of the
operating system. A guard (``guard.py``) starts it, in a process group of their own that is killed
whole, and kills it for too much memory or time and when this server is gone.
"""

import asyncio
import json
import logging
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

STDERR_BYTES = 64 * 1024
MEMORY_MB = 256
END_SECONDS = 5.0
"""How long the operating system may take to end what was killed."""
START_SECONDS = 2.0
"""How long a process that nobody wants any more may take to start, so that it can be killed."""
LIST_SECONDS = 30.0
"""How long Deno may take to name its modules."""

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
    """What all processes of one program may take together, as the guard and the system count."""

    memory_bytes: int
    seconds: float
    cpu_seconds: int
    threads: int = 256
    files: int = 256
    file_bytes: int = 8 * 1024 * 1024

    @property
    def data_bytes(self) -> int:
        """Writable memory that one process may ask for, whether it uses it or not.

        V8 and the stacks of Deno's threads ask for much that they never use, so this ends a program
        only where it takes memory faster than the guard looks.
        """
        stacks = 16 * 1024 * 1024 * (os.cpu_count() or 1)
        return self.memory_bytes + 768 * 1024 * 1024 + stacks

    def order(self, folder: Path) -> str:
        """As the guard reads them."""
        here = {"data_bytes": self.data_bytes, "folder": str(folder), "server": os.getpid()}
        return json.dumps(asdict(self) | here)


def find_deno() -> str | None:
    """The Deno of the extra ``[sandbox]``, or one on the PATH."""
    try:
        import deno  # type: ignore[import-untyped]
    except ImportError:
        return shutil.which("deno")
    return str(deno.find_deno_bin())


class Process:
    """A running program; ``said`` is what it wrote to standard error, cut."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        assert child.stdin is not None and child.stdout is not None
        self._child = child
        self.stdin = child.stdin
        self.stdout = child.stdout
        self.said = b""
        self._listening = asyncio.ensure_future(self._listen())

    async def status(self, seconds: float) -> int | None:
        """The guard's exit status, once it has ended and everything it said was heard.

        None when that takes longer.
        """
        await asyncio.wait({self._listening}, timeout=seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self._child.wait()
        return None

    async def end(self) -> None:
        """Kill everything of it and wait until it is gone."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
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
    """A process of the script, which is gone when this is left.

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
            # A run that is stopped is cancelled, and its process is still waited for.
            await asyncio.shield(asyncio.ensure_future(process.end()))


async def _child(*command: str, folder: Path) -> asyncio.subprocess.Process:
    """A process with its pipes, in a group of its own; whoever is cancelled has started none.

    Where all tasks of a loop are cancelled, as when it ends, asyncio would wait for pipes that are
    never connected; so its own waiting has an end here.
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
        await asyncio.wait({starting}, timeout=START_SECONDS)
        if starting.cancel():
            await asyncio.wait({starting}, timeout=START_SECONDS)
        elif not starting.cancelled() and starting.exception() is None:
            await Process(starting.result()).end()
        raise


async def _gone(child: asyncio.subprocess.Process) -> None:
    """Wait for it. It counts as gone when its pipes are, and what was not read is before."""
    for pipe in (child.stdout, child.stderr):
        assert pipe is not None
        while await pipe.read(STDERR_BYTES):
            pass
    await child.wait()


async def built_in_modules(deno: str) -> frozenset[str]:
    """The modules that this Deno brings along, under every name that they have."""
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
            await asyncio.shield(asyncio.ensure_future(process.end()))
    names = {str(name).removeprefix("node:") for name in json.loads(told)}
    return frozenset({"module", "worker_threads"} | names | {f"node:{name}" for name in names})


def environment(folder: Path) -> dict[str, str]:
    """All that a process of Deno sees of the server's environment: nothing."""
    return {
        "DENO_DIR": str(folder),
        "DENO_NO_UPDATE_CHECK": "1",
        "HOME": "/nonexistent",
        "NO_COLOR": "1",
    }
