"""NA1 to NA4, NA9: one table of names, which the front end's suite (names.spec.ts) reads too."""

import json
import unicodedata
from pathlib import Path

import pytest
from jupyter_server.auth.utils import moons_of_jupyter

from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.naming import clean_label, distinct, fit_label, is_made_up, is_marked

TABLE = json.loads((Path(__file__).parents[1] / "corpus" / "names.json").read_text("utf-8"))
LONGEST = 64
ALL_MADE_UP = [f"Anonymous {moon}" for moon in moons_of_jupyter]


@pytest.mark.parametrize(("name", "why"), TABLE["kept"])
def test_NA2_names_of_all_scripts_are_kept(name: str, why: str) -> None:
    assert clean_label(name, "userName", LONGEST) == unicodedata.normalize("NFC", name), why


@pytest.mark.parametrize(("name", "why"), TABLE["refused"])
def test_NA1_what_cannot_be_seen_or_covers_others_is_refused(name: str, why: str) -> None:
    with pytest.raises(InterviewError, match="^userName ") as refused:
        clean_label(name, "userName", LONGEST)
    assert refused.value.code is ErrorCode.INVALID_FIELD, why


@pytest.mark.parametrize("name", [name for name, _ in TABLE["refused"]])
def test_NA9_a_name_from_elsewhere_becomes_one_that_may_be(name: str) -> None:
    assert clean_label(fit_label(name, LONGEST, "Somebody"), "name", LONGEST)


@pytest.mark.parametrize("name", [name for name, _ in TABLE["made_up"]] + ALL_MADE_UP)
def test_NA17_a_name_that_jupyter_made_up_is_known(name: str) -> None:
    assert is_made_up(name)


@pytest.mark.parametrize(("name", "why"), TABLE["chosen"])
def test_NA17_a_name_that_somebody_chose_is_not_taken_for_one(name: str, why: str) -> None:
    assert not is_made_up(name), why


@pytest.mark.parametrize(("one", "other"), TABLE["alike"])
def test_NA3_names_that_look_alike_are_told_apart_by_a_number(one: str, other: str) -> None:
    second = distinct(other, [one], LONGEST)
    assert second == f"{other} (2)"
    assert distinct(other, [one, second], LONGEST) == f"{other} (3)"


@pytest.mark.parametrize(("name", "why"), TABLE["unmarked"])
def test_NA10_only_a_number_as_it_is_put_behind_a_name_is_one(name: str, why: str) -> None:
    assert not is_marked(name, "Bo", LONGEST), why
    assert is_marked(distinct("Bo", ["Bo"], LONGEST), "Bo", LONGEST)


@pytest.mark.parametrize(("one", "other"), TABLE["unlike"])
def test_NA3_names_that_can_be_told_apart_stay_as_they_are(one: str, other: str) -> None:
    assert distinct(other, [one], LONGEST) == other


def test_NA3_a_number_fits_behind_the_longest_name() -> None:
    names = [distinct("x" * LONGEST, [], LONGEST)]
    while len(names) < 12:
        names.append(distinct("x" * LONGEST, names, LONGEST))
    assert len(set(names)) == 12
    assert names[11] == "x" * 59 + " (12)" and max(map(len, names)) == LONGEST


@pytest.mark.parametrize(
    "value", ["a" + "\u0301\u0316" * 100_000, "\u1100" * 200_000, " " * 200_000]
)
def test_NA4_what_is_too_long_is_not_normalised(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Normalising takes the square of the length: only what is short enough gets there."""
    lengths = []
    real = unicodedata.normalize

    def measured(form: str, text: str) -> str:
        lengths.append(len(text))
        return real(form, text)

    monkeypatch.setattr("jupyter_interview.domain.naming.unicodedata.normalize", measured)
    with pytest.raises(InterviewError, match="1 to 64 characters"):
        clean_label(value, "userName", LONGEST)
    fit_label(value, LONGEST, "Somebody")
    assert max(lengths, default=0) <= 4 * LONGEST
