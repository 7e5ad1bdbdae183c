"""FI5, FI6, FI16, FI29 to FI31, FI44, FI45, CS27: how many files, how long, how named, how fast."""

import json
from pathlib import Path

import pytest

from jupyter_interview.contract import rest
from jupyter_interview.contract.session import (
    AddFile,
    ChooseLanguage,
    Join,
    NewInvite,
    RemoveFile,
    RestoreFile,
    RunHere,
    SessionChange,
)
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role, State

from .files import PLAIN, add, entered, folder, names, texts
from .stage import OWNER, Paper, Stage, by_link, make_link, refused, staged

NAMES = json.loads((Path(__file__).parents[1] / "corpus" / "file-names.json").read_text("utf-8"))


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
async def test_FI45_a_text_that_is_brought_back_has_to_fit(stage: Stage) -> None:
    """FI45: by a command, by choosing its language, and by typing in it."""
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
    # A client that had replaced all of it meanwhile is heard.
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
async def test_FI44_texts_of_removed_files_are_limited_too(stage: Stage) -> None:
    """FI44: or a candidate could fill a document that nobody can open any more."""
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
async def test_FI44_room_in_a_removed_text_is_none_in_the_others(stage: Stage) -> None:
    """FI44: one update that deletes there what it adds here is refused."""
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
async def test_FI47_languages_of_a_session_that_is_over_the_limit_of_today_are_shown(
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
async def test_FI49_a_file_for_whose_text_removed_ones_leave_no_room_is_not_added(
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
    """FI6, FI29"""
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
    """FI6, FI29"""
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
    """FI29, FI43"""
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
async def test_FI30_there_are_so_many_files_and_no_more(stage: Stage) -> None:
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


@staged()
async def test_FI31_names_together_are_not_so_long_that_a_change_floods_people(
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
async def test_FI49_a_request_that_the_pace_refuses_was_not_done_in_part(stage: Stage) -> None:
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


@staged(file_changes_per_minute=3)
async def test_CS27_changes_of_files_are_counted_by_a_login_and_by_links(stage: Stage) -> None:
    room = await stage.open()
    _, secret, _ = make_link(room, OWNER, NewInvite(Role.INTERVIEWER, 3600, None))
    joined = by_link(room, secret, Join("Bo"), "user:bo")
    by_login, by_secret = room.member("user:bo", "Bo"), room.guest(joined.secret or "")
    assert by_login is not None and by_secret is not None
    page = stage.connect(room, by_secret)
    for number in range(3):
        page.says("file_rename", file="code:python", name=f"{number}.py")
    assert page.hears("error") == []
    with refused(ErrorCode.RATE_LIMITED):
        room.files.change(by_login, "code:python", rest.FileChange(name="again.py"))
