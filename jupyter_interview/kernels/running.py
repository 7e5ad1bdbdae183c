"""One program in one kernel: what it prints, and how it ends.

Time and output are counted here. That the program ended, and how, is what its kernel says, which
the program can make it say: a claim about its own run, like everything else it prints.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from ..domain.errors import InterviewError
from ..domain.limits import Limits
from ..domain.program_files import check_files
from ..runs.events import Ended, Event, Printed, Program
from ..runs.messages import TOTAL_BYTES, TOTAL_MESSAGES
from . import outputs, wire
from .kernel import Kernel
from .pool import Pool
from .problems import DIED, FLOOD, LOST, KernelProblem
from .programs import PYTHON, code_for
from .settings import KernelLanguage

BEGIN_SECONDS = 20.0
"""Seconds until a kernel that is ready must have begun with a program."""
END_OF_INPUT = "\x04"
"""What kernels take for the end of input, where they ask for a line."""


class KernelRuns:
    """Runs of the programs of one language."""

    def __init__(self, pool: Pool, how: KernelLanguage, limits: Limits) -> None:
        self._pool = pool
        self._how = how
        self._limits = limits

    async def run(self, program: Program) -> AsyncGenerator[Event, None]:
        """The output of a program as it comes, and one Ended at last. Closing the iterator ends
        the program."""
        try:
            if program.files is not None or program.name is not None:
                most = int(self._limits.text_bytes)
                check_files(program.main, program.code, program.files or (), most)
            language = await self._pool.language()
            code = code_for(program, self._how, language)
            seconds = self._how.seconds or self._limits.server_run_seconds
            async with self._pool.kernel() as kernel:
                run = _Run(kernel, program, seconds, int(self._limits.output_bytes))
                # Other kernels than Python's print nothing of what is asked for silently.
                async with aclosing(run.events(code, silent=language == PYTHON)) as events:
                    async for event in events:
                        yield event
        except InterviewError as refusal:
            yield Ended("error", refusal.sentence, 0)
        except KernelProblem as problem:
            yield Ended("crashed", problem.sentence, 0)


class _Run:
    """A program that its kernel is asked to run."""

    def __init__(self, kernel: Kernel, program: Program, seconds: float, most_bytes: int) -> None:
        self._kernel = kernel
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._shows_value = program.shows_value
        self._lines = program.stdin.splitlines() if program.stdin else []
        self._request = ""
        self._loop = asyncio.get_running_loop()
        self._made = self._loop.time()
        self._begun: float | None = None
        self._is_idle = False
        self._status: str | None = None
        self._error: str | None = None
        self._has_no_memory = False

    async def events(self, code: str, silent: bool) -> AsyncGenerator[Event, None]:
        try:
            async with asyncio.timeout_at(self._deadline):
                # A server that reads nothing lets nobody send for ever.
                self._request = await self._kernel.execute(code, silent)
        except TimeoutError:
            yield await self._late()
            return
        left, bytes_left = TOTAL_MESSAGES, TOTAL_BYTES
        while not self._is_idle or self._status is None:
            try:
                async with asyncio.timeout_at(self._deadline):
                    data = await self._kernel.receive()
                    if self._loop.time() > self._deadline:
                        # Where messages wait already, no timeout has had its turn.
                        raise TimeoutError
            except TimeoutError:
                yield await self._late()
                return
            if data is None:
                yield await self._gone()
                return
            left, bytes_left = left - 1, bytes_left - len(data)
            if left < 0 or bytes_left < 0:
                yield self._ended("crashed", FLOOD)
                return
            if (message := wire.read(data)) is None:
                continue
            if _has_died(message):
                yield self._ended("crashed", DIED)
                return
            if message.parent_header.msg_id != self._request:
                continue
            if message.header.msg_type == "input_request" and not await self._answered(message):
                yield await self._late()
                return
            for printed in self._heard(message):
                yield printed
        self._kernel.rest()
        yield self._ended(*self._end())

    @property
    def _deadline(self) -> float:
        if self._begun is None:
            return self._made + BEGIN_SECONDS
        return self._begun + self._seconds

    def _heard(self, message: wire.Message) -> Iterator[Printed]:
        kind, content = message.header.msg_type, message.content
        match kind:
            case "status":
                state = content.get("execution_state")
                if state == "busy" and self._begun is None:
                    self._begun = self._loop.time()
                self._is_idle = self._is_idle or state == "idle"
            case "stream":
                for output in outputs.stream(content):
                    yield Printed(output)
            case "display_data" | "execute_result":
                is_value = kind == "execute_result" or _is_marked(content)
                if is_value and not self._shows_value:
                    return
                shown = outputs.shown(content, is_value, self._most_bytes)
                if shown is not None:
                    yield Printed(shown)
            case "error":
                self._error = outputs.error(content)
                self._has_no_memory = content.get("ename") == "MemoryError"
            case "execute_reply":
                self._status = str(content.get("status"))
                if self._status != "ok" and self._error is None:
                    self._error = outputs.error(content)

    async def _answered(self, question: wire.Message) -> bool:
        """Answer it; False when the time is over before the answer is taken."""
        try:
            async with asyncio.timeout_at(self._deadline):
                await self._kernel.answer(self._next_line(), question.header)
        except TimeoutError:
            return False
        return True

    def _next_line(self) -> str:
        return self._lines.pop(0) if self._lines else END_OF_INPUT

    def _end(self) -> tuple[str, str | None]:
        if self._error is None and self._status == "ok":
            return "ok", None
        return "out_of_memory" if self._has_no_memory else "error", self._error

    async def _late(self) -> Ended:
        """The time is over, or the kernel has not begun: its server is asked which it is."""
        if self._begun is None or not await self._kernel.interrupt():
            return self._ended("crashed", LOST)
        sentence = f"Stopped after {self._seconds:g} s: time limit"
        return Ended("timeout", sentence, round(self._seconds * 1000))

    async def _gone(self) -> Ended:
        """The connection is closed."""
        if self._kernel.was_flooded:
            return self._ended("crashed", FLOOD)
        return self._ended("crashed", DIED if await self._kernel.has_server() else LOST)

    def _ended(self, state: str, error: str | None) -> Ended:
        took = 0.0 if self._begun is None else self._loop.time() - self._begun
        return Ended(state, error, round(took * 1000))


def _has_died(message: wire.Message) -> bool:
    """Whether the kernel has ended, and is perhaps started again without its program."""
    is_status = message.header.msg_type == "status"
    return is_status and message.content.get("execution_state") in ("restarting", "dead")


def _is_marked(content: dict[str, object]) -> bool:
    """Whether ``inside`` shows a value with this."""
    metadata = content.get("metadata")
    return isinstance(metadata, dict) and metadata.get("interview") == "value"
