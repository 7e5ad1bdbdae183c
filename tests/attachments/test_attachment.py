"""An interview attached to a live file: a real server, and browsers at both ends."""

import asyncio
import json
import random
from pathlib import Path
from typing import Any

from tests.attachments.drive import DriveServer, OpenFile, notebook
from tests.attachments.interview import Interview, sources
from tests.chance import seed_for
from tests.clients import SyncSocket
from tests.contract.documents import frame_problems


async def test_YD13_edits_flow_both_ways(server: DriveServer) -> None:
    """YD13, YD15, YD16: people at both ends, then no browser on the file, then another program."""
    one = await Interview.begin(server)
    assert await one.attached() is None
    async with one.socket() as ana:
        assert (await ana.expect("welcome"))["files"]
        told = {"path": "solution.py", "cellId": None, "file": "code:python", "language": "python"}
        assert await one.attach("solution.py") == told
        frame = {"attachment": told, "reason": None}
        assert await ana.expect("attachment") == frame
        assert frame_problems({"type": "attachment", "payload": frame}, "syncReceive") == []
        bo, _ = await server.api.guest(one.id, "Bo")
        async with one.socket(bo) as guest, OpenFile(server.api, "solution.py") as file:
            await file.shows("a = 1\n")
            await guest.type("b = '🐢'\n")
            await file.shows("a = 1\nb = '🐢'\n")
            await file.type("# e\u0301\n", at=0)
            await guest.expect_text("# e\u0301\na = 1\nb = '🐢'\n")
            await ana.expect_text("# e\u0301\na = 1\nb = '🐢'\n")
        await server.on_disk("solution.py", lambda text: text == "# e\u0301\na = 1\nb = '🐢'\n")
    async with one.socket() as again:
        assert (await again.expect("welcome"))["attachment"] == told
    await one.put("written = 'by nobody'\n")
    await server.on_disk("solution.py", lambda text: text == "written = 'by nobody'\n")
    async with one.socket() as ana:
        text = "written = 'by another program'\n"
        await server.write_as_another_program("solution.py", text, ana.expect_text(text))


async def test_YD14_an_edit_of_the_file_is_its_owners(server: DriveServer) -> None:
    one = await Interview.begin(server)
    user = (await server.api.join(one.id, "Ana"))["user"]["id"]
    await one.attach("solution.py")
    async with OpenFile(server.api, "solution.py") as file, one.socket() as ana:
        await file.type("c = 2\n")
        await ana.expect_text("a = 1\nc = 2\n")
    export = await server.api.ok("GET", f"/sessions/{one.id}/users/{user}/export")
    assert "c = 2" in json.dumps(export) and "solution.py" not in json.dumps(export)


async def test_YD1_a_cell_of_a_notebook(server: DriveServer) -> None:
    """YD1, YD5: it may be moved; when it is deleted, the interview is attached to nothing."""
    cells = ("first", "1"), ("mine", ""), ("last", "3")
    server.files.joinpath("n.ipynb").write_text(notebook(*cells))
    one = await Interview.begin(server)
    assert await one.refused({"path": "n.ipynb", "cellId": "never"}) == "not_found"
    async with one.socket() as ana:
        told = await one.attach("n.ipynb", cellId="mine")
        assert told == {
            "path": "n.ipynb",
            "cellId": "mine",
            "file": "code:python",
            "language": "python",
        }
        async with OpenFile.notebook(server.api, "n.ipynb", "mine") as cell:
            await cell.shows("a = 1\n")
            await cell.type("b = 2\n")
            await ana.expect_text("a = 1\nb = 2\n")
            await cell.move("mine", 0)
            await cell.type("c = 3\n")
            await ana.expect_text("a = 1\nb = 2\nc = 3\n")
            await ana.type("d = 4\n")
            await cell.shows("a = 1\nb = 2\nc = 3\nd = 4\n")
            await ana.expect("attachment")
            await cell.drop("mine")
            gone = {"attachment": None, "reason": "cell_gone"}
            assert await ana.expect("attachment") == gone
            await ana.type("e = 5\n")
            await ana.saved()
    assert ana.text() == "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\n"
    text = await server.on_disk("n.ipynb", lambda text: "mine" not in text)
    assert sources(text) == ["1", "3"]


