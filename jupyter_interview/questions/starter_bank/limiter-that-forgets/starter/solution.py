class Limiter:
    """Lets each reader do something at most `limit` times in any `seconds` seconds.

    `seen` is what an earlier limiter has seen: for each reader, the seconds at which they did it.
    """

    def __init__(self, limit, seconds, seen={}):
        self._limit = limit
        self._seconds = seconds
        self._seen = seen

    def allow(self, reader, now):
        """Whether the reader may do it now. If so, it counts."""
        times = self._recent(reader, now)
        if len(times) >= self._limit:
            return False
        times.append(now)
        return True

    def left(self, reader, now):
        """How many times the reader may do it now."""
        return max(0, self._limit - len(self._recent(reader, now)))

    def _recent(self, reader, now):
        """The times of the reader that count; all others are forgotten."""
        times = [each for each in self._seen.get(reader, []) if now - each <= self._seconds]
        self._seen[reader] = times
        return times
