"""A WebSocket client that costs next to nothing, so that what is measured is the server.

Frames to send are made before the clock starts. What comes is cut into messages and handed to a
callback; nothing is decoded here.
"""

import asyncio
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

Came = TypeVar("Came", bytes, int)
Hear = Callable[[int, bytes], None]
"""Gets the opcode (1 text, 2 binary) and the message."""
_PING, _CLOSE = 9, 8


def framed(message: bytes, opcode: Opcode = Opcode.BINARY) -> bytes:
    """The masked frame of a whole message."""
    return Frame(opcode, message).serialize(mask=True)


class Wire(asyncio.Protocol):
    """One open connection; `hear` may be exchanged at any time."""

    def __init__(self, handshake: ClientProtocol, headers: dict[str, str], hear: Hear) -> None:
        self.hear = hear
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost: str | None = None
        self._handshake: ClientProtocol | None = handshake
        self._headers = headers
        self._rest = bytearray()
        self._wanted = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        assert self._handshake is not None
        request = self._handshake.connect()
        request.headers.update(self._headers)
        self._handshake.send_request(request)
        self.transport.write(b"".join(self._handshake.data_to_send()))

    def send(self, frames: bytes) -> None:
        self.transport.write(frames)

    def close(self) -> None:
        self.transport.close()

    def connection_lost(self, problem: Exception | None) -> None:
        self.lost = self.lost or str(problem or "the server hung up")
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(self.lost))

    def data_received(self, data: bytes) -> None:
        if self._rest:
            self._rest += data
            if len(self._rest) < self._wanted:
                return
            data = bytes(self._rest)
            self._rest.clear()
        if self._handshake is not None:
            head, end, rest = data.partition(b"\r\n\r\n")
            if not end:
                self._rest += head
                return
            self._shake(head + end)
            data = rest
        self._cut(data)

    def _shake(self, answer: bytes) -> None:
        assert self._handshake is not None
        handshake, self._handshake = self._handshake, None
        handshake.receive_data(answer)
        events = handshake.events_received()
        if handshake.handshake_exc is None and events and isinstance(events[0], Response):
            self.opened.set_result(None)
        else:
            self.opened.set_exception(ConnectionError(answer.split(b"\r\n")[0].decode()))
            self.transport.close()

    def _cut(self, data: bytes) -> None:
        start, end, self._wanted = 0, len(data), 0
        while end - start >= 2:
            opcode, length, body = data[start] & 15, data[start + 1], start + 2
            if length == 126:
                length, body = int.from_bytes(data[start + 2 : start + 4], "big"), start + 4
            elif length == 127:
                length, body = int.from_bytes(data[start + 2 : start + 10], "big"), start + 10
            if body > end or body + length > end:
                self._wanted = body + length - start
                break
            start = body + length
            if opcode < _CLOSE:
                self.hear(opcode, data[body:start])
            elif opcode == _PING:
                self.send(framed(data[body:start], Opcode.PONG))
            else:
                self.lost = self.lost or f"closed: {data[body:start]!r}"
        self._rest += data[start:]


@dataclass(frozen=True)
class Where:
    """What to connect to on the loopback, and with what."""

    port: int
    path: str
    headers: dict[str, str]
    subprotocol: str | None

    def handshake(self) -> ClientProtocol:
        return ClientProtocol(
            parse_uri(f"ws://127.0.0.1:{self.port}{self.path}"),
            subprotocols=None if self.subprotocol is None else [Subprotocol(self.subprotocol)],
        )


def fetched(where: Where, ask: bytes, wanted: int) -> tuple[float, float]:
    """Seconds until a connection is open, and until so many bytes have come.

    With a blocking socket and one buffer, so that hardly anything of it is the client's own time.
    """
    handshake, buffer = where.handshake(), bytearray(1024 * 1024)
    request = handshake.connect()
    request.headers.update(where.headers)
    handshake.send_request(request)
    head = b"".join(handshake.data_to_send())
    begun = time.perf_counter()
    with socket.create_connection(("127.0.0.1", where.port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(head)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += _some(connection.recv(65536))
        opened = time.perf_counter()
        if not answer.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(answer.split(b"\r\n")[0].decode())
        connection.sendall(ask)
        got = len(answer.partition(b"\r\n\r\n")[2])
        while got < wanted:
            got += _some(connection.recv_into(buffer))
        return opened - begun, time.perf_counter() - begun


def _some(what: Came) -> Came:
    if not what:
        raise ConnectionError("the server hung up")
    return what


async def connect(where: Where, hear: Hear) -> Wire:
    """Open a connection to the loopback."""
    handshake = where.handshake()
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(
        lambda: Wire(handshake, where.headers, hear), "127.0.0.1", where.port
    )
    await wire.opened
    return wire
