"""The files of an interview: in which order they are, which one is shown, and which one is run.

A :class:`Folder` is a value. The texts of its files are somewhere else. A file that was removed is
remembered, so that it can be brought back. What a log and what a recording tell of files makes the
same folder.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Generic, Protocol, Self, TypeVar

from .languages import CODE_FILES, code_file, is_program, main_name
from .program_files import NAME_CHARACTERS, folders_of


class File(Protocol):
    """A file, as it is called. Data has no ``language``."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def language(self) -> str | None: ...


FileT = TypeVar("FileT", bound=File)


@dataclass(frozen=True, slots=True)
class Folder(Generic[FileT]):
    """``shown`` is the id of the file that everybody was shown last, ``entry`` of the one that is
    run."""

    files: tuple[FileT, ...] = ()
    removed: tuple[FileT, ...] = ()
    shown: str = ""
    entry: str | None = None

    def get(self, file_id: str) -> FileT | None:
        """The file with this id, if it is among the others."""
        return _with_id(self.files, file_id)

    def removed_file(self, file_id: str) -> FileT | None:
        """The file with this id, if it was removed."""
        return _with_id(self.removed, file_id)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(file.id for file in self.files)

    @property
    def known(self) -> tuple[str, ...]:
        """The ids of all files there ever were in this document."""
        return (*self.ids, *(file.id for file in self.removed))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(file.name for file in self.files)

    @property
    def language(self) -> str | None:
        """The language of the file that is shown."""
        shown = self.get(self.shown)
        return None if shown is None else shown.language

    def language_of(self, file_id: str) -> str | None:
        """The language of a file, whether it was removed or not."""
        file = self.get(file_id) or self.removed_file(file_id)
        return CODE_FILES.get(file_id) if file is None else file.language

    def first_in(self, language: str) -> FileT | None:
        """The first file in this language."""
        return next((file for file in self.files if file.language == language), None)

    def with_file(self, added: FileT) -> Self:
        """With another file at the end; no other file has its id then."""
        return replace(
            self,
            files=(*_without(self.files, added.id), added),
            removed=_without(self.removed, added.id),
            shown=self.shown or added.id,
        )

    def renamed(self, renamed: FileT) -> Self:
        """With another name for a file. What is no program any more is not run."""
        files = tuple(renamed if file.id == renamed.id else file for file in self.files)
        ended = renamed.id == self.entry and not is_program(renamed.language)
        return replace(self, files=files, entry=None if ended else self.entry)

    def without(self, file_id: str) -> Self:
        """Without a file. If it was shown, the next one is, or the last one."""
        removed = self.get(file_id)
        if removed is None:
            return self
        files, shown = _without(self.files, file_id), self.shown
        if shown == file_id:
            place = self.files.index(removed)
            shown = files[min(place, len(files) - 1)].id if files else ""
        entry = None if self.entry == file_id else self.entry
        known = (*self.removed, removed)
        return replace(self, files=files, removed=known, shown=shown, entry=entry)

    def showing(self, file_id: str) -> Self:
        """With this file shown to everybody, if it is there."""
        return self if self.get(file_id) is None else replace(self, shown=file_id)

    def running(self, file_id: str | None) -> Self:
        """With this file as the one that is run, if it is there."""
        if file_id is not None and self.get(file_id) is None:
            return self
        return replace(self, entry=file_id)

    def ordered(self, file_ids: Iterable[str]) -> Self:
        """In this order. Files that are not named keep theirs, at the end."""
        found = (self.get(file_id) for file_id in dict.fromkeys(file_ids))
        first = tuple(file for file in found if file is not None)
        return replace(self, files=(*first, *(file for file in self.files if file not in first)))

    def successor(self) -> Self:
        """Of the document that follows this one, in which removed texts are not."""
        return replace(self, removed=())

    def in_language(self, language: str, make: Callable[[str, str, str], FileT]) -> Self:
        """Showing the file that older versions knew as the text of this language. Where there is
        none, ``make`` makes it of its id, name and language."""
        file_id = code_file(language)
        if self.get(file_id) is not None:
            return self.showing(file_id)
        removed = self.removed_file(file_id)
        name = main_name(language) if removed is None else removed.name
        file = make(file_id, free_name(name, self.names), language)
        return self.with_file(file).showing(file_id)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number in it if other files do not leave room for it.

    The number stands before the ending, or in the name of the folder that is a file here.
    """
    both = clashes(name, taken)
    if both is None and name not in taken:
        return name
    parts = name.split("/")
    place = len(parts) - 1 if both is None else both.count("/")
    for number in count(2):
        part = _numbered(parts[place], number)
        wanted = "/".join((*parts[:place], part, *parts[place + 1 :]))
        if wanted not in taken and clashes(wanted, taken) is None:
            return wanted
    raise AssertionError("there is always another number")


def _numbered(part: str, number: int) -> str:
    """The name of a file or folder with this number; a long one loses its end for it."""
    stem, dot, ending = part.rpartition(".")
    if not stem:
        stem, dot, ending = part, "", ""
    behind = f"_{number}{dot}{ending}"
    return stem[: max(1, NAME_CHARACTERS - len(behind))] + behind


def clashes(name: str, taken: Iterable[str]) -> str | None:
    """What would be both a file and a folder beside files of these names."""
    own = set(folders_of(name))
    for other in taken:
        if other in own:
            return other
        if name in folders_of(other):
            return name
    return None


def _with_id(files: Iterable[FileT], file_id: str) -> FileT | None:
    return next((file for file in files if file.id == file_id), None)


def _without(files: Iterable[FileT], file_id: str) -> tuple[FileT, ...]:
    return tuple(file for file in files if file.id != file_id)
