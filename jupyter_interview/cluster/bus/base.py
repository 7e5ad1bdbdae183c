"""A bus carries messages between servers.

A bus promises little. A message arrives or does not, perhaps twice, perhaps after a later one, and
everything that can reach the bus can send one. :mod:`.streams` builds reliable connections on it.
No bus is ever the truth; the database is.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

LARGEST = 5_900
"""The size in bytes that every bus accepts for a message."""
WAITING = 2_000
"""How many messages may wait to be sent; more are dropped, as a network would."""

Hear = Callable[[bytes], None]


class BusMissing(Exception):
    """What a bus needs is not installed; the sentence says what to install."""


class Bus(Protocol):
    """The access of one server to the others, by their ids."""

    @property
    def works(self) -> bool:
        """Whether a message that is sent now will probably arrive."""

    async def open(self, me: str, hear: Hear) -> None:
        """Begin, and call ``hear`` with each message for ``me``; failures are retried."""

    async def close(self) -> None:
        """Stop. Messages that were not sent are lost."""

    def send(self, to: str, message: bytes, again: bool = False) -> None:
        """Send without waiting; ``again`` if an earlier try was probably lost."""


async def stop(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancel tasks until they have ended: a driver in trouble may swallow a cancellation."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=0.5)
