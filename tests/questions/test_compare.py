"""Answers are compared as one table says, which browsers are checked with, too."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.questions.cases import comparison_of
from jupyter_interview.questions.compare import (
    MATCHED_CHARACTERS,
    MOST_ALIKE,
    MOST_TRIED,
    Comparison,
    matches,
)
from jupyter_interview.questions.values import MOST_BYTES, MOST_DEPTH, is_value

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "corpus" / "comparisons.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", TABLE, ids=[str(at) for at in range(len(TABLE))])
def test_QU10_answers_are_compared_as_the_table_says(row: dict[str, Any]) -> None:
    expected, got = row["expected"], row["got"]
    assert is_value(got)
    assert matches(comparison_of(row["compare"]), expected, got) is row["equal"]


def test_QU10_the_table_has_every_way_of_comparing_with_both_answers() -> None:
    ways = {"equal", "exact", "close", "unordered", "one_of", "matches", "lines"}
    for equal in (True, False):
        rows = [row["compare"] for row in TABLE if row["equal"] is equal]
        assert {way if isinstance(way, str) else next(iter(way)) for way in rows} == ways


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_QU11_values_that_lie_too_deep_are_no_answer() -> None:
    assert is_value(nested(MOST_DEPTH))
    assert not is_value(nested(MOST_DEPTH + 2))
    assert not matches(Comparison(), nested(MOST_DEPTH + 9), nested(MOST_DEPTH + 9))


@pytest.mark.parametrize(
    "claim",
    [
        {"$int": "12a"},
        {"$int": 12},
        {"$int": "9" * 5000},
        {"$float": "1"},
        {"$set": 1},
        {"$map": [[1]]},
        {"$map": {"a": 1}},
        {"$object": ["Point"]},
        {"$unheard": 1},
        {"$tuple": [1], "$set": [1]},
        {"a": 1, "$int": "1"},
        {"$undefined": 1},
        [{"$int": ""}],
    ],
)
def test_QU11_what_has_not_the_form_of_a_value_is_no_answer(claim: Any) -> None:
    assert not is_value(claim)


def test_QU11_many_members_in_another_order_are_not_tried_with_each_other() -> None:
    """Numbers are put in order. Of other members only so many are tried as can be."""
    numbers = [each + 0.25 for each in range(20_000)]
    apart = [each + 1e-13 for each in reversed(numbers)]
    assert matches(Comparison("unordered"), numbers, apart)
    few, few_apart = ([[each] for each in some] for some in (numbers[:9], apart[-9:]))
    assert matches(Comparison("unordered"), few, few_apart)
    assert not matches(
        Comparison("unordered"), [[each] for each in numbers], [[each] for each in apart]
    )


class Counted(float):
    """A number that counts how often numbers like it were compared, and ends what goes on for
    ever."""

    looked = 0

    def __float__(self) -> float:
        Counted.looked += 1
        assert Counted.looked <= 2 * MOST_TRIED, "this would go on for very long"
        return self + 0.0


WIDTHS = [[33, 33], [10, 10, 10], [5, 5, 5, 5], [3] * 6, [2] * 9]


def sets_in_sets(widths: list[int], leaf: Any, own: int = 0) -> Any:
    """Sets of so many sets of so many lists with a number. All but the last member of a set are in
    every other one, too."""
    if not widths:
        return [leaf(own)]
    inner = [*range(10_000, 9_999 + widths[0]), own + 1000 if own else 20_000]
    return {"$set": [sets_in_sets(widths[1:], leaf, each) for each in inner]}


def turned(value: Any) -> Any:
    """The same sets, with their members from the last to the first."""
    match value:
        case {"$set": list(members)}:
            return {"$set": [turned(each) for each in reversed(members)]}
    return value


@pytest.mark.parametrize("widths", WIDTHS)
@pytest.mark.parametrize("way", ["equal", "unordered", "close"])
def test_QU11_sets_in_sets_are_tried_only_so_often(way: Any, widths: list[int]) -> None:
    """The worst answers: sets that differ in one of many members, which are instances of classes
    with names in the other order."""
    expected = sets_in_sets(widths, lambda own: {"n": Counted(own)})
    got = sets_in_sets(widths, lambda own: {"$object": [f"C{99_999 - own}", {"n": Counted(own)}]})
    assert len(json.dumps(got)) <= MOST_BYTES
    if way == "unordered":
        expected, got = expected["$set"], got["$set"]
    Counted.looked = 0
    matches(Comparison(way), expected, got)
    assert 0 < Counted.looked <= 2 * MOST_TRIED


def test_QU10_members_that_are_almost_the_same_are_found_in_any_order() -> None:
    expected = [[each + 0.1, "a"] for each in range(MOST_ALIKE)]
    got = [[each + 0.1 + 1e-13, "a"] for each in reversed(range(MOST_ALIKE))]
    assert matches(Comparison("unordered"), expected, got)
    sets = [{"$set": [*map(list, pairs)]} for pairs in (expected, got)]
    assert matches(Comparison(), *sets)


@pytest.mark.parametrize("widths", WIDTHS)
def test_QU10_right_sets_in_sets_are_found_in_any_order(widths: list[int]) -> None:
    right = sets_in_sets(widths, float)
    assert matches(Comparison(), right, turned(right))
    assert matches(Comparison("exact"), right, turned(right))
    assert not matches(Comparison(), right, sets_in_sets(widths, lambda own: own + 1.0))


def test_QU11_a_long_text_is_not_searched_by_an_expression() -> None:
    assert matches(Comparison("matches"), "a", "a" * MATCHED_CHARACTERS)
    assert not matches(Comparison("matches"), "a", "a" * (MATCHED_CHARACTERS + 1))
