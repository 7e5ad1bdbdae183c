"""The store and the registry of a process, which may not be available.

The first caller opens the store. While another server has it, or it cannot be opened, every caller
is refused with a sentence, and opening is tried again from time to time. The Jupyter server around
it goes on in any case.
"""

import asyncio
import logging
from collections.abc import Callable, Set
from typing import Protocol

from ..domain.clock import Clock, Timer
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..journal.observer import Observer
from ..rooms.core import Shown
from ..rooms.follower import Drive
from ..rooms.run_service import RunService
from ..store.base import Store, StoreError, StoreInUse, Trouble
from ..store.leases import Leases
from .registry import Registry
from .retention import Retention

_RETRY_SECONDS = 5.0
_LOOK_SECONDS = 5.0
"""Seconds between checks whether everybody has left the interviews of a damaged database."""
_IN_USE = (
    "Another Jupyter server on this computer holds the interviews: stop it, or give this one "
    "a file of its own with c.InterviewApp.db_path."
)
_UNREADABLE = "The interviews of this server cannot be opened; its log says why."


class Replicas(Leases, Protocol):
    """Leases among several processes, which are opened and closed together with the store."""

    lost: Callable[[Set[str]], None]

    async def open(self) -> None:
        """Join the other processes; raises StoreError."""

    async def close(self) -> None:
        """Leave, and give all leases back."""


class Service:
    """Gives the registry to callers, who may have to wait for it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        limits: Limits,
        grace: float,
        log: logging.Logger,
        retention_days: float = 0,
        observer: Observer | None = None,
        replicas: Replicas | None = None,
        run_service: RunService | None = None,
        drive: Drive | None = None,
    ) -> None:
        self._replicas = replicas
        self.clock = clock
        self.limits = limits
        self._store = store
        self._grace = grace
        self._retention_days = retention_days
        self._retention: Retention | None = None
        self._log = log
        self._observer = observer
        self._run_service = run_service
        self._drive = drive
        self._registry: Registry | None = None
        self._opening = asyncio.Lock()
        self._problem: StoreError | None = None
        self._tried_at = float("-inf")
        self._closed = False
        self._looking: Timer | None = None
        self._replacing: asyncio.Task[None] | None = None

    @property
    def kept_days(self) -> float | None:
        """How long a session is kept after its end; None where nothing is deleted by itself."""
        return self._retention_days if self._retention_days > 0 else None

    async def registry(self) -> Registry:
        """The registry over an open store; raises ``unavailable``."""
        if self._registry is not None and not self._closed:
            return self._registry
        async with self._opening:
            if self._closed:
                sentence = "The server is going away; come back soon."
                raise InterviewError(ErrorCode.UNAVAILABLE, sentence)
            if self._registry is None:
                await self._open()
            if self._registry is None:
                in_use = isinstance(self._problem, StoreInUse)
                raise InterviewError(ErrorCode.UNAVAILABLE, _IN_USE if in_use else _UNREADABLE)
            return self._registry

    def shown(self, session_id: str) -> Shown | None:
        """What a session shows at this moment; None when it is not in memory."""
        return None if self._registry is None else self._registry.shown(session_id)

    def rooms(self) -> int:
        """How many interviews are in memory."""
        return 0 if self._registry is None else self._registry.rooms()

    def sockets(self) -> int:
        """How many connections to them are open."""
        return 0 if self._registry is None else self._registry.sockets()

    def troubles(self) -> frozenset[Trouble]:
        """The problems that somebody has to solve; none while there is no store."""
        return frozenset() if self._registry is None else self._store.troubles()

    async def close(self) -> None:
        """Store everything and give the store back."""
        async with self._opening:
            if self._closed:
                return
            self._closed = True
            await self._let_go()
            if self._replicas is not None:
                await self._replicas.close()
            await self._store.close()

    async def _let_go(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        if self._retention is not None:
            await self._retention.close()
        if self._registry is not None:
            await self._registry.close()

    def _troubled(self) -> None:
        """Open a damaged database anew, which sets it aside, as soon as nobody uses it."""
        if Trouble.DAMAGED not in self.troubles() or self._closed:
            return
        if self._is_deserted():
            self._replacing = asyncio.get_running_loop().create_task(self._replace())
        else:
            self._looking = self.clock.later(_LOOK_SECONDS, self._troubled)

    def _is_deserted(self) -> bool:
        """Whether nobody is in any interview.

        A room that has something to store is kept in memory, and in a damaged database that would
        be for ever.
        """
        is_stuck = self._registry is not None and self._registry.recorder.failing
        return self.rooms() == 0 or (is_stuck and self.sockets() == 0)

    async def _replace(self) -> None:
        async with self._opening:
            if self._closed:
                return
            await self._let_go()
            self._registry = None
            await self._store.close()
            await self._open()

    async def idle(self) -> None:
        """Return when no database is being replaced."""
        if self._replacing is not None:
            await self._replacing

    async def _open(self) -> None:
        now = self.clock.monotonic()
        if self._problem is not None and now - self._tried_at < _RETRY_SECONDS:
            return
        self._tried_at = now
        try:
            await self._store.open()
            if self._replicas is not None:
                await self._replicas.open()
        except StoreError as problem:
            if str(problem) != str(self._problem):
                self._log.error("jupyter_interview cannot serve interviews: %s", problem)
            self._problem = problem
            return
        self._problem = None
        self._registry = Registry(
            self._store,
            self.clock,
            self.limits,
            self._grace,
            self._log,
            self._observer,
            self._replicas,
            self._run_service,
            self._drive,
        )
        if self._replicas is not None:
            self._replicas.lost = self._registry.lost
        self._retention = Retention(
            self._store, self._registry, self.clock, self._retention_days, self._log
        )
        self._registry.cleanup.begin()
        self._retention.start()
        self._store.troubled = self._troubled
