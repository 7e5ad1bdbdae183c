"""Whole conversations over plain HTTP and plain WebSockets."""

import pytest

from tests.clients import Api, EventSocket, SyncSocket

pytestmark = pytest.mark.usefixtures("transport")


async def test_someone_with_only_http_and_someone_with_only_events_take_part(api: Api) -> None:
    session = await api.create("javascript", title="Pair 1")
    path = f"/sessions/{session['id']}"
    ana = await api.join(session["id"], "Ana")
    guest, bo = await api.guest(session["id"], "Bo 🐢")
    assert ana["user"]["role"] == "owner" and "secret" not in ana
    assert bo["role"] == "candidate" and bo["kind"] == "guest"

    async with (
        SyncSocket(api, session["id"], ana["user"]["id"]) as panel,
        EventSocket(guest, session["id"]) as events,
    ):
        joined = await panel.expect("user_joined")
        assert joined["user"] == {**bo, "online": True}

        await api.ok("PUT", path + "/code", {"code": "let naïve = '🐢';\n"})
        assert await events.expect("code_change") == {"code": "let naïve = '🐢';\n"}
        await panel.expect_text("let naïve = '🐢';\n", "javascript")

        await panel.type("x;", 0, "javascript")
        assert await events.expect("code_change") == {"code": "x;let naïve = '🐢';\n"}

        await events.send("code_change", code="x;let naïve = '🐢';\ny;\n")
        await panel.expect_text("x;let naïve = '🐢';\ny;\n", "javascript")

        await guest.ok("PUT", path + "/language", {"language": "python"})
        assert await events.expect("language_change") == {"language": "python"}
        heard = await panel.expect("language_change")
        assert heard["language"] == "python" and heard["user"]["name"] == "Bo 🐢"
        shown = await events.expect("code_change")
        assert shown["code"].startswith("#") and shown["code"] == panel.text("python")

        result = await guest.ok("POST", path + "/execute", {"output": "2\n", "error": None})
        heard = await events.expect("execution_result")
        assert heard == {"output": "2\n", "error": None, "timestamp": result["timestamp"]}
        assert (await panel.expect("execution_result"))["run"] == result["run"]
        assert result["run"]["user"]["name"] == "Bo 🐢"
        assert result["run"]["source"] == "reported"

        carl = await api.join(session["id"], "Carl")
        assert (await events.expect("user_joined"))["user"] == carl["user"]
        await api.ok("POST", path + "/leave", {"userId": carl["user"]["id"]})
        assert (await events.expect("user_left"))["user"] == carl["user"]
        assert (await panel.expect("user_left"))["reason"] == "left"

    users = await api.ok("GET", path + "/users")
    assert [user["name"] for user in users] == ["Ana", "Bo 🐢"]
    assert (await api.ok("GET", "/sessions"))[0]["id"] == session["id"]
    await api.ok("DELETE", path)
    assert (await api("GET", path)).status == 404
    assert (await guest("GET", path)).code == "invalid_credential"
