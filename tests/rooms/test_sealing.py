"""When a room seals its texts, and what a seal says."""

from hashlib import sha256

import pytest

from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import (
    KEPT,
    ReportResult,
    SessionChange,
    StartRun,
    TextsSealed,
)
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import State
from jupyter_interview.rooms import sealing
from jupyter_interview.session.log import decode_entry
from jupyter_interview.session.seals import SECONDS, UPDATES

from .files import add, evict
from .stage import OWNER, Paper, Stage, staged

PYTHON = "code:python"


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


async def log_of(stage: Stage) -> list[tuple[str, dict[str, str]]]:
    """The kinds of the entries, and what the seals among them say."""
    await stage.stored()
    told = []
    for entry in await stage.store.log(stage.session_id):
        sealed: dict[str, str] = {}
        if entry.kind is KEPT[TextsSealed]:
            event = decode_entry(entry).event
            assert isinstance(event, TextsSealed)
            sealed = {text.file: text.sha256 for text in event.texts}
        told.append((entry.kind.name, sealed))
    return told


async def seals_of(stage: Stage) -> list[dict[str, str]]:
    return [sealed for kind, sealed in await log_of(stage) if kind == LogKind.SEAL.name]


@staged()
async def test_RC1_the_texts_that_changed_are_sealed_where_a_run_begins(stage: Stage) -> None:
    room = await stage.open(code="x = 'h\u00e9\U0001f422'\n")
    room.perform(OWNER, StartRun("run-00000001", "python"))
    kind, sealed = (await log_of(stage))[-1]
    assert (kind, sealed) == ("SEAL", {PYTHON: hash_of("x = 'h\u00e9\U0001f422'\n")})
    room.perform(OWNER, StartRun("run-00000002", "python"))
    assert len(await seals_of(stage)) == 1, "nothing has changed since"
    other = add(room, "other.py", "y\n")
    room.perform(OWNER, StartRun("run-00000003", "python"))
    assert (await seals_of(stage))[1:] == [{other: hash_of("y\n")}]


@staged(text_bytes=100_000)
async def test_RC1_they_are_sealed_after_so_many_changes(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    for number in range(2 * UPDATES + 1):
        ana.types(paper.writes(str(number % 10)))
        # What comes in one go is one entry of the log.
        stage.clock.turn(0.02)
    kinds = [kind for kind, _ in await log_of(stage)]
    places = [index for index, kind in enumerate(kinds) if kind == "SEAL"]
    assert [kinds[:place].count("UPDATE") for place in places] == [UPDATES, 2 * UPDATES]
    text = "".join(str(number % 10) for number in range(2 * UPDATES))
    assert [*(await seals_of(stage))[-1].values()] == [hash_of(text)]


@staged()
async def test_RC1_they_are_sealed_some_time_after_a_change(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    ana.types(paper.writes("a"))
    stage.clock.turn(SECONDS - 1)
    ana.types(paper.writes("b"))
    assert await seals_of(stage) == []
    stage.clock.turn(1)
    assert await seals_of(stage) == [{PYTHON: hash_of("ab")}]
    stage.clock.turn(10 * SECONDS)
    assert len(await seals_of(stage)) == 1, "nobody has typed since"


@staged()
async def test_RC1_they_are_sealed_at_each_change_of_state(stage: Stage) -> None:
    room = await stage.open(code="a\n")
    room.perform(OWNER, SessionChange(title="Another"))
    assert await seals_of(stage) == []
    room.perform(OWNER, SessionChange(state=State.ENDED))
    assert [kind for kind, _ in await log_of(stage)][-2:] == ["STATE", "SEAL"]
    assert await seals_of(stage) == [{PYTHON: hash_of("a\n")}]


@staged()
async def test_RC2_nothing_of_a_draft_is_sealed(stage: Stage) -> None:
    command = NewSession("python", "Interview", "secret\n", State.DRAFT)
    room = await stage.open(command=command)
    ana = stage.connect(room)
    room.put_code(OWNER, "another secret\n")
    room.perform(OWNER, StartRun("run-00000001", "python"))
    stage.clock.turn(3 * SECONDS)
    assert await seals_of(stage) == []
    room.put_code(OWNER, "a = 1\n")
    room.perform(OWNER, SessionChange(state=State.LIVE))
    assert ana.closed is not None
    assert await seals_of(stage) == [{PYTHON: hash_of("a = 1\n")}]


@staged()
async def test_RC3_what_a_room_could_not_seal_is_sealed_by_the_next_one(stage: Stage) -> None:
    """RC3: as after kill -9."""
    room = await stage.open(code="a\n")
    other = add(room, "other.py", "b\n")
    room.perform(OWNER, StartRun("run-00000001", "python"))
    room.put_code(OWNER, "changed\n")
    await stage.stored()
    room = await stage.restart()
    room.perform(OWNER, StartRun("run-00000002", "python"))
    before, after = await seals_of(stage)
    assert before == {PYTHON: hash_of("a\n"), other: hash_of("b\n")}
    assert after == {PYTHON: hash_of("changed\n")}
    room = await stage.restart()
    room.perform(OWNER, StartRun("run-00000003", "python"))
    assert len(await seals_of(stage)) == 2, "all of it was sealed"


@staged()
async def test_RC3_a_room_that_goes_seals_before(stage: Stage) -> None:
    room = await stage.open(code="a\n")
    room.put_code(OWNER, "b\n")
    await stage.stored()
    await evict(stage)
    assert stage.registry.room_now(stage.session_id) is None
    assert await seals_of(stage) == [{PYTHON: hash_of("b\n")}]
    room = await stage.enter()
    room.put_code(OWNER, "c\n")
    await stage.registry.close()
    entries = await stage.store.log(stage.session_id)
    assert entries[-1].kind is LogKind.SEAL


def test_RC4_a_seal_hashes_only_what_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def counted(text: str) -> str:
        hashed.append(text)
        return hash_of(text)

    monkeypatch.setattr(sealing, "hash_of", counted)

    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code="a\n")
        add(room, "other.py", "b\n")
        ana, paper = stage.connect(room), Paper(7)
        room.perform(OWNER, ReportResult("", None))
        hashed.clear()
        for _ in range(20):
            ana.types(paper.writes("x", "javascript"))
        assert not hashed
        room.put_code(OWNER, "c\n")
        room.perform(OWNER, ReportResult("", None))
        assert "b\n" not in hashed and len(hashed) == 2

    talk()
