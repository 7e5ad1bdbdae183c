"""The temporary folder of a program, which is locked while it is used and deleted afterwards.

A server that was killed may leave folders. The lock tells them from the folders of running
programs, because the operating system drops it together with the last process that holds it.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from .surely import surely

PREFIX = "jupyter-interview-"
GRACE_SECONDS = 60.0
"""A folder that is younger than this may belong to a server that has not locked it yet."""


@asynccontextmanager
async def own_folder() -> AsyncIterator[Path]:
    """A new folder, which is deleted when the context ends."""
    folder, lock = await asyncio.to_thread(_make)
    try:
        yield folder
    finally:
        os.close(lock)
        await surely(asyncio.to_thread(shutil.rmtree, folder, True))


def remove_left_behind(now: float | None = None) -> int:
    """Delete the folders that killed servers have left; answers how many there were."""
    before = (time.time() if now is None else now) - GRACE_SECONDS
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            seen = folder.lstat()
            is_ours = folder.is_dir() and not folder.is_symlink() and seen.st_uid == os.getuid()
            if is_ours and seen.st_mtime < before and _is_free(folder):
                shutil.rmtree(folder, True)
                removed += 1
    return removed


def _make() -> tuple[Path, int]:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    return folder, _lock(folder, exclusive=False)


def _is_free(folder: Path) -> bool:
    try:
        lock = _lock(folder, exclusive=True)
    except BlockingIOError:
        return False
    os.close(lock)
    return True


def _lock(folder: Path, exclusive: bool) -> int:
    """Lock the folder for as long as the descriptor in the answer is open."""
    import fcntl  # Windows has none; there Jupyter starts, but no programs do.

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
