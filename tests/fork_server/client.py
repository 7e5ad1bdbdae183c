"""The tests' end of a fork server, and what they hold of each program.

A request is one message: its text is JSON, and with it come the program's standard streams and the
socket that tells of it. On that socket come two messages: the process id, and in the end the exit
code, negative for a signal, as ``subprocess`` has it.
"""

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

_OF_PROGRAMS = ("PYTHONPATH", "HOME")
"""What each program has for itself, besides everything of Jupyter's."""


class Forked:
    """A program that the fork server has started. ``told`` is the socket that tells of it."""

    def __init__(self, module: str, told: socket.socket) -> None:
        self._module = module
        self._told = told
        self._reading = threading.Lock()
        self._code: int | None = None
        first = told.recv(32)
        if not first:
            told.close()
            raise RuntimeError(f"The fork server ended before it started {module}.")
        self.pid = int(first)

    def poll(self) -> int | None:
        with self._reading:
            if self._code is None and select.select([self._told], [], [], 0)[0]:
                # The fork server takes its programs with it.
                self._code = int(self._told.recv(32) or -signal.SIGKILL)
                self._told.close()
            return self._code

    def wait(self, timeout: float | None = None) -> int:
        if self._code is None:
            select.select([self._told], [], [], timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(self._module, timeout or 0)
        return code

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


class ForkServer:
    """Starts with the first program, and again if somebody has killed it.

    ``modules`` are loaded before it forks.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        atexit.register(self.stop)

    def start(
        self,
        module: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        stdout: int,
        stderr: int,
    ) -> Forked:
        request = {
            "module": module,
            "arguments": arguments,
            "environment": environment,
            "folder": str(folder),
        }
        message = json.dumps(request).encode()
        told, telling = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with telling, open(os.devnull, "r+b") as nothing:
            streams = (subprocess.DEVNULL, stdout, stderr)
            fds = [nothing.fileno() if fd == subprocess.DEVNULL else fd for fd in streams]
            fds.append(telling.fileno())
            with self._asking:
                socket.send_fds(self._running(), [message], fds)
        return Forked(module, told)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        if self._process is not None and self._requests is not None:
            self._requests.close()
            self._process.wait()
            self._process = None

    def _running(self) -> socket.socket:
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        if self._process is None:
            self._requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            command = [sys.executable, "-m", "tests.fork_server.server"]
            kept = {
                name: value
                for name, value in os.environ.items()
                if name not in _OF_PROGRAMS and "JUPYTER" not in name
            }
            with theirs:
                self._process = subprocess.Popen(
                    [*command, str(theirs.fileno()), *self._modules],
                    cwd=Path(__file__).parents[2],
                    env=kept,
                    stdin=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                )
        assert self._requests is not None
        return self._requests
