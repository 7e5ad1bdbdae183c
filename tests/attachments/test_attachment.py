"""An interview attached to a live file: a real server, and browsers at both ends."""

import asyncio
import json
import random
from pathlib import Path
from typing import Any

from tests.attachments.drive import DriveServer, OpenFile, notebook
from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems, frame_problems

ROUTE = "/sessions/{sessionId}/attachment"


def sources(text: str) -> list[str]:
    """The cells of a notebook's file, which has their text in lines."""
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


class Interview:
    """One session, its owner's REST interface, and its attachment."""

    def __init__(self, api: Api, session: str) -> None:
        self.api = api
        self.id = session
        self.path = f"/sessions/{session}/attachment"

    @classmethod
    async def begin(cls, server: DriveServer, code: str = "a = 1\n", **wish: Any) -> "Interview":
        return cls(server.api, (await server.api.create("python", code=code, **wish))["id"])

    async def attach(self, path: str, **more: Any) -> Any:
        answer = await self.api("PUT", self.path, {"path": path, **more})
        assert answer_problems("PUT", ROUTE, answer.status, answer.content) == []
        assert answer.status == 200, answer.content
        return answer.json

    async def refused(self, body: Any, api: Api | None = None) -> str:
        answer = await (api or self.api)("PUT", self.path, body)
        assert answer_problems("PUT", ROUTE, answer.status, answer.content) == []
        assert answer.status >= 400, answer.content
        return answer.code

    async def detach(self) -> None:
        await self.api.ok("DELETE", self.path)

    async def attached(self) -> Any:
        answer = await self.api("GET", self.path)
        assert answer_problems("GET", ROUTE, answer.status, answer.content) == []
        return answer.json["attachment"]

    async def put(self, code: str) -> None:
        await self.api.ok("PUT", f"/sessions/{self.id}/code", {"code": code})

    async def code(self) -> str:
        return str((await self.api.ok("GET", f"/sessions/{self.id}"))["code"])

    def socket(self, api: Api | None = None) -> SyncSocket:
        return SyncSocket(api or self.api, self.id)


async def test_YD1_edits_flow_both_ways(server: DriveServer) -> None:
    """YD1: a file that was not there, somebody at each end, and no browser on the file at last."""
    one = await Interview.begin(server)
    assert await one.attached() is None
    async with one.socket() as ana:
        assert (await ana.expect("welcome"))["files"]
        told = {"path": "solution.py", "cellId": None, "language": "python"}
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
    server.files.joinpath("solution.py").write_text("written = 'by another program'\n")
    async with one.socket() as ana:
        await ana.expect_text("written = 'by another program'\n")


async def test_YD1_an_edit_of_the_file_is_its_owners(server: DriveServer) -> None:
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
        assert told == {"path": "n.ipynb", "cellId": "mine", "language": "python"}
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


async def test_YD1_a_notebook_without_a_cell_gets_one(server: DriveServer) -> None:
    server.files.joinpath("old.ipynb").write_text(notebook(("first", "1")))
    server.files.joinpath("r.ipynb").write_text(notebook(("first", "1"), language="R"))
    for name, before in (("old.ipynb", ["1"]), ("new.ipynb", [])):
        one = await Interview.begin(server)
        told = await one.attach(name)
        text = await server.on_disk(name, lambda text: "a = 1" in text)
        assert sources(text) == [*before, "a = 1\n"]
        assert json.loads(text)["cells"][-1]["id"] == told["cellId"]
    assert await one.refused({"path": "r.ipynb"}) == "unknown_language"


async def test_YD2_whose_text_stays_is_asked(server: DriveServer) -> None:
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
    seed = random.randrange(1_000_000)
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


async def test_YD5_a_renamed_file_stays_attached_and_a_deleted_one_does_not(
    server: DriveServer,
) -> None:
    one = await Interview.begin(server)
    async with one.socket() as ana:
        await one.attach("solution.py")
        await ana.expect("attachment")
        await server.api.ok("PATCH", "//api/contents/solution.py", {"path": "renamed.py"})
        moved = await ana.expect("attachment")
        assert moved["attachment"]["path"] == "renamed.py"
        await ana.type("b = 2\n")
        await server.on_disk("renamed.py", lambda text: text == "a = 1\nb = 2\n")
        assert server.read("solution.py") is None
        server.files.joinpath("renamed.py").unlink()
        gone = await ana.expect("attachment")
        assert gone == {"attachment": None, "reason": "file_gone"}
        await ana.type("c = 3\n")
        await ana.saved()
    assert server.read("renamed.py") is None
    await one.attach("renamed.py")
    await server.on_disk("renamed.py", lambda text: text == "a = 1\nb = 2\nc = 3\n")


