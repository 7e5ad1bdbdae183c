"""Runs the test code of a question against a program, whatever the program does to itself.

The two run in two processes. Nothing of the test code is where the program is; the server hands on
what they say to each other (``exchange``). A test that hangs costs both processes, and not the
others: they go on in new ones.

``labextension/src/runner/cases/outside.ts`` does the same in browsers.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from typing import Any

from ..questions.judge import Verdict
from ..questions.outside import called_names, language_of_tests
from ..questions.shown import SHOWN_CHARACTERS
from .attempt import Attempt, Result
from .engine import Engine
from .events import CaseAnswered, CaseBegun, Ended, Event, Posted, Printed, Program
from .exchange import GO, Exchange, Post
from .texts import Text

START_SECONDS = 60.0
"""Seconds of the program beside those of the tests, until the test code is there, too."""
_NO_RESULT = "The test code gave no result."

Orders = Sequence[tuple[int, str]]
"""The tests of a file by their indexes."""


class OutsideTests:
    """The tests of one file, run against programs. ``limit`` gives the seconds of a test."""

    def __init__(
        self, engine: Engine, file: str, code: str, orders: Orders, limit: Callable[[int], float]
    ) -> None:
        self._engine = engine
        self._file = file
        self._code = code
        self._orders = orders
        self._limit = limit
        self._language = language_of_tests(file)

    async def results(self, text: Text) -> AsyncGenerator[Result | Printed, None]:
        """A result for each test, and what the program prints. Closing the iterator ends all."""
        left = list(self._orders)
        while left:
            attempt = Attempt([index for index, _ in left], self._limit)
            exchange = Exchange(self._language, text.language, text.names)
            async with aclosing(self._both(text, left, exchange)) as events:
                async for told in attempt.hear(events):
                    match told:
                        case Printed():
                            yield told
                        case CaseBegun():
                            exchange.begin_test()
                        case CaseAnswered(index, answer, ms):
                            left = [each for each in left if each[0] != index]
                            yield Result(index, read_tested(answer, self._file), ms)
                            if exchange.is_worn:
                                break
            for result in attempt.last_results():
                left = [each for each in left if each[0] != result.index]
                yield result

    async def _both(
        self, text: Text, left: Orders, exchange: Exchange
    ) -> AsyncGenerator[Event, None]:
        """What the test code tells, what the program prints, and how the first of them ends."""
        events: asyncio.Queue[Event | BaseException] = asyncio.Queue()
        posts: dict[str, asyncio.Queue[str]] = {
            "program": asyncio.Queue(),
            "tests": asyncio.Queue(),
        }

        is_there = asyncio.Event()

        def deliver(post: Post | None) -> None:
            if post is not None:
                posts[post.to].put_nowait(post.json)

        async def hear_program() -> None:
            program = self._served(text, left, exchange)
            async with aclosing(self._engine.run(program, posts["program"])) as told:
                async for event in told:
                    match event:
                        case CaseBegun():
                            is_there.set()
                            deliver(GO)
                        case Posted(answer):
                            deliver(exchange.of_program(answer))
                        case Printed() | Ended():
                            events.put_nowait(event)

        async def hear_tests() -> None:
            await is_there.wait()
            program = self._testing(text, left)
            async with aclosing(self._engine.run(program, posts["tests"])) as told:
                async for event in told:
                    match event:
                        case Posted(message):
                            deliver(exchange.of_tests(message))
                        case Printed():
                            pass
                        case _:
                            events.put_nowait(event)

        async def heard(hear: Callable[[], Any]) -> None:
            try:
                await hear()
            except Exception as problem:
                events.put_nowait(problem)

        tasks = [asyncio.ensure_future(heard(hear)) for hear in (hear_program, hear_tests)]
        try:
            while True:
                event = await events.get()
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks, return_exceptions=True)

    def _served(self, text: Text, left: Orders, exchange: Exchange) -> Program:
        names = [exchange.name_of(name) for name in called_names(self._code)]
        return Program(
            text.code,
            text.language,
            name=text.name,
            files=text.files,
            case_seconds=self._seconds(left) + START_SECONDS,
            remote={"role": "serves", "names": list(dict.fromkeys(names))},
        )

    def _testing(self, text: Text, left: Orders) -> Program:
        run = [{"index": index, "test": test} for index, test in left]
        return Program(
            self._code,
            self._language,
            name=self._file,
            case_seconds=self._seconds(left),
            remote={
                "role": "tests",
                "source": text.code,
                "language": text.language,
                "run": run,
            },
        )

    def _seconds(self, left: Orders) -> float:
        return sum(self._limit(index) for index, _ in left)


def read_tested(text: str, file: str) -> Verdict:
    """The verdict that test code gave on a program."""
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    match told:
        case {"kind": str(kind), "message": str(message), "line": line}:
            place = f"{file}:{line}" if isinstance(line, int) else file
            said = message[:SHOWN_CHARACTERS]
            match kind:
                case "passed":
                    return Verdict("passed")
                case "failed":
                    return Verdict("failed", message=f"{place}: {said}")
                case "raised":
                    sentence = f"The program raised this in {place}."
                    return Verdict("error", got=said, message=sentence)
                case "broken":
                    sentence = f"{place}: the test itself went wrong: {said}"
                    return Verdict("error", message=sentence)
    return Verdict("error", message=_NO_RESULT)
