"""Removes what is left of deleted sessions in slices, so that nobody waits long for the writer.

A deletion marks the session in one small step: its title and owner are overwritten, and its people
and links are removed. From then on no query finds it, also after a crash. The texts, the log and
the remarks, which may be long, are removed afterwards, a slice in each transaction, and the row of
the session at last.
"""

from collections.abc import Sequence, Set

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    exists,
    func,
    select,
    update,
)

from ..domain.records import SessionRecord
from . import tables
from .base import MISFIT, Change, Deletion, StoreError
from .listing import GONE

SLICE_ROWS = 1000
SLICE_BYTES = 512 * 1024
"""A slice ends with the row that makes it larger than this."""

_SMALL = (tables.participant, tables.invite, tables.client, tables.creation)


def demand_there(gone: Set[str], changes: Sequence[Change]) -> None:
    """Refuse changes that would be added to a session after its deletion."""
    if not gone and not any(isinstance(change, Deletion) for change in changes):
        return
    deleted = set(gone)
    for change in changes:
        session_id = change.id if isinstance(change, SessionRecord) else change.session_id
        if isinstance(change, Deletion):
            deleted.add(session_id)
        elif session_id in deleted:
            raise StoreError(MISFIT)


def is_gone(session_id: str) -> "ColumnElement[bool]":
    """Whether a session was deleted and is not cleared yet."""
    session = tables.session.c
    return exists().where(session.id == session_id, session.state == GONE)


def mark(connection: Connection, session_id: str) -> None:
    """Mark sessions as deleted, so that no query finds them."""
    for table in _SMALL:
        connection.execute(delete(table).where(table.c.session_id == session_id))
    connection.execute(
        update(tables.session)
        .where(tables.session.c.id == session_id)
        .values(
            state=GONE,
            title="",
            title_folded="",
            title_key=None,
            created_by="",
            group=None,
            ended_us=None,
            released_us=None,
            held_us=None,
        )
    )


def clear(connection: Connection, logs: Sequence[Table], session_id: str | None) -> bool | None:
    """Remove a slice of this session or of any; answers whether there is more, or None if there
    was nothing."""
    gone = select(tables.session.c.id).where(tables.session.c.state == GONE).limit(1)
    if session_id is not None:
        gone = gone.where(tables.session.c.id == session_id)
    found = connection.scalar(gone)
    if found is None:
        return None
    if _slice_of_snapshots(connection, found):
        return True
    if any(_slice(connection, log, found, "seq") for log in logs):
        return True
    if _slice(connection, tables.remark, found, "nr"):
        return True
    connection.execute(delete(tables.session).where(tables.session.c.id == found))
    return session_id is None


def _slice_of_snapshots(connection: Connection, session_id: str) -> bool:
    """Remove a slice of snapshots; answers whether there was one."""
    snapshot = tables.snapshot.c
    newest = select(func.max(snapshot.seq)).where(snapshot.session_id == session_id)
    gone = delete(tables.snapshot).where(
        snapshot.session_id == session_id, snapshot.seq == newest.scalar_subquery()
    )
    return connection.execute(gone).rowcount > 0


def _slice(connection: Connection, table: Table, session_id: str, order: str) -> bool:
    """Remove a slice of the rows of a table with payloads; answers whether there was one."""
    number = table.c[order]
    rows = connection.execute(
        select(number, func.length(table.c.payload))
        .where(table.c.session_id == session_id)
        .order_by(number)
        .limit(SLICE_ROWS)
    )
    last, size = None, 0
    for at, length in rows:
        last, size = at, size + length
        if size >= SLICE_BYTES:
            break
    rows.close()
    if last is None:
        return False
    connection.execute(delete(table).where(table.c.session_id == session_id, number <= last))
    return True
