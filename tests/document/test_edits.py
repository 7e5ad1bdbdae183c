"""DO4, DO10: small edits, whole characters, nobody's text taken back."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.document.document import Document
from jupyter_interview.document.edits import (
    Edit,
    apply_edits,
    edits_between,
    in_bytes,
    merge_edits,
    size_of,
)

TEXTS = st.text(st.sampled_from("ab\n é🐢漢\u0301"), max_size=40)
LINES = st.lists(st.sampled_from(["a = 1\n", "é\n", "🐢\n", "\n", "    return x\n"]), max_size=12)


@given(TEXTS, TEXTS)
def test_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    edits = edits_between(old, new)
    assert apply_edits(old, edits) == new
    assert (not edits) == (old == new)
    assert all(a.end <= b.start for a, b in zip(edits, edits[1:], strict=False))


@given(LINES, LINES)
def test_the_document_ends_where_the_edits_lead(old: list[str], new: list[str]) -> None:
    document = Document(7)
    for text in ("".join(old), "".join(new)):
        document.change("code:python", edits_between(document.text("code:python"), text))
        assert document.text("code:python") == text


@given(TEXTS, st.integers(0, 40), st.text(st.sampled_from("xy🐢"), min_size=1, max_size=5))
def test_typing_in_one_place_is_one_edit_no_bigger_than_what_was_typed(
    text: str, place: int, typed: str
) -> None:
    place = min(place, len(text))
    edits = edits_between(text, text[:place] + typed + text[place:])
    assert len(edits) == 1 and size_of(edits) == len(typed)


@given(TEXTS, st.integers(0, 40))
def test_offsets_in_bytes_are_those_of_whole_characters(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert in_bytes(text, [Edit(offset, offset, "")])[0][0] == len(text[:offset].encode())


@given(TEXTS, TEXTS, TEXTS)
def test_two_who_edit_different_halves_both_keep_their_text(a: str, b: str, c: str) -> None:
    base = "first line\n" + "=" * 5 + "\nlast line\n"
    wanted, present = base + c, a + b + base
    merged = apply_edits(present, merge_edits(base, wanted, present))
    assert merged == a + b + base + c


@given(LINES, LINES, LINES)
def test_whatever_both_did_the_edits_fit_the_present_text(
    base: list[str], wanted: list[str], present: list[str]
) -> None:
    b, w, p = "".join(base), "".join(wanted), "".join(present)
    edits = merge_edits(b, w, p)
    assert all(a.end <= c.start for a, c in zip(edits, edits[1:], strict=False))
    assert all(0 <= edit.start <= edit.end <= len(p) for edit in edits)
    assert apply_edits(p, merge_edits(b, b, p)) == p
    assert apply_edits(b, merge_edits(b, w, b)) == w


def test_a_clash_in_one_line_leaves_the_others_lines_alone() -> None:
    """The sender's word holds where both wrote, and only there."""
    base = "line one\nline two\nline three\n"
    present = "LINE one\nline two\nline 3\n"
    wanted = "line one\nline two\nline THREE\n"
    merged = apply_edits(present, merge_edits(base, wanted, present))
    assert merged == "LINE one\nline two\nline THREE\n"


def test_lines_in_the_middle_are_left_alone() -> None:
    """A caret on an unchanged line between two changed ones stays where it is."""
    old = "one\nkeep 1\nkeep 2\ntwo\n"
    edits = edits_between(old, "ONE\nkeep 1\nkeep 2\nTWO\n")
    assert [(edit.start, edit.end, edit.text) for edit in edits] == [(0, 3, "ONE"), (18, 21, "TWO")]


def test_NA4_texts_with_many_equal_lines_are_not_compared_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Comparing takes as many steps as there are pairs of equal lines."""
    compared = []
    real = difflib.SequenceMatcher

    def counted(junk: None, old: list[str], new: list[str]) -> difflib.SequenceMatcher[str]:
        compared.append(sum(new.count(line) for line in old))
        return real(junk, old, new)

    monkeypatch.setattr("jupyter_interview.document.edits.difflib.SequenceMatcher", counted)
    old, new = "a\nb\n" * 400, "x\n" + "b\na\n" * 90 + "y\n"
    assert apply_edits(old, edits_between(old, new)) == new
    assert compared == []
    old, new = "".join(f"{n}\n" for n in range(900)), "".join(f"{n}\n" for n in range(0, 900, 2))
    assert apply_edits(old, edits_between(old, new)) == new
    assert compared and max(compared) < 50_000


def test_NA4_entangled_edits_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two texts whose changes overlap like scales of a fish."""
    asked = 0

    def overlap(one: Edit, other: Edit) -> bool:
        nonlocal asked
        asked += 1
        return one.end > other.start and one.start < other.end

    monkeypatch.setattr("jupyter_interview.document.edits._overlap", overlap)
    base = [f"{number}\n" for number in range(900)]
    mine = [line if number % 5 == 4 else f"m{line}" for number, line in enumerate(base)]
    theirs = [line if number % 5 == 1 else f"t{line}" for number, line in enumerate(base)]
    texts = ["".join(lines) for lines in (base, mine, theirs)]
    merged = apply_edits(texts[2], merge_edits(*texts))
    assert all(f"m{number}\n" in merged for number in range(900) if number % 5 != 4)
    assert 0 < asked < 10 * len(base)
