"""Group commit: the changes of all rooms are stored in one transaction every few milliseconds.

The hot path never waits for the disk. A room hands its changes over and gets a ticket. ``stored``
takes a function that is called when they are on disk, which is how acks are sent; ``wait`` is for
callers that answer only then, as REST does. While the store fails, nothing is dropped: tickets stay
in order, waiting callers are told, and the recorder tries again, session by session, so that the
trouble of one session does not stop the others. Only changes of a session that another process has
taken are dropped: their authors send them again, to that process.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence, Set

from ..domain.limits import Limits
from ..store.base import Change, Deletion, LeaseLost, Store, StoreError, StoreFull
from .observer import Observer, Unobserved

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0
_AT_A_TIME = 8
"""The number of tickets that are settled before other work has its turn."""


class Ticket:
    """Changes that are to be stored."""

    __slots__ = ("_calls", "_done", "_waiting", "changes", "session_id")

    def __init__(self, session_id: str, changes: Sequence[Change]) -> None:
        self.session_id = session_id
        self.changes = changes
        self._done = False
        self._calls: tuple[Callable[[], None], ...] = ()
        self._waiting: tuple[asyncio.Future[None], ...] = ()

    def stored(self, call: Callable[[], None]) -> None:
        """Call a function when the changes are on disk; immediately if they already are."""
        if self._done:
            call()
        else:
            self._calls += (call,)

    async def wait(self) -> None:
        """Return when the changes are on disk; raises StoreError if a try failed, which is
        repeated."""
        if not self._done:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting += (waiting,)
            await waiting

    def settle(self) -> None:
        """The recorder says that the changes are on disk."""
        self._done = True
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        for call in self._calls:
            call()
        self._calls, self._waiting = (), ()

    def fail(self, problem: StoreError) -> None:
        """The recorder says that a try has failed."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(problem)
        self._waiting = ()


