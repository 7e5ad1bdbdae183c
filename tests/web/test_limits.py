"""LI1, LI3: limits of a server: bodies, names, addresses, floods, and sockets of all sessions."""

import asyncio
from typing import Any

import httpx
import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.app import InterviewApp
from tests.clients import Api, EventSocket, SyncSocket
from tests.rooms.stage import HandClock

LIMITS = {
    "body_bytes": 1000,
    "name_characters": 5,
    "title_characters": 20,
    "sockets_per_process": 3,
    "wrong_secrets_per_minute": 4,
    "joins_per_minute": 6,
    "renames_per_minute": 2,
    "announcements_per_minute": 2,
    "questions_per_minute": 2,
    "looks_back_per_minute": 2,
    "remarks_per_minute": 2,
    "remark_characters": 5,
    "notes": 1,
    "remarks": 2,
    "class_sessions": 2,
    "messages_per_second": 1000,
    "message_burst": 50,
    "bytes_per_second": 1_000_000,
    "byte_burst": 20_000,
}


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": LIMITS}


@pytest.fixture
def clock(jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch) -> HandClock:
    """The time of day of what counts addresses."""
    apps = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    [app] = [app for app in apps if isinstance(app, InterviewApp)]
    context, clock = app.settings["jupyter_interview_context"], HandClock()
    counted = (context.joins, context.wrong_secrets, context.announcements, context.questions)
    counted += (context.looks_back, context.remarks)
    for throttle in counted:
        monkeypatch.setattr(throttle, "_clock", clock)
    return clock


async def test_LI1_body_bytes(api: Api) -> None:
    session = f"/sessions/{(await api.create())['id']}"
    shell = len('{"code":""}')
    for size, status in ((1000, 204), (1001, 413)):
        body = b'{"code":"' + b"x" * (size - shell) + b'"}'
        assert (await api("PUT", f"{session}/code", raw=body)).status == status


async def test_LI1_name_characters_and_title_characters(api: Api) -> None:
    created = await api.create(title="🐢" * 20)
    assert (await api("PATCH", f"/sessions/{created['id']}", {"title": "x" * 21})).status == 400
    assert (await api.join(created["id"], "é" * 5))["user"]["name"] == "é" * 5
    refused = await api("POST", f"/sessions/{created['id']}/join", {"userName": "x" * 6})
    assert (refused.status, refused.code) == (400, "invalid_field")


async def test_LI1_renames_per_minute(api: Api) -> None:
    """A candidate's own count, which nobody else can use up."""
    session = (await api.create())["id"]
    grace, user = await api.guest(session, "Grace")
    ada, _ = await api.guest(session, "Ada")
    own = f"/sessions/{session}/users/{user['id']}"
    for name in ("Gr", "Gra"):
        assert (await ada("PATCH", own, {"name": name})).code == "forbidden"
        assert (await grace("PATCH", own, {"name": name})).status == 200
    refused = await grace("PATCH", own, {"name": "Grac"})
    assert (refused.status, refused.code) == (429, "rate_limited")
    assert "Retry-After" in refused.headers
    names = [each["name"] for each in await api.ok("GET", f"/sessions/{session}/users")]
    assert "Gra" in names


async def test_LI1_announcements_per_minute(api: Api, clock: HandClock) -> None:
    """CS25: a host's own count, which nobody else can use up; what was refused is not told."""
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    ira, _ = await api.guest(session, "Ira", "interviewer")
    path = f"/sessions/{session}/announcements"
    async with SyncSocket(guest, session) as panel:

        async def hears(text: str) -> bool:
            return (await panel.expect("announcement"))["announcement"]["text"] == text

        for text in ("Hello", "Ten minutes left"):
            assert (await guest("POST", path, {"text": text})).code == "forbidden"
            await api.ok("POST", path, {"text": text})
            assert await hears(text)
        refused = await api("POST", path, {"text": "Again"})
        assert (refused.status, refused.code) == (429, "rate_limited")
        assert refused.headers["Retry-After"] == "60"
        await ira.ok("POST", path, {"text": "From Ira"})
        assert await hears("From Ira")
        clock.turn(60)
        await api.ok("POST", path, {"text": "Again"})
        assert await hears("Again")
        assert "announcement" not in panel.types(), "each was told once"


async def test_LI1_questions_per_minute(api: Api, clock: HandClock) -> None:
    """A host's own count in one interview, and another for what is kept."""
    session, other = (await api.create())["id"], (await api.create())["id"]
    path = f"/sessions/{session}/questions"
    missing = {"bank": "starter", "name": "nothing"}
    for status in (404, 404, 429):
        refused = await api("POST", path, missing)
        assert refused.status == status
    assert (refused.code, refused.headers["Retry-After"]) == ("rate_limited", "60")
    assert (await api("POST", f"/sessions/{other}/questions", missing)).status == 404
    ira, _ = await api.guest(session, "Ira", "interviewer")
    written = {"title": "T", "statement": "x", "language": "python", "starter": "", "cases": []}
    await ira.ok("POST", path, {"written": written, "into": "new"})
    for status in (501, 501, 429):
        assert (await api("POST", "/questions", {"written": written})).status == status
    clock.turn(60)
    assert (await api("POST", path, missing)).status == 404


