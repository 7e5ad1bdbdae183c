"""People who type tokens that nobody else types, and who remember what was acknowledged.

A typist behaves as the panel does: it keeps own edits until they are acknowledged and sends them
again after a reconnect, all of them, because what comes twice must count once. Others' text that
a server lost is for its author to bring again; own edits that came after it wait until then. A
token goes in and comes out whole, between other tokens, so that afterwards it can be counted.
"""

import asyncio
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from pycrdt import Doc, TransactionEvent
from websockets.exceptions import ConnectionClosed

from jupyter_interview.gate.sync import decode_state_vector
from tests.clients import PATIENCE, Api, EventSocket, SyncSocket

TOKEN = re.compile(r"<\w+ \d+ [^<>]*>")
_TAILS = ("é", "e\u0301", "🐢", "👩‍💻", "漢字", "\n", "x" * 40)


@dataclass(eq=False)
class Edit:
    """One update, the token it typed or erased, and what its author knew then, by client id."""

    update: bytes
    typed: str | None
    erased: str | None
    knew: dict[int, int]


class Typist(SyncSocket):
    """``typed``, ``erased``: all tokens of this person; ``kept``, ``gone``: those acknowledged."""

    def __init__(
        self, api: Api, session: str, name: str, seed: int, user: str | None = None
    ) -> None:
        self._now: tuple[str | None, str | None] = (None, None)
        self._knew: dict[int, int] = {}
        self.outbox: list[Edit] = []
        self._frames_sent: list[Edit] = []
        self._mirror: Doc[Any] = Doc()
        self._heard = 0
        super().__init__(api, session, user)
        self.name = name
        self.rng = random.Random(seed)
        self.typed: set[str] = set()
        self.erased: set[str] = set()
        self.kept: set[str] = set()
        self.gone: set[str] = set()
        self.refused: list[str] = []
        self.welcome: dict[str, Any] = {}
        self.after_typing: Callable[[], None] = lambda: None

    def _changed(self, event: TransactionEvent) -> None:
        if not self._hearing:
            self.outbox.append(Edit(event.update, *self._now, self._knew))

    def scribble(self, erasing: bool = True) -> None:
        """Type a token between two others, or now and then erase one."""
        self._scribble(erasing)
        self.after_typing()

    async def expect_typing_of(self, other: "Typist") -> None:
        """Wait until all that somebody else has typed until now is here."""
        client = other.doc.client_id
        clock = decode_state_vector(other.doc.get_state())[client]
        await self.until(lambda: decode_state_vector(self.doc.get_state()).get(client, 0) >= clock)

    def _scribble(self, erasing: bool) -> None:
        shown, text = self.text(), self.texts["python"]
        self._knew = decode_state_vector(self.doc.get_state())
        self._knew.pop(self.doc.client_id, None)
        tokens = [*TOKEN.finditer(shown)]
        if erasing and len(tokens) > 5 and self.rng.random() < 0.15:
            token = self.rng.choice(tokens)
            start = len(shown[: token.start()].encode())
            self.erased.add(token[0])
            self._now = (None, token[0])
            del text[start : start + len(token[0].encode())]
            return
        words = f"<{self.name} {len(self.typed)} {self.rng.choice(_TAILS)}>"
        place = self.rng.choice([0, *(token.end() for token in tokens)])
        self.typed.add(words)
        self._now = (words, None)
        text.insert(len(shown[:place].encode()), words)

    async def open(self, origin: str | None = None) -> Self:
        """Connect, learn all the server has, and bring again what was not acknowledged."""
        self.asked = self.answered = self.sent = self.acked = 0
        self._frames_sent, self._mirror = [], Doc()
        await EventSocket.open(self, origin)
        self.welcome = await self.expect("welcome")
        await self.until(lambda: self.asked)
        await self.send_sync(0, b"\0")
        await self.until(lambda: self.answered)
        await self.flush()
        return self

    async def flush(self) -> None:
        """Send what was not sent on this connection, up to what the server is not ready for."""
        sent = set(map(id, self._frames_sent))
        for edit in [edit for edit in self.outbox if id(edit) not in sent]:
            server = decode_state_vector(self._mirror.get_state())
            if any(clock > server.get(client, 0) for client, clock in edit.knew.items()):
                return
            self._frames_sent.append(edit)
            self._mirror.apply_update(edit.update)
            await self.send_sync(2, edit.update)

    def received(self, message: str | bytes) -> None:
        super().received(message)
        self._heard += 1
        if isinstance(message, bytes):
            if message[1] != 0:
                self._mirror.apply_update(self.payload)
            return
        frame = self.frames[-1]
        if frame["type"] == "ack":
            self._acknowledged(self.acked)
        elif frame["type"] == "error":
            self.refused.append(frame["payload"]["error"])
        if frame["type"] in ("ack", "error"):
            self.frames.pop()

    def _acknowledged(self, frames: int) -> None:
        done = set(map(id, self._frames_sent[:frames]))
        for edit in [edit for edit in self.outbox if id(edit) in done]:
            self.outbox.remove(edit)
            self.kept |= {edit.typed} - {None}
            self.gone |= {edit.erased} - {None}

    async def work(self, bursts: int) -> None:
        """Type in bursts, mostly waiting for the ack of one before the next, while connected."""
        for _ in range(bursts):
            if self.closed is not None:
                return
            for _ in range(self.rng.choice([1, 1, 1, 2, 5])):
                self.scribble()
            try:
                await self.flush()
                if self.rng.random() < 0.8:
                    await self.settled()
            except ConnectionClosed:
                return

    async def settled(self) -> None:
        """Wait until everything typed is on the server's disk, or the connection is gone."""
        async with asyncio.timeout(2 * PATIENCE):
            while self.outbox and self.closed is None:
                await self.flush()
                heard = self._heard
                async with self._news:
                    await self._news.wait_for(
                        lambda heard=heard: self._heard > heard or self.closed is not None
                    )
