"""BR5: a promise that is rejected, with whatever it is, is an exception in Python at once."""

from tests.engines.conftest import Run
from tests.runner.rejections import PROGRAM, SAID


def test_BR5_a_rejected_promise_is_an_exception(run: Run) -> None:
    outcome = run("python", PROGRAM)
    assert (outcome["stdout"], outcome["stderr"], outcome["error"]) == (SAID, "", None)
    caught = "import js\ntry:\n    await js.fetch('/x')\nexcept Exception:\n    print('caught')"
    assert run("python", caught)["stdout"] == "caught\n"
    uncaught = run("python", "import js\nawait js.fetch('http://127.0.0.1:9/')")
    assert uncaught["state"] == "error"
    assert 'File "solution.py", line 2' in uncaught["error"]
    assert "JsException: TypeError" in uncaught["error"]
