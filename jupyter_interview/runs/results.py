"""Decides the results of tests: compares the value of an expression with the expected one.

The two values come from two processes. The one that runs the program never sees the expected
values, and the one that computes these never sees the program. So a program passes a test only by
giving the right value, in whatever way.

``labextension/src/runner/cases/results.ts`` decides the same; tests/corpus/carried-tests.json
checks both.
"""

from dataclasses import dataclass

from ..contract.values import TestCase, TestResult
from ..domain.exercise import MESSAGE_CHARACTERS, NAME_CHARACTERS, VALUE_CHARACTERS
from ..questions.compare import EQUAL, matches
from ..questions.judge import Verdict
from ..questions.literal import literal
from ..questions.outcome import (
    Given,
    Outcome,
    Raised,
    Unreadable,
    read_outcome,
    read_printed,
)

NO_VALUE = "The program ended without a value for this test."
NOT_EXPECTED = "What is expected could not be computed."
RAISED_THERE = (
    "What is expected is computed where the program is not, and raised an error there. An instance "
    "of a class of the program is equal to its fields: write those."
)
TOO_LARGE_THERE = "What is expected is larger than 64 KiB, or too deep."


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an expression, as its language prints it, and the milliseconds it took."""

    outcome: Outcome
    text: str
    ms: float = 0.0
    is_literal: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing came of an expression. The verdict says why."""

    verdict: Verdict
    ms: float = 0.0


Evaluated = Told | Lost


def told_of(json: str, ms: float) -> Told:
    """What came of an expression, by JSON that the program may have written itself."""
    outcome = read_outcome(json)
    if isinstance(outcome, Raised):
        return Told(outcome, str(outcome), ms)
    return Told(outcome, read_printed(json), ms)


def told_by_itself(expected: str, language: str) -> Told | None:
    """What is expected, if that is a literal."""
    given = literal(expected, language)
    return None if given is None else Told(given, expected.strip(), is_literal=True)


def result_of(test: TestCase, got: Evaluated, expected: Evaluated) -> TestResult:
    """The result of a test."""
    verdict = _judged(got, expected)
    return TestResult(
        test.name[:NAME_CHARACTERS],
        verdict.passed,
        _cut(verdict.expected, VALUE_CHARACTERS),
        _cut(verdict.got, VALUE_CHARACTERS),
        got.ms,
        verdict.status,
        _cut(verdict.message, MESSAGE_CHARACTERS) or None,
    )


def _judged(got: Evaluated, expected: Evaluated) -> Verdict:
    wanted = _text_of(expected, NOT_EXPECTED)
    if isinstance(got, Lost):
        return Verdict(got.verdict.status, wanted, got.verdict.message)
    text = _text_of(got, NO_VALUE)
    if isinstance(expected, Lost):
        return Verdict("error", wanted, text, expected.verdict.message)
    match expected.outcome, got.outcome:
        case Given(value), Given(found):
            if not matches(EQUAL, value, found):
                return Verdict("failed", wanted, text)
            return Verdict("passed", text if expected.is_literal else wanted, text)
        case Given(), Unreadable(sentence):
            return Verdict("error", wanted, text, sentence)
        case Given(), _:
            return Verdict("error", wanted, text)
        case Raised(), _:
            return Verdict("error", wanted, text, RAISED_THERE)
    return Verdict("error", wanted, text, TOO_LARGE_THERE)


def _text_of(evaluated: Evaluated, otherwise: str) -> str:
    return (evaluated.text if isinstance(evaluated, Told) else "") or otherwise


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
