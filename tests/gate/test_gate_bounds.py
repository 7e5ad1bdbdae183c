"""DO5, IN2: malformed updates, hostile counts and the gate's limits."""

from typing import Any

import pytest
from pycrdt import Doc, Text

from jupyter_interview.gate.gate import Gate
from jupyter_interview.gate.update import GateError, UpdateLimits

from .gates import HELLO, gate_after, refused
from .wire import ROOT, ROOTS, deletes, erased, one, section, typed, update, varints


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one(3, 0, typed("")), id="empty-text"),
        pytest.param(one(3, 0, erased(0)), id="empty-deleted"),
        pytest.param(update(deleted=(deletes(1, (0, 0)),)), id="empty-range"),
        pytest.param(update(deleted=(deletes(1),)), id="no-range"),
        pytest.param(one(3, 0), id="no-struct"),
        pytest.param(one(2**53, 0, typed("x")), id="client-id"),
        pytest.param(update(deleted=(deletes(2**53, (0, 1)),)), id="deleted-client-id"),
        pytest.param(one(3, 0, erased(2**31)), id="clock"),
        pytest.param(one(3, 0, erased(2**31 - 1), typed("x")), id="clock-sum"),
        pytest.param(one(3, 0, typed(b"\xff")), id="not-utf-8"),
        pytest.param(one(3, 0, typed(b"\xed\xa0\x80")), id="lone-surrogate"),
        pytest.param(one(3, 0, typed(b"\xc0\x80")), id="overlong-utf-8"),
        pytest.param(one(3, 0, typed(b"\xf4\x90\x80\x80")), id="beyond-unicode"),
        pytest.param(
            update(section(3, 0, typed("x")), section(3, 0, typed("x"))), id="section-twice"
        ),
        pytest.param(update(deleted=(deletes(1, (0, 1)), deletes(1, (1, 1)))), id="deletes-twice"),
        pytest.param(HELLO + b"\x00", id="more-bytes"),
        pytest.param(one(3, 0, typed("x"))[:-1] + b"\x80\x00", id="long-number"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_DO5_malformed_updates_are_refused(data: bytes) -> None:
    refused(gate_after(HELLO), data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"\xff\xff\xff\x3f", "more clients", id="sections"),
        pytest.param(b"\x00\xff\xff\xff\x3f", "more clients", id="delete-clients"),
        pytest.param(varints(1, 2**40, 3, 0) + typed("x") + b"\0", "more structs", id="structs"),
        pytest.param(b"\x00\x01" + varints(1, 2**40, 0, 1), "more deletions", id="ranges"),
        pytest.param(
            varints(1, 1, 3, 0) + b"\x04\x01" + varints(2**55) + b"x", "a text of", id="name"
        ),
        pytest.param(
            varints(1, 1, 3, 0) + b"\x84" + varints(1, 0, 2**55) + b"xxxxx",
            "inside a text",
            id="string",
        ),
        pytest.param(one(3, 0, typed("x"))[:3] + b"\xff" * 30, "number is too long", id="number"),
    ],
)
def test_IN2_counts_are_not_believed(data: bytes, why: str) -> None:
    refused(gate_after(HELLO), data, why)


def test_DO5_an_update_cut_anywhere_is_refused() -> None:
    whole = update(
        section(3, 0, typed("né🐢", (1, 1), (1, 2)), erased(3, (3, 3), (1, 2))),
        section(1, 5, typed("!", (1, 4))),
        deleted=(deletes(1, (0, 2), (4, 1)), deletes(3, (0, 1))),
    )
    gate = gate_after(HELLO)
    assert gate.check(whole).clocks == {3: 7, 1: 6}
    for end in range(len(whole)):
        refused(gate, whole[:end])