async def test_YD6_the_file_keeps_the_last_text_and_nothing_flows_after(
    server: DriveServer,
) -> None:
    """YD6, YD7: detached, ended, deleted; a browser on the file goes on with it alone."""
    for end in ("detach", "ended", "deleted"):
        name = f"{end}.py"
        one = await Interview.begin(server)
        async with one.socket() as ana:
            await one.attach(name)
            await ana.expect("attachment")
            await ana.type("b = 2\n")
            await ana.saved()
            if end == "detach":
                await one.detach()
                await one.detach()
                assert await ana.expect("attachment") == {"attachment": None, "reason": "asked"}
            elif end == "ended":
                await server.api.ok("PATCH", f"/sessions/{one.id}", {"state": "ended"})
                assert await ana.expect("attachment") == {"attachment": None, "reason": "ended"}
                assert await one.refused({"path": name}) == "session_ended"
            else:
                await server.api.ok("DELETE", f"/sessions/{one.id}")
                assert await ana.expect_close() == 4404
            await server.on_disk(name, lambda text: text == "a = 1\nb = 2\n")
            async with OpenFile(server.api, name) as file:
                await file.type("later = True\n")
                await server.on_disk(name, lambda text: text.endswith("later = True\n"))
            if end == "detach":
                await ana.type("c = 3\n")
                await ana.saved()
                assert ana.text() == "a = 1\nb = 2\nc = 3\n"
                assert server.read(name) == "a = 1\nb = 2\nlater = True\n"
            elif end == "ended":
                assert await one.code() == "a = 1\nb = 2\n"
                await server.api.ok("PATCH", f"/sessions/{one.id}", {"state": "live"})
                assert await one.attached() is None


async def test_YD6_a_server_that_stops_saves_the_file_and_starts_with_none_attached(
    tmp_path: Path,
) -> None:
    """YD6, YD8"""
    server = DriveServer(tmp_path, save_delay=3600)
    try:
        await server.start()
        one = await Interview.begin(server)
        async with one.socket() as ana:
            await one.attach("solution.py")
            await ana.type("b = 2\n")
            await ana.saved()
            assert server.read("solution.py") == ""
            await server.stop()
            assert await ana.expect_close() == 1012
        assert server.read("solution.py") == "a = 1\nb = 2\n"
        await server.start()
        again = Interview(server.api, one.id)
        async with again.socket() as ana:
            assert (await ana.expect("welcome"))["attachment"] is None
        await again.attach("solution.py")
        await again.detach()
        await server.stop()
    finally:
        server.abandon()
    assert "Traceback" not in server.log


async def test_YD7_a_file_that_no_browser_has_open_stays_open(tmp_path: Path) -> None:
    """YD7: and is let go of after it was detached."""
    server = DriveServer(tmp_path, cleanup_delay=0.1)
    try:
        await server.start()
        one = await Interview.begin(server)
        async with one.socket() as ana:
            await one.attach("solution.py")
            for line in ("b = 2\n", "c = 3\n"):
                async with OpenFile(server.api, "solution.py") as file:
                    await file.shows(ana.text())
                await ana.type(line)
                await server.on_disk("solution.py", lambda text, line=line: text.endswith(line))
            assert "let go of the room" not in server.log
            await one.detach()
            await server.says("let go of the room")
            async with OpenFile(server.api, "solution.py") as file:
                await file.shows("a = 1\nb = 2\nc = 3\n")
        await server.stop()
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


async def test_YD12_a_file_that_grows_too_long_detaches(server: DriveServer) -> None:
    one = await Interview.begin(server)
    await one.attach("solution.py")
    async with one.socket() as ana, OpenFile(server.api, "solution.py") as file:
        await file.type("#" * (256 * 1024))
        assert await ana.expect("attachment") == {"attachment": None, "reason": "refused"}
        assert ana.text() == "a = 1\n"
    await server.on_disk("solution.py", lambda text: len(text) > 256 * 1024)
