"""The edits of a recording, as columns: one row of numbers for each property of an edit.

Most numbers are told as differences, which are small and mostly alike, so they compress well.
"""

from bisect import bisect_right
from typing import Any


def differences(values: list[int], first: int = 0) -> list[int]:
    """Each value from a place on, less the one before it; the first of all is less 0."""
    before = [0] if first == 0 else values[first - 1 : first]
    told = values[first:]
    return [value - last for last, value in zip([*before, *told], told, strict=False)]


class Columns:
    """The edits, in the order in which they happened."""

    def __init__(self) -> None:
        self._seqs: list[int] = []
        self._times: list[int] = []
        self._authors: list[str | None] = []
        self._files: list[int] = []
        self._places: list[int] = []
        self._deleted: list[int] = []
        self._lengths: list[int] = []
        self._texts: list[str] = []
        self._ends: dict[int, int] = {}
        self.authors: dict[str, int] = {}
        """Who has made edits, in the order of their first ones, which are in these entries."""

    def add(
        self,
        seq: int,
        at: int,
        author: str | None,
        file: int,
        position: int,
        deleted: int,
        text: str,
    ) -> int:
        """Add an edit; answers with how many UTF-16 units it inserts."""
        length = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
        self._seqs.append(seq)
        self._times.append(at)
        self._authors.append(author)
        if author is not None:
            self.authors.setdefault(author, seq)
        self._files.append(file)
        # As a distance from where the last edit of this file has ended.
        self._places.append(position - self._ends.get(file, 0))
        self._ends[file] = position + length
        self._deleted.append(deleted)
        self._lengths.append(length)
        self._texts.append(text)
        return length

    def told(self, people: dict[str, int], after: int) -> dict[str, Any]:
        """The columns of what came after an entry, with authors as places among these people."""
        first = bisect_right(self._seqs, after)
        authors = self._authors[first:]
        return {
            "seq": differences(self._seqs, first),
            "at": differences(self._times, first),
            "who": [-1 if author is None else people[author] for author in authors],
            "file": self._files[first:],
            "position": self._places[first:],
            "deleted": self._deleted[first:],
            "length": self._lengths[first:],
            "inserted": "".join(self._texts[first:]),
        }
