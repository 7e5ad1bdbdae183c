"""QU26: a question that somebody writes down in an interview, and what is wrong with one."""

from dataclasses import replace
from typing import Any

import pytest

from jupyter_interview.questions.cases import MOST_CASES, Call
from jupyter_interview.questions.folder import MOST_BYTES, digest_of
from jupyter_interview.questions.reading import LONGEST_ID
from jupyter_interview.questions.writing import files_of
from jupyter_interview.questions.written import (
    BadQuestion,
    WrittenCase,
    WrittenQuestion,
    name_for,
    read_written,
)

SMALL = WrittenCase("small", "double_of", [2], 4, hidden=False)
BELOW = WrittenCase("below zero", "double_of", [-3], {"$int": "-9007199254740993"}, hidden=True)
WRITTEN = WrittenQuestion(
    "Double of — Größe", "Double it.\n", "python", "def double_of(n): ...\n", (SMALL, BELOW)
)


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_QU26_what_is_written_is_a_question_with_two_sides() -> None:
    question = read_written(WRITTEN)
    public, private = question.public, question.private
    assert (public.id, public.title, public.kind) == (
        "double-of-groe",
        "Double of — Größe",
        "algorithm",
    )
    assert public.starters == {"python": {"solution.py": "def double_of(n): ...\n"}}
    [visible], [hidden] = public.cases, private.cases
    assert isinstance(visible.action, Call) and isinstance(hidden.action, Call)
    assert (visible.action.function, visible.action.args) == ("double_of", (2,))
    assert hidden.name == "below zero" and hidden.action.returns is not None
    assert hidden.action.returns.value == {"$int": "-9007199254740993"}
    assert private.show == "counts" and question.digest == digest_of(files_of(question))


def test_QU25_nobody_tries_by_the_digest_what_is_hidden() -> None:
    assert read_written(WRITTEN).digest != read_written(WRITTEN).digest


def test_QU26_a_question_without_tests_is_one_to_be_read() -> None:
    public = read_written(replace(WRITTEN, cases=())).public
    assert (public.kind, public.cases) == ("reading", ())


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no snake_case": ({"call": "doubleOf"}, "Row 2: doubleOf cannot be here."),
    "a set that is none": ({"returns": {"$set": 1}}, "Row 2: $set needs a list."),
    "a tag that is none": ({"args": [{"$sett": []}]}, "Row 2: $sett has no meaning."),
    "a file": ({"args": [{"$text": "x.csv"}]}, "Row 2: A question that is written here has no"),
    "too deep": ({"returns": nested(60)}, "Row 2: Values may lie at most 50 deep"),
    "too many arguments": ({"args": [1] * 21}, "Row 2: args may have at most 20 members."),
    "a name that is there": ({"name": "small"}, "Row 2: row 1 is called small, too."),
    "no name": ({"name": ""}, "Row 2: "),
    "a long name": ({"name": "n" * 101}, "Row 2: name may have at most 100 characters."),
}


@pytest.mark.parametrize("change, said", BAD.values(), ids=BAD)
@pytest.mark.parametrize("hidden", [True, False])
def test_QU26_a_bad_test_is_told_by_its_row(
    change: dict[str, Any], said: str, hidden: bool
) -> None:
    wrong = replace(BELOW, **change, hidden=hidden)
    with pytest.raises(BadQuestion) as told:
        read_written(replace(WRITTEN, cases=(SMALL, wrong)))
    assert str(told.value).startswith(said)


@pytest.mark.parametrize(
    "change, said",
    [
        ({"statement": " \n"}, "A question needs a statement."),
        ({"statement": "x" * (MOST_BYTES + 1)}, "This is too long: statement.md"),
        ({"cases": (SMALL,) * (MOST_CASES + 1)}, "A question may have at most 500 tests."),
        (
            {"cases": (replace(SMALL, args=["x" * MOST_BYTES]),)},
            "This is too long: tests.yaml",
        ),
    ],
)
def test_QU26_a_written_question_has_bounds(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadQuestion) as told:
        read_written(replace(WRITTEN, **change))
    assert str(told.value).startswith(said)


@pytest.mark.parametrize(
    "title, name",
    [("Two Sum!", "two-sum"), ("  a--b ", "a-b"), ("日本", "question"), ("../x", "x")],
)
def test_QU26_a_title_becomes_the_name_of_a_folder(title: str, name: str) -> None:
    assert name_for(title) == name
    assert len(name_for("ab " * 60)) <= LONGEST_ID and not name_for("ab " * 60).endswith("-")
