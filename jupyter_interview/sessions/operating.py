"""What an operator does with stored interviews by the command line, beside the servers."""

import logging
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from msgspec import to_builtins

from ..contract.session import Audience, Command
from ..domain.actor import SHARED, Actor
from ..domain.clock import SystemClock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.records import SessionRecord
from ..domain.roles import HOSTS, Role
from ..readers.exporters.recorded import row, table
from ..readers.exporters.taken import Taken
from ..remarks.sheets import told
from ..store.base import Deletion, Store
from .registry import Registry

_OPERATOR = Actor(Role.OWNER)
"""Whoever may write the database may do what an owner may."""


class HeldStore(Store, Protocol):
    """A store that knows whether a server has a session."""

    async def is_held(self, session_id: str) -> bool:
        """Whether a server holds this session now; raises StoreError."""


async def take_away(
    store: HeldStore,
    session_id: str,
    form: str,
    log: logging.Logger,
    url: str | None = None,
    audience: Audience = Audience.HOSTS,
    host: str | None = None,
) -> Taken:
    """A stored session in one of the formats of ``EXPORTERS`` or ``RECORDED``; raises
    ``not_found``.

    A run that a server has not ended goes on if one holds the session. A report has the notes and
    scores that this ``host`` may read.
    """
    registry = Registry(store, SystemClock(), Limits(), 0, log)
    try:
        is_held = await store.is_held(session_id)
        remarks = None if host is None else await _remarks(store, session_id, host)
        return await registry.take_away(session_id, form, is_held, url, audience, remarks)
    finally:
        await registry.close()


async def table_of(
    store: Store,
    session_ids: Iterable[str],
    log: logging.Logger,
    url: str | None = None,
    audience: Audience = Audience.HOSTS,
    host: str | None = None,
) -> bytes:
    """Stored sessions as a table, a row for each, with the notes and scores that this ``host`` may
    read; raises ``not_found``."""
    registry, rows = Registry(store, SystemClock(), Limits(), 0, log), []
    try:
        for one in session_ids:
            source = await registry.source(one, url, audience)
            remarks = None if host is None else await _remarks(store, one, host)
            rows.append(row(replace(source, remarks=remarks)))
    finally:
        await registry.close()
    return table(rows, host is not None)


async def recordings_of(
    store: Store, session_ids: Iterable[str], log: logging.Logger
) -> list[bytes]:
    """The recordings of stored sessions for hosts, compressed; raises ``not_found``."""
    registry = Registry(store, SystemClock(), Limits(), 0, log)
    try:
        return [(await registry.recording(one)).content for one in session_ids]
    finally:
        await registry.close()


async def _remarks(store: Store, session_id: str, host: str) -> dict[str, Any]:
    """The contract's ``Remarks`` that a host may read, whom an identity or an id in the session
    names; raises ``forbidden`` of anybody else. What they may not read the store does not answer
    with."""
    data = await store.load(session_id)
    if data is None:
        raise InterviewError(ErrorCode.NOT_FOUND, "There is no such interview.")
    hosts = [one for one in data.participants if one.role in HOSTS]
    record = next((one for one in hosts if host in (one.id, one.identity)), None)
    if record is None and host != data.session.created_by:
        raise InterviewError(ErrorCode.FORBIDDEN, f"{host} is no host of {session_id}.")
    author = f"of {host}"
    if record is not None and record.id == host:
        of_many = record.identity is None or record.identity == SHARED
        author = record.id if of_many else f"of {record.identity}"
    records = await store.remarks(session_id, author)
    told_now = told(author, "" if record is None else record.name, records, ())
    return dict(to_builtins(told_now))


async def perform(
    store: Store,
    session_ids: Iterable[str],
    wish: Callable[[SessionRecord], Command],
    log: logging.Logger,
) -> AsyncGenerator[tuple[str, InterviewError | None], None]:
    """Do with each session what is wished for it, as its owner would. No server may use the store.

    Tells of each session when it is stored, or why it was refused, which keeps nothing from the
    others. Raises StoreError, as nothing more can be stored then.
    """
    registry = Registry(store, SystemClock(), Limits(), 0, log)
    try:
        for session_id in session_ids:
            try:
                async with registry.room(session_id) as room:
                    await room.perform(_OPERATOR, wish(room.core.session)).wait()
            except InterviewError as refusal:
                yield session_id, refusal
            else:
                yield session_id, None
    finally:
        await registry.close()


async def delete(store: Store, sessions: Sequence[SessionRecord]) -> None:
    """Delete sessions; returns when nothing of them is left. No server may use the store.

    Raises ``held`` if one of them is on hold, and then deletes none.
    """
    if held := [session.id for session in sessions if session.held_us is not None]:
        sentence = f"On hold, so nothing is deleted: {' '.join(held)}. Take the hold away first."
        raise InterviewError(ErrorCode.HELD, sentence)
    for session in sessions:
        await store.commit([Deletion(session.id)])
        while await store.clear(session.id):
            pass
