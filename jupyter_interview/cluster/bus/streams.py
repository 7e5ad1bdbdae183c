"""Streams of bytes between servers, over a bus that may lose, repeat and reorder messages.

Each direction of a stream is a sequence of numbered pieces. The receiver takes them in order, drops
the others, and says which piece it wants next and how many bytes its reader has taken. The sender
keeps what was not received and sends it again. It never has more than ``WINDOW`` bytes under way,
so a slow reader holds up its writer and memory does not grow. A stream ends when its other end says
nothing for ``GIVE_UP`` seconds, is known to be dead, or does not know the stream.

A bus that was frozen may deliver old messages much later. So the called end answers with a fresh
number, and nothing begins before the caller has repeated it. Messages of a stream that is over can
therefore not begin it a second time.
"""

import asyncio
import struct
import time
from collections import deque
from collections.abc import Callable, Set
from contextlib import suppress
from enum import IntEnum
from os import urandom

from .base import LARGEST, Bus, stop

WINDOW = 256 * 1024
GIVE_UP = 10.0
AGAIN_AFTER = 0.8
_TICK = 0.2
_ACK_WITHIN = 0.02
_AT_ONCE = 24
_ESTABLISHED = 3.0
"""Seconds after which the other end must be known to be alive."""

_HEAD = struct.Struct(">BB16s16sQ")
_TAKEN = struct.Struct(">Q16s")
CHUNK = LARGEST - _HEAD.size


class _Kind(IntEnum):
    OPEN = 0
    START = 1
    DATA = 2
    END = 3
    ACK = 4
    RESET = 5


class StreamBroken(Exception):
    """The other end is gone, or has aborted the stream."""


