"""The programs that the engine is given, and the events it tells of them."""

from dataclasses import dataclass

from ..contract.values import Output, TestCase, TestResult


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
