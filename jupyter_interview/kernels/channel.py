"""The WebSocket to one kernel: messages go out, and come in with bounds.

Nothing is compressed, a message has an end, and at most one of them waits unread. Jupyter servers
write each message in two pieces without ``TCP_NODELAY``, so a reader that lets its system delay the
acknowledgement waits 40 ms for the second. That is asked for again at each read, as Linux forgets
it.
"""

import asyncio
import re
import socket
from contextlib import suppress
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.httputil import HTTPHeaders, RequestStartLine, ResponseStartLine
from tornado.websocket import WebSocketClientConnection, WebSocketError, WebSocketProtocol13

from .problems import NO_SENSE, UNREACHABLE, KernelProblem

MESSAGE_BYTES = 8 * 1024 * 1024
WAITING_BYTES = 8 * 1024 * 1024
"""Bytes that may wait to be read by the other side."""
PING_SECONDS = 20.0
_TOO_BIG = 1009
_QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)


class _Protocol(WebSocketProtocol13):
    """Tornado's, which says why it has closed."""

    closed_with: int | None = None

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        self.closed_with = self.closed_with or code
        super().close(code, reason)


class _Connection(WebSocketClientConnection):
    """Tornado's, which reads no answer that is not of a WebSocket."""

    def get_websocket_protocol(self) -> _Protocol:
        return _Protocol(self, mask_outgoing=True, params=self.params)

    async def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> None:
        if isinstance(start_line, ResponseStartLine) and start_line.code != 101:
            if not self.connect_future.done():
                self.connect_future.set_exception(WebSocketError("no WebSocket"))
            self.final_callback = lambda _: None
            self.stream.close()
            return
        await super().headers_received(start_line, headers)


class Channel:
    """An open WebSocket to a kernel."""

    def __init__(self, connection: _Connection) -> None:
        assert isinstance(connection.protocol, _Protocol)
        self._connection = connection
        self._protocol = connection.protocol
        self._protocol.stream.max_write_buffer_size = WAITING_BYTES
        self._socket: socket.socket | None = getattr(self._protocol.stream, "socket", None)

    @classmethod
    async def open(cls, request: HTTPRequest, seconds: float) -> "Channel":
        """Connect; raises KernelProblem."""
        request.url = re.sub(r"^http", "ws", request.url)
        request.headers = HTTPHeaders(request.headers)
        connection = _Connection(
            request,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            max_message_size=MESSAGE_BYTES,
        )
        try:
            async with asyncio.timeout(seconds):
                await connection.connect_future
        except WebSocketError:
            raise KernelProblem(NO_SENSE) from None
        except Exception:
            # As of other answers that are none.
            raise KernelProblem(UNREACHABLE) from None
        finally:
            if not connection.connect_future.done() or connection.connect_future.cancelled():
                _drop(connection)
        return cls(connection)

    @property
    def is_quiet(self) -> bool:
        """Whether the connection is there and nothing has come that was not read."""
        stream = self._protocol.stream
        return not stream.closed() and self._connection.read_queue.empty()

    @property
    def was_flooded(self) -> bool:
        """Whether it was closed because of a message that is too long."""
        return self._protocol.closed_with == _TOO_BIG

    async def send(self, message: bytes) -> None:
        """Send a message; raises KernelProblem."""
        try:
            await self._connection.write_message(message.decode())
        except Exception:
            # Tornado has several for a connection that is gone, or takes nothing.
            raise KernelProblem(UNREACHABLE) from None

    async def receive(self) -> str | bytes | None:
        """The next message; None when the connection is gone."""
        self._acknowledge_at_once()
        message = await self._connection.read_message()
        self._acknowledge_at_once()
        return message

    def drop(self) -> None:
        """Close it, whatever the other side does."""
        _drop(self._connection)

    def _acknowledge_at_once(self) -> None:
        if _QUICK_ACK is not None and self._socket is not None:
            with suppress(OSError):
                self._socket.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)


def _drop(connection: Any) -> None:
    protocol = connection.protocol
    if protocol is not None:
        connection.protocol = None
        protocol._abort()
    connection.tcp_client.close()
    stream = getattr(connection, "stream", None)
    if stream is not None:
        stream.close()
