"""A table of the newest entries of all sessions in SQLite, in the order in which they came.

The log is sorted by session, so that the entries of one session are together in the file. Adding to
it costs a page for each session in which somebody types: half a mebibyte for a few kibibytes of
typing. So an entry is first appended to this table, where a commit costs a page or two, and moved
into the log later, together with many others. Reading the log reads both.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, select, union_all
from sqlalchemy.schema import ForeignKeyConstraint

from .tables import log, session

MANY = 4096
"""The number of entries that are moved together."""

TAIL = Table(
    "log_tail",
    MetaData(),
    Column("nr", Integer, primary_key=True),
    *(Column(column.name, column.type, nullable=column.nullable) for column in log.c),
    ForeignKeyConstraint(["session_id"], [session.c.id], ondelete="CASCADE"),
)
_NAMES = [column.name for column in log.c]
_LISTED = ", ".join(_NAMES)
_ADD = "INSERT INTO {table} ({names}) VALUES ({values})"
_VALUES = ", ".join("?" for _ in _NAMES)
ADD_TO_TAIL = _ADD.format(table=TAIL.name, names=_LISTED, values=_VALUES)
ADD_TO_LOG = _ADD.format(table=log.name, names=_LISTED, values=_VALUES)

ENTRIES = union_all(
    select(*log.c), select(*(column for column in TAIL.c if column.name != "nr"))
).subquery("entry")
"""The whole log as it is read."""

NEWEST = (
    select(TAIL.c.session_id, func.max(TAIL.c.seq).label("seq"))
    .group_by(TAIL.c.session_id)
    .subquery("newest")
)
"""The last entry of each session in this table; its entries in the log are older."""


class WriteAhead:
    """What is known of the table. Every method is called in a transaction of the thread that
    writes.

    Only entries that follow everything of their session are added here. For all others the key of
    the log makes sure that no entry is written twice.
    """

    def __init__(self) -> None:
        self._count = 0
        self._heads: dict[str, int] = {}
        self._known = False

    @property
    def many(self) -> bool:
        """Whether it is time to :meth:`move`."""
        return self._count >= MANY

    def begin(self, connection: Connection) -> None:
        """Move what a killed process has left, and begin with an empty table."""
        self.end(connection)
        TAIL.create(connection)

    def end(self, connection: Connection) -> None:
        """Move everything, so that the file has its whole log in one table."""
        driver = driver_of(connection)
        columns = [row[1] for row in driver.execute(f"PRAGMA table_info({TAIL.name})")]
        if columns:
            # The table of an older version has fewer columns.
            self._move(driver, ", ".join(name for name in _NAMES if name in columns))
            TAIL.drop(connection)

    def add(self, connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Add entries, as rows of the log."""
        driver = driver_of(connection)
        if not self._known:
            self.move(connection)
        if all([self._follows(driver, row[0], row[1]) for row in rows]):
            driver.executemany(ADD_TO_TAIL, rows)
            self._count += len(rows)
        else:
            self.move(connection)
            driver.executemany(ADD_TO_LOG, rows)

    def move(self, connection: Connection) -> None:
        """Move all entries into the log."""
        self._move(driver_of(connection), _LISTED)

    def forget(self) -> None:
        """Forget what is known: a transaction has failed, and the table may have other entries."""
        self._known = False

    def _follows(self, driver: sqlite3.Connection, session_id: str, seq: int) -> bool:
        head = self._heads.get(session_id)
        if head is None:
            query = f"SELECT coalesce(max(seq), 0) FROM {log.name} WHERE session_id = ?"
            [head] = driver.execute(query, (session_id,)).fetchone()
        self._heads[session_id] = max(seq, head)
        return seq > head

    def _move(self, driver: sqlite3.Connection, names: str) -> None:
        driver.execute(
            f"INSERT INTO {log.name} ({names})"
            f" SELECT {names} FROM {TAIL.name} ORDER BY session_id, seq"
        )
        driver.execute(f"DELETE FROM {TAIL.name}")
        self._heads.clear()
        self._count, self._known = 0, True


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The connection of Python's driver; SQLAlchemy does not wrap its errors."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
