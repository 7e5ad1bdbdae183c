"""Runs a program in a process and tells what it prints and how it ended.

What the process says is as little trusted as a browser's frame: lines without the secret are not
ours, and time and amount are counted here.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

from ..domain.errors import InterviewError
from ..domain.exercise import TestResult
from ..domain.limits import Limits
from ..packages.catalogue import Catalogue
from ..protocol.exercise import test_result
from ..protocol.output import told_output
from .events import Ended, Event, Printed, Program, Tested
from .files import Files, parcel
from .process import Process, started

BOOT_SECONDS = 30.0
_WORKER_ENDS = ("ok", "error", "out_of_memory", "crashed")
_MEMORY_SENTENCE = "The program ran out of memory."
_CRASH_SENTENCE = "The sandbox died. The program may have run out of memory."


class Engine:
    """Starts a Deno process for each program. Nothing is shared between them."""

    def __init__(self, deno: str, folder: Path, catalogue: Catalogue, limits: Limits) -> None:
        self._deno = deno
        self._files = Files(folder)
        self._catalogue = catalogue
        self._limits = limits

    async def run(self, program: Program) -> AsyncGenerator[Event, None]:
        """Its output as it comes, then one Ended; whoever stops listening ends it."""
        packages = await asyncio.to_thread(self._catalogue.packages)
        modules = [name for package in packages for name in package.modules]
        order = await asyncio.to_thread(self._files.order, program, modules)
        seconds = self._limits.server_run_seconds
        cpu_seconds = int(BOOT_SECONDS + seconds)
        async with started(self._deno, self._files.script, cpu_seconds) as process:
            sending = asyncio.ensure_future(_send(process, order.chunks()))
            try:
                tests = len(program.tests)
                conversation = _Conversation(self, process, order.secret, seconds, tests)
                async with aclosing(conversation.events()) as events:
                    async for event in events:
                        yield event
            finally:
                sending.cancel()

    def needed(self, modules: Iterable[str]) -> Iterable[bytes]:
        """The packages with these modules, as the process wants them."""
        return parcel(self._catalogue.needed(modules))


class _Conversation:
    """One program's messages, and its time."""

    def __init__(
        self, engine: Engine, process: Process, secret: str, seconds: float, tests: int
    ) -> None:
        self._engine = engine
        self._process = process
        self._prefix = secret.encode() + b" "
        self._seconds = seconds
        self._tests = tests
        self._begun: float | None = None

    async def events(self) -> AsyncGenerator[Event, None]:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + BOOT_SECONDS
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    message = await self._next()
            except TimeoutError:
                yield self._timeout()
                return
            kind = None if message is None else message.get("type")
            if message is None or kind == "failed":
                yield await self._died(message)
                return
            if kind == "ready" and self._begun is None:
                self._begun = loop.time()
                deadline = self._begun + self._seconds
            elif kind == "need":
                before = loop.time()
                await _send(self._process, self._engine.needed(_names(message)))
                deadline += loop.time() - before
            elif kind == "output" and (output := told_output(message)) is not None:
                yield Printed(output)
            elif kind == "test" and self._tests > 0:
                if (result := _result(message)) is not None:
                    self._tests -= 1
                    yield Tested(result)
            elif kind == "ended":
                yield self._ended(message)
                return

    async def _next(self) -> dict[str, Any] | None:
        """The next message of ours; None when there will be none."""
        while True:
            try:
                line = await self._process.stdout.readline()
            except ValueError:
                return None
            if not line:
                return None
            if not line.startswith(self._prefix):
                continue
            with suppress(ValueError):
                message = json.loads(line[len(self._prefix) :])
                if isinstance(message, dict):
                    return message

    def _timeout(self) -> Ended:
        if self._begun is None:
            return Ended("crashed", "The code could not be started: it took too long.", 0)
        sentence = f"Stopped after {self._seconds:g} s: time limit"
        return Ended("timeout", sentence, round(self._seconds * 1000))

    async def _died(self, message: dict[str, Any] | None) -> Ended:
        if message is not None:
            reason = str(message.get("message"))
            return Ended("crashed", f"The code could not be started: {reason}", 0)
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                await self._process.wait()
        if b"out of memory" in self._process.said or b"heap limit" in self._process.said:
            return Ended("out_of_memory", _MEMORY_SENTENCE, self._duration())
        return Ended("crashed", _CRASH_SENTENCE, self._duration())

    def _ended(self, message: dict[str, Any]) -> Ended:
        state, error = message.get("state"), message.get("error")
        if state not in _WORKER_ENDS:
            state, error = "crashed", _CRASH_SENTENCE
        return Ended(state, None if error is None else str(error), self._duration())

    def _duration(self) -> int:
        loop = asyncio.get_running_loop()
        return 0 if self._begun is None else round((loop.time() - self._begun) * 1000)


def _result(message: dict[str, Any]) -> TestResult | None:
    with suppress(InterviewError):
        return test_result(message.get("result"))
    return None


def _names(message: dict[str, Any]) -> list[str]:
    names = message.get("modules")
    return [str(name) for name in names[:200]] if isinstance(names, list) else []


async def _send(process: Process, chunks: Iterable[bytes]) -> None:
    """Write as fast as it reads; a process that is gone reads nothing."""
    with suppress(ConnectionError):
        for chunk in chunks:
            process.stdin.write(chunk)
            await process.stdin.drain()
