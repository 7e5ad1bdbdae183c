"""The programs that are tested."""

from dataclasses import dataclass

from ..domain.program_files import TextFile
from ..questions.judge import Names


@dataclass(frozen=True, slots=True)
class Text:
    """The program that is tested. ``files`` are those beside it."""

    code: str
    language: str
    names: Names
    name: str | None = None
    files: tuple[TextFile, ...] | None = None
