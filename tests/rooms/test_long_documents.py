"""SO10, SO11, SO15, FA11: documents that it takes a server a while to read."""

import asyncio
import dataclasses
from functools import cache
from hashlib import sha256

from jupyter_interview.contract.session import ChooseLanguage
from jupyter_interview.domain.roles import Role
from jupyter_interview.gate.sync import SyncKind
from jupyter_interview.rooms.room import Room
from tests.long_document import written_by
from tests.sessions.test_registry import evicted, newest_snapshot, write_much

from .stage import OWNER, Client, Paper, Stage, staged

READ = 0.1


@cache
def long_javascript() -> bytes:
    return written_by(clients=1, rounds=1, steps=2000, root="code:javascript").get_update()


def questions(client: Client) -> int:
    """How often it was asked what it has."""
    frames = [frame for frame in client.frames if not isinstance(frame, dict)]
    return sum(frame.kind is SyncKind.STEP1 for frame in frames)


async def long_written(stage: Stage) -> tuple[Paper, str]:
    """A long document in a snapshot; its author's paper, and its text."""
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    write_much(ana, paper)
    others = long_javascript()
    ana.types(others)
    assert ana.hears("error") == []
    text = room.core.document.text("code:javascript")
    ana.goes()
    await stage.stored()
    await evicted(stage)
    snapshot = await newest_snapshot(stage)
    assert snapshot is not None and len(snapshot.state) > 64 * 1024
    paper.doc.apply_update(others)
    return paper, text


@staged()
async def test_SO10_a_long_document_is_there_before_it_was_read(stage: Stage) -> None:
    paper, text = await long_written(stage)
    room = await stage.enter()
    ana, reader = stage.connect(room), Paper(8)
    ana.takes("welcome")
    ana.says_step1()
    reader.learns(ana)
    assert room.core.document.unread
    assert str(reader.text("javascript")) == text
    assert str(reader.text()) == str(paper.text())
    assert questions(ana) == 0
    stage.clock.turn(READ)
    assert questions(ana) == 1 and not room.core.document.unread
    assert room.core.document.text("code:javascript") == text
    assert questions(stage.connect(room)) == 1


@staged()
async def test_SO10_who_has_a_part_of_it_gets_the_rest(stage: Stage) -> None:
    paper, text = await long_written(stage)
    room = await stage.enter()
    ana = stage.connect(room)
    ana.types(paper.writes("typed offline"))
    await heard(stage, room)
    assert room.core.document.text("code:python") == str(paper.text())
    stage.clock.turn(READ)
    assert questions(ana) == 1 and ana.hears("error") == []
    assert room.core.document.text("code:javascript") == text


@staged()
async def test_SO10_a_text_that_is_in_it_is_never_begun_anew(stage: Stage) -> None:
    await long_written(stage)
    room = await stage.enter()
    room.perform(OWNER, ChooseLanguage("javascript"))
    room.put_code(OWNER, "")
    room.perform(OWNER, ChooseLanguage("python"))
    room.perform(OWNER, ChooseLanguage("javascript"))
    assert room.read(OWNER).code == ""


async def heard(stage: Stage, room: Room) -> None:
    """Everything that waits for the gate has been heard."""
    while room._dispatch._backlog._calls:
        stage.clock.turn(0)
        await asyncio.sleep(0)


@staged()
async def test_SO11_who_types_first_waits_and_nobody_else_does(stage: Stage) -> None:
    paper, _ = await long_written(stage)
    room = await stage.enter()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo", Role.CANDIDATE))
    ana.types(paper.writes("first, "))
    ana.says("language_change", language="javascript")
    assert room.core.session.language == "python" and bo.updates() == []
    bo.says("cursor_change", cursor={"anchor": {}, "head": {}}, language="python")
    bo.says_step1()
    assert len(bo.updates()) == 1
    ana.types(paper.writes("second"))
    await heard(stage, room)
    assert ana.hears("error") == [] == bo.hears("error")
    assert room.core.document.text("code:python") == str(paper.text())
    assert room.core.session.language == "javascript"
    reader = Paper(8)
    reader.learns(bo)
    assert str(reader.text()) == str(paper.text())
    await stage.stored()
    assert ana.hears("ack")[-1]["updates"] == 2


@staged()
async def test_SO15_what_was_said_is_heard_also_of_somebody_who_has_gone(stage: Stage) -> None:
    paper, _ = await long_written(stage)
    room = await stage.enter()
    ana = stage.connect(room)
    ana.types(paper.writes("and away"))
    ana.goes()
    assert room.core.document.text("code:python") == str(paper.text())
    await stage.stored()
    assert (await stage.restart()).read(OWNER).code == str(paper.text())


@staged()
async def test_SO15_and_when_the_server_goes(stage: Stage) -> None:
    paper, _ = await long_written(stage)
    room = await stage.enter()
    stage.connect(room).types(paper.writes("last words"))
    await stage.registry.close()
    assert (await stage.restart()).read(OWNER).code == str(paper.text())


@staged()
async def test_FA11_a_snapshot_that_cannot_be_read_costs_a_new_connection(stage: Stage) -> None:
    """FA11: its hash is right, its bytes are no document."""
    paper, text = await long_written(stage)
    good = await newest_snapshot(stage)
    assert good is not None
    for state in (b"\xff" * 70_000, b"\x01\x01", b""):
        bad = dataclasses.replace(good, state=state, sha256=sha256(state).digest())
        await stage.store.commit([bad])
        room = await stage.restart()
        ana = stage.connect(room)
        ana.says_step1()
        stage.clock.turn(READ)
        if len(state) > 64 * 1024:
            assert ana.closed == 1012
            room = await stage.enter()
            ana = stage.connect(room)
        assert room.core.document.text("code:javascript") == text
        assert room.read(OWNER).code == str(paper.text())
        assert room.read(OWNER).damaged is False
        ana.types(paper.writes("!"))
        assert ana.hears("error") == []
        await stage.stored()
        assert room.read(OWNER).code == str(paper.text())
