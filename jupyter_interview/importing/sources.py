"""Whole imports: a problem of a source becomes a question of a bank, or is told with a reason."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .draft import Draft, Found, LeftOut
from .exercism import read_exercism
from .humaneval import read_humaneval
from .kattis import read_kattis
from .writing import write_draft

READERS: Mapping[str, Callable[[Path], Iterator[Found]]] = {
    "exercism": read_exercism,
    "kattis": read_kattis,
    "humaneval": read_humaneval,
}
"""The formats, by what they are called on the command line."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the problem in a file: a question in a folder, or none with a sentence."""

    file: str
    draft: Draft | None
    folder: Path | None
    reason: str = ""


def imported(format_: str, source: Path, bank: Path) -> Iterator[Imported]:
    """Write the problems of a source as questions of a bank, one after the other.

    Raises NoSource if the source has no problems, and OSError if the bank cannot be written.
    """
    for found in READERS[format_](source):
        try:
            if isinstance(found.result, LeftOut):
                raise found.result
            folder = write_draft(found.result, bank)
        except LeftOut as reason:
            yield Imported(found.file, None, None, str(reason))
        else:
            yield Imported(found.file, found.result, folder)
