"""The kernels of one name on one server: each for one program, a few of them kept ready.

Whatever happens to a run, its kernel is ended here, by a task that nobody can cancel but ``close``.
A kernel whose server does not answer is a debt, and its end is asked for again later. What then is
left, because this server was killed or that one was away for long, is for that server to cull.
"""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from .kernel import DELETE_SECONDS, START_SECONDS, Kernel, started
from .problems import SLOW_START, KernelProblem
from .programs import preparation
from .server import Server

CLOSE_SECONDS = 5.0
"""Seconds that kernels may take to start, and then to end, when this server ends."""
MOST_ENDING = 16
"""How many kernels may be on their way out before no further one is started."""
AGAIN_SECONDS = (1.0, 5.0, 30.0, 120.0)
"""When the end of a kernel is asked for again."""


class Pool:
    """``where`` names the setting in the log of the server, which is told what is wrong."""

    def __init__(
        self, server: Server, name: str, spares: int, where: str, log: logging.Logger
    ) -> None:
        self._server = server
        self._name = name
        self._most = spares
        self._where = where
        self._log = log
        self._language: str | None = None
        self._spares: list[Kernel] = []
        self._starting: list[asyncio.Task[Kernel]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble = ""
        self._is_closed = False

    async def language(self) -> str:
        """The language that kernels of this name take; raises KernelProblem."""
        if self._language is None:
            try:
                self._language = await self._server.language(self._name, START_SECONDS)
            except KernelProblem as problem:
                self._note(problem.sentence)
                raise
        return self._language

    def fill(self) -> None:
        """Start as many kernels as are to be kept ready."""
        self._spares, spares = [], self._spares
        for kernel in spares:
            if kernel.is_fresh:
                self._spares.append(kernel)
            else:
                self._end(kernel)
        while not self._is_closed and len(self._spares) + len(self._starting) < self._most:
            self._starting.append(self._start())

    @asynccontextmanager
    async def kernel(self) -> AsyncIterator[Kernel]:
        """A kernel for one program; raises KernelProblem."""
        kernel = await self._take()
        try:
            yield kernel
        finally:
            self._end(kernel)
            self.fill()

    async def close(self) -> None:
        """End all kernels, as far as their server answers in time.

        One that starts is waited for: only then its server can be told to end it."""
        self._is_closed = True
        while self._spares:
            self._end(self._spares.pop())
        for kind in (self._starting, self._tasks):
            await _finished([*kind])

    async def _take(self) -> Kernel:
        while self._spares:
            kernel = self._spares.pop(0)
            if kernel.is_fresh:
                return kernel
            self._end(kernel)
        if len(self._tasks) >= MOST_ENDING:
            await asyncio.wait(
                self._tasks, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if len(self._tasks) >= MOST_ENDING:
                raise KernelProblem(SLOW_START)
        start = self._starting.pop(0) if self._starting else self._start()
        try:
            return await asyncio.shield(start)
        except asyncio.CancelledError:
            # Whoever wanted it is stopped; the next one has it.
            if start.done():
                self._keep(start)
            else:
                self._starting.append(start)
            raise

    def _start(self) -> asyncio.Task[Kernel]:
        start = asyncio.create_task(self._started())
        start.add_done_callback(self._has_started)
        return start

    async def _started(self) -> Kernel:
        wanted = str(uuid.uuid4())
        try:
            kernel = await started(
                self._server, self._name, wanted, preparation(await self.language())
            )
        except BaseException as problem:
            # Its server may have started one and could not say so.
            self._later(self._forgotten(wanted, is_certain=False))
            if isinstance(problem, KernelProblem):
                self._note(problem.sentence)
            raise
        self._note("")
        return kernel

    def _has_started(self, start: asyncio.Task[Kernel]) -> None:
        """One that nobody waits for is kept."""
        if start in self._starting:
            self._starting.remove(start)
            self._keep(start)

    def _keep(self, start: asyncio.Task[Kernel]) -> None:
        if start.cancelled() or start.exception() is not None:
            return
        if self._is_closed or len(self._spares) >= self._most:
            self._end(start.result())
        else:
            self._spares.append(start.result())

    def _end(self, kernel: Kernel) -> None:
        self._later(self._ended(kernel))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ended(self, kernel: Kernel) -> None:
        if not await kernel.end():
            await self._forgotten(kernel.id)

    async def _forgotten(self, kernel_id: str, is_certain: bool = True) -> None:
        """End a kernel whose server did not answer. Where it is not certain that it was started,
        it may still be: that there is none is believed the second time."""
        for seconds in AGAIN_SECONDS:
            await asyncio.sleep(0.0 if self._is_closed else seconds)
            try:
                if await self._server.delete(kernel_id, DELETE_SECONDS) or is_certain:
                    return
                is_certain = True
            except KernelProblem:
                if self._is_closed:
                    return

    def _note(self, trouble: str) -> None:
        """Tell the log what is wrong when it has changed."""
        if trouble and trouble != self._trouble:
            self._log.warning("jupyter_interview: %s: %s", self._where, trouble)
        self._trouble = trouble


async def _finished(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Wait for them, but not for ever."""
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=CLOSE_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
