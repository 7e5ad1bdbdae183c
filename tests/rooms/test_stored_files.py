"""FI8-FI10: files after a restart, after a draft, and where the log is damaged."""

import dataclasses

import pytest

from jupyter_interview.contract import rest
from jupyter_interview.contract.session import (
    ChooseLanguage,
    RemoveFile,
    RestoreFile,
    SessionChange,
    ShowFile,
)
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import State

from .files import PLAIN, add, entered, evict, folder, names, restarted, texts
from .stage import OWNER, Paper, Stage, refused, staged


@staged()
async def test_FI8_files_are_there_after_a_restart(stage: Stage) -> None:
    """FI8, FI32: from the log alone, from a snapshot and the log, and for lists without a room."""
    room = await stage.open(code=PLAIN)
    main = add(room, "main.js", "main\n")
    gone = add(room, "gone.py", "gone\n")
    room.perform(OWNER, RemoveFile(gone))
    room.perform(OWNER, ShowFile(main))
    ana, paper = entered(stage, room, 7)
    for number in range(60):
        ana.types(paper.writes(f"{number}\n", main))
    ana.goes()
    await stage.stored()
    before, told = room.core.folder, room.read(OWNER)
    assert told.language == "javascript" and told.code.startswith("main\n0\n")
    again = await stage.restart()
    assert again.core.folder == before and texts(again) == texts(room)
    await evict(stage)
    [listed] = await stage.listed(code="true")
    assert (listed["code"], listed["language"]) == (told.code, "javascript")
    data = await stage.store.load(stage.session_id)
    assert data is not None and data.snapshot is not None
    room = await stage.enter()
    assert room.core.folder == before and room.read(OWNER) == told
    late, paper = entered(stage, room, 8)
    late.types(paper.writes("more\n", main))
    late.types(paper.writes("and here\n", gone))
    assert late.hears("error") == [] and not room.core.damaged
    file = add(room, "new.py", "new\n")
    room.perform(OWNER, ShowFile(file))
    await stage.stored()
    await evict(stage)
    [listed] = await stage.listed(code="true")
    assert (listed["code"], listed["language"]) == ("new\n", "python")
    room = await stage.enter()
    assert texts(room)["gone.py"] == "gone\nand here\n"
    assert texts(room)["main.js"] == told.code + "more\n"


@staged()
async def test_FI9_a_text_that_was_emptied_in_the_draft_stays_empty(stage: Stage) -> None:
    """FI9: also after a restart, when it is shown again."""
    room = await stage.open(command=rest.NewSession("python", "A", PLAIN, state=State.DRAFT))
    room.perform(OWNER, ChooseLanguage("javascript"))
    room.put_code(OWNER, "")
    room.perform(OWNER, ChooseLanguage("python"))
    room.perform(OWNER, SessionChange(state=State.LIVE))
    await stage.stored()
    again = await stage.restart()
    again.perform(OWNER, ChooseLanguage("javascript"))
    assert texts(again) == {"solution.py": PLAIN, "solution.js": ""}


