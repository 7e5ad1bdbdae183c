"""A WebSocket on a plain TCP connection, without Tornado between it and the room.

Tornado's own reading and writing cost more than everything a room does with a keystroke: a Future
and a Task for every message, and a change of what the event loop listens for with every read. So
after Tornado's handshake the socket is taken over by an asyncio transport. RFC 6455 is spoken by
the codec of the ``websockets`` library, which does no I/O of its own. Where the socket cannot be
taken over (TLS, platforms without POSIX sockets) ``TornadoWire`` stays.
"""

import asyncio
import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from contextvars import Context
from typing import Any, Protocol, cast

from tornado.iostream import IOStream, SSLIOStream, StreamClosedError
from websockets.frames import CloseCode as Standard
from websockets.frames import Frame as WireFrame
from websockets.frames import Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

from ..domain.limits import Limits
from ..protocol.close import CloseCode
from ..rooms.peer import Frame

CLOSE_PATIENCE = 5.0
"""Seconds a client gets to say goodbye, and to read what was sent before."""
TEXT, BINARY, CONTINUATION = Opcode.TEXT, Opcode.BINARY, Opcode.CONT
_CHUNK = 64 * 1024


class Ears(Protocol):
    """Who hears what comes; both answer with the seconds to wait before the next one."""

    def hear_text(self, data: bytes) -> float: ...

    def hear_binary(self, *messages: bytes) -> float:
        """Those that came in one go."""

    def hang_up(self) -> None:
        """The connection is gone."""


class Codec(ServerProtocol):
    """Says ``too_big`` in the words of our protocol."""

    def fail(self, code: int, reason: str = "") -> None:
        if code == Standard.MESSAGE_TOO_BIG:
            code, reason = CloseCode.TOO_BIG, CloseCode.TOO_BIG.word
        super().fail(code, reason)


def encoded(frame: Frame) -> bytes:
    """The whole, unmasked WebSocket message, made once for all who get it."""
    if frame.encoded is None:
        data = frame.data
        if isinstance(data, bytes):
            frame.encoded = WireFrame(BINARY, data).serialize(mask=False)
        else:
            frame.encoded = WireFrame(TEXT, data.encode()).serialize(mask=False)
    encoded: bytes = frame.encoded
    return encoded


class Rounds:
    """Writes every socket once in a turn of the event loop, however much was sent to it.

    When a batch of the log is on disk, or what somebody typed comes in one go, what one person gets
    of all that is one system call. A keystroke that comes alone is written at once: in a turn with
    many of them, the first would wait for the gate and the log of all others.
    """

    def __init__(self) -> None:
        self._sockets: list[LeanSocket] = []
        self._due = False

    def add(self, socket: "LeanSocket") -> None:
        """This one has something to write."""
        if not self._due:
            self._due = True
            asyncio.get_running_loop().call_soon(self.write)
        self._sockets.append(socket)

    def at_once(self) -> None:
        """Until :meth:`write` is called, which is before the turn is over, it need not be."""
        self._due = True

    def write(self) -> None:
        """Everything now, without waiting for the end of the turn."""
        self._due = False
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            socket.write()


