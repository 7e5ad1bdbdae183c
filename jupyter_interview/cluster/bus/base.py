"""What carries messages between replicas.

A bus promises little: a message arrives or not, perhaps twice, perhaps after a later one, and
whoever can reach the bus can send one. :mod:`.streams` makes of it what a connection needs. No bus
ever holds the truth; that is the database.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

LARGEST = 5_900
"""Bytes of a message that every bus takes."""
WAITING = 2_000
"""Messages that wait to be sent; more are dropped, like those that a network loses."""

Hear = Callable[[bytes], None]


class BusMissing(Exception):
    """What a bus needs is not installed; the sentence says what to install."""


class Bus(Protocol):
    """One replica's access to the others, by their ids."""

    @property
    def works(self) -> bool:
        """Whether a message sent now will probably arrive."""

    async def open(self, me: str, hear: Hear) -> None:
        """Begin, and call ``hear`` with what comes for ``me``; trouble is waited out."""

    async def close(self) -> None:
        """End; what was not sent is lost."""

    def send(self, to: str, message: bytes, again: bool = False) -> None:
        """Send without waiting; ``again``: an earlier try has probably been lost."""


async def stop(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancel tasks until they have ended: a driver in trouble may swallow a cancellation."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=0.5)
