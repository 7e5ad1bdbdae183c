"""The files of a question's folder, read within bounds.

Nothing is read that lies outside of the folder, however a link or a name may lead there.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..domain.program_files import is_file_name
from .problems import Problem

PRIVATE = "private/"
"""What lies under this folder reaches no candidate and no observer."""
MOST_FILES = 200
MOST_BYTES = 256 * 1024
"""The most bytes of one file, but for those in ``data``."""
MOST_DATA_BYTES = 1024 * 1024
"""The most bytes of all files in ``data`` together."""
_IGNORED = frozenset({"__pycache__", "node_modules"})
_MOST_STAMPED = 2 * MOST_FILES
"""A folder with more files than that has a problem whatever is in them."""

Stamp = tuple[tuple[str, int, int, int, int], ...]
"""What changes whenever a file of a folder does."""


@dataclass(frozen=True, slots=True)
class Files:
    """The texts of a folder by their names in it, with ``/`` between folders."""

    texts: Mapping[str, str]
    digest: str

    def under(self, folder: str) -> dict[str, str]:
        """The texts in this folder (``data/``), by their names from there."""
        return {
            name.removeprefix(folder): text
            for name, text in self.texts.items()
            if name.startswith(folder)
        }


def is_read(name: str) -> bool:
    """Whether a file or folder of this name belongs to a question, wherever in its folder."""
    return not name.startswith(".") and name not in _IGNORED


def read_files(folder: Path) -> tuple[Files, list[Problem]]:
    """All files of a folder, but for hidden ones; raises OSError if it cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    digest = hashlib.sha256()
    data_bytes = 0
    for name, path in sorted(_paths(folder.resolve(), "", problems)):
        if len(texts) == MOST_FILES:
            problems.append(Problem(name, 1, f"A question may have at most {MOST_FILES} files."))
            break
        is_data = name.startswith("data/")
        most = MOST_DATA_BYTES - data_bytes if is_data else MOST_BYTES
        with path.open("rb") as file:
            content = file.read(most + 1)
        if len(content) > most:
            of = "All files in data" if is_data else "A file"
            limit = MOST_DATA_BYTES if is_data else MOST_BYTES
            problems.append(Problem(name, 1, f"{of} may have at most {limit:,} bytes."))
            continue
        data_bytes += len(content) if is_data else 0
        digest.update(_entry(name, content))
        try:
            texts[name] = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as problem:
            line = content.count(b"\n", 0, problem.start) + 1
            problems.append(Problem(name, line, "This is not a text in UTF-8."))
    return Files(texts, digest.hexdigest()), problems


def digest_of(texts: Mapping[str, str]) -> str:
    """The digest that a folder with these files has."""
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        digest.update(_entry(name, text.encode()))
    return digest.hexdigest()


def _entry(name: str, content: bytes) -> bytes:
    """What one file adds to a digest."""
    return f"{len(name)}:{name}:{len(content)}:".encode() + content


def stamp_of(folder: Path) -> Stamp:
    """Times and sizes of the files of a folder, for which none of them is read; raises OSError."""
    found: list[tuple[str, int, int, int, int]] = []
    folders = [str(folder)]
    while folders and len(found) < _MOST_STAMPED:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if not is_read(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                told = entry.stat(follow_symlinks=False)
                found.append(
                    (entry.path, told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino)
                )
    return tuple(sorted(found))


def _paths(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        name = f"{prefix}{path.name}"
        if not is_read(path.name):
            continue
        if path.is_symlink():
            problems.append(Problem(name, 1, "A question cannot have links to other files."))
        elif not is_file_name(name):
            problems.append(Problem(name, 1, "This cannot be the name of a file of a question."))
        elif path.is_dir():
            yield from _paths(path, f"{name}/", problems)
        elif path.is_file():
            yield name, path
