"""Clients that know only the eight routes or the five events, beside people in panels."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import expect
from websockets.asyncio.client import ClientConnection, connect

from tests.ui.conftest import NewBrowser
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join

FIELDS = {
    "code_change": {"code"},
    "user_joined": {"user"},
    "user_left": {"user"},
    "language_change": {"language"},
    "execution_result": {"output", "error", "timestamp"},
}


async def test_a_plain_http_client_takes_part(server: LabServer, lab: LabPanel) -> None:
    """SO1, RU3, DO4: the eight routes are enough to be in an interview that a panel has open."""
    rest = server.rest
    session = rest.post("sessions", json={"language": "python"}).json()
    path = f"sessions/{session['id']}"
    assert {"id", "createdAt", "code", "language"} <= set(session)
    await lab.open(session["id"])

    user = rest.post(f"{path}/join", json={"userName": "Plain Paul"}).json()["user"]
    await expect(lab.people).to_contain_text("Plain Paul")
    assert "Plain Paul" in [each["name"] for each in rest.get(f"{path}/users").json()]

    assert rest.put(f"{path}/code", json={"code": "print('put')"}).status_code == 204
    await lab.shows("print('put')")
    await lab.caret_to("Control+End")
    await lab.type("  # typed")
    await lab.ready()
    assert rest.get(path).json()["code"] == "print('put')  # typed"

    assert rest.put(f"{path}/language", json={"language": "javascript"}).status_code == 204
    await expect(lab.language).to_have_value("javascript")

    reported = {"output": "told by a program", "error": None, "timestamp": "2026-01-01T00:00:00Z"}
    assert rest.post(f"{path}/execute", json=reported).status_code == 200
    await expect(lab.runs.last).to_contain_text("told by a program")
    run_here = {"code": "1", "language": "python"}
    assert rest.post(f"{path}/execute", json=run_here).status_code == 501

    assert rest.post(f"{path}/leave", json={"userId": user["id"]}).status_code == 204
    await expect(lab.people).not_to_contain_text("Plain Paul")


async def test_a_whole_text_write_leaves_carets_where_they_are(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """DO4: PUT changes lines before and after two carets; each stays at its word."""
    session_id = server.new_session(code="alpha\nbeta\ngamma\ndelta")["id"]
    await lab.open(session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Gustav")
    await lab.caret_to("Control+Home")
    await lab.press("ArrowDown", "End")
    await guest.caret_to("Control+Home")
    await guest.press("ArrowDown", "ArrowDown", "End")
    assert await lab.caret_offset() == len("alpha\nbeta")

    code = "a longer first line\nbeta\ngamma\nd"
    server.put_code(session_id, code)
    for panel, before in ((lab, "a longer first line\nbeta"), (guest, code[: -len("\nd")])):
        await panel.shows(code)
        assert await panel.caret_offset() == len(before)
    await asyncio.gather(lab.type("1"), guest.type("2"))
    for panel in (lab, guest):
        await panel.shows("a longer first line\nbeta1\ngamma2\nd")


class Listener:
    """Hears the contract's events and checks that each has exactly its fields."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def say(self, kind: str, **payload: Any) -> None:
        await self._socket.send(json.dumps({"type": kind, "payload": payload}))

    async def hear(self, kind: str, wanted: Callable[[dict[str, Any]], bool]) -> None:
        async with asyncio.timeout(20):
            while True:
                event = json.loads(await self._socket.recv())
                assert set(event) == {"type", "payload"}
                payload = event["payload"]
                assert set(payload) == FIELDS[event["type"]], event
                if event["type"] == kind and wanted(payload):
                    return


@asynccontextmanager
async def listening(server: LabServer, session_id: str) -> AsyncIterator[Listener]:
    url = f"{server.url}interview/ws/{session_id}".replace("http", "ws", 1)
    headers = {"Authorization": f"token {server.token}"}
    async with connect(url, additional_headers=headers) as socket:
        yield Listener(socket)


async def test_a_plain_socket_client_takes_part(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """SO1, SO3: the five events arrive, and what the client says is seen in the panel."""
    session_id = server.new_session(code="console.log('start')")["id"]
    await lab.open(session_id)
    async with listening(server, session_id) as client:
        await lab.caret_to("Control+End")
        await lab.type("\n// typed in the panel")
        typed = "console.log('start')\n// typed in the panel"
        await client.hear("code_change", lambda said: said["code"] == typed)

        guest = await join(await another_browser(), server.invite(session_id)["url"], "Gina")
        await client.hear("user_joined", lambda said: said["user"]["name"] == "Gina")
        await guest.run_and_wait("Finished")
        await client.hear("execution_result", lambda said: said["output"] == "start\n")

        await client.say("language_change", language="python")
        await client.say("code_change", code="print('from the socket')")
        await expect(lab.language).to_have_value("python")
        await lab.shows("print('from the socket')")
        await guest.language.select_option("JavaScript")
        await client.hear("language_change", lambda said: said["language"] == "javascript")
        await lab.shows(typed)
        await client.say("execution_result", output="done elsewhere", error=None)
        await expect(guest.runs.last).to_contain_text("done elsewhere")