@staged()
async def test_FI9_a_draft_that_starts_keeps_what_is_listed_and_forgets_the_rest(
    stage: Stage,
) -> None:
    """FI9, FI46"""
    draft = rest.NewSession("python", "A", PLAIN, state=State.DRAFT)
    room = await stage.open(command=draft)
    util = add(room, "util.py", "the hint\n")
    secret = add(room, "the-solution.py", "the answer\n")
    room.perform(OWNER, RemoveFile(secret))
    room.files.change(OWNER, util, rest.FileChange(text="help\n"))
    room.perform(OWNER, ChooseLanguage("typescript"))
    room.perform(OWNER, RemoveFile("code:typescript"))
    bo = stage.connect(room, stage.guest(room, "Bo"))
    room.perform(OWNER, SessionChange(state=State.LIVE))
    for number, now in enumerate((room, await restarted(stage))):
        guest, paper = entered(stage, now, 50 + number, f"Bo {number}")
        heard = repr(guest.frames) + repr(bo.frames)
        for hidden in ("answer", "hint", "the-solution", secret, "code:typescript"):
            assert hidden not in heard, hidden
        assert folder(guest)["removed"] == [] and names(guest) == ["solution.py", "util.py"]
        assert texts(now) == {"solution.py": PLAIN, "util.py": "help\n"}
        late = Paper(60 + number)
        guest.types(late.writes("into the removed one", secret))
        assert guest.takes("error")["code"] == "update_refused"
        with refused(ErrorCode.NOT_FOUND):
            now.perform(OWNER, RestoreFile(secret))
    for _ in range(60):
        guest.types(paper.writes("more\n"))
    await stage.stored()
    for one in list(now.core.audience.everybody()):
        now.disconnect(one)
    await evict(stage)
    data = await stage.store.load(stage.session_id)
    assert data is not None and data.snapshot is not None
    later = await stage.enter()
    guest, _ = entered(stage, later, 70, "Cy")
    late = Paper(71)
    guest.types(late.writes("into the removed one", secret))
    assert guest.takes("error")["code"] == "update_refused", "also with a snapshot"


async def spoil(stage: Stage, kind: LogKind, payload: bytes = b"{") -> None:
    """The newest entry of this kind cannot be read any more."""
    await stage.stored()
    entries = await stage.store.log(stage.session_id)
    seq = [entry.seq for entry in entries if entry.kind is kind][-1]
    log = stage.store._opened()[stage.session_id].log
    log[seq] = dataclasses.replace(log[seq], payload=payload)


@pytest.mark.parametrize("snapshot", [False, True])
def test_FI10_a_lost_entry_of_a_file_costs_its_name(snapshot: bool) -> None:
    """FI10: its text is among the removed ones, and what its author typed elsewhere is there."""

    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code=PLAIN)
        other = add(room, "other.py", "other\n")
        file = add(room, "lost.py", "begun\n")
        room.perform(OWNER, ShowFile(file))
        ana, paper = entered(stage, room, 7)
        for number in range(60):
            ana.types(paper.writes(f"{number}\n", file))
            ana.types(paper.writes(f"o{number}\n", other))
        ana.goes()
        whole = texts(room)
        if snapshot:
            await stage.stored()
            await evict(stage)
        await spoil(stage, LogKind.FILE_ADDED)
        room = await stage.restart()
        assert room.read(OWNER).damaged and room.core.folder.shown == "code:python"
        assert texts(room) == {name: whole[name] for name in ("solution.py", "other.py")}
        [lost] = room.files.every(OWNER).removed
        assert (lost.id, lost.language) == (file, None)
        ana, paper = entered(stage, room, 8)
        ana.types(paper.writes("on", other))
        room.perform(OWNER, RestoreFile(file))
        assert ana.hears("error") == []
        assert texts(room)[lost.name] == whole["lost.py"]
        assert texts(await restarted(stage)) == texts(room)

    talk()


@pytest.mark.parametrize("snapshot", [False, True])
@pytest.mark.parametrize("kind", [LogKind.CREATED, LogKind.LANGUAGE, LogKind.FILE_REMOVED])
def test_FI10_other_lost_entries_leave_a_text_that_is_shown(kind: LogKind, snapshot: bool) -> None:
    """FI10: the same in a list, without a room."""

    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code=PLAIN)
        file = add(room, "gone.py", "gone\n")
        room.perform(OWNER, RemoveFile(file))
        room.perform(OWNER, ChooseLanguage("typescript"))
        for number in range(60):
            room.put_code(OWNER, f"{number}\n")
        room.put_code(OWNER, "shown\n")
        await stage.stored()
        if snapshot:
            await evict(stage)
        await spoil(stage, kind)
        data = stage.store._opened()[stage.session_id]
        assert bool(data.snapshots) == snapshot
        data.shown = None
        room = await stage.restart()
        told = room.read(OWNER)
        assert (told.damaged, told.language, told.code) == (True, "typescript", "shown\n")
        await evict(stage)
        [listed] = await stage.listed(code="true")
        assert (listed["code"], listed["damaged"]) == ("shown\n", True)

    talk()