class LeanSocket(asyncio.Protocol):
    """One connection: a ``rooms.peer.Wire`` towards the room, ``Ears`` towards the client."""

    def __init__(self, limits: Limits, rounds: Rounds) -> None:
        self.ended = asyncio.get_running_loop().create_future()
        self._rounds = rounds
        self._outgoing: list[bytes] = []
        self._outgoing_bytes = 0
        self._limits = limits
        self._codec = Codec(state=State.OPEN, max_size=4 * limits.frame_bytes)
        self._ears: Ears | None = None
        self._waiting: deque[WireFrame] = deque()
        self._parts: list[bytes] = []
        self._opcode = BINARY
        self._pausing: asyncio.TimerHandle | None = None
        self._closing: asyncio.TimerHandle | None = None
        self._pinging: asyncio.TimerHandle | None = None
        self._alive = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.pause_reading()
        self._pinging = self._later(self._limits.ping_seconds, self._ping)

    def listen(self, ears: Ears | None, early: bytes) -> None:
        """Begin to hear, if only a goodbye; ``early`` is what came together with the handshake."""
        self._ears = ears
        Context().run(self._transport.resume_reading)
        if early:
            self.data_received(early)

    def data_received(self, data: bytes) -> None:
        self._alive = True
        codec = self._codec
        codec.receive_data(data)
        came = cast(list[WireFrame], codec.events_received())
        self._waiting.extend(came)
        if codec.writes:
            self._flush()
        if len(came) != 1:
            self._hear_all()
            return
        self._rounds.at_once()
        try:
            self._hear_all()
        finally:
            self._rounds.write()

    def _hear_all(self) -> None:
        if self._pausing is None:
            self._go_on()
        if len(self._waiting) > self._limits.message_burst:
            self.close(CloseCode.RATE, CloseCode.RATE.word)

    def eof_received(self) -> None:
        self._codec.receive_eof()

    def connection_lost(self, problem: Exception | None) -> None:
        for timer in (self._pausing, self._closing, self._pinging):
            if timer is not None:
                timer.cancel()
        self._waiting.clear()
        ears, self._ears = self._ears, None
        if ears is not None:
            ears.hang_up()
        if not self.ended.done():
            self.ended.set_result(None)

    def send(self, *frames: Frame) -> None:
        """Send without waiting; what is sent to a closed socket is lost, as on any network."""
        if self._codec.state is not State.OPEN:
            return
        if not self._outgoing:
            self._rounds.add(self)
        for frame in frames:
            data = encoded(frame)
            self._outgoing.append(data)
            self._outgoing_bytes += len(data)

    def write(self) -> None:
        """Everything that was sent since the last time, in one piece if it is no long document."""
        if self._outgoing:
            if self._outgoing_bytes > _CHUNK:
                for data in self._outgoing:
                    self._transport.write(data)
            else:
                self._transport.write(b"".join(self._outgoing))
            self._outgoing.clear()
            self._outgoing_bytes = 0

    def close(self, code: int, reason: str) -> None:
        """Say why, and hang up when the client has answered or taken too long."""
        if self._codec.state is State.OPEN:
            self.write()
            self._codec.send_close(code, reason)
            self._flush()
        self._waiting.clear()
        self._hang_up_soon()

    def queued(self) -> int:
        return self._outgoing_bytes + self._transport.get_write_buffer_size()

    @property
    def closed(self) -> bool:
        return self._codec.state is not State.OPEN or self._transport.is_closing()

    def _go_on(self) -> None:
        """Hear what came. From a client that says too much, nothing more for a while."""
        self._pausing = None
        while self._waiting and self._ears is not None:
            pause = self._hear(self._ears, self._waiting.popleft())
            if pause > 0:
                self._transport.pause_reading()
                self._pausing = self._later(pause, self._resume)
                return

    def _resume(self) -> None:
        self._go_on()
        if self._pausing is None:
            self._transport.resume_reading()

    def _hear(self, ears: Ears, frame: WireFrame) -> float:
        opcode, data = frame.opcode, bytes(frame.data)
        if opcode is TEXT or opcode is BINARY:
            self._opcode = opcode
        elif opcode is not CONTINUATION:
            return self._hear_control()
        if not frame.fin or self._parts:
            self._parts.append(data)
            if not frame.fin:
                return 0
            data = b"".join(self._parts)
            self._parts.clear()
        if self._opcode is TEXT:
            return ears.hear_text(data)
        return ears.hear_binary(data, *self._binary_too())

    def _binary_too(self) -> Iterator[bytes]:
        """The whole binary messages that wait next."""
        waiting = self._waiting
        while waiting and waiting[0].opcode is BINARY and waiting[0].fin:
            yield bytes(waiting.popleft().data)

    def _hear_control(self) -> float:
        """The codec has answered; of somebody who pings and does not read, there is enough."""
        if self.queued() > self._limits.outbound_bytes:
            self._transport.abort()
        return 0

    def _flush(self) -> None:
        for data in self._codec.data_to_send():
            if data:
                self._transport.write(data)
            else:
                self._transport.close()
        if self._codec.close_expected():
            self._hang_up_soon()

    def _hang_up_soon(self) -> None:
        if self._closing is None:
            self._closing = self._later(CLOSE_PATIENCE, self._transport.abort)

    def _ping(self) -> None:
        """A client that says nothing for a whole interval, not even pong, is not there."""
        if not self._alive:
            ears, self._ears = self._ears, None
            if ears is not None:
                ears.hang_up()
            self.close(CloseCode.TIMEOUT, CloseCode.TIMEOUT.word)
            return
        self._alive = False
        if self._codec.state is State.OPEN:
            self._codec.send_ping(b"")
            self._flush()
        self._pinging = self._later(self._limits.ping_seconds, self._ping)

    @staticmethod
    def _later(seconds: float, call: Any) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, call)


def can_take_over(stream: object) -> bool:
    """Whether a connection's bytes are the client's own: no TLS of ours, and a POSIX socket."""
    return os.name == "posix" and type(stream) is IOStream and not isinstance(stream, SSLIOStream)


async def take_over(
    stream: IOStream, limits: Limits, rounds: Rounds
) -> tuple[LeanSocket, bytes] | None:
    """The connection of a stream whose handshake is done, and what came early; None if it is gone.

    The stream gives up a duplicate of its socket and is closed; the connection stays open. What the
    event loop keeps of it is kept in a context of its own: in the request's it would keep the
    request, its handler and what they hang on to as long, more than half of a connection's objects.
    """
    try:
        await stream.write(b"")
        early = bytearray()
        while (reading := _read_some(stream)).done():
            early += reading.result()
        reading.add_done_callback(lambda future: future.exception())
        duplicate = stream.socket.dup()
    except (StreamClosedError, OSError):
        return None
    duplicate.setblocking(False)
    stream.close()
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        connecting = loop.connect_accepted_socket(lambda: LeanSocket(limits, rounds), duplicate)
        _, lean = await Context().run(asyncio.ensure_future, connecting)
        return lean, bytes(early)
    return None


def _read_some(stream: IOStream) -> "asyncio.Future[bytes]":
    return asyncio.ensure_future(stream.read_bytes(_CHUNK, partial=True))
