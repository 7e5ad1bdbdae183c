"""Reads the messages of one program's process, and measures its time.

The program's time stops only while packages that it asked for are being sent, each package at most
once and for a limited time in total. So nothing that a program writes or leaves unread lengthens
its run without end.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing, suppress
from dataclasses import replace

from ..domain.limits import Limits
from . import guard
from .events import CaseAnswered, CaseBegun, Ended, Event, Posted, Printed
from .files import framed
from .messages import Failed, Finished, Flood, Message, Needed, Ready, Written, messages
from .process import Process

BOOT_SECONDS = 30.0
REQUESTS = 32
"""How often one program may ask for packages."""
LAST_WORDS_SECONDS = 2.0

_MEMORY_SENTENCE = "The program ran out of memory."
_CRASH_SENTENCE = "The sandbox died. The program may have run out of memory."
_FLOOD_SENTENCE = "The program wrote far more than it may print, and was stopped."
_THREADS_SENTENCE = "The program started too many threads."
_BOOT_SENTENCE = "The code could not be started: it took too long."

Parcel = Callable[[Iterable[str]], Iterable[bytes]]
"""The packages with these modules, as the process reads them; each is sent once."""

Posts = asyncio.Queue[str]
"""What a program is told while it runs, by test code or by the program that it calls."""


class Conversation:
    """Reads what a process writes until its program has ended, or must be ended.

    ``case_seconds`` are the program's as soon as it is called for a case."""

    def __init__(
        self,
        process: Process,
        order: Iterable[bytes],
        parcel: Parcel,
        limits: Limits,
        case_seconds: float = 0.0,
        posts: Posts | None = None,
    ) -> None:
        self._process = process
        self._order = order
        self._parcel = parcel
        self._limits = limits
        self._case_seconds = case_seconds
        self._posts = posts
        self._posting: asyncio.Task[None] | None = None
        self._may_send = asyncio.Lock()
        self._loop = asyncio.get_running_loop()
        self._made = self._loop.time()
        self._begun: float | None = None
        self._requests = 0
        self._waited = 0.0
        self._sending: asyncio.Task[None] | None = None
        self._sent_since = 0.0
        self._more = 0.0
        """Seconds that the program has beside those of its own."""

    async def events(self) -> AsyncGenerator[Event, None]:
        """What the program does, and one Ended at last."""
        self._send(self._order)
        if self._posts is not None:
            self._posting = asyncio.ensure_future(self._post(self._posts))
        try:
            async with aclosing(messages(self._process.stdout)) as coming:
                while True:
                    try:
                        message = await self._next(coming)
                    except TimeoutError:
                        yield self._timeout()
                        return
                    except Flood:
                        yield Ended("crashed", _FLOOD_SENTENCE, self._duration())
                        return
                    match message:
                        case None:
                            yield await self._died()
                            return
                        case Failed():
                            sentence = f"The code could not be started: {message.reason}"
                            yield Ended("crashed", sentence, 0)
                            return
                        case Finished():
                            error = None if message.state == "ok" else message.error
                            yield Ended(message.state, error, self._duration())
                            return
                        case Ready() if self._begun is None:
                            self._begun = self._loop.time()
                        case Needed():
                            self._answer(message)
                        case Written():
                            yield Printed(message.output)
                        case CaseBegun():
                            self._more = self._case_seconds
                            yield replace(message, ran_ms=self._duration())
                        case CaseAnswered() | Posted():
                            yield message
        finally:
            if self._posting is not None:
                self._posting.cancel()
            if self._sending is not None:
                self._sending.cancel()

    async def _next(self, coming: AsyncGenerator[Message, None]) -> Message | None:
        """The next message; None at the end, and TimeoutError when the time is over."""
        reading = asyncio.ensure_future(anext(coming, None))
        try:
            while True:
                waiting = {reading} | ({self._sending} if self._sending else set())
                left = self._deadline() - self._loop.time()
                done, _ = await asyncio.wait(
                    waiting, timeout=max(0.0, left), return_when=asyncio.FIRST_COMPLETED
                )
                if self._sending is not None and self._sending in done:
                    self._waited += self._sending_for()
                    sent, self._sending = self._sending, None
                    sent.result()
                if reading in done:
                    if self._deadline() < self._loop.time():
                        raise TimeoutError
                    return reading.result()
                if not done:
                    raise TimeoutError
        finally:
            reading.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await reading

    def _deadline(self) -> float:
        if self._begun is None:
            return self._made + BOOT_SECONDS
        waited = min(self._waited + self._sending_for(), self._limits.server_run_wait_seconds)
        if self._sending is not None:
            # Until the packages are read, or the time in which the program may wait is over.
            waited = self._limits.server_run_wait_seconds
        return self._begun + self._limits.server_run_seconds + self._more + waited

    def _sending_for(self) -> float:
        """For how many seconds the program has not read what it asked for."""
        if self._sending is None or self._begun is None:
            return 0.0
        return self._loop.time() - max(self._sent_since, self._begun)

    def _answer(self, message: Needed) -> None:
        """Send packages, unless the program has not read the last ones yet."""
        if self._sending is None and self._requests < REQUESTS:
            self._requests += 1
            self._send(self._parcel(message.modules))

    def _send(self, chunks: Iterable[bytes]) -> None:
        self._sent_since = self._loop.time()
        self._sending = asyncio.ensure_future(self._write(chunks))

    async def _write(self, chunks: Iterable[bytes]) -> None:
        async with self._may_send:
            await _write(self._process, chunks)

    async def _post(self, posts: Posts) -> None:
        """Hand on what comes, as fast as the process reads it. That costs it its own time."""
        while True:
            post = await posts.get()
            await self._write((framed({"post": post}),))

    def _timeout(self) -> Ended:
        if self._begun is None:
            return Ended("crashed", _BOOT_SENTENCE, 0)
        seconds = self._limits.server_run_seconds
        sentence = f"Stopped after {seconds:g} s: time limit"
        return Ended("timeout", sentence, round(seconds * 1000))

    async def _died(self) -> Ended:
        """The end of a process that has ended, or has closed its output."""
        left = max(0.0, self._deadline() - self._loop.time())
        status = await self._process.status(min(LAST_WORDS_SECONDS, left))
        said = self._process.said
        if status == guard.TIME:
            return self._timeout()
        if status == guard.THREADS:
            return Ended("crashed", _THREADS_SENTENCE, self._duration())
        if status == guard.MEMORY or any(words in said for words in _NO_MEMORY):
            return Ended("out_of_memory", _MEMORY_SENTENCE, self._duration())
        return Ended("crashed", _CRASH_SENTENCE, self._duration())

    def _duration(self) -> int:
        if self._begun is None:
            return 0
        return round((self._loop.time() - self._begun - self._waited) * 1000)


_NO_MEMORY = (b"out of memory", b"heap limit", b"memory allocation of")
"""What V8 and Rust write when the system gives no more memory."""


async def _write(process: Process, chunks: Iterable[bytes]) -> None:
    """Write as fast as the process reads; one that has ended reads nothing."""
    with suppress(ConnectionError, RuntimeError):
        for chunk in chunks:
            process.stdin.write(chunk)
            await process.stdin.drain()
