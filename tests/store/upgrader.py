"""Processes to be killed while they upgrade: ``python -m tests.store.upgrader FILE FOLDER``.

Each has a copy of the file, and dies when it is about to do its next statement: the first one at
the first, and so on until one is done. Before each its copy is called by that number.
"""

import asyncio
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from jupyter_interview.store.sqlite import SqliteStore


def die_at(number: int) -> None:
    """Kill this process when SQLite is about to do so many statements, of all connections."""
    statements = count(1)

    def count_one(_: str) -> None:
        if next(statements) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "connect")
    def watch(connection: Any, _: Any) -> None:
        connection.set_trace_callback(count_one)


async def upgrade(path: Path) -> None:
    """Open the file, and go away without closing it."""
    await SqliteStore(path).upgrade()
    os._exit(0)


def dies(path: Path, number: int) -> bool:
    """Whether an upgrade of this file comes to so many statements."""
    child = os.fork()
    if child == 0:
        die_at(number)
        asyncio.run(upgrade(path))
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(file: Path, folder: Path) -> None:
    for number in count(1):
        path = Path(shutil.copy(file, folder / f"{number}.db"))
        if not dies(path, number):
            break


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
