"""Results of a run's tests as they come over the socket."""

import math

from ..domain.exercise import MOST_TESTS, NAME_CHARACTERS, VALUE_CHARACTERS, TestResult
from .fields import Fields


def test_results(fields: Fields) -> tuple[TestResult, ...]:
    """The optional field ``tests`` of an end; raises ``invalid_field``."""
    if "tests" not in fields:
        return ()
    given = fields.raw("tests")
    if not isinstance(given, list) or len(given) > MOST_TESTS:
        fields.refuse("tests", f"a list of at most {MOST_TESTS} results")
    return tuple(_result(value) for value in given)


def _result(value: object) -> TestResult:
    fields = Fields(value, "A test's result", ("name", "passed", "expected", "got", "ms"))
    ms = fields.raw("ms")
    if isinstance(ms, bool) or not isinstance(ms, (int, float)) or not 0 <= ms < math.inf:
        fields.refuse("ms", "a number from 0")
    return TestResult(
        _short(fields, "name", NAME_CHARACTERS),
        fields.flag("passed"),
        _short(fields, "expected", VALUE_CHARACTERS),
        _short(fields, "got", VALUE_CHARACTERS),
        float(ms),
    )


def _short(fields: Fields, name: str, most: int) -> str:
    text: str = fields.text(name)
    if len(text) > most:
        fields.refuse(name, f"at most {most} characters")
    return text
