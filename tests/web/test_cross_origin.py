"""Pages of another site, such as a JupyterLite, where Jupyter's `allow_origin` lets them in."""

from typing import Any

import pytest
from traitlets.config import Config
from websockets.exceptions import InvalidStatus

from tests.clients import Answer, Api, EventSocket, SyncSocket

SITE = "https://lite.example"
STRANGER = "https://elsewhere.example"


@pytest.fixture(params=["name", "pattern"])
def jp_server_config(jp_server_config: Config, request: pytest.FixtureRequest) -> Config:
    """With the site let in, by name or by pattern."""
    by_name = request.param == "name"
    jp_server_config.ServerApp["allow_origin" if by_name else "allow_origin_pat"] = (
        SITE if by_name else r"https://lite\.example"
    )
    return jp_server_config


def from_site(api: Api) -> Api:
    return Api(api.root, {**api.headers, "Origin": SITE})


async def test_LT10_a_site_that_is_let_in_may_ask_before_it_asks(api: Api) -> None:
    wanted = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-interview-secret",
    }
    for path in ("/sessions", "/sessions/abcdefgh/join", "/sessions/abcdefgh/invites"):
        asked = await from_site(api.anonymous())("OPTIONS", path, headers=wanted)
        assert asked.status == 204
        assert asked.headers["Access-Control-Allow-Origin"] == SITE
        allowed = asked.headers["Access-Control-Allow-Headers"]
        assert {"authorization", "content-type", "x-interview-secret"} <= set(allowed.split(", "))


async def test_LT10_every_refusal_can_be_read_there(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo", role="observer")
    stranger = from_site(api.anonymous())
    join = f"/sessions/{session}/join"
    answers: list[tuple[Answer, int]] = [
        (await stranger("GET", "/sessions"), 401),
        (await stranger("POST", join, {"userName": "Bo", "invite": "wrong"}), 401),
        (await from_site(guest)("PUT", f"/sessions/{session}/code", {"code": ""}), 403),
        (await from_site(api)("GET", "/sessions/no-such-session"), 404),
        (await from_site(api)("GET", "/no/such/route"), 404),
        (await from_site(api)("POST", "/sessions", {"language": "cobol"}), 400),
        (await from_site(api)("POST", "/sessions", {"title": "x" * 2**20}), 413),
    ]
    for answer, status in answers:
        assert answer.status == status
        assert answer.headers["Access-Control-Allow-Origin"] == SITE
        assert answer.code


async def test_LT10_a_guest_takes_part_from_there(api: Api) -> None:
    session = (await api.create())["id"]
    invite = await api.invite(session)
    joined = await from_site(api.anonymous()).ok(
        "POST", f"/sessions/{session}/join", {"userName": "Bo", "invite": invite["secret"]}
    )
    guest = api.anonymous().with_secret(joined["secret"])
    assert (await from_site(guest).ok("GET", f"/sessions/{session}"))["role"] == "candidate"
    socket = await SyncSocket(guest, session).open(origin=SITE)
    await socket.type("# Bo was here")
    await socket.saved()
    await socket.close()
    assert "Bo was here" in (await api.ok("GET", f"/sessions/{session}"))["code"]
    kept_out = EventSocket(guest, session)
    with pytest.raises(InvalidStatus):
        await kept_out.open(origin=STRANGER)


@pytest.mark.parametrize("path", ["/sessions", "/health"])
async def test_LT18_another_site_is_kept_out(api: Api, path: str) -> None:
    for headers in (api.headers, {}):
        answer = await Api(api.root, {**headers, "Origin": STRANGER})("GET", path)
        told: Any = answer.headers.get("Access-Control-Allow-Origin")
        assert told in (None, SITE)
        assert "Authorization" in headers or answer.status in (401, 404)
