"""FI1-FI14: the files of a session, as its room and its clients have them."""

import asyncio
import base64
import dataclasses
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.contract import rest
from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import (
    AddFile,
    ChooseLanguage,
    Event,
    FileAdded,
    RemoveFile,
    RestoreFile,
    RunHere,
    RunStarted,
    SessionChange,
    ShowFile,
)
from jupyter_interview.document.document import Document
from jupyter_interview.document.session_gate import load_logged, new_gate
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.rooms.room import Room
from jupyter_interview.session.log import decode_entry

from .stage import OWNER, Client, Paper, Stage, refused, staged

NAMES = json.loads((Path(__file__).parents[1] / "corpus" / "file-names.json").read_text("utf-8"))
PLAIN = "x = 1\n"


def add(room: Room, name: str, text: str = "") -> str:
    """A new file of the owner's; its id."""
    return room.files.add(OWNER, rest.NewFile(name, text))[0]


def folder(client: Client) -> Any:
    """The files as somebody heard of them last."""
    told = client.hears("folder")
    return told[-1]["folder"] if told else client.hears("welcome")[-1]["folder"]


def names(client: Client) -> list[str]:
    return [file["name"] for file in folder(client)["files"]]


def texts(room: Room) -> dict[str, str]:
    """By the names of the files."""
    return {file.name: file.text for file in room.files.every(OWNER).files}


def entered(stage: Stage, room: Room, number: int, name: str | None = None) -> tuple[Client, Paper]:
    """Somebody in sync mode who has everything: the owner, or a candidate of this name."""
    client = stage.connect(room, OWNER if name is None else stage.guest(room, name))
    client.says_step1()
    paper = Paper(number)
    paper.learns(client)
    return client, paper


async def logged(stage: Stage, kind: type[Event]) -> list[Any]:
    await stage.stored()
    entries = await stage.store.log(stage.session_id)
    events = [decode_entry(e).event for e in entries if e.kind is not LogKind.UPDATE]
    return [event for event in events if isinstance(event, kind)]


