"""The programs that the engine is given, and the events it tells of them."""

from dataclasses import dataclass

from ..contract.values import Output, TestCase, TestResult
from ..domain.program_files import MAIN_NAMES, TextFile


@dataclass(frozen=True, slots=True)
class Program:
    """One program with all of its input.

    ``code`` is the text of the file that is run, and ``name`` that file's name, if it is not the
    usual one. ``files`` are all that it can import and read; the one that is run may be among them.
    Without any the program is one file.
    """

    code: str
    language: str
    stdin: str = ""
    tests: tuple[TestCase, ...] = ()
    shows_value: bool = False
    name: str | None = None
    files: tuple[TextFile, ...] | None = None

    @property
    def main(self) -> str:
        """The name of the file that is run."""
        return self.name or MAIN_NAMES[self.language]

    @property
    def others(self) -> tuple[TextFile, ...] | None:
        """The files beside it; None for a program that is one file."""
        if self.files is None:
            return None
        return tuple(file for file in self.files if file.name != self.main)


@dataclass(frozen=True, slots=True)
class Printed:
    """The program has printed something."""

    output: Output


@dataclass(frozen=True, slots=True)
class Tested:
    """A test was made; tests are told in their order."""

    result: TestResult


@dataclass(frozen=True, slots=True)
class Ended:
    """The program has ended, which is told last. ``state`` is one of ``contract.frames.ENDS``."""

    state: str
    error: str | None
    duration_ms: int


Event = Printed | Tested | Ended
