"""Counts what strangers do, by address: wrong secrets and joining.

So nobody can guess many secrets, or fill interviews with invented people.
"""

from contextlib import suppress

from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError

_WINDOW = 60.0
_MOST_ADDRESSES = 10_000


class Throttle:
    """Allows something so many times a minute from one address."""

    def __init__(self, clock: Clock, a_minute: int, sentence: str) -> None:
        self._clock = clock
        self._a_minute = a_minute
        self._sentence = sentence
        self._times: dict[str, list[float]] = {}

    def demand(self, address: str) -> None:
        """Count one more; raises ``rate_limited`` when there were too many already."""
        now = self._clock.monotonic()
        recent = [at for at in self._times.pop(address, []) if now - at < _WINDOW]
        too_many = len(recent) >= self._a_minute
        if not too_many:
            recent.append(now)
        while len(self._times) >= _MOST_ADDRESSES:
            del self._times[next(iter(self._times))]
        self._times[address] = recent
        if too_many:
            wait = recent[0] + _WINDOW - now
            raise InterviewError(ErrorCode.RATE_LIMITED, self._sentence, wait)

    def note(self, address: str) -> None:
        """Count one more, even if there were too many already."""
        with suppress(InterviewError):
            self.demand(address)

    def wait(self, address: str) -> float:
        """Seconds until :meth:`demand` lets one more pass; 0 when it would now."""
        now = self._clock.monotonic()
        recent = [at for at in self._times.get(address, []) if now - at < _WINDOW]
        return recent[0] + _WINDOW - now if len(recent) >= self._a_minute else 0.0
