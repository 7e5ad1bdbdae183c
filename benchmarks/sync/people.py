"""People who type at one server, and a tally of when whose keystroke reached whom."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dialects import STEP1, STEP2, UPDATE, Dialect
from processes import Server
from ranges import Key, keys
from wire import Wire, framed

PATIENCE_S = 120
EMPTY = b"\x00"
"""The state vector, and nearly the update, of a document with nothing in it."""


@dataclass
class Tally:
    """What was sent and has not reached all others yet."""

    waiting: dict[Key, tuple[float, "Person", list[int]]] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    delivered: int = 0


@dataclass(eq=False)
class Person:
    """One connection. Updates are made, and framed, before they are needed."""

    dialect: Dialect
    room: str
    tally: Tally
    wire: Wire = field(init=False)
    others: int = 0
    frames: list[tuple[Key, bytes]] = field(default_factory=list)
    next: int = 0
    end: int = 0
    window: int = 0
    unarrived: int = 0
    stored: int = 0
    wants_stored: int = 0
    all_stored: asyncio.Event = field(default_factory=asyncio.Event)
    got: int = 0
    synced: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def enter(self, server: Server, ticket: str) -> None:
        """Connect and have the document."""
        self.wire = await self.dialect.enter(server, self.room, ticket, self.hear)
        self.wire.send(framed(self.dialect.wrap(self.room, STEP1, EMPTY)))
        await asyncio.wait_for(self.synced.wait(), PATIENCE_S)

    def prepare(self, made: Iterable[bytes]) -> None:
        """Updates to send."""
        wrap = self.dialect.wrap
        self.frames = [(next(keys(u)), framed(wrap(self.room, UPDATE, u))) for u in made]
        self.may_send(len(self.frames))

    def may_send(self, frames: int) -> None:
        """So many more of those that are prepared."""
        self.end = self.next + frames
        self.done.clear()

    def send_next(self) -> None:
        if self.next == self.end:
            return
        key, frame = self.frames[self.next]
        self.next += 1
        self.unarrived += 1
        self.tally.waiting[key] = (time.perf_counter(), self, [self.others])
        self.wire.send(frame)

    def hear(self, opcode: int, message: bytes) -> None:
        stored = self.dialect.stored(opcode, message)
        if stored is not None:
            self.stored = stored
            if self.stored >= self.wants_stored:
                self.all_stored.set()
        if opcode != 2:
            return
        found = self.dialect.unwrap(self.room, memoryview(message))
        if found is None:
            return
        kind, payload = found
        if kind == UPDATE:
            self._arrived(bytes(payload))
        elif kind == STEP2:
            self.got += len(payload)
            self.synced.set()

    def _arrived(self, update: bytes) -> None:
        tally, now = self.tally, time.perf_counter()
        for key in keys(update):
            found = tally.waiting.get(key)
            if found is None or found[1] is self:
                continue
            sent_at, author, missing = found
            tally.delays.append(now - sent_at)
            tally.delivered += 1
            missing[0] -= 1
            if missing[0] == 0:
                del tally.waiting[key]
                author.all_have_one()

    def all_have_one(self) -> None:
        self.unarrived -= 1
        if self.window:
            self.send_next()
        if self.unarrived == 0 and self.next == self.end:
            self.done.set()

    async def has_stored(self, count: int) -> None:
        """Wait until the server says that so many of my updates are on disk."""
        self.wants_stored = count
        if self.stored < count:
            await asyncio.wait_for(self.all_stored.wait(), PATIENCE_S)

    async def type_at(self, a_second: float, offset: float) -> None:
        """At a steady pace, whatever comes back."""
        loop = asyncio.get_running_loop()
        due = loop.time() + offset / a_second
        for _ in range(self.end - self.next):
            await asyncio.sleep(max(0.0, due - loop.time()))
            self.send_next()
            due += 1 / a_second

    async def type_on(self, window: int) -> None:
        """As fast as the others get it, with so many keystrokes under way."""
        self.window = window
        for _ in range(window):
            self.send_next()
        await asyncio.wait_for(self.done.wait(), PATIENCE_S)
        self.window = 0


async def rooms_of(dialect: Dialect, server: Server, rooms: int, people: int) -> list[list[Person]]:
    """Open rooms with people in them."""
    made = []
    for _ in range(rooms):
        room, tally = dialect.new_room(server), Tally()
        inside = [Person(dialect, room, tally, others=people - 1) for _ in range(people)]
        for person in inside:
            await person.enter(server, dialect.ticket(server, room))
        made.append(inside)
    return made


def leave(rooms: Sequence[Sequence[Person]]) -> None:
    for person in (person for room in rooms for person in room):
        person.wire.close()
