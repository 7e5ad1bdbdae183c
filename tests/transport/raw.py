"""A WebSocket client that sends exactly the bytes it is told to, and sees every frame."""

import asyncio
import base64
import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from tests.clients import PATIENCE, Api

NONSENSE = json.dumps({"type": "nonsense"}).encode()


@dataclass
class Raw:
    """A socket whose bytes are the test's own business. ``frames`` are those the server sent."""

    api: Api
    session_id: str
    headers: dict[str, str] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)

    async def open(self, early: bytes = b"", receive_buffer: int | None = None) -> Self:
        """Shake hands; ``early`` is sent in the same piece, before the server has answered."""
        parts = urlsplit(self.api.socket_root + self.session_id)
        self.codec = ClientProtocol(parse_uri(parts.geturl()), state=State.OPEN)
        own = socket.socket()
        if receive_buffer is not None:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        own.connect((parts.hostname, parts.port))
        limit = receive_buffer or 65536
        self.reader, self.writer = await asyncio.open_connection(sock=own, limit=limit)
        lines = {
            "Host": parts.netloc,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **self.api.headers,
            **self.headers,
        }
        head = f"GET {parts.path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items())
        self.writer.write(head.encode() + b"\r\n" + early)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 101"), answer
        return self

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    async def close(self) -> None:
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()

    async def send(self, opcode: Opcode, data: bytes, fin: bool = True) -> None:
        self.writer.write(message(opcode, data, fin))
        await self.writer.drain()

    async def next(self, *wanted: Opcode) -> Frame:
        """The next frame of these kinds."""
        async with asyncio.timeout(PATIENCE):
            while True:
                while self.frames:
                    frame = self.frames.pop(0)
                    if frame.opcode in wanted:
                        return frame
                data = await self.reader.read(65536)
                if not data:
                    raise EOFError("The server hung up.")
                self.codec.receive_data(data)
                self.frames += self.codec.events_received()  # type: ignore[arg-type]

    async def event(self) -> Any:
        return json.loads((await self.next(Opcode.TEXT)).data)

    async def close_code(self) -> int:
        return int.from_bytes((await self.next(Opcode.CLOSE)).data[:2])

    async def hangs_up(self) -> None:
        """Wait for the end of what the server sends."""
        with pytest.raises((EOFError, ConnectionError)):
            while True:
                await self.next(Opcode.CLOSE)


def message(opcode: Opcode, data: bytes, fin: bool = True) -> bytes:
    return Frame(opcode, data, fin).serialize(mask=True)
