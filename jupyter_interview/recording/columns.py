"""The edits of a recording, as columns: one row of numbers for each property of an edit.

Most numbers are told as differences, which are small and mostly alike, so they compress well.
"""

from typing import Any


def differences(values: list[int]) -> list[int]:
    """Each value less the one before it; the first is less 0."""
    return [value - before for before, value in zip([0, *values], values, strict=False)]


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
        self._files.append(file)
        # As a distance from where the last edit of this file has ended.
        self._places.append(position - self._ends.get(file, 0))
        self._ends[file] = position + length
        self._deleted.append(deleted)
        self._lengths.append(length)
        self._texts.append(text)
        return length

    @property
    def authors(self) -> dict[str, None]:
        """Who has made edits, in the order of their first ones."""
        return dict.fromkeys(author for author in self._authors if author is not None)

    def told(self, people: dict[str, int]) -> dict[str, Any]:
        """The columns, with authors as places among these people."""
        return {
            "seq": differences(self._seqs),
            "at": differences(self._times),
            "who": [-1 if author is None else people[author] for author in self._authors],
            "file": self._files,
            "position": self._places,
            "deleted": self._deleted,
            "length": self._lengths,
            "inserted": "".join(self._texts),
        }