class Recorder:
    """Stores the changes of one process. ``log`` is told when the store fails and when it works
    again.

    ``lost`` is called with sessions that another process holds, according to the store.
    """

    def __init__(
        self,
        store: Store,
        limits: Limits,
        log: logging.Logger,
        observer: Observer | None = None,
    ) -> None:
        self._store = store
        self._observer = observer or Unobserved()
        self._limits = limits
        self._log = log
        self._queue: list[Ticket] = []
        self._settling: list[Ticket] = []
        self._due = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._count = 0
        self._failing = False
        self._is_full, self._said = False, ""
        self._closing = False
        self._task: asyncio.Task[None] | None = None
        self.lost: Callable[[Set[str]], None] = lambda sessions: None

    def demand_working(self) -> None:
        """Refuse a request whose caller must not be told that it failed while it is stored later.

        Raises the StoreError of the last try as long as failed changes wait to be tried again.
        """
        if self._failing and self._queue:
            raise (StoreFull if self._is_full else StoreError)(self._said)

    @property
    def failing(self) -> bool:
        """Whether the last try to store something failed."""
        return self._failing

    def submit(self, session_id: str, changes: Sequence[Change]) -> Ticket:
        """Queue changes behind everything submitted before."""
        ticket = Ticket(session_id, changes)
        if not changes and not self._queue and not self._settling:
            ticket.settle()
            return ticket
        self._queue.append(ticket)
        self._count += len(changes)
        if self._count >= self._limits.commit_changes and not self._failing:
            self._due.set()
        elif self._timer is None:
            self._wake_in(self._limits.commit_interval)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())
        return ticket

    def pending(self, session_id: str) -> bool:
        """Whether changes of this session are not on disk yet, or their tickets are not settled."""
        waiting = (*self._queue, *self._settling)
        return any(ticket.session_id == session_id for ticket in waiting)

    def drop(self, session_id: str, problem: StoreError) -> None:
        """Drop the queued changes of this session, whatever became of the last try."""
        dropped = [ticket for ticket in self._queue if ticket.session_id == session_id]
        self._queue = [ticket for ticket in self._queue if ticket.session_id != session_id]
        for ticket in dropped:
            self._count -= len(ticket.changes)
            ticket.fail(problem)
        self._store.give_up(session_id)

    def undo(self, session_id: str, problem: StoreError) -> None:
        """Drop a session that could not be created, as if it had never existed.

        If its failed commit may be on disk all the same, the session is deleted.
        """
        doubtful = self._store.give_up(session_id)
        self.drop(session_id, problem)
        if doubtful:
            self.submit(session_id, [Deletion(session_id)])

    async def close(self) -> None:
        """Store what is queued; if the store is failing, try one last time."""
        self._closing = True
        self._due.set()
        if self._task is not None:
            await self._task
            self._task = None
        if self._queue:
            self._log.error(
                "jupyter_interview: %d changes could not be stored before the end", self._count
            )

    async def _run(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            await self._due.wait()
            self._due.clear()
            self._cancel_timer()
            if await self._flush():
                pause = _FIRST_PAUSE
                if self._closing and not self._queue:
                    return
                if self._queue:
                    self._wake_in(0 if self._closing else self._limits.commit_interval)
                continue
            if self._closing:
                return
            self._wake_in(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _wake_in(self, seconds: float) -> None:
        self._cancel_timer()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._due.set)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _flush(self) -> bool:
        """Try to store everything that is queued now; answers whether that worked."""
        batch = list(self._queue)
        if not batch:
            # The failed changes were given up, so only the next try shows whether the store works.
            self._failing = False
            return True
        groups = [batch]
        if self._failing:
            sessions = dict.fromkeys(ticket.session_id for ticket in batch)
            groups = [[t for t in batch if t.session_id == session] for session in sessions]
        went_well = True
        for group in groups:
            queued = set(map(id, self._queue))
            left = [ticket for ticket in group if id(ticket) in queued]
            went_well = await self._commit(left) and went_well
        if went_well and self._failing:
            self._log.info("jupyter_interview: the store works again, everything is stored")
        elif not went_well and not self._failing:
            self._log.error(
                "jupyter_interview: changes cannot be stored; trying again until it works"
            )
        self._failing = not went_well
        return went_well

    async def _commit(self, group: Sequence[Ticket]) -> bool:
        changes = [change for ticket in group for change in ticket.changes]
        begun = time.perf_counter()
        try:
            if changes:
                await self._store.commit(changes)
        except LeaseLost as lost:
            self.lost(lost.sessions)
            for session_id in lost.sessions:
                self.drop(session_id, lost)
            rest = [ticket for ticket in group if ticket.session_id not in lost.sessions]
            return await self._commit(rest) if rest else True
        except StoreError as problem:
            return self._failed(group, problem)
        except Exception:
            self._log.exception("jupyter_interview: the store failed in a way it should not")
            return self._failed(group, StoreError("The store failed."))
        stored = set(map(id, group))
        kept = [ticket for ticket in self._queue if id(ticket) not in stored]
        # Changes that were dropped meanwhile are not counted any more.
        self._count -= sum(len(t.changes) for t in self._queue if id(t) in stored)
        self._queue = kept
        if changes:
            self._observer.stored(changes, time.perf_counter() - begun)
        await self._settle(group)
        return True

    async def _settle(self, group: Sequence[Ticket]) -> None:
        """Settle tickets, a few at a time, so that typing does not wait for all of them."""
        self._settling = list(group)
        while self._settling:
            few, self._settling = self._settling[:_AT_A_TIME], self._settling[_AT_A_TIME:]
            for ticket in few:
                ticket.settle()
            if self._settling:
                await asyncio.sleep(0)

    def _failed(self, group: Sequence[Ticket], problem: StoreError) -> bool:
        self._log.debug("jupyter_interview: %s", problem)
        self._observer.failed()
        # Do not keep the exception itself: its traceback refers to rooms.
        self._is_full, self._said = isinstance(problem, StoreFull), str(problem)
        problem.will_be_tried_again = True
        for ticket in group:
            ticket.fail(problem)
        return False
