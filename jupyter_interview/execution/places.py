"""How many programs run at once: some per server, one per session, and a few that wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits


class Places:
    """Whoever has a place may run a program when it is its turn."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.server_runs_at_once + limits.server_run_queue
        self._free = asyncio.Semaphore(limits.server_runs_at_once)
        self._sessions: dict[str, asyncio.Lock] = {}
        self._taken = 0

    def reserve(self, session_id: str) -> "Place":
        """A place, to be given back; raises ``rate_limited`` when too many wait already."""
        if self._taken >= self._most:
            raise InterviewError(
                ErrorCode.RATE_LIMITED, "Too many runs wait for this server; try again in a while."
            )
        self._taken += 1
        return Place(self, session_id)

    @asynccontextmanager
    async def turn(self, session_id: str) -> AsyncIterator[None]:
        """Wait for one's turn."""
        own = self._sessions.setdefault(session_id, asyncio.Lock())
        # First the own session's turn: who waits for it takes no place from others.
        async with own, self._free:
            yield

    def leave(self, session_id: str) -> None:
        """Somebody has gone, whether it came to their turn or not."""
        self._taken -= 1
        own = self._sessions.get(session_id)
        if own is not None and not own.locked():
            self._sessions.pop(session_id)


class Place:
    """One place in the queue of one server."""

    def __init__(self, places: Places, session_id: str) -> None:
        self._places = places
        self._session_id = session_id
        self._given_back = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn; after it the place is given back."""
        try:
            async with self._places.turn(self._session_id):
                yield
        finally:
            self.give_back()

    def give_back(self) -> None:
        if not self._given_back:
            self._given_back = True
            self._places.leave(self._session_id)
