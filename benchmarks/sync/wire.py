"""A WebSocket client that costs next to nothing, so that what is measured is the server.

Frames to send are made before the clock starts. What comes is cut into messages and handed to a
callback; nothing is decoded here.
"""

import asyncio
from collections.abc import Callable
from typing import cast

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

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


async def connect(
    port: int, path: str, hear: Hear, headers: dict[str, str], subprotocol: str | None
) -> Wire:
    """Open a connection to the loopback."""
    handshake = ClientProtocol(
        parse_uri(f"ws://127.0.0.1:{port}{path}"),
        subprotocols=None if subprotocol is None else [Subprotocol(subprotocol)],
    )
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(
        lambda: Wire(handshake, headers, hear), "127.0.0.1", port
    )
    await wire.opened
    return wire
