"""FI1-FI4, FI7, FI11, FI12, FI14, FI17: the files of a session, as its clients have them."""

import json
from typing import Any

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import (
    ChooseLanguage,
    FileAdded,
    RemoveFile,
    SessionChange,
    ShowFile,
)
from jupyter_interview.domain.roles import Role

from .files import PLAIN, add, entered, folder, logged, names, texts
from .stage import OWNER, Stage, staged


@staged()
async def test_FI1_everybody_has_the_whole_list_after_each_change(stage: Stage) -> None:
    """FI1, FI26"""
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
    """FI4, FI43: also by a late update of somebody who was offline, and when its name is taken."""
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
