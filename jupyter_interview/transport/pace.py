"""How fast one client may send. Every frame and every byte counts, whatever it contains."""

from ..domain.clock import Clock
from ..domain.limits import Limits


class Pace:
    """Two token buckets, one of frames and one of bytes.

    A bucket is kept as the time at which it is full again. Both may be overdrawn, and the debt is
    how long the client has to wait.
    """

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._a_message = 1 / limits.messages_per_second
        self._a_byte = 1 / limits.bytes_per_second
        self._message_burst = limits.message_burst * self._a_message
        self._byte_burst = limits.byte_burst * self._a_byte
        self._messages_full_at = self._bytes_full_at = clock.monotonic()

    def pause(self, size: int, frames: int = 1) -> float:
        """Count frames of so many bytes together; answers with the seconds until the next may
        come."""
        now = self._clock.monotonic()
        messages_at = max(self._messages_full_at, now) + frames * self._a_message
        bytes_at = max(self._bytes_full_at, now) + size * self._a_byte
        self._messages_full_at, self._bytes_full_at = messages_at, bytes_at
        return max(0.0, messages_at - now - self._message_burst, bytes_at - now - self._byte_burst)
