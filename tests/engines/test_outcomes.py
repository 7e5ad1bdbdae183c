"""BR3: each way a run can end, in each engine: the table of `tests/runner/test_outcomes.py`."""

from typing import Any

import pytest

from tests.engines.conftest import Run
from tests.engines.tab import Browser
from tests.runner.test_outcomes import ENDS, GOOD


@pytest.mark.parametrize("language, code, options, state, error", ENDS)
def test_BR3_a_run_ends_in_its_state_and_the_next_is_good(
    engine: Browser,
    run: Run,
    language: str,
    code: str,
    options: dict[str, Any],
    state: str,
    error: str | None,
) -> None:
    outcome = run(language, code, **options)
    assert outcome["state"] == state
    if error is None:
        assert outcome["error"] is None
    else:
        # How deep is too deep, and so who notices first, is the engine's.
        sentence = "RecursionError" if error.startswith("RecursionError") else error
        if engine.name == "firefox" and error.startswith("RangeError: Maximum call stack"):
            sentence = "InternalError: too much recursion"
        assert sentence in outcome["error"]
    after = run(language, GOOD[language])
    assert (after["state"], after["stdout"], after["error"]) == ("ok", "good\n", None)
