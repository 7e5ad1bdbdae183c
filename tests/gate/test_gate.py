"""DO5: the gate's rules one by one, on bytes made by hand."""

import pytest

from jupyter_interview.gate.gate import Gate

from .gates import HELLO, TURTLE, changes, gate_after, refused
from .wire import (
    ANY,
    BINARY,
    DOC,
    EMBED,
    FORMAT,
    GC,
    JSON,
    OTHER_ROOT,
    ROOT,
    ROOTS,
    SKIP,
    TYPE,
    deletes,
    erased,
    one,
    section,
    string,
    struct,
    typed,
    update,
    varints,
)


def test_DO5_typing_passes_and_is_counted() -> None:
    gate = Gate(ROOTS)
    effect = gate.check(HELLO)
    assert changes(effect) == ({1: 5}, 5, False, frozenset({ROOT}))
    assert not effect.empty
    gate.applied(effect)
    effect = gate.check(one(1, 5, typed("é🐢", origin=(1, 4))))
    assert changes(effect) == ({1: 8}, 6, False, frozenset({ROOT}))


def test_DO5_clocks_count_utf_16_units() -> None:
    assert gate_after(TURTLE).known == {2: 4}


def test_DO5_an_empty_update_is_empty() -> None:
    assert Gate(ROOTS).check(b"\x00\x00").empty


def test_DO5_a_check_that_nothing_came_of_is_forgotten() -> None:
    gate = gate_after(HELLO)
    assert gate.check(one(1, 5, typed("!", origin=(1, 4)))).clocks == {1: 6}
    assert gate.known == {1: 5}
    effect = gate.check(one(1, 5, typed("!?", origin=(1, 4))))
    assert effect.clocks == {1: 7}
    gate.applied(effect)
    assert gate.known == {1: 7}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(struct(b"\x01", GC)[:1] + b"\x01", id="gc"),
        pytest.param(bytes((SKIP, 1)), id="skip"),
        pytest.param(struct(b"\x01" + string("1"), JSON), id="json"),
        pytest.param(struct(string(b"\x00"), BINARY), id="binary"),
        pytest.param(struct(string("{}"), EMBED), id="embed"),
        pytest.param(struct(string("bold") + string("true"), FORMAT), id="format"),
        pytest.param(struct(b"\x02", TYPE), id="text-type"),
        pytest.param(struct(b"\x01", TYPE), id="map-type"),
        pytest.param(struct(b"\x01\x7b", ANY), id="any"),
        pytest.param(struct(string("guid") + b"\x76\x00", DOC), id="document"),
        pytest.param(struct(string("x"), 11), id="unknown-11"),
        pytest.param(struct(string("x"), 31), id="unknown-31"),
        pytest.param(b"\x24\x01" + string(ROOT) + string("key") + string("x"), id="map-key"),
        pytest.param(struct(string("x"), 0x24, origin=(1, 0)), id="key-bit"),
    ],
)
def test_DO1_nothing_but_text_passes(data: bytes) -> None:
    refused(gate_after(HELLO), one(3, 0, data, typed("y", origin=(1, 0))), "other than text")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(typed("x", root="notes"), id="another-root"),
        pytest.param(typed("x", root=""), id="no-name"),
        pytest.param(typed("x", root="code:python\0"), id="longer-name"),
        pytest.param(b"\x04\x00" + varints(1, 0) + string("x"), id="parent-id"),
        pytest.param(b"\x04\x02" + string(ROOT) + string("x"), id="parent-flag"),
        pytest.param(b"\x04\x01" + string(b"\xff") + string("x"), id="name-not-utf-8"),
    ],
)
def test_DO1_nothing_but_declared_texts_can_be_written(data: bytes) -> None:
    refused(gate_after(HELLO), one(3, 0, data), "a text of this session")


def test_DO1_every_declared_text_can_be_written() -> None:
    effect = Gate(ROOTS).check(one(1, 0, typed("x"), typed("y", root=OTHER_ROOT)))
    assert effect.roots == frozenset(ROOTS)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one(1, 6, typed("!", origin=(1, 4))), id="known-client"),
        pytest.param(one(9, 1, typed("!", origin=(1, 4))), id="new-client"),
    ],
)
def test_DO5_a_gap_in_a_clock_is_refused(data: bytes) -> None:
    refused(gate_after(HELLO), data, "leaves out")


