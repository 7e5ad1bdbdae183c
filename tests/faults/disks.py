"""Disks that get full: a small file system of its own, or a limit on what a process may write.

Mounting one needs to be root; where that cannot be, the operating system's limit on the size of a
process's files stands in, whose error SQLite reports as one of the disk. Neither is ever skipped.
"""

import contextlib
import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from .server import ServerProcess

SIZE = 8 * 1024 * 1024


class Disk(Protocol):
    """``refusal``: the status and code of a write while it is full."""

    folder: Path
    refusal: tuple[int, str]

    def fill(self, server: ServerProcess) -> None:
        """Not a byte more."""

    def free(self, server: ServerProcess) -> None:
        """There is space again."""


class SmallDisk:
    """A tmpfs, filled up with ballast."""

    refusal = (507, "storage_full")

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, server: ServerProcess) -> None:
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            for size in (65536, 1):
                with contextlib.suppress(OSError):
                    while True:
                        ballast.write(b"x" * size)

    def free(self, server: ServerProcess) -> None:
        (self.folder / "ballast").unlink()

    def read_only(self, on: bool) -> None:
        """For a server that is not running."""
        _mount("-o", "remount,ro" if on else "remount,rw", str(self.folder))


class Quota:
    """A folder in which the server's files may not grow."""

    refusal = (503, "unavailable")

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, server: ServerProcess) -> None:
        largest = max(file.stat().st_size for file in self.folder.iterdir())
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    def free(self, server: ServerProcess) -> None:
        if server.running:
            unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, unlimited)

    def read_only(self, on: bool) -> None:
        for path in [self.folder, *self.folder.iterdir()]:
            path.chmod(path.stat().st_mode & ~0o222 if on else path.stat().st_mode | 0o200)


@contextlib.contextmanager
def disk(folder: Path) -> Iterator[SmallDisk | Quota]:
    """The best that can be had here."""
    folder.mkdir()
    if not _may_mount(folder):
        yield Quota(folder)
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _may_mount(folder: Path) -> bool:
    try:
        _mount("-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _mount(*arguments: str) -> None:
    if os.geteuid() != 0:
        raise OSError(errno.EPERM, "only root mounts")
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
