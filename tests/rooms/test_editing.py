"""Edits in a room: what is taken in, in which order, and who is told what of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import ChooseLanguage
from jupyter_interview.document.document import Document, DocumentError

from .stage import OWNER, Paper, Stage, on_stage


def test_an_edit_reaches_the_others_before_the_disk_and_its_author_never() -> None:
    """SO4: the ack, alone, waits for the disk."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
        await stage.stored()
        stage.store.failing = True
        ana.types(Paper(7).writes("hé🐢"))
        assert len(bo.updates()) == 1 and not ana.updates()
        stage.clock.turn(5)
        assert not ana.hears("ack")
        stage.store.failing = False
        await stage.stored()
        assert ana.hears("ack")[-1]["updates"] == 1

    on_stage(talk)


def test_do6_a_client_id_stays_with_whom_it_was_first_used_by() -> None:
    """DO6: also after the first user's connection is gone."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
        paper = Paper(7)
        ana.types(paper.writes("ana"))
        ana.goes()
        bo.types(paper.writes("forged"))
        assert bo.hears("error")[0]["code"] == "update_refused" and bo.closed == 4409
        assert room.read(OWNER).code == "ana"

    on_stage(talk)


def test_do2_a_language_is_seeded_once() -> None:
    """DO2, DO9: the first visit fills the buffer; emptying it and coming back does not."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(language="python")
        room.perform(OWNER, ChooseLanguage("javascript"))
        assert "function" in str(room.read(OWNER).code)
        room.put_code(OWNER, "")
        room.perform(OWNER, ChooseLanguage("python"))
        room.perform(OWNER, ChooseLanguage("javascript"))
        assert room.read(OWNER).code == ""
        await stage.stored()
        room = await stage.restart()
        room.perform(OWNER, ChooseLanguage("python"))
        room.perform(OWNER, ChooseLanguage("javascript"))
        assert room.read(OWNER).code == ""

    on_stage(talk)


def test_do4_a_stale_whole_text_takes_nothing_back() -> None:
    """DO10: a contract client that typed into an older text does not undo what came meanwhile."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="one\ntwo\nthree\n")
        plain = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
        room.put_code(OWNER, "ONE\ntwo\nthree\n")
        plain.says("code_change", code="one\ntwo\nthree\nfour\n")
        assert room.read(OWNER).code == "ONE\ntwo\nthree\nfour\n"

    on_stage(talk)


def test_so3_text_is_coalesced_and_the_last_one_always_comes() -> None:
    """SO3, SO12: at most 20 a second, never an echo of one's own."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        plain = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
        paper, ana = Paper(7), stage.connect(room)
        for key in "abcdefghij":
            ana.types(paper.writes(key))
            stage.clock.turn(0.01)
        stage.clock.turn(1)
        heard = [frame["code"] for frame in plain.hears("code_change")]
        assert heard[0] == "a" and heard[-1] == "abcdefghij" and len(heard) <= 4
        plain.says("code_change", code="abcdefghij!")
        stage.clock.turn(1)
        assert len(plain.hears("code_change")) == len(heard)

    on_stage(talk)


def test_so3_a_client_whose_text_crossed_with_another_is_told_the_last_one() -> None:
    """SO13: it shows what it was told after it had sent its own, until it is told again."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="one")
        plain = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
        stage.clock.turn(1)
        room.put_code(OWNER, "one!")
        room.put_code(OWNER, "one")
        plain.says("code_change", code="one\n")
        stage.clock.turn(1)
        assert [frame["code"] for frame in plain.hears("code_change")] == ["one!", "one\n"]

    on_stage(talk)


def test_so9_updates_that_come_in_one_go_are_one_for_the_others_and_the_log() -> None:
    """SO9"""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
        await stage.stored()
        before = len(await stage.store.log(stage.session_id))
        paper = Paper(7)
        ana.types(*[paper.writes(key) for key in "abc"])
        await stage.stored()
        assert ana.hears("ack")[-1]["updates"] == 3
        assert len(bo.updates()) == 1
        reader = Paper(8)
        reader.learns(bo)
        assert str(reader.text()) == room.read(OWNER).code == "abc"
        assert len(await stage.store.log(stage.session_id)) == before + 1
        room = await stage.restart()
        assert room.read(OWNER).code == "abc"

    on_stage(talk)


def test_so9_what_is_refused_in_between_takes_nothing_else_with_it() -> None:
    """SO9, SO14: each is checked against those before it, and none of them waits for another."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
        first, ahead = Paper(7), Paper(9)
        ahead.writes("never sent")
        ana.types(first.writes("a"), ahead.writes("gap"), b"\xff", first.writes("b"))
        assert room.read(OWNER).code == "ab"
        assert [e["code"] for e in ana.hears("error")] == ["update_refused"] * 2
        await stage.stored()
        assert ana.hears("ack")[-1]["updates"] == 4 and ana.closed is None
        bo.types(Paper(8).writes("!"), first.writes("forged"), Paper(10).writes("late"))
        assert bo.closed == 4409
        assert sorted(str(room.read(OWNER).code)) == sorted("ab!")

    on_stage(talk)


def test_so9_the_gate_is_right_again_after_the_document_gave_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SO9, DO5: what the native code fails on at the very end is refused, and can come again."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, paper = stage.connect(room), Paper(7)
        ana.types(paper.writes("a"))
        lost = paper.writes("b")

        @contextmanager
        def gives_up(_: Document) -> Iterator[list[bytes]]:
            yield []
            raise DocumentError("PanicException")

        with monkeypatch.context() as patch:
            patch.setattr(Document, "together", gives_up)
            patch.setattr(Document, "apply_one", lambda *_: None)
            ana.types(lost)
        assert ana.hears("error")[0]["code"] == "update_refused"
        ana.types(paper.writes("c"))
        assert ana.hears("error")[1]["code"] == "update_refused", "it leaves something out"
        ana.types(lost, paper.writes("d"))
        assert room.read(OWNER).code == "ab"

    on_stage(talk)


def test_a_gap_is_refused_and_asked_for() -> None:
    """DO5: an update whose predecessor never came is not taken in; the server asks for all."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, paper = stage.connect(room), Paper(7)
        first, second = paper.writes("first "), paper.writes("second")
        ana.frames.clear()
        ana.types(second)
        assert ana.hears("error")[0]["code"] == "update_refused"
        assert [f.kind.name for f in ana.frames if not isinstance(f, dict)] == ["STEP1"]
        ana.types(first)
        ana.types(second)
        assert room.read(OWNER).code == "first second"

    on_stage(talk)
