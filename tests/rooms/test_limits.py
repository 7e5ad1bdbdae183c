"""LI1: each limit of a room holds where it is set: what is within it passes, what is over does not.

Limits that other tests of rooms show already are not here; ``tests/domain/test_limits.py`` sees to
it that none is left out.
"""

import asyncio
import json

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import Join, Leave, NewInvite
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role
from jupyter_interview.gate.sync import SyncKind, encode_message
from jupyter_interview.rooms.peer import Frame
from jupyter_interview.rooms.room import Room
from tests.gate.wire import deletes, one, section, typed, update

from .stage import OWNER, Client, Paper, Stage, join, make_link, refused, staged

PLACE = {"type": None, "tname": "code:python", "item": None, "assoc": 0}


def cursor(padding: int = 0) -> dict[str, object]:
    """A selection; ``padding`` is ignored, and takes place."""
    return {"language": "python", "cursor": {"anchor": PLACE, "head": PLACE}, "x": "x" * padding}


def refusals(client: Client) -> list[str]:
    return [error["code"] for error in client.hears("error")]


@staged(json_bytes=200)
async def test_LI1_json_bytes(stage: Stage) -> None:
    ana = stage.connect(await stage.open(), mode=Mode.CONTRACT)
    size = len(json.dumps({"type": "code_change", "payload": {"code": ""}}))
    ana.says("code_change", code="x" * (200 - size))
    assert ana.closed is None and ana.room.read(OWNER).code == "x" * (200 - size)
    ana.says("code_change", code="x" * (201 - size))
    assert ana.closed == 4413


@staged(json_depth=5)
async def test_LI1_json_depth(stage: Stage) -> None:
    ana = stage.connect(await stage.open())
    ana.says("cursor_change", **cursor())
    assert refusals(ana) == []
    ana.says("cursor_change", **{**cursor(), "x": [[[[0]]]]})
    assert refusals(ana) == ["invalid_json"]


@staged(frame_bytes=100)
async def test_LI1_frame_bytes(stage: Stage) -> None:
    ana, paper = stage.connect(await stage.open()), Paper(7)
    frame = encode_message(SyncKind.UPDATE, paper.writes("x" * 60))
    assert ana.peer is not None and len(frame) <= 100
    ana.room.receive_binary(ana.peer, frame)
    assert ana.closed is None and ana.room.read(OWNER).code == "x" * 60
    ana.room.receive_binary(ana.peer, encode_message(SyncKind.UPDATE, paper.writes("x" * 100)))
    assert ana.closed == 4413


@staged(presence_bytes=400)
async def test_LI1_presence_bytes(stage: Stage) -> None:
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room)
    ana.says("cursor_change", **cursor())
    assert len(bo.hears("cursor_change")) == 1
    stage.clock.turn(1)
    ana.says("cursor_change", **cursor(padding=400))
    stage.clock.turn(1)
    assert refusals(ana) == ["invalid_field"] and len(bo.hears("cursor_change")) == 1


@staged(presence_interval=0.1)
async def test_LI1_presence_interval_lets_ten_rounds_a_second_through(stage: Stage) -> None:
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room)
    for number in range(200):
        ana.says("cursor_change", **cursor() if number % 2 else {**cursor(), "cursor": None})
        stage.clock.turn(0.01)
    assert 19 <= len(bo.hears("cursor_change")) <= 21


