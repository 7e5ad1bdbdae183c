"""Access: who gets in, who stays out, and that every reason to stay out looks the same."""

from pathlib import Path

import pytest
from jupyter_server.auth.identity import User
from jupyter_server.serverapp import ServerApp

from tests.clients import Answer, Api, EventSocket, SyncSocket


async def test_AC2_a_link_admits_as_many_as_it_says(api: Api) -> None:
    """AC2, AC12: a list of invites has no secrets."""
    session = (await api.create())["id"]
    invite = await api.invite(session, "observer", maxUses=1, expiresIn=60)
    assert invite["url"] == f"{api.root}interview/join/{session}#{invite['secret']}"
    assert len(invite["secret"]) >= 43
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await api.anonymous().ok("POST", f"/sessions/{session}/join", body)
    assert joined["user"]["role"] == "observer" and joined["session"]["actions"] == ["read", "hand"]
    again = await api.anonymous()("POST", f"/sessions/{session}/join", body)
    assert (again.status, again.code) == (401, "invalid_credential")
    [listed] = await api.ok("GET", f"/sessions/{session}/invites")
    assert listed["uses"] == 1
    assert "secret" not in listed and "url" not in listed


async def test_AC12_secrets_are_kept_as_hashes_only(api: Api, tmp_path: Path) -> None:
    session = (await api.create())["id"]
    invite = await api.invite(session)
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await api.anonymous().ok("POST", f"/sessions/{session}/join", body)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "kept").iterdir())
    assert session.encode() in kept
    for secret in (invite["secret"], joined["secret"]):
        assert secret.encode() not in kept


async def test_AC3_every_useless_secret_gets_the_same_answer(api: Api) -> None:
    one, two = (await api.create())["id"], (await api.create())["id"]
    guest, user = await api.guest(one, "Bo")
    gone, gone_user = await api.guest(one, "Di")
    await gone.ok("POST", f"/sessions/{one}/leave", {"userId": gone_user["id"]})
    good = guest.headers["X-Interview-Secret"]
    stranger = api.anonymous()
    answers: list[Answer] = [
        await stranger.with_secret("wrong")("GET", f"/sessions/{one}"),
        await stranger.with_secret(good[:-1])("GET", f"/sessions/{one}"),
        await guest("GET", f"/sessions/{two}"),
        await guest("GET", "/sessions/no-such-session"),
        await guest("GET", "/sessions/x"),
        await guest("GET", "/sessions"),
        await gone("GET", f"/sessions/{one}"),
        await stranger("POST", f"/sessions/{two}/join", {"userName": "E", "invite": good}),
        await stranger("POST", "/sessions/unknown1/join", {"userName": "E", "invite": good}),
    ]
    assert {(a.status, a.content) for a in answers} == {(401, answers[0].content)}
    assert answers[0].code == "invalid_credential"
    assert (await guest("GET", f"/sessions/{one}")).status == 200


