"""The files of an interview after any entry of its log, by what a recording tells of its events."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..domain import folder as domain


@dataclass(frozen=True, slots=True)
class File:
    """A file, as it was called at a moment. Data has no ``language``."""

    id: str
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Folder(domain.Folder[File]):
    """The files that were there."""


class Folders:
    """The files at every moment of a recording."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._seqs: list[int] = []
        self._folders: list[Folder] = []
        for seq, folder in _history(document):
            self._seqs.append(seq)
            self._folders.append(folder)

    def at(self, seq: int) -> Folder:
        """The files after an entry of the log."""
        place = bisect_right(self._seqs, seq)
        return self._folders[place - 1] if place else Folder()


def _history(document: dict[str, Any]) -> Iterator[tuple[int, Folder]]:
    """After which entry there were which files."""
    start = document["start"]
    if start is None:
        return
    files = tuple(File(one["id"], one["name"], one["language"]) for one in start["files"])
    folder = Folder(files, (), start["shown"])
    yield start["seq"], folder
    for event in document["events"]:
        after = _after(folder, event["type"], event["told"])
        if after != folder:
            folder = after
            yield event["seq"], folder


def _after(folder: Folder, kind: str, told: dict[str, Any]) -> Folder:
    match kind:
        case "LanguageChanged":
            return folder.in_language(told["language"], File)
        case "FileAdded":
            return folder.with_file(_file(told))
        case "FileRenamed":
            return folder.renamed(_file(told))
        case "FileRemoved":
            return folder.without(told["file"])
        case "FilesOrdered":
            return folder.ordered(told["files"])
        case "FileShown":
            return folder.showing(told["file"])
        case _:
            return folder


def _file(told: dict[str, Any]) -> File:
    return File(told["file"], told["name"], told["language"])
