# fails: goes on after a restart, one with a past and one without, counts like a person with a list
class Limiter:
    """Gives every limiter an empty memory, also one that was given a past."""

    def __init__(self, limit, seconds, seen=None):
        self._limit = limit
        self._seconds = seconds
        self._seen = {}

    def allow(self, reader, now):
        times = self._recent(reader, now)
        if len(times) >= self._limit:
            return False
        times.append(now)
        return True

    def left(self, reader, now):
        return max(0, self._limit - len(self._recent(reader, now)))

    def _recent(self, reader, now):
        times = [each for each in self._seen.get(reader, []) if now - each < self._seconds]
        self._seen[reader] = times
        return times