async def test_LI1_looks_back_per_minute(api: Api, clock: HandClock) -> None:
    """A host's own count in one interview."""
    session, other = (await api.create())["id"], (await api.create())["id"]
    nowhere = "texts?at=1:1"
    for status in (404, 404, 429):
        refused = await api("GET", f"/sessions/{session}/{nowhere}")
        assert refused.status == status
    assert (refused.code, refused.headers["Retry-After"]) == ("rate_limited", "60")
    assert (await api("GET", f"/sessions/{other}/{nowhere}")).status == 404
    ira, _ = await api.guest(session, "Ira", "interviewer")
    assert (await ira("GET", f"/sessions/{session}/{nowhere}")).status == 404
    clock.turn(60)
    assert (await api("GET", f"/sessions/{session}/{nowhere}")).status == 404


async def test_LI1_remarks_per_minute(api: Api, clock: HandClock) -> None:
    """A host's own count in one interview, for what is written and for what is read."""
    session, other = (await api.create())["id"], (await api.create())["id"]
    path = f"/sessions/{session}/remarks"
    assert (await api("PUT", f"{path}/notes/note-0001", {"text": "x"})).status == 200
    assert (await api("GET", path)).status == 200
    refused = await api("GET", path)
    assert (refused.status, refused.code) == (429, "rate_limited")
    assert refused.headers["Retry-After"] == "60"
    assert (await api("GET", f"/sessions/{other}/remarks")).status == 200
    ira, _ = await api.guest(session, "Ira", "interviewer")
    assert (await ira("GET", path)).status == 200
    clock.turn(60)
    assert (await api("GET", path)).status == 200


async def test_LI1_remark_characters_notes_and_remarks(api: Api, clock: HandClock) -> None:
    path = f"/sessions/{(await api.create())['id']}/remarks/notes"

    async def write(id: str, text: str) -> tuple[int, str | None]:
        clock.turn(60)
        answer = await api("PUT", f"{path}/{id}", {"text": text})
        return answer.status, None if answer.status == 200 else answer.code

    assert await write("note-0001", "é" * 5) == (200, None)
    assert await write("note-0001", "é" * 6) == (413, "text_too_long")
    assert await write("note-0002", "x") == (400, "invalid_field")
    assert await write("note-0001", "x") == (200, None)
    assert await write("note-0001", "y") == (400, "invalid_field")


async def test_LI1_class_sessions(api: Api) -> None:
    body = {"name": "C", "csv": "A\nB\nC"}
    assert "Line 3 is one too many" in (await api("POST", "/classes", body)).json["error"]
    assert (await api("POST", "/classes", {**body, "csv": "A\nB"})).status == 201
    assert (await api("GET", "/activity?id=a&id=b")).status == 200
    assert (await api("GET", "/activity?id=a&id=b&id=c")).code == "invalid_field"


async def test_LI1_joins_per_minute_from_one_address(api: Api, clock: HandClock) -> None:
    session = (await api.create())["id"]
    invite = (await api.invite(session))["secret"]
    path, stranger = f"/sessions/{session}/join", api.anonymous()

    async def join(name: str) -> int:
        return (await stranger("POST", path, {"userName": name, "invite": invite})).status

    assert [await join(f"p{number}") for number in range(7)] == [200] * 6 + [429]
    await api.join(session, "Ana")
    assert len(await api.ok("GET", f"/sessions/{session}/users")) == 7
    clock.turn(61)
    assert await join("late") == 200


async def test_CS24_nobody_uses_up_the_joins_of_others(api: Api, clock: HandClock) -> None:
    """Another link of the same interview, and the same link at another address, go on."""
    session = (await api.create())["id"]
    mine, other = [(await api.invite(session))["secret"] for _ in range(2)]
    join, look = f"/sessions/{session}/join", f"/sessions/{session}/invitation"

    async def ask(path: str, invite: str) -> int:
        body = {"userName": "p", "invite": invite}
        return (await api.anonymous()("POST", path, body)).status

    for path in (join, look):
        assert [await ask(path, mine) for _ in range(7)][-2:] == [200, 429]
        assert await ask(path, other) == 200
    elsewhere = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    async with httpx.AsyncClient(transport=elsewhere) as client:
        for path in (join, look):
            body = {"userName": "p", "invite": mine}
            answer = await client.post(f"{api.root}interview/api{path}", json=body)
            assert answer.status_code == 200


