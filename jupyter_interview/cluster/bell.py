"""A doorbell between servers, over PostgreSQL's notifications or Redis.

It says only that something has changed in the table of servers: one came, one left, or the sessions
of a dead one were taken over. Who hears it looks into the database, which is the truth. Everybody
looks there every second anyway, so a bell that is lost, or that cannot be rung, is a delay.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol

CHANNEL = "jupyter_interview_bell"
_ALIVE_EVERY = 1.0
"""Seconds between two checks whether the connection works."""
_PAUSE = 0.5
_PATIENCE = 3.0

Rung = Callable[[], None]


class BellMissing(Exception):
    """What a bell needs is not installed; the sentence says what to install."""


class Bell(Protocol):
    """Rings at all servers."""

    async def open(self, rung: Rung) -> None:
        """Begin, and call ``rung`` each time; failures are retried. Raises BellMissing."""

    async def close(self) -> None:
        """Stop."""

    def ring(self) -> None:
        """Ring at every server, this one included, if the bell works."""


class _Ringer:
    """Rings when it is asked to, and otherwise checks from time to time that it could."""

    name = ""

    def __init__(self, url: str, log: logging.Logger) -> None:
        self._url = url
        self._log = log
        self._due = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._works = False

    def ring(self) -> None:
        """See :class:`Bell`."""
        self._due.set()

    async def close(self) -> None:
        """See :class:`Bell`."""
        tasks, self._tasks = self._tasks, []
        left = set(tasks)
        while left:
            # A driver in trouble may swallow a cancellation.
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=0.5)

    def _begin(self, *doing: Coroutine[Any, Any, None]) -> None:
        self._tasks = [asyncio.get_running_loop().create_task(one) for one in doing]

    async def _asked(self) -> bool:
        """Wait until the bell shall ring, or the connection be checked."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._due.wait(), _ALIVE_EVERY)
        asked = self._due.is_set()
        self._due.clear()
        return asked

    def _report(self, works: bool) -> None:
        if works != self._works:
            self._works = works
            level = logging.INFO if works else logging.WARNING
            words = "works" if works else "is gone"
            self._log.log(level, "jupyter_interview: %s %s", self.name, words)


class PostgresBell(_Ringer):
    """A bell over LISTEN and NOTIFY, on a connection of its own; ``url`` as asyncpg takes it."""

    name = "the bell over PostgreSQL"

    async def open(self, rung: Rung) -> None:
        """See :class:`Bell`."""
        try:
            import asyncpg  # type: ignore[import-untyped]
        except ImportError:
            raise BellMissing(
                "PostgreSQL needs an extra: pip install 'jupyter_interview[postgres]'"
            ) from None
        self._begin(self._live(asyncpg, rung))

    async def _live(self, asyncpg: Any, rung: Rung) -> None:
        while True:
            with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await self._converse(asyncpg, rung)
            self._report(False)
            await asyncio.sleep(_PAUSE)

    async def _converse(self, asyncpg: Any, rung: Rung) -> None:
        connection = await asyncpg.connect(self._url, timeout=_PATIENCE, command_timeout=_PATIENCE)
        try:
            await connection.add_listener(CHANNEL, lambda *heard: rung())
            self._report(True)
            while True:
                await connection.execute(f"NOTIFY {CHANNEL}" if await self._asked() else "SELECT 1")
        finally:
            connection.terminate()


class RedisBell(_Ringer):
    """A bell over publish and subscribe; ``url`` as redis-py takes it.

    Redis may freeze without breaking a connection, so the bell does not count as working while
    commands are not answered.
    """

    name = "Redis"

    async def open(self, rung: Rung) -> None:
        """See :class:`Bell`."""
        try:
            from redis.asyncio import Redis
            from redis.exceptions import RedisError
        except ImportError:
            raise BellMissing(
                "Redis needs an extra: pip install 'jupyter_interview[redis]'"
            ) from None
        self._failures = (RedisError, OSError, asyncio.TimeoutError)
        self._client: Any = Redis.from_url(
            self._url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=None
        )
        self._begin(self._listen(rung), self._publish())

    async def close(self) -> None:
        """See :class:`Bell`."""
        opened = bool(self._tasks)
        await super().close()
        if opened:
            with suppress(*self._failures):
                await self._client.aclose()

    async def _listen(self, rung: Rung) -> None:
        while True:
            with suppress(*self._failures):
                async with self._client.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(CHANNEL)
                    while True:
                        if await heard.get_message(timeout=_PATIENCE) is not None:
                            rung()
            await asyncio.sleep(_PAUSE)

    async def _publish(self) -> None:
        while True:
            with suppress(*self._failures):
                while True:
                    if await self._asked():
                        await self._client.publish(CHANNEL, b"")
                    else:
                        await self._client.ping()
                    self._report(True)
            self._report(False)
            await asyncio.sleep(_PAUSE)
