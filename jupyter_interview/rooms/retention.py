"""Interviews that ended long enough ago are deleted, at the start and then once a day."""

import asyncio
import logging

from ..domain.actor import Actor
from ..domain.clock import Clock, Timer
from ..domain.errors import InterviewError
from ..domain.roles import Role, State
from ..store.base import HostedElsewhere, SessionRecord, Store, StoreError
from .registry import Registry

_DAY = 24 * 3600
_KEEPER = Actor(Role.OWNER)


class Retention:
    """``days`` after their end sessions go, with all that belongs to them; 0 keeps everything."""

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

    def start(self) -> None:
        """Look now, and again every day."""
        if self._days > 0:
            if self._sweeping is None or self._sweeping.done():
                self._sweeping = asyncio.get_running_loop().create_task(self._sweep())
            self._timer = self._clock.later(_DAY, self.start)

    async def idle(self) -> None:
        """Return when nothing is being deleted."""
        if self._sweeping is not None:
            await self._sweeping

    async def close(self) -> None:
        """Delete nothing any more; what has begun is done first."""
        if self._timer is not None:
            self._timer.cancel()
        await self.idle()

    async def _sweep(self) -> None:
        try:
            due = [record.id for record in await self._store.sessions() if self._is_due(record)]
            gone = [session_id for session_id in due if await self._delete(session_id)]
        except (InterviewError, StoreError) as problem:
            self._log.warning("jupyter_interview: old interviews are still there: %s", problem)
            return
        if gone:
            self._log.info("jupyter_interview: %d interviews were old and are deleted", len(gone))

    def _is_due(self, record: SessionRecord) -> bool:
        if record.state != State.ENDED or record.ended_us is None:
            return False
        return self._clock.now_us() - record.ended_us > self._days * _DAY * 1_000_000

    async def _delete(self, session_id: str) -> bool:
        """Whether it is gone by us; who has it at another process deletes it there."""
        try:
            return await self._delete_here(session_id)
        except HostedElsewhere:
            return False

    async def _delete_here(self, session_id: str) -> bool:
        async with self._registry.room(session_id) as room:
            if not self._is_due(room.core.session):
                return False
            await self._registry.delete(room, _KEEPER).wait()
        return True
