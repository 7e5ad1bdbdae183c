"""A room's way out, and the one through Tornado, for sockets that :mod:`.lean` cannot have."""

from asyncio import Future
from contextlib import suppress
from typing import Protocol

from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from ..rooms.peer import Frame, Wire


class Line(Wire, Protocol):
    """A wire whose end can be asked for."""

    @property
    def closed(self) -> bool:
        """Whether one of the two sides has begun to hang up."""


class TornadoWire:
    """One socket's way out; see ``rooms.peer.Wire``."""

    def __init__(self, handler: WebSocketHandler) -> None:
        self._handler = handler

    def send(self, *frames: Frame) -> None:
        """Send without waiting; what is sent to a closed socket is lost, as on any network."""
        with suppress(StreamClosedError, WebSocketClosedError):
            for frame in frames:
                written = self._handler.write_message(frame.data, isinstance(frame.data, bytes))
                written.add_done_callback(_forget)

    def close(self, code: int, reason: str) -> None:
        self._handler.close(code, reason)

    def queued(self) -> int:
        stream = getattr(self._handler.ws_connection, "stream", None)
        return len(getattr(stream, "_write_buffer", ()))

    @property
    def closed(self) -> bool:
        connection = self._handler.ws_connection
        return connection is None or connection.is_closing()


def _forget(written: "Future[None]") -> None:
    """That a message did not get out shows when the connection ends."""
    if not written.cancelled():
        written.exception()