def test_DO5_what_is_known_passes_and_counts_nothing() -> None:
    gate = gate_after(HELLO, one(1, 5, erased(3, origin=(1, 4))))
    effect = gate.check(HELLO)
    assert effect.empty
    assert changes(effect) == ({}, 0, False, frozenset())
    assert gate.check(one(1, 2, typed("llo", origin=(1, 1)), erased(2, origin=(1, 4)))).empty


def test_DO5_of_what_is_partly_known_the_rest_counts() -> None:
    gate = gate_after(HELLO)
    effect = gate.check(one(1, 0, typed("hello wörld")))
    assert changes(effect) == ({1: 11}, 7, False, frozenset({ROOT}))
    gate.applied(effect)
    assert gate.check(one(1, 9, typed("ld🐢", origin=(1, 8)))).growth == [4, 0]
    assert gate.check(one(1, 9, erased(5, origin=(1, 8)))).clocks == {1: 14}


def test_DO5_a_known_part_may_not_end_inside_a_character() -> None:
    refused(gate_after(HELLO), one(1, 0, typed("hell🐢")), "in two")
    refused(gate_after(HELLO), one(1, 3, typed("l🐢🐢", origin=(1, 2))), "in two")


def test_DO5_the_known_part_must_be_of_the_same_text() -> None:
    gate = gate_after(HELLO, one(2, 0, typed("x", root=OTHER_ROOT)))
    refused(gate, one(1, 0, typed("hello!", root=OTHER_ROOT)), "joins two texts")
    refused(gate, one(1, 3, typed("lo!", origin=(2, 0))), "joins two texts")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one(3, 0, typed("x", origin=(1, 5))), id="origin-clock"),
        pytest.param(one(3, 0, typed("x", origin=(4, 0))), id="origin-client"),
        pytest.param(one(3, 0, typed("x", right=(1, 5))), id="right-clock"),
        pytest.param(one(3, 0, typed("x", origin=(1, 4), right=(4, 0))), id="right-client"),
        pytest.param(one(3, 0, typed("x", origin=(3, 0))), id="itself"),
        pytest.param(one(3, 0, typed("x"), typed("y", origin=(3, 1))), id="itself-later"),
        pytest.param(one(3, 0, typed("x", origin=(3, 1)), typed("y")), id="its-next"),
        pytest.param(one(1, 0, typed("hello", right=(1, 2))), id="itself-known"),
        pytest.param(one(1, 0, typed("hello", origin=(4, 0))), id="known-with-unknown-origin"),
        pytest.param(
            update(
                section(4, 0, typed("x", origin=(3, 0))), section(3, 0, typed("y", origin=(4, 0)))
            ),
            id="circle",
        ),
        pytest.param(
            update(
                section(5, 0, typed("x", origin=(4, 0))),
                section(4, 0, typed("y", origin=(3, 1))),
                section(3, 0, typed("z"), typed("z", origin=(5, 0))),
            ),
            id="circle-of-three",
        ),
    ],
)
def test_DO5_what_is_referred_to_must_be_there_first(data: bytes) -> None:
    refused(gate_after(HELLO), data, "not there yet")


def test_DO5_sections_may_wait_for_each_other_in_turns() -> None:
    ladder = [
        section(9, 0, typed("a"), typed("c", origin=(8, 0)), typed("e", origin=(8, 1))),
        section(8, 0, typed("b", origin=(9, 0)), typed("d", origin=(9, 1))),
    ]
    for sections in ladder, ladder[::-1]:
        gate = gate_after(update(*sections))
        assert gate.known == {9: 3, 8: 2}


def test_DO5_neighbours_must_be_in_one_text() -> None:
    gate = gate_after(HELLO, one(2, 0, typed("world", root=OTHER_ROOT)))
    refused(gate, one(3, 0, typed("x", origin=(1, 4), right=(2, 0))), "joins two texts")


