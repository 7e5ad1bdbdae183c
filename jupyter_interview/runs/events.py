"""What is asked of the engine, and what it tells of a program."""

from dataclasses import dataclass

from ..domain.exercise import TestCase, TestResult
from ..domain.output import Output


@dataclass(frozen=True, slots=True)
class Program:
    """One program with all of its input."""

    code: str
    language: str
    stdin: str = ""
    tests: tuple[TestCase, ...] = ()
    shows_value: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """More output."""

    output: Output


@dataclass(frozen=True, slots=True)
class Tested:
    """A test was done, in the order of the program's."""

    result: TestResult


@dataclass(frozen=True, slots=True)
class Ended:
    """The last thing told. ``state`` is one of ``domain.runs.ENDS``."""

    state: str
    error: str | None
    duration_ms: int


Event = Printed | Tested | Ended