async def test_FI19_an_interview_s_file_is_attached_by_its_id(server: DriveServer) -> None:
    """FI19, FI50, YD1: the one that is shown, or the first in that language; it may be renamed."""
    one = await Interview.begin(server)
    files = f"/sessions/{one.id}/files"
    util = (await server.api.ok("POST", files, {"name": "util.py", "text": "u = 1\n"}))["id"]
    js = (await server.api.ok("POST", files, {"name": "main.js", "text": "let a;\n"}))["id"]
    await server.api.ok("PATCH", f"{files}/{util}", {"shown": True})
    async with one.socket() as ana:
        ana.declare(util)
        assert (await one.attach("util.py"))["file"] == util
        await server.on_disk("util.py", lambda text: text == "u = 1\n")
        await server.api.ok("PATCH", f"{files}/{util}", {"name": "helpers.py"})
        await server.api.ok("PATCH", f"{files}/code:python", {"shown": True})
        await ana.until(lambda: ana.text(util) == "u = 1\n")
        await ana.type("u = 2\n", language=util)
        await server.on_disk("util.py", lambda text: text == "u = 1\nu = 2\n")
        assert (await one.attached())["file"] == util
        await server.api.ok("DELETE", f"{files}/{util}")
        gone = {"attachment": None, "reason": "removed"}
        await ana.expect("attachment", reason=None)
        assert await ana.expect("attachment", **gone) == gone
        assert await one.attached() is None
    assert (server.files / "util.py").read_text() == "u = 1\nu = 2\n"
    assert (await one.attach("other.js"))["file"] == js
    await server.on_disk("other.js", lambda text: text == "let a;\n")
    # Of a language that it has no file in, it gets one.
    (server.files / "typed.ts").write_text("let t: 1;\n")
    assert (await one.attach("typed.ts"))["file"] == "code:typescript"
    told = (await server.api.ok("GET", files))["files"][-1]
    assert (told["name"], told["text"]) == ("solution.ts", "let t: 1;\n")


async def test_FI19_an_attachment_stays_where_another_one_is_refused(server: DriveServer) -> None:
    one = await Interview.begin(server)
    told = await one.attach("solution.py")
    for number in range(19):
        body = {"name": f"{number}.txt"}
        await server.api.ok("POST", f"/sessions/{one.id}/files", body)
    assert await one.refused({"path": "other.js"}) == "invalid_field", "there are 20 files"
    assert await one.attached() == told


async def test_YD1_a_notebook_without_a_cell_gets_one(server: DriveServer) -> None:
    server.files.joinpath("old.ipynb").write_text(notebook(("first", "1")))
    server.files.joinpath("r.ipynb").write_text(notebook(("first", "1"), language="cobol"))
    for name, before in (("old.ipynb", ["1"]), ("new.ipynb", [])):
        one = await Interview.begin(server)
        told = await one.attach(name)
        text = await server.on_disk(name, lambda text: "a = 1" in text)
        assert sources(text) == [*before, "a = 1\n"]
        assert json.loads(text)["cells"][-1]["id"] == told["cellId"]
    assert await one.refused({"path": "r.ipynb"}) == "unknown_language"


async def test_LA5_a_program_in_any_language_is_attached(server: DriveServer) -> None:
    """LA5: its file is made when there is none."""
    server.files.joinpath("tree.rb").write_text("puts 1\n")
    one = await Interview.begin(server)
    await one.attach("tree.rb", keep="file")
    files = (await server.api.ok("GET", f"/sessions/{one.id}/files"))["files"]
    assert [(each["name"], each["text"]) for each in files if each["language"] == "ruby"] == [
        ("main.rb", "puts 1\n")
    ]


