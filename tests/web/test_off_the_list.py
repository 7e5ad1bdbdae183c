"""Taking people off the list over REST, with real sockets."""

import asyncio

from tests.clients import Api, EventSocket, SyncSocket


async def listed(api: Api, session: str) -> list[str]:
    return sorted(one["name"] for one in await api.ok("GET", f"/sessions/{session}/users"))


async def test_LC16_pages_draw_the_list_that_the_server_has(api: Api) -> None:
    """LC16, LC17: also when two hosts take somebody off who comes at the same moment."""
    session = (await api.create())["id"]
    ira, _ = await api.guest(session, "Ira", "interviewer")
    leda, user = await api.guest(session, "Leda")
    path = f"/sessions/{session}/users/{user['id']}"

    async def off(host: Api) -> int:
        return (await host("PATCH", path, {"listed": False})).status

    async with SyncSocket(ira, session) as watch:
        for number in range(5):
            page = SyncSocket(leda, session)
            _, *answers = await asyncio.gather(page.open(), off(api), off(ira), off(api))
            assert set(answers) <= {200, 403}
            await page.type(f"# {number}\n")
            await page.saved()
            assert "Leda" in await listed(api, session)
            assert await off(api) == 403
            await page.close()
            await asyncio.gather(off(api), off(ira))
        while await off(api) != 200:
            pass
        await api.ok("PATCH", path, {"role": "observer"})
        await api.ok("PATCH", f"/sessions/{session}", {"title": "Told last"})
        await watch.until(lambda: "Told last" in str(watch.frames))
        drawn: dict[str, str] = {}
        for frame in watch.frames:
            payload = frame["payload"]
            if frame["type"] == "welcome":
                drawn = {one["id"]: one["name"] for one in payload["users"]}
            elif frame["type"] == "user_joined":
                drawn[payload["user"]["id"]] = payload["user"]["name"]
            elif frame["type"] == "user_left" and payload["reason"] != "away":
                drawn.pop(payload["user"]["id"], None)
        assert sorted(drawn.values()) == await listed(api, session)


async def test_LC16_only_hosts_of_the_interview_take_people_off(api: Api) -> None:
    """LC16: and nobody is put on the list by a request, or learns who is in it."""
    session, other = (await api.create())["id"], (await api.create())["id"]
    helper, _ = await api.guest(other, "Ivy", "interviewer")
    leda, user = await api.guest(session, "Leda")
    bo, _ = await api.guest(session, "Bo", "observer")
    ira, _ = await api.guest(session, "Ira", "interviewer")
    for who in (helper, api.anonymous(), leda, bo):
        there, nobody = [
            await who("PATCH", f"/sessions/{session}/users/{id}", {"listed": False})
            for id in (user["id"], "p-nobody")
        ]
        assert there.status in (401, 403, 404)
        assert (nobody.status, nobody.code) == (there.status, there.code)
    for body in ({"listed": True}, {"listed": None}, {"listed": 0}, {"listed": "false"}, {}):
        answer = await ira("PATCH", f"/sessions/{session}/users/{user['id']}", body)
        assert answer.status == 400
    assert "Leda" in await listed(api, session)


async def test_LC17_pages_of_the_contract_hear_that_who_was_taken_off_is_here(api: Api) -> None:
    """LC17: within the grace time, too."""
    session = (await api.create())["id"]
    leda, user = await api.guest(session, "Leda")
    bo, _ = await api.guest(session, "Bo")
    path = f"/sessions/{session}/users/{user['id']}"
    async with EventSocket(bo, session) as events:
        page = await SyncSocket(leda, session).open()
        await page.close()
        while (await api("PATCH", path, {"listed": False})).status != 200:
            pass
        await events.expect("user_left")
        events.frames.clear()
        async with SyncSocket(leda, session):
            told = await events.expect("user_joined")
            assert told["user"]["online"] is True
