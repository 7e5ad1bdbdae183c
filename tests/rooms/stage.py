"""A room on a stage: lists for sockets, a clock turned by hand, the store in memory.

What a test says is what a client would: frames in, frames out. Nothing here waits for real time.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from msgspec.json import encode
from msgspec.structs import replace
from pycrdt import Doc, Text

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.queries import wanted_sessions
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import InviteMade, Join, NewInvite, PersonChange
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import InviteRecord, ParticipantRecord
from jupyter_interview.domain.roles import Role
from jupyter_interview.gate.sync import SyncKind, decode_message, encode_message
from jupyter_interview.rooms.peer import Frame, Peer
from jupyter_interview.rooms.performing import Done
from jupyter_interview.rooms.room import Room
from jupyter_interview.rooms.run_service import RunService
from jupyter_interview.sessions.registry import Registry
from jupyter_interview.store.base import StoreError
from tests.store.memory_store import MemoryStore

OWNER = Actor(Role.OWNER, identity="local", name="Ana")
GRACE = 10.0


@dataclass
class HandTimer:
    at: float
    call: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """As asyncio's timers, it lets go of what it would have called."""
        self.cancelled = True
        self.call = _nothing


def _nothing() -> None:
    pass


class HandClock:
    """Time goes on when a test says so, timers and all."""

    def __init__(self) -> None:
        self._now = 0.0
        self._set_by = 0.0
        self._timers: list[HandTimer] = []

    def now_us(self) -> int:
        return 1_790_000_000_000_000 + round((self._now + self._set_by) * 1_000_000)

    def set_by(self, seconds: float) -> None:
        """Somebody sets the wall clock, forward or back; nothing else notices."""
        self._set_by += seconds

    def monotonic(self) -> float:
        return self._now

    def later(self, seconds: float, call: Callable[[], None]) -> HandTimer:
        timer = HandTimer(self._now + seconds, call)
        self._timers.append(timer)
        return timer

    def forget(self) -> None:
        """The process whose timers these are is gone."""
        self._timers.clear()

    def turn(self, seconds: float) -> None:
        """Let so much time pass, and everything happen that was due."""
        end = self._now + seconds
        while due := [timer for timer in self._timers if not timer.cancelled and timer.at <= end]:
            first = min(due, key=lambda timer: timer.at)
            self._timers.remove(first)
            self._now = max(self._now, first.at)
            first.call()
        self._now = end


class ShakyStore(MemoryStore):
    """A store that fails while it is told to."""

    failing = False

    async def commit(self, changes: Any) -> None:
        if self.failing:
            raise StoreError("The disk is full.")
        await super().commit(changes)


@dataclass
class Client:
    """Somebody's end of a connection."""

    room: Room
    frames: list[Any] = field(default_factory=list)
    closed: int | None = None
    reason: str = ""
    backlog: int = 0
    peer: Peer | None = None

    def send(self, *frames: Frame) -> None:
        for data in (frame.data for frame in frames):
            self.frames.append(json.loads(data) if isinstance(data, str) else decode_message(data))

    def close(self, code: int, reason: str) -> None:
        self.closed, self.reason = int(code), reason

    def queued(self) -> int:
        return self.backlog

    def hears(self, kind: str) -> list[Any]:
        """Payloads of the text frames of this type, oldest first."""
        return [f["payload"] for f in self.frames if isinstance(f, dict) and f["type"] == kind]

    def takes(self, kind: str) -> Any:
        """The payload of the first text frame of this type, which is not heard again."""
        frame = next(f for f in self.frames if isinstance(f, dict) and f["type"] == kind)
        self.frames.remove(frame)
        return frame["payload"]

    def kinds(self) -> list[str]:
        """The types of the text frames that were heard."""
        return [f["type"] for f in self.frames if isinstance(f, dict)]

    def updates(self) -> list[bytes]:
        return [
            f.payload
            for f in self.frames
            if not isinstance(f, dict) and f.kind is not SyncKind.STEP1
        ]

    def says(self, kind: str, **payload: Any) -> None:
        assert self.peer is not None
        text = json.dumps({"type": kind, "payload": payload})
        self.room.receive_text(self.peer, text.encode())

    def types(self, *updates: bytes) -> None:
        """Update frames that come in one go."""
        assert self.peer is not None
        frames = [encode_message(SyncKind.UPDATE, update) for update in updates]
        self.room.receive_binary(self.peer, *frames)

    def says_step1(self) -> None:
        """Ask for everything."""
        assert self.peer is not None
        self.room.receive_binary(self.peer, encode_message(SyncKind.STEP1, b"\x00"))

    def goes(self) -> None:
        assert self.peer is not None
        self.room.disconnect(self.peer)


