"""Counts what strangers do: wrong secrets and joining, by address and by link.

So nobody can guess many secrets, or fill interviews with invented people.
"""

from contextlib import suppress

from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.rates import Window

_MOST_ADDRESSES = 10_000


class Throttle:
    """Allows something so many times a minute from one address, or by one link from one address."""

    def __init__(self, clock: Clock, a_minute: int, sentence: str) -> None:
        self._clock = clock
        self._a_minute = a_minute
        self._sentence = sentence
        self._windows: dict[str, Window] = {}

    def demand(self, address: str) -> None:
        """Count one more; raises ``rate_limited`` when there were too many already."""
        now = self._clock.monotonic()
        window = self._windows.pop(address, None) or Window()
        while len(self._windows) >= _MOST_ADDRESSES:
            del self._windows[next(iter(self._windows))]
        self._windows[address] = window
        if wait := window.wait(now, self._a_minute):
            raise InterviewError(ErrorCode.RATE_LIMITED, self._sentence, wait)
        window.add(now)

    def note(self, address: str) -> None:
        """Count one more, even if there were too many already."""
        with suppress(InterviewError):
            self.demand(address)

    def take_back(self, address: str) -> None:
        """Do not count the last one after all."""
        if (window := self._windows.get(address)) is not None:
            window.take_back()

    def wait(self, address: str) -> float:
        """Seconds until :meth:`demand` lets one more pass; 0 when it would now."""
        window = self._windows.get(address)
        return 0.0 if window is None else window.wait(self._clock.monotonic(), self._a_minute)
