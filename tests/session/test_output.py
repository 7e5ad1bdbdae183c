"""OU2, OU19: where output is cut."""

import pytest
from msgspec.structs import replace

from jupyter_interview.contract.values import Output
from jupyter_interview.session.output import Tail, cut_utf8, size_of

TEXT = "aé🐢漢b"


@pytest.mark.parametrize("size", range(12))
def test_text_is_cut_between_characters(size: int) -> None:
    """OU2"""
    kept = cut_utf8(TEXT, size)
    assert TEXT.startswith(kept) and len(kept.encode()) <= size


@pytest.mark.parametrize("size", range(12))
def test_an_end_begins_with_a_whole_character(size: int) -> None:
    """OU2"""
    tail = Tail(32 + size)
    tail.add(Output("stdout", TEXT))
    [kept] = tail.pieces()
    assert TEXT.endswith(kept.text) and size_of(kept) <= size
    assert kept.omitted == len(TEXT.encode()) - size_of(kept)


def test_half_a_picture_is_let_go() -> None:
    """OU2"""
    tail = Tail(32 + 50)
    tail.add(Output("image", "A" * 40 + "\n" + "B" * 40 + "\n"))
    [kept] = tail.pieces()
    assert (kept.text, kept.omitted) == ("B" * 40 + "\n", 41)


def test_an_end_begins_with_a_whole_line_where_there_is_one_near() -> None:
    """OU2"""
    tail = Tail(32 + 12)
    for line in ("first line\n", "second line\n", "last\n"):
        tail.add(Output("stdout", line))
    assert [(kept.text, kept.omitted) for kept in tail.pieces()] == [("last\n", 23)]


def test_nothing_at_all_may_be_kept() -> None:
    """OU2"""
    tail = Tail(0)
    tail.add(Output("display", "text", "<b>html</b>", omitted=3))
    assert tail.pieces() == [Output("stdout", "", omitted=18)]


def test_what_is_missing_is_told_where_it_is_missing() -> None:
    """OU1"""
    before, gap = Output("stdout", "one\ntwo\n"), Output("stdout", "after\n", omitted=7)
    assert _end_of(500, before, gap) == [before, gap]
    begun = Output("stdout", "two\n", omitted=2 + 4)
    assert _end_of(500, replace(before, omitted=2), gap) == [begun, gap]
    assert _end_of(32 + 6, replace(before, omitted=2), gap) == [replace(gap, omitted=2 + 8 + 7)]


def _end_of(limit: int, *pieces: Output) -> list[Output]:
    tail = Tail(limit)
    for piece in pieces:
        tail.add(piece)
    return tail.pieces()


def test_half_a_line_between_two_gaps_is_dropped_and_counted() -> None:
    """OU17: it would look like a line that was printed."""
    tail = Tail(500)
    for text, omitted in (("ha", 5), ("ne 9\n", 7), ("last\n", 9)):
        tail.add(Output("stdout", text, omitted=omitted))
    assert tail.pieces() == [
        Output("stdout", "ne 9\n", omitted=5 + 2 + 7),
        Output("stdout", "last\n", omitted=9),
    ]
    tail = Tail(500)
    for text, omitted in (("one\n", 0), ("f é", 5), ("end", 7)):
        tail.add(Output("stdout", text, omitted=omitted))
    assert tail.pieces() == [
        Output("stdout", "one\n"),
        Output("stdout", "end", omitted=5 + 4 + 7),
    ]


def test_an_end_of_tiny_pieces_is_few_pieces() -> None:
    """OU2: putting them together takes no longer than their bytes do."""
    tail = Tail(32 + 10_000)
    for number in range(30_000):
        tail.add(Output("stdout", str(number % 10)))
    assert len(tail._pieces) < 10
    [kept] = tail.pieces()
    assert (size_of(kept), kept.omitted, kept.text[-10:]) == (10_000, 20_000, "0123456789")
