"""What an operator does with stored interviews by the command line, beside the servers."""

import logging
from collections.abc import Iterable
from typing import Protocol

from ..contract.session import Audience, Command
from ..domain.actor import Actor
from ..domain.clock import SystemClock
from ..domain.limits import Limits
from ..domain.roles import Role
from ..readers.exporters.recorded import row, table
from ..readers.exporters.taken import Taken
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
) -> Taken:
    """A stored session in one of the formats of ``EXPORTERS`` or ``RECORDED``; raises
    ``not_found``.

    A run that a server has not ended goes on if one holds the session.
    """
    registry = Registry(store, SystemClock(), Limits(), 0, log)
    try:
        is_held = await store.is_held(session_id)
        return await registry.take_away(session_id, form, is_held, url, audience)
    finally:
        await registry.close()


async def table_of(
    store: Store,
    session_ids: Iterable[str],
    log: logging.Logger,
    url: str | None = None,
    audience: Audience = Audience.HOSTS,
) -> bytes:
    """Stored sessions as a table, a row for each; raises ``not_found``."""
    registry = Registry(store, SystemClock(), Limits(), 0, log)
    try:
        rows = [row(await registry.source(one, url, audience)) for one in session_ids]
    finally:
        await registry.close()
    return table(rows)


async def perform(
    store: Store, session_ids: Iterable[str], command: Command, log: logging.Logger
) -> None:
    """Do this with sessions as their owner would; raises the refusal. No server may use the
    store."""
    registry = Registry(store, SystemClock(), Limits(), 0, log)
    try:
        for session_id in session_ids:
            async with registry.room(session_id) as room:
                await room.perform(_OPERATOR, command).wait()
    finally:
        await registry.close()


async def delete(store: Store, session_ids: Iterable[str]) -> None:
    """Delete sessions; returns when nothing of them is left. No server may use the store."""
    for session_id in session_ids:
        await store.commit([Deletion(session_id)])
        while await store.clear(session_id):
            pass
