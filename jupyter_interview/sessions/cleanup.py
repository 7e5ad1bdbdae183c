"""Removes what is left of deleted interviews, slice by slice, between the commits of others.

Only the person who deletes an interview waits for that. What a process has left that ended in the
middle is removed at the next start, and what cannot be removed now is tried again.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine

from ..domain.clock import Clock, Timer
from ..store.base import Store, StoreError

_AGAIN_SECONDS = 60.0
_LONGEST_PAUSE = 0.2


class Cleanup:
    """The cleaning up of one process."""

    def __init__(self, store: Store, clock: Clock, log: logging.Logger) -> None:
        self._store = store
        self._clock = clock
        self._log = log
        self._timer: Timer | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def begin(self) -> None:
        """Remove what is left of all deleted interviews, while nobody waits for it."""
        self._timer = None
        self._start(self.remove(None))

    async def remove(self, session_id: str | None) -> None:
        """Return when nothing is left of this one, or when that has to wait, for example for a
        disk."""
        try:
            while not self._closing:
                begun = time.perf_counter()
                if not await self._store.clear(session_id):
                    return
                # Leave the writer to others for as long as this slice took.
                await asyncio.sleep(min(time.perf_counter() - begun, _LONGEST_PAUSE))
        except StoreError as problem:
            self._log.warning("jupyter_interview: deleted interviews have left texts: %s", problem)
            if self._timer is None and not self._closing:
                self._timer = self._clock.later(_AGAIN_SECONDS, self.begin)

    async def idle(self) -> None:
        """Return when nothing is being removed."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Stop after the slice that is being removed."""
        self._closing = True
        if self._timer is not None:
            self._timer.cancel()
        await self.idle()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
