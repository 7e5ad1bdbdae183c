"""The tests of a run, and their results as the one that ran them tells them."""

from dataclasses import dataclass
from typing import Any

MOST_TESTS = 50
NAME_CHARACTERS = 80
VALUE_CHARACTERS = 200
EXPRESSION_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class TestCase:
    """One test: an expression that sees the names of the program, and an expected one that does
    not."""

    name: str
    expression: str
    expected: str

    def json(self) -> dict[str, str]:
        """The contract's ``TestCase``."""
        return {"name": self.name, "expression": self.expression, "expected": self.expected}


@dataclass(frozen=True, slots=True)
class TestResult:
    """The result of one test, with values as the language prints them; ``got`` may be an error."""

    name: str
    passed: bool
    expected: str
    got: str
    ms: float

    def json(self) -> dict[str, Any]:
        """The contract's ``TestResult``."""
        return {
            "name": self.name,
            "passed": self.passed,
            "expected": self.expected,
            "got": self.got,
            "ms": self.ms,
        }
