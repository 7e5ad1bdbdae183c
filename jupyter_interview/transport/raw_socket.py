"""A WebSocket on a plain connection, without Tornado between it and the room.

Reading and writing by Tornado costs more than everything a room does with a keystroke: a Future and
a Task for each message, and a new registration with the event loop for each read. So after
Tornado's handshake this protocol takes the connection (see :mod:`.takeover`) and speaks RFC 6455
over it.

Everything that a client sends is limited. Nothing is read before the client's credential was
checked. After that every frame and every byte counts in its :class:`.pace.Pace`. What one read
brings is parsed in slices, between which other connections have their turn. When the connection is
being closed, nothing is parsed any more.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from contextvars import Context
from typing import Any, Protocol, cast

from websockets.frames import Frame as WireFrame
from websockets.protocol import State

from ..contract.close_codes import CloseCode
from ..domain.clock import Clock
from ..domain.limits import Limits
from ..rooms.peer import Frame
from .codec import BINARY, CONTINUATION, SLICE_FRAMES, TEXT, Codec, encoded
from .pace import Pace

CLOSE_PATIENCE = 5.0
"""Seconds that a client has to read what was sent and to answer the close frame."""
FRAME_HEAD = 6
"""Bytes of a frame beside its payload, at least."""
_CHUNK = 64 * 1024


class Listener(Protocol):
    """Hears what a client sends."""

    def hear_text(self, data: bytes) -> None: ...

    def hear_binary(self, *messages: bytes) -> None:
        """Binary messages came, together in one read."""

    def disconnected(self) -> None:
        """The connection is gone."""


def _may_be_edit(frame: WireFrame) -> bool:
    """Whether a frame is an update, or a piece of a long message."""
    is_piece = frame.opcode is CONTINUATION or (frame.opcode is TEXT and not frame.fin)
    return frame.opcode is BINARY or (is_piece and len(frame.data) > 0)


class Rounds:
    """Writes each socket once in a turn of the event loop, however much was sent to it.

    So one system call carries all that a person gets when a batch of the log is on disk, or when
    several updates came in one read. A keystroke that comes alone is written immediately: in a turn
    with many of them, the first would wait for the gate and the log of all others.
    """

    def __init__(self) -> None:
        self._sockets: list[RawSocket] = []
        self._due = False

    def add(self, socket: "RawSocket") -> None:
        """A socket has something to write."""
        if not self._due:
            self._due = True
            asyncio.get_running_loop().call_soon(self.write)
        self._sockets.append(socket)

    def expect_write(self) -> None:
        """Schedule nothing: the caller is going to call :meth:`write` before this turn ends."""
        self._due = True

    def write(self) -> None:
        """Write everything now, without waiting for the end of the turn."""
        self._due = False
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            socket.write()


class RawSocket(asyncio.Protocol):
    """One connection. The room sees a ``rooms.peer.Wire``; a :class:`Listener` hears the client."""

    def __init__(self, limits: Limits, rounds: Rounds) -> None:
        self.ended = asyncio.get_running_loop().create_future()
        self._rounds = rounds
        self._outgoing: list[bytes] = []
        self._outgoing_bytes = 0
        self._limits = limits
        self._codec = Codec(4 * limits.frame_bytes)
        self._listener: Listener | None = None
        self._pace: Pace | None = None
        self._waiting: deque[WireFrame] = deque()
        self._parts: list[bytes] = []
        self._early = bytearray()
        self._opcode = BINARY
        self._may_throw_away = limits.stranger_bytes
        self._is_held = True
        self._is_leaving = False
        self._said_goodbye = False
        self._next_slice: asyncio.Handle | None = None
        self._pausing: asyncio.TimerHandle | None = None
        self._closing: asyncio.TimerHandle | None = None
        self._pinging: asyncio.TimerHandle | None = None
        self._alive = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.pause_reading()
        self._pinging = self._later(self._limits.ping_seconds, self._ping)

    def listen(self, listener: Listener, early: bytes, clock: Clock) -> None:
        """Begin to read, as the credential was right; ``early`` came together with the
        handshake."""
        self._listener = listener
        if self._is_leaving:
            return
        self._pace = Pace(clock, self._limits)
        self._may_throw_away = 4 * self._limits.frame_bytes
        early += self._early
        self._early.clear()
        if early:
            self._alive = True
            self._take(early)
        else:
            self._read_on()

    def data_received(self, data: bytes) -> None:
        if self._is_leaving:
            self._throw_away(len(data))
            return
        self._alive = True
        if self._listener is None:
            self._keep(data)
        else:
            self._take(data)

    def _keep(self, data: bytes) -> None:
        """Keep what came before the credential was checked, without looking at it.

        An event loop that is not Python's own may begin to read though ``connection_made`` has
        paused the transport. It is paused again here, so one read is all that can come.
        """
        self._transport.pause_reading()
        self._early += data
        if len(self._early) > self._limits.stranger_bytes:
            self._early.clear()
            self.close(CloseCode.TOO_BIG, CloseCode.TOO_BIG.word)

    def _take(self, data: bytes = b"") -> None:
        """Parse a slice of what came, and handle it."""
        codec = self._codec
        came = codec.take(data)
        self._waiting.extend(came)
        is_over = codec.writes and self._flush()
        if len(came) != 1:
            self._go_on()
        else:
            self._rounds.expect_write()
            try:
                self._go_on()
            finally:
                self._rounds.write()
        if is_over:
            self._say_goodbye()
        if self._is_held or self._waiting or codec.has_more:
            self._read_on()

    def _read_on(self) -> None:
        """Read more when everything that came is handled; until then the kernel keeps the rest.

        While a client has to wait, some of its frames are parsed ahead. If there are too many, and
        none of them can be a part of an edit, they are a flood, and the connection is closed.
        """
        if self._is_leaving:
            return
        more, waiting = self._codec.has_more, self._waiting
        if not more and not waiting and self._pausing is None:
            if self._said_goodbye:
                self._hang_up()
            elif self._is_held:
                self._is_held = False
                Context().run(self._transport.resume_reading)
            return
        if not self._is_held:
            self._is_held = True
            self._transport.pause_reading()
        if len(waiting) > self._limits.message_backlog:
            if not any(map(_may_be_edit, waiting)):
                self.close(CloseCode.RATE, CloseCode.RATE.word)
        elif more and self._next_slice is None:
            self._next_slice = asyncio.get_running_loop().call_soon(self._take_next)

    def _take_next(self) -> None:
        self._next_slice = None
        if not self._is_leaving:
            self._take()

    def eof_received(self) -> None:
        if not self._is_leaving:
            self._codec.receive_eof()

    def connection_lost(self, problem: Exception | None) -> None:
        self._stop_hearing()
        for timer in (self._closing, self._pinging):
            if timer is not None:
                timer.cancel()
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.disconnected()
        if not self.ended.done():
            self.ended.set_result(None)

    def send(self, *frames: Frame) -> None:
        """Send without waiting. What is sent to a closed socket is lost, as on any network."""
        if self._codec.state is not State.OPEN:
            return
        if not self._outgoing:
            self._rounds.add(self)
        for frame in frames:
            data = encoded(frame)
            self._outgoing.append(data)
            self._outgoing_bytes += len(data)

    def write(self) -> None:
        """Write all that was sent since the last call, in one piece unless it is long."""
        if self._outgoing:
            if self._outgoing_bytes > _CHUNK:
                for data in self._outgoing:
                    self._transport.write(data)
            else:
                self._transport.write(b"".join(self._outgoing))
            self._outgoing.clear()
            self._outgoing_bytes = 0

    def close(self, code: int, reason: str) -> None:
        """Tell the client why, and end the connection when it has answered or takes too long."""
        if self._codec.state is State.OPEN:
            self.write()
            self._codec.send_close(code, reason)
            self._flush()
        self._leave()

    def hurry(self) -> None:
        """End the connection without waiting until the client has read why."""
        self._hang_up()

    def queued(self) -> int:
        return self._outgoing_bytes + self._transport.get_write_buffer_size()

    @property
    def closed(self) -> bool:
        return self._codec.state is not State.OPEN or self._transport.is_closing()

    def _go_on(self) -> None:
        """Handle the frames that wait, until the client is too fast and has to pause."""
        if self._pausing is not None:
            return
        while self._waiting and self._listener is not None and self._pace is not None:
            pause = self._hear(self._listener, self._pace, self._waiting.popleft())
            if pause > 0:
                self._pausing = self._later(pause, self._resume)
                return

    def _resume(self) -> None:
        self._pausing = None
        self._go_on()
        self._read_on()

    def _hear(self, listener: Listener, pace: Pace, frame: WireFrame) -> float:
        """Handle one frame; answers with the seconds until the next may be handled."""
        opcode, data = frame.opcode, bytes(frame.data)
        size = FRAME_HEAD + len(data)
        if opcode is TEXT or opcode is BINARY:
            self._opcode = opcode
        elif opcode is not CONTINUATION:
            self._demand_reader()
            return pace.pause(size)
        if not frame.fin or self._parts:
            if data:
                self._parts.append(data)
            if not frame.fin:
                return pace.pause(size)
            data = b"".join(self._parts)
            self._parts.clear()
        if self._opcode is TEXT:
            listener.hear_text(data)
            return pace.pause(size)
        if not self._waiting:
            listener.hear_binary(data)
            return pace.pause(size)
        more = list(self._binary_too())
        listener.hear_binary(data, *more)
        size += sum(map(len, more)) + FRAME_HEAD * len(more)
        return pace.pause(size, 1 + len(more))

    def _binary_too(self) -> Iterator[bytes]:
        """Take the whole binary messages that wait next, at most as many as a slice has."""
        waiting = self._waiting
        for _ in range(SLICE_FRAMES):
            if not waiting or waiting[0].opcode is not BINARY or not waiting[0].fin:
                return
            yield bytes(waiting.popleft().data)

    def _demand_reader(self) -> None:
        """Drop a client that keeps pinging without reading what it is answered."""
        if self.queued() > self._limits.outbound_bytes:
            self._transport.abort()

    def _flush(self) -> bool:
        """Write what the codec has produced; answers whether that was the last."""
        is_over = False
        for data in self._codec.data_to_send():
            if data:
                self._transport.write(data)
            else:
                is_over = True
        return is_over

    def _say_goodbye(self) -> None:
        """The client closes: handle first what it has sent. Or it sent something that is no
        WebSocket."""
        if self._codec.close_rcvd is None:
            self._leave()
            return
        self._said_goodbye = self._is_held = True
        self._transport.pause_reading()

    def _leave(self) -> None:
        """Parse nothing more, and end the connection soon.

        Closing a connection with unread bytes would reset it, and the client might never see why.
        So only our side is shut, and what still comes is thrown away, for some seconds and bytes.
        """
        if self._is_leaving:
            return
        self._stop_hearing()
        self._codec.forget()
        self._abort_later()
        with suppress(OSError):
            self._transport.write_eof()
        self._transport.resume_reading()

    def _hang_up(self) -> None:
        """Close the connection when the kernel has what was sent, or when that takes too long."""
        self._stop_hearing()
        self._abort_later()
        self._transport.close()

    def _abort_later(self) -> None:
        if self._closing is None:
            self._closing = self._later(CLOSE_PATIENCE, self._transport.abort)

    def _stop_hearing(self) -> None:
        self._is_leaving = True
        self._waiting.clear()
        self._parts.clear()
        for handle in (self._pausing, self._next_slice):
            if handle is not None:
                handle.cancel()
        self._pausing = self._next_slice = None

    def _throw_away(self, size: int) -> None:
        self._may_throw_away -= size
        if self._may_throw_away < 0:
            self._transport.abort()

    def _ping(self) -> None:
        """Close the connection of a client that sent nothing for a whole interval, not even a pong.

        A client that has to pause is not read, so its silence means nothing.
        """
        if not self._alive and not (self._is_held and self._pace is not None):
            listener, self._listener = self._listener, None
            if listener is not None:
                listener.disconnected()
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
