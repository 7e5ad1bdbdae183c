"""What the gate remembers of one client's characters: their text, surrogate pairs, deletions.

All of it is kept as runs, so an hour of typing takes a few kilobytes.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def low_halves(text: str, start: int) -> Iterator[int]:
    """Clocks of the second halves of surrogate pairs, ``text`` beginning at clock ``start``."""
    for extra, match in enumerate(ASTRAL.finditer(text)):
        yield start + match.start() + extra + 1


class Ranges:
    """A set of whole numbers as sorted, disjoint runs."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def covers(self, start: int, end: int) -> bool:
        """Whether every number from ``start`` up to, not including, ``end`` is in the set."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]

    def add(self, start: int, end: int) -> None:
        """Put the numbers from ``start`` up to ``end`` in."""
        first = bisect_left(self._ends, start)
        last = bisect_right(self._starts, end)
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]


class Strand:
    """The characters of one client from the first one remembered up to ``end``."""

    __slots__ = ("_deleted", "_halves", "_roots", "_starts", "end")

    def __init__(self, end: int = 0) -> None:
        self.end = end
        self._starts: list[int] = []
        self._roots: list[str | None] = []
        self._halves: array[int] | None = None
        self._deleted: Ranges | None = None

    def root_at(self, clock: int) -> str | None:
        """The text the character is in, None when that is not known."""
        starts = self._starts
        if len(starts) == 1 and clock >= starts[0]:
            return self._roots[0]
        index = bisect_right(starts, clock) - 1
        return self._roots[index] if index >= 0 else None

    def cuts(self, clock: int) -> bool:
        """Whether a cut before ``clock`` would split a surrogate pair."""
        halves = self._halves
        if halves is None:
            return False
        index = bisect_left(halves, clock)
        return index < len(halves) and halves[index] == clock

    def is_deleted(self, start: int, end: int) -> bool:
        """Whether all characters from ``start`` up to ``end`` are deleted already."""
        return self._deleted is not None and self._deleted.covers(start, end)

    def delete(self, start: int, end: int) -> None:
        """The characters from ``start`` up to ``end`` are deleted."""
        if self._deleted is None:
            self._deleted = Ranges()
        self._deleted.add(start, end)

    def grow(self, end: int, root: str | None, text: str) -> None:
        """Characters up to ``end`` follow; ``text`` is what they say where that may hold pairs."""
        self._enter(self.end, root)
        if text and (halves := array("I", low_halves(text, self.end))):
            self._add_halves(halves)
        self.end = end

    def extend(self, later: "Strand") -> None:
        """Take over what ``later``, which begins where this one ends, knows."""
        for start, root in zip(later._starts, later._roots, strict=True):
            self._enter(start, root)
        if later._halves is not None:
            self._add_halves(later._halves)
        if later._deleted is not None:
            for start, end in later._deleted:
                self.delete(start, end)
        self.end = later.end

    def _enter(self, start: int, root: str | None) -> None:
        if not self._roots or self._roots[-1] != root:
            self._starts.append(start)
            self._roots.append(root)

    def _add_halves(self, halves: "array[int]") -> None:
        if self._halves is None:
            self._halves = array("I")
        self._halves.extend(halves)
