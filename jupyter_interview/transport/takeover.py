"""How a connection goes from Tornado, which shook hands, to :mod:`.raw_socket`.

A plain TCP socket is given to an asyncio transport. Where the bytes are not the client's own (TLS
that Jupyter itself ends) or the platform does not let a socket be duplicated, Tornado's stream
stays, and :class:`StreamTransport` makes a transport of it. Either way the stream was read for the
handshake alone: whatever follows stays with the kernel until somebody asks for it.
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
    """The connection of a stream whose handshake is done, and what came early; None if it is gone.

    The stream gives up a duplicate of its socket and is closed; the connection stays open. What the
    event loop keeps of it is kept in a context of its own: in the request's it would keep the
    request, its handler and what they hang on to as long, more than half of a connection's objects.
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
    """What the stream has read beyond the handshake: what one read brought, and never more."""
    reading = asyncio.ensure_future(stream.read_bytes(1 << 20, partial=True))
    if reading.done():
        return reading.result()
    reading.add_done_callback(lambda future: future.cancelled() or future.exception())
    return b""


def keep_stream(stream: IOStream, limits: Limits, rounds: Rounds) -> RawSocket:
    """The same over the stream itself."""
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
        """Let the client see the end of what we say, below TLS, which knows no such thing."""
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
