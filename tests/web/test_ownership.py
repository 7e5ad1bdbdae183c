"""AC11: on a server that tells people apart, an interview is its maker's and the invited ones'."""

from typing import Any

import pytest
from traitlets.config import Config

from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems
from tests.header_identity import HeaderIdentity, of


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


async def test_AC11_for_others_it_does_not_exist(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    session = (await ana.create())["id"]
    path = f"/sessions/{session}"
    invite = await ana.invite(session)
    bodies: list[tuple[str, str, Any]] = [
        ("GET", path, None),
        ("PATCH", path, {"title": "Mine"}),
        ("DELETE", path, None),
        ("POST", path + "/join", {"userName": "Bo"}),
        ("GET", path + "/users", None),
        ("PUT", path + "/code", {"code": ""}),
        ("POST", path + "/execute", {"output": ""}),
        ("POST", path + "/invites", {"role": "observer"}),
        ("DELETE", f"{path}/invites/{invite['id']}", None),
    ]
    never = [(m, p.replace(session, "NeverNever123"), b) for m, p, b in bodies]
    for (method, here, body), (_, nowhere, _) in zip(bodies, never, strict=True):
        answer, other = await bo(method, here, body), await bo(method, nowhere, body)
        assert (answer.status, answer.content) == (404, other.content), method
    assert await bo.ok("GET", "/sessions") == []
    with pytest.raises(AssertionError, match="4404"):
        await SyncSocket(bo, session).open()
    assert [s["id"] for s in await ana.ok("GET", "/sessions")] == [session]


async def test_AC11_who_joined_by_link_while_logged_in_is_a_member(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    session = (await ana.create(lobby=True))["id"]
    path = f"/sessions/{session}"
    invite = await ana.invite(session, "interviewer")
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await bo.ok("POST", path + "/join", body)
    assert joined["user"]["kind"] == "user" and joined["user"]["role"] == "interviewer"
    assert [s["role"] for s in await bo.ok("GET", "/sessions")] == ["interviewer"]
    async with SyncSocket(bo, session) as panel:
        assert (await panel.expect("welcome"))["user"]["name"] == "Bo"
    assert (await bo("DELETE", path)).code == "forbidden"

    candidate = await ana.invite(session)
    carl = of(api, "carl")
    by_link = {"userName": "Carl", "invite": candidate["secret"]}
    joining = await carl("POST", path + "/join", by_link)
    template = "/sessions/{sessionId}/join"
    assert answer_problems("POST", template, joining.status, joining.content) == []
    waits = joining.json
    assert waits["user"]["waiting"] and waits["session"]["code"] == ""
    assert waits["session"]["languages"] == []
    assert (await carl("GET", path)).code == "waiting"
    assert [s["code"] for s in await carl.ok("GET", "/sessions")] == [""]
    await bo.ok("PATCH", f"{path}/users/{waits['user']['id']}", {"admitted": True})
    assert (await carl.ok("GET", path))["role"] == "candidate"

    await bo.ok("DELETE", f"{path}/users/{waits['user']['id']}")
    assert (await carl("GET", path)).status == 404
    assert await carl.ok("GET", "/sessions") == []


async def test_AC22_a_login_is_one_person_by_whatever_links_it_comes(api: Api) -> None:
    """AC22, AC23, AC24, AC25: over HTTP and sockets, and in what is held on the person."""
    ana, bo = of(api, "ana"), of(api, "bo")
    session = (await ana.create(lobby=True))["id"]
    path = f"/sessions/{session}"
    first, best, third = (
        await ana.invite(session),
        await ana.invite(session, "interviewer"),
        await ana.invite(session),
    )

    async def come(person: Api, invite: Any, name: str) -> tuple[Api, Any]:
        body = {"userName": name, "invite": invite["secret"]}
        joined = await person.ok("POST", path + "/join", body)
        secret = {"X-Interview-Secret": joined["secret"]}
        return Api(api.root, {**api.headers, **secret}), joined["user"]

    page, waits = await come(bo, first, "Bo")
    assert waits["waiting"]
    async with SyncSocket.waiting(page, session) as one:
        await one.expect("waiting")
        other, came = await come(bo, best, "Bob")
        assert (came["id"], came["name"], came["role"]) == (waits["id"], "Bob", "interviewer")
        await one.enter()
        assert (await other.ok("GET", path))["role"] == "interviewer"
        again, _ = await come(bo, third, "Bob")
        async with SyncSocket(again, session) as two:
            await two.expect("welcome")
            await ana.ok("DELETE", f"{path}/invites/{third['id']}")
            assert await two.expect_close() == 4401
        assert (await again("GET", path)).status == 401
        assert (await page.ok("GET", path))["role"] == "interviewer"

        owners, owner = await come(ana, first, "Ana")
        assert owner["role"] == "owner"
        looked = await ana.ok("POST", path + "/invitation", {"invite": first["secret"]})
        assert (looked["role"], looked["name"], looked["waits"]) == ("owner", "Ana", False)
        links = {one["id"]: one for one in await ana.ok("GET", path + "/invites")}
        assert links[first["id"]]["people"] == ["Bob", "Ana"] and links[first["id"]]["uses"] == 2
        assert links[third["id"]]["people"] == ["Bob"]
        users = await ana.ok("GET", path + "/users")
        assert [(user["name"], user["role"]) for user in users] == [
            ("Bob", "interviewer"),
            ("Ana", "owner"),
        ]
        held = await ana("GET", f"{path}/users/{waits['id']}/export")
        template = "/sessions/{sessionId}/users/{userId}/export"
        assert answer_problems("GET", template, held.status, held.content) == []
        assert held.json["invite"]["id"] == best["id"]
        assert {one["id"] for one in held.json["invites"]} == {
            first["id"],
            best["id"],
            third["id"],
        }
        assert [event["kind"] for event in held.json["events"]] == [
            *("join", "came_again", "person", "renamed"),
            *("came_again", "way_closed"),
        ]
        assert b"ecret" not in held.content

        await ana.ok("DELETE", f"{path}/users/{waits['id']}")
        assert await one.expect_close() == 4401
    for gone in (page, other):
        assert (await gone("GET", path)).status == 401
    for invite in (first, best, third):
        body = {"userName": "Bo", "invite": invite["secret"]}
        assert (await bo("POST", path + "/join", body)).status == 401
    assert (await owners.ok("GET", path))["role"] == "owner"


async def test_LC3_a_guest_who_waits_is_answered_so_and_may_leave(api: Api) -> None:
    ana = of(api, "ana")
    session = (await ana.create(state="draft", code="secret task"))["id"]
    path = f"/sessions/{session}"
    guest, bo = await ana.guest(session, "Bo")
    assert bo["waiting"]
    for method, route, body in (
        ("GET", path, None),
        ("GET", path + "/users", None),
        ("PUT", path + "/code", {"code": ""}),
        ("PUT", path + "/language", {"language": "python"}),
        ("POST", path + "/execute", {"output": ""}),
        ("PATCH", path, {"state": "live"}),
        ("PATCH", f"{path}/users/{bo['id']}", {"admitted": True}),
        ("DELETE", path, None),
    ):
        answer = await guest(method, route, body)
        assert (answer.status, answer.code) == (403, "waiting"), route
        assert b"secret task" not in answer.content
    async with SyncSocket.waiting(guest, session) as panel:
        await panel.expect("waiting")
        await ana.ok("PATCH", path, {"state": "live"})
        await panel.enter()
        assert panel.text() == "secret task"
        await panel.type("!")
        await panel.saved()
    assert (await ana.ok("GET", path))["code"] == "secret task!"
    again, di = await ana.guest(session, "Di")
    await again.ok("POST", path + "/leave", {"userId": di["id"]})


async def test_OF2_a_client_learns_whether_history_goes_on(api: Api) -> None:
    ana = of(api, "ana")
    session = (await ana.create())["id"]
    async with SyncSocket(ana, session) as panel:
        await panel.type("x")
        await panel.saved()
        ack = await panel.expect("ack")
    for known, continues in (
        (f"{ack['seq']}:{ack['at']}", True),
        (f"{ack['seq']}:{int(ack['at']) + 1}", False),
        (f"{ack['seq'] + 1000}:{ack['at']}", False),
        ("0:0", True),
        ("nonsense", False),
        (f"{2**80}:1", False),
    ):
        socket = SyncSocket(ana, session)
        socket.ask(known=known)
        async with socket:
            assert (await socket.expect("welcome"))["continues"] is continues, known