def test_DO5_neighbours_must_once_have_been_side_by_side() -> None:
    gate = gate_after(HELLO)
    for origin, right in [((1, 3), (1, 1)), ((1, 2), (1, 2)), ((1, 1), (1, 3))]:
        refused(gate, one(3, 0, typed("x", origin, right)), "side by side")
    assert gate.check(one(3, 0, typed("x", origin=(1, 1)))).clocks == {3: 1}
    refused(gate, one(3, 0, typed("x", right=(1, 1))), "side by side")
    between = one(2, 0, typed("--", (1, 1), (1, 2)))
    gate = gate_after(HELLO, between)
    refused(gate, one(3, 0, typed("x", origin=(2, 1))), "side by side")
    assert gate.check(one(3, 0, typed("x", (1, 1), (1, 2)))).clocks == {3: 1}
    assert gate.check(one(3, 0, typed("x", (2, 1), (1, 2)))).clocks == {3: 1}


def test_DO5_people_who_typed_in_the_same_gap_are_side_by_side_later() -> None:
    """2 and 3 did not see each other; 4 sees both, or one and a part of the other."""
    gate = gate_after(
        HELLO, one(2, 0, typed("22", (1, 1), (1, 2))), one(3, 0, typed("33", (1, 1), (1, 2)))
    )
    assert gate.check(one(4, 0, typed("x", (2, 1), (3, 0)))).clocks == {4: 1}
    refused(gate, one(4, 0, typed("x", (3, 1), (2, 0))), "side by side")
    assert gate.check(one(4, 0, typed("x", (2, 0), (3, 0)))).clocks == {4: 1}


def test_DO5_a_right_neighbour_of_the_left_one_may_not_be_in_between() -> None:
    """3 saw only "he"; who sees 2's character sees "llo" behind it."""
    gate = gate_after(HELLO, one(2, 0, typed("2", (1, 1), (1, 2))), one(3, 0, typed("3", (1, 1))))
    refused(gate, one(4, 0, typed("x", (2, 0), (3, 0))), "side by side")
    assert gate.check(one(4, 0, typed("x", (1, 4), (3, 0)))).clocks == {4: 1}


def test_DO5_somebody_who_goes_on_typing_may_have_seen_more_meanwhile() -> None:
    """2 types "a", sees what 3 types behind it, types "b": so "b" was never next to "llo"."""
    gate = gate_after(
        HELLO,
        one(2, 0, typed("a", (1, 1), (1, 2))),
        one(3, 0, typed("3", (2, 0), (1, 2))),
        one(2, 1, typed("b", (2, 0), (3, 0))),
    )
    refused(gate, one(4, 0, typed("x", (2, 1), (1, 2))), "side by side")
    assert gate.check(one(4, 0, typed("x", (2, 0), (1, 2)))).clocks == {4: 1}


def test_DO5_refused_updates_leave_nothing_behind() -> None:
    gate = gate_after(HELLO, one(2, 0, typed("22", (1, 1), (1, 2))))
    spans = {client: len(strand.spans) for client, strand in gate._sequence.strands.items()}
    for at in range(3):
        cuts = [typed("x", (1, at), (1, at + 1)) for at in (0, 2, 3)] + [typed("y", (2, 0), (2, 1))]
        refused(gate, one(3, 0, *cuts, typed("z", (9, at))), "not there yet")
    assert spans == {client: len(strand.spans) for client, strand in gate._sequence.strands.items()}


