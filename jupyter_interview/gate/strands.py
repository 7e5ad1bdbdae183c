"""Spans of characters, and everything that is known of the characters of one client.

Clocks count UTF-16 units. Text that was typed from left to right is one span, however many updates
brought it, so an hour of typing takes some hundred kilobytes.
"""

import re
from array import array
from bisect import bisect_left, bisect_right

from .ranges import Ranges
from .update import CharacterId
from .widths import Widths

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Span:
    """Neighbouring characters of one client, typed from left to right.

    The first was typed between ``origin`` and ``right``, each further one between its predecessor
    and ``right``. ``before`` and ``behind`` are the neighbouring spans now.
    """

    __slots__ = ("before", "behind", "client", "end", "origin", "right", "root", "start")

    def __init__(
        self,
        client: int,
        start: int,
        end: int,
        origin: CharacterId | None,
        right: CharacterId | None,
        root: str,
    ) -> None:
        self.client = client
        self.start = start
        self.end = end
        self.origin = origin
        self.right = right
        self.root = root
        self.before: Span | None = None
        self.behind: Span | None = None

    def holds(self, character: CharacterId | None) -> bool:
        """Whether this character is one of the span's."""
        return (
            character is not None
            and character[0] == self.client
            and self.start <= character[1] < self.end
        )


class Strand:
    """One client's spans in the order of its clock, its surrogate pairs and its deletions."""

    __slots__ = ("_starts", "deleted", "end", "halves", "spans", "widths")

    def __init__(self) -> None:
        self.end = 0
        self.spans: list[Span] = []
        self._starts: list[int] = []
        self.halves = array("I")
        self.deleted = Ranges()
        self.widths = Widths()

    def span_at(self, clock: int) -> Span:
        """The span with this character, which must exist."""
        last = self.spans[-1]
        if clock >= last.start:
            return last
        return self.spans[bisect_right(self._starts, clock) - 1]

    def cuts(self, clock: int) -> bool:
        """Whether a cut before ``clock`` would split a surrogate pair."""
        halves = self.halves
        if not halves:
            return False
        index = bisect_left(halves, clock)
        return index < len(halves) and halves[index] == clock

    def add_halves(self, text: str) -> None:
        """Note where the second halves of pairs are in a text that is appended."""
        start = self.end
        self.halves.extend(
            start + match.start() + extra + 1 for extra, match in enumerate(ASTRAL.finditer(text))
        )

    def append(self, span: Span) -> None:
        """Append a span."""
        self.spans.append(span)
        self._starts.append(span.start)
        self.end = span.end

    def pop(self) -> Span:
        """Take the last span off."""
        self._starts.pop()
        return self.spans.pop()

    def insert(self, part: Span) -> None:
        """Insert the second part of a span that was split."""
        index = bisect_right(self._starts, part.start)
        self.spans.insert(index, part)
        self._starts.insert(index, part.start)

    def rejoin(self, part: Span) -> None:
        """Undo :meth:`insert`."""
        index = bisect_left(self._starts, part.start)
        self.spans[index - 1].end = part.end
        del self.spans[index], self._starts[index]

    def cut_back(self, end: int, halves: int) -> None:
        """Forget what came after clock ``end``, when there were ``halves`` second halves."""
        self.spans[-1].end = self.end = end
        del self.halves[halves:]
        self.widths.cut_back(end)
