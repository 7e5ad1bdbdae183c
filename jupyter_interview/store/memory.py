"""The store in memory: the twin that tests run on. It forgets everything with the object.

A commit works on copies of the sessions it touches and puts them in place at the end, which makes
it as atomic as the others'.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from .base import (
    DONE,
    MISFIT,
    Activity,
    Change,
    ClientBinding,
    Deletion,
    InviteRecord,
    LogEntry,
    LogKind,
    ParticipantRecord,
    SessionData,
    SessionRecord,
    Snapshot,
    StoreError,
    Trouble,
)


@dataclass
class _Shelf:
    """One session. Dictionaries keep the order of insertion."""

    session: SessionRecord
    participants: dict[str, ParticipantRecord] = field(default_factory=dict)
    invites: dict[str, InviteRecord] = field(default_factory=dict)
    clients: dict[int, ClientBinding] = field(default_factory=dict)
    log: dict[int, LogEntry] = field(default_factory=dict)
    snapshots: dict[int, Snapshot] = field(default_factory=dict)

    def copy(self) -> "_Shelf":
        return _Shelf(
            self.session,
            self.participants.copy(),
            self.invites.copy(),
            self.clients.copy(),
            self.log.copy(),
            self.snapshots.copy(),
        )

    def record(self) -> SessionRecord:
        return replace(self.session, head_seq=max(self.log, default=0))


class MemoryStore:
    """See :class:`~.base.Store` for what the methods promise."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {}
        self._open = False
        self.troubled: Callable[[], None] = lambda: None

    async def open(self) -> None:
        """See :meth:`.base.Store.open`."""
        self._open = True

    async def close(self) -> None:
        """See :meth:`.base.Store.close`."""
        self._open = False

    def troubles(self) -> frozenset[Trouble]:
        """See :meth:`.base.Store.troubles`."""
        return frozenset()

    async def commit(self, changes: Sequence[Change]) -> None:
        """See :meth:`.base.Store.commit`."""
        shelves = self._opened().copy()
        touched = {change.session_id for change in changes if not isinstance(change, SessionRecord)}
        for session_id in touched & shelves.keys():
            shelves[session_id] = shelves[session_id].copy()
        for change in changes:
            _apply(shelves, change)
        self._shelves = shelves

    async def sessions(self) -> list[SessionRecord]:
        """See :meth:`.base.Store.sessions`."""
        records = [shelf.record() for shelf in self._opened().values()]
        return sorted(reversed(records), key=lambda record: -record.created_us)

    async def memberships(self, identity: str) -> set[str]:
        """See :meth:`.base.Store.memberships`."""
        return {
            shelf.session.id
            for shelf in self._opened().values()
            for record in shelf.participants.values()
            if record.identity == identity and record.left_us is None
        }

    async def activity(
        self, session_ids: Sequence[str], hosts: Collection[str]
    ) -> dict[str, Activity]:
        """See :meth:`.base.Store.activity`."""
        shelves = self._opened()
        return {i: _activity(shelves[i], hosts) for i in session_ids if i in shelves}

    async def load(self, session_id: str) -> SessionData | None:
        """See :meth:`.base.Store.load`."""
        shelf = self._opened().get(session_id)
        if shelf is None:
            return None
        return SessionData(
            session=shelf.record(),
            participants=list(shelf.participants.values()),
            invites=list(shelf.invites.values()),
            clients=list(shelf.clients.values()),
            snapshot=shelf.snapshots[max(shelf.snapshots)] if shelf.snapshots else None,
        )

    async def log(
        self,
        session_id: str,
        after_seq: int = 0,
        limit: int | None = None,
        updates_after: int = 0,
    ) -> list[LogEntry]:
        """See :meth:`.base.Store.log`."""
        shelf = self._opened().get(session_id)
        entries = shelf.log if shelf else {}
        found = [entries[seq] for seq in sorted(entries) if seq > after_seq]
        return [e for e in found if e.kind is not LogKind.UPDATE or e.seq > updates_after][:limit]

    def _opened(self) -> dict[str, _Shelf]:
        if not self._open:
            raise StoreError("The store is not open.")
        return self._shelves


def _activity(shelf: _Shelf, hosts: Collection[str]) -> Activity:
    people = list(shelf.participants.values())
    led = {record.id for record in people if record.role not in hosts}

    def newest(kind: LogKind) -> LogEntry | None:
        entries = [shelf.log[seq] for seq in sorted(shelf.log, reverse=True)]
        found = (e for e in entries if e.kind is kind and e.participant_id in led)
        return next(found, None)

    return Activity(people, *(newest(kind) for kind in DONE))


def _apply(shelves: dict[str, _Shelf], change: Change) -> None:
    if isinstance(change, SessionRecord):
        shelf = shelves.get(change.id)
        shelves[change.id] = _Shelf(change) if shelf is None else replace(shelf, session=change)
        return
    if isinstance(change, Deletion):
        shelves.pop(change.session_id, None)
        return
    shelf = shelves.get(change.session_id)
    if shelf is None:
        raise StoreError(MISFIT)
    match change:
        case ParticipantRecord():
            shelf.participants[change.id] = change
        case InviteRecord():
            shelf.invites[change.id] = change
        case Snapshot():
            shelf.snapshots[change.seq] = change
        case ClientBinding() if change.client_id not in shelf.clients:
            shelf.clients[change.client_id] = change
        case LogEntry() if change.seq not in shelf.log:
            shelf.log[change.seq] = change
        case _:
            raise StoreError(MISFIT)
