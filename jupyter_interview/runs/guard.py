"""Watches the process of one program, from a process of its own.

The server starts this file as a script, so it uses the standard library only. It imports neither
``json`` nor ``typing`` nor ``ctypes``, because each run waits for this process and they would be
half of its start. It starts the command under the limits of the operating system and reads how
much memory and how many threads the command's process group has. It kills the group when that is
too much, when its time is over, or when the server has ended, whatever the program does. Only the
command has the server's pipes.
"""

from __future__ import annotations

import marshal
import os
import resource
import select
import signal
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

MEMORY, TIME, THREADS, ORPHANED = 240, 241, 242, 243
"""Exit statuses that say why the guard killed the command; others are those of the command."""

LOOK_SECONDS = 0.05
SCAN_EVERY = 5
"""How often known processes are looked at before new ones are searched for."""


def main(arguments: list[str]) -> NoReturn:
    bounds: dict[str, Any] = marshal.loads(bytes.fromhex(arguments[0]))
    folder = _hold(bounds["folder"])
    wake, signalled = os.pipe()
    os.set_blocking(signalled, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
    guard = os.getpid()
    command = os.fork()
    if command == 0:
        _become(arguments[1:], bounds, guard)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    status = _watch(command, bounds, wake)
    if status == ORPHANED:
        for process in _members() | {command}:
            _kill(process)
        import shutil

        shutil.rmtree(bounds["folder"], ignore_errors=True)
    elif status in (MEMORY, TIME, THREADS):
        for process in _members() | {command}:
            _kill(process)
        os.waitpid(command, 0)
    os.close(folder)
    os._exit(status)


def _hold(folder: str) -> int:
    """Lock the folder for as long as this process lives."""
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _become(command: list[str], bounds: dict[str, Any], guard: int) -> NoReturn:
    try:
        _die_with_parent(guard)
        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, bounds["cpu_seconds"]),
            (resource.RLIMIT_DATA, bounds["data_bytes"]),
            (resource.RLIMIT_FSIZE, bounds["file_bytes"]),
            (resource.RLIMIT_NOFILE, bounds["files"]),
        ):
            _, hard = resource.getrlimit(limit)
            if hard != resource.RLIM_INFINITY:
                most = min(most, hard)
            resource.setrlimit(limit, (most, most))
        os.execv(command[0], command)
    except BaseException as error:
        os.write(2, f"{error}\n".encode())
    os._exit(127)


def _die_with_parent(parent: int) -> None:
    """Ask Linux to kill this process when the guard is killed."""
    if sys.platform == "linux":
        import _ctypes

        set_parent_death_signal = 1
        prctl = _ctypes.dlsym(_ctypes.dlopen(None, 0), "prctl")  # type: ignore[arg-type]
        _ctypes.call_function(prctl, (set_parent_death_signal, int(signal.SIGKILL), 0, 0, 0))
        if os.getppid() != parent:
            os._exit(ORPHANED)


def _watch(command: int, bounds: dict[str, Any], wake: int) -> int:
    """Wait for the command; answers with the status to exit with."""
    deadline = time.monotonic() + bounds["seconds"]
    members: set[int] = {command}
    look = 0
    while True:
        done, status = os.waitpid(command, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        if os.getppid() != bounds["server"]:
            return ORPHANED
        if time.monotonic() > deadline:
            return TIME
        if look % SCAN_EVERY == 0:
            members = _members() | {command}
            if sum(map(_threads, members)) > bounds["threads"]:
                return THREADS
        look += 1
        if _memory(members) > bounds["memory_bytes"]:
            return MEMORY
        if select.select([wake], [], [], LOOK_SECONDS)[0]:
            os.read(wake, 64)


if sys.platform == "linux":
    _PAGE = os.sysconf("SC_PAGE_SIZE")

    def _members() -> set[int]:
        """The processes of this group, without this one."""
        me, group = os.getpid(), os.getpgrp()
        return {
            int(name)
            for name in os.listdir("/proc")
            if name.isdecimal() and int(name) != me and _stat(int(name), 2) == group
        }

    def _threads(process: int) -> int:
        return _stat(process, 17)

    def _memory(processes: set[int]) -> int:
        return sum(_stat(process, 21) for process in processes) * _PAGE

    def _stat(process: int, place: int) -> int:
        """A number of /proc/PID/stat, counted from behind the name; 0 if the process has ended."""
        try:
            with open(f"/proc/{process}/stat", "rb", buffering=0) as file:
                return int(file.read(1024).rpartition(b")")[2].split()[place])
        except (OSError, IndexError, ValueError):
            return 0

else:

    def _members() -> set[int]:
        """The processes of this group, without this one."""
        return {process for process, _ in _listed() if process != os.getpid()}

    def _threads(process: int) -> int:
        """Count each process as one thread, as threads are not known here."""
        return 1

    def _memory(processes: set[int]) -> int:
        return sum(size for process, size in _listed() if process in processes)

    def _listed() -> list[tuple[int, int]]:
        """The processes of this group, and the bytes that each of them holds."""
        with os.popen("ps -axo pid=,pgid=,rss=") as lines:
            rows = [[int(word) for word in line.split()] for line in lines]
        return [(pid, size * 1024) for pid, group, size in rows if group == os.getpgrp()]


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


if __name__ == "__main__":
    main(sys.argv[1:])
