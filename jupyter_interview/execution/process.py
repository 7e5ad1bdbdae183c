"""The process of one run: how it is started, and that nothing of it stays.

It has no permissions, no environment, a folder of its own that is deleted, a group of its own that
is killed whole, and limits on its memory and CPU time.
"""

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

LINE_BYTES = 1024 * 1024
STDERR_BYTES = 64 * 1024
MEMORY_MB = 256

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
    f"--v8-flags={_V8}",
)
_LIMITED = 'ulimit -t "$1"; shift; exec "$@"'


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

    async def wait(self) -> int:
        """The exit status, once everything it said was heard."""
        await self._listening
        return await self._child.wait()

    def kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)

    async def _listen(self) -> None:
        assert self._child.stderr is not None
        while part := await self._child.stderr.read(8192):
            self.said = (self.said + part)[:STDERR_BYTES]


@asynccontextmanager
async def started(deno: str, script: Path, cpu_seconds: int) -> AsyncIterator[Process]:
    """A process of the script, which is gone when this is left."""
    folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="jupyter-interview-")
    try:
        child = await asyncio.create_subprocess_exec(
            *("/bin/sh", "-c", _LIMITED, "sh", str(cpu_seconds)),
            *(deno, "run", *_FLAGS, str(script)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=folder,
            env={
                "DENO_DIR": folder,
                "DENO_NO_UPDATE_CHECK": "1",
                "HOME": "/nonexistent",
                "NO_COLOR": "1",
            },
            limit=LINE_BYTES,
            start_new_session=True,
        )
        process = Process(child)
        try:
            yield process
        finally:
            process.kill()
            with suppress(Exception):
                await asyncio.shield(process.wait())
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, True)
