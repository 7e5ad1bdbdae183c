"""How many big files are sent at the same time, to one address and to all.

A reader may take as long as it wants for a file, and guests have no login, so anybody may read.
When too many files are being sent, a request waits for its turn: a class behind one address loads
its pages in a moment.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..domain.limits import Limits


class TooManyDownloads(Exception):
    """The turn of a request did not come in time."""


class Downloads:
    """The downloads of one process."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: Counter[str] = Counter()
        self._waiting: deque[tuple[str, asyncio.Future[None]]] = deque()

    @asynccontextmanager
    async def place(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn, and keep it for the length of the context; raises TooManyDownloads."""
        if self._has_room(address) and not self._waiting:
            self._open[address] += 1
        else:
            await self._wait(address)
        try:
            yield
        finally:
            self._give_back(address)

    def _has_room(self, address: str) -> bool:
        limits = self._limits
        return (
            self._open[address] < limits.downloads_per_address
            and self._open.total() < limits.downloads
        )

    async def _wait(self, address: str) -> None:
        if len(self._waiting) >= self._limits.downloads_waiting:
            raise TooManyDownloads
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (address, turn)
        self._waiting.append(entry)
        self._call()
        try:
            async with asyncio.timeout(self._limits.stall_seconds):
                await turn
        except BaseException as problem:
            if turn.done() and not turn.cancelled():
                self._give_back(address)
            else:
                self._waiting.remove(entry)
            if isinstance(problem, TimeoutError):
                raise TooManyDownloads from None
            raise

    def _give_back(self, address: str) -> None:
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]
        self._call()

    def _call(self) -> None:
        """Give free turns to the requests that have waited longest."""
        for entry in list(self._waiting):
            address, turn = entry
            if self._has_room(address) and not turn.done():
                self._waiting.remove(entry)
                self._open[address] += 1
                turn.set_result(None)
            if self._open.total() >= self._limits.downloads:
                return
