"""A lock file beside a store, which makes sure that one process has the store.

The operating system drops the lock together with the process, however that ends, so nothing has to
be cleaned up; the file stays. It contains the id of the process, which only the error message uses.
"""

import os
import sys
from pathlib import Path

from .base import StoreInUse

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class StoreLock:
    """Held from :meth:`take` to :meth:`release`."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store.with_name(store.name + ".lock")
        self._descriptor: int | None = None

    def take(self) -> None:
        """Raises :class:`StoreInUse` when another process, or another store of this one, has it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _try_lock(descriptor):
            owner = os.pread(descriptor, 20, 0) if hasattr(os, "pread") else b""
            os.close(descriptor)
            who = f" (process {owner.decode()})" if owner.isdigit() else ""
            raise StoreInUse(
                f"{self._store} is in use by another Jupyter server{who}."
                " Stop that one, or give this one a database file of its own."
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Releasing twice is fine."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
