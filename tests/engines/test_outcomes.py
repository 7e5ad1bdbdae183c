"""BR3: each way a run can end, in each engine: the table of `tests/runner/test_outcomes.py`."""

from typing import Any

import pytest

from tests.engines.conftest import Run
from tests.engines.tab import Browser
from tests.runner.test_outcomes import ENDS, GOOD


def sentence_of(error: str, engine: Browser) -> str:
    """How deep is too deep, and so who notices first, is the engine's."""
    if error.startswith("RecursionError"):
        return "RecursionError"
    if engine.name == "firefox" and error.startswith("RangeError: Maximum call stack"):
        return "InternalError: too much recursion"
    return error


def ends_in(language: str) -> dict[str, list[Any]]:
    """Code, options, state and error of each end in this language, by its name."""
    return {str(end.id): [*end.values[1:]] for end in ENDS if end.values[0] == language}


@pytest.mark.parametrize("language", GOOD)
def test_BR3_a_run_ends_in_its_state_and_the_next_is_good(
    engine: Browser, run: Run, language: str
) -> None:
    """One after the other, so that each end is seen in the run after another one: where stacks
    cannot be switched, an interpreter for a good run after each takes most of the time."""
    wrong: dict[str, Any] = {}
    for name, (code, options, state, error) in ends_in(language).items():
        outcome = run(language, code, **options)
        told = outcome["error"]
        as_said = told is None if error is None else sentence_of(error, engine) in (told or "")
        if outcome["state"] != state or not as_said:
            wrong[name] = outcome
    assert wrong == {}
    after = run(language, GOOD[language])
    assert (after["state"], after["stdout"], after["error"]) == ("ok", "good\n", None)
