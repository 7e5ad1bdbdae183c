"""Runs a program in a process, and tells what it prints, how it ended and what its cases came to.

The process is trusted as little as a browser: its time, memory and output are counted outside of
it, and what it answers is judged elsewhere (``cases``, ``carried_tests``).
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from pathlib import Path

from ..domain.errors import InterviewError
from ..domain.limits import Limits
from ..domain.program_files import check_files
from ..packages.catalogue import Catalogue
from .conversation import BOOT_SECONDS, Conversation, Posts
from .events import Ended, Event, Program
from .files import Files, parcel
from .process import Bounds, built_in_modules, started

SPARE_SECONDS = 5.0
"""Seconds by which the guard and the system end a program later than this server does."""

_refused: dict[str, frozenset[str]] = {}
"""The modules that programs may not import, by the path of the Deno, which is asked once."""


class Engine:
    """Starts a Deno process for each program; processes share nothing."""

    def __init__(self, deno: str, folder: Path, catalogue: Catalogue, limits: Limits) -> None:
        self._deno = deno
        self._files = Files(folder)
        self._catalogue = catalogue
        self._limits = limits

    @property
    def seconds(self) -> float:
        """The limit of time of a program that has none of its own."""
        return self._limits.server_run_seconds

    async def run(
        self, program: Program, posts: Posts | None = None
    ) -> AsyncGenerator[Event, None]:
        """The output of a program as it comes, what its cases come to, and one Ended at last.
        Closing the iterator ends the program. It is given ``posts`` as they come."""
        try:
            self._check(program)
        except InterviewError as refusal:
            yield Ended("error", refusal.sentence, 0)
            return
        limits = self._limits
        if program.seconds is not None:
            limits = limits.with_overrides({"server_run_seconds": program.seconds})
        if self._deno not in _refused:
            _refused[self._deno] = await built_in_modules(self._deno)
        refused = _refused[self._deno]
        packages = await asyncio.to_thread(self._catalogue.packages)
        modules = [name for package in packages for name in package.modules]
        order = await asyncio.to_thread(self._files.order, program, modules)
        running = BOOT_SECONDS + limits.server_run_seconds + program.case_seconds
        bounds = Bounds(
            memory_bytes=int(limits.server_run_memory_bytes),
            seconds=running + limits.server_run_wait_seconds + SPARE_SECONDS,
            cpu_seconds=int(running + SPARE_SECONDS),
        )
        parcels = Parcels(self._catalogue)
        async with started(self._deno, self._files.script, refused, bounds) as process:
            seconds = program.case_seconds
            talk = Conversation(process, order.chunks(), parcels, limits, seconds, posts)
            async with aclosing(talk.events()) as events:
                async for event in events:
                    yield event

    def _check(self, program: Program) -> None:
        """Refuse files with other names than a process can be given, or too many of them."""
        if program.files is not None or program.name is not None:
            most = int(self._limits.text_bytes)
            check_files(program.main, program.code, program.files or (), most)


class Parcels:
    """The packages of one run; each is sent to its program once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._sent: set[str] = set()

    def __call__(self, modules: Iterable[str]) -> Iterator[bytes]:
        needed = self._catalogue.needed(modules)
        packages = [package for package in needed if package.path.name not in self._sent]
        self._sent.update(package.path.name for package in packages)
        return parcel(packages)
