"""A set of whole numbers, many of them consecutive."""

from bisect import bisect_left, bisect_right


class Ranges:
    """The numbers as sorted, disjoint ranges; the end of a range is not in it."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def covers(self, start: int, end: int) -> bool:
        """Whether every number from ``start`` up to ``end`` is in the set."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]

    def outside(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges between ``start`` and ``end`` that are not in the set."""
        left = []
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self._starts)):
            if self._starts[index] >= end:
                break
            if start < self._starts[index]:
                left.append((start, self._starts[index]))
            start = max(start, self._ends[index])
        if start < end:
            left.append((start, end))
        return left

    def add(self, start: int, end: int) -> None:
        """Add the numbers from ``start`` up to ``end``."""
        first = bisect_left(self._ends, start)
        last = bisect_right(self._starts, end)
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]
