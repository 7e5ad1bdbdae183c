"""FL13, FL14: no frame, however it is made, is a traceback; others go on. The seeds are fixed."""

import json
import random
from contextlib import suppress
from typing import Any

import pytest
from websockets.frames import Opcode

from jupyter_interview.contract.close_codes import CloseCode
from tests.clients import Api, SyncSocket, written
from tests.fuzz.trouble import no_trouble
from tests.transport.raw import Raw, message

TYPES = [
    "code_change",
    "language_change",
    "file_add",
    "file_rename",
    "file_remove",
    "file_restore",
    "files_order",
    "file_show",
    "file_entry",
    "folder",
    "cursor_change",
    "execution_result",
    "edits_made",
    "run_started",
    "run_output",
    "run_code",
    "stop_run",
    "hand_change",
    "error",
    "welcome",
    "ack",
    "",
    "\u0000",
    "__class__",
]
FIELDS = [
    "code",
    "language",
    "file",
    "files",
    "name",
    "program",
    "stateVector",
    "position",
    "cursor",
    "anchor",
    "head",
    "output",
    "error",
    "runId",
    "index",
    "stream",
    "text",
    "ageMs",
    "raised",
    "state",
    "durationMs",
    "tests",
    "stdin",
    "user",
    "seq",
]
VALUES: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    2**31,
    2**63,
    10**300,
    -(2**64),
    1.5,
    1e308,
    "",
    "python",
    "code:python",
    "f-never0000",
    ["code:python", "__proto__", "f-never0000"],
    {"name": "a.py", "files": [{"name": "a.py", "sha256": "x"}], "stateVector": "!"},
    "stdout",
    "run-000001",
    "\u0000",
    "\u202e\u2028\ufeff",
    "x" * 3000,
    [],
    [None],
    [[[[]]]],
    {},
    {"item": {"client": -1, "clock": 2**60}, "assoc": "x"},
    {"type": {"client": 1, "clock": 1}, "tname": None},
    {"tname": "code:python", "assoc": -1},
    {"name": 1, "passed": "yes"},
    {"a": {"a": {"a": {"a": {"a": {}}}}}},
]
RAW_TEXTS = [
    b"",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf{}",
    b"null",
    b"[]",
    b"[" * 60_000,
    b'{"a":' * 10_000,
    b'{"type":' + b"9" * 5000 + b"}",
    b'{"type":"code_change","payload":{"code":NaN}}',
    b'{"type":"code_change","payload":{"code":"\\ud800"}}',
    b'{"type":"code_change","type":"ack","payload":{},"payload":[]}',
    b'{"type":"cursor_change","payload":{"position":1e999}}',
    b'{"type":"cursor_change","payload":{"position":' + b"1" * 4400 + b"}}",
    b'{"type":"edits_made","payload":{"ageMs":1e30}}',
]
CONTROL = [
    b"\x88\x80\x00\x00\x00\x00",
    b"\x88\x81\x00\x00\x00\x00\x03",
    message(Opcode.CLOSE, (0).to_bytes(2)),
    message(Opcode.CLOSE, (65535).to_bytes(2)),
    message(Opcode.CLOSE, (1005).to_bytes(2)),
    message(Opcode.CLOSE, (1000).to_bytes(2) + b"\xff\xfe"),
    message(Opcode.CLOSE, (4999).to_bytes(2) + "\u2028".encode() * 40),
    message(Opcode.PING, b"\xff" * 125),
    b"\x89\xfe\x00\x7e\x00\x00\x00\x00" + b"x" * 126,
    b"\x09\x80\x00\x00\x00\x00",
    b"\x8f\x80\x00\x00\x00\x00",
    b"\xc1\x80\x00\x00\x00\x00",
    b"\x81\x7f" + b"\xff" * 8,
    b"\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",
    b"GET / HTTP/1.1\r\n\r\n",
]
VECTORS = [
    written(2**28 - 1),
    written(2**63),
    b"\xff" * 12,
    b"\x01",
    b"\x01\x01",
    b"\x02\x01\x01\x01\x01",
    b"\x01" + written(2**53) + b"\x01",
    b"\x01\x05" + written(2**60),
    b"\x00\x00",
    b"\x80" * 200,
    b"",
]
CODES = {*CloseCode, 1000, 1002, 1006, 1007, 1009, 4999}
"""4999 is a client's own, said back to it."""


