"""Deletes interviews that ended long ago, at the start and then once a day."""

import asyncio
import logging

from ..domain.actor import Actor
from ..domain.clock import Clock, Timer
from ..domain.errors import InterviewError
from ..domain.roles import Role
from ..store.base import HeldElsewhere, Store, StoreError
from .registry import Registry

_DAY = 24 * 3600
_AT_A_TIME = 50
_KEEPER = Actor(Role.OWNER)


class Retention:
    """Deletes sessions ``days`` after their end, with all that belongs to them; 0 keeps all."""

    def __init__(
        self, store: Store, registry: Registry, clock: Clock, days: float, log: logging.Logger
    ) -> None:
        self._store = store
        self._registry = registry
        self._clock = clock
        self._days = days
        self._log = log
        self._timer: Timer | None = None
        self._sweeping: asyncio.Task[None] | None = None
        self._closing = False

    def start(self) -> None:
        """Delete old sessions now, and again every day."""
        if self._days > 0:
            if self._sweeping is None or self._sweeping.done():
                self._sweeping = asyncio.get_running_loop().create_task(self._sweep())
            self._timer = self._clock.later(_DAY, self.start)

    async def idle(self) -> None:
        """Return when nothing is being deleted."""
        if self._sweeping is not None:
            await self._sweeping

    async def close(self) -> None:
        """Stop, after the deletion that has begun."""
        self._closing = True
        if self._timer is not None:
            self._timer.cancel()
        await self.idle()

    async def _sweep(self) -> None:
        """Delete a few at a time, so that typing does not wait for years of interviews."""
        gone, left = 0, set[str]()
        try:
            while due := [i for i in await self._due(_AT_A_TIME + len(left)) if i not in left]:
                for session_id in due:
                    deleted = await self._delete(session_id)
                    gone += deleted
                    if not deleted:
                        left.add(session_id)
        except (InterviewError, StoreError) as problem:
            self._log.warning("jupyter_interview: old interviews are still there: %s", problem)
        if gone:
            self._log.info("jupyter_interview: %d interviews were old and are deleted", gone)

    async def _due(self, limit: int, session_id: str | None = None) -> list[str]:
        before = self._clock.now_us() - round(self._days * _DAY * 1_000_000)
        return [] if self._closing else await self._store.due(before, limit, session_id)

    async def _delete(self, session_id: str) -> bool:
        """Delete a session; answers whether that was done. Another process that holds it deletes it
        itself."""

        async def still() -> bool:
            return bool(await self._due(1, session_id))

        try:
            if self._registry.room_now(session_id) is None:
                return await self._registry.delete_unseen(session_id, still)
            async with self._registry.room(session_id) as room:
                if room.core.session.ended_us is None or not await still():
                    return False
                await self._registry.delete(room, _KEEPER)
                return True
        except HeldElsewhere:
            return False
