"""Tells of which table a row of a damaged SQLite file is, by the types of its values.

The file's own description of its tables is used where it can be read, and then that of a new
database. They may differ: an upgrade adds columns behind the others. Rows from before an upgrade
are shorter than their table, because SQLite does not write them again.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import Any, NamedTuple

from .pages import StoredRow, Value

_TYPES = {"BLOB": bytes, "VARCHAR": str, "TEXT": str}
"""The types of values by the types of columns; all others are numbers."""


class _Column(NamedTuple):
    name: str
    kind: type
    may_be_null: bool
    may_be_missing: bool

    def takes(self, value: Value) -> bool:
        return self.may_be_null if value is None else isinstance(value, self.kind)


class Shape(NamedTuple):
    """The columns of a table, in the order in which its rows have their values."""

    table: str
    columns: tuple[_Column, ...]

    def row(self, stored: StoredRow) -> dict[str, Any] | None:
        """The values by the names of their columns; None if the row is of another shape."""
        values, columns = stored.values, self.columns
        if len(values) > len(columns) or not all(
            column.may_be_missing for column in columns[len(values) :]
        ):
            return None
        if columns[0].name == "nr":
            # The number of a row is not in its record, where NULL stands in its place.
            if stored.number is None or values[:1] != (None,):
                return None
            values, columns = values[1:], columns[1:]
        pairs = list(zip(columns, values, strict=False))
        if not all(column.takes(value) for column, value in pairs):
            return None
        return {column.name: value for column, value in pairs}

    @property
    def needed(self) -> set[str]:
        return {column.name for column in self.columns if not column.may_be_missing}


def shapes_of(
    tables: Sequence[str], rows: Iterable[StoredRow], database: sqlite3.Connection
) -> list[Shape]:
    """The shapes of these tables, as the rows of a file describe them and as a database has
    them."""
    told = [row.values for row in rows if len(row.values) == 5 and row.values[0] == "table"]
    shapes: list[Shape] = []
    for table in tables:
        [now] = _shape(table, database)
        statements = dict.fromkeys(str(sql) for _, name, _, _, sql in told if name == table)
        before = [shape for sql in statements for shape in _described(table, sql)]
        shapes += [one for one in before if now.needed <= {name for name, *_ in one.columns}]
        shapes.append(now)
    return shapes


def _described(table: str, statement: str) -> Iterator[Shape]:
    with closing(sqlite3.connect(":memory:")) as empty, suppress(sqlite3.Error):
        empty.execute(statement)
        yield from _shape(table, empty)


def _shape(table: str, database: sqlite3.Connection) -> Iterator[Shape]:
    columns = tuple(
        _Column(name, _TYPES.get(kind, int), not needed, default is not None or not needed)
        for _, name, kind, needed, default, _ in database.execute(f'PRAGMA table_info("{table}")')
    )
    if columns:
        yield Shape(table, columns)
