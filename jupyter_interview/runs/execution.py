"""Runs programs of requests and sockets on this server, and tells their rooms what they do.

Some of them are run against cases. They wait for the same turns as others.
"""

import asyncio
import logging
import traceback
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

from ..contract.session import CheckHere, RunHere
from ..contract.values import CaseResult, Check, TestResult
from ..domain.actor import Actor
from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import SERVER_LANGUAGES, not_run_here
from ..domain.program_files import TextFile
from ..journal.past import PastTexts
from ..journal.recorder import Ticket
from ..questions.shown import SHOWN_CHARACTERS
from ..rooms.room import Room
from ..rooms.run_service import CheckTale, Story
from ..rooms.server_checks import NO_SERVER_CHECKS
from ..rooms.server_runs import NO_SERVER_RUNS
from ..session.run_book import Run
from ..store.base import StoreError
from .carried_tests import CarriedTests
from .cases import CaseRuns, Result, Text
from .elsewhere import RunsElsewhere, with_tests
from .engine import Engine
from .events import Ended, Event, Printed, Program, Tested
from .joined_output import joined
from .queue import QueuedRun, RunQueue

_ABANDONED = "The server stopped running this."
_BROKEN = "The server could not run this; its log says why."
_NOT_STORED = "The server did not run this, because it cannot store anything now."
_TOO_LONG = "The tests of this check took too long together, and this one was not run."
CHECK_SECONDS = 300.0
"""Seconds that all cases of one check may take together."""


