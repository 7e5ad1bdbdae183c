"""The texts of a recording after any number of edits, and who typed each character of them.

The twin of the front end's ``recording/text-at.ts``. After every so many edits the texts are kept,
and a text that does not change is kept once. Going forward begins where the last look ended. So
whoever reads from the beginning to the end makes each edit once, and no moment is further than that
many edits from a text that is there.
"""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, groupby
from sys import byteorder
from typing import Any

_EVERY = 512
"""At least so many edits are between two kept states."""
_KEPT = 64
"""At most so many states are kept: each has all texts that have changed."""

_LINE_FEED = int.from_bytes("\n".encode("utf-16-le"), byteorder)

_State = tuple[bytes, ...]
"""The text of each file, two bytes for each UTF-16 unit."""


class Texts:
    """The edits of a recording, and what they lead to. A file and a person are places in its lists,
    and -1 is nobody."""

    def __init__(self, document: dict[str, Any]) -> None:
        columns = document["edits"]
        self.files: list[int] = columns["file"]
        self.who: list[int] = columns["who"]
        self.deleted: list[int] = columns["deleted"]
        self.lengths: list[int] = columns["length"]
        self.seqs = list(accumulate(columns["seq"]))
        """After which entry of the log."""
        self.times = list(accumulate(columns["at"]))
        """When each is shown, in milliseconds since the beginning."""
        self.positions: list[int] = []
        self._inserted: bytes = columns["inserted"].encode("utf-16-le", "surrogatepass")
        self._starts = [0, *accumulate(self.lengths)]
        count = len(document["files"])
        ends = [0] * count
        for file, distance, length in zip(
            self.files, columns["position"], self.lengths, strict=True
        ):
            self.positions.append(ends[file] + distance)
            ends[file] += distance + length
        self._last_read: dict[int, tuple[bytes, str]] = {}
        """The text of each file that was read last, as it is kept and as a string: whoever goes
        from moment to moment reads each change once."""
        self._written = _Track(self, count, self._bytes_of)
        self._authors = _Track(self, count, self._author_of)

    def __len__(self) -> int:
        return len(self.seqs)

    def edits_at(self, ms: float) -> int:
        """How many edits there are up to a moment, in milliseconds since the beginning, and with
        it."""
        return bisect_right(self.times, ms)

    def edits_up_to(self, seq: int) -> int:
        """How many edits there are up to an entry of the log, and with it."""
        return bisect_right(self.seqs, seq)

    def inserted(self, edit: int) -> str:
        """What an edit inserts."""
        return _read(self._bytes_of(edit))

    def lines(self, edit: int) -> int:
        """How many lines an edit inserts, the one in which it begins among them."""
        units = memoryview(self._bytes_of(edit)).cast("H")
        return 1 + sum(unit == _LINE_FEED for unit in units)

    def text(self, file: int, edits: int) -> str:
        """The text of a file after so many edits."""
        written = self._written.after(edits)[file]
        known = self._last_read.get(file)
        if known is None or known[0] is not written:
            known = self._last_read[file] = written, _read(written)
        return known[1]

    def authors(self, file: int, edits: int) -> list[tuple[int, str]]:
        """The text of a file after so many edits in pieces, each of them typed by one person."""
        written, by = self._written.after(edits)[file], self._authors.after(edits)[file]
        units = memoryview(by).cast("H")
        pieces, start = [], 0
        for author, group in groupby(units):
            end = start + sum(1 for _ in group)
            pieces.append((author - 1, _read(written[2 * start : 2 * end])))
            start = end
        return pieces

    def _bytes_of(self, edit: int) -> bytes:
        start = self._starts[edit]
        return self._inserted[2 * start : 2 * (start + self.lengths[edit])]

    def _author_of(self, edit: int) -> bytes:
        return (self.who[edit] + 1).to_bytes(2, byteorder) * self.lengths[edit]


class _Track:
    """Texts after any number of edits: what was written, or the author of each unit of it."""

    def __init__(self, edits: Texts, files: int, insert: Callable[[int], bytes]) -> None:
        self._edits = edits
        self._insert = insert
        self._every = max(_EVERY, len(edits) // _KEPT + 1)
        self._states: list[_State] = [(b"",) * files]
        self._last: tuple[int, _State] = (0, self._states[0])

    def after(self, edits: int) -> _State:
        wanted = max(0, min(edits, len(self._edits)))
        begin, state = self._nearest(wanted)
        while begin < wanted:
            step = min(wanted, (begin // self._every + 1) * self._every)
            state = self._played(state, begin, step)
            begin = step
            if begin == len(self._states) * self._every:
                self._states.append(state)
        self._last = wanted, state
        return state

    def _nearest(self, wanted: int) -> tuple[int, _State]:
        """What is there already, at or before this number of edits."""
        kept = min(wanted // self._every, len(self._states) - 1)
        last, state = self._last
        if kept * self._every < last <= wanted:
            return last, state
        return kept * self._every, self._states[kept]

    def _played(self, state: _State, begin: int, end: int) -> _State:
        edits, texts = self._edits, list(state)
        changed: dict[int, bytearray] = {}
        for edit in range(begin, end):
            file = edits.files[edit]
            if file not in changed:
                changed[file] = bytearray(texts[file])
            start = 2 * edits.positions[edit]
            changed[file][start : start + 2 * edits.deleted[edit]] = self._insert(edit)
        for file, text in changed.items():
            texts[file] = bytes(text)
        return tuple(texts)


def _read(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