@staged()
async def test_FI1_everybody_has_the_whole_list_after_each_change(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    assert folder(bo) == {
        "files": [{"id": "code:python", "name": "solution.py", "language": "python"}],
        "removed": [],
        "shown": "code:python",
        "entry": None,
    }
    bo.says("file_add", name="daten/größe.csv")
    bo.says("file_add", name="main.ts")
    data, main = (file["id"] for file in folder(ana)["files"][1:])
    assert data.startswith("f-") and main.startswith("f-") and data != main
    assert [file["language"] for file in folder(ana)["files"]] == ["python", None, "typescript"]
    assert ana.hears("folder")[0]["user"]["name"] == "Bo"
    bo.says("files_order", files=[main])
    assert names(ana) == ["main.ts", "solution.py", "daten/größe.csv"]
    bo.says("file_rename", file=main, name="main.js")
    bo.says("file_entry", file=main)
    assert folder(ana)["entry"] == main and folder(ana)["files"][0]["language"] == "javascript"
    bo.says("file_rename", file=main, name="main.md")
    assert folder(ana)["entry"] is None, "What is no program any more is not run."
    ana.says("file_show", file=data)
    assert folder(bo)["shown"] == data and bo.hears("folder")[-1]["shows"]
    bo.says("file_remove", file=data)
    assert folder(ana)["shown"] == "code:python" and not ana.hears("folder")[-1]["shows"]
    assert [file["id"] for file in folder(ana)["removed"]] == [data]
    bo.says("file_restore", file=data)
    assert names(ana) == ["main.md", "solution.py", "daten/größe.csv"]
    assert bo.hears("folder") == ana.hears("folder") and bo.hears("error") == []
    assert folder(stage.connect(room)) == folder(ana)


@staged()
async def test_FI3_two_people_in_different_files_type_past_each_other(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    file = add(room, "util.py")
    ana, hers = entered(stage, room, 7)
    bo, his = entered(stage, room, 8, "Bo")
    for number in range(20):
        ana.types(hers.writes(f"{number}\n"))
        bo.types(his.writes(f"u{number}\n", file))
    ana.says("file_rename", file=file, name="helpers.py")
    bo.types(his.writes("after the new name\n", file))
    ana.says("files_order", files=[file])
    ana.says("file_show", file=file)
    bo.types(his.writes("after all\n", file))
    hers.learns(ana)
    his.learns(bo)
    written = "".join(f"u{number}\n" for number in range(20)) + "after the new name\nafter all\n"
    assert str(hers.text(file)) == str(his.text(file)) == texts(room)["helpers.py"] == written
    assert str(hers.text()) == str(his.text()) == texts(room)["solution.py"]
    assert ana.hears("error") == bo.hears("error") == []


@staged()
async def test_FI4_typing_in_a_removed_file_brings_it_back(stage: Stage) -> None:
    """FI4: also a late update of somebody who was offline, and also when its name is taken."""
    room = await stage.open(code=PLAIN)
    file = add(room, "util.py", "kept\n")
    bo, his = entered(stage, room, 8, "Bo")
    ana = stage.connect(room)
    late = his.writes("typed offline\n", file)
    ana.says("file_remove", file=file)
    assert names(ana) == ["solution.py"] and "util.py" not in texts(room)
    ana.says("file_add", name="util.py")
    bo.types(late)
    assert names(ana) == ["solution.py", "util.py", "util_2.py"] and bo.hears("error") == []
    assert texts(room)["util_2.py"] == "kept\ntyped offline\n"
    told = ana.hears("folder")[-1]
    assert told["user"]["name"] == "Bo" and told["folder"]["removed"] == []
    assert [isinstance(frame, dict) for frame in ana.frames[-2:]] == [True, False]
    *_, back = await logged(stage, FileAdded)
    assert back == FileAdded(file, "util_2.py", "python")
    again = await stage.restart()
    assert texts(again) == {
        "solution.py": PLAIN,
        "util.py": "",
        "util_2.py": "kept\ntyped offline\n",
    }


@staged()
async def test_FI4_of_several_files_all_come_back_or_none(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    first, second = add(room, "first.py"), add(room, "second.py")
    bo, his = entered(stage, room, 8, "Bo")
    for file in (first, second):
        room.perform(OWNER, RemoveFile(file))
    others = [add(room, f"{number}.txt") for number in range(18)]

    def both() -> None:
        with his.doc.transaction():
            his.text(first).insert(0, "one")
            his.text(second).insert(0, "two")

    update = his.changes(both)
    before = room.core.folder
    bo.types(update)
    assert bo.takes("error")["code"] == "invalid_field" and room.core.folder == before
    room.perform(OWNER, RemoveFile(others[0]))
    bo, his = entered(stage, room, 9, "Bo")
    bo.types(his.changes(both))
    assert bo.hears("error") == []
    assert (texts(room)["first.py"], texts(room)["second.py"]) == ("one", "two")


@staged()
async def test_FI4_what_is_only_deleted_in_a_removed_file_does_not_bring_it_back(
    stage: Stage,
) -> None:
    room = await stage.open(code=PLAIN)
    file = add(room, "util.py", "kept\n")
    bo, his = entered(stage, room, 8, "Bo")
    ana = stage.connect(room)
    ana.says("file_remove", file=file)
    bo.types(his.changes(lambda: his.text(file).clear()))
    assert names(ana) == ["solution.py"] and bo.hears("error") == []
    ana.says("file_restore", file=file)
    assert texts(room)["util.py"] == ""


@staged()
async def test_FI4_a_plain_client_whose_text_crossed_with_the_removal_loses_nothing(
    stage: Stage,
) -> None:
    room = await stage.open(code=PLAIN)
    main = add(room, "main.py", "main\n")
    plain = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
    room.perform(OWNER, RemoveFile("code:python"))
    plain.says("code_change", code=PLAIN + "typed meanwhile\n")
    assert room.core.folder.shown == main and plain.hears("error") == []
    assert texts(room) == {"main.py": "main\n", "solution.py": PLAIN + "typed meanwhile\n"}
    stage.clock.turn(1)
    assert plain.hears("code_change")[-1]["code"] == "main\n"


@staged(text_bytes=100, document_bytes=250)
async def test_FI5_the_limit_is_for_all_texts_together(stage: Stage) -> None:
    room = await stage.open(code="x" * 60)
    file = add(room, "a.txt", "y" * 40)
    ana, paper = entered(stage, room, 7)
    ana.types(paper.writes("z", file))
    assert ana.takes("error")["code"] == "text_too_long"
    with refused(ErrorCode.TEXT_TOO_LONG):
        add(room, "b.txt", "z")
    with refused(ErrorCode.TEXT_TOO_LONG):
        room.put_code(OWNER, "x" * 61)
    assert list(texts(room)) == ["solution.py", "a.txt"]
    ana, paper = entered(stage, room, 9)
    ana.types(paper.changes(lambda: paper.text().__delitem__(slice(0, 30))))
    ana.types(paper.writes("y" * 30, file))
    assert ana.hears("error") == [] and len(texts(room)["a.txt"]) == 70


@staged(text_bytes=100, document_bytes=250)
async def test_FI5_a_text_that_is_brought_back_has_to_fit(stage: Stage) -> None:
    """FI5: by a command, by choosing its language, and by typing in it."""
    room = await stage.open(code="x" * 60)
    ana, paper = entered(stage, room, 7)
    file = add(room, "a.txt")
    room.perform(OWNER, RemoveFile("code:python"))
    room.files.change(OWNER, file, rest.FileChange(text="y" * 50))
    for command in (RestoreFile("code:python"), ChooseLanguage("python")):
        with refused(ErrorCode.TEXT_TOO_LONG):
            room.perform(OWNER, command)
    ana.types(paper.writes("!"))
    assert ana.takes("error")["code"] == "text_too_long"
    assert list(texts(room)) == ["a.txt"]
    # Whoever had replaced all of it meanwhile, is heard.
    ana, paper = entered(stage, room, 8)
    both = paper.changes(lambda: _replace(paper, "short"))
    ana.types(both)
    assert ana.hears("error") == []
    assert texts(room) == {"a.txt": "y" * 50, "solution.py": "short"}


def _replace(paper: Paper, text: str) -> None:
    with paper.doc.transaction():
        paper.text().clear()
        paper.text().insert(0, text)


@staged(text_bytes=100, document_bytes=250)
async def test_FI5_texts_of_removed_files_are_limited_too(stage: Stage) -> None:
    """FI5: or a candidate could fill a document that nobody can open any more."""
    room = await stage.open(code="x")
    removed = []
    for number in range(2):
        removed.append(add(room, f"{number}.txt", "y" * 99))
        room.perform(OWNER, RemoveFile(removed[-1]))
    file = add(room, "more.txt")
    with refused(ErrorCode.TEXT_TOO_LONG):
        room.files.change(OWNER, file, rest.FileChange(text="z" * 90))
    ana, paper = entered(stage, room, 7)
    ana.types(paper.writes("z" * 90, file))
    error = ana.takes("error")
    assert error["code"] == "text_too_long" and "removed" in error["error"]
    room.perform(OWNER, RestoreFile(removed[0]))
    room.files.change(OWNER, removed[0], rest.FileChange(text=""))
    room.files.change(OWNER, file, rest.FileChange(text="z" * 90))
    assert texts(room)["more.txt"] == "z" * 90


@staged(text_bytes=100, document_bytes=250)
async def test_FI5_room_in_a_removed_text_is_none_in_the_others(stage: Stage) -> None:
    """FI5: one update that deletes there what it adds here is refused."""
    room = await stage.open(code="x" * 90)
    file = add(room, "a.txt")
    room.perform(OWNER, RemoveFile("code:python"))
    room.files.change(OWNER, file, rest.FileChange(text="y" * 90))
    ana, paper = entered(stage, room, 7)

    def moves() -> None:
        with paper.doc.transaction():
            paper.text().clear()
            paper.text(file).insert(0, "z" * 80)

    ana.types(paper.changes(moves))
    assert ana.takes("error")["code"] == "text_too_long"
    assert texts(room)["a.txt"] == "y" * 90


@staged(text_bytes=150)
async def test_FI5_a_template_that_does_not_fit_is_left_out(stage: Stage) -> None:
    room = await stage.open(code="x" * 149)
    room.perform(OWNER, ChooseLanguage("javascript"))
    assert texts(room) == {"solution.py": "x" * 149, "solution.js": ""}
    await stage.stored()
    assert texts(await stage.restart())["solution.js"] == ""


@staged(text_bytes=150)
async def test_FI9_a_draft_that_is_over_the_limit_of_today_starts(stage: Stage) -> None:
    """Older versions had the limit for each text."""
    draft = rest.NewSession("python", "A", "x" * 149, state=State.DRAFT)
    room = await stage.open(command=draft)
    room.perform(OWNER, ChooseLanguage("javascript"))
    room.core.document.change("code:javascript", [])
    object.__setattr__(room.core.limits, "text_bytes", 300)
    room.put_code(OWNER, "y" * 149)
    object.__setattr__(room.core.limits, "text_bytes", 150)
    room.perform(OWNER, SessionChange(state=State.LIVE))
    assert texts(room) == {"solution.py": "x" * 149, "solution.js": "y" * 149}


@staged(text_bytes=150)
async def test_FI14_languages_of_a_session_that_is_over_the_limit_of_today_are_shown(
    stage: Stage,
) -> None:
    """Older versions had the limit for each text. To show one brings nothing back."""
    room = await stage.open(code="x" * 149)
    room.perform(OWNER, ChooseLanguage("javascript"))
    object.__setattr__(room.core.limits, "text_bytes", 300)
    room.put_code(OWNER, "y" * 149)
    object.__setattr__(room.core.limits, "text_bytes", 150)
    room.perform(OWNER, ChooseLanguage("python"))
    assert (room.core.session.language, room.core.code()) == ("python", "x" * 149)


@staged(text_bytes=100, document_bytes=150)
async def test_FI15_a_file_for_whose_text_removed_ones_leave_no_room_is_not_added(
    stage: Stage,
) -> None:
    room = await stage.open(code="x")
    file = add(room, "a.txt", "y" * 90)
    room.perform(OWNER, RemoveFile(file))
    with refused(ErrorCode.TEXT_TOO_LONG):
        add(room, "b.txt", "z" * 60)
    assert list(texts(room)) == ["solution.py"]


@pytest.mark.parametrize("name", NAMES["allowed"])
def test_FI6_names_of_programs_files_are_taken(name: str) -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        ana.says("file_add", name=name)
        if name == "solution.py":
            assert "already" in ana.takes("error")["error"]
        else:
            assert names(ana)[-1] == name
            await stage.stored()
            assert (await stage.restart()).core.folder == room.core.folder

    talk()


@staged(refusals=1000)
async def test_FI6_other_names_are_refused_and_change_nothing(stage: Stage) -> None:
    room = await stage.open()
    add(room, "a/b.py")
    ana = stage.connect(room)
    before = room.core.folder
    taken = ["a", "a/b.py", "a/b.py/c.py", "solution.py"]
    for name in [*NAMES["refused"], *taken, "n" * 10**4]:
        for frame in ({"name": name}, {"name": name, "file": "code:python"}):
            if name == "solution.py" and "file" in frame:
                continue
            ana.says("file_rename" if "file" in frame else "file_add", **frame)
            error = ana.takes("error")
            assert error["code"] in ("invalid_field", "invalid_utf8"), name
            assert error["error"].endswith(".") and len(error["error"]) < 400
    assert room.core.folder == before and ana.hears("folder") == []


def test_RU19_files_that_only_a_run_is_given_keep_the_names_that_its_code_opens() -> None:
    given = [{"name": f"{name}.txt", "text": name} for name in ("cafe\u0301", "caf\u00e9")]
    body = {"code": "", "language": "python", "files": given}
    run = rest.execute(body, Limits())
    assert isinstance(run, RunHere) and [file.name for file in run.files or ()] == [
        "cafe\u0301.txt",
        "caf\u00e9.txt",
    ]


@staged()
async def test_FI6_twins_in_nfc_are_one_name_and_odd_names_are_names(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    ana.says("file_add", name="cafe\u0301.py")
    assert names(ana)[-1] == "caf\u00e9.py"
    ana.says("file_add", name="caf\u00e9.py")
    assert "already" in ana.takes("error")["error"]
    for name in ("__proto__", "constructor", "__proto__/constructor.py", "toString.js", "Main.py"):
        ana.says("file_add", name=name)
    assert ana.takes("error")["error"] == "__proto__ cannot be both a file and a folder."
    assert names(ana)[2:] == ["__proto__", "constructor", "toString.js", "Main.py"]
    assert [file["language"] for file in folder(ana)["files"][2:5]] == [None, None, "javascript"]


@staged()
async def test_FI6_a_file_comes_back_whatever_has_its_name_or_its_folder_s(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    for name in ("a/b.py", "long" * 24 + ".py", "c", ".env", "d.e/f"):
        ana.says("file_add", name=name)
    files = [file["id"] for file in folder(ana)["files"]][1:]
    for file in files:
        ana.says("file_remove", file=file)
    for name in ("a", "long" * 24 + ".py", "c/d", ".env", "d.e/f"):
        ana.says("file_add", name=name)
    for file in files:
        ana.says("file_restore", file=file)
    back = ["a_2/b.py", "long" * 23 + "lon_2.py", "c_2", ".env_2", "d.e/f_2"]
    assert names(ana)[-5:] == back and ana.hears("error") == []


@staged()
async def test_FI6_there_are_so_many_files_and_no_more(stage: Stage) -> None:
    room = await stage.open()
    for number in range(19):
        file = add(room, f"{number}.py")
    for command in (AddFile("one more.py"), ChooseLanguage("typescript")):
        with refused(ErrorCode.INVALID_FIELD):
            room.perform(OWNER, command)
    for number in range(180):
        room.perform(OWNER, RemoveFile(file))
        file = add(room, f"n{number}.py")
    room.perform(OWNER, RemoveFile(file))
    with refused(ErrorCode.INVALID_FIELD):
        room.perform(OWNER, AddFile("too many.py"))
    room.perform(OWNER, RestoreFile(file))
    for file in room.core.folder.ids[1:]:
        room.perform(OWNER, RemoveFile(file))
    with refused(ErrorCode.INVALID_FIELD):
        room.perform(OWNER, RemoveFile("code:python"))


@staged(refusals=1000)
async def test_FI7_only_texts_of_this_session_s_files_can_be_written(stage: Stage) -> None:
    other = await stage.open()
    elsewhere = add(other, "elsewhere.py")
    room = await stage.open(code=PLAIN)
    own = add(room, "own.py")
    for number, root in enumerate(
        (f"file:{elsewhere}", "file:f-never", "file:", "file:code:python", own, "code:cobol", "x")
    ):
        ana, paper = entered(stage, room, 100 + number)
        text = paper.doc.get(root, type=type(paper.text()))
        ana.types(paper.changes(lambda text=text: text.insert(0, "smuggled")))
        assert ana.takes("error")["code"] == "update_refused", root
        ana.goes()
    assert texts(room) == {"solution.py": PLAIN, "own.py": ""}
    assert "smuggled" not in str(await stage.store.log(stage.session_id))


@staged()
async def test_FI8_files_are_there_after_a_restart(stage: Stage) -> None:
    """FI8: from the log alone, from a snapshot with the log, and for lists, without a room."""
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


async def evict(stage: Stage) -> None:
    """Nobody is there for long, and the room goes."""
    await stage._held.aclose()
    stage.clock.turn(stage.limits.idle_room_seconds + 1)
    await asyncio.gather(*stage.registry._evictions)


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


async def restarted(stage: Stage) -> Room:
    await stage.stored()
    return await stage.restart()


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


HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("file_add", {}),
    ("file_add", {"name": 7}),
    ("file_add", {"name": None}),
    ("file_add", {"name": ["a.py"]}),
    ("file_add", {"nome": "a.py"}),
    ("file_rename", {"file": "code:python"}),
    ("file_rename", {"file": "f-never000", "name": "a.py"}),
    ("file_remove", {"file": "f-never000"}),
    ("file_remove", {"file": "code:cobol"}),
    ("file_remove", {"file": "code:python"}),
    ("file_restore", {"file": "code:cobol"}),
    ("file_restore", {"file": "f-never000"}),
    ("file_restore", {"file": "__proto__"}),
    ("file_restore", {"file": "constructor"}),
    ("file_show", {"file": None}),
    ("file_show", {"file": {"id": "code:python"}}),
    ("file_show", {"file": "REMOVED"}),
    ("file_entry", {"file": "REMOVED"}),
    ("file_entry", {"file": ""}),
    ("file_entry", {}),
    ("files_order", {"files": None}),
    ("files_order", {"files": "code:python"}),
    ("files_order", {"files": ["REMOVED"]}),
    ("files_order", {"files": ["code:python", 7]}),
    ("files_order", {"files": ["code:python"] * 21}),
    ("files_order", {"files": [["code:python"]]}),
    ("file_add", {"name": "\u202eevil.py"}),
    ("file_add", {"name": "a\u0000.py"}),
    ("file_add", {"name": "/" * 500}),
    ("file_add", {"name": "x" * 60_000}),
    ("cursor_change", {"file": "f-never000", "cursor": None}),
    ("cursor_change", {"file": "code:cobol", "cursor": None}),
    ("cursor_change", {"file": 7, "cursor": None}),
]


@staged(refusals=10**6)
async def test_FI11_what_nobody_can_mean_gets_a_sentence_and_changes_nothing(
    stage: Stage,
) -> None:
    room = await stage.open(code=PLAIN)
    removed = add(room, "removed.py", "gone\n")
    room.perform(OWNER, RemoveFile(removed))
    ana, watching = stage.connect(room), stage.connect(room)
    await stage.stored()
    folder, head = room.core.folder, room.core.journal.head
    for kind, payload in HOSTILE:
        sent = json.loads(json.dumps(payload).replace("REMOVED", removed))
        ana.says(kind, **sent)
        error = ana.takes("error")
        assert error["code"] in ("invalid_field", "unknown_field", "not_found"), (kind, payload)
        assert error["error"].endswith(".") and "Traceback" not in error["error"]
        assert len(error["error"]) < 1000, (kind, payload)
    ana.says("files_order", files=["code:python", "code:python"])
    stage.clock.turn(1)
    assert room.core.folder == folder and room.core.journal.head == head
    assert watching.kinds() == ["welcome"] and ana.closed is None


@staged()
async def test_FI11_a_frame_of_a_million_names_costs_the_connection(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    ana.says("files_order", files=["code:python"] * 10**6)
    assert ana.closed == 4413 and room.core.folder.ids == ("code:python",)


@staged()
async def test_FI12_a_cursor_is_in_a_file(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    file = add(room, "util.py", "abc")
    ana = stage.connect(room)
    bo, _ = entered(stage, room, 8, "Bo")
    place = {"type": None, "tname": f"file:{file}", "item": None, "assoc": 0}
    cursor = {"anchor": place, "head": place}
    bo.says("cursor_change", file=file, cursor=cursor)
    stage.clock.turn(1)
    told = ana.takes("cursor_change")
    assert (told["file"], told["cursor"]) == (file, cursor) and "language" not in told
    assert stage.connect(room).takes("cursor_change")["file"] == file
    bo.says("cursor_change", file="code:python", cursor=cursor)
    assert bo.takes("error")["code"] == "invalid_field", "that place is in another file"
    ana.says("file_remove", file=file)
    bo.says("cursor_change", file=file, cursor=None)
    assert bo.hears("error") == [], "they may not have heard of it yet"


def program(name: str, text: str, vector: str | None = "AA==") -> dict[str, Any]:
    return {
        "name": name,
        "files": [{"name": name, "sha256": sha256(text.encode()).hexdigest()}],
        "stateVector": vector,
    }


def texts_before(log: list[LogEntry]) -> str:
    """What the log alone says that the text was when the first run began."""
    document, gate = Document(1), new_gate(Limits())
    for entry in log:
        if entry.kind is LogKind.UPDATE:
            load_logged(gate, entry.payload)
            document.take_in(entry.payload)
        elif entry.kind is LogKind.RUN:
            break
    return document.text("code:python")


@staged()
async def test_FI13_a_run_says_what_it_ran(stage: Stage) -> None:
    """FI13: in a browser, and there without a connection."""
    room = await stage.open(code=PLAIN)
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    vector = base64.b64encode(room.core.document.state_vector()).decode()
    ran = program("solution.py", PLAIN, vector)
    assert (room.core.document.text("code:python"), vector) == (PLAIN, ran["stateVector"])
    bo.says("run_started", runId="run-00000001", language="python", program=ran)
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
    bo.says("execution_result", runId="run-00000001", **end)
    room.put_code(OWNER, "written later\n")
    older = program("größe.py", "é🐢", None)
    bo.says("run_started", runId="run-00000002", language="python", ageMs=5000, program=older)
    told = [heard["run"]["program"] for heard in ana.hears("run_started")]
    assert told == [ran, older] and bo.hears("error") == []
    events = await logged(stage, RunStarted)
    assert texts_before(await stage.store.log(stage.session_id)) == PLAIN
    assert [event.program.name for event in events] == ["solution.py", "größe.py"]
    assert events[0].program.files[0].sha256 == sha256(PLAIN.encode()).hexdigest()
    runs = stage.connect(await stage.restart()).hears("welcome")[0]["runs"]
    assert sorted(run["program"]["name"] for run in runs) == ["größe.py", "solution.py"]


@pytest.mark.parametrize(
    "change",
    [
        lambda ran: ran.update(name="other.py"),
        lambda ran: ran.update(name="../up.py"),
        lambda ran: ran.update(files=[]),
        lambda ran: ran.update(files=ran["files"] * 2),
        lambda ran: ran.update(files=[{**ran["files"][0], "name": f"{n}.py"} for n in range(21)]),
        lambda ran: ran["files"][0].update(sha256="no"),
        lambda ran: ran.update(stateVector="no base64!"),
        lambda ran: ran.update(stateVector="////"),
    ],
)
def test_FI13_what_no_run_can_have_run_is_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code=PLAIN)
        ana, ran = stage.connect(room), program("solution.py", PLAIN)
        change(ran)
        ana.says("run_started", runId="run-00000001", language="python", program=ran)
        assert ana.takes("error")["code"] == "invalid_field"
        assert room.core.runs.newest(9) == []

    talk()


@staged()
async def test_FI14_plain_clients_see_the_file_that_is_shown(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    plain = stage.connect(room, OWNER, Mode.CONTRACT)
    util, data = add(room, "util.py", "util\n"), add(room, "data.csv", "1,2\n")
    main = add(room, "main.ts", "main\n")
    stage.clock.turn(1)
    assert plain.kinds() == []
    for file, code in ((util, "util\n"), (data, "1,2\n"), (main, "main\n")):
        room.perform(OWNER, ShowFile(file))
        stage.clock.turn(1)
        assert plain.hears("code_change")[-1]["code"] == code == room.read(OWNER).code
    assert plain.hears("language_change") == [{"language": "typescript"}]
    plain.says("code_change", code="main, by a plain client\n")
    assert texts(room)["main.ts"] == "main, by a plain client\n"
    plain.says("language_change", language="python")
    stage.clock.turn(1)
    assert plain.hears("code_change")[-1]["code"] == PLAIN == room.read(OWNER).code
    room.perform(OWNER, RemoveFile("code:python"))
    room.perform(OWNER, ShowFile(main))
    plain.says("language_change", language="python")
    assert room.core.folder.shown == util, "the first file of the language"
    plain.says("file_add", name="not in this mode.py")
    assert plain.takes("error")["code"] == "unknown_event"


@staged()
async def test_FI14_a_page_of_an_older_version_hears_of_each_text_that_it_knows(
    stage: Stage,
) -> None:
    """FI14: whether it is shown as a language or as a file."""
    room = await stage.open(code=PLAIN)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    room.perform(OWNER, ChooseLanguage("javascript"))
    room.perform(OWNER, ShowFile("code:python"))
    room.perform(OWNER, ShowFile(add(room, "util.ts")))
    assert [told["language"] for told in bo.hears("language_change")] == ["javascript", "python"]


@staged(runs_per_minute=100)
async def test_FI13_what_many_runs_ran_does_not_fill_a_welcome(stage: Stage) -> None:
    room = await stage.open()
    bo = stage.connect(room, stage.guest(room, "Bo"))
    long = "/".join(["漢" * 100] * 4)
    files = [{"name": f"{long}/{n}", "sha256": "0" * 64} for n in range(20)]
    ran = {"name": f"{long}/0", "files": files, "stateVector": None}
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
    for number in range(51):
        run = f"run-{number:08}"
        bo.says("run_started", runId=run, language="python", program=ran)
        bo.says("execution_result", runId=run, **end)
    assert bo.hears("error") == []
    runs = stage.connect(room).hears("welcome")[0]["runs"]
    assert len(runs) == 50 and runs[-1]["program"] == ran and runs[0]["program"] is None
    assert len(json.dumps(runs, ensure_ascii=False).encode()) < 400_000
    # Nor the memory: of older ones only the log knows it.
    assert room.core.runs["run-00000000"].program is None
    assert room.core.runs["run-00000001"].program is not None
    *_, first = (one for one in await logged(stage, RunStarted) if one.run == "run-00000000")
    assert first.program is not None


@staged()
async def test_FI6_names_together_are_not_so_long_that_a_change_floods_people(
    stage: Stage,
) -> None:
    room = await stage.open()
    long = "/".join(["漢" * 100] * 4)
    files = [add(room, f"{long}/{number}") for number in range(13)]
    with refused(ErrorCode.INVALID_FIELD):
        add(room, f"{long}/13")
    room.perform(OWNER, RemoveFile(files[0]))
    with refused(ErrorCode.INVALID_FIELD):
        add(room, f"{long}/13")
    room.files.change(OWNER, files[1], rest.FileChange(name="short.py"))
    add(room, f"{long}/13")
    assert room.core.folder.names[-1] == f"{long}/13"


@staged(file_changes_per_minute=5)
async def test_FI16_changes_of_files_have_a_pace(stage: Stage) -> None:
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    for number in range(6):
        bo.says("file_rename", file="code:python", name=f"{number}.py")
    assert bo.takes("error")["code"] == "rate_limited" and names(ana) == ["4.py"]
    ana.says("file_rename", file="code:python", name="solution.py")
    assert names(bo) == ["solution.py"] and ana.hears("error") == []
    bo.types(Paper(7).writes("typing has its own\n"))
    assert bo.hears("error") == []
    stage.clock.turn(61)
    bo.says("file_rename", file="code:python", name="later.py")
    assert names(ana) == ["later.py"]


@staged(file_changes_per_minute=3)
async def test_FI16_a_file_that_comes_back_by_typing_is_not_counted(stage: Stage) -> None:
    """FI16: or others could have what somebody types refused, by removing it often."""
    room = await stage.open(code=PLAIN)
    file = add(room, "util.py")
    ana = stage.connect(room)
    bo, his = entered(stage, room, 8, "Bo")
    for number in range(3):
        bo.says("file_rename", file="code:python", name=f"{number}.py")
    ana.says("file_remove", file=file)
    bo.types(his.writes("typed", file))
    assert bo.hears("error") == [] and texts(room)["util.py"] == "typed"


@staged(file_changes_per_minute=3)
async def test_FI15_a_request_that_the_pace_refuses_was_not_done_in_part(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    stage.connect(room)
    file = add(room, "util.py")
    room.files.change(OWNER, file, rest.FileChange(name="a.py"))
    before = room.core.folder
    with refused(ErrorCode.RATE_LIMITED):
        room.files.change(OWNER, file, rest.FileChange(name="b.py", place=0, text="b"))
    assert room.core.folder == before and texts(room)["a.py"] == ""
    room.files.change(OWNER, file, rest.FileChange(name="b.py", text="b"))
    assert texts(room)["b.py"] == "b"


@staged()
async def test_FI17_people_who_wait_hear_nothing_of_files(stage: Stage) -> None:
    room = await stage.open(code=PLAIN)
    room.perform(OWNER, SessionChange(lobby=True))
    waiting = stage.connect(room, stage.guest(room, "Wim", Role.OBSERVER))
    add(room, "secret.py", "secret\n")
    waiting.says("file_add", name="mine.py")
    waiting.says("cursor_change", file="code:python", cursor=None)
    assert [heard["code"] for heard in waiting.hears("error")] == ["waiting"] * 2
    assert set(waiting.kinds()) <= {"waiting", "error"} and "secret" not in repr(waiting.frames)