async def test_YD2_whose_text_stays_is_asked(server: DriveServer) -> None:
    """YD2, YD17, YD18"""
    file = server.files / "solution.py"
    file.write_text("old = 0\n")
    one = await Interview.begin(server)
    assert await one.refused({"path": "solution.py"}) == "texts_differ"
    assert (file.read_text(), await one.code()) == ("old = 0\n", "a = 1\n")
    assert await one.attached() is None
    await one.attach("solution.py", keep="file")
    assert await one.code() == "old = 0\n"
    await one.detach()
    await one.put("new = 1\n")
    await one.attach("solution.py", keep="interview")
    await server.on_disk("solution.py", lambda text: text == "new = 1\n")
    assert await one.attach("solution.py") == await one.attached(), "again changes nothing"
    other = await Interview.begin(server)
    assert await other.refused({"path": "solution.py"}) == "attached_elsewhere"
    await one.attach("other.py")
    await one.put("elsewhere = 2\n")
    await server.on_disk("other.py", lambda text: text == "elsewhere = 2\n")
    assert file.read_text() == "new = 1\n", "it was attached to this before, and no more"
    fresh = await server.api.create("python")
    untouched = Interview(server.api, fresh["id"])
    await untouched.attach("solution.py")
    assert await untouched.code() == "new = 1\n", "a template that nobody changed is no text"


async def test_YD3_both_ends_type_at_once(server: DriveServer) -> None:
    """With two people at each end, nothing is lost, doubled or torn."""
    seed = seed_for("both ends type")
    chance = random.Random(seed)
    one = await Interview.begin(server, code="")
    await one.attach("solution.py")
    bo, _ = await server.api.guest(one.id, "Bo")
    async with (
        one.socket() as ana,
        one.socket(bo) as guest,
        OpenFile(server.api, "solution.py") as here,
        OpenFile(server.api, "solution.py") as there,
    ):
        people = {"a": ana, "b": guest, "f": here, "g": there}
        tokens: list[str] = []

        async def type_a_lot(mark: str, person: SyncSocket | OpenFile) -> None:
            for number in range(40):
                letter = chance.choice(["é", "🐢", "e\u0301", "x"])
                token = f"<{mark}{number}{letter}>"
                tokens.append(token)
                text = person.text if isinstance(person, OpenFile) else person.text()
                ends = [i + 1 for i, letter in enumerate(text) if letter == ">"] + [0]
                await person.type(token, at=len(text[: chance.choice(ends)].encode()))
                await asyncio.sleep(0)

        await asyncio.gather(*(type_a_lot(mark, person) for mark, person in people.items()))
        length = sum(map(len, tokens))
        await here.until(lambda: len(here.text) == length)
        final = here.text
        await there.shows(final)
        for socket in (ana, guest):
            await socket.expect_text(final)
    assert sorted(final.replace(">", "> ").split()) == sorted(tokens), seed
    await server.on_disk("solution.py", lambda text: text == final)


async def test_YD4_nobody_else_may_or_learns_of_it(server: DriveServer) -> None:
    """YD4: guests of every role, and the frames and answers that they get."""
    one = await Interview.begin(server)
    async with one.socket() as ana:
        await one.attach("secret-name.py")
        await ana.expect("attachment")
    for role in ("interviewer", "candidate", "observer"):
        guest, _ = await server.api.guest(one.id, role, role)
        async with one.socket(guest) as socket:
            welcome = await socket.expect("welcome")
            assert (welcome["files"], welcome["attachment"]) == (False, None)
            assert "attach" not in welcome["actions"]
            assert await one.refused({"path": "x.py"}, guest) == "forbidden"
            for method in ("GET", "DELETE"):
                answer = await guest(method, one.path)
                assert (answer.status, answer.code) == (403, "forbidden")
            server.files.joinpath("secret-name.py").rename(server.files / "hidden-name.py")
            server.files.joinpath("hidden-name.py").rename(server.files / "secret-name.py")
            await one.put(f"# {role}\n")
            await socket.expect_text(f"# {role}\n")
            everything = json.dumps(
                [socket.frames, (await guest("GET", f"/sessions/{one.id}")).json]
            )
            assert "secret-name" not in everything and "attachment" not in everything
    answer = await server.api.anonymous()("GET", one.path)
    assert (answer.status, answer.code) == (401, "unauthenticated")
    assert await one.attached() is not None


