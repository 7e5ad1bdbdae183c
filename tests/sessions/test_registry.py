"""DO3, ST1: rooms come from the log, once, and go when nobody needs them."""

import asyncio
import dataclasses
import threading

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.sessions import recordings as recordings_module
from jupyter_interview.store.base import Snapshot
from tests.rooms.stage import OWNER, Client, Paper, Stage, on_stage, refused, staged

IDLE = 60


class Given:
    """Leases of sessions that were given to this process, until it forgets them."""

    def __init__(self, *sessions: str) -> None:
        self._sessions = set(sessions)

    def owns(self, session_id: str) -> bool:
        return session_id in self._sessions

    async def claim(self, session_id: str, new: bool = False) -> None:
        self._sessions.add(session_id)

    async def release(self, session_id: str) -> None:
        self.forget(session_id)

    def forget(self, session_id: str) -> None:
        self._sessions.discard(session_id)


def write_much(client: Client, paper: Paper) -> None:
    """More than a snapshot's worth of typing."""
    for number in range(60):
        client.types(paper.writes(f"{number} é🐢 "))


async def evicted(stage: Stage) -> None:
    """Nobody is there, and time goes by."""
    await stage._held.aclose()
    stage.clock.turn(IDLE)
    await asyncio.gather(*stage.registry._evictions)


async def newest_snapshot(stage: Stage) -> Snapshot | None:
    data = await stage.store.load(stage.session_id)
    assert data is not None
    return data.snapshot


@staged()
async def test_two_who_come_at_once_share_one_room(stage: Stage) -> None:
    await stage.open()
    await evicted(stage)
    first, second = await asyncio.gather(stage.enter(), stage.enter())
    assert first is second


def test_RE7_the_log_says_once_that_a_session_was_taken_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story(stage: Stage) -> None:
        ana = stage.connect(await stage.open())
        stage.registry._leases = Given(stage.session_id)
        stage.registry.lost({stage.session_id})  # the recorder, whose commit was refused
        stage.registry.lost({stage.session_id})  # the heartbeat, which is late
        assert ana.closed == 1012
        said = [text for text in caplog.messages if "taken over" in text]
        assert said == [f"jupyter_interview: other servers have taken over: {stage.session_id}"]

    on_stage(story)


