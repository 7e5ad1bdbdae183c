"""The programs that the engine is given, and the events it tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..contract.values import Output, TestResult
from ..domain.languages import main_name
from ..domain.program_files import TextFile

CaseOrder = Mapping[str, Any]
"""What a case calls, as labextension/src/runner/cases/orders.ts has it, and nothing of what it
expects."""


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
    shows_value: bool = False
    name: str | None = None
    files: tuple[TextFile, ...] | None = None
    cases: tuple[CaseOrder, ...] = ()
    seconds: float | None = None
    """Its own limit of time, instead of the server's."""
    case_seconds: float = 0.0
    """Seconds that its cases may take together, beside those of the program itself. They are
    there when the first case begins."""
    remote: Mapping[str, Any] | None = None
    """What it is to test code, or as test code, as labextension/src/runner/cases/remote.ts has
    it."""

    @property
    def main(self) -> str:
        """The name of the file that is run."""
        return self.name or main_name(self.language)

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
class CaseBegun:
    """The program is called for the case of this index.

    ``ran_ms`` are the milliseconds that it had run before, in its whole process.
    """

    index: int
    ran_ms: int = 0


@dataclass(frozen=True, slots=True)
class CaseAnswered:
    """What came of a case, as JSON that the program may have written itself."""

    index: int
    json: str
    ms: float


@dataclass(frozen=True, slots=True)
class Posted:
    """It has something for the other one of program and test code, as JSON that the program may
    have written itself."""

    json: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The program has ended, which is told last. ``state`` is one of ``contract.frames.ENDS``."""

    state: str
    error: str | None
    duration_ms: int


Event = Printed | Tested | CaseBegun | CaseAnswered | Posted | Ended