class Paper:
    """A document of a sync client that writes at the end of its texts."""

    def __init__(self, client_id: int) -> None:
        self.doc: Doc[Any] = Doc(client_id=client_id)

    def text(self, where: str = "python") -> Text:
        """The text of a language, or of a file with an id of its own."""
        root = f"file:{where}" if where.startswith("f-") else f"code:{where}"
        text: Text = self.doc.get(root, type=Text)
        return text

    def learns(self, client: Client) -> None:
        """Take in everything the client was sent."""
        for update in client.updates():
            self.doc.apply_update(update)

    def writes(self, words: str, where: str = "python") -> bytes:
        text = self.text(where)
        return self.changes(lambda: text.insert(len(str(text).encode()), words))

    def changes(self, work: Callable[[], object]) -> bytes:
        """The update of what is done. A subscription that stays would keep the document for
        ever."""
        seen: list[bytes] = []
        writing = self.doc.observe(lambda event: seen.append(event.update))
        work()
        self.doc.unobserve(writing)
        return seen[-1]


class Stage:
    """A registry over a store in memory, and one session in it."""

    def __init__(self, limits: Limits | None = None, run_service: RunService | None = None) -> None:
        self.run_service = run_service
        self.clock = HandClock()
        self.store = ShakyStore()
        self.limits = limits or Limits()
        self.registry = self._registry()
        self._held = AsyncExitStack()
        self.session_id = ""

    def _registry(self) -> Registry:
        log = logging.getLogger("tests.rooms")
        return Registry(
            self.store, self.clock, self.limits, GRACE, log, run_service=self.run_service
        )

    async def open(
        self,
        language: str = "python",
        code: str | None = "",
        command: NewSession | None = None,
        by: str = "local",
    ) -> Room:
        """A new session's room."""
        await self.store.open()
        command = command or NewSession(language, "Interview", code)
        created = await self.registry.create(command, by)
        self.session_id = created.id
        return await self.enter()

    async def enter(self) -> Room:
        return await self._held.enter_async_context(self.registry.room(self.session_id))

    async def restart(self) -> Room:
        """Another process takes over; what was not committed is gone."""
        self._held = AsyncExitStack()
        self.clock.forget()
        self.registry._closing = True
        self.registry = self._registry()
        return await self.enter()

    async def stored(self) -> None:
        """Everything submitted so far is on disk, and its acks are out."""
        await self.registry.recorder.submit(self.session_id, []).wait()
        self.clock.turn(Limits().ack_interval)

    async def listed(self, identity: str = "local", **query: str) -> list[dict[str, Any]]:
        """The answer to a person who asks for a list."""
        wanted = wanted_sessions(query, self.limits)
        listed: list[dict[str, Any]]
        listed = as_json((await self.registry.overview.sessions(identity, wanted))[0])
        return listed

    def connect(
        self, room: Room, actor: Actor = OWNER, mode: Mode = Mode.SYNC, wanted: str | None = None
    ) -> Client:
        client = Client(room)
        client.peer = room.connect(actor, mode, client, wanted)
        return client

    def guest(self, room: Room, name: str, role: Role = Role.CANDIDATE) -> Actor:
        """Somebody who came by a fresh link."""
        _record, secret, _done = make_link(room, OWNER, NewInvite(role, 3600, None))
        joined = by_link(room, secret, Join(name, None, None))
        assert joined.secret is not None
        actor = room.guest(joined.secret)
        assert actor is not None
        return actor


def as_json(value: object) -> Any:
    """A value of the contract as a client gets it."""
    return json.loads(encode(value))


class Joined(NamedTuple):
    """Somebody is in."""

    record: ParticipantRecord
    secret: str | None
    done: Done


def make_link(room: Room, actor: Actor, command: NewInvite) -> tuple[InviteRecord, str, Done]:
    """A fresh link and its secret."""
    done = room.perform(actor, command)
    [made] = done.events
    assert isinstance(made, InviteMade) and done.secret is not None
    record = room.core.people.invite(made.invite)
    assert record is not None
    return record, done.secret, done


def join(room: Room, actor: Actor, command: Join) -> Joined:
    """Somebody joins, by whichever way they came."""
    done = room.perform(actor, command)
    return Joined(room.who_joined(actor, command, done), done.secret, done)


def by_link(room: Room, secret: str, command: Join, identity: str | None = None) -> Joined:
    """Somebody joins by a link."""
    return join(room, room.newcomer(secret, identity), command)


def change_person(room: Room, actor: Actor, participant_id: str, command: PersonChange) -> Done:
    """Something about this participant is changed."""
    return room.perform(actor, replace(command, participant=participant_id))


@contextmanager
def refused(code: ErrorCode) -> Iterator[None]:
    """What is done inside must be refused with this code."""
    with pytest.raises(InterviewError) as caught:
        yield
    assert caught.value.code is code


def on_stage(test: Callable[[Stage], Any], limits: Limits | None = None) -> None:
    """Run a test's conversation in a loop of its own."""

    async def run() -> None:
        stage = Stage(limits)
        await test(stage)
        await stage.registry.close()

    asyncio.run(run())


def staged(**limits: float) -> Callable[[Callable[[Stage], Any]], Callable[[], None]]:
    """Makes a test of a conversation; limits by name."""

    def decorate(talk: Callable[[Stage], Any]) -> Callable[[], None]:
        def test() -> None:
            on_stage(talk, Limits().with_overrides(limits))

        test.__doc__ = talk.__doc__
        return test

    return decorate