@staged(text_bytes=10)
async def test_LI1_text_bytes(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    ana.types(paper.writes("é" * 5))
    assert room.read(OWNER).code == "é" * 5
    ana.types(paper.writes("x"))
    assert refusals(ana) == ["text_too_long"]
    with refused(ErrorCode.TEXT_TOO_LONG):
        room.put_code(OWNER, "x" * 11)
    room.put_code(OWNER, "x" * 10)
    assert room.read(OWNER).code == "x" * 10


@staged(error_bytes=7)
async def test_LI1_error_bytes(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    ana.says("run_started", runId="run-00000001", language="python")
    ana.says(
        "execution_result",
        runId="run-00000001",
        state="error",
        error="é" * 100,
        durationMs=1,
        truncated=False,
    )
    assert ana.hears("execution_result")[0]["error"] == "ééé"


@staged(yjs_clients=4)
async def test_LI1_yjs_clients(stage: Stage) -> None:
    ana = stage.connect(await stage.open("python", "seeded"))
    for client in range(100, 103):
        ana.types(one(client, 0, typed("x")))
    assert refusals(ana) == []
    ana.types(one(103, 0, typed("x")))
    assert refusals(ana) == ["update_refused"]
    ana.types(one(100, 1, typed("more", (100, 0))))
    assert len(refusals(ana)) == 1


@staged(update_structs=3)
async def test_LI1_update_structs(stage: Stage) -> None:
    ana = stage.connect(await stage.open())
    ana.types(one(7, 0, *(typed("x") for _ in range(3))))
    assert refusals(ana) == []
    ana.types(one(7, 3, *(typed("x") for _ in range(4))))
    assert refusals(ana) == ["update_refused"]


@staged(update_delete_ranges=2)
async def test_LI1_update_delete_ranges(stage: Stage) -> None:
    ana = stage.connect(await stage.open())
    ana.types(one(7, 0, typed("0123456789")))
    ana.types(update(deleted=(deletes(7, (0, 1), (2, 1)),)))
    assert refusals(ana) == [] and ana.room.read(OWNER).code == "13456789"
    ana.types(update(deleted=(deletes(7, (4, 1), (6, 1), (8, 1)),)))
    assert refusals(ana) == ["update_refused"]


@staged(update_clients=2)
async def test_LI1_update_clients(stage: Stage) -> None:
    ana = stage.connect(await stage.open())
    ana.types(update(*(section(client, 0, typed("x")) for client in (9, 8))))
    assert refusals(ana) == []
    ana.types(update(*(section(client, 0, typed("x")) for client in (7, 6, 5))))
    assert refusals(ana) == ["update_refused"]


@staged(sockets_per_session=2)
async def test_LI1_sockets_per_session(stage: Stage) -> None:
    room = await stage.open()
    first, _ = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    cy = stage.guest(room, "Cy")
    with refused(ErrorCode.RATE_LIMITED):
        stage.connect(room, cy)
    first.goes()
    stage.connect(room, cy)


@staged(participants=2)
async def test_LI1_participants(stage: Stage) -> None:
    room = await stage.open()
    bo = stage.guest(room, "Bo")
    stage.guest(room, "Cy")
    with refused(ErrorCode.FORBIDDEN):
        join(room, OWNER, Join("Ana", None, None))
    room.perform(bo, Leave(bo.participant_id or ""))
    with refused(ErrorCode.FORBIDDEN):
        join(room, OWNER, Join("Ana", None, None))


@staged(invites=2)
async def test_LI1_invites(stage: Stage) -> None:
    room = await stage.open()
    command = NewInvite(Role.CANDIDATE, 60, None)
    for _ in range(2):
        make_link(room, OWNER, command)
    with refused(ErrorCode.FORBIDDEN):
        make_link(room, OWNER, command)


@staged(sync_requests_per_second=2, sync_request_burst=3)
async def test_LI1_sync_requests_per_second_and_sync_request_burst(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    assert ana.peer is not None
    ask = encode_message(SyncKind.STEP1, b"\x00")
    for _ in range(3):
        room.receive_binary(ana.peer, ask)
    for _ in range(4):
        stage.clock.turn(0.5)
        room.receive_binary(ana.peer, ask)
    assert ana.closed is None and len(ana.updates()) == 7
    stage.clock.turn(0.4)
    room.receive_binary(ana.peer, ask)
    assert ana.closed == 4429


@staged(refusals=2, refusal_window=5)
async def test_LI1_refusals_and_refusal_window(stage: Stage) -> None:
    room = await stage.open()
    watcher = stage.connect(room, stage.guest(room, "Wu", Role.OBSERVER))
    watcher.says("language_change", language="javascript")
    stage.clock.turn(6)
    watcher.says("language_change", language="javascript")
    assert watcher.closed is None
    stage.clock.turn(4)
    watcher.says("language_change", language="javascript")
    assert watcher.closed == 4403 and refusals(watcher) == ["forbidden"] * 3


class Hose(Client):
    """A client whose network takes some of what it is sent when it is told to."""

    def send(self, *frames: Frame) -> None:
        super().send(*frames)
        self.backlog += sum(2 + len(frame.data) for frame in frames)

    def takes_bytes(self, size: int) -> None:
        self.backlog -= min(self.backlog, size)


def at_the_hose(room: Room) -> Hose:
    client = Hose(room)
    client.peer = room.connect(OWNER, Mode.SYNC, client)
    client.takes_bytes(client.backlog)
    return client


@staged(outbound_presence_bytes=500)
async def test_LI1_outbound_presence_bytes(stage: Stage) -> None:
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room)
    for backlog, heard in ((500, 1), (501, 1), (0, 2)):
        bo.backlog = backlog
        ana.says("cursor_change", **cursor())
        stage.clock.turn(1)
        assert len(bo.hears("cursor_change")) == heard


@staged(stall_seconds=15)
async def test_LI1_stall_seconds_of_a_reader_that_takes_nothing(stage: Stage) -> None:
    """LI2"""
    room = await stage.open()
    ana, slow, stuck = stage.connect(room), at_the_hose(room), at_the_hose(room)
    paper = Paper(7)
    for number in range(30):
        ana.types(paper.writes("é" * 40))
        slow.takes_bytes(20)
        assert slow.backlog
        assert (stuck.closed is None) == (number <= 15), number
        stage.clock.turn(1)
    assert stuck.closed == 1013 and slow.closed is None
    back = stage.connect(room)
    assert back.peer is not None
    room.receive_binary(back.peer, encode_message(SyncKind.STEP1, b"\x00"))
    other = Paper(8)
    other.learns(back)
    assert str(other.text()) == str(paper.text())


@staged(stall_seconds=15)
async def test_LI2_a_reader_who_reads_everything_may_be_silent_for_long(stage: Stage) -> None:
    room = await stage.open()
    ana, quiet, paper = stage.connect(room), stage.connect(room), Paper(7)
    for _ in range(3):
        stage.clock.turn(1000)
        ana.types(paper.writes("x"))
    assert quiet.closed is None and len(quiet.updates()) == 3


@staged(code_change_interval=0.5)
async def test_LI1_code_change_interval(stage: Stage) -> None:
    room = await stage.open()
    ana, listener, paper = stage.connect(room), stage.connect(room, mode=Mode.CONTRACT), Paper(7)
    for _ in range(100):
        ana.types(paper.writes("x"))
        stage.clock.turn(0.02)
    stage.clock.turn(0.5)
    heard = [change["code"] for change in listener.hears("code_change")]
    assert 4 <= len(heard) <= 6 and heard[-1] == "x" * 100


@staged(ack_interval=0.2)
async def test_LI1_ack_interval(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    for _ in range(3):
        ana.types(paper.writes("x"))
    await room.core.journal.put([]).wait()
    stage.clock.turn(0.1)
    assert ana.hears("ack") == []
    stage.clock.turn(0.2)
    assert [ack["updates"] for ack in ana.hears("ack")] == [3]


@staged(ack_interval=0.2)
async def test_LI1_ack_interval_begins_when_the_edit_came(stage: Stage) -> None:
    """However long the disk took, and so not for all who were stored together in one moment."""
    room = await stage.open()
    ana = stage.connect(room)
    ana.types(Paper(7).writes("x"))
    stage.clock.turn(0.15)
    await room.core.journal.put([]).wait()
    assert ana.hears("ack") == []
    stage.clock.turn(0.06)
    assert [ack["updates"] for ack in ana.hears("ack")] == [1]


@staged(idle_room_seconds=5)
async def test_LI1_idle_room_seconds(stage: Stage) -> None:
    room = await stage.open()
    await stage.stored()
    await stage._held.aclose()
    stage.clock.turn(4)
    assert await stage.enter() is room
    await stage._held.aclose()
    stage.clock.turn(6)
    await asyncio.gather(*stage.registry._evictions)
    assert await stage.enter() is not room


@staged(offline_runs_per_minute=2, runs_per_minute=1)
async def test_LI1_offline_runs_per_minute(stage: Stage) -> None:
    ana = stage.connect(await stage.open())
    stage.clock.turn(100)
    for number, made in enumerate([5000, 4000, 3000, None]):
        age = {} if made is None else {"ageMs": made}
        run = f"run-0000000{number}"
        ana.says("run_started", runId=run, language="python", **age)
        end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
        ana.says("execution_result", runId=run, **end, **age)
    assert refusals(ana) == ["rate_limited", "run_conflict"]
    assert [run["run"]["id"][-1] for run in ana.hears("execution_result")] == ["0", "1", "3"]


@staged(offline_seconds=60)
async def test_LI1_offline_seconds(stage: Stage) -> None:
    ana = stage.connect(await stage.open())
    ana.says("edits_made", ageMs=60_000)
    assert refusals(ana) == []
    ana.says("edits_made", ageMs=60_001)
    assert refusals(ana) == ["invalid_field"]
