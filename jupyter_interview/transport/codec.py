"""Frames of RFC 6455, read and written by the ``websockets`` library, which does no I/O itself.

The library parses everything it is given in one call. A read of 256 KiB may hold 43,000 empty
frames, and parsing them takes a fifth of a second, in which nobody else is served. So the reader
below the library's parser stops after a slice of frames, and the owner of the codec decides when to
parse the next slice.
"""

from collections.abc import Generator
from typing import cast

from websockets.frames import CloseCode as Standard
from websockets.frames import Frame as WireFrame
from websockets.frames import Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol
from websockets.streams import StreamReader

from ..contract.close_codes import CloseCode
from ..rooms.peer import Frame

SLICE_FRAMES = 128
"""Frames that are parsed in one turn of the event loop: about a millisecond."""
TEXT, BINARY, CONTINUATION = Opcode.TEXT, Opcode.BINARY, Opcode.CONT


class SlicedReader(StreamReader):
    """Hands out no more frames than ``frames_left``; the parser asks ``at_eof`` before each."""

    def __init__(self) -> None:
        super().__init__()
        self.frames_left = SLICE_FRAMES

    def at_eof(self) -> Generator[None, None, bool]:
        while True:
            if self.buffer and (self.frames_left > 0 or self.eof):
                self.frames_left -= 1
                return False
            if self.eof and not self.buffer:
                return True
            yield


class Codec(ServerProtocol):
    """The frames of one connection. A message that is too big is refused with our own close
    code."""

    def __init__(self, most: int) -> None:
        super().__init__(state=State.OPEN, max_size=most)
        self.reader = self._slices = SlicedReader()
        self.parser = self.parse()
        next(self.parser)

    def take(self, data: bytes) -> list[WireFrame]:
        """Take in more bytes, and answer with the next slice of frames."""
        self._slices.frames_left = SLICE_FRAMES
        self.receive_data(data)
        came, self.events = self.events, []
        return cast(list[WireFrame], came)

    @property
    def has_more(self) -> bool:
        """Whether there may be frames beyond the slice that was taken last."""
        return self._slices.frames_left <= 0 and len(self._slices.buffer) > 0

    def forget(self) -> None:
        """Drop what was not parsed yet. Nothing more may be taken in after this."""
        self._slices.buffer.clear()

    def fail(self, code: int, reason: str = "") -> None:
        if code == Standard.MESSAGE_TOO_BIG:
            code, reason = CloseCode.TOO_BIG, CloseCode.TOO_BIG.word
        super().fail(code, reason)


def encoded(frame: Frame) -> bytes:
    """The whole, unmasked WebSocket message, built once for all its receivers."""
    if frame.encoded is None:
        data = frame.data
        if isinstance(data, bytes):
            frame.encoded = WireFrame(BINARY, data).serialize(mask=False)
        else:
            frame.encoded = WireFrame(TEXT, data.encode()).serialize(mask=False)
    encoded: bytes = frame.encoded
    return encoded
