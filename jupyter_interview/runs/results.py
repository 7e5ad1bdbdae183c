"""Results of tests, decided here: what a program's expression gave beside what was expected.

The two values come from two processes. The one that ran the program never sees what is expected,
and the one that computes what is expected never sees the program. So a program passes a test only
by giving the right value, however it came by it.
"""

from collections.abc import Mapping

from ..domain.exercise import NAME_CHARACTERS, TestCase, TestResult
from .messages import Value

NO_VALUE = "The program ended without a value for this test."
NOT_EXPECTED = "What is expected could not be computed."


def results(
    tests: tuple[TestCase, ...], got: Mapping[int, Value], expected: Mapping[int, Value]
) -> list[TestResult]:
    """One result for each test, in their order."""
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
