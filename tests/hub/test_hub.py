"""A real JupyterHub, its proxy, the service, two users and a guest.

One hub is started for the module, and one conversation holds what costs the most: the start.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from jupyter_interview import AsyncInterviewClient
from tests.clients import Api, EventSocket, SyncSocket
from tests.hub.hub import SERVICE, Hub

NOT_THERE = (
    *(f"api/{name}" for name in ("contents", "kernels", "sessions", "kernelspecs", "terminals")),
    *("api/config/x", "api/events", "files/x", "view/x", "lab", "tree", "nbconvert/html/x.ipynb"),
)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for the hub and its tests."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, loop: Any) -> Iterator[Hub]:
    hub = Hub(tmp_path_factory.mktemp("hub"))
    try:
        loop.run_until_complete(hub.start())
        yield hub
    finally:
        loop.run_until_complete(hub.stop())


def test_HB1_HB2_HB3_HB8_HB12_users_and_a_guest(hub: Hub, loop: Any) -> None:
    loop.run_until_complete(users_and_a_guest(hub))


async def users_and_a_guest(hub: Hub) -> None:
    ana_s, bo_s = await hub.log_in("ana"), await hub.log_in("bo")
    ana, bo = await ana_s.at_service(), await bo_s.at_service()
    without = Api(ana.root, {"Cookie": ana.headers["Cookie"]})
    assert (await without("POST", "/sessions", {})).code == "xsrf"
    session = (await ana.create("python", code="# ana\n"))["id"]
    path = f"/sessions/{session}"
    assert (await ana.join(session, "Ana"))["user"]["kind"] == "user"

    # HB3: a user in no group of creators may not create; for others it does not exist.
    assert (await bo("POST", "/sessions", {})).code == "forbidden"
    # HB12: the panels know it before anybody tries.
    assert [(await who.ok("GET", "/health"))["mayCreate"] for who in (ana, bo)] == [True, False]
    assert (await bo("GET", path)).status == 404
    assert await bo.ok("GET", "/sessions") == []
    by_link = {"userName": "Bo", "invite": (await ana.invite(session, "interviewer"))["secret"]}
    joined = await bo.ok("POST", path + "/join", by_link)
    assert (joined["user"]["kind"], joined["user"]["role"]) == ("user", "interviewer")
    assert [s["id"] for s in await bo.ok("GET", "/sessions")] == [session]

    # HB8: a group may look into every interview, and do no more than its role.
    cy = await (await hub.log_in("cy")).at_service()
    assert await cy.ok("GET", "/sessions") == []
    assert (await cy.ok("GET", path))["role"] == "observer"
    assert (await cy("PUT", path + "/code", {"code": "mine"})).code == "forbidden"
    looking = (await cy.join(session, "Cy"))["user"]
    assert (looking["kind"], looking["role"]) == ("user", "observer")
    promoted = {"role": "candidate"}
    await ana.ok("PATCH", f"{path}/users/{looking['id']}", promoted)
    assert (await cy.ok("GET", path))["role"] == "candidate"

    # HB2: the guest has the link and no account.
    invite = await ana.invite(session)
    assert invite["url"].startswith(f"{hub.root}{SERVICE}interview/join/{session}#")
    stranger = hub.guest()
    page = await stranger("GET", f"//interview/join/{session}")
    assert page.status == 200 and b"data-page" in page.content
    body = {"userName": "Di", "invite": invite["secret"]}
    di = stranger.with_secret((await stranger.ok("POST", path + "/join", body))["secret"])
    await di.ok("PUT", path + "/code", {"code": "# di\n"})
    async with (
        SyncSocket(di, session) as panel,
        SyncSocket(ana, session) as owner,
        EventSocket(bo, session) as watching,
    ):
        await panel.type("typed = 1\n")
        await panel.saved()
        await owner.expect_text("# di\ntyped = 1\n")
        assert (await watching.expect("code_change"))["code"] == "# di\ntyped = 1\n"
        await owner.type("# ana again\n")
        await panel.expect_text("# di\ntyped = 1\n# ana again\n")
    names = [user["name"] for user in await di.ok("GET", path + "/users")]
    assert names == ["Ana", "Bo", "Cy", "Di"]

    # HB1: nothing else of Jupyter is there, for none of them.
    for address in NOT_THERE:
        assert (await ana("GET", f"//{address}")).status in (403, 404), address
        for who in (di, stranger):
            answer = await who("GET", f"//{address}")
            if answer.status == 302:
                assert "/hub/api/oauth2/authorize" in answer.headers["Location"], address
            else:
                assert answer.status in (403, 404), address
    for who in (ana, di, stranger):
        assert (await who("POST", "//api/shutdown")).status in (403, 404)
        assert (await who("POST", "//api/kernels")).status in (403, 404)
    assert (await stranger("GET", "/health")).status == 200


def test_HB4_a_hub_s_token_opens_the_service_for_scripts(hub: Hub, loop: Any) -> None:
    loop.run_until_complete(scripts(hub))


async def scripts(hub: Hub) -> None:
    browser = await hub.log_in("ana")
    await browser.http.get("hub/token")
    headers = {"X-XSRFToken": browser.cookie("_xsrf", "/hub/")}
    tokens = {}
    for scope in ("access:services!service=interview", "read:users!user"):
        answer = await browser.http.post(
            "hub/api/users/ana/tokens", json={"scopes": [scope]}, headers=headers
        )
        assert answer.status_code == 201, answer.text
        tokens[scope] = answer.json()["token"]
    good, other = tokens.values()
    async with AsyncInterviewClient(hub.root + SERVICE, good) as client:
        session = await client.create("python")
        joined = await client.join(session.id, "Ana")
        watch = client.watch(session.id)
        first = asyncio.ensure_future(anext(watch))
        while not (await client.users(session.id))[0].online:
            pass
        await client.execute(session.id, output="1\n")
        assert (await first).output == "1\n"  # type: ignore[union-attr]
        await watch.aclose()  # type: ignore[attr-defined]
        assert joined.user.role == "owner"
    assert (
        await Api(hub.root + SERVICE, {"Authorization": f"token {other}"})("GET", "/sessions")
    ).status == 401


def test_HB13_a_new_account_has_nothing_of_the_deleted_one(hub: Hub, loop: Any) -> None:
    loop.run_until_complete(a_name_is_given_again(hub))


async def a_name_is_given_again(hub: Hub) -> None:
    ana = await (await hub.log_in("ana")).at_service()
    hers = (await ana.create("python"))["id"]
    old = await (await hub.log_in("ed")).at_service()
    his = (await old.create("python", code="# ed\n"))["id"]
    link = (await ana.invite(hers, "interviewer"))["secret"]
    await old.ok("POST", f"/sessions/{hers}/join", {"userName": "Ed", "invite": link})
    assert {one["id"] for one in await old.ok("GET", "/sessions")} == {hers, his}

    watcher = {"Authorization": "token the-token-of-the-watcher"}
    async with httpx.AsyncClient(base_url=f"{hub.root}hub/api/", trust_env=False) as http:
        assert (await http.delete("users/ed", headers=watcher)).status_code == 204
    new = await (await hub.log_in("ed")).at_service()
    assert await new.ok("GET", "/sessions") == []
    for session in (hers, his):
        assert (await new("GET", f"/sessions/{session}")).status == 404
        with pytest.raises(AssertionError, match="4404"):
            await SyncSocket(new, session).open()
    # By a link there is one more person of that name, who is found again by another login.
    joined = {"userName": "Ed", "invite": (await ana.invite(hers))["secret"]}
    assert (await new.ok("POST", f"/sessions/{hers}/join", joined))["user"]["role"] == "candidate"
    later = await (await hub.log_in("ed")).at_service()
    assert [one["id"] for one in await later.ok("GET", "/sessions")] == [hers]
    # Nobody else has become another.
    assert hers in {one["id"] for one in await ana.ok("GET", "/sessions")}


def test_HB9_HB10_the_hub_keeps_services_and_roles_of_its_own(hub: Hub, loop: Any) -> None:
    loop.run_until_complete(own_services_and_roles(hub))


async def own_services_and_roles(hub: Hub) -> None:
    """The roles are those of its service and of its users; its environment is what HB5 runs in."""
    watcher = {"Authorization": "token the-token-of-the-watcher"}
    async with httpx.AsyncClient(base_url=f"{hub.root}hub/api/", trust_env=False) as http:
        users = await http.get("users", headers=watcher)
    assert users.status_code == 200, users.text
    ana = await hub.log_in("ana")
    services = await ana.http.get("hub/api/services", headers={"Referer": f"{hub.root}hub/"})
    assert set(services.json()) == {"watcher", "interview"}, services.text


def test_HB5_the_lab_of_each_user_speaks_to_the_service(hub: Hub, loop: Any) -> None:
    loop.run_until_complete(lab(hub))
    assert not list(Path(hub.home, "lab").rglob("interviews.db"))
    assert list(Path(hub.home, "interviews").rglob("interviews.db"))


async def lab(hub: Hub) -> None:
    browser = await hub.log_in("ana")
    config = await browser.lab("ana")
    assert config["interviewServerUrl"] == "/services/interview/"
    # As the panel does: the page's token in a header, and among the subprotocols of a socket.
    page = Api(hub.root + SERVICE, {"Authorization": f"token {config['token']}"})
    session = (await page.create("python"))["id"]
    socket = SyncSocket(Api(page.root), session)
    socket.subprotocols = (*socket.subprotocols, f"interview.token.{config['token']}")
    async with socket:
        await socket.type("from = 'lab'\n")
        await socket.saved()
    assert "from = 'lab'" in (await page.ok("GET", f"/sessions/{session}"))["code"]

    # Her own server has no interviews and no database, but runs code and knows the way.
    home = await browser.http.get("user/ana/interview/")
    assert home.url.path == f"/{SERVICE}interview/"
    head = await browser.http.head("user/ana/interview/", follow_redirects=False)
    assert (head.status_code, head.headers["Location"]) == (302, f"/{SERVICE}interview/")
    assert (await browser.http.get("user/ana/interview/runner.html")).status_code == 200
    assert (await browser.http.get("user/ana/interview/api/sessions")).status_code == 404
