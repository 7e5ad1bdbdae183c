"""Wrong secrets, counted by address, so that guessing is slow as well as hopeless."""

from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError

_WINDOW = 60.0
_MOST_ADDRESSES = 10_000


class Throttle:
    """A right secret always passes: people behind one address must not shut each other out."""

    def __init__(self, clock: Clock, a_minute: int) -> None:
        self._clock = clock
        self._a_minute = a_minute
        self._wrong_at: dict[str, list[float]] = {}

    def demand(self, address: str) -> None:
        """Count one wrong secret; raises ``rate_limited`` when there were too many before it."""
        now = self._clock.monotonic()
        recent = [at for at in self._wrong_at.pop(address, []) if now - at < _WINDOW]
        too_many = len(recent) >= self._a_minute
        if not too_many:
            recent.append(now)
        while len(self._wrong_at) >= _MOST_ADDRESSES:
            del self._wrong_at[next(iter(self._wrong_at))]
        self._wrong_at[address] = recent
        if too_many:
            raise InterviewError(
                ErrorCode.RATE_LIMITED, "Too many wrong links or secrets; wait a minute."
            )
