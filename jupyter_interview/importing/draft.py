"""A problem of another format on its way to become a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Case = Mapping[str, Any]
"""A case as authors write it, with the keys of ``tests.yaml``."""

LANGUAGES = ("python", "javascript", "typescript")
"""The languages in which questions are written here."""
MOST_BYTES = 64 * 1024 * 1024
"""The most bytes that are read of a file of another format."""


class LeftOut(Exception):
    """A problem becomes no question; the text is a sentence that says why."""


class NoSource(Exception):
    """A place has no problems of this format; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that is not written yet.

    ``about`` has the keys of ``question.yaml``, ``files`` the files that are neither that nor the
    statement nor tests. ``remarks`` are sentences on what of the problem is not in the question.
    """

    id: str
    about: Mapping[str, Any]
    statement: str
    visible: Sequence[Case]
    hidden: Sequence[Case]
    files: Mapping[str, str]
    remarks: Sequence[str] = ()

    @property
    def has_solution(self) -> bool:
        """Whether there is a program that must pass everything."""
        return any(name.startswith("private/solution.") for name in self.files)


@dataclass(frozen=True, slots=True)
class Found:
    """One problem of a source: where it is, for people, and what becomes of it."""

    file: str
    result: Draft | LeftOut = field(repr=False)


def last_third_hidden(cases: Sequence[Case]) -> tuple[Sequence[Case], Sequence[Case]]:
    """The cases that candidates see and those that they do not, of a format that hides none."""
    visible = len(cases) - len(cases) // 3
    return cases[:visible], cases[visible:]


def text_in(folder: Path, path: Path) -> str:
    """The text of a file that must lie in a folder, wherever links lead; raises LeftOut."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise LeftOut(f"{path.name} leads out of its folder.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise LeftOut(f"{path.name} cannot be read: {problem.strerror}.") from None
    if len(content) > MOST_BYTES:
        raise LeftOut(f"{path.name} has more than {MOST_BYTES:,} bytes.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise LeftOut(f"{path.name} is not a text in UTF-8.") from None
