"""A store that fails, readers that do not read, and clients that say too much."""

import asyncio
import socket
from collections.abc import Sequence
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.app import InterviewApp
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.store.base import Change, StoreError, StoreInUse
from jupyter_interview.transport.pace import Pace
from jupyter_interview.web.throttle import Throttle
from tests.clients import Api, EventSocket, SyncSocket
from tests.rooms.stage import HandClock, refused


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"outbound_bytes": 600_000, "code_change_interval": 0.001}}


@pytest.fixture
def app(jp_serverapp: ServerApp) -> InterviewApp:
    apps = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    [found] = [app for app in apps if isinstance(app, InterviewApp)]
    return found


async def test_SO4_while_nothing_can_be_stored_nothing_is_acknowledged_or_lost(
    api: Api, app: InterviewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = (await api.create("python", code="a\n"))["id"]
    path = f"/sessions/{session}"
    store = app.service._store
    good = store.commit

    async def full(changes: Sequence[Change]) -> None:
        raise StoreError("There is no space left on the disk.")

    async with SyncSocket(api, session) as ana, SyncSocket(api, session) as bo:
        await ana.saved()
        acked = ana.acked
        monkeypatch.setattr(store, "commit", full)
        await ana.type("typed\n", 0)
        await bo.expect_text("typed\na\n")
        refusal = await api("PUT", path + "/code", {"code": "put\n"})
        assert (refusal.status, refusal.code) == (503, "unavailable")
        assert refusal.json["error"] == (
            "There is no space left on the disk. "
            "It is done here all the same, and is stored as soon as that is possible."
        )
        assert (await api("GET", path)).json["code"] == "put\n"
        assert ana.acked == acked
        monkeypatch.setattr(store, "commit", good)
        await ana.saved()
        await api.ok("PUT", path + "/code", {"code": "put\nand stored\n"})
        await ana.expect_text("put\nand stored\n")


async def test_ST3_a_store_that_others_let_go_of_is_taken_then(
    api: Api, app: InterviewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HandClock()
    app.service.clock = clock
    good = app.service._store.open

    async def in_use() -> None:
        raise StoreInUse("The file /somewhere/interviews.db is in use by process 5.")

    monkeypatch.setattr(app.service._store, "open", in_use)
    for _ in range(2):
        answer = await api("GET", "/sessions")
        assert (answer.status, answer.code) == (503, "unavailable")
        assert "/somewhere" not in answer.json["error"]
    page = await api("GET", "//interview/")
    assert page.status == 503 and b"<html" in page.content
    assert (await api("GET", "//api/status")).status == 200
    monkeypatch.setattr(app.service._store, "open", good)
    clock.turn(6)
    assert await api.ok("GET", "/sessions") == []


async def test_SO6_a_reader_that_does_not_read_is_cut_off(api: Api) -> None:
    session = (await api.create("python", code=""))["id"]
    host, port = api.root.split("/")[2].split(":")
    sleeper = socket.socket()
    sleeper.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sleeper.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(sleeper, (host, int(port)))
    path = "/" + api.root.split("/", 3)[3] + f"interview/ws/{session}"
    headers = "".join(f"{name}: {value}\r\n" for name, value in api.headers.items())
    await loop.sock_sendall(
        sleeper,
        f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n{headers}Connection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode(),
    )
    assert (await loop.sock_recv(sleeper, 15)).startswith(b"HTTP/1.1 101")
    ana = (await api.join(session, "Ana"))["user"]
    async with SyncSocket(api, session, ana["id"]) as watcher:
        for number in range(200):
            code = f"{number}" + ("x" * 199 + "\n") * 1000
            await api.ok("PUT", f"/sessions/{session}/code", {"code": code})
            await watcher.expect_text(code)
            users = await api.ok("GET", f"/sessions/{session}/users")
            if [user["id"] for user in users if user["online"]] == [ana["id"]]:
                break
        else:
            pytest.fail("the reader that does not read is still there")
        assert watcher.closed is None
    sleeper.close()


async def test_a_client_that_says_too_much_is_read_more_slowly_and_loses_nothing(
    api: Api,
) -> None:
    session = (await api.create("python", code=""))["id"]
    async with SyncSocket(api, session) as ana, EventSocket(api, session) as listener:
        for _ in range(230):
            await ana.type("x")
        await ana.saved()
        await listener.expect("code_change", code="x" * 230)


def test_a_pace_gives_a_burst_of_messages_and_bytes_and_then_their_rates() -> None:
    clock = HandClock()
    limits = Limits(messages_per_second=2, message_burst=3, bytes_per_second=10, byte_burst=100)
    pace = Pace(clock, limits)
    assert [pace.pause(1) for _ in range(5)] == [0, 0, 0, 0.5, 1]
    clock.turn(1)
    assert pace.pause(1) == 0.5
    clock.turn(100)
    assert pace.pause(120) == pytest.approx(2)
    clock.turn(100)
    assert [pace.pause(1) for _ in range(4)] == [0, 0, 0, 0.5]


def test_AC3_wrong_secrets_are_counted_by_address_and_forgotten_after_a_minute() -> None:
    clock = HandClock()
    throttle = Throttle(clock, 3, "Wait.")
    for _ in range(3):
        throttle.demand("1.1.1.1")
    with refused(ErrorCode.RATE_LIMITED):
        throttle.demand("1.1.1.1")
    throttle.demand("2.2.2.2")
    clock.turn(61)
    throttle.demand("1.1.1.1")
