"""QU19: an author's regular expression that takes too long costs its test and nothing else."""

import asyncio
from time import monotonic

import pytest

from jupyter_interview.questions.cases import Call, Case, Expected, Raises, Step, Steps, Whole
from jupyter_interview.questions.compare import Comparison
from jupyter_interview.questions.outcome import Given, Outcome, Raised, Stepped
from jupyter_interview.runs import expressions
from jupyter_interview.runs.expressions import can_be_judged

SLOW, TEXT = r"^(\w+\s?)*$", "a" * 60 + "!"


def case_of(action: Call | Steps | Whole) -> Case:
    return Case("a test", action)


def call(pattern: str) -> Call:
    return Call("f", (), Expected(pattern, Comparison("matches")), None, None)


async def test_QU19_an_expression_that_is_found_or_not_is_judged() -> None:
    assert await can_be_judged(case_of(call("^a+$")), Given("aaa"))
    assert await can_be_judged(case_of(call("^a+$")), Given("é\ud83d"))
    assert await can_be_judged(case_of(call(SLOW)), Given("a" * 3000)), "It is not looked for."
    raises = Raises("no .* here")
    assert await can_be_judged(
        case_of(Call("f", (), None, raises, None)), Raised(("E",), "no one is here")
    )


@pytest.mark.parametrize("kind", ["call", "raises", "steps", "whole"])
async def test_QU19_one_that_takes_too_long_stops_nothing_else(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "SECONDS", 0.5)
    returns = Expected(SLOW, Comparison("matches"))
    step = Step("object", None, "f", (), returns, None)
    raised = Raised(("E",), TEXT)
    cases: dict[str, tuple[Call | Steps | Whole, Outcome | str]] = {
        "call": (call(SLOW), Given(TEXT)),
        "raises": (Call("f", (), None, Raises(SLOW), None), raised),
        "steps": (Steps((step,)), Stepped((Given(TEXT),))),
        "whole": (Whole("", returns), f"{TEXT}\n"),
    }
    action, outcome = cases[kind]
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    going, before = asyncio.create_task(others()), monotonic()
    is_judged = await can_be_judged(case_of(action), outcome)
    going.cancel()
    assert not is_judged and turns > 5 and monotonic() - before < 30
