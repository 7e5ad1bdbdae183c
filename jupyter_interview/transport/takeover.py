"""How a connection goes from Tornado, which shook hands, to :mod:`.raw_socket`.

A plain TCP socket is given to an asyncio transport. Where Jupyter itself ends TLS, or where the
platform does not let a socket be duplicated, Tornado's stream stays, and :class:`StreamTransport`
makes a transport of it. In both cases only the handshake was read from the stream: what follows
stays with the kernel until it is asked for.
"""

import asyncio
import os
import socket
from contextlib import suppress
from contextvars import Context
from typing import Any

from tornado.iostream import IOStream, SSLIOStream, StreamClosedError

from ..domain.limits import Limits
from .raw_socket import RawSocket, Rounds

_CHUNK = 64 * 1024


def can_take_over(stream: object) -> bool:
    """Whether a connection's bytes are the client's own: no TLS of ours, and a POSIX socket."""
    return os.name == "posix" and type(stream) is IOStream and not isinstance(stream, SSLIOStream)


async def take_over(
    stream: IOStream, limits: Limits, rounds: Rounds
) -> tuple[RawSocket, bytes] | None:
    """Take the connection of a stream whose handshake is done; None if the client has gone.

    Answers with the connection and the bytes that came together with the handshake. The socket is
    duplicated and the stream closed, so the connection stays open. The event loop gets an empty
    context: in the request's context it would keep the request and its handler in memory for as
    long as the connection, which is more than half of a connection's objects.
    """
    try:
        await stream.write(b"")
        early = _came_with_handshake(stream)
        duplicate = stream.socket.dup()
    except (StreamClosedError, OSError):
        return None
    duplicate.setblocking(False)
    stream.close()
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        connecting = loop.connect_accepted_socket(lambda: RawSocket(limits, rounds), duplicate)
        _, raw = await Context().run(asyncio.ensure_future, connecting)
        return raw, early
    return None


def _came_with_handshake(stream: IOStream) -> bytes:
    """What the stream has read beyond the handshake, which is never more than one read brought."""
    reading = asyncio.ensure_future(stream.read_bytes(1 << 20, partial=True))
    if reading.done():
        return reading.result()
    reading.add_done_callback(lambda future: future.cancelled() or future.exception())
    return b""


def keep_stream(stream: IOStream, limits: Limits, rounds: Rounds) -> RawSocket:
    """Use the stream itself as the connection."""
    raw = RawSocket(limits, rounds)
    StreamTransport(stream, raw)
    return raw


class StreamTransport(asyncio.Transport):
    """Tornado's stream as an asyncio transport, as far as :class:`.RawSocket` needs one."""

    def __init__(self, stream: IOStream, protocol: RawSocket) -> None:
        super().__init__()
        self._stream = stream
        self._protocol = protocol
        self._unsent = 0
        self._written: asyncio.Future[None] | None = None
        self._may_read = asyncio.Event()
        self._is_closing = False
        protocol.connection_made(self)
        self._reading = asyncio.get_running_loop().create_task(self._read())
        stream.set_close_callback(self._lose)

    async def _read(self) -> None:
        try:
            while True:
                await self._may_read.wait()
                data = await self._stream.read_bytes(_CHUNK, partial=True)
                await self._may_read.wait()
                self._protocol.data_received(data)
                await asyncio.sleep(0)
        except StreamClosedError:
            self._protocol.eof_received()
        except Exception as problem:
            what = {"message": "A frame could not be heard.", "exception": problem}
            asyncio.get_running_loop().call_exception_handler(what)
        self.abort()

    def _lose(self) -> None:
        self._reading.cancel()
        self._protocol.connection_lost(None)

    def write(self, data: Any) -> None:
        if self.is_closing():
            return
        with suppress(StreamClosedError):
            self._unsent += len(data)
            self._written = written = self._stream.write(data)
            written.add_done_callback(lambda _: self._sent(len(data)))

    def _sent(self, size: int) -> None:
        self._unsent -= size

    def get_write_buffer_size(self) -> int:
        return self._unsent

    def pause_reading(self) -> None:
        self._may_read.clear()

    def resume_reading(self) -> None:
        self._may_read.set()

    def is_closing(self) -> bool:
        return self._is_closing or self._stream.closed()

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        """Shut our side of the TCP connection, since TLS cannot be shut on one side only."""
        self._when_written(self._shut)

    def _shut(self) -> None:
        if self._stream.closed():
            return
        own = self._stream.socket
        with suppress(OSError), socket.fromfd(own.fileno(), own.family, own.type) as plain:
            plain.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._is_closing = True
        self._when_written(self._stream.close)

    def abort(self) -> None:
        self._is_closing = True
        self._stream.close()

    def _when_written(self, call: Any) -> None:
        if self._written is None or self._written.done():
            call()
        else:
            self._written.add_done_callback(lambda _: call())
