"""Runs programs with the tests that they carry, whatever a program does to itself.

The program's process evaluates expressions and is never told what is expected of them. That is
read, or computed in another process where the program is not, and compared here (``results``). A
test that takes too long, or ends the program, costs its process and not the others: the program is
run again for those that are left, and what it prints before they begin is not shown again.

``labextension/src/runner/cases/run-tests.ts`` does the same in browsers.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

from ..contract.values import TestCase
from ..domain.exercise import TESTS_TIMES
from ..questions.judge import Verdict
from .attempt import Attempt
from .engine import Engine
from .events import CaseAnswered, CaseBegun, Ended, Event, Printed, Program, Tested
from .results import NO_VALUE, Evaluated, Lost, result_of, told_by_itself, told_of

NOT_RUN = "Not run: the tests before it took too long together."


class CarriedTests:
    """Runs of programs and their tests. Each test may take as long as a program may."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def events(
        self, program: Program, tests: Sequence[TestCase]
    ) -> AsyncGenerator[Event, None]:
        """The output of a program as it comes, the results of its tests in their order, and one
        Ended at last. A program that does not end well has no results. Closing the iterator ends
        the program."""
        expressions = {index: test.expression for index, test in enumerate(tests)}
        got = _Evaluation(self._engine, program, expressions)
        async with aclosing(got.events()) as events:
            async for printed in events:
                yield printed
        if got.end.state == "ok" and tests:
            expected = await self._expected(program, tests)
            for index, test in enumerate(tests):
                compared = (test, got.found[index], expected[index])
                yield Tested(await asyncio.to_thread(result_of, *compared))
        yield got.end

    async def _expected(self, program: Program, tests: Sequence[TestCase]) -> list[Evaluated]:
        """What the tests expect, of which no process ever sees the program."""
        read = [told_by_itself(test.expected, program.language) for test in tests]
        others = {at: tests[at].expected for at, told in enumerate(read) if told is None}
        clean = replace(program, code="", stdin="", files=None, shows_value=False)
        computed = _Evaluation(self._engine, clean, others)
        if others:
            async with aclosing(computed.events()) as events:
                async for _ in events:
                    pass
        missing = Lost(Verdict("error", message=computed.end.error or ""))
        return [told or computed.found.get(at, missing) for at, told in enumerate(read)]


class _Evaluation:
    """Evaluates expressions where a program has run.

    ``end`` is how the program itself ended. If that was well, ``found`` has what came of each
    expression.
    """

    def __init__(self, engine: Engine, program: Program, expressions: Mapping[int, str]) -> None:
        self._engine = engine
        self._program = program
        self._expressions = expressions
        self._left = list(expressions)
        self._until: float | None = None
        self.found: dict[int, Evaluated] = {}
        self.end = Ended("ok", None, 0)

    async def events(self) -> AsyncGenerator[Printed, None]:
        """What the program prints, once. Closing the iterator ends it."""
        first = Attempt(self._left, self._limit, hears_end=True)
        async with aclosing(self._heard(first)) as events:
            async for printed in events:
                yield printed
        if not first.has_begun:
            self._end_without(first.end or Ended("crashed", None, 0))
            return
        if not self._left and first.end is not None and first.end.state != "timeout":
            self.end = first.end
            return
        self._settle(first)
        while self._left and self._has_time:
            again = Attempt(self._left, self._limit)
            async with aclosing(self._heard(again)) as events:
                async for printed in events:
                    if again.has_begun:
                        yield printed
            self._settle(again)
        for index in self._left:
            self.found[index] = Lost(Verdict("not_run", message=NOT_RUN))
        took = sum(evaluated.ms for evaluated in self.found.values())
        self.end = Ended("ok", None, self.end.duration_ms + round(took))

    async def _heard(self, attempt: Attempt) -> AsyncGenerator[Printed, None]:
        """What one process prints. What it answers is noted."""
        orders = ({"index": at, "expression": self._expressions[at]} for at in self._left)
        seconds = self._seconds_left if self._left else 0.0
        program = replace(self._program, cases=tuple(orders), case_seconds=seconds)
        async with aclosing(self._engine.run(program)) as events:
            async for told in attempt.hear(events):
                match told:
                    case Printed():
                        yield told
                    case CaseBegun() if self._until is None:
                        self._until = _now() + self._seconds_left
                        self.end = Ended("ok", None, told.ran_ms)
                    case CaseAnswered(index, json, ms):
                        self._left.remove(index)
                        self.found[index] = told_of(json, ms)

    def _settle(self, attempt: Attempt) -> None:
        """Note which expressions will have no answer."""
        for result in attempt.last_results():
            self._left.remove(result.index)
            self.found[result.index] = Lost(result.verdict, result.ms)

    def _end_without(self, end: Ended) -> None:
        """The program has ended before any expression was evaluated."""
        self.end = end
        for index in self._left:
            self.found[index] = Lost(Verdict("error", message=NO_VALUE))

    def _limit(self, _: int) -> float:
        return self._engine.seconds

    @property
    def _seconds_left(self) -> float:
        """The seconds that are left for all expressions, and for running the program again."""
        if self._until is None:
            return TESTS_TIMES * self._engine.seconds
        return self._until - _now()

    @property
    def _has_time(self) -> bool:
        """Whether the next expression could have all of its time."""
        return self._seconds_left >= self._engine.seconds


def _now() -> float:
    return asyncio.get_running_loop().time()
