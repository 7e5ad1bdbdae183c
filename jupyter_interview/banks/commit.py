"""The git commit that is checked out where a folder lies, read from git's own files.

No program is started for it, so it works where git is not installed. What is changed and not
committed is not in it; the digest of a question has that.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_MOST_BYTES = 8 * 1024 * 1024
"""Of the file with packed references, which has a line for each."""
_MOST_STEPS = 5
"""How often one reference may lead to another."""
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REF = re.compile(r"ref: (refs/[^\s\\:?*\[]+)")


def commit_of(folder: Path) -> str | None:
    """The commit in hexadecimal; None where there is no repository, or no commit in it yet."""
    try:
        for place in (folder.resolve(), *folder.resolve().parents):
            git = _git_folder(place)
            if git is not None:
                return _head(git)
    except (OSError, ValueError):
        return None
    return None


def _git_folder(place: Path) -> Path | None:
    """The folder with git's files; of a worktree or a submodule it lies elsewhere."""
    git = place / ".git"
    if git.is_dir():
        return git
    if not git.is_file():
        return None
    kind, _, where = _text(git).partition("gitdir:")
    return None if kind or not where.strip() else place / where.strip()


def _head(git: Path) -> str | None:
    common = git
    if (git / "commondir").is_file():
        common = git / _text(git / "commondir").strip()
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
