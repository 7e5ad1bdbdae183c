"""Brings a database to the schema of this version, or says that it cannot.

A newer schema is left alone: an older program would write rows that the newer one misreads.
"""

from sqlalchemy import Column, Connection, insert, inspect, select, update
from sqlalchemy.schema import CreateColumn

from . import tables
from .base import StoreError
from .listing import fill
from .tables import meta, metadata

SCHEMA_VERSION = 6

_session, _person, _log = tables.session.c, tables.participant.c, tables.log.c
ADDED: dict[int, tuple[Column[object], ...]] = {
    2: (
        _session.lobby,
        _session.editing_locked,
        _session.runs_locked,
        _person.admitted,
        _log.made_us,
    ),
    3: (_session.group, _person.hand_us),
    4: (
        _session.title_folded,
        _person.name_folded,
        _person.member_us,
        _session.shows_values,
    ),
    5: (),
    6: (),
}
"""The columns that each version added. That of version 5 is in a table that only PostgreSQL has
(:mod:`.replicas`); version 6 added a table."""


def migrate(connection: Connection, upgrade: str | None = None) -> int:
    """Make the tables in an empty database, or add what an older one lacks.

    Answers with the version that was there, or 0 for an empty database. Raises :class:`StoreError`
    for a database that does not fit. If ``upgrade`` is given, an older one does not fit either, and
    the sentence names this command. Everything happens in the caller's transaction, so the database
    gets the whole schema or nothing.
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
        for column in ADDED[step]:
            _add(connection, column)
    if version < 4:
        tables.shown.create(connection, checkfirst=True)
        fill(connection)
        for index in tables.INDEXES:
            index.create(connection, checkfirst=True)
    if version < 6:
        tables.creation.create(connection, checkfirst=True)
    if version < SCHEMA_VERSION:
        connection.execute(update(meta).values(schema_version=SCHEMA_VERSION))
    return int(version)


def _add(connection: Connection, column: "Column[object]") -> None:
    preparer = connection.dialect.identifier_preparer
    table = preparer.format_table(column.table)
    what = CreateColumn(column).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {what}")