def test_IN2_limits_count_only_what_is_new() -> None:
    small = UpdateLimits(structs=3, delete_ranges=2, clients=2)
    three = [typed("x", (1, 4)), typed("y", (3, 0)), typed("z", (3, 1))]
    gate = gate_after(HELLO, one(3, 0, *three), limits=small)
    four = one(3, 0, *three, typed("!", (3, 2)))
    assert gate.check(four).clocks == {3: 4}
    refused(gate, one(4, 0, typed("w", (1, 4)), *(typed("x", (4, n)) for n in range(3))), "structs")
    erase = update(deleted=(deletes(1, (0, 1), (2, 1)),))
    gate.applied(gate.check(erase))
    assert gate.check(update(deleted=(deletes(1, (0, 1), (2, 1), (4, 1)), deletes(3, (0, 1)))))
    refused(gate, update(deleted=(deletes(1, (1, 1), (3, 1)), deletes(3, (0, 1)))), "many places")
    known = [section(1, 0, typed("hello")), section(3, 0, *three)]
    fresh = [section(n, 0, typed("x", (1, 4))) for n in (5, 6, 7)]
    assert gate.check(update(*known, *fresh[:2])).clocks == {5: 1, 6: 1}
    refused(gate, update(*known, *fresh), "many clients")


def test_IN2_a_big_update_is_refused_unread() -> None:
    gate = Gate(ROOTS, UpdateLimits(bytes=100))
    refused(gate, one(1, 0, typed("x" * 100)), "too big")
    assert gate.check(one(1, 0, typed("x" * 70))).growth == [70, 0]


def pile(client: int, count: int) -> list[bytes]:
    """Updates that heap characters up behind "hello", each in front of the last."""
    return [one(client, clock, typed("x", (1, 4))) for clock in range(count)]


def test_IN2_an_update_that_stalls_the_document_is_refused() -> None:
    """Every character of client 3 has to be carried past every one of client 2."""
    gate = gate_after(HELLO, *pile(2, 100), limits=UpdateLimits(steps=1000, steps_a_struct=2))
    refused(gate, one(3, 0, *[typed("x", (1, 4))] * 11), "too hard")
    refused(gate, one(3, 0, typed("x", (1, 4))), "too hard")
    assert gate.check(one(3, 0, typed("x", (2, 0)))).clocks == {3: 1}


def test_IN2_what_is_easy_pays_for_what_is_hard() -> None:
    gate = gate_after(HELLO, *pile(2, 100), limits=UpdateLimits(steps=1000, steps_a_struct=50))
    for clock in range(100):
        if clock % 10 < 2:
            gate.applied(gate.check(one(3, clock, typed("x", (1, 4)))))
        else:
            gate.applied(gate.check(one(3, clock, typed("x", (3, clock - 1)))))
    assert gate.known[3] == 100


def test_IN2_the_limit_of_steps_is_far_from_what_people_do_and_near_to_a_stall() -> None:
    heap = [one(2, clock, *[typed("x", (1, 4))] * 5000) for clock in range(0, 20_000, 5000)]
    gate = gate_after(HELLO, *heap)
    assert gate.check(one(3, 0, *[typed("x", (1, 4))] * 20)).clocks == {3: 20}
    refused(gate, one(3, 0, *[typed("x", (1, 4))] * 5000), "too hard")


def test_DO5_what_is_loaded_has_no_limits_but_the_same_rules() -> None:
    gate = Gate(ROOTS, UpdateLimits(bytes=10))
    assert gate.load(HELLO).clocks == {1: 5}
    assert gate.known == {1: 5}
    with pytest.raises(GateError):
        gate.load(one(2, 0, typed("x", (9, 9))))
    assert gate.known == {1: 5}


def test_DO5_a_gate_can_begin_with_a_whole_document() -> None:
    doc: Doc[Any] = Doc(client_id=5)
    text = doc.get(ROOT, type=Text)
    text += "one 🐢 two"
    del text[1:3]
    text.insert(0, "zero ")
    gate = Gate(ROOTS)
    gate.load(doc.get_update())
    refused(gate, one(6, 0, typed("x", (5, 4))), "in two")
    refused(gate, one(6, 0, typed("x", (5, 3), (5, 6))), "side by side")
    assert gate.check(one(6, 0, typed("x", (5, 3), (5, 4)))).clocks == {6: 1}
    assert gate.check(doc.get_update()).empty
