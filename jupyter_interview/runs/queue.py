"""Decides how many programs run at the same time, and whose turn it is.

A server runs a few programs at the same time, and a few more wait. No person, session or address
can take the whole queue. When a run ends, the next turn goes to whoever was served least recently:
first by address, then by session, then by person. So somebody who asks for many runs waits behind
others who ask for one.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits

Key = tuple[str, str]
"""A kind of limit (address, session or person), and which of them."""


class RunQueue:
    """The runs of one server that are running or wait."""

    def __init__(self, limits: Limits) -> None:
        self._at_once = int(limits.server_runs_at_once)
        self._most = self._at_once + int(limits.server_run_queue)
        self._each = {
            "address": (limits.server_runs_per_address, "from your address"),
            "session": (limits.server_runs_per_session, "of this interview"),
            "person": (limits.server_runs_per_person, "of yours"),
        }
        self._taken: list[QueuedRun] = []
        self._served: dict[Key, int] = {}
        self._turns = 0

    def reserve(self, asker: Asker) -> "QueuedRun":
        """Put a run into the queue; raises ``rate_limited`` when too many wait already."""
        queued = QueuedRun(self, asker)
        for key in filter(_is_known, queued.keys):
            most, whose = self._each[key[0]]
            if sum(key in other.keys for other in self._taken) >= most:
                raise InterviewError(
                    ErrorCode.RATE_LIMITED,
                    f"Too many runs {whose} wait for this server; try again when one has ended.",
                )
        if len(self._taken) >= self._most:
            raise InterviewError(
                ErrorCode.RATE_LIMITED, "Too many runs wait for this server; try again in a while."
            )
        self._taken.append(queued)
        return queued

    def call(self) -> None:
        """Give turns to waiting runs, as many as may run at the same time."""
        while sum(queued.running for queued in self._taken) < self._at_once:
            busy = {queued.asker.session_id for queued in self._taken if queued.running}
            ready = [
                queued
                for queued in self._taken
                if queued.waits and queued.asker.session_id not in busy
            ]
            if not ready:
                return
            # Among equals the first in the list is taken, which came first.
            chosen = min(
                ready, key=lambda queued: [self._served.get(key, 0) for key in queued.keys]
            )
            self._turns += 1
            self._served.update(dict.fromkeys(chosen.keys, self._turns))
            chosen.begin()

    def leave(self, queued: "QueuedRun") -> None:
        """Take a run out of the queue, whether its turn came or not."""
        self._taken.remove(queued)
        present = {key for other in self._taken for key in other.keys}
        for key in queued.keys:
            if key not in present:
                # No run with this key is left to be compared with others.
                self._served.pop(key, None)
        self.call()


def _is_known(key: Key) -> bool:
    """Whether runs with this key are limited. A loopback address is a proxy's, so it is
    everybody's."""
    kind, name = key
    return kind != "address" or name not in ("", "127.0.0.1", "::1")


class QueuedRun:
    """One run in the queue."""

    def __init__(self, queue: RunQueue, asker: Asker) -> None:
        self.asker = asker
        self.keys: tuple[Key, ...] = (
            ("address", asker.address),
            ("session", asker.session_id),
            ("person", asker.person or f"somebody in {asker.session_id}"),
        )
        self.running = False
        self._queue = queue
        self._turn: asyncio.Future[None] | None = None
        self._given_back = False

    @property
    def waits(self) -> bool:
        return self._turn is not None and not self.running and not self._turn.done()

    def begin(self) -> None:
        """The turn of this run has come."""
        assert self._turn is not None
        self.running = True
        self._turn.set_result(None)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn, and leave the queue after it."""
        try:
            self._turn = asyncio.get_running_loop().create_future()
            self._queue.call()
            await self._turn
            yield
        finally:
            self.give_back()

    def give_back(self) -> None:
        """Leave the queue; a second call does nothing."""
        if not self._given_back:
            self._given_back = True
            self._queue.leave(self)
