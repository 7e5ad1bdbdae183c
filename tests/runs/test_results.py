"""RS4: what a program says of its tests is read with bounds, and never makes a right value."""

import json

import pytest

from jupyter_interview.contract import values
from jupyter_interview.runs.results import NO_VALUE, result_of, told_by_itself, told_of

SEVEN = told_by_itself("7", "python")
TEST = values.TestCase("seven", "f()", "7")


def result(told: str) -> values.TestResult:
    assert SEVEN is not None
    return result_of(TEST, told_of(told, 1.5), SEVEN)


def test_RS4_an_honest_answer_has_its_result() -> None:
    right = values.TestResult("seven", True, "7", "7", 1.5, "passed")
    assert result('{"value":7,"text":"7"}') == right
    wrong = values.TestResult("seven", False, "7", "8", 1.5, "failed")
    assert result('{"value":8,"text":"8"}') == wrong


@pytest.mark.parametrize(
    "told",
    [
        "",
        "7",
        "[7]",
        "nonsense",
        "[" * 200_000,
        '{"passed":true}',
        '{"text":"7"}',
        '{"value":NaN}',
        '{"value":{"$int":7}}',
        '{"steps":[{"value":7}]}',
        " " * 200_000 + '{"value":7}',
    ],
)
def test_RS4_what_is_no_answer_is_no_value(told: str) -> None:
    found = result(told)
    assert (found.passed, found.status, found.expected) == (False, "error", "7")
    assert found.got in (NO_VALUE, "7")


def test_RS4_texts_are_cut_and_mended() -> None:
    text = json.dumps("x\ud800" * 500)
    assert result(f'{{"value":8,"text":{text}}}').got == "x\ufffd" * 100
    assert result('{"value":8,"text":7}').got == NO_VALUE
    raised = json.dumps({"classes": ["E" * 500], "message": "m" * 9000})
    found = result(f'{{"raised":{raised}}}')
    assert (len(found.got), found.status) == (200, "error")


def test_QU42_what_is_expected_is_shown_as_the_value_is_where_they_are_equal() -> None:
    expected = told_by_itself(" [1,2] ", "javascript")
    assert expected is not None
    told = result_of(TEST, told_of('{"value":[1,2],"text":"[ 1, 2 ]"}', 0.0), expected)
    assert (told.passed, told.expected, told.got) == (True, "[ 1, 2 ]", "[ 1, 2 ]")
    other = result_of(TEST, told_of('{"value":[1],"text":"[ 1 ]"}', 0.0), expected)
    assert (other.passed, other.expected, other.got) == (False, "[1,2]", "[ 1 ]")
