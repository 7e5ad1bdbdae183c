"""`jupyter-interview-server` as a process of its own, started as people start it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from tests.clients import PATIENCE, Api
from tests.ports import free_port

TOKEN = "the-owner-s-token"


class Alone(NamedTuple):
    """A server that answers, for its owner."""

    api: Api
    port: int
    log: list[str]
    """What it has written; all of it once it has ended."""


@asynccontextmanager
async def serving(folder: Path, *arguments: str) -> AsyncIterator[Alone]:
    """A server whose folders are in this one; ``CONFIG`` may have its configuration."""
    port = free_port()
    folders = {f"JUPYTER_{n}_DIR": str(folder / n) for n in ("CONFIG", "RUNTIME", "DATA")}
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("jupyter-interview-server"),
        "--ip=127.0.0.1",
        f"--port={port}",
        "--allow-root",
        *arguments,
        env={**os.environ, **folders, "JUPYTER_TOKEN": TOKEN},
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    log: list[str] = []
    try:
        while "is running at" not in "".join(log):
            line = await asyncio.wait_for(process.stderr.readline(), 3 * PATIENCE)
            assert line, log
            log.append(line.decode())
        reading = asyncio.create_task(process.stderr.read())
        api = Api(f"http://127.0.0.1:{port}/", {"Authorization": f"token {TOKEN}"})
        async with asyncio.timeout(PATIENCE):
            while not await _healthy(api):
                pass
        yield Alone(api, port, log)
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)
    log.append((await reading).decode())


async def _healthy(api: Api) -> bool:
    """It says that it runs a moment before it listens."""
    try:
        return (await api("GET", "/health")).status == 200
    except ConnectionRefusedError:
        return False