def test_DO5_a_refused_update_leaves_the_order_as_it_was() -> None:
    gate = gate_after(HELLO, one(2, 0, typed("22", (1, 1), (1, 2))))
    for bad in [
        one(3, 0, typed("x", (1, 3), (1, 4)), typed("y", (1, 0), (1, 3))),
        one(1, 5, typed("xy", (1, 4)), typed("y", (2, 0), (2, 1)), typed("z", (9, 9))),
        one(2, 2, typed("🐢", (2, 1), (1, 2)), typed("y", (2, 2), (1, 2))),
    ]:
        refused(gate, bad)
    last = one(2, 2, typed("22", (2, 1), (1, 2)), typed("y", (2, 0), (2, 1)))
    gate.applied(gate.check(last))
    assert gate.known == {1: 5, 2: 5}
    assert gate.check(update(deleted=(deletes(2, (2, 1)),))).deletes


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one(3, 0, typed("x", origin=(2, 1))), id="origin"),
        pytest.param(one(3, 0, typed("x", right=(2, 2))), id="right"),
        pytest.param(one(3, 0, typed("x", (2, 1), (2, 2))), id="both"),
        pytest.param(update(deleted=(deletes(2, (1, 1)),)), id="delete-first-half"),
        pytest.param(update(deleted=(deletes(2, (2, 1)),)), id="delete-second-half"),
        pytest.param(update(deleted=(deletes(2, (0, 2)),)), id="delete-up-to"),
        pytest.param(update(deleted=(deletes(2, (2, 2)),)), id="delete-from"),
        pytest.param(one(2, 4, typed("🐢x", (2, 3)), typed("y", (2, 4))), id="own-new"),
        pytest.param(
            update(section(2, 4, typed("x🐢", (2, 3))), deleted=(deletes(2, (4, 2)),)),
            id="delete-own-new",
        ),
        pytest.param(one(2, 0, typed("a🐢b", origin=(2, 1))), id="known"),
    ],
)
def test_DO5_nothing_cuts_a_character_in_two(data: bytes) -> None:
    refused(gate_after(TURTLE), data, "in two|not there yet")


def test_DO5_whole_astral_characters_can_be_deleted_and_typed_at() -> None:
    gate = gate_after(TURTLE, one(3, 0, typed("x", (2, 0), (2, 1)), typed("y", (2, 2), (2, 3))))
    assert gate.check(update(deleted=(deletes(2, (1, 2)),))).deletes
    assert gate.check(update(deleted=(deletes(2, (0, 4)),))).deletes


@pytest.mark.parametrize(
    "ranges",
    [[(4, 2)], [(5, 1)], [(0, 1), (2, 2**40)], [(2**50, 1)]],
    ids=["over-the-end", "behind-the-end", "far-over", "far-behind"],
)
def test_DO5_only_what_is_there_can_be_deleted(ranges: list[tuple[int, int]]) -> None:
    refused(gate_after(HELLO), update(deleted=(deletes(1, *ranges),)), "not there yet")


def test_DO5_strangers_text_cannot_be_deleted_before_it_is_there() -> None:
    refused(gate_after(HELLO), update(deleted=(deletes(2, (0, 1)),)), "not there yet")


def test_DO5_what_comes_in_the_same_update_can_be_deleted_by_it() -> None:
    data = update(section(1, 5, typed("!?", (1, 4))), deleted=(deletes(1, (3, 4)),))
    assert changes(gate_after(HELLO).check(data)) == ({1: 7}, -2, True, frozenset({ROOT}))


def test_DO5_deleting_again_deletes_nothing() -> None:
    erase = update(deleted=(deletes(1, (1, 2), (4, 1)),))
    gate = gate_after(HELLO)
    assert gate.check(erase).deletes
    gate.applied(gate.check(erase))
    assert gate.check(erase).empty
    assert gate.check(update(deleted=(deletes(1, (1, 1), (2, 1)),))).empty
    assert gate.check(update(deleted=(deletes(1, (1, 3)),))).deletes


@pytest.mark.parametrize("text", ["\r", "\r\n", "a\rb", "🐢\r\n", "\n\r"])
def test_TX15_no_line_ends_with_a_carriage_return(text: str) -> None:
    refused(gate_after(HELLO), one(1, 5, typed(text, origin=(1, 4))), "carriage return")
    refused(gate_after(), one(9, 0, typed(text)), "carriage return")


def test_TX3_a_carriage_return_that_is_known_may_come_again() -> None:
    """As texts of an older version have it; what is new behind it is looked at."""
    gate = gate_after()
    gate.load(one(1, 0, typed("a\r\nb")))
    assert gate.check(one(1, 0, typed("a\r\nb"))).empty
    assert gate.check(one(1, 0, typed("a\r\nbc"))).clocks == {1: 5}
    refused(gate, one(1, 0, typed("a\r\nb\r")), "carriage return")
