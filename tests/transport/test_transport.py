"""RFC 6455 as clients of every sort speak it, byte by byte, on both ways to a room."""

import asyncio
import gc
import json
from typing import Any

import pytest
from websockets.frames import Opcode

from jupyter_interview.app import InterviewApp
from jupyter_interview.domain.limits import Limits
from jupyter_interview.rooms.peer import Peer
from jupyter_interview.rooms.room import Room
from jupyter_interview.transport import takeover
from jupyter_interview.web.socket import Socket
from tests.clients import Api, SyncSocket
from tests.transport.raw import NONSENSE, Raw, message


def language(name: str) -> bytes:
    return json.dumps({"type": "language_change", "payload": {"language": name}}).encode()


def test_only_plain_sockets_are_taken_over() -> None:
    assert not takeover.can_take_over(object())


def is_of(thing: object, session: str) -> bool:
    """Whether it is the handler of a connection to this session."""
    return isinstance(thing, Socket) and session in thing.path_kwargs.values()


async def test_an_open_connection_keeps_nothing_of_its_request(api: Api) -> None:
    """A handler with its request and headers is most of what a connection would take of memory."""
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel:
        await panel.expect("welcome")
        for _ in range(100):
            gc.collect()
            if kept := [each for each in gc.get_objects() if is_of(each, session)]:
                kept.clear()
                await asyncio.sleep(0.05)
            else:
                return
    pytest.fail("the handler is still there")


async def test_SO7_a_message_in_pieces_is_one_message(api: Api, transport: str) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel, Raw(api, session) as raw:
        whole = language("javascript")
        await raw.send(Opcode.TEXT, whole[:3], fin=False)
        await raw.send(Opcode.PING, b"in between")
        await raw.send(Opcode.CONT, whole[3:10], fin=False)
        await raw.send(Opcode.CONT, whole[10:])
        assert (await raw.next(Opcode.PONG)).data == b"in between"
        await panel.expect("language_change", language="javascript")


async def test_SO7_what_comes_with_the_handshake_is_heard(api: Api, transport: str) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel:
        early = message(Opcode.TEXT, language("javascript")) + message(Opcode.TEXT, NONSENSE)
        raw = await Raw(api, session).open(early=early[:-4])
        await panel.expect("language_change", language="javascript")
        raw.writer.write(early[-4:])
        while (event := await raw.event())["type"] != "error":
            pass
        assert event["payload"]["code"] == "unknown_event"
        await raw.close()


async def test_SO7_byte_by_byte_is_as_good_as_at_once(api: Api, transport: str) -> None:
    session = (await api.create())["id"]
    async with Raw(api, session) as raw:
        for byte in message(Opcode.TEXT, NONSENSE):
            raw.writer.write(bytes((byte,)))
            await raw.writer.drain()
            await asyncio.sleep(0)
        assert (await raw.event())["type"] == "error"


async def test_SO7_goodbye_is_answered_with_its_code(api: Api, transport: str) -> None:
    session = (await api.create())["id"]
    async with Raw(api, session) as raw:
        await raw.send(Opcode.CLOSE, (1001).to_bytes(2))
        assert await raw.close_code() == 1001
        await raw.hangs_up()
    assert [user["online"] for user in await api.ok("GET", f"/sessions/{session}/users")] == [False]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xf2\x80\x00\x00\x00\x00",
        b"\x83\x80\x00\x00\x00\x00",
        b"\x80\x80\x00\x00\x00\x00",
        b"\x09\x80\x00\x00\x00\x00",
    ],
    ids=["reserved bits", "unknown opcode", "nothing to continue", "ping in pieces"],
)
async def test_IN1_bytes_that_are_no_websocket_end_that_socket_alone(
    api: Api, transport: str, garbage: bytes
) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel, Raw(api, session) as raw:
        raw.writer.write(garbage)
        await raw.hangs_up()
        await panel.type("still here")
        await panel.saved()


async def test_IN1_a_client_that_does_not_mask_is_refused(api: Api) -> None:
    session = (await api.create())["id"]
    async with Raw(api, session) as raw:
        raw.writer.write(b"\x82\x01x")
        assert await raw.close_code() == 1002


async def test_IN2_a_message_that_says_it_is_huge_is_not_waited_for(
    api: Api, transport: str
) -> None:
    session = (await api.create())["id"]
    async with Raw(api, session) as raw:
        raw.writer.write(b"\x82\xff" + (2**40).to_bytes(8) + b"\x00" * 8)
        assert await raw.close_code() == 4413
        await raw.hangs_up()


