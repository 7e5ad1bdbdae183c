"""Lists of interviews, for people who created them or have joined them.

Interviews in memory are asked how they are at this moment. All others are described from their
records, so no room is loaded for a list.
"""

from collections.abc import Callable

from msgspec.structs import replace

from ..contract.queries import Cursor, WantedSessions
from ..contract.values import ActivityList, Class, Session, SessionEntry
from ..domain.clock import Clock, iso
from ..domain.ordering import Order
from ..domain.records import SessionRecord
from ..domain.roles import HOSTS, Operation, Phases, Role, State, may
from ..domain.searching import folded, words
from ..journal.detached_documents import DetachedDocuments
from ..rooms.room import Room
from ..session import view
from ..session.interview import phases_in
from ..session.people_book import waits
from ..store.base import Listed, Listing, Store
from .activity import Wanted, tell_activity

_HOST_ROLES = frozenset(role.value for role in HOSTS)


def _phases(record: SessionRecord) -> Phases:
    return phases_in(record, State(record.state))


def _dated(
    listed: Listed, told: Session | SessionEntry | None, order: Order
) -> Session | SessionEntry | None:
    """The entry with when it was edited or run last, where the order goes by that, for somebody who
    is in."""
    if order is not Order.ACTIVITY or not isinstance(told, SessionEntry) or not told.actions:
        return told
    return replace(told, last_active_at=iso(int(listed.place)))


class Overview:
    """Answers with the contract's JSON. ``room_now`` gives the rooms in memory."""

    def __init__(
        self,
        room_now: Callable[[str], Room | None],
        store: Store,
        documents: DetachedDocuments,
        clock: Clock,
    ) -> None:
        self._room_now = room_now
        self._store = store
        self._documents = documents
        self._clock = clock

    async def sessions(
        self, identity: str, wanted: WantedSessions
    ) -> tuple[list[Session | SessionEntry], Cursor | None]:
        """A page of the sessions that somebody created or joined, and where the next page begins.

        With texts they are the contract's ``Session``, without its ``SessionEntry``.
        """
        listing = Listing(
            identity,
            wanted.limit,
            _HOST_ROLES,
            wanted.after,
            None if wanted.state is None else wanted.state.value,
            words(wanted.words),
            folded(wanted.untitled.replace("\0", " ")),
            wanted.with_text,
            wanted.order,
        )
        listed, more = await self._store.page(listing)
        told = [
            _dated(one, await self._tell(one, identity, wanted.with_text), wanted.order)
            for one in listed
        ]
        last = listed[-1] if more else None
        return (
            [one for one in told if one is not None],
            None if last is None else (last.place, last.session.id),
        )

    async def session(self, identity: str, session_id: str) -> Session | None:
        """One of these sessions with its text, whichever server holds it; None if it is gone."""
        for record in await self._store.chosen(identity, [session_id], None):
            told = await self._tell(Listed(record, None, None), identity, with_text=True)
            return told if isinstance(told, Session) else None
        return None

    async def _tell(
        self, listed: Listed, identity: str, with_text: bool
    ) -> Session | SessionEntry | None:
        """Describe a session; None if it was deleted meanwhile or its text is gone."""
        room = self._room_now(listed.session.id)
        if room is None:
            return await self._tell_stored(listed, with_text)
        actor = None if room.deleted else room.member(identity, "")
        if actor is None:
            return None
        if with_text:
            return room.glance(actor)
        record = room.core.session
        if not room.may_read(actor):
            return view.waiting_entry(record, actor.role)
        return view.session_entry(record, actor.role, room.core.phases)

    async def _tell_stored(self, listed: Listed, with_text: bool) -> Session | SessionEntry | None:
        record, person = listed.session, listed.person
        role = Role.OWNER if person is None else Role(person.role)
        is_inside = person is None or not waits(person)
        if not is_inside or not may(role, Operation.READ, _phases(record)):
            if with_text:
                return view.waiting_session(record, role)
            return view.waiting_entry(record, role)
        if not with_text:
            return view.session_entry(record, role, _phases(record))
        shown = await self._documents.code_of(record, listed.text)
        if shown is None:
            return None
        return view.session(record, role, _phases(record), shown.code, shown.damaged)

    async def activity(self, identity: str, wanted: Wanted) -> ActivityList:
        """What goes on in interviews of which somebody is a host; loads no texts."""
        return await tell_activity(self._store, self._room_now, identity, wanted, self._clock)

    async def classes(self, identity: str) -> list[Class]:
        """The classes of somebody, newest first, with the number of their interviews."""
        return [Class(name, count) for name, count in await self._store.classes(identity)]
