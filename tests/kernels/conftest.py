"""Real Jupyter servers with kernels, and runs in them without an interview around."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import pytest

from jupyter_interview.domain.limits import Limits
from jupyter_interview.kernels.kernels import Kernels
from jupyter_interview.kernels.settings import gateways_of
from jupyter_interview.runs.events import Ended, Printed, Program
from tests.services.gateway import Gateway, running


@dataclass
class Outcome:
    """A program's end and all it printed."""

    end: Ended
    printed: list[Printed]

    def text(self, stream: str = "stdout") -> str:
        return "".join(each.output.text for each in self.printed if each.output.stream == stream)

    @property
    def state(self) -> str:
        return self.end.state


Run = Callable[..., Coroutine[Any, Any, Outcome]]


@pytest.fixture(scope="session")
def gateway() -> Iterator[Gateway]:
    """A Kernel Gateway for all tests that do it no harm."""
    with running() as gateway:
        yield gateway


@pytest.fixture(scope="session")
def plain_server() -> Iterator[Gateway]:
    """A Jupyter server for all tests that do it no harm."""
    with running(plain=True) as server:
        yield server


@pytest.fixture
def own_gateway() -> Iterator[Gateway]:
    """One that the test may kill and freeze."""
    with running() as gateway:
        yield gateway


@pytest.fixture
def kernels_of(jp_asyncio_loop: asyncio.AbstractEventLoop) -> Iterator[Callable[..., Kernels]]:
    """Kernels by their settings, which are closed at the end."""
    opened: list[Kernels] = []

    def made(*settings: dict[str, Any], **limits: float) -> Kernels:
        log = logging.getLogger("tests.kernels")
        kernels = Kernels(gateways_of(settings), Limits().with_overrides(limits), log)
        opened.append(kernels)
        return kernels

    yield made
    for kernels in opened:
        jp_asyncio_loop.run_until_complete(kernels.close())


async def run(kernels: Kernels, code: str, language: str = "python", **more: Any) -> Outcome:
    """Run a program to its end."""
    printed: list[Printed] = []
    program = Program(code, language, **more)
    async with aclosing(kernels.languages[language].run(program)) as events:
        async for event in events:
            match event:
                case Printed():
                    printed.append(event)
                case Ended():
                    return Outcome(event, printed)
    raise AssertionError("the program never ended")
