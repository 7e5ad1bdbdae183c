"""Runs that this server makes: a program of a request or of a socket, told into its room."""

import asyncio
import logging
from contextlib import aclosing

from ..contract.program import RunRequest
from ..domain.actor import Actor
from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.exercise import TestResult
from ..domain.runs import Run
from ..journal.recorder import Ticket
from ..rooms.room import Room
from ..rooms.run_service import Story
from ..rooms.server_runs import NO_SERVER_RUNS
from ..store.base import StoreError
from .engine import Engine
from .events import Ended, Printed, Program, Tested
from .joined_output import joined
from .queue import Place, Places

_ABANDONED = "The server stopped running this."
_BROKEN = "The server could not run this; its log says why."
_NOT_STORED = "The server did not run this, because it cannot store anything now."


class Execution:
    """The ``rooms.host.Host`` of this server. A run is a task, so that it can be stopped."""

    def __init__(self, engine: Engine, places: Places, log: logging.Logger) -> None:
        self._engine = engine
        self._places = places
        self._log = log
        self._tasks: dict[str, asyncio.Task[Ticket | None]] = {}
        self._closing = False

    def reserve(self, asker: Asker) -> "Reservation":
        return Reservation(self, self._places.reserve(asker))

    def begin(self, story: Story, wish: RunRequest, place: Place | None = None) -> None:
        """Run it; with a ``place`` when it is its turn."""
        task = asyncio.create_task(self._wait(story, wish, place))
        self._tasks[story.run_id] = task
        task.add_done_callback(lambda _: self._forget(story, place))

    def _forget(self, story: Story, place: Place | None) -> None:
        """The task is over, perhaps before it began: nothing of it is left to anybody."""
        self._tasks.pop(story.run_id, None)
        if place is not None:
            place.give_back()
        if not self._closing:
            story.ended("crashed", _ABANDONED, 0, ())

    async def finished(self, run_id: str) -> None:
        """Wait until the run has ended, however it does, and what was told is on disk."""
        task = self._tasks.get(run_id)
        if task is not None:
            await asyncio.wait([task])
            if not task.cancelled() and (ticket := task.result()) is not None:
                await ticket.wait()

    def stop(self, run_id: str) -> None:
        if (task := self._tasks.get(run_id)) is not None:
            task.cancel()

    async def close(self) -> None:
        """End all processes."""
        self._closing = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def run(self, room: Room, actor: Actor, wish: RunRequest) -> Run:
        """The run once it has ended and is stored; raises ``rate_limited`` and StoreError.

        A run that cannot be recorded, and is refused for that, is not made.
        """
        asker = Asker(room.core.session.id, actor.person, actor.address)
        async with self._places.reserve(asker).turn():
            story = room.begin_here(actor, wish.language)
            try:
                await story.recorded.wait()
            except StoreError:
                story.ended("crashed", _NOT_STORED, 0, ())
                raise
            self.begin(story, wish)
            try:
                await self.finished(story.run_id)
            except asyncio.CancelledError:
                self.stop(story.run_id)
                raise
        if room.deleted:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no session with this id.")
        return story.run

    async def _wait(self, story: Story, wish: RunRequest, place: Place | None) -> Ticket | None:
        if place is None:
            return await self._tell(story, wish)
        async with place.turn():
            return await self._tell(story, wish)

    async def _tell(self, story: Story, wish: RunRequest) -> Ticket | None:
        if story.over:
            return None
        end = Ended("crashed", _ABANDONED, 0)
        tests: list[TestResult] = []
        program = Program(wish.code, wish.language, wish.stdin, wish.tests, story.shows_value)
        try:
            async with aclosing(joined(self._engine.run(program))) as events:
                async for event in events:
                    match event:
                        case Printed():
                            story.printed(event.output)
                        case Tested():
                            tests.append(event.result)
                        case Ended():
                            end = event
        except Exception:
            self._log.exception("jupyter_interview: a run on the server failed")
            end = Ended("crashed", _BROKEN, 0)
        return story.ended(end.state, end.error, end.duration_ms, tuple(tests))


class Reservation:
    """A place of this server's queue, as ``rooms.host.Reserved``."""

    def __init__(self, execution: Execution, place: Place) -> None:
        self._execution = execution
        self._place = place

    def begin(self, story: Story, wish: RunRequest) -> None:
        self._execution.begin(story, wish, self._place)

    def give_back(self) -> None:
        self._place.give_back()


async def run_here(execution: Execution | None, room: Room, actor: Actor, wish: RunRequest) -> Run:
    """``Execution.run``, or the refusal of a server that runs nothing."""
    if execution is None:
        raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_RUNS)
    return await execution.run(room, actor, wish)
