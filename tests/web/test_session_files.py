"""FI3, FI15, FI48: files over REST and over real sockets, and sessions that begin with several."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.domain.languages import template_of
from tests.clients import Api, EventSocket, SyncSocket
from tests.contract.documents import answer_problems

NAMES = json.loads((Path(__file__).parents[1] / "corpus" / "file-names.json").read_text("utf-8"))
FILES = "/sessions/{sessionId}/files"
FILE = FILES + "/{fileId}"


def names(told: dict[str, Any]) -> list[str]:
    return [file["name"] for file in told["files"]]


async def test_FI15_files_from_the_first_to_the_last(api: Api) -> None:
    session = (await api.create("python", code="x = 1\n"))["id"]
    files = f"/sessions/{session}/files"
    guest, _ = await api.guest(session, "Bo")
    first = await guest("GET", files)
    assert answer_problems("GET", FILES, 200, first.content) == []
    assert first.json == {
        "files": [
            {"id": "code:python", "name": "solution.py", "language": "python", "text": "x = 1\n"}
        ],
        "removed": [],
        "shown": "code:python",
        "entry": None,
    }
    body = {"name": "daten/größe.csv", "text": "1,2\r\n3,4\r\n"}
    added = await guest("POST", files, body)
    assert answer_problems("POST", FILES, 201, added.content) == []
    file = added.json["id"]
    assert (added.status, added.json) == (
        201,
        {"id": file, "name": "daten/größe.csv", "language": None, "text": "1,2\n3,4\n"},
    )
    change = {"name": "main.ts", "text": "let y;\n", "place": 0, "entry": True}
    changed = await guest("PATCH", f"{files}/{file}", change)
    assert answer_problems("PATCH", FILE, 200, changed.content) == []
    assert changed.json == {
        "id": file,
        "name": "main.ts",
        "language": "typescript",
        "text": "let y;\n",
    }
    told = await api.ok("GET", files)
    assert names(told) == ["main.ts", "solution.py"]
    assert (told["shown"], told["entry"]) == ("code:python", file)
    await api.ok("PATCH", f"{files}/{file}", {"shown": True})
    shown = await api.ok("GET", f"/sessions/{session}")
    assert (shown["code"], shown["language"]) == ("let y;\n", "typescript")
    await guest.ok("PATCH", f"{files}/{file}", {"entry": False})
    assert (await guest("DELETE", f"{files}/{file}")).status == 204
    told = await guest.ok("GET", files)
    assert names(told) == ["solution.py"] and [one["id"] for one in told["removed"]] == [file]
    assert "let y" not in json.dumps(told), "of a removed file there is no text"
    assert (await guest("PATCH", f"{files}/{file}", {"text": "z"})).code == "not_found"
    back = await guest.ok("PATCH", f"{files}/{file}", {"removed": False, "name": "back.ts"})
    assert back["text"] == "let y;\n" and back["name"] == "back.ts"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_field"),
        ({"name": 7}, "invalid_field"),
        ({"name": "a.py", "texts": ""}, "unknown_field"),
        ({"name": "solution.py"}, "invalid_field"),
        ({"name": "a.py", "text": None}, "invalid_field"),
        ({"name": "a.py", "text": "x" * (256 * 1024)}, "text_too_long"),
        ({"name": "n" * 505}, "invalid_field"),
        *(({"name": name}, None) for name in NAMES["refused"]),
    ],
)
async def test_FI15_a_file_that_cannot_be_is_not_added(
    api: Api, body: dict[str, Any], code: str | None
) -> None:
    session = (await api.create("python", code="x"))["id"]
    files = f"/sessions/{session}/files"
    before = await api.ok("GET", files)
    answer = await api("POST", files, body)
    assert answer.status in (400, 413) and answer.code in (code or "invalid_field", "invalid_utf8")
    assert await api.ok("GET", files) == before


async def test_FI49_a_change_is_looked_at_before_any_of_it_is_done(api: Api) -> None:
    session = (await api.create("python", code="x" * 200_000))["id"]
    files = f"/sessions/{session}/files"
    file = (await api.ok("POST", files, {"name": "a.py", "text": "y"}))["id"]
    before = await api.ok("GET", files)
    guest, _ = await api.guest(session, "Bo")
    for asking, change, status in (
        (api, {"name": "b.py", "text": "z" * 100_000}, 413),
        (api, {"text": "z", "name": "solution.py"}, 400),
        (api, {"name": "b.csv", "entry": True}, 400),
        (api, {}, 400),
        (api, {"shown": False}, 400),
        (api, {"removed": True}, 400),
        (api, {"place": -1}, 400),
        (api, {"place": True}, 400),
        (guest, {"name": "b.py", "shown": True}, 403),
    ):
        assert (await asking("PATCH", f"{files}/{file}", change)).status == status, change
        assert await api.ok("GET", files) == before, change
    for unknown in ("f-never0000", "code:cobol", "%2e%2e", "constructor", "__proto__", "x" * 5000):
        for method in ("PATCH", "DELETE"):
            answer = await api(
                method, f"{files}/{unknown}", {"text": ""} if method == "PATCH" else None
            )
            assert (answer.status, answer.code) == (404, "not_found"), unknown
    assert await api.ok("GET", files) == before


async def test_FI48_a_session_begins_with_several_files(api: Api) -> None:
    given = [
        {"name": "data.csv", "text": "1,2\r\n"},
        {"name": "util.js", "text": "export {}\n"},
        {"name": "shop/main.py", "text": "print(1)\n"},
        {"name": "cafe\u0301.py", "text": ""},
    ]
    session = await api.ok("POST", "/sessions", {"language": "python", "files": given})
    assert (session["language"], session["code"]) == ("python", "print(1)\n")
    told = await api.ok("GET", f"/sessions/{session['id']}/files")
    assert names(told) == ["data.csv", "util.js", "shop/main.py", "caf\u00e9.py"]
    assert [file["text"] for file in told["files"]] == ["1,2\n", "export {}\n", "print(1)\n", ""]
    assert told["shown"] == "code:python" == told["files"][2]["id"]
    first = await api.ok("POST", "/sessions", {"files": given, "state": "draft"})
    assert (first["language"], first["code"]) == ("javascript", "export {}\n")
    await api.ok("PUT", f"/sessions/{session['id']}/language", {"language": "typescript"})
    shown = await api.ok("GET", f"/sessions/{session['id']}")
    assert shown["code"] == template_of("typescript")


@pytest.mark.parametrize(
    ("files", "more", "status"),
    [
        ([], {}, 400),
        ({}, {}, 400),
        (None, {}, 400),
        ([{"name": "a.py"}], {}, 400),
        ([{"name": "a.csv", "text": ""}], {}, 400),
        ([{"name": "a.py", "text": ""}], {"language": "typescript"}, 400),
        ([{"name": "a.py", "text": ""}], {"code": "x"}, 400),
        ([{"name": "a.py", "text": ""}, {"name": "a.py", "text": ""}], {}, 400),
        ([{"name": "\u00e9.py", "text": ""}, {"name": "e\u0301.py", "text": ""}], {}, 400),
        ([{"name": "a", "text": ""}, {"name": "a/b.py", "text": ""}], {}, 400),
        ([{"name": f"{n}.py", "text": ""} for n in range(21)], {}, 400),
        ([{"name": f"{n}.py", "text": "x" * 90_000} for n in range(3)], {}, 413),
        ([{"name": "../a.py", "text": ""}], {}, 400),
        (
            [{"name": "/".join(["漢" * 99] * 4) + f"/{n}.py", "text": ""} for n in range(20)],
            {},
            400,
        ),
    ],
)
async def test_FI48_files_with_which_nothing_begins(
    api: Api, files: object, more: dict[str, str], status: int
) -> None:
    answer = await api("POST", "/sessions", {"files": files, **more})
    assert answer.status == status, answer.content
    # What was asked for before is stored before, so that one would be listed by now.
    other = await api.create("python")
    assert [one["id"] for one in await api.ok("GET", "/sessions")] == [other["id"]]


async def test_FI48_a_class_begins_with_several_files(api: Api) -> None:
    given = [{"name": "main.py", "text": "import util\n"}, {"name": "util.py", "text": "x = 1\n"}]
    body = {"name": "CS 101", "csv": "Bo\nCy\n", "files": given}
    made = await api.ok("POST", "/classes", body)
    for link in made["links"]:
        told = await api.ok("GET", f"/sessions/{link['sessionId']}/files")
        assert names(told) == ["main.py", "util.py"] and told["files"][1]["text"] == "x = 1\n"


async def test_FI3_people_type_in_different_files_over_real_sockets(api: Api) -> None:
    """FI3, FI4: and one of them goes on in a file that the other has removed."""
    session = (await api.create("python", code=""))["id"]
    guest, _ = await api.guest(session, "Bo")
    async with SyncSocket(api, session) as ana, SyncSocket(guest, session) as bo:
        await bo.send("file_add", name="util.py")
        file = (await ana.expect("folder"))["folder"]["files"][1]["id"]
        for socket in (ana, bo):
            socket.declare(file)
        for number in range(20):
            await ana.type(f"a{number}\n")
            await bo.type(f"b{number}\n", language=file)
        await ana.send("file_rename", file=file, name="helpers.py")
        await ana.send("file_remove", file=file)
        await bo.until(lambda: [f for f in bo.frames if "'removed': [{" in str(f)])
        await bo.type("and on\n", language=file)
        both = "".join(f"b{number}\n" for number in range(20)) + "and on\n"
        await ana.expect_text(both, file)
        await bo.saved()
        await ana.saved()
        told = await api.ok("GET", f"/sessions/{session}/files")
        assert names(told) == ["solution.py", "helpers.py"]
        assert told["files"][1]["text"] == both and told["files"][0]["text"] == ana.text()


async def test_FI14_a_plain_client_follows_what_is_shown(api: Api) -> None:
    session = (await api.create("python", code="x = 1\n"))["id"]
    path = f"/sessions/{session}"
    file = (await api.ok("POST", path + "/files", {"name": "main.ts", "text": "let y;\n"}))["id"]
    async with EventSocket(api, session) as plain:
        await api.ok("PATCH", f"{path}/files/{file}", {"shown": True})
        assert (await plain.expect("language_change"))["language"] == "typescript"
        assert (await plain.expect("code_change"))["code"] == "let y;\n"
        await plain.send("code_change", code="let y = 2;\n")
        await plain.send("file_remove", file=file)
        assert (await plain.expect("error"))["code"] == "unknown_event"
        await api.ok("DELETE", f"{path}/files/{file}")
        assert (await plain.expect("language_change"))["language"] == "python"
        assert (await plain.expect("code_change"))["code"] == "x = 1\n"
    assert (await api.ok("GET", path))["code"] == "x = 1\n"


async def test_FI17_strangers_and_people_who_wait_learn_nothing_of_files(api: Api) -> None:
    session = (await api.create("python", lobby=True))["id"]
    files = f"/sessions/{session}/files"
    waiting, _ = await api.guest(session, "Wim")
    for asking, code in ((api.anonymous(), "unauthenticated"), (waiting, "waiting")):
        for method, path, body in (
            ("GET", files, None),
            ("POST", files, {"name": "a.py"}),
            ("PATCH", files + "/code:python", {"text": ""}),
            ("DELETE", files + "/code:python", None),
            ("DELETE", files + "/f-unknown00", None),
        ):
            answer = await asking(method, path, body)
            assert answer.code == code and "solution" not in answer.content.decode()


async def test_FI34_an_export_says_in_which_files_somebody_typed(api: Api) -> None:
    """FI34, SE7: and what they ran."""
    session = (await api.create("python", code=""))["id"]
    guest, bo = await api.guest(session, "Bo")
    async with SyncSocket(guest, session) as panel:
        await panel.send("file_add", name="notes.txt")
        file = (await panel.expect("folder"))["folder"]["files"][1]["id"]
        panel.declare(file)
        await panel.type("noted\n", language=file)
        await panel.saved()
        await panel.send("file_remove", file=file)
        ran = {
            "name": "solution.py",
            "files": [{"name": "solution.py", "sha256": sha256(b"").hexdigest()}],
            "stateVector": None,
        }
        await panel.send("run_started", runId="run-00000001", language="python", program=ran)
        await panel.expect("run_started")
    held = await guest.ok("GET", f"/sessions/{session}/users/{bo['id']}/export")
    assert [(edit["files"], edit["languages"], edit["inserted"]) for edit in held["edits"]] == [
        ([file], [], ["noted\n"])
    ]
    done = [event["kind"] for event in held["events"]]
    assert done == ["join", "file_added", "file_removed"]
    assert held["events"][1]["payload"]["name"] == "notes.txt"
    assert held["runs"][0]["program"] == ran