async def test_AC3_ten_wrong_secrets_a_minute_and_no_more(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    wrong = api.with_secret("wrong")
    statuses = [(await wrong("GET", f"/sessions/{session}")).status for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    body = {"userName": "E", "invite": "wrong"}
    invited = await api.anonymous()("POST", f"/sessions/{session}/join", body)
    assert (invited.status, invited.code) == (429, "rate_limited")
    async with EventSocket(wrong, session) as socket:
        assert await socket.expect_close() == 4429
    assert (await guest("GET", f"/sessions/{session}")).status == 200


async def test_a_secret_decides_over_a_login(api: Api) -> None:
    session = (await api.create())["id"]
    guest, user = await api.guest(session, "Bo", "observer")
    both = Api(api.root, {**api.headers, **guest.headers})
    assert (await both.ok("GET", f"/sessions/{session}"))["role"] == "observer"
    assert (await both("PUT", f"/sessions/{session}/code", {"code": ""})).code == "forbidden"
    wrong = Api(api.root, {**api.headers, "X-Interview-Secret": "wrong"})
    assert (await wrong("GET", f"/sessions/{session}")).status == 401
    assert (await wrong("POST", "/sessions", {})).status == 401


async def test_AC5_an_identity_joins_under_names_and_leaves_with_its_own(api: Api) -> None:
    """AC5, AC14"""
    session = (await api.create())["id"]
    path = f"/sessions/{session}"
    ana = (await api.join(session, "Ana"))["user"]
    assert (await api.join(session, "Ana"))["user"] == ana
    other = (await api.join(session, "Ana 2"))["user"]
    assert other["id"] != ana["id"] and other["color"] != ana["color"]
    guest, bo = await api.guest(session, "Bo")

    async def leave(who: Api, user_id: str) -> tuple[int, str]:
        answer = await who("POST", path + "/leave", {"userId": user_id})
        return answer.status, answer.code if answer.content else ""

    assert await leave(guest, ana["id"]) == (403, "forbidden")
    assert await leave(guest, "p-nobody") == (403, "forbidden")
    assert await leave(api, bo["id"]) == (403, "forbidden")
    assert await leave(api, "p-nobody") == (404, "not_found")
    assert await leave(api, ana["id"]) == (204, "")
    assert await leave(api, ana["id"]) == (204, "")
    assert await leave(guest, bo["id"]) == (204, "")
    assert await leave(guest, bo["id"]) == (401, "invalid_credential")
    assert (await api.ok("GET", path + "/users")) == [other]
    assert (await api.join(session, "Ana"))["user"]["id"] != ana["id"]


async def test_a_colour_is_asked_for_and_never_shared(api: Api) -> None:
    session = (await api.create())["id"]
    path = f"/sessions/{session}/join"
    ana = (await api.ok("POST", path, {"userName": "Ana", "color": "#123456"}))["user"]
    bo = (await api.ok("POST", path, {"userName": "Bo", "color": "#123456"}))["user"]
    assert ana["color"] == "#123456" and bo["color"] != "#123456"
    async with SyncSocket(api, session, bo["id"]) as panel:
        await panel.expect("welcome")
        again = await api.ok("POST", path, {"userName": "Ana", "color": "#654321"})
        assert again["user"] == {**ana, "color": "#654321"}
        assert (await panel.expect("user_joined"))["user"] == again["user"]
    for bad in ("red", "#12345", "#12345G", "#ABCDEF", 7):
        assert (await api("POST", path, {"userName": "C", "color": bad})).code == "invalid_field"


async def test_AC8_revoking_shuts_out_at_once_who_came_by_it(api: Api) -> None:
    session = (await api.create())["id"]
    path = f"/sessions/{session}"
    invite = await api.invite(session)
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await api.anonymous().ok("POST", path + "/join", body)
    guest = api.with_secret(joined["secret"])
    other, _ = await api.guest(session, "Di")
    async with (
        SyncSocket(api, session) as owner,
        SyncSocket(guest, session) as shut_out,
        EventSocket(other, session) as stays,
    ):
        await api.ok("DELETE", f"{path}/invites/{invite['id']}")
        assert await shut_out.expect_close() == 4401
        left = await owner.expect("user_left")
        assert left == {"user": {**joined["user"], "online": False}, "reason": "revoked"}
        assert (await stays.expect("user_left")) == {"user": {**joined["user"], "online": False}}
        assert stays.closed is None
    assert (await guest("GET", path)).code == "invalid_credential"
    assert (await api.anonymous()("POST", path + "/join", body)).code == "invalid_credential"
    assert (await api("DELETE", f"{path}/invites/{invite['id']}")).status == 204
    assert (await api("DELETE", f"{path}/invites/i-nothing")).code == "not_found"


async def test_AC9_sockets_and_requests_of_foreign_pages_are_refused(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    for who in (api, guest):
        with pytest.raises(Exception, match="403"):
            await EventSocket(who, session).open(origin="https://evil.example")
        own = api.root.split("/a%40b")[0]
        async with await EventSocket(who, session).open(origin=own) as socket:
            assert socket.closed is None
    evil = {"Origin": "https://evil.example"}
    answer = await guest("GET", f"/sessions/{session}", headers=evil)
    assert (answer.status, answer.code) == (404, "cross_origin")


async def logged_in(api: Api) -> Api:
    """A browser: the login cookie, and no token in any header."""
    token = api.headers["Authorization"].removeprefix("token ")
    answer = await api.anonymous()("GET", f"//interview/?token={token}")
    cookies = [c.split(";")[0] for c in answer.headers.get_list("Set-Cookie")]
    return Api(api.root, {"Cookie": "; ".join(cookies)})


async def test_AC16_with_a_cookie_writing_needs_the_xsrf_header(api: Api) -> None:
    browser = await logged_in(api)
    assert (await browser("GET", "/sessions")).status == 200
    refused = await browser("POST", "/sessions", {"language": "python"})
    assert (refused.status, refused.code) == (403, "xsrf")
    assert await api.ok("GET", "/sessions") == []
    pairs = dict(pair.split("=", 1) for pair in browser.headers["Cookie"].split("; "))
    header = {"X-XSRFToken": pairs["_xsrf"]}
    created = await browser("POST", "/sessions", {"language": "python"}, headers=header)
    assert created.status == 201
    session = created.json["id"]
    invite = await api.invite(session)
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await browser("POST", f"/sessions/{session}/join", body)
    assert joined.status == 200 and joined.json["user"]["kind"] == "guest"
    secret = {"X-Interview-Secret": joined.json["secret"]}
    written = await browser("PUT", f"/sessions/{session}/code", {"code": "x"}, headers=secret)
    assert written.status == 204


async def test_AC1_a_stranger_learns_nothing(api: Api) -> None:
    session = (await api.create())["id"]
    stranger = api.anonymous()
    there = await stranger("GET", f"/sessions/{session}")
    not_there = await stranger("GET", "/sessions/no-such-session")
    assert (there.status, there.content) == (not_there.status, not_there.content)
    assert there.code == "unauthenticated"
    for who in (session, "no-such-session"):
        async with EventSocket(stranger, who) as socket:
            assert await socket.expect_close() == 4401
            assert socket.frames == []


CORE = [
    ("GET", "api/contents"),
    ("GET", "api/kernels"),
    ("POST", "api/kernels"),
    ("GET", "api/kernelspecs"),
    ("GET", "api/sessions"),
    ("GET", "api/terminals"),
    ("POST", "api/terminals"),
    ("GET", "api/status"),
    ("GET", "api/me"),
    ("GET", "api/config/notebook"),
    ("POST", "api/shutdown"),
    ("GET", "files/x.txt"),
    ("GET", "view/x.txt"),
    ("GET", "tree"),
    ("GET", "lab"),
    ("GET", "login"),
    ("GET", ""),
]


@pytest.mark.filterwarnings("ignore:Extension endpoints without:RuntimeWarning")
@pytest.mark.parametrize("terminals", [True])
@pytest.mark.parametrize(("method", "path"), CORE)
async def test_AC4_core_routes_answer_a_guest_like_a_stranger(
    api: Api, terminals: bool, method: str, path: str
) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    secret = guest.headers["X-Interview-Secret"]
    stranger = await api.anonymous()(method, "//" + path)
    assert stranger.status in (302, 403, 404, 405) or path in ("login", "")
    for headers in (guest.headers, {"Authorization": f"token {secret}"}):
        answer = await Api(api.root, headers)(method, "//" + path)
        assert answer.status == stranger.status
        assert answer.headers.get("Location") == stranger.headers.get("Location")
    query = await api.anonymous()(method, f"//{path}?token={secret}")
    assert query.status == stranger.status


async def test_an_account_that_may_not_use_interviews_is_told_so(
    api: Api, jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def is_authorized(handler: object, user: User, action: str, resource: str) -> bool:
        asked.append((action, resource))
        return resource != "interview"

    session = (await api.create())["id"]
    monkeypatch.setattr(jp_serverapp.authorizer, "is_authorized", is_authorized)
    for method, path in [("GET", "/sessions"), ("PUT", f"/sessions/{session}/code")]:
        answer = await api(method, path)
        assert (answer.status, answer.code) == (403, "forbidden")
    async with EventSocket(api, session) as socket:
        assert await socket.expect_close() == 4403
    assert asked == [("read", "interview"), ("write", "interview"), ("execute", "interview")]


async def test_a_page_elsewhere_with_a_token_may_ask_and_one_without_may_not(api: Api) -> None:
    session = (await api.create())["id"]
    origin = {"Origin": "https://lite.example"}
    wanted = {**origin, "Access-Control-Request-Headers": "authorization,content-type"}
    asked = await api.anonymous()("OPTIONS", f"/sessions/{session}/code", headers=wanted)
    assert asked.status == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "https://lite.example"
    assert "PUT" in asked.headers["Access-Control-Allow-Methods"]
    for path, status in ((f"/sessions/{session}", 200), ("/sessions/no-such-session", 404)):
        answer = await api("GET", path, headers=origin)
        assert answer.status == status
        assert answer.headers["Access-Control-Allow-Origin"] == "https://lite.example"
    plain = await api.anonymous()("OPTIONS", f"/sessions/{session}/code", headers=origin)
    assert "Access-Control-Allow-Origin" not in plain.headers
