"""A bus over Redis's publish and subscribe.

Redis may freeze without breaking a connection. So the bus sends a message to its own channel every
half second, and does not count as working while these do not come back.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from .base import WAITING, BusMissing, Hear, stop

_ECHO_EVERY = 0.5
_ECHO_WITHIN = 1.5
_PAUSE = 0.5
_PATIENCE = 2.0
_ECHO = b""


def _channel(replica: str) -> str:
    return f"jupyter_interview:{replica}"


class RedisBus:
    """See :class:`.base.Bus`; ``url`` as redis-py takes it."""

    def __init__(self, url: str, log: logging.Logger) -> None:
        self._url = url
        self._log = log
        self._outbox: list[tuple[str, bytes]] = []
        self._due = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._echoed = float("-inf")
        self._worked = False

    @property
    def works(self) -> bool:
        """See :class:`.base.Bus`."""
        return time.monotonic() - self._echoed < _ECHO_WITHIN

    async def open(self, me: str, hear: Hear) -> None:
        """See :class:`.base.Bus`."""
        try:
            from redis.asyncio import Redis
            from redis.exceptions import RedisError
        except ImportError:
            raise BusMissing(
                "Redis needs an extra: pip install 'jupyter_interview[redis]'"
            ) from None
        self._failures = (RedisError, OSError, asyncio.TimeoutError)
        self._client: Any = Redis.from_url(
            self._url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=None
        )
        loop = asyncio.get_running_loop()
        self._tasks = [
            loop.create_task(self._again_and_again(self._listen, me, hear)),
            loop.create_task(self._again_and_again(self._publish, me, hear)),
        ]

    async def close(self) -> None:
        """See :class:`.base.Bus`."""
        tasks, self._tasks = self._tasks, []
        await stop(tasks)
        if tasks:
            with suppress(*self._failures):
                await self._client.aclose()

    def send(self, to: str, message: bytes, again: bool = False) -> None:
        """See :class:`.base.Bus`."""
        if len(self._outbox) < WAITING:
            self._outbox.append((_channel(to), message))
            self._due.set()

    async def _again_and_again(self, do: Any, me: str, hear: Hear) -> None:
        while True:
            doing: Coroutine[Any, Any, None] = do(me, hear)
            try:
                await doing
            except self._failures as problem:
                self._log.debug("jupyter_interview: Redis: %s", problem)
            await asyncio.sleep(_PAUSE)

    async def _listen(self, me: str, hear: Hear) -> None:
        async with self._client.pubsub(ignore_subscribe_messages=True) as heard:
            await heard.subscribe(_channel(me))
            begun = time.monotonic()
            while time.monotonic() - max(begun, self._echoed) < _PATIENCE:
                message = await heard.get_message(timeout=_PATIENCE)
                if message is None:
                    continue
                if message["data"] == _ECHO:
                    self._echoed = time.monotonic()
                    self._report()
                else:
                    hear(message["data"])

    def _report(self) -> None:
        if (works := self.works) != self._worked:
            self._worked = works
            level = logging.INFO if works else logging.WARNING
            self._log.log(level, "jupyter_interview: Redis %s", "works" if works else "is gone")

    async def _publish(self, me: str, hear: Hear) -> None:
        try:
            while True:
                self._due.clear()
                if not self._outbox:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._due.wait(), _ECHO_EVERY)
                batch, self._outbox = self._outbox, []
                async with self._client.pipeline(transaction=False) as pipe:
                    for channel, message in batch:
                        pipe.publish(channel, message)
                    pipe.publish(_channel(me), _ECHO)
                    await pipe.execute()
                self._report()
        finally:
            self._outbox.clear()
            self._report()
