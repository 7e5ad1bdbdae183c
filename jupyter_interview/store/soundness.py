"""Checks whether an SQLite file is sound: a small one before it is used, a large one meanwhile.

Reading a whole file takes longer the larger it is, and old interviews must not delay the start of a
server. So a large file is read while people use it, by a thread of its own with a low priority and
a connection of its own. The reader stops whenever SQLite's write-ahead log has to be emptied, and
begins again afterwards.

When a file is found damaged, a mark is written beside it. Then the next start reads the whole file,
however large it is, before anything is written.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

AT_THE_START = 4 * 1024 * 1024
"""The largest file, in bytes, that is read before it is used."""
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NICE = 10
_AGAIN = 1.0
"""Seconds until a check that could not be made is tried again."""
_QUICK_CHECK = "PRAGMA quick_check(1)"


def code_of(problem: BaseException | None) -> int:
    """SQLite's primary result code of an error of its driver, or -1 for another error."""
    code = getattr(problem, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else -1


class Suspicion:
    """A mark beside a database that was found damaged while it was used."""

    def __init__(self, path: Path) -> None:
        self._mark = path.with_name(f"{path.name}.suspect")

    def __bool__(self) -> bool:
        return self._mark.exists()

    def raise_(self) -> None:
        """Write the mark. If that fails, the next start reads the file in the background again."""
        with suppress(OSError):
            os.close(os.open(self._mark, os.O_WRONLY | os.O_CREAT, 0o600))

    def lay(self) -> None:
        """Remove the mark: the file was set aside, or is sound after all."""
        with suppress(OSError):
            self._mark.unlink(missing_ok=True)


def is_small(path: Path) -> bool:
    """Whether the file is so small that reading all of it takes no time."""
    return path.stat().st_size <= AT_THE_START


def is_whole(connection: sqlite3.Connection) -> bool:
    """Read the whole file; False when it contradicts itself."""
    try:
        [answer] = connection.execute(_QUICK_CHECK).fetchone()
    except sqlite3.DatabaseError as problem:
        if code_of(problem) in DAMAGED:
            return False
        raise
    return bool(answer == "ok")


class Reader:
    """Reads the file once while it is used; calls ``damaged`` in its thread if it is not sound.

    ``done`` is set when it has been read, or will not be.
    """

    def __init__(self, path: Path, damaged: Callable[[], None]) -> None:
        self._path = path
        self._damaged = damaged
        self._connection: sqlite3.Connection | None = None
        self._reading = threading.Lock()
        self._stepped_aside = 0
        self._closed = threading.Event()
        self.done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="interview-store-check", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Return when the connection is closed, which blocks for a moment."""
        self._closed.set()
        with self.aside():
            pass
        if self._thread.ident is not None:
            self._thread.join()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Read nothing within this block, so that SQLite's write-ahead log can be emptied."""
        self._stepped_aside += 1
        try:
            while not self._reading.acquire(timeout=0.005):
                if (connection := self._connection) is not None:
                    # It may be closed by now.
                    with suppress(sqlite3.ProgrammingError):
                        connection.interrupt()
            try:
                yield
            finally:
                self._reading.release()
        finally:
            self._stepped_aside -= 1

    def _run(self) -> None:
        try:
            with suppress(OSError, AttributeError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
            while not self._closed.is_set():
                whole = self._look()
                if whole is not None:
                    if not whole:
                        self._damaged()
                    return
                self._closed.wait(_AGAIN)
        finally:
            self.done.set()

    def _look(self) -> bool | None:
        """Read the file; None when it could not be read to the end."""
        with self._reading:
            if self._stepped_aside:
                return None
            try:
                address = f"{self._path.resolve().as_uri()}?mode=ro"
                connection = sqlite3.connect(address, uri=True, check_same_thread=False)
                with closing(connection):
                    self._connection = connection
                    return is_whole(connection)
            except sqlite3.Error:
                return None
            finally:
                self._connection = None
