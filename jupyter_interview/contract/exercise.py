"""Reads the tests of a run, and the results that are told of them."""

from typing import Any

from ..domain.exercise import (
    EXPRESSION_CHARACTERS,
    MESSAGE_CHARACTERS,
    MOST_TESTS,
    NAME_CHARACTERS,
    STATUSES,
    VALUE_CHARACTERS,
)
from .fields import Fields
from .values import TestCase, TestResult

_OF_A_RESULT = ("name", "passed", "expected", "got", "ms", "status", "message")
_MOST_MS = 1e12
"""Thirty years; JSON may contain whole numbers that are too large for a float."""


def test_results(fields: Fields) -> tuple[TestResult, ...]:
    """The optional field ``tests`` of the end of a run; raises ``invalid_field``."""
    return tuple(test_result(value) for value in _list(fields, "results"))


def test_cases(fields: Fields) -> tuple[TestCase, ...]:
    """The optional field ``tests`` of a command to run code; raises ``invalid_field``."""
    return tuple(_case(value) for value in _list(fields, "tests"))


def test_result(value: object) -> TestResult:
    """One result; raises ``invalid_field``."""
    fields = Fields(value, "A test's result", _OF_A_RESULT)
    ms = fields.raw("ms")
    if isinstance(ms, bool) or not isinstance(ms, (int, float)) or not 0 <= ms < _MOST_MS:
        fields.refuse("ms", "a number of milliseconds from 0")
    return TestResult(
        _short(fields, "name", NAME_CHARACTERS),
        fields.flag("passed"),
        _short(fields, "expected", VALUE_CHARACTERS),
        _short(fields, "got", VALUE_CHARACTERS),
        float(ms),
        fields.one_of("status", STATUSES, None),
        _short(fields, "message", MESSAGE_CHARACTERS) if "message" in fields else None,
    )


def _case(value: object) -> TestCase:
    fields = Fields(value, "A test", ("name", "expression", "expected"))
    return TestCase(
        _something(fields, "name", NAME_CHARACTERS),
        _something(fields, "expression", EXPRESSION_CHARACTERS),
        _something(fields, "expected", EXPRESSION_CHARACTERS),
    )


def _list(fields: Fields, of: str) -> list[Any]:
    given: Any = fields.raw("tests") if "tests" in fields else []
    if not isinstance(given, list) or len(given) > MOST_TESTS:
        fields.refuse("tests", f"a list of at most {MOST_TESTS} {of}")
    return list(given)


def _something(fields: Fields, name: str, most: int) -> str:
    text = _short(fields, name, most)
    if not text.strip():
        fields.refuse(name, f"1 to {most} characters")
    return text


def _short(fields: Fields, name: str, most: int) -> str:
    text: str = fields.text(name)
    if len(text) > most:
        fields.refuse(name, f"at most {most} characters")
    return text
