"""Modes, presence, acks, the end of a session: what a socket sees."""

import asyncio
from typing import Any

import pytest

from tests.clients import Api, EventSocket, SyncSocket
from tests.contract.documents import frame_problems

pytestmark = pytest.mark.usefixtures("transport")


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"presence_grace": 0.05}


class Offering(EventSocket):
    """Offers whatever subprotocols it is told to."""

    def offer(self, *names: str) -> "Offering":
        self.subprotocols = names
        return self


async def test_AC9_a_token_may_be_offered_and_is_not_chosen_nor_enough_elsewhere(api: Api) -> None:
    session = (await api.create())["id"]
    token = "interview.token." + api.headers["Authorization"].removeprefix("token ")
    page = Offering(api.anonymous(), session).offer("interview.events", token)
    async with page as socket:
        assert socket.connection is not None
        assert socket.connection.subprotocol == "interview.events"
        await api.ok("PUT", f"/sessions/{session}/code", {"code": "heard"})
        await socket.expect("code_change", code="heard")
    with pytest.raises(Exception, match="403"):
        await page.open(origin="https://evil.example")
    wrong = Offering(api.anonymous(), session).offer("interview.events", "interview.token.wrong")
    async with wrong as socket:
        assert await socket.expect_close() == 4401


async def test_SO2_the_mode_is_what_was_asked_for_and_no_secret_is_echoed(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    secret = "interview.secret." + guest.headers["X-Interview-Secret"]
    stranger = api.anonymous()
    for offered, chosen in [
        (["interview.events", secret], "interview.events"),
        ([secret, "interview.events"], "interview.events"),
        ([secret], None),
        (["something.else", secret], None),
    ]:
        async with Offering(stranger, session).offer(*offered) as socket:
            assert socket.connection is not None
            assert socket.connection.subprotocol == chosen
            await api.ok("PUT", f"/sessions/{session}/code", {"code": chosen or "none"})
            await socket.expect("code_change", code=chosen or "none")
            await api.ok("PUT", f"/sessions/{session}/code", {"code": ""})
            await socket.expect("code_change", code="")

    class Guest(SyncSocket):
        subprotocols = ("interview.v1", secret)

    async with Guest(stranger, session) as panel:
        assert panel.connection is not None
        assert panel.connection.subprotocol == "interview.v1"
        assert (await panel.expect("welcome"))["user"]["name"] == "Bo"


async def test_AC5_which_participant_connects(api: Api) -> None:
    session = (await api.create())["id"]
    guest, bo = await api.guest(session, "Bo")
    async with SyncSocket(api, session) as panel:
        made = (await panel.expect("welcome"))["user"]
        assert made["role"] == "owner" and made["kind"] == "user"
    ana = (await api.join(session, "Ana"))["user"]
    carl = (await api.join(session, "Carl"))["user"]
    async with SyncSocket(api, session, ana["id"]) as panel:
        assert (await panel.expect("welcome"))["user"]["name"] == "Ana"
    async with SyncSocket(api, session) as panel:
        assert (await panel.expect("welcome"))["user"]["id"] == carl["id"]
    await api.ok("POST", f"/sessions/{session}/leave", {"userId": carl["id"]})
    for wrong in (bo["id"], carl["id"], "p-nobody"):
        async with EventSocket(api, session, wrong) as socket:
            assert await socket.expect_close() == 4403
    async with EventSocket(api, "no-such-session") as socket:
        assert await socket.expect_close() == 4404


async def test_PJ1_frames_of_a_real_conversation_fit_the_document(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    heard: dict[str, list[Any]] = {"sync": [], "contract": []}

    def keep(socket: EventSocket, mode: str) -> None:
        original = socket.received

        def received(message: str | bytes) -> None:
            before = len(socket.frames)
            original(message)
            heard[mode] += socket.frames[before:]

        socket.received = received  # type: ignore[method-assign]

    panel, events = SyncSocket(api, session), EventSocket(api, session)
    keep(panel, "sync")
    keep(events, "contract")
    async with panel, events:
        async with SyncSocket(guest, session) as bo:
            await bo.type("x", 0)
            await bo.saved()
            await bo.send("run_started", runId="run-00000001", language="python")
            output = {"runId": "run-00000001", "index": 0, "stream": "stdout", "text": "🐢"}
            await bo.send("run_output", **output)
            await panel.expect("run_output", **output)
            position = {"tname": "code:python", "item": None, "assoc": -1}
            cursor = {"anchor": position, "head": position}
            await bo.send("cursor_change", language="python", cursor=cursor)
            await panel.expect("cursor_change")
            await bo.send("language_change", language="javascript")
            await bo.send("nonsense")
            await bo.expect("error")
        await panel.expect("cursor_change", cursor=None)
        await panel.expect("user_left", reason="away")
        lost = await panel.expect("execution_result")
        assert lost["run"]["state"] == "lost"
        await api.join(session, "Carl")
        await events.send("nonsense")
        await events.expect("error")
        await panel.type("y", 0, "javascript")
        await panel.saved()
        await api.ok("PATCH", f"/sessions/{session}", {"title": "Other", "state": "ended"})
        await panel.expect("session_state", state="ended")
    for mode, frames in heard.items():
        for frame in frames:
            assert frame_problems(frame, mode + "Receive") == []
    assert {frame["type"] for frame in heard["sync"]} == {
        "welcome",
        "user_joined",
        "user_left",
        "language_change",
        "folder",
        "run_started",
        "run_output",
        "execution_result",
        "cursor_change",
        "session_state",
        "ack",
    }
    assert {frame["type"] for frame in heard["contract"]} == {
        "code_change",
        "user_joined",
        "user_left",
        "language_change",
        "execution_result",
        "error",
    }
    for frame in heard["contract"]:
        assert not {"run", "reason"} & set(frame["payload"])
        assert frame["type"] != "language_change" or set(frame["payload"]) == {"language"}


async def test_SO12_nobody_hears_their_own_words(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    async with EventSocket(api, session) as ana, EventSocket(guest, session) as bo:
        await ana.send("code_change", code="1")
        await ana.send("execution_result", output="1", error=None)
        assert (await bo.expect("code_change"))["code"] == "1"
        assert (await bo.expect("execution_result"))["output"] == "1"
        await bo.send("code_change", code="12")
        assert (await ana.expect("code_change"))["code"] == "12"
        await ana.send("language_change", language="javascript")
        await bo.expect("language_change", language="javascript")
        shown = await ana.expect("code_change")
        assert shown["code"].startswith("//")
        assert ana.frames == []


async def test_DO10_texts_that_cross_are_merged(api: Api) -> None:
    session = (await api.create("python", code="one\ntwo\nthree\n"))["id"]
    guest, _ = await api.guest(session, "Bo")
    async with EventSocket(api, session) as ana, EventSocket(guest, session) as bo:
        await asyncio.gather(
            ana.send("code_change", code="ONE 🐢\ntwo\nthree\n"),
            bo.send("code_change", code="one\ntwo\nthree é\n"),
        )
        both = "ONE 🐢\ntwo\nthree é\n"
        await ana.expect("code_change", code=both)
        await bo.expect("code_change", code=both)


async def test_SO13_the_last_text_always_comes(api: Api) -> None:
    session = (await api.create("python", code=""))["id"]
    async with SyncSocket(api, session) as ana, EventSocket(api, session) as listener:
        for number in range(60):
            await ana.type(f"{number} ")
        await listener.expect("code_change", code=ana.text())
        told = [frame for frame in listener.frames if frame["type"] == "code_change"]
        assert len(told) < 30


async def test_SO4_acks_count_every_update(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Di", "observer")
    async with SyncSocket(api, session) as ana, SyncSocket(guest, session) as di:
        for _ in range(20):
            await ana.type("x")
        await ana.saved()
        assert ana.acked == ana.sent == 21
        await di.type("x")
        await di.expect("error")
        await di.saved()


async def test_PR2_somebody_who_comes_back_in_time_was_never_away(api: Api) -> None:
    session = (await api.create())["id"]
    guest, bo = await api.guest(session, "Bo")
    async with SyncSocket(api, session) as panel, EventSocket(api, session) as events:
        socket = await EventSocket(guest, session).open()
        assert (await panel.expect("user_joined"))["user"] == {**bo, "online": True}
        await socket.drop()
        left = await panel.expect("user_left")
        assert left == {"user": {**bo, "online": False}, "reason": "away"}
        await events.expect("user_left")
        users = await api.ok("GET", f"/sessions/{session}/users")
        assert {**bo, "online": False} in users
        await socket.open()
        assert (await events.expect("user_joined"))["user"] == {**bo, "online": True}
        await panel.expect("user_joined")
        await socket.close()


async def test_SE4_the_end_of_a_session(api: Api) -> None:
    session = (await api.create())["id"]
    path = f"/sessions/{session}"
    guest, _ = await api.guest(session, "Bo")
    invite = await api.invite(session)
    async with SyncSocket(api, session) as owner:
        text = owner.text()
        panel = await SyncSocket(guest, session).open()
        ended = await api.ok("PATCH", path, {"state": "ended"})
        assert ended["state"] == "ended" and ended["endedAt"]
        assert ended["actions"] == [
            "read",
            "look_back",
            "notes",
            "unlist",
            "export",
            "take",
            "reopen",
            "release",
            "hold",
            "delete",
        ]
        told = await panel.expect("session_state")
        assert told["state"] == "ended" and told["actions"] == ["read"]
        assert await panel.expect_close() == 4410
        mine = await owner.expect("session_state")
        assert mine["actions"] == [
            "read",
            "look_back",
            "notes",
            "unlist",
            "export",
            "take",
            "reopen",
            "release",
            "hold",
            "delete",
        ]
        async with EventSocket(guest, session) as again:
            assert await again.expect_close() == 4410
        by_link = {"userName": "C", "invite": invite["secret"]}
        late = await api.anonymous()("POST", path + "/join", by_link)
        assert (late.status, late.code) == (410, "session_ended")
        async with SyncSocket(api, session) as reader:
            welcome = await reader.expect("welcome")
            assert welcome["session"]["state"] == "ended" and reader.text() == text
        assert (await api.ok("PATCH", path, {"state": "ended"}))["endedAt"] == ended["endedAt"]
        live = await api.ok("PATCH", path, {"state": "live", "title": "Again"})
        assert (live["state"], live["endedAt"], live["title"]) == ("live", None, "Again")
        assert "edit" in (await owner.expect("session_state", state="live"))["actions"]
        await panel.open()
        await panel.close()


async def test_SE4_an_owner_who_was_never_in_it_reads_what_has_ended(api: Api) -> None:
    session = (await api.create(code="of a class"))["id"]
    path = f"/sessions/{session}"
    await api.ok("PATCH", path, {"state": "ended"})
    seal = await api.ok("GET", path + "/seal")
    async with SyncSocket(api, session) as owner:
        assert (await owner.expect("welcome"))["session"]["state"] == "ended"
        assert owner.text() == "of a class"
    assert await api.ok("GET", path + "/seal") == seal


async def test_SE5_deleted_is_gone_for_everybody(api: Api, tmp_path: Any) -> None:
    """SE5, SE9"""
    session = (await api.create("python", title="Zürich-Äquator", code="geheim_0815\n"))["id"]
    path = f"/sessions/{session}"
    guest, _ = await api.guest(session, "Bodo-Xaver")
    async with SyncSocket(api, session) as owner, EventSocket(guest, session) as events:
        await owner.type("tipparbeit", 0)
        await guest.ok("POST", path + "/execute", {"output": "ausgabe_4711"})
        await owner.saved()
        assert (await api("DELETE", path)).status == 204
        assert await owner.expect_close() == 4404
        assert await events.expect_close() == 4404
    assert (await api("GET", path)).code == "not_found"
    assert await api.ok("GET", "/sessions") == []
    assert (await guest("GET", path)).code == "invalid_credential"
    async with EventSocket(api, session) as socket:
        assert await socket.expect_close() == 4404
    kept = b"".join(file.read_bytes() for file in (tmp_path / "kept").iterdir())
    for word in ("Zürich", "geheim_0815", "Bodo-Xaver", "ausgabe_4711", session):
        assert word.encode() not in kept, word


async def test_SE3_a_new_title_is_told(api: Api) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel:
        named = await api.ok("PATCH", f"/sessions/{session}", {"title": "Cafe\u0301 🐢"})
        assert named["title"] == "Café 🐢"
        told = await panel.expect("session_state")
        assert told["title"] == "Café 🐢" and "edit" in told["actions"]


async def test_too_many_sockets_of_one_person_are_refused(api: Api) -> None:
    session = (await api.create())["id"]
    sockets = [await EventSocket(api, session).open() for _ in range(5)]
    async with EventSocket(api, session) as one_more:
        assert await one_more.expect_close() == 4429
    for socket in sockets:
        await socket.close()


async def test_asking_for_everything_again_and_again_ends_the_connection(api: Api) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel:
        for _ in range(6):
            await panel.send_sync(0, b"\x00")
        assert await panel.expect_close() == 4429


@pytest.mark.parametrize("offered", [("interview.v2",), ("interview.v0", "interview.v7")])
async def test_FA10_a_client_of_another_version_is_told_so(
    api: Api, offered: tuple[str, ...]
) -> None:
    session = (await api.create())["id"]
    before = await api.ok("GET", f"/sessions/{session}")
    panel = EventSocket(api, session)
    panel.subprotocols = offered
    async with panel:
        assert panel.connection is not None and panel.connection.subprotocol == offered[0]
        assert await panel.expect_close() == 4426
        assert panel.closed == (4426, "version") and panel.frames == []
    assert await api.ok("GET", f"/sessions/{session}") == before
    assert await api.ok("GET", f"/sessions/{session}/users") == []


async def test_FA10_who_offers_this_version_too_is_welcome(api: Api) -> None:
    session = (await api.create())["id"]
    panel = SyncSocket(api, session)
    panel.subprotocols = ("interview.v2", "interview.v1")
    async with panel:
        assert panel.connection is not None and panel.connection.subprotocol == "interview.v1"
        assert (await panel.expect("welcome"))["protocol"] == "interview.v1"