@staged()
async def test_a_room_stays_while_somebody_is_in_it(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    await stage.stored()
    await evicted(stage)
    assert await stage.enter() is room
    ana.goes()
    await stage.stored()
    await evicted(stage)
    again = await stage.enter()
    assert again is not room and again.read(OWNER) == room.read(OWNER)


@staged()
async def test_a_snapshot_is_made_on_the_way_out_and_used_on_the_way_in(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    write_much(ana, paper)
    ana.goes()
    await stage.stored()
    await evicted(stage)
    snapshot = await newest_snapshot(stage)
    assert snapshot is not None and snapshot.seq == room.core.journal.head
    again = await stage.enter()
    assert again.read(OWNER).code == str(paper.text())
    back = stage.connect(again)
    back.types(paper.writes("more"))
    assert again.read(OWNER).code == str(paper.text())
    assert back.hears("error") == []


@staged()
async def test_a_damaged_snapshot_is_not_believed(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    write_much(ana, paper)
    ana.goes()
    await stage.stored()
    await evicted(stage)
    good = await newest_snapshot(stage)
    assert good is not None
    for state in (b"", b"\x00\x00", good.state[:-1], good.state[:50] + b"\xff" + good.state[51:]):
        await stage.store.commit([dataclasses.replace(good, state=state)])
        assert (await stage.restart()).read(OWNER).code == str(paper.text())


@staged()
async def test_an_entry_that_cannot_be_replayed_is_left_out(stage: Stage) -> None:
    room = await stage.open(code="kept\n")
    room.put_code(OWNER, "kept\nalso\n")
    await stage.stored()
    head = room.core.journal.head
    poison = [b"\xff" * 9, b"\x01\x01\x05\x00\x04\x01\x01a", b""]
    for number, payload in enumerate(poison, head + 1):
        entry = LogEntry(stage.session_id, number, 1, None, LogKind.UPDATE, payload)
        await stage.store.commit([entry])
    for number, payload in enumerate([b"{", b"[]", b'{"run": 5}'], head + 4):
        await stage.store.commit(
            [LogEntry(stage.session_id, number, 1, None, LogKind.RUN, payload)]
        )
    again = await stage.restart()
    assert again.read(OWNER).code == "kept\nalso\n"
    again.put_code(OWNER, "and on\n")
    await stage.stored()
    assert (await stage.restart()).read(OWNER).code == "and on\n"


@staged()
async def test_a_listing_shows_what_rooms_and_the_store_say(stage: Stage) -> None:
    room = await stage.open(code="first")
    await stage.stored()
    assert [s["code"] for s in await stage.listed("local")] == ["first"]
    assert await stage.listed("somebody else") == []
    room.put_code(OWNER, "second")
    assert [s["code"] for s in await stage.listed("local")] == ["second"]
    await stage.stored()
    for _ in range(2):
        await evicted(stage)
        assert [s["code"] for s in await stage.listed("local")] == ["second"]
    (await stage.enter()).put_code(OWNER, "third")
    await stage.stored()
    await evicted(stage)
    assert [s["code"] for s in await stage.listed("local")] == ["third"]


@staged()
async def test_SE9_nothing_is_written_into_a_deleted_session(stage: Stage) -> None:
    room = await stage.open()
    ana, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    ana.types(Paper(7).writes("x"))
    ticket = room.delete(OWNER)
    assert ana.closed == events.closed == 4404
    ana.types(Paper(8).writes("y"))
    with refused(ErrorCode.NOT_FOUND):
        room.put_code(OWNER, "z")
    with refused(ErrorCode.NOT_FOUND):
        await stage.enter()
    assert await stage.listed("local") == []
    await ticket.wait()
    assert await stage.store.load(stage.session_id) is None
    assert await stage.store.log(stage.session_id) == []
    stage.registry.forget(stage.session_id)
    with refused(ErrorCode.NOT_FOUND):
        await stage.enter()


@staged()
async def test_a_failed_load_is_tried_again(stage: Stage) -> None:
    await stage.open()
    await stage.stored()
    await evicted(stage)
    good = stage.store.load

    async def bad(session_id: str) -> None:
        raise ZeroDivisionError

    stage.store.load = bad  # type: ignore[method-assign, assignment]
    with pytest.raises(ZeroDivisionError):
        await stage.enter()
    stage.store.load = good  # type: ignore[method-assign]
    assert (await stage.enter()).read(OWNER).id == stage.session_id


@staged()
async def test_closing_tells_everybody_to_come_back(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    paper = Paper(7)
    ana.types(paper.writes("unsaved"))
    await stage.registry.close()
    assert ana.closed == 1012
    with refused(ErrorCode.UNAVAILABLE):
        await stage.enter()
    assert (await stage.restart()).read(OWNER).code == "unsaved"


def test_RC16_no_recording_is_kept_of_a_session_that_went_while_it_was_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def slowly(_: object) -> bytes:
        has_begun.set()
        assert may_end.wait(60)
        return b"made"

    async def story(stage: Stage) -> None:
        room, kept = await stage.open(), stage.registry._recordings._kept
        await stage.registry.recording(stage.session_id)
        assert [session_id for session_id, _ in kept] == [stage.session_id]
        kept.clear()
        monkeypatch.setattr(recordings_module, "_packed", slowly)
        asked = asyncio.ensure_future(stage.registry.recording(stage.session_id))
        assert await asyncio.to_thread(has_begun.wait, 60)
        try:
            await stage.registry.delete(room, OWNER)
        finally:
            may_end.set()
        assert (await asked).content == b"made"
        assert not kept

    on_stage(story)
