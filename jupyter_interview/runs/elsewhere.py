"""Runs that other computers make for this server, as its queue sees them.

They do not evaluate tests: an expression would be asked of a program that can change everything
around it, and what is expected would have to be computed there, too.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Protocol

from ..contract.values import TestCase, TestResult
from .events import Ended, Event, Program, Tested

NO_TESTS = "Not run: tests of a run are not made where this program ran."


class RunsElsewhere(Protocol):
    """Runs of one language."""

    def run(self, program: Program) -> AsyncGenerator[Event, None]:
        """The output of a program as it comes, and one Ended at last. Closing the iterator ends
        the program."""


async def with_tests(
    events: AsyncGenerator[Event, None], tests: Sequence[TestCase]
) -> AsyncGenerator[Event, None]:
    """The same events, and of each test that it was not run."""
    async with aclosing(events) as coming:
        async for event in coming:
            if isinstance(event, Ended) and event.state == "ok":
                for test in tests:
                    told = TestResult(test.name, False, test.expected, NO_TESTS, 0.0, "not_run")
                    yield Tested(told)
            yield event
