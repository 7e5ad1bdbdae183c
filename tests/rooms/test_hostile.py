"""LI4: what a hostile client makes a room do is bounded by what it sends, not by what is there.

Work is counted in lines of Python, not timed. Native code gets what the gate lets through, which
the fuzz bounds; ``benchmarks/hostile.py`` shows what it comes to.
"""

import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role
from jupyter_interview.gate.sync import SyncKind, encode_message
from tests.gate.wire import deletes, one, section, typed, update, varints

from .stage import OWNER, Client, Stage, on_stage

BITS = 20_000
"""Single characters, each typed on its own: more pieces than people leave in hours."""
FULL = Limits(text_bytes=BITS)


def lines_of(work: Callable[[], None]) -> int:
    """Lines of Python that ran."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def in_bits(client: int, start: int, count: int) -> bytes:
    """So many single characters, all of which claim the same place."""
    return one(client, start, *(typed("x") for _ in range(count)))


def garbage() -> bytes:
    """As big as a frame may be, and no update."""
    return varints(1, 60_000, 5, 0) + b"\x84\x05\x00\x01x" * 52_000 + b"\x00"


async def fragmented(stage: Stage) -> Client:
    """A session whose text is in very many pieces, and full."""
    room = await stage.open()
    eve = stage.connect(room)
    for start in range(0, BITS, 4000):
        eve.types(in_bits(99, start, 4000))
    assert eve.hears("error") == [] and len(room.read(OWNER).code) == BITS
    return eve


def sends(client: Client, data: bytes) -> Callable[[], None]:
    frame = encode_message(SyncKind.UPDATE, data)
    assert client.peer is not None
    return lambda: client.room.receive_binary(client.peer, frame)  # type: ignore[arg-type]


HOSTILE = {
    "garbage": garbage(),
    "too much text": in_bits(98, 0, 2000),
    "a replacement that does not fit": update(
        section(97, 0, typed("🐢🐢")), deleted=(deletes(99, (0, 1)),)
    ),
    "many deletions": update(deleted=(deletes(99, *((at, 1) for at in range(0, 4000, 2))),)),
    "neighbours far apart": one(96, 0, typed("x", (99, 0), (99, BITS - 1))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_LI4_an_update_costs_what_its_bytes_are_worth_in_a_full_text_too(name: str) -> None:
    async def talk(stage: Stage) -> None:
        eve, data = await fragmented(stage), HOSTILE[name]
        for _ in range(3):
            assert lines_of(sends(eve, data)) < 2000 + 40 * len(data) + stage_steps(name)

    on_stage(talk, FULL)


def stage_steps(name: str) -> int:
    """The gate may look at this many runs once in a document's life; see ``UpdateLimits``."""
    return 20 * 1_000_000 if name == "neighbours far apart" else 0


def test_LI4_a_character_count_of_a_hostile_text_is_given_up_on() -> None:
    async def talk(stage: Stage) -> None:
        eve = await fragmented(stage)
        bo = stage.connect(eve.room, stage.guest(eve.room, "Bo"), Mode.CONTRACT)
        frame = json.dumps({"type": "cursor_change", "payload": {"position": BITS - 5}}).encode()

        def move() -> None:
            assert bo.peer is not None
            eve.room.receive_text(bo.peer, frame)
            stage.clock.turn(1)

        assert lines_of(move) < 400_000
        [shown] = eve.hears("cursor_change")
        assert shown["cursor"]["head"]["item"] is None

    on_stage(talk, FULL)


def test_LI4_nothing_that_is_refused_stays_in_memory() -> None:
    async def talk(stage: Stage) -> None:
        eve = await fragmented(stage)
        watcher = stage.connect(eve.room, stage.guest(eve.room, "Wu", Role.OBSERVER))
        known, text = eve.room._editing._gate.known, eve.room.read(OWNER).code
        sizes = eve.room._editing._gate.size("code:python")
        for name, data in HOSTILE.items():
            if name != "many deletions":
                sends(eve, data)()
        sends(watcher, HOSTILE["many deletions"])()
        assert eve.room._editing._gate.known == known
        assert eve.room._editing._gate.size("code:python") == sizes == len(text)
        assert eve.room.read(OWNER).code == text

    on_stage(talk, FULL)