class Stream:
    """One end of a stream: it is read, written and ended."""

    def __init__(self, streams: "Streams", key: "Key", to: str) -> None:
        self._streams = streams
        self.key = key
        self.to = to
        self.born = time.monotonic()
        self._heard_at = self._sent_at = self.born
        self._news = asyncio.Event()
        self.fresh = b"" if key[1] else urandom(16)
        """The fresh number of the called end; empty until the caller knows it."""
        self.about = b""
        self._unreceived: deque[tuple[int, bytes]] = deque()
        self._next = 0
        self._untaken: deque[tuple[int, int]] = deque()
        self._under_way = 0
        self._wanted = 0
        self._inbox: deque[bytes] = deque()
        self._taken = 0
        self._started = key[1]
        self._ending = self._ended = False
        self._broken = False
        self._ack: asyncio.TimerHandle | None = None

    async def read(self) -> bytes:
        """The bytes that came; none at the end. Raises StreamBroken."""
        while not (self._inbox or self._ended or self._broken):
            await self._change()
        if self._inbox:
            parts = list(self._inbox)
            self._inbox.clear()
            self._taken += len(parts)
            self._acknowledge()
            return b"".join(parts)
        if self._broken:
            raise StreamBroken
        return b""

    async def write(self, data: bytes) -> None:
        """Send bytes; waits while too many are under way. Raises StreamBroken."""
        for start in range(0, len(data), CHUNK):
            while not (self._broken or (self.fresh and self._under_way < WINDOW)):
                await self._change()
            if self._broken or self._ending:
                raise StreamBroken
            self._send(_Kind.DATA, data[start : start + CHUNK])

    async def end(self) -> None:
        """Nothing more will be written."""
        while not (self._broken or self.fresh):
            await self._change()
        if not self._ending and not self._broken:
            self._ending = True
            self._send(_Kind.END, b"")

    def abort(self) -> None:
        """End both directions now."""
        if not self._broken:
            self._streams.say(self, _Kind.RESET, 0, b"")
            self.broke()

    # What the other end says

    def broke(self) -> None:
        """The other end is gone."""
        self._broken = True
        self._unreceived.clear()
        self._finish()

    def heard(self, kind: _Kind, number: int, payload: bytes) -> None:
        self._heard_at = time.monotonic()
        if kind is _Kind.RESET:
            self.broke()
        elif kind is _Kind.ACK:
            self._acknowledged(number, *_TAKEN.unpack(payload))
        elif number == self._wanted and not self._ended:
            self._wanted += 1
            self._received(kind, payload)
        else:
            # It came before, or an earlier piece was lost: say which one is wanted.
            self._acknowledge()
        self._finish_if_done()

    def _received(self, kind: _Kind, payload: bytes) -> None:
        if kind is _Kind.DATA:
            self._inbox.append(payload)
            self._acknowledge(at_once=self._wanted % (_AT_ONCE // 2) == 0)
        else:
            self._taken += 1
            self._ended = kind is _Kind.END
            self._acknowledge(at_once=True)
        if kind is _Kind.START:
            if payload == self.fresh:
                self._started = True
                self._streams.incoming(self, self.about)
            else:
                self.abort()
        self._news.set()

    def _acknowledged(self, received: int, taken: int, fresh: bytes) -> None:
        progress = False
        while self._unreceived and self._unreceived[0][0] < received:
            self._unreceived.popleft()
            progress = True
        while self._untaken and self._untaken[0][0] < taken:
            self._under_way -= self._untaken.popleft()[1]
        if progress:
            self._sent_at = self._heard_at
        if self.opener and not self.fresh and received > 0:
            self.fresh = fresh
            self._send(_Kind.START, fresh)
        self._news.set()

    def tick(self, now: float) -> None:
        """Send again what was probably lost; give up when the other end says nothing."""
        if not self._started and now - self.born > GIVE_UP:
            self.abort()
        elif not self._unreceived:
            self._heard_at = now
        elif now - self._heard_at > GIVE_UP:
            self.abort()
        elif now - self._sent_at > AGAIN_AFTER:
            self._sent_at = now
            for _, message in list(self._unreceived)[:_AT_ONCE]:
                self._streams.put(self.to, message, again=True)

    def open(self, about: bytes) -> None:
        self._send(_Kind.OPEN, about)

    def _send(self, kind: _Kind, payload: bytes) -> None:
        message = self._streams.message(self.key, kind, self._next, payload)
        if not self._unreceived:
            self._heard_at = self._sent_at = time.monotonic()
        self._unreceived.append((self._next, message))
        self._untaken.append((self._next, len(payload)))
        self._under_way += len(payload)
        self._next += 1
        self._streams.put(self.to, message)

    def _acknowledge(self, at_once: bool = False) -> None:
        if at_once:
            self._say_ack()
        elif self._ack is None:
            self._ack = asyncio.get_running_loop().call_later(_ACK_WITHIN, self._say_ack)

    def _say_ack(self) -> None:
        if self._ack is not None:
            self._ack.cancel()
            self._ack = None
        self._streams.say(self, _Kind.ACK, self._wanted, _TAKEN.pack(self._taken, self.fresh))
        self._finish_if_done()

    def _finish_if_done(self) -> None:
        if self._ending and not self._unreceived and self._ended and self._ack is None:
            self._finish()

    def _finish(self) -> None:
        if self._ack is not None:
            self._ack.cancel()
            self._ack = None
        self._streams.forget(self.key)
        self._news.set()

    async def _change(self) -> None:
        """Wait until something has changed; a reader and a writer may wait at the same time."""
        self._news.clear()
        await self._news.wait()

    @property
    def opener(self) -> bool:
        return self.key[1]


Key = tuple[bytes, bool]
"""A stream's random id, and whether this end opened it."""
Incoming = Callable[[Stream, bytes], None]


class Streams:
    """All streams of one server. ``incoming`` is called with each stream that another server
    opens."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._streams: dict[Key, Stream] = {}
        self._ticking: asyncio.Task[None] | None = None
        self._me = b""
        self._idle = asyncio.Event()
        self.incoming: Incoming = lambda stream, about: stream.abort()

    async def open(self, me: str) -> None:
        """Begin as the server with this id (32 hexadecimal digits); raises BusMissing."""
        self._me = bytes.fromhex(me)
        await self._bus.open(me, self._hear)
        self._ticking = asyncio.get_running_loop().create_task(self._tick())

    async def close(self, patience: float = 0) -> None:
        """End all streams, after so many seconds in which they may end by themselves."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.over(), patience)
        for stream in list(self._streams.values()):
            stream.abort()
        if self._ticking is not None:
            await stop([self._ticking])
            self._ticking = None
        await self._bus.close()

    async def over(self) -> None:
        """Return when there are no streams."""
        while self._streams:
            self._idle.clear()
            await self._idle.wait()

    def connect(self, to: str, about: bytes) -> Stream:
        """A new stream to another server."""
        stream = self._begin((urandom(16), True), to)
        stream.open(about)
        return stream

    def keep(self, living: Set[str]) -> None:
        """End the streams to servers that are not among these."""
        now = time.monotonic()
        for stream in list(self._streams.values()):
            if stream.to not in living and now - stream.born > _ESTABLISHED:
                stream.abort()

    def __len__(self) -> int:
        return len(self._streams)

    # For a stream

    def message(self, key: Key, kind: _Kind, number: int, payload: bytes) -> bytes:
        return _HEAD.pack(kind, key[1], self._me, key[0], number) + payload

    def put(self, to: str, message: bytes, again: bool = False) -> None:
        self._bus.send(to, message, again)

    def say(self, stream: Stream, kind: _Kind, number: int, payload: bytes) -> None:
        self.put(stream.to, self.message(stream.key, kind, number, payload))

    def forget(self, key: Key) -> None:
        self._streams.pop(key, None)
        if not self._streams:
            self._idle.set()

    def _begin(self, key: Key, to: str) -> Stream:
        stream = self._streams[key] = Stream(self, key, to)
        return stream

    def _hear(self, message: bytes) -> None:
        """Handle a message; one that is not ours is ignored."""
        if len(message) < _HEAD.size:
            return
        code, by_opener, sender, name, number = _HEAD.unpack_from(message)
        payload = message[_HEAD.size :]
        if code not in _KINDS or (code == _Kind.ACK and len(payload) != _TAKEN.size):
            return
        kind, to, key = _Kind(code), sender.hex(), (name, not by_opener)
        stream = self._streams.get(key)
        if stream is not None and stream.to == to:
            stream.heard(kind, number, payload)
        elif kind is _Kind.OPEN and by_opener and stream is None:
            stream = self._begin(key, to)
            stream.about = payload
            stream.heard(kind, number, payload)
        elif kind is not _Kind.RESET:
            self.put(to, self.message(key, _Kind.RESET, 0, b""))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            now = time.monotonic()
            for stream in list(self._streams.values()):
                stream.tick(now)


_KINDS = frozenset(_Kind)