class Execution:
    """The ``rooms.run_service.RunService`` of this server. A run is a task, so it can be
    stopped. So is a check, which takes at most ``check_seconds`` when its turn has come.

    With an ``engine`` this server runs what the sandbox can. ``elsewhere`` are the languages of
    which programs go to other servers, as far as the engine does not have them."""

    def __init__(
        self,
        engine: Engine | None,
        queue: RunQueue,
        log: logging.Logger,
        check_seconds: float = CHECK_SECONDS,
        elsewhere: Mapping[str, RunsElsewhere] | None = None,
    ) -> None:
        self._engine = engine
        self._runs = None if engine is None else CarriedTests(engine)
        self._elsewhere = elsewhere or {}
        self._queue = queue
        self._log = log
        self._check_seconds = check_seconds
        self._tasks: dict[str, asyncio.Task[Ticket | None]] = {}
        self._checks: dict[CheckTale, asyncio.Task[Ticket | None]] = {}
        self._closing = False

    @property
    def languages(self) -> tuple[str, ...]:
        here = () if self._engine is None else SERVER_LANGUAGES
        return tuple(dict.fromkeys((*here, *self._elsewhere)))

    @property
    def makes_checks(self) -> bool:
        return self._engine is not None

    def demand(self, language: str) -> None:
        if language not in self.languages:
            raise not_run_here(language, self.languages)

    def demand_check(self) -> None:
        if not self.makes_checks:
            raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_CHECKS)

    def _is_here(self, language: str) -> bool:
        return self._engine is not None and language in SERVER_LANGUAGES

    def reserve(self, asker: Asker) -> "Reservation":
        return Reservation(self, self._queue.reserve(asker))

    def begin(self, story: Story, command: RunHere, queued: QueuedRun | None = None) -> None:
        """Run it: immediately, or when the turn of ``queued`` comes."""
        task = asyncio.create_task(self._wait(story, command, queued))
        self._tasks[story.run_id] = task
        task.add_done_callback(lambda _: self._forget(story, queued))

    def _forget(self, story: Story, queued: QueuedRun | None) -> None:
        """The task has ended, perhaps before it began: give its turn back, and end its run."""
        self._tasks.pop(story.run_id, None)
        if queued is not None:
            queued.give_back()
        if not self._closing:
            story.ended("crashed", _ABANDONED, 0, ())

    async def finished(self, run_id: str) -> None:
        """Wait until the run has ended in whatever way, and everything it told is on disk."""
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
        tasks = [*self._tasks.values(), *self._checks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def run(self, room: Room, actor: Actor, command: RunHere) -> Run:
        """Run a program; answers with the run when it has ended and is stored.

        Raises ``rate_limited`` and StoreError. If the start cannot be stored, nothing is run.
        """
        self.demand(command.language)
        asker = room.asker(actor)
        async with self._queue.reserve(asker).turn():
            story = room.begin_here(actor, command)
            try:
                await story.recorded.wait()
            except StoreError:
                story.ended("crashed", _NOT_STORED, 0, ())
                raise
            self.begin(story, command)
            try:
                await self.finished(story.run_id)
            except asyncio.CancelledError:
                self.stop(story.run_id)
                raise
        if room.deleted:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no session with this id.")
        return story.run

    def check(self, tale: CheckTale, queued: QueuedRun | None = None) -> None:
        """Run its cases: immediately, or when the turn of ``queued`` comes."""
        task = asyncio.create_task(self._wait_to_check(tale, queued))
        self._checks[tale] = task
        task.add_done_callback(lambda _: self._forget_check(tale, queued))

    def _forget_check(self, tale: CheckTale, queued: QueuedRun | None) -> None:
        self._checks.pop(tale, None)
        if queued is not None:
            queued.give_back()
        if not self._closing:
            tale.ended("lost")

    def stop_check(self, tale: CheckTale) -> None:
        if (task := self._checks.get(tale)) is not None:
            task.cancel()

    async def run_check(
        self, room: Room, actor: Actor, command: CheckHere, then: PastTexts | None = None
    ) -> Check:
        """Check a file, with the texts as they are or were ``then``; answers with what the actor
        may know of the check when it has ended and is stored.

        Raises ``rate_limited`` and StoreError. If the start cannot be stored, nothing is run.
        """
        self.demand_check()
        asker = room.asker(actor)
        async with self._queue.reserve(asker).turn():
            story = room.begin_check(actor, command, then)
            try:
                await story.recorded.wait()
            except StoreError:
                story.ended("lost")
                raise
            self.check(story)
            try:
                await self._checked(story)
            except asyncio.CancelledError:
                self.stop_check(story)
                raise
        if room.deleted:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no session with this id.")
        return story.told(actor)

    async def _checked(self, tale: CheckTale) -> None:
        """Wait until the check has ended in whatever way, and everything it told is on disk."""
        if (task := self._checks.get(tale)) is not None:
            await asyncio.wait([task])
            if not task.cancelled() and (ticket := task.result()) is not None:
                await ticket.wait()

    async def _wait_to_check(self, tale: CheckTale, queued: QueuedRun | None) -> Ticket | None:
        if queued is None:
            return await self._check(tale)
        async with queued.turn():
            return await self._check(tale)

    async def _check(self, tale: CheckTale) -> Ticket | None:
        """Tell how each case goes. Nothing of what the program prints leaves this method, and
        nothing of the cases reaches the log of the server."""
        if tale.over or self._engine is None:
            return None
        order, indexes = tale.order, list(tale.order.cases)
        text = Text(order.code, order.language, order.names, order.name, order.files)
        runs = CaseRuns(self._engine, order.seconds, order.outside)
        left, state = set(indexes), "ended"
        try:
            async with asyncio.timeout(self._check_seconds):
                async with aclosing(runs.results(text, list(order.cases.values()))) as results:
                    async for told in results:
                        if isinstance(told, Result):
                            left.discard(indexes[told.index])
                            tale.answered(_case_result(indexes[told.index], told))
        except TimeoutError:
            for index in sorted(left):
                tale.answered(CaseResult(index, "", "not_run", "", "", _TOO_LONG, 0.0))
        except Exception as problem:
            where = "".join(traceback.format_tb(problem.__traceback__))
            kind = type(problem).__name__
            self._log.error("jupyter_interview: a check failed: %s\n%s", kind, where)
            state = "lost"
        return tale.ended(state)

    async def _wait(
        self, story: Story, command: RunHere, queued: QueuedRun | None
    ) -> Ticket | None:
        if queued is None:
            return await self._tell(story, command)
        async with queued.turn():
            return await self._tell(story, command)

    async def _tell(self, story: Story, command: RunHere) -> Ticket | None:
        if story.over:
            return None
        end = Ended("crashed", _ABANDONED, 0)
        tests: list[TestResult] = []
        program = Program(
            command.code,
            command.language,
            command.stdin,
            shows_value=story.shows_value,
            name=command.name,
            files=_files_of(command),
        )
        try:
            async with aclosing(joined(self._events(program, command))) as events:
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

    def _events(self, program: Program, command: RunHere) -> AsyncGenerator[Event, None]:
        if self._runs is not None and self._is_here(program.language):
            return self._runs.events(program, command.tests)
        return with_tests(self._elsewhere[program.language].run(program), command.tests)


def _case_result(index: int, result: Result) -> CaseResult:
    """How a case went, as the room is told. Its name is that of the question."""
    verdict = result.verdict
    return CaseResult(
        index,
        "",
        verdict.status,
        verdict.expected[:SHOWN_CHARACTERS],
        verdict.got[:SHOWN_CHARACTERS],
        verdict.message[:SHOWN_CHARACTERS],
        result.ms,
    )


def _files_of(command: RunHere) -> tuple[TextFile, ...] | None:
    if command.files is None:
        return None
    return tuple(TextFile(file.name, file.text) for file in command.files)


class Reservation:
    """A queued run as ``rooms.run_service.Reserved``."""

    def __init__(self, execution: Execution, queued: QueuedRun) -> None:
        self._execution = execution
        self._queued = queued

    def begin(self, story: Story, command: RunHere) -> None:
        self._execution.begin(story, command, self._queued)

    def check(self, tale: CheckTale) -> None:
        self._execution.check(tale, self._queued)

    def give_back(self) -> None:
        self._queued.give_back()


async def run_here(execution: Execution | None, room: Room, actor: Actor, command: RunHere) -> Run:
    """``Execution.run``, or a refusal where this server runs nothing."""
    if execution is None:
        raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_RUNS)
    return await execution.run(room, actor, command)


async def check_here(
    execution: Execution | None,
    room: Room,
    actor: Actor,
    command: CheckHere,
    then: PastTexts | None = None,
) -> Check:
    """``Execution.run_check``, or a refusal where this server runs nothing."""
    if execution is None:
        raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_CHECKS)
    return await execution.run_check(room, actor, command, then)
