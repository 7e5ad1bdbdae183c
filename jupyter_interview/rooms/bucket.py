"""A token bucket: allows so much a second, and a burst on top."""

from ..domain.clock import Clock


class Bucket:
    """One bucket, which is full at the start."""

    def __init__(self, clock: Clock, rate: float, burst: float) -> None:
        self._clock = clock
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._at = clock.monotonic()

    def try_take(self, amount: float = 1) -> bool:
        """Take an amount if the bucket has it."""
        self._refill()
        if self._level < amount:
            return False
        self._level -= amount
        return True

    def _refill(self) -> None:
        now = self._clock.monotonic()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
