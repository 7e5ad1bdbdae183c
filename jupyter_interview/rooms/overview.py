"""What there is, over all interviews: lists for their owners, and for those who have joined some.

Interviews that nobody is in are told of from the store, and none is loaded for it unless somebody
joined it; what is in memory says itself how it is at this moment.
"""

from collections import Counter
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from ..domain.clock import Clock
from ..domain.roles import Phases, Role, State, phases_of
from ..store.base import HostedElsewhere, SessionRecord, Store
from .activity import Wanted, tell_activity
from .people import People, waits
from .replay import Replay
from .room import Room
from .session_json import session_json, waiting_json


class Rooms(Protocol):
    """Those in memory, and those that can be loaded."""

    def room(self, session_id: str) -> AbstractAsyncContextManager[Room]:
        """Loaded when it is not there."""

    def room_now(self, session_id: str) -> Room | None:
        """None when it is not in memory."""


def _phases(record: SessionRecord) -> Phases:
    return phases_of(State(record.state), record.editing_locked, record.runs_locked)


class Overview:
    """Answers with the contract's JSON."""

    def __init__(self, rooms: Rooms, store: Store, replay: Replay, clock: Clock) -> None:
        self._rooms = rooms
        self._store = store
        self._replay = replay
        self._clock = clock

    async def sessions(self, identity: str) -> list[dict[str, object]]:
        """Own sessions and those joined, newest first, as the contract's ``Session``."""
        joined = await self._store.memberships(identity)
        found = []
        for record in await self._store.sessions():
            if record.created_by == identity:
                room = self._rooms.room_now(record.id)
                if room is None:
                    told = await self._replay.code_of(record)
                    if told is not None:
                        found.append(session_json(record, Role.OWNER, _phases(record), *told))
                elif not room.deleted:
                    found.append(room.core.session_json(Role.OWNER))
            elif record.id in joined:
                try:
                    async with self._rooms.room(record.id) as joined_room:
                        if (actor := joined_room.member(identity, "")) is not None:
                            found.append(joined_room.glance(actor))
                except HostedElsewhere:
                    found += await self._glance(record, identity)
        return found

    async def _glance(self, record: SessionRecord, identity: str) -> list[dict[str, object]]:
        """What a room at another process would say of itself to somebody who has joined it."""
        data, told = await self._store.load(record.id), await self._replay.code_of(record)
        if data is None or told is None:
            return []
        person = People(data.participants, []).newest_of(identity)
        if person is None:
            return []
        role = Role(person.role)
        if waits(person):
            return [waiting_json(record, role)]
        return [session_json(record, role, _phases(record), *told)]

    async def activity(self, identity: str, wanted: Wanted) -> dict[str, Any]:
        """What goes on in interviews that somebody holds; loads no text for it."""
        return await tell_activity(self._store, self._rooms.room_now, identity, wanted, self._clock)

    async def classes(self, identity: str) -> list[dict[str, object]]:
        """The classes of somebody, newest first, with how many interviews are in each."""
        own = [r for r in await self._store.sessions() if r.created_by == identity and r.group]
        return [
            {"name": name, "sessions": count}
            for name, count in Counter(record.group for record in own).items()
        ]