async def test_YD4_who_may_not_write_files_may_not_attach(tmp_path: Path) -> None:
    """The server's authorizer is asked."""
    server = DriveServer(tmp_path, "--ServerApp.authorizer_class=tests.attachments.drive.ReadOnly")
    try:
        async with server:
            one = await Interview.begin(server)
            assert await one.refused({"path": "solution.py"}) == "forbidden"
            assert await one.attached() is None and server.read("solution.py") is None
    finally:
        server.abandon()


async def test_YD11_another_language_and_a_draft_that_starts(server: DriveServer) -> None:
    one = await Interview.begin(server, state="draft")
    await one.attach("solution.py")
    await server.api.ok("PATCH", f"/sessions/{one.id}", {"state": "live"})
    async with one.socket() as ana, OpenFile(server.api, "solution.py") as file:
        await file.type("b = 2\n")
        await ana.expect_text("a = 1\nb = 2\n")
        await server.api.ok("PUT", f"/sessions/{one.id}/language", {"language": "javascript"})
        await ana.type("// not Python\n", language="javascript")
        await file.type("c = 3\n")
        await ana.expect_text("a = 1\nb = 2\nc = 3\n")
        await ana.type("d = 4\n")
        await file.shows("a = 1\nb = 2\nc = 3\nd = 4\n")
        assert "not Python" not in file.text
    for name, language in (("s.js", "javascript"), ("s.mjs", "javascript"), ("s.ts", "typescript")):
        assert (await one.attach(name))["language"] == language


BAD: list[tuple[Any, str]] = [
    ({}, "invalid_field"),
    ({"path": ""}, "invalid_field"),
    ({"path": "a\u0000b.py"}, "invalid_field"),
    ({"path": "x" * 2000 + ".py"}, "invalid_field"),
    ({"path": "notes.txt"}, "invalid_field"),
    ({"path": "folder.py"}, "invalid_field"),
    ({"path": "nowhere/solution.py"}, "not_found"),
    ({"path": "../outside.py"}, "not_found"),
    ({"path": ".hidden/x.py"}, "not_found"),
    ({"path": "solution.py", "cellId": "x"}, "invalid_field"),
    ({"path": "solution.py", "keep": "both"}, "invalid_field"),
    ({"path": "solution.py", "overwrite": True}, "unknown_field"),
    ({"path": "latin.py"}, "invalid_field"),
    ({"path": "long.py"}, "text_too_long"),
    ({"path": "broken.ipynb"}, "invalid_field"),
]


async def test_YD12_what_cannot_be_attached_is_refused_and_nothing_is_lost(
    server: DriveServer,
) -> None:
    files = server.files
    (files / "folder.py").mkdir()
    (files / "latin.py").write_bytes(b"caf\xe9")
    (files / "long.py").write_text("x" * (256 * 1024 + 1))
    (files / "broken.ipynb").write_text("{")
    one = Interview(server.api, (await server.api.create("python"))["id"])
    before = await one.code()
    for body, code in BAD:
        assert await one.refused(body) == code, body
    assert await one.attached() is None and await one.code() == before
    assert (files / "broken.ipynb").read_text() == "{" and not files.parent.joinpath(
        "outside.py"
    ).exists()
    assert not (files / "nowhere").exists()
