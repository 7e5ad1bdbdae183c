"""BR5 in Chromium; `tests/engines` has the others."""

from tests.runner.conftest import Run
from tests.runner.rejections import PROGRAM, SAID


def test_BR5_a_rejected_promise_is_an_exception(run: Run) -> None:
    outcome = run("python", PROGRAM)
    assert (outcome["stdout"], outcome["stderr"], outcome["error"]) == (SAID, "", None)
