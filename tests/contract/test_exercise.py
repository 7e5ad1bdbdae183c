"""RU9: what is told of the tests of a run is read with bounds."""

from typing import Any

import pytest

from jupyter_interview.contract import exercise, values
from jupyter_interview.domain.errors import InterviewError

TOLD: dict[str, Any] = {"name": "a", "passed": False, "expected": "1", "got": "2", "ms": 3}


def test_RU9_a_result_says_how_it_went_and_one_of_an_older_version_does_not() -> None:
    assert exercise.test_result(TOLD) == values.TestResult("a", False, "1", "2", 3.0)
    more = TOLD | {"status": "timeout", "message": "why"}
    assert exercise.test_result(more) == values.TestResult(
        "a", False, "1", "2", 3.0, "timeout", "why"
    )


@pytest.mark.parametrize(
    "wrong",
    [{"status": "won"}, {"status": 1}, {"status": None}, {"message": 1}, {"message": "m" * 501}],
)
def test_RU9_another_status_or_message_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InterviewError, match=next(iter(wrong))):
        exercise.test_result(TOLD | wrong)