@pytest.fixture
def interview_config() -> dict[str, Any]:
    rates = {"messages_per_second": 100_000, "message_burst": 100_000, "byte_burst": 2**30}
    return {"limits": {**rates, "sync_request_burst": 10_000, "runs_per_minute": 10_000}}


class Maker:
    """Makes frames by chance, of a seed."""

    def __init__(self, seed: int, real: bytes) -> None:
        self._chance = random.Random(seed)
        self._real = real

    def frame(self) -> bytes:
        kind = self._chance.random()
        if kind < 0.5:
            return message(Opcode.TEXT, self._text())
        if kind < 0.95:
            return message(Opcode.BINARY, self._binary())
        return self._chance.choice(CONTROL)

    def _text(self) -> bytes:
        choose = self._chance.choice
        if self._chance.random() < 0.2:
            return choose(RAW_TEXTS)
        payload: Any = {choose(FIELDS): choose(VALUES) for _ in range(self._chance.randrange(6))}
        if self._chance.random() < 0.1:
            payload = choose(VALUES)
        return json.dumps({"type": choose(TYPES), "payload": payload}).encode()

    def _binary(self) -> bytes:
        choose, kind = self._chance.choice, self._chance.randrange(4)
        if kind == 0:
            return self._chance.randbytes(self._chance.randrange(40))
        body = choose(VECTORS) if self._chance.random() < 0.4 else bytes(self._mutated())
        return bytes((0, kind - 1)) + written(len(body)) + body

    def _mutated(self) -> bytearray:
        data = bytearray(self._real)
        for _ in range(self._chance.randrange(1, 4)):
            data[self._chance.randrange(len(data))] = self._chance.randrange(256)
        return data[: self._chance.randrange(1, len(data) + 1)]


@pytest.mark.parametrize("mode", ["contract", "sync"])
@pytest.mark.parametrize("seed", range(3))
async def test_FL13_no_frame_is_a_traceback(api: Api, transport: str, mode: str, seed: int) -> None:
    """SO5: the connection stays or is closed with a code of the list, and nobody else's is."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    headers = {} if mode == "contract" else {"Sec-WebSocket-Protocol": "interview.v1"}
    with no_trouble() as troubles:
        async with SyncSocket(api, session) as panel:
            maker, raw = Maker(seed, panel.doc.get_update()), Raw(api, session, headers)
            await raw.open()
            for number in range(300):
                frame = maker.frame()
                code = await answered(raw, frame)
                assert troubles.found == [], (seed, number, frame[:200])
                if code is not None:
                    assert code in CODES, (seed, number, frame[:200], code)
                    await raw.close()
                    raw = await Raw(api, session, headers).open()
            await raw.close()
            await panel.type("# still here\n", 0)
            await panel.saved()
            assert (await api.ok("GET", f"/sessions/{session}"))["code"] == panel.text()


async def answered(raw: Raw, frame: bytes) -> int | None:
    """Send a frame and a ping; the close code, or None when the ping was answered."""
    raw.frames.clear()
    with suppress(ConnectionError):
        raw.writer.write(frame + message(Opcode.PING, b"and now?"))
        await raw.writer.drain()
    try:
        while True:
            reply = await raw.next(Opcode.PONG, Opcode.CLOSE)
            if reply.opcode is Opcode.CLOSE:
                return int.from_bytes(reply.data[:2]) if reply.data else 1000
            if reply.data == b"and now?":
                return None
    except (EOFError, ConnectionError):
        return 1006


@pytest.mark.parametrize("vector", VECTORS[:-1])
async def test_FL14_a_step_1_that_is_no_state_vector_closes_with_4400(
    api: Api, transport: str, vector: bytes
) -> None:
    session = (await api.create())["id"]
    with no_trouble():
        async with SyncSocket(api, session) as panel, SyncSocket(api, session) as hostile:
            await hostile.send_sync(0, vector)
            assert await hostile.expect_close() == 4400
            await panel.type("still here")
            await panel.saved()
