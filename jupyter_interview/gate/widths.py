"""How many bytes each character takes, so that the size of a text is known without the text.

One byte for each UTF-16 unit says in which text it is and how many bytes of UTF-8 it takes there.
That is 0 for the second half of a pair, and for deleted characters. Text that came deleted has no
bytes here, whatever length it claims.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

_TEXT = 8
"""The factor of the number of a text."""
_SIZES = (1, 2, 3, 4)


def widths_of(raw: bytes, text: int) -> bytes:
    """The widths of new characters in the text with this number."""
    base = text * _TEXT
    if raw.isascii():
        return bytes((base + 1,)) * len(raw)
    found = bytearray()
    for character in raw.decode():
        code = ord(character)
        if code > 0xFFFF:
            found += bytes((base + 4, base))
        else:
            found.append(base + (1 if code < 0x80 else 2 if code < 0x800 else 3))
    return bytes(found)


class Widths:
    """The widths of the characters of one client, by clock."""

    __slots__ = ("_data", "_offsets", "_starts")

    def __init__(self) -> None:
        self._data = bytearray()
        self._starts: list[int] = []
        self._offsets: list[int] = []

    def add(self, clock: int, widths: bytes) -> None:
        """Append the characters from ``clock`` on."""
        data = self._data
        if not self._starts or clock != self._starts[-1] + len(data) - self._offsets[-1]:
            self._starts.append(clock)
            self._offsets.append(len(data))
        data += widths

    def cut_back(self, clock: int) -> None:
        """Forget the characters from ``clock`` on."""
        while self._starts and self._starts[-1] >= clock:
            self._starts.pop()
            del self._data[self._offsets.pop() :]
        if self._starts:
            del self._data[self._offsets[-1] + clock - self._starts[-1] :]

    def weigh(self, ranges: Iterable[tuple[int, int]], texts: int) -> Iterator[tuple[int, int]]:
        """The bytes in these ranges (start, end), by number of the text; each character counts
        once."""
        data, done = self._data, 0
        for start, end in sorted(ranges):
            start = max(start, done)
            done = max(end, done)
            for first, last in self._spans(start, end):
                if last - first == 1:
                    yield data[first] // _TEXT, data[first] % _TEXT
                    continue
                for text in range(texts):
                    base = text * _TEXT
                    counts = (size * data.count(base + size, first, last) for size in _SIZES)
                    yield text, sum(counts)

    def clear(self, start: int, end: int) -> None:
        """Note that these characters are deleted."""
        for first, last in self._spans(start, end):
            self._data[first:last] = bytes(last - first)

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        starts, offsets = self._starts, self._offsets
        for index in range(max(0, bisect_right(starts, start) - 1), len(starts)):
            begin = starts[index]
            if begin >= end:
                return
            offset = offsets[index]
            behind = offsets[index + 1] if index + 1 < len(offsets) else len(self._data)
            first, last = max(start, begin), min(end, begin + behind - offset)
            if first < last:
                yield offset + first - begin, offset + last - begin
