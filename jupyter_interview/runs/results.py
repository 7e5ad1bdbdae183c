"""Decides the results of tests: compares the value of an expression with the expected one.

The two values come from two processes. The one that runs the program never sees the expected
values, and the one that computes these never sees the program. So a program passes a test only by
giving the right value, in whatever way.
"""

from collections.abc import Mapping

from ..contract.values import TestCase, TestResult
from ..domain.exercise import NAME_CHARACTERS
from .messages import Value

NO_VALUE = "The program ended without a value for this test."
NOT_EXPECTED = "What is expected could not be computed."


def results(
    tests: tuple[TestCase, ...], got: Mapping[int, Value], expected: Mapping[int, Value]
) -> list[TestResult]:
    """One result for each test, in the order of the tests."""
    return [_result(test, got.get(index), expected.get(index)) for index, test in enumerate(tests)]


def _result(test: TestCase, got: Value | None, expected: Value | None) -> TestResult:
    passed = (
        got is not None
        and expected is not None
        and not got.raised
        and not expected.raised
        and got.canonical is not None
        and got.canonical == expected.canonical
    )
    return TestResult(
        test.name[:NAME_CHARACTERS],
        passed,
        NOT_EXPECTED if expected is None else expected.text,
        NO_VALUE if got is None else got.text,
        0.0 if got is None else got.ms,
    )
