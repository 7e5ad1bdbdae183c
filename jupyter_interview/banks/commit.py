"""The git commit that is checked out where a question lies, read from git's own files.

It is told only of a question that is in it, and with whether its files are others by now. A folder
that happens to lie in somebody's repository has nothing to do with its commits. No program is
started, so it works where git is not installed, and nothing that a repository names is run.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..questions.folder import is_read
from .git_objects import Entry, Objects, Unreadable, blob_id

_MOST_BYTES = 8 * 1024 * 1024
"""Of the file with packed references, which has a line for each."""
_MOST_STEPS = 5
"""How often one reference may lead to another."""
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(r"ref: (refs/[^\s\\:?*\[]+)")


@dataclass(frozen=True, slots=True)
class Commit:
    """``sha`` in hexadecimal; ``is_changed`` says that the files are others than in it."""

    sha: str
    is_changed: bool


def commit_of(folder: Path) -> Commit | None:
    """The commit of a folder with files; None where there is no repository, and for a folder that
    is not in its commit."""
    try:
        folder = folder.resolve()
        for place in (folder, *folder.parents):
            git = _git_folder(place)
            if git is not None:
                sha = _head(git)
                names = folder.relative_to(place).parts
                return None if sha is None else _commit(sha, _common(git), folder, names)
    except (OSError, ValueError, LookupError, RecursionError, struct.error, Unreadable):
        return None
    return None


def _commit(sha: str, common: Path, folder: Path, names: tuple[str, ...]) -> Commit | None:
    objects = Objects(common / "objects")
    inside = objects.tree_of(sha)
    for name in names:
        entry = inside.get(name)
        if entry is None or not entry.is_folder:
            return None
        inside = objects.tree(entry.id)
    return Commit(sha, not _is_same(objects, inside, folder))


def _is_same(objects: Objects, inside: Mapping[str, Entry], folder: Path) -> bool:
    """Whether the files of a folder that belong to a question are those of a tree."""
    here = {path.name: path for path in folder.iterdir() if is_read(path.name)}
    # Git has no empty folders.
    here = {name: path for name, path in here.items() if not path.is_dir() or any(path.iterdir())}
    there = {name: entry for name, entry in inside.items() if is_read(name)}
    return here.keys() == there.keys() and all(
        _is_same(objects, objects.tree(there[name].id), path)
        if there[name].is_folder and path.is_dir() and not path.is_symlink()
        else path.is_file() and _is_blob(path, there[name].id)
        for name, path in here.items()
    )


def _is_blob(path: Path, blob: str) -> bool:
    """Whether a file is what was committed, also with the ends of lines of another system."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES)
    return blob in {blob_id(one, blob) for one in (content, content.replace(b"\r\n", b"\n"))}


def _git_folder(place: Path) -> Path | None:
    """The folder with git's files; of a worktree or a submodule it lies elsewhere."""
    git = place / ".git"
    if git.is_dir():
        return git
    if not git.is_file():
        return None
    kind, _, where = _text(git).partition("gitdir:")
    return None if kind or not where.strip() else place / where.strip()


def _common(git: Path) -> Path:
    """Where all worktrees of a repository have what they share."""
    if (git / "commondir").is_file():
        return git / _text(git / "commondir").strip()
    return git


def _head(git: Path) -> str | None:
    common = _common(git)
    said = _text(git / "HEAD").strip()
    for _ in range(_MOST_STEPS):
        if _SHA.fullmatch(said):
            return said
        ref = _REF.fullmatch(said)
        if ref is None or ".." in ref[1]:
            return None
        said = next(_values(git, common, ref[1]), "")
    return None


def _values(git: Path, common: Path, ref: str) -> Iterator[str]:
    """What a reference is, from its own file before the one with all of them."""
    for place in dict.fromkeys((git, common)):
        if (place / ref).is_file():
            yield _text(place / ref).strip()
    packed = common / "packed-refs"
    if packed.is_file():
        for line in _text(packed).splitlines():
            sha, _, name = line.partition(" ")
            if name == ref:
                yield sha


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES).decode("utf-8", "replace")
