"""The two kinds of limits over time that this package has.

A :class:`Rate` allows so much a second, and a burst on top. A :class:`Window` allows a number of
things within any so many seconds. Neither reads a clock: the caller says what time it is, in
seconds.
"""

MINUTE_S = 60.0


class Rate:
    """A token bucket, kept as the time at which it is full again.

    It may be overdrawn, and the debt is how long somebody has to wait.
    """

    __slots__ = ("_burst_s", "_cost_s", "_full_at")

    def __init__(self, a_second: float, burst: float) -> None:
        self._cost_s = 1 / a_second
        self._burst_s = burst * self._cost_s
        self._full_at = float("-inf")

    def take(self, now: float, amount: float = 1) -> float:
        """Take an amount; answers with the seconds until the debt is paid, 0 if there is none."""
        self._full_at = max(self._full_at, now) + amount * self._cost_s
        return max(0.0, self._full_at - now - self._burst_s)

    def try_take(self, now: float, amount: float = 1) -> bool:
        """Take an amount if the bucket has it."""
        full_at = max(self._full_at, now) + amount * self._cost_s
        if full_at - now > self._burst_s:
            return False
        self._full_at = full_at
        return True


class Window:
    """Counts what has happened within the last so many seconds."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, seconds: float = MINUTE_S) -> None:
        self._seconds = seconds
        self._times: list[float] = []

    def wait(self, now: float, most: int) -> float:
        """The seconds until one more may happen, of which there may be so many; 0 if it may now.

        What is in the future, since the clock was set back, does not count.
        """
        self._times = [at for at in self._times if 0 <= now - at < self._seconds]
        return 0.0 if len(self._times) < most else self._times[0] + self._seconds - now

    def add(self, now: float) -> None:
        """One more has happened."""
        self._times.append(now)

    def take_back(self) -> None:
        """The last one does not count after all."""
        if self._times:
            self._times.pop()
