"""How fast one client may send. Every frame and every byte counts, whatever it contains."""

from ..domain.clock import Clock
from ..domain.limits import Limits
from ..domain.rates import Rate


class Pace:
    """A rate of frames and one of bytes, of which the longer debt is waited for."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._messages = Rate(limits.messages_per_second, limits.message_burst)
        self._bytes = Rate(limits.bytes_per_second, limits.byte_burst)

    def pause(self, size: int, frames: int = 1) -> float:
        """Count frames of so many bytes together; answers with the seconds until the next may
        come."""
        now = self._clock.monotonic()
        return max(self._messages.take(now, frames), self._bytes.take(now, size))
