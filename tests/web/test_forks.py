"""FK1 to FK5: an interview that begins with the files and questions of an earlier moment."""

import json
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from jupyter_interview.sessions.places import Places
from tests.banks.shelf import MODEL, make_bank
from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems
from tests.header_identity import HeaderIdentity, of

COPIES = "/sessions/{sessionId}/copies"
CANARY = "k4n4ry"


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    return {"question_dirs": [str(make_bank(tmp_path / "own", MODEL))]}


async def ran(api: Api, path: str) -> Any:
    """Tell of a run, and answer with its moment."""
    await api.ok("POST", f"{path}/execute", {"output": "1\n"})
    return (await api.ok("GET", f"{path}/moments"))["moments"][-1]


async def files_of(api: Api, session: str) -> list[tuple[str, str]]:
    told = await api.ok("GET", f"/sessions/{session}/files")
    return [(file["name"], file["text"]) for file in told["files"]]


async def test_FK1_the_files_are_those_of_the_moment(api: Api) -> None:
    """With names, texts and order, which one was shown and which one was run."""
    ana = of(api, "ana")
    files = [
        {"name": "data.csv", "text": "1,2\n"},
        {"name": "main.py", "text": "import util\n"},
        {"name": "pkg/util.py", "text": "x = 1\n"},
    ]
    one = await ana.create(title="Backend", files=files, lobby=True)
    path = f"/sessions/{one['id']}"
    ids = {file["name"]: file["id"] for file in (await ana.ok("GET", path + "/files"))["files"]}
    await ana.ok("PATCH", f"{path}/files/{ids['pkg/util.py']}", {"shown": True})
    await ana.ok("PATCH", f"{path}/files/{ids['main.py']}", {"entry": True})
    moment = await ran(ana, path)
    await ana.ok("PUT", path + "/code", {"code": "since = 1\n"})
    await ana.ok("DELETE", f"{path}/files/{ids['main.py']}")
    await ana.ok("PATCH", f"{path}/files/{ids['data.csv']}", {"name": "later.csv", "shown": True})

    answer = await ana("POST", path + "/copies", {"at": moment["at"]})
    assert answer_problems("POST", COPIES, 201, answer.content) == []
    copy = answer.json
    assert (copy["title"], copy["state"], copy["role"]) == ("Backend (copy)", "draft", "owner")
    assert (copy["language"], copy["code"], copy["lobby"]) == ("python", "x = 1\n", True)
    assert await files_of(ana, copy["id"]) == [(file["name"], file["text"]) for file in files]
    made = await ana.ok("GET", f"/sessions/{copy['id']}/files")
    names = {file["id"]: file["name"] for file in made["files"]}
    assert (names[made["shown"]], names[made["entry"]]) == ("pkg/util.py", "main.py")
    live = await ana.ok("POST", path + "/copies", {"at": moment["at"], "state": "live"})
    assert live["state"] == "live"
    await ana.ok("PATCH", path, {"state": "ended"})
    ended = await ana.ok("POST", path + "/copies", {"at": moment["at"], "title": "Again"})
    assert (ended["title"], ended["code"]) == ("Again", "x = 1\n")


async def test_FK1_questions_are_those_that_were_there_then(api: Api) -> None:
    """With their private sides, which the people who hold the interview may read."""
    ana = of(api, "ana")
    one = await ana.create("python", questions=[{"bank": "own", "name": MODEL}])
    path = f"/sessions/{one['id']}"
    before = await ana.ok("GET", path + "/questions")
    [question] = before["questions"]
    moment = await ran(ana, path)
    await ana.ok("DELETE", f"{path}/questions/{question['id']}")
    case: dict[str, Any] = {
        "name": CANARY,
        "call": "later",
        "args": [],
        "returns": 1,
        "hidden": True,
    }
    written: dict[str, Any] = {"title": "Later", "statement": CANARY, "language": "python"}
    written |= {"starter": "", "cases": [case]}
    await ana.ok("POST", path + "/questions", {"written": written, "into": "new"})

    copy = await ana.ok("POST", path + "/copies", {"at": moment["at"]})
    told = await ana("GET", f"/sessions/{copy['id']}/questions")
    [again], [side] = told.json["questions"], told.json["sides"]
    assert (again["digest"], again["title"]) == (question["digest"], question["title"])
    assert side["cases"] == before["sides"][0]["cases"]
    assert CANARY.encode() not in told.content
    assert copy["code"] == one["code"]


