"""A recording of an interview: its texts at any moment."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. Positions and lengths count UTF-16 units."""

    seq: int
    at: timedelta
    """Since the beginning."""
    who: str | None
    """The name of the person; None where it was nobody."""
    file: str
    """The id of the file."""
    position: int
    deleted: int
    inserted: str


@dataclass(frozen=True, slots=True)
class Recording:
    """Every text at every moment. ``document`` is the contract's ``Recording``."""

    document: dict[str, Any] = field(repr=False)
    edits: tuple[Edit, ...] = field(repr=False)
    """In their order."""

    @classmethod
    def read(cls, document: Any) -> "Recording":
        """Read the contract's ``Recording``; raises ValueError for another version of it."""
        if document["format"] != "jupyter-interview-recording" or document["version"] != 1:
            raise ValueError("This is no recording that this client can read.")
        return cls(document, tuple(_edits(document)))

    @property
    def began_at(self) -> datetime | None:
        """When the interview became live."""
        start = self.document["start"]
        return None if start is None else _EPOCH + timedelta(milliseconds=start["at"])

    @property
    def files(self) -> dict[str, str]:
        """The names of all files that were there, by their ids."""
        return {file["id"]: file["name"] or file["id"] for file in self.document["files"]}

    def text_at(self, when: timedelta | datetime | None = None) -> dict[str, str]:
        """The texts at a moment, or at the end, by the ids of the files.

        ``when`` is a time since the beginning, or a date.
        """
        if isinstance(when, datetime):
            when = when - self.began_at if self.began_at is not None else timedelta()
        times = [edit.at for edit in self.edits]
        count = len(times) if when is None else bisect_right(times, when)
        return self._texts(self.edits[:count])

    def text_after(self, seq: int) -> dict[str, str]:
        """The texts after an entry of the log, by the ids of the files."""
        return self._texts(self.edits[: bisect_right([edit.seq for edit in self.edits], seq)])

    def broken_seals(self) -> list[tuple[int, str]]:
        """Where a text that was live is not the one of this recording: entries and files."""
        broken = []
        files = [file["id"] for file in self.document["files"]]
        for seal in self.document["seals"]:
            texts = self.text_after(seal["seq"])
            for sealed in seal["texts"]:
                file = files[sealed["file"]]
                if sha256(texts[file].encode()).hexdigest() != sealed["sha256"]:
                    broken.append((seal["seq"], file))
        return broken

    def _texts(self, edits: tuple[Edit, ...]) -> dict[str, str]:
        texts = {file["id"]: bytearray() for file in self.document["files"]}
        for edit in edits:
            start, end = 2 * edit.position, 2 * (edit.position + edit.deleted)
            texts[edit.file][start:end] = edit.inserted.encode("utf-16-le")
        return {file: text.decode("utf-16-le") for file, text in texts.items()}


def _edits(document: dict[str, Any]) -> list[Edit]:
    columns, people, files = document["edits"], document["people"], document["files"]
    inserted = columns["inserted"].encode("utf-16-le")
    edits: list[Edit] = []
    ends = [0 for _ in files]
    seq = at = taken = 0
    names = ("seq", "at", "who", "file", "position", "deleted", "length")
    for step, pause, who, file, distance, deleted, length in zip(
        *(columns[name] for name in names), strict=True
    ):
        seq, at, position = seq + step, at + pause, ends[file] + distance
        ends[file] = position + length
        text = inserted[2 * taken : 2 * (taken + length)].decode("utf-16-le")
        taken += length
        name = None if who < 0 else people[who]["name"] or people[who]["id"]
        since = timedelta(milliseconds=at)
        edits.append(Edit(seq, since, name, files[file]["id"], position, deleted, text))
    return edits
