"""DO4: small edits, whole characters, nobody's text taken back."""

from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.rooms.document import Document
from jupyter_interview.rooms.edits import (
    apply_edits,
    bytes_before,
    code_points,
    edits_between,
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
        document.change("python", edits_between(document.text("python"), text))
        assert document.text("python") == text


@given(TEXTS, st.integers(0, 40), st.text(st.sampled_from("xy🐢"), min_size=1, max_size=5))
def test_typing_in_one_place_is_one_edit_no_bigger_than_what_was_typed(
    text: str, place: int, typed: str
) -> None:
    place = min(place, len(text))
    edits = edits_between(text, text[:place] + typed + text[place:])
    assert len(edits) == 1 and size_of(edits) == len(typed)


@given(TEXTS, st.integers(0, 60))
def test_a_browsers_offset_never_lands_inside_a_character(text: str, offset: int) -> None:
    place = code_points(text, offset)
    utf16 = len(text[:place].encode("utf-16-le")) // 2
    assert utf16 <= offset or offset <= 0
    assert text.encode()[: bytes_before(text, place)].decode() == text[:place]


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
