"""Frames into a Tornado WebSocket, as directly as it allows.

``write_message`` makes a Future and a Task for every call and frames the message anew for every
peer. Here a frame is encoded once for all peers and handed to the stream; that uses Tornado's
private parts, so it is done only where they look as expected, and ``write_message`` is the
fallback.
"""

import struct
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from ..rooms.peer import Frame

_TEXT, _BINARY = 0x81, 0x82


class TornadoWire:
    """One socket's way out; see ``rooms.peer.Wire``."""

    def __init__(self, handler: WebSocketHandler) -> None:
        self._handler = handler
        connection: Any = handler.ws_connection
        plain = getattr(connection, "_compressor", self) is None
        stream = getattr(connection, "stream", None)
        self._stream: Any = stream if plain and hasattr(stream, "_write_buffer") else None

    def send(self, frame: Frame) -> None:
        """Send without waiting; what is sent to a closed socket is lost, as on any network."""
        connection = self._handler.ws_connection
        if connection is None or connection.is_closing():
            return
        try:
            if self._stream is None:
                self._handler.write_message(frame.data, isinstance(frame.data, bytes))
                return
            if frame.encoded is None:
                frame.encoded = encode_frame(frame.data)
            self._stream.write(frame.encoded)
        except (StreamClosedError, WebSocketClosedError):
            return

    def close(self, code: int, reason: str) -> None:
        self._handler.close(code, reason)

    def queued(self) -> int:
        if self._stream is None or self._stream.closed():
            return 0
        return len(self._stream._write_buffer)


def encode_frame(data: str | bytes) -> bytes:
    """A whole, unmasked WebSocket message (RFC 6455, 5.2)."""
    first = _BINARY if isinstance(data, bytes) else _TEXT
    payload = data if isinstance(data, bytes) else data.encode()
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", first, size) + payload
    if size <= 0xFFFF:
        return struct.pack("!BBH", first, 126, size) + payload
    return struct.pack("!BBQ", first, 127, size) + payload