async def test_FK1_only_hosts_and_only_those_who_may_have_interviews(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    one = (await ana.create("python", code="x = 1\n"))["id"]
    path = f"/sessions/{one}"
    body = {"at": (await ran(ana, path))["at"]}
    assert (await bo("POST", path + "/copies", body)).status == 404
    invite = await ana.invite(one)
    await bo.ok("POST", path + "/join", {"userName": "Bo", "invite": invite["secret"]})
    assert (await bo("POST", path + "/copies")).status == 201
    candidate = await bo("POST", path + "/copies", body)
    assert (candidate.status, candidate.code) == (403, "forbidden")
    guest, _ = await ana.guest(one, "Guest", "interviewer")
    by_secret = await guest("POST", path + "/copies", body)
    assert (by_secret.status, by_secret.code) == (401, "invalid_credential")
    ira = of(api, "ira")
    host = await ana.invite(one, "interviewer")
    await ira.ok("POST", path + "/join", {"userName": "Ira", "invite": host["secret"]})
    copy = await ira.ok("POST", path + "/copies", body)
    assert (copy["role"], copy["code"]) == ("owner", "x = 1\n")
    assert (await ana("GET", f"/sessions/{copy['id']}")).status == 404


async def test_FK1_nobody_else_learns_anything_of_a_moment(api: Api) -> None:
    """Not even whether there is one: whoever watches, whoever waits, and whoever is not logged in
    is refused the same for every moment."""
    ana = of(api, "ana")
    one = (await ana.create("python", code=f"{CANARY} = 1\n"))["id"]
    path = f"/sessions/{one}"
    moment = await ran(ana, path)
    await ana.ok("PUT", f"{path}/code", {"code": "since = 1\n"})
    watcher, waiter = of(api, "wanda"), of(api, "walt")
    invite = await ana.invite(one, "observer")
    await watcher.ok("POST", path + "/join", {"userName": "Wanda", "invite": invite["secret"]})
    await ana.ok("PATCH", path, {"lobby": True})
    invite = await ana.invite(one)
    await waiter.ok("POST", path + "/join", {"userName": "Walt", "invite": invite["secret"]})
    for state in ("live", "ended"):
        await ana.ok("PATCH", path, {"state": state})
        for at in (moment["at"], "00:00", "1", "999999"):
            for who, status in (
                (watcher, 403),
                (waiter, 403),
                (of(api, "stan"), 404),
                (api.anonymous(), 401),
            ):
                answer = await who("POST", path + "/copies", {"at": at})
                assert answer.status == status, (state, at, answer.content)
                assert CANARY.encode() not in answer.content


@pytest.mark.parametrize("what", ["removed", "demoted", "deleted"])
async def test_FK1_whoever_holds_it_no_more_when_it_is_made_gets_nothing(
    api: Api, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """FK1, QU53"""
    ana, ira = of(api, "ana"), of(api, "ira")
    one = (await ana.create("python", code=f"{CANARY} = 1\n"))["id"]
    path = f"/sessions/{one}"
    moment = await ran(ana, path)
    invite = await ana.invite(one, "interviewer")
    body = {"userName": "Ira", "invite": invite["secret"]}
    user = (await ira.ok("POST", path + "/join", body))["user"]["id"]
    named = Places.named

    async def meanwhile(self: Places, *about: Any) -> Any:
        place = await named(self, *about)
        match what:
            case "removed":
                await ana.ok("DELETE", f"{path}/users/{user}")
            case "demoted":
                await ana.ok("PATCH", f"{path}/users/{user}", {"role": "observer"})
            case _:
                await ana.ok("DELETE", path)
        return place

    monkeypatch.setattr(Places, "named", meanwhile)
    answer = await ira("POST", path + "/copies", {"at": moment["at"]})
    assert answer.status in (403, 404) and CANARY.encode() not in answer.content
    own = await ira.ok("GET", "/sessions")
    assert [session["id"] for session in own if session["role"] == "owner"] == []


async def test_FK2_a_moment_is_a_time_an_entry_or_a_place(api: Api) -> None:
    ana = of(api, "ana")
    one = (await ana.create("python", code="then = 1\n"))["id"]
    path = f"/sessions/{one}"
    moment = await ran(ana, path)
    seq, at_us = (int(part) for part in moment["at"].split(":"))
    await ana.ok("PUT", path + "/code", {"code": "now = 1\n"})
    for at, code in (
        (moment["at"], "then = 1\n"),
        (f"{seq}", "then = 1\n"),
        ("59:59", "now = 1\n"),
        ("1:00:00", "now = 1\n"),
    ):
        copy = await ana.ok("POST", path + "/copies", {"at": at})
        assert copy["code"] == code, at
        assert copy["copiedFrom"]["session"] == one
    assert copy["copiedFrom"]["at"] != moment["at"]
    entry = await ana.ok("POST", path + "/copies", {"at": f"{seq}"})
    assert entry["copiedFrom"] == {"session": one, "at": moment["at"]}
    for at in ("0", f"{seq + 1000}", f"{seq}:{at_us + 1}", "0:0", "9" * 15, f"1:{'9' * 16}"):
        answer = await ana("POST", path + "/copies", {"at": at})
        assert (answer.status, answer.code) == (404, "not_found"), at
    for odd in (5, None, "", "x", "-1", f"{seq}:", "1:2:3", "12:31.5", "9" * 16, "٣", [seq]):
        answer = await ana("POST", path + "/copies", {"at": odd})
        assert (answer.status, answer.code) == (400, "invalid_field"), odd


async def test_FK2_what_cannot_be_known_is_refused(api: Api) -> None:
    """What was tried in a draft that was started is nobody's business; a draft has no times."""
    ana = of(api, "ana")
    one = (await ana.create("python", code=f"{CANARY} = 1\n", state="draft"))["id"]
    path = f"/sessions/{one}"
    await ana.ok("PUT", path + "/code", {"code": "asked = 1\n"})
    timed = await ana("POST", path + "/copies", {"at": "00:00"})
    assert (timed.status, timed.code) == (404, "not_found") and "never live" in timed.json["error"]
    draft = await ana.ok("POST", path + "/copies", {"at": "2"})
    assert draft["code"] == f"{CANARY} = 1\n"
    await ana.ok("PATCH", path, {"state": "live"})
    begun = await ana("POST", path + "/copies", {"at": "2"})
    assert (begun.status, begun.code) == (404, "not_found")
    first = await ana("POST", path + "/copies", {"at": "00:00"})
    assert first.json["code"] == "asked = 1\n" and CANARY.encode() not in first.content


async def test_FK3_nothing_else_comes_along(api: Api) -> None:
    """No people, links, runs, notes and class, and nothing that was typed before or after it."""
    ana = of(api, "ana")
    links = await ana.ok("POST", "/classes", {"name": CANARY, "csv": CANARY, "code": CANARY})
    one = links["links"][0]["sessionId"]
    path = f"/sessions/{one}"
    guest, _ = await ana.guest(one, CANARY)
    await ana.ok("POST", path + "/execute", {"output": CANARY, "error": CANARY})
    gone = await ana.ok("POST", path + "/files", {"name": CANARY, "text": CANARY})
    await ana.ok("DELETE", f"{path}/files/{gone['id']}")
    await ana.ok("PUT", f"{path}/remarks/notes/note-0001", {"text": CANARY})
    await ana.ok("POST", path + "/announcements", {"text": CANARY})
    await guest.ok("PUT", path + "/code", {"code": "x = 1\n"})
    moment = await ran(ana, path)
    await guest.ok("PUT", path + "/code", {"code": f"{CANARY}\n"})

    copy = await ana.ok("POST", path + "/copies", {"at": moment["at"], "title": "clean"})
    assert copy["group"] is None
    where = f"/sessions/{copy['id']}"
    parts = ("", "/users", "/invites", "/files", "/remarks", "/signals", "/moments", "/recording")
    for part in parts:
        answer = await ana("GET", where + part)
        assert answer.status == 200 and CANARY.encode() not in answer.content, part
    assert await ana.ok("GET", where + "/users") == []
    assert await ana.ok("GET", where + "/invites") == []
    assert (await ana.ok("GET", where + "/moments"))["moments"] == []


async def test_FK4_its_hosts_are_told_where_it_comes_from_and_nobody_else(api: Api) -> None:
    ana = of(api, "ana")
    one = (await ana.create("python", code="x = 1\n"))["id"]
    moment = await ran(ana, f"/sessions/{one}")
    copied = {"session": one, "at": moment["at"]}
    copy = await ana.ok("POST", f"/sessions/{one}/copies", {"at": moment["at"], "state": "live"})
    path = f"/sessions/{copy['id']}"
    assert copy["copiedFrom"] == copied
    assert (await ana.ok("GET", path))["copiedFrom"] == copied
    host, _ = await ana.guest(copy["id"], "Ira", "interviewer")
    assert (await host.ok("GET", path))["copiedFrom"] == copied
    candidate, _ = await ana.guest(copy["id"], "Bo")
    answer = await candidate("GET", path)
    assert answer.json["copiedFrom"] is None and one.encode() not in answer.content
    for_everybody = await ana("GET", f"{path}/recording?audience=everybody")
    assert one.encode() not in for_everybody.content
    bo = of(api, "bo")
    invite = await ana.invite(copy["id"])
    joined = await bo("POST", path + "/join", {"userName": "Bo", "invite": invite["secret"]})
    listed = await bo("GET", "/sessions")
    assert [entry["copiedFrom"] for entry in listed.json] == [None]
    assert one.encode() not in joined.content + listed.content
    async with SyncSocket(bo, copy["id"]) as panel:
        welcome = await panel.expect("welcome")
    assert one not in json.dumps(welcome)
    [mine] = [entry for entry in await ana.ok("GET", "/sessions") if entry["id"] == copy["id"]]
    assert mine["copiedFrom"] == copied
    plain = await ana.ok("POST", f"{path}/copies")
    assert plain["copiedFrom"] is None
    await ana.ok("DELETE", f"/sessions/{one}")
    kept = await ana.ok("GET", path)
    assert (kept["copiedFrom"], kept["code"]) == (copied, "x = 1\n")


async def test_FK5_it_is_made_once_for_a_key(api: Api) -> None:
    ana = of(api, "ana")
    one = (await ana.create("python"))["id"]
    path, key = f"/sessions/{one}/copies", {"Idempotency-Key": "mine"}
    body = {"at": (await ran(ana, f"/sessions/{one}"))["at"]}
    first = await ana("POST", path, body, headers=key)
    again = await ana("POST", path, body, headers=key)
    assert (first.status, again.json["id"]) == (201, first.json["id"])
    assert again.json["copiedFrom"] == {"session": one, **body}
    for other in ({"at": "1"}, {}, {**body, "state": "live"}):
        reused = await ana("POST", path, other, headers=key)
        assert (reused.status, reused.code) == (422, "key_reused")
    ira = of(api, "ira")
    invite = await ana.invite(one, "interviewer")
    join = {"userName": "Ira", "invite": invite["secret"]}
    await ira.ok("POST", f"/sessions/{one}/join", join)
    own = await ira("POST", path, body, headers=key)
    assert own.status == 201 and own.json["id"] != first.json["id"], "a key is one's own"
