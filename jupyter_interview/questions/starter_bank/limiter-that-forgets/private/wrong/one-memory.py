# fails: searching uses up no extensions, a search between extensions, three of a kind, one that is made later, counts like a person with a list
class Limiter:
    """Corrects the edge of the window and leaves the default as it is."""

    def __init__(self, limit, seconds, seen={}):
        self._limit = limit
        self._seconds = seconds
        self._seen = seen

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
