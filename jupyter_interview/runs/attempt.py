"""What one process says of the cases that it was given, with the time of each."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass

from ..questions.judge import Status, Verdict
from .events import CaseAnswered, CaseBegun, Ended, Event, Printed

ENDED = "The program ended in the middle of this test."
_CALLED_NOTHING = "The program called nothing."
_DIED: Mapping[str, Status] = {"out_of_memory": "out_of_memory", "crashed": "crashed"}
_GAP_SECONDS = 5.0
"""Seconds between the answer to a case and the beginning of the next one."""


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one case, by its index, and the milliseconds it took."""

    index: int
    verdict: Verdict
    ms: float = 0.0


class Attempt:
    """Hears one process, which is given the cases of ``order``.

    ``limit`` gives the seconds that a case may take. With ``hears_end`` the process may end by
    itself when it has answered all of them.
    """

    def __init__(
        self, order: Sequence[int], limit: Callable[[int], float], hears_end: bool = False
    ) -> None:
        self._order = list(order)
        self._limit = limit
        self._hears_end = hears_end
        self._answered = 0
        self._begun: int | None = None
        self._is_late = False
        self.end: Ended | None = None
        """How the process has ended, if it said so before it was ended from here."""

    @property
    def has_begun(self) -> bool:
        """Whether a case has begun, so that the program itself is there."""
        return self._begun is not None or self._answered > 0

    async def hear(
        self, events: AsyncIterator[Event]
    ) -> AsyncIterator[CaseBegun | CaseAnswered | Printed]:
        """Answers in their order and what is printed, until a case takes too long or all ends."""
        loop = asyncio.get_running_loop()
        deadline: float | None = None
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    event = await anext(events, None)
            except TimeoutError:
                self._is_late = self._begun is not None
                return
            match event:
                case None:
                    return
                case Ended():
                    self.end = event
                    return
                case CaseBegun(index) if self._begun is None and index == self._next:
                    self._begun = index
                    deadline = loop.time() + self._limit(index)
                    yield event
                case CaseAnswered(index) if index == self._begun:
                    self._begun, deadline = None, loop.time() + _GAP_SECONDS
                    self._answered += 1
                    yield event
                    if self._next is None and not self._hears_end:
                        # What it does when it ends is nobody's concern.
                        return
                case Printed():
                    yield event

    def last_results(self) -> list[Result]:
        """Results of cases that will have no answer.

        Those that did not begin go on in the next process, and so does one that began behind
        another and was cut short by the time of the whole process."""
        end, index = self.end, self._begun
        if index is None:
            return [] if self._answered > 0 else self._not_begun(end)
        is_over = end is not None and end.state == "timeout"
        if is_over and self._answered > 0:
            return []
        if self._is_late or is_over:
            limit = self._limit(index)
            return [Result(index, timeout(limit), limit * 1000)]
        state = "error" if end is None else end.state
        message = (end.error if end is not None else None) or ENDED
        return [Result(index, Verdict(status_of(state), message=message))]

    def _not_begun(self, end: Ended | None) -> list[Result]:
        """No case began: the program itself does not run, and would not run again."""
        state = "error" if end is None else end.state
        status: Status = "timeout" if state == "timeout" else status_of(state)
        message = (end.error if end is not None else None) or _CALLED_NOTHING
        return [Result(index, Verdict(status, message=message)) for index in self._order]

    @property
    def _next(self) -> int | None:
        left = self._order[self._answered :]
        return left[0] if left else None


def status_of(state: str) -> Status:
    """How a case went whose program ended in this state."""
    return _DIED.get(state, "error")


def timeout(seconds: float) -> Verdict:
    """The verdict on a case that took longer."""
    return Verdict("timeout", message=f"Stopped after {seconds:g} s: time limit of this test")
