"""The fork server itself: ``python -m tests.fork_server.server FD MODULE …``.

FD is a socket for requests, and the modules are imported first.

The server ends when the other end of the socket is closed, which the end of the tests' process does
whatever happened to it. A process that was forked leaves ``serve`` with its own program and runs
it from the top of this module, so that the program's end is the end of an ordinary interpreter.
"""

import contextlib
import ctypes
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from pkgutil import extend_path

from .loaded import load, load_again

_DIE_WITH_PARENT = 1
_LARGEST = 2**20
_PATH = sys.path[1:]
"""What a program finds behind its own folder and its own PYTHONPATH."""


@dataclass
class Program:
    """What a forked process has to become."""

    module: str
    arguments: list[str]
    environment: dict[str, str]
    folder: str

    def become(self) -> None:
        """Take the place of what ``python -m`` finds when it starts."""
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)
        found = [path for path in self.environment.get("PYTHONPATH", "").split(os.pathsep) if path]
        # As at a start, what PYTHONPATH has is not added by the installed packages once more.
        sys.path[:] = [self.folder, *found, *(path for path in _PATH if path not in found)]
        sys.argv[:] = [self.module, *self.arguments]
        for path in found:
            self._find(Path(path).resolve())
        load_again()

    def run(self) -> None:
        runpy.run_module(self.module, run_name="__main__", alter_sys=True)

    def _find(self, folder: Path) -> None:
        """Let packages that are loaded find their parts in a folder of the program's PYTHONPATH.

        Refuse a folder that has another of what is loaded.
        """
        for name in {path.name.partition(".")[0] for path in folder.glob("*")} & sys.modules.keys():
            module = sys.modules[name]
            origin = getattr(module, "__file__", None)
            if not origin or Path(origin).resolve().is_relative_to(folder):
                continue
            if (folder / name).is_dir() and not (folder / name / "__init__.py").exists():
                # A package that is spread over several folders has found them at its import.
                if hasattr(module, "__path__"):
                    module.__path__ = extend_path(module.__path__, name)
            else:
                raise SystemExit(f"{folder} has a {name}, and the fork server has loaded another.")


class ForkServer:
    """Forks for each request, and tells when a process of its has ended."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._selector = selectors.DefaultSelector()
        self._selector.register(requests, selectors.EVENT_READ)
        self._ended: dict[int, tuple[int, socket.socket]] = {}

    def serve(self) -> Program | None:
        """The program of a forked process, or None in this process, when nobody asks any more."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is not self._requests:
                    self._tell_end(key.fd)
                    continue
                request, fds, *_ = socket.recv_fds(self._requests, _LARGEST, 4)
                if not request:
                    return None
                if self._fork(fds[:3], socket.socket(fileno=fds[3])):
                    return Program(**json.loads(request))

    def _fork(self, streams: list[int], telling: socket.socket) -> bool:
        """Whether this is the new process."""
        parent = os.getpid()
        pid = os.fork()
        if pid:
            for fd in streams:
                os.close(fd)
            _tell(telling, pid)
            watched = os.pidfd_open(pid)
            self._ended[watched] = pid, telling
            self._selector.register(watched, selectors.EVENT_READ)
            return False
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        os.setsid()
        for number, fd in enumerate(streams):
            os.dup2(fd, number)
            os.close(fd)
        telling.close()
        self._forget()
        return True

    def _forget(self) -> None:
        """Close what belongs to the fork server."""
        for watched, (_, telling) in self._ended.items():
            os.close(watched)
            telling.close()
        self._selector.close()
        self._requests.close()

    def _tell_end(self, watched: int) -> None:
        pid, telling = self._ended.pop(watched)
        self._selector.unregister(watched)
        os.close(watched)
        _, status = os.waitpid(pid, 0)
        _tell(telling, os.waitstatus_to_exitcode(status))
        telling.close()


def _tell(telling: socket.socket, number: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # Nobody wants to know.
        telling.send(b"%d" % number)


def _program() -> Program | None:
    with socket.socket(fileno=int(sys.argv[1])) as requests:
        load(sys.argv[2:])
        # The collector of a program leaves these objects, and so their pages, alone.
        gc.collect()
        gc.freeze()
        return ForkServer(requests).serve()


if __name__ == "__main__":
    program = _program()
    if program is not None:
        program.become()
        program.run()
