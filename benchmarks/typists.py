"""People who type, as a load: each holds a Yjs document and sends a keystroke at a steady pace.

Keystrokes are made before the clock starts, and what arrives is only counted while it runs, so
that the driving side is the same and small for every server that is measured.
"""

import asyncio
import json
from collections.abc import Callable

from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection

TEXT = "code:python"
CATCH_UP_LIMIT_S = 30


class Typist:
    """One connection. `acked` counts what the server says is on disk; a bare relay never says."""

    def __init__(self, socket: ClientConnection) -> None:
        self.acked = 0
        self.received: list[bytes] = []
        self._socket = socket
        self._news = asyncio.Event()
        self._doc: Doc[Text] = Doc()
        self._text = self._doc.get(TEXT, type=Text)
        self._listening = asyncio.create_task(self._listen())

    async def synced(self) -> None:
        """Ask for the document, and have it."""
        await self._socket.send(b"\x00\x00" + _sized(self._doc.get_state()))
        await self.until(lambda: any(frame[1] == 1 for frame in self.received))
        self.catch_up()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Look again whenever a frame came."""
        async with asyncio.timeout(CATCH_UP_LIMIT_S):
            while not condition():
                if self._listening.done():
                    self._listening.result()
                    raise ConnectionError("The server hung up.")
                await self._news.wait()
                self._news.clear()

    def prepare(self, keystrokes: int) -> list[bytes]:
        """The frames of so many characters, typed at the end of the text."""
        frames: list[bytes] = []
        subscription = self._doc.observe(
            lambda event: frames.append(b"\x00\x02" + _sized(event.update))
        )
        for number in range(keystrokes):
            self._text += "\n" if number % 40 == 39 else "x"
        self._doc.unobserve(subscription)
        return frames

    async def type(self, frames: list[bytes], every_s: float) -> None:
        clock = asyncio.get_running_loop().time
        due = clock()
        for frame in frames:
            await self._socket.send(frame)
            due += every_s
            await asyncio.sleep(max(0.0, due - clock()))

    def catch_up(self) -> int:
        """Apply what came; the length of the text then."""
        for frame in self.received:
            if frame[1] in (1, 2):
                self._doc.apply_update(_unsized(frame[2:]))
        self.received.clear()
        return len(self._text)

    async def has(self, length: int, acked: int) -> None:
        """Wait for everybody's text, and for so many of the own keystrokes to be on disk."""
        await self.until(lambda: self.acked >= acked and self.catch_up() >= length)

    async def leave(self) -> None:
        self._listening.cancel()
        await self._socket.close()

    async def _listen(self) -> None:
        try:
            async for frame in self._socket:
                self._take(frame)
                self._news.set()
        finally:
            self._news.set()

    def _take(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.received.append(frame)
            return
        message = json.loads(frame)
        if message["type"] == "ack":
            self.acked = message["payload"]["updates"]
        elif message["type"] == "error":
            raise RuntimeError(f"The server refused a keystroke: {message['payload']}")


def _sized(data: bytes) -> bytes:
    size, head = len(data), bytearray()
    while size > 0x7F:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([*head, size]) + data


def _unsized(data: bytes) -> bytes:
    skip = next(index for index, byte in enumerate(data) if byte < 0x80)
    return data[skip + 1 :]
