"""KE7: what a server of kernels sends is read with bounds, whatever it is."""

import asyncio
import base64
import hashlib
import json
import re
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from jupyter_interview.kernels.kernels import Kernels
from jupyter_interview.kernels.problems import DIED, FLOOD, NO_SENSE, NO_START, UNREACHABLE
from tests.kernels.conftest import Outcome, run

KernelsOf = Callable[..., Kernels]
Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
MIB = 1024 * 1024
ID = "0f6f1d0e-0000-4000-8000-000000000000"


def answer(body: object, status: str = "200 OK") -> bytes:
    data = json.dumps(body).encode()
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def frame(data: bytes, opcode: int = 1, size: int | None = None) -> bytes:
    length = len(data) if size is None else size
    if length < 126:
        head = bytes((0x80 | opcode, length))
    else:
        head = bytes((0x80 | opcode, 127)) + length.to_bytes(8, "big")
    return head + data


def told(kind: str, content: dict[str, Any], parent: str = "") -> bytes:
    head = {"msg_type": kind, "msg_id": "x"}
    message = {"header": head, "parent_header": {"msg_id": parent}, "content": content}
    return frame(json.dumps(message).encode())


async def heard(reader: asyncio.StreamReader) -> str:
    """The id of the request that came."""
    head = await reader.readexactly(2)
    length = head[1] & 127
    if length > 125:
        size = await reader.readexactly(2 if length == 126 else 8)
        length = int.from_bytes(size, "big")
    mask = await reader.readexactly(4)
    data = await reader.readexactly(length)
    key = int.from_bytes((mask * (length // 4 + 1))[:length], "big")
    text = (int.from_bytes(data, "big") ^ key).to_bytes(length, "big")
    return str(json.loads(text)["header"]["msg_id"])


@asynccontextmanager
async def gateway(
    speak: Speak, language: object = "cobol", kernel: bytes | None = None
) -> AsyncIterator[dict[str, Any]]:
    """A server that behaves until it is connected to, and then says what it likes."""

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = re.search(r"Content-Length: (\d+)", head, re.I)
            await reader.readexactly(int(length[1]) if length else 0)
            if "/channels" in head:
                await speak_over(head, reader, writer)
            elif head.startswith("POST /api/kernels "):
                writer.write(kernel or answer({"id": ID}, "201 Created"))
            elif head.startswith("GET /api/kernelspecs"):
                writer.write(answer({"spec": {"language": language}}))
            else:
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def speak_over(
        head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        found = re.search(r"Sec-Websocket-Key: (\S+)", head, re.I)
        assert found is not None
        magic = found[1].encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(magic).digest()).decode()
        writer.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )
        await speak(reader, writer)

    server = await asyncio.start_server(served, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    languages = {"python": {"kernel": "any"}}
    try:
        yield {"url": f"http://127.0.0.1:{port}", "languages": languages, "spares": 0}
    finally:
        server.close()


async def heard_of(
    kernels_of: KernelsOf, speak: Speak, stdin: str = "", seconds: float = 60.0, **more: Any
) -> Outcome:
    async with gateway(speak, **more) as settings:
        kernels = kernels_of(settings, server_run_seconds=seconds)
        ran = await run(kernels, "print(1)", stdin=stdin)
        await kernels.close()
        return ran


async def test_KE7_a_frame_that_is_too_long_is_not_read(kernels_of: KernelsOf) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(frame(b"x" * 1000, size=2**40))
        await writer.drain()
        await reader.read()

    tracemalloc.start()
    try:
        ran = await heard_of(kernels_of, speak)
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()
    assert (ran.state, ran.end.error) == ("crashed", FLOOD)


async def test_KE7_many_messages_are_a_flood(kernels_of: KernelsOf) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await heard(reader)
        writer.write(told("status", {"execution_state": "busy"}, request))
        while not writer.is_closing():
            writer.write(frame(b"{}") * 1000)
            await writer.drain()

    ran = await heard_of(kernels_of, speak)
    assert (ran.state, ran.end.error) == ("crashed", FLOOD)


NONSENSE = [
    frame(b"\xff\xfe", opcode=2),
    frame(b"[" * 100_000),
    frame(b"null"),
    frame(b'{"header": 1}'),
    frame(b'{"header": {"msg_type": ["x"]}}'),
    frame(b'{"header": {}, "content": []}'),
]


async def test_KE7_what_is_no_message_is_left_out(kernels_of: KernelsOf) -> None:
    """KE7: and so is what has wrong types in it, or is of another request."""

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await heard(reader)
        writer.writelines(NONSENSE)
        for kind, content in (
            ("status", {"execution_state": ["busy"]}),
            ("status", {"execution_state": "busy"}),
            ("stream", {"name": "stdout", "text": ["x"]}),
            ("stream", {"name": "value", "text": "x"}),
            ("stream", {"name": "stdout", "text": "half \ud800"}),
            ("display_data", {"data": "x"}),
            ("display_data", {"data": {"image/png": "<script>"}}),
            ("display_data", {"data": {"image/png": "iVBORw0KGgo" + "A" * MIB}}),
            ("display_data", {"data": {"text/plain": 1, "text/html": ["x"]}}),
            ("error", {"ename": 1, "evalue": {}, "traceback": "x"}),
            ("execute_reply", {}),
            ("status", {"execution_state": "idle"}),
        ):
            writer.write(told(kind, content, request))
            writer.write(told("stream", {"name": "stdout", "text": "not ours"}, "another"))
        await writer.drain()
        await reader.read()

    ran = await heard_of(kernels_of, speak)
    assert (ran.state, ran.end.error) == ("error", "The program failed.")
    assert ran.text() == "half \ufffd"
    [picture] = [each.output for each in ran.printed if each.output.stream == "image"]
    assert (picture.text, picture.omitted) == ("", MIB + len("iVBORw0KGgo"))


@pytest.mark.parametrize("last", [frame(b"\x03\xe8\xff", opcode=8), b"\xff" * 64, frame(b"\xff")])
async def test_KE7_a_connection_that_ends_oddly_has_ended(
    kernels_of: KernelsOf, last: bytes
) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        writer.write(last)
        await writer.drain()

    ran = await heard_of(kernels_of, speak)
    assert (ran.state, ran.end.error) == ("crashed", DIED)


async def nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


@pytest.mark.parametrize(
    "kernel",
    [
        answer({"id": "../../other"}, "201 Created"),
        answer({"id": 7}, "201 Created"),
        answer([ID], "201 Created"),
        b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{]",
        answer({}, "302 Found\r\nLocation: http://127.0.0.1:1/"),
    ],
)
async def test_KE7_an_answer_that_makes_no_sense_starts_nothing(
    kernels_of: KernelsOf, kernel: bytes
) -> None:
    ran = await heard_of(kernels_of, nothing, kernel=kernel)
    assert (ran.state, ran.end.error) == ("crashed", NO_SENSE)
    odd = await heard_of(kernels_of, nothing, language=["python"])
    assert (odd.state, odd.end.error) == ("crashed", NO_SENSE)


@pytest.mark.parametrize("kernel", [b"HTTP/1.1 201 C\r\nx: " + b"x" * 100_000, b"\xff" * 100_000])
async def test_KE7_the_head_of_an_answer_is_bounded(kernels_of: KernelsOf, kernel: bytes) -> None:
    ran = await heard_of(kernels_of, nothing, kernel=kernel)
    assert (ran.state, ran.end.error) == ("crashed", UNREACHABLE)


async def test_KE7_a_server_that_reads_nothing_holds_no_run(kernels_of: KernelsOf) -> None:
    """KE7: it can be there and not take the answer that it asked for."""
    told_all = asyncio.Event()

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await heard(reader)
        writer.write(told("status", {"execution_state": "busy"}, request))
        writer.write(told("input_request", {"prompt": ""}, request))
        await told_all.wait()

    # So much that no system keeps it for whoever does not read.
    ran = await heard_of(kernels_of, speak, stdin="x" * 7 * MIB, seconds=0.5)
    told_all.set()
    assert (ran.state, ran.end.error) == ("timeout", "Stopped after 0.5 s: time limit")


async def test_KE7_a_kernel_that_cannot_be_prepared_runs_nothing(kernels_of: KernelsOf) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await heard(reader)
        writer.write(told("execute_reply", {"status": "error"}, request))
        writer.write(told("status", {"execution_state": "idle"}, request))
        await writer.drain()
        await reader.read()

    ran = await heard_of(kernels_of, speak, language="python")
    assert (ran.state, ran.end.error) == ("crashed", NO_START)
