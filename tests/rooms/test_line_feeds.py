"""TX1, TX2, TX3, TX15: what a text may hold, whatever wrote it and however old it is."""

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.document.edits import apply_edits, in_bytes, line_feeds
from jupyter_interview.domain.languages import CODE_FILES
from jupyter_interview.domain.records import LogEntry, LogKind

from .stage import OWNER, Paper, Stage, staged

UNUSUAL = "\u0000\t\u000b\u000c\u001b\u007f\u0085\u00a0\u200b\u2028\u2029\ufeff\ufffd\U0001f422"


@pytest.mark.parametrize("text", ["one\r\ntwo\r\n", "one\rtwo", "\r", "one\n\rtwo"])
def test_TX15_a_carriage_return_in_an_update_is_refused(text: str) -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code="start\n")
        bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy")
        hostile, honest = stage.connect(room, bo), stage.connect(room, cy)
        contract = stage.connect(room, OWNER, Mode.CONTRACT)
        hostile.says_step1()
        paper = Paper(77)
        paper.learns(hostile)
        before = len(honest.frames)
        hostile.types(paper.writes(text))
        told = hostile.hears("error")[0]
        assert told["code"] == "update_refused" and "U+000D" in told["error"]
        assert hostile.closed is None and len(honest.frames) == before
        stage.clock.turn(1)
        assert not contract.hears("code_change")
        assert room.core.code() == "start\n"

    talk()


def test_TX1_every_other_character_passes_and_is_the_same_for_all() -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code="start\n")
        bo, cy = stage.connect(room, stage.guest(room, "Bo")), stage.connect(room)
        paper, other = Paper(77), Paper(78)
        for client, own in ((bo, paper), (cy, other)):
            client.says_step1()
            own.learns(client)
        bo.types(paper.writes(UNUSUAL))
        other.learns(cy)
        assert not bo.hears("error")
        assert str(paper.text()) == str(other.text()) == room.core.code() == "start\n" + UNUSUAL

    talk()


def test_TX2_whole_texts_get_line_feeds() -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code="a\nb\n")
        client = stage.connect(room, OWNER, Mode.CONTRACT)
        client.says("code_change", code="a\r\nb\rc\r\n")
        assert room.core.code() == "a\nb\nc\n"

    talk()


OLD = "one\r\ntwo\rthree\r\n\r\n🐢 four\r\n"


def test_TX3_an_old_text_with_carriage_returns_is_opened_and_loses_them_at_the_first_edit() -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        await stage.open(code="")
        await stage.stored()
        old = Paper(5)
        for language in CODE_FILES.values():
            old.writes(OLD, language)
        _put_into_log(stage, old.doc.get_update())
        room = await stage.restart()
        assert room.core.code() == OLD

        ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
        mine, theirs = Paper(77), Paper(78)
        for client, paper in ((ana, mine), (bo, theirs)):
            client.says_step1()
            paper.learns(client)
            client.frames.clear()
        assert str(mine.text()) == OLD
        ana.types(mine.writes("typed"))
        mine.learns(ana)
        theirs.learns(bo)
        clean = "one\ntwo\nthree\n\n🐢 four\n"
        assert not ana.hears("error")
        for language in CODE_FILES.values():
            end = "typed" if language == "python" else ""
            text = room.core.document.text(f"code:{language}")
            assert text == clean + end == str(mine.text(language)) == str(theirs.text(language))
        await stage.stored()
        again = await stage.restart()
        assert again.core.code() == clean + "typed"

    talk()


def _put_into_log(stage: Stage, update: bytes) -> None:
    """As a version that let it pass had stored it."""
    log = stage.store.sessions[stage.session_id].log
    seq = max(log, default=0) + 1
    log[seq] = LogEntry(stage.session_id, seq, stage.clock.now_us(), None, LogKind.UPDATE, update)


@pytest.mark.parametrize("text", ["", "a\n", "\r", "\r\n\r\n", "a\r\r\nb\n\r", "é\r🐢\r\nz"])
def test_TX3_what_is_taken_out_are_the_carriage_returns(text: str) -> None:
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    assert apply_edits(text, line_feeds(text)) == clean
    raw = text.encode()
    for start, end, new in reversed(in_bytes(text, line_feeds(text))):
        raw = raw[:start] + new.encode() + raw[end:]
    assert raw.decode() == clean
