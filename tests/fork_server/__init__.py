"""Programs of tests in Python, started without the seconds of processor that their imports take.

A fork server is a process that has imported what servers of tests need, and has done nothing else.
For each program it forks a process, which then is what ``python -m`` would have made: it has a
process id, a session and a group of its own, its own environment and folder, and nothing of the
test's. Each process of tests has one fork server, which starts with the first program and ends
with its process, and so do the programs. A system other than Linux starts programs in the ordinary
way, and so does a test that is about the start itself.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from .client import ForkServer
from .loaded import MODULES

ROOT = Path(__file__).parents[2]
_SERVER = ForkServer(MODULES)


class Program(Protocol):
    """A process, with what ``subprocess.Popen`` says of one."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def kill(self) -> None: ...
    def terminate(self) -> None: ...


def start_module(
    module: str,
    *arguments: str,
    stderr: int,
    stdout: int = subprocess.DEVNULL,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    forked: bool = True,
) -> Program:
    """``python -m module arguments`` in a session of its own, with nothing on its standard input.

    The first start of a process takes seconds: an asynchronous test calls this in a thread. The
    program has this process's environment if it gets none, and runs in the clone's folder.
    """
    found = dict(os.environ if environment is None else environment)
    if forked and sys.platform == "linux":
        return _SERVER.start(module, arguments, found, folder, stdout, stderr)
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=found,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )
