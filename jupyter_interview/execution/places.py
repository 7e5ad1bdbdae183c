"""How many programs run at once: some per server, one per session, and a few that wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits


class Places:
    """Whoever has a place may run a program."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.server_runs_at_once + limits.server_run_queue
        self._free = asyncio.Semaphore(limits.server_runs_at_once)
        self._sessions: dict[str, asyncio.Lock] = {}
        self._taken = 0

    @asynccontextmanager
    async def place(self, session_id: str) -> AsyncIterator[None]:
        """Wait for a place, in turn; raises ``rate_limited`` when too many wait already."""
        if self._taken >= self._most:
            raise InterviewError(
                ErrorCode.RATE_LIMITED, "Too many runs wait for this server; try again in a while."
            )
        self._taken += 1
        turn = self._sessions.setdefault(session_id, asyncio.Lock())
        try:
            # First the own session's turn: who waits for it takes no place from others.
            async with turn, self._free:
                yield
        finally:
            self._taken -= 1
            if not turn.locked():
                self._sessions.pop(session_id, None)
