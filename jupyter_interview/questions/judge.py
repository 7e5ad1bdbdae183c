"""Says whether what came of a case is what it expects, and what the worker is told to call.

``labextension/src/runner/cases/judge.ts`` does the same in browsers; tests/corpus/verdicts.json
checks both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .cases import Call, Case, Expected, Raises, Rows, Step, Steps, name_in
from .compare import MATCHED_CHARACTERS, expression_of, lines_of, matches
from .outcome import NO_OUTCOME, Given, Outcome, Raised, Stepped, Unreadable
from .shown import shown

Status = Literal["passed", "failed", "error", "timeout", "out_of_memory", "crashed", "not_run"]
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a case went. ``expected`` and ``got`` are texts for people, ``message`` says more."""

    status: Status
    expected: str = ""
    got: str = ""
    message: str = ""

    @property
    def passed(self) -> bool:
        return self.status == "passed"


PASSED = Verdict("passed")


def order_of(case: Case, index: int, language: str, names: Names) -> dict[str, Any] | None:
    """What the program's worker is told of a case; None for one that runs the whole program, and
    for test code."""

    def named(name: str) -> str:
        return name_in(language, name, names)

    match case.action:
        case Call(function, args, _, _, changes):
            given = {"args": list(args), "givesArgs": changes is not None}
            return {"index": index, "call": named(function), **given}
        case Rows(function, args):
            return {"index": index, "call": named(function), "args": list(args), "givesArgs": False}
        case Steps(steps):
            return {
                "index": index,
                "steps": [
                    {
                        "target": step.target,
                        "new": step.new,
                        "call": None if step.call is None else named(step.call),
                        "args": list(step.args),
                    }
                    for step in steps
                ],
            }
    return None


def judge(case: Case, outcome: Outcome, language: str) -> Verdict:
    """The verdict on a case with calls or steps. Of ``Rows`` it judges whether there is a statement
    at all, which ``judge_rows`` goes on with."""
    match case.action, outcome:
        case _, Unreadable(sentence):
            return Verdict("error", message=sentence)
        case Call() as call, Given() | Raised():
            return _judge_call(call, outcome, language)
        case Steps(steps), Stepped(outcomes) if len(steps) == len(outcomes):
            return _judge_steps(steps, outcomes, language)
        case Rows(), Given(str()):
            return PASSED
        case Rows(), Given(value):
            sentence = "The function must return a statement of SQL, as a text."
            return Verdict("failed", got=shown(value, language), message=sentence)
        case Rows(), Raised():
            return Verdict("error", got=str(outcome))
    return Verdict("error", message=NO_OUTCOME.sentence)


def judge_text(expected: Expected, got: str, language: str) -> Verdict:
    """The verdict on what a whole program printed; an expression need not know of its last line
    end."""
    if expected.comparison.way == "matches":
        got = "\n".join(lines_of(got))
    return _compared(expected, got, language, as_text=True)


def _judge_call(call: Call, outcome: Given | Raised, language: str) -> Verdict:
    verdict = _judge_outcome(call.returns, call.raises, outcome, language)
    if not verdict.passed or call.changes is None or isinstance(outcome, Raised):
        return verdict
    after = list(outcome.args or ())[: len(call.changes.value)]
    changed = _compared(call.changes, after, language)
    if changed.passed:
        return changed
    return Verdict("failed", changed.expected, changed.got, "The arguments are not changed so.")


def _judge_steps(
    steps: tuple[Step, ...], outcomes: tuple[Given | Raised | Unreadable, ...], language: str
) -> Verdict:
    for at, (step, outcome) in enumerate(zip(steps, outcomes, strict=True), 1):
        if isinstance(outcome, Unreadable):
            verdict = Verdict("error", message=outcome.sentence)
        else:
            verdict = _judge_outcome(step.returns, step.raises, outcome, language)
        if not verdict.passed:
            where = f"Step {at}, {step.new or step.call}"
            message = f"{where}: {verdict.message}" if verdict.message else where
            return Verdict(verdict.status, verdict.expected, verdict.got, message)
    return PASSED


def _judge_outcome(
    returns: Expected | None, raises: Raises | None, outcome: Given | Raised, language: str
) -> Verdict:
    if isinstance(outcome, Raised):
        if raises is None:
            expected = "" if returns is None else shown(returns.value, language)
            return Verdict("error", expected, str(outcome))
        if _is_raised(raises, outcome, language):
            return PASSED
        return Verdict("failed", _error_shown(raises, language), str(outcome))
    if raises is not None:
        got, sentence = shown(outcome.value, language), "No error was raised."
        return Verdict("failed", _error_shown(raises, language), got, sentence)
    return PASSED if returns is None else _compared(returns, outcome.value, language)


def _compared(expected: Expected, got: Any, language: str, as_text: bool = False) -> Verdict:
    if matches(expected.comparison, expected.value, got):
        return PASSED
    if as_text:
        return Verdict("failed", str(expected.value)[:2000], str(got)[:2000])
    return Verdict("failed", shown(expected.value, language), shown(got, language))


def _is_raised(raises: Raises, error: Raised, language: str) -> bool:
    if raises.message is not None:
        return expression_of(raises.message).search(error.message[:MATCHED_CHARACTERS]) is not None
    wanted = _class_of(raises, language)
    return wanted is None or wanted in error.classes


def _class_of(raises: Raises, language: str) -> str | None:
    """The class that must be raised in this language, if there is one."""
    classes = raises.classes or {}
    other = "javascript" if language == "typescript" else language
    return classes.get(language, classes.get(other))


def _error_shown(raises: Raises, language: str) -> str:
    if raises.message is not None:
        return f"an error with the message {raises.message}"
    wanted = _class_of(raises, language)
    return "an error" if wanted is None else wanted
