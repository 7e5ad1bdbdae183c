"""Brings a database to the schema of this version, or says that it cannot.

A newer schema is left alone: an older program would write rows that the newer one misreads.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    bindparam,
    column,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.schema import CreateColumn

from ..domain.settings import Settings
from . import tables
from .base import StoreError
from .listing import fill, fill_places
from .tables import meta, metadata

SCHEMA_VERSION = 11

_session, _person, _log = tables.session.c, tables.participant.c, tables.log.c
ADDED: dict[int, tuple[Column[object], ...]] = {
    2: (_person.admitted, _log.made_us),
    3: (_session.group, _person.hand_us),
    4: (_session.title_folded, _person.name_folded, _person.member_us),
    5: (),
    6: (_session.settings, _person.taken_off, tables.invite.c.label),
    7: (),
    8: (_person.ways,),
    9: (
        _session.title_key,
        _session.active_us,
        _person.member_active_us,
        _person.member_title_key,
    ),
    10: (),
    11: (_session.copied_from, _session.released_us, _session.held_us),
}
"""The columns that each version added. That of version 5 is in a table that only PostgreSQL has
(:mod:`.replicas`); versions 6, 7 and 10 added a table, too."""
GATHERED = ("lobby", "editing_locked", "runs_locked", "shows_values")
"""The columns that settings had before version 6, added by version 2 and, the last one, 4."""


def migrate(
    connection: Connection,
    upgrade: str | None = None,
    settle: Callable[[Connection], object] = lambda connection: None,
) -> int:
    """Make the tables in an empty database, or add what an older one lacks.

    Answers with the version that was there, or 0 for an empty database. Raises :class:`StoreError`
    for a database that does not fit. If ``upgrade`` is given, an older one does not fit either, and
    the sentence names this command. ``settle`` puts into the tables what an older one keeps
    elsewhere, before new columns are filled from them. Everything happens in the caller's
    transaction, so the database gets the whole schema or nothing.
    """
    names = inspect(connection).get_table_names()
    if not names:
        metadata.create_all(connection)
        connection.execute(insert(meta).values(schema_version=SCHEMA_VERSION))
        return 0
    version = connection.scalar(select(meta.c.schema_version)) if meta.name in names else None
    if version is None:
        raise StoreError("This database holds something other than interviews.")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"These interviews were stored by a newer version of jupyter_interview (schema"
            f" {version}, this version reads up to {SCHEMA_VERSION}). Upgrade jupyter_interview."
        )
    if version < SCHEMA_VERSION and upgrade is not None:
        raise StoreError(
            f"These interviews were stored by an older version of jupyter_interview (schema"
            f" {version}, this version needs {SCHEMA_VERSION}). Stop all servers, make a backup,"
            f" and run: {upgrade}"
        )
    for step in range(version + 1, SCHEMA_VERSION + 1):
        for added in ADDED[step]:
            _add(connection, added)
    if version < SCHEMA_VERSION:
        settle(connection)
    if version < 4:
        tables.shown.create(connection, checkfirst=True)
        fill(connection)
    if version < 6:
        _gather_settings(connection)
        tables.creation.create(connection, checkfirst=True)
    if version < 7:
        tables.account.create(connection, checkfirst=True)
    if version < 9:
        fill_places(connection)
        for index in tables.INDEXES:
            index.create(connection, checkfirst=True)
    if version < 10:
        tables.remark.create(connection, checkfirst=True)
    if version < SCHEMA_VERSION:
        connection.execute(update(meta).values(schema_version=SCHEMA_VERSION))
    return int(version)


def demand_current(connection: Connection, upgrade: str) -> None:
    """Raise :class:`StoreError` for a database without the schema of this version; change
    nothing."""
    if not inspect(connection).get_table_names():
        raise StoreError("There are no interviews in this database.")
    migrate(connection, upgrade)


def _gather_settings(connection: Connection) -> None:
    """Read settings from their columns, which stay: not every SQLite can drop one."""
    there = {found["name"] for found in inspect(connection).get_columns(tables.session.name)}
    names = [name for name in GATHERED if name in there]
    columns = [column(name, Boolean) for name in names]
    rows = connection.execute(select(_session.nr, *columns).select_from(tables.session))
    values = [
        {"of_nr": nr, "gathered": gathered(dict(zip(names, row, strict=True)))} for nr, *row in rows
    ]
    changed = [value for value in values if value["gathered"] != Settings()]
    if changed:
        statement = update(tables.session).where(_session.nr == bindparam("of_nr"))
        connection.execute(statement.values(settings=bindparam("gathered")), changed)


def gathered(row: Mapping[str, Any]) -> Settings:
    """The settings of a row that has columns for them, which may not be all."""
    found: dict[str, Any] = {name: bool(row[name]) for name in GATHERED if name in row}
    return replace(Settings(), **found)


def _add(connection: Connection, added: "Column[object]") -> None:
    preparer = connection.dialect.identifier_preparer
    table = preparer.format_table(added.table)
    what = CreateColumn(added).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {what}")
