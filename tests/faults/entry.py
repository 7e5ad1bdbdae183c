"""A real Jupyter server, started so that a test can choose the moment of its death.

``python -m tests.faults.entry [POINT N] -- …``: after the signal USR2 it kills itself in the N-th
commit from then on that writes to a log. Nothing of this is in the product. The points:

``begun``      its transaction is open, nothing is written
``written``    its rows are written, not committed
``committing`` the very moment before COMMIT
``committed``  it is on disk, and nobody has been told
``moved``      what waited behind the log is in its place, not committed; the next time that happens

Entries are moved to their places in the log after a few of them, instead of thousands.
"""

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, event

from jupyter_interview.domain.records import LogEntry
from jupyter_interview.store import write_ahead
from jupyter_interview.store.base import Change
from jupyter_interview.store.sqlite import SqliteStore

POINTS = ("begun", "written", "committing", "committed", "moved")
FEW = 8


class Fate:
    """Counts commits, and ends the process at its point of the chosen one."""

    def __init__(self, point: str, number: int) -> None:
        self._point = point
        self._left = number
        self._armed = False
        self._writing = False
        commit = SqliteStore.commit

        async def watched(store: SqliteStore, changes: Sequence[Change]) -> None:
            self._writing = any(isinstance(change, LogEntry) for change in changes)
            self._left -= self._writing and self._armed
            await commit(store, changes)
            self._at("committed")
            self._writing = False

        SqliteStore.commit = watched  # type: ignore[method-assign]
        event.listen(Engine, "before_cursor_execute", self._before)
        add = SqliteStore._add_to_log

        def watched_add(store: SqliteStore, connection: Any, rows: Any) -> None:
            self._at("begun")
            add(store, connection, rows)
            self._at("written")

        SqliteStore._add_to_log = watched_add  # type: ignore[method-assign]
        event.listen(Engine, "commit", lambda _: self._at("committing"))
        move = write_ahead.WriteAhead.move

        def watched_move(waiting: write_ahead.WriteAhead, connection: Any) -> None:
            move(waiting, connection)
            if self._point == "moved" and self._left <= 0 and self._armed:
                self._end()

        write_ahead.WriteAhead.move = watched_move  # type: ignore[method-assign]
        signal.signal(signal.SIGUSR2, self._arm)

    def _arm(self, *_: Any) -> None:
        self._armed = True

    def _before(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT"):
            self._at("begun")

    def _at(self, point: str) -> None:
        if point == self._point and self._writing and self._left == 0 and self._armed:
            self._end()

    def _end(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def run(before: Sequence[str]) -> None:
    """Start the server; jsonschema's check of IRIs, which nothing asks for, costs two seconds."""
    write_ahead.MANY = FEW
    if before:
        Fate(before[0], int(before[1]))
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from jupyter_server.serverapp import main

    main()


if __name__ == "__main__":
    dashes = sys.argv.index("--")
    fate, sys.argv[1:] = sys.argv[1:dashes], sys.argv[dashes + 1 :]
    run(fate)
