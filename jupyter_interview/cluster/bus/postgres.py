"""A bus over PostgreSQL's LISTEN and NOTIFY, on a connection of its own.

Notifications are text of less than 8,000 bytes, so messages are sent in base64. PostgreSQL stores
none of them, so they need no disk.
"""

import asyncio
import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from .base import WAITING, BusMissing, Hear, stop

_PAUSE = 0.5
_PATIENCE = 3.0
_SEND = "SELECT pg_notify(c, p) FROM unnest($1::text[], $2::text[]) AS m(c, p)"
_ALIVE_EVERY = 1.0


def _channel(replica: str) -> str:
    return f"interview_{replica}"


class PostgresBus:
    """See :class:`.base.Bus`; ``url`` as asyncpg takes it."""

    def __init__(self, url: str, log: logging.Logger) -> None:
        self._url = url
        self._log = log
        self._outbox: list[tuple[str, bytes]] = []
        self._due = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._connected = False

    @property
    def works(self) -> bool:
        """See :class:`.base.Bus`."""
        return self._connected

    async def open(self, me: str, hear: Hear) -> None:
        """See :class:`.base.Bus`."""
        try:
            import asyncpg  # type: ignore[import-untyped]
        except ImportError:
            raise BusMissing(
                "PostgreSQL needs an extra: pip install 'jupyter_interview[postgres]'"
            ) from None
        connect: Callable[..., Any] = asyncpg.connect
        failures = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
        self._task = asyncio.get_running_loop().create_task(self._live(connect, failures, me, hear))

    async def close(self) -> None:
        """See :class:`.base.Bus`."""
        task, self._task = self._task, None
        if task is not None:
            await stop([task])

    def send(self, to: str, message: bytes, again: bool = False) -> None:
        """See :class:`.base.Bus`."""
        if len(self._outbox) < WAITING:
            self._outbox.append((to, message))
            self._due.set()

    async def _live(
        self,
        connect: Callable[..., Any],
        failures: tuple[type[Exception], ...],
        me: str,
        hear: Hear,
    ) -> None:
        while True:
            try:
                await self._converse(connect, me, hear)
            except failures as problem:
                if self._connected:
                    self._log.warning("jupyter_interview: the PostgreSQL bus is gone: %s", problem)
            self._connected = False
            self._outbox.clear()
            await asyncio.sleep(_PAUSE)

    async def _converse(self, connect: Callable[..., Any], me: str, hear: Hear) -> None:
        connection = await connect(self._url, timeout=_PATIENCE, command_timeout=_PATIENCE)
        try:
            channel = _channel(me)
            await connection.add_listener(channel, lambda *heard: hear(b64decode(heard[3])))
            self._connected = True
            while True:
                self._due.clear()
                if not self._outbox:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._due.wait(), _ALIVE_EVERY)
                batch, self._outbox = self._outbox, []
                channels = [_channel(to) for to, _ in batch]
                await connection.execute(
                    _SEND, channels, [b64encode(message).decode() for _, message in batch]
                )
        finally:
            connection.terminate()
