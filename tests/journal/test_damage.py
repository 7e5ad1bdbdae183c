"""FA5: a log with an entry that cannot be read opens all the same, and its owner is told."""

import json
from dataclasses import replace

import pytest

from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.domain.roles import Role
from tests.rooms.stage import OWNER, Client, Paper, Stage, on_stage
from tests.sessions.test_registry import evicted, newest_snapshot, write_much

POISON: dict[str, tuple[LogKind, bytes]] = {
    "no update": (LogKind.UPDATE, b"\xff\xff\xff\x7f"),
    "nothing": (LogKind.UPDATE, b""),
    "an update of a client that is not there": (
        LogKind.UPDATE,
        bytes.fromhex("01010909440805780178 00".replace(" ", "")),
    ),
    "no JSON": (LogKind.RUN, b"{"),
    "no UTF-8": (LogKind.LANGUAGE, b"\xff\xfe\xfd"),
    "no object": (LogKind.STATE, b"[]"),
    "an event without its fields": (LogKind.RESULT, b'{"run": "run-00000001"}'),
    "an event with a field of another type": (
        LogKind.OUTPUT,
        json.dumps(
            {
                "run": "run-00000001",
                "index": 0,
                "stream": "stdout",
                "text": 5,
                "truncated": False,
            }
        ).encode(),
    ),
    "a run of a nobody": (
        LogKind.RUN,
        b'{"run": "r", "user": {"id": 1, "name": "", "color": ""}, "language": "python",'
        b' "source": "browser"}',
    ),
    "an entry of no kind": (LogKind.UNREADABLE, b"{}"),
}


async def written(stage: Stage) -> tuple[Client, Paper]:
    """Some typing and a run, on disk."""
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    for number in range(5):
        ana.types(paper.writes(f"before {number} 🐢\n"))
    ana.says("run_started", runId="run-00000001", language="python")
    await stage.stored()
    return ana, paper


def poison(stage: Stage, seq: int, kind: LogKind, payload: bytes) -> None:
    """Damage an entry behind the store's back, or add one."""
    log = stage.store.sessions[stage.session_id].log
    made = log.get(seq) or LogEntry(stage.session_id, seq, stage.clock.now_us(), None, kind, b"")
    log[seq] = replace(made, kind=kind, payload=payload)


@pytest.mark.parametrize("name", POISON)
def test_FA5_a_poisoned_entry_costs_itself_and_nothing_else(name: str) -> None:
    async def talk(stage: Stage) -> None:
        ana, paper = await written(stage)
        before = str(paper.text())
        poison(stage, ana.room.core.journal.head + 1, *POISON[name])
        room = await stage.restart()
        assert room.read(OWNER).code == before
        assert room.read(OWNER).damaged is True
        assert room.read(stage.guest(room, "Bo")).damaged is False
        back = stage.connect(room)
        welcome = back.takes("welcome")
        assert welcome["session"]["damaged"] is True
        assert [run["id"] for run in welcome["runs"]] == ["run-00000001"]
        back.types(paper.writes("after 🐢\n"))
        await stage.stored()
        assert (await stage.restart()).read(OWNER).code == before + "after 🐢\n"

    on_stage(talk)


def test_FA5_what_needs_a_lost_entry_is_left_out_and_what_does_not_is_kept() -> None:
    async def talk(stage: Stage) -> None:
        ana, paper = await written(stage)
        bo, other = stage.connect(ana.room, stage.guest(ana.room, "Bo")), Paper(8)
        other.learns(bo)
        bo.types(other.writes("Bo, on his own\n", "javascript"))
        await stage.stored()
        entries = await stage.store.log(stage.session_id)
        updates = [entry.seq for entry in entries if entry.kind is LogKind.UPDATE]
        poison(stage, updates[2], LogKind.UPDATE, b"\x00\x01")
        room = await stage.restart()
        assert room.read(OWNER).code == "before 0 🐢\nbefore 1 🐢\n"
        assert room.core.document.text("code:javascript") == "Bo, on his own\n"
        assert room.read(OWNER).damaged is True

    on_stage(talk)


def test_FA5_no_snapshot_covers_the_damage_up() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, paper = stage.connect(room), Paper(7)
        write_much(ana, paper)
        await stage.stored()
        poison(stage, room.core.journal.head + 1, *POISON["nothing"])
        room = await stage.restart()
        [listed] = await stage.listed("local")
        assert listed["damaged"] is True
        await evicted(stage)
        assert await newest_snapshot(stage) is None
        [listed] = await stage.listed("local")
        assert listed["damaged"] is True

    on_stage(talk)


def test_FA5_a_whole_session_is_not_called_damaged() -> None:
    async def talk(stage: Stage) -> None:
        ana, _ = await written(stage)
        room = await stage.restart()
        assert room.read(OWNER).damaged is False
        assert room.users(stage.guest(room, "Bo", Role.OBSERVER))

    on_stage(talk)
