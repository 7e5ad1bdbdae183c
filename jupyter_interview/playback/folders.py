"""The files of an interview after any entry of its log: their order and names, and which is shown.

What an event does to them is what ``session/folder.py`` does, which knows the log and not the
recording.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

_CODE = "code:"
_MAIN_NAMES = {
    "javascript": "solution.js",
    "typescript": "solution.ts",
    "python": "solution.py",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file, as it was called at a moment. Data has no ``language``."""

    id: str
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Folder:
    """The files that were there; ``shown`` is the id of the one that everybody was shown last."""

    files: tuple[File, ...] = ()
    removed: tuple[File, ...] = ()
    shown: str = ""

    def get(self, file_id: str) -> File | None:
        """The file with this id, if it was there."""
        return _with_id(self.files, file_id)


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
            return _in_language(folder, told["language"])
        case "FileAdded":
            return _with(folder, File(told["file"], told["name"], told["language"]))
        case "FileRenamed":
            renamed = File(told["file"], told["name"], told["language"])
            files = tuple(renamed if one.id == renamed.id else one for one in folder.files)
            return replace(folder, files=files)
        case "FileRemoved":
            return _removed(folder, told["file"])
        case "FilesOrdered":
            return _ordered(folder, told["files"])
        case "FileShown" if folder.get(told["file"]) is not None:
            return replace(folder, shown=told["file"])
        case _:
            return folder


def _with(folder: Folder, file: File) -> Folder:
    return Folder(
        (*_without(folder.files, file.id), file),
        _without(folder.removed, file.id),
        folder.shown or file.id,
    )


def _removed(folder: Folder, file_id: str) -> Folder:
    removed = folder.get(file_id)
    if removed is None:
        return folder
    files, shown = _without(folder.files, file_id), folder.shown
    if shown == file_id:
        place = folder.files.index(removed)
        shown = files[min(place, len(files) - 1)].id if files else ""
    return Folder(files, (*folder.removed, removed), shown)


def _ordered(folder: Folder, ids: Iterable[str]) -> Folder:
    found = [one for file in dict.fromkeys(ids) if (one := folder.get(file)) is not None]
    rest = (one for one in folder.files if one not in found)
    return replace(folder, files=(*found, *rest))


def _in_language(folder: Folder, language: str) -> Folder:
    """With the file of a language shown, which is added where there is none."""
    file_id = f"{_CODE}{language}"
    if folder.get(file_id) is None:
        removed = _with_id(folder.removed, file_id)
        name = _MAIN_NAMES.get(language, language) if removed is None else removed.name
        name = _free(name, {file.name for file in folder.files})
        folder = _with(folder, File(file_id, name, language))
    return replace(folder, shown=file_id)


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number if another file has it or is in a folder of that name."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    others = (f"{stem}_{number}{dot}{ending}" for number in count(2))
    while name in taken or any(other.startswith(f"{name}/") for other in taken):
        name = next(others)
    return name


def _with_id(files: Iterable[File], file_id: str) -> File | None:
    return next((file for file in files if file.id == file_id), None)


def _without(files: Iterable[File], file_id: str) -> tuple[File, ...]:
    return tuple(file for file in files if file.id != file_id)
