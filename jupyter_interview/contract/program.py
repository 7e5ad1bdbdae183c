"""Reads a program that this server shall run, with the same fields in REST and socket."""

from dataclasses import dataclass

from ..domain.exercise import TestCase
from ..domain.languages import check_language
from ..domain.limits import Limits
from ..domain.naming import clean_code
from .exercise import test_cases
from .fields import Fields

NAMES = ("code", "language", "stdin", "tests")


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One program with all of its input and its tests."""

    code: str
    language: str
    stdin: str = ""
    tests: tuple[TestCase, ...] = ()


def run_request(fields: Fields, limits: Limits) -> RunRequest:
    """Read a program; raises a refusal."""
    return RunRequest(
        clean_code(fields.text("code"), limits.text_bytes),
        check_language(fields.text("language")),
        clean_code(fields.text("stdin", ""), limits.text_bytes),
        test_cases(fields),
    )