async def test_IN2_pieces_are_counted_together(api: Api, transport: str) -> None:
    session = (await api.create())["id"]
    async with Raw(api, session) as raw:
        await raw.send(Opcode.BINARY, b"x" * 200_000, fin=False)
        with pytest.raises((EOFError, ConnectionError)):
            for _ in range(20):
                await raw.send(Opcode.CONT, b"x" * 200_000, fin=False)
            await raw.next(Opcode.BINARY)


async def test_SO7_somebody_who_vanishes_is_gone(api: Api, transport: str) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as panel:
        raw = await Raw(api, session).open()
        await raw.send(Opcode.TEXT, message(Opcode.TEXT, NONSENSE))
        await raw.event()
        raw.writer.transport.abort()
        await raw.close()
        await panel.type("x")
        await panel.saved()


def test_SO8_nobody_is_shown_for_long_who_is_not_there() -> None:
    """Two pings, the last of them unanswered, and the time to come back."""
    assert 2 * Limits().ping_seconds + InterviewApp.presence_grace.default_value <= 45


class TestSilence:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        return {"limits": {"ping_seconds": 0.1}, "presence_grace": 0.05}

    async def test_SO8_who_does_not_answer_is_let_go(self, api: Api, transport: str) -> None:
        session = (await api.create())["id"]
        async with SyncSocket(api, session) as panel:
            guest, _ = await api.guest(session, "Bo")
            await panel.expect("user_joined")
            raw = await Raw(guest, session).open()
            await panel.expect("user_joined")
            assert (await raw.next(Opcode.PING)).opcode is Opcode.PING
            assert await raw.close_code() == 4408
            assert (await panel.expect("user_left"))["reason"] == "away"
            await raw.close()
            await panel.type("the panel answers pings and stays")
            await panel.saved()


class TestSlowReader:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        return {"limits": {"outbound_bytes": 600_000}, "presence_grace": 0.01}

    async def test_SO6_who_does_not_read_is_cut_off(self, api: Api, transport: str) -> None:
        session = (await api.create(code=""))["id"]
        guest, bo = await api.guest(session, "Bo")
        raw = Raw(guest, session, {"Sec-WebSocket-Protocol": "interview.v1"})
        async with SyncSocket(api, session) as panel:
            await raw.open(receive_buffer=4096)
            await panel.expect("user_joined")
            text = "y" * 250_000
            for number in range(200):
                for code in (f"{number}{text}", ""):
                    await api.ok("PUT", f"/sessions/{session}/code", {"code": code})
                    await panel.expect_text(code)
                if any(frame["type"] == "user_left" for frame in panel.frames):
                    break
            assert (await panel.expect("user_left"))["user"]["id"] == bo["id"]
            raw.writer.transport.abort()
            await raw.close()


async def test_FL13_a_fault_of_ours_ends_the_connection_that_met_it_alone(
    api: Api, transport: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Also when the frame had to wait, and nobody is there to raise anything to."""
    session = (await api.create())["id"]
    heard = Room.receive_text

    def fails(room: Room, peer: Peer, data: bytes) -> None:
        if data == b"{}":
            raise OverflowError("int too large to convert to float")
        heard(room, peer, data)

    monkeypatch.setattr(Room, "receive_text", fails)
    many = Limits().message_burst + 2
    async with SyncSocket(api, session) as panel, Raw(api, session) as raw:
        raw.writer.write(message(Opcode.PONG, b"") * many + message(Opcode.TEXT, b"{}"))
        closed = await raw.next(Opcode.CLOSE)
        assert int.from_bytes(closed.data[:2]) == 4400
        await panel.send("language_change", language="javascript")
        await panel.expect("language_change", language="javascript")
    assert "a frame could not be handled" in caplog.text


@pytest.mark.parametrize("ms", ["1" + "0" * 400, "1e400", "1e12", "-1", "true", '"1"'])
async def test_FL13_no_number_of_a_test_is_too_much(api: Api, transport: str, ms: str) -> None:
    session = (await api.create())["id"]
    run = {"runId": "run-00000001", "language": "python"}
    test = {"name": "a", "passed": True, "expected": "1", "got": "1", "ms": "MS"}
    end = {
        **run,
        "state": "ok",
        "error": None,
        "durationMs": 1,
        "truncated": False,
        "tests": [test],
    }
    del end["language"]
    frame = json.dumps({"type": "execution_result", "payload": end}).replace('"MS"', ms)
    async with SyncSocket(api, session) as ana:
        await ana.send("run_started", **run)
        await ana.send_raw(frame)
        refusal = await ana.expect("error")
        assert refusal["code"] in ("invalid_field", "invalid_json"), refusal
        assert "ms must be" in refusal["error"] or refusal["code"] == "invalid_json"