async def test_CS26_wrong_links_cost_nobody_behind_the_address_a_right_one(
    api: Api, clock: HandClock
) -> None:
    """CS26: neither to look at nor to join by; the wrong ones go on being refused."""
    session = (await api.create())["id"]
    right = [(await api.invite(session))["secret"] for _ in range(2)]
    stranger = api.anonymous()

    async def ask(path: str, invite: str, id: str = session) -> tuple[int, str | None]:
        answer = await stranger(
            "POST", f"/sessions/{id}/{path}", {"userName": "p", "invite": invite}
        )
        return answer.status, None if answer.status == 200 else answer.json["error"]

    for path in ("join", "invitation"):
        answers = [await ask(path, "wrong") for _ in range(12)]
        assert answers[-1][0] == 429
        over = await ask(path, "wrong")
        assert over == await ask(path, "wrong", "nosuchsession12") == await ask(path, "")
        for _ in range(3):
            for secret in right:
                assert await ask(path, secret) == (200, None)
        assert await ask(path, "wrong") == over
        for body in (b"{", b'{"invite": 7}', b'{"userName": "p"}', b"[]"):
            assert (await stranger("POST", f"/sessions/{session}/{path}", raw=body)).status == 429
        await api.ok("POST", f"/sessions/{session}/join", {"userName": "Ana"})


async def test_LI1_wrong_secrets_per_minute(api: Api, clock: HandClock) -> None:
    session = (await api.create())["id"]
    wrong = api.with_secret("wrong")
    path = f"/sessions/{session}"
    assert [(await wrong("GET", path)).status for _ in range(5)] == [401] * 4 + [429]
    clock.turn(61)
    assert (await wrong("GET", path)).status == 401


async def test_FL12_a_429_says_when_the_same_request_passes(api: Api, clock: HandClock) -> None:
    """Joining, wrong secrets, exports and runs; the number is right to the second."""
    session = (await api.create())["id"]
    invite, stranger = (await api.invite(session))["secret"], api.anonymous()
    path, body = f"/sessions/{session}/join", {"userName": "Bo", "invite": invite}
    for _ in range(6):
        await stranger.ok("POST", path, body)
    clock.turn(12.5)
    refused = await stranger("POST", path, body)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "48")
    assert refused.headers["Access-Control-Expose-Headers"] == "Retry-After"
    clock.turn(48)
    await stranger.ok("POST", path, body)

    wrong = api.with_secret("wrong")
    answers = [await wrong("GET", f"/sessions/{session}") for _ in range(5)]
    assert answers[-1].headers["Retry-After"] == "60"
    clock.turn(60)
    assert (await wrong("GET", f"/sessions/{session}")).status == 401

    ana = (await api.join(session, "Ana"))["user"]
    export = f"/sessions/{session}/users/{ana['id']}/export"
    run = f"/sessions/{session}/execute"
    for ask in (lambda: api("GET", export), lambda: api("POST", run, {"output": "1"})):
        while (answer := await ask()).status == 200:
            pass
        assert answer.status == 429 and 1 <= int(answer.headers["Retry-After"]) <= 60


async def test_LI1_sockets_per_process(api: Api) -> None:
    sessions = [(await api.create())["id"] for _ in range(4)]
    sockets = [await SyncSocket(api, session).open() for session in sessions[:3]]
    async with EventSocket(api, sessions[3]) as one_more:
        assert await one_more.expect_close() == 4429
    await sockets[0].close()
    async with SyncSocket(api, sessions[3]) as welcome:
        assert welcome.closed is None
    for socket in sockets:
        await socket.close()


async def test_LI3_sockets_that_never_say_who_they_are_take_nobodys_place(api: Api) -> None:
    """They are hung up on immediately, and what they held is free again."""
    session, stranger = (await api.create())["id"], api.anonymous()
    for _ in range(3):
        crowd = [EventSocket(stranger, session) for _ in range(6)]
        await asyncio.gather(*(socket.open() for socket in crowd))
        codes = {await socket.expect_close() for socket in crowd}
        assert codes <= {4401, 4429} and 4401 in codes
        for socket in crowd:
            await socket.close()
    async with SyncSocket(api, session) as ana:
        await ana.type("still here", 0)
        await ana.saved()


async def test_LI1_message_burst_at_once_is_read_and_much_more_is_hung_up_on(api: Api) -> None:
    """A client within its burst loses nothing; LI3: one with a backlog behind it is cut off."""
    session = (await api.create("python", code=""))["id"]
    async with SyncSocket(api, session) as ana, EventSocket(api, session) as flooder:
        for _ in range(40):
            await ana.type("x")
        await ana.saved()
        assert flooder.connection is not None
        for _ in range(3000):
            flooder.connection.protocol.send_text(b'{"type":"cursor_change","payload":{}}')
        flooder.connection.send_data()
        assert await flooder.expect_close() == 4429
        await ana.type("y")
        await ana.saved()
        assert ana.text() == "x" * 40 + "y"


async def test_LI1_messages_per_second_and_bytes_per_second_slow_a_client_down(api: Api) -> None:
    """Beyond ``byte_burst`` nothing is lost, it only takes its time."""
    session = (await api.create("python", code=""))["id"]
    async with SyncSocket(api, session) as ana:
        for _ in range(40):
            await ana.type("x" * 1000)
        await ana.saved()
    assert (await api.ok("GET", f"/sessions/{session}"))["code"] == "x" * 40_000
