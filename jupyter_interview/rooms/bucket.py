"""A token bucket: so much a second, and a burst of so much at once."""

from ..domain.clock import Clock


class Bucket:
    """Full at the start."""

    def __init__(self, clock: Clock, rate: float, burst: float) -> None:
        self._clock = clock
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._at = clock.monotonic()

    def try_take(self, amount: float = 1) -> bool:
        """Take it if it is there."""
        self._refill()
        if self._level < amount:
            return False
        self._level -= amount
        return True

    def _refill(self) -> None:
        now = self._clock.monotonic()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
