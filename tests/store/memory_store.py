"""The store in memory: the twin that tests run on. It forgets everything with the object.

A commit works on copies of the sessions it touches and puts them in place at the end, which makes
it as atomic as the others'.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jupyter_interview.domain.naming import DEFAULT_TITLE
from jupyter_interview.domain.ordering import Order, title_key
from jupyter_interview.domain.participants import best_of
from jupyter_interview.domain.records import (
    READ_BY_OTHERS,
    InviteRecord,
    LogEntry,
    LogKind,
    ParticipantRecord,
    RemarkKind,
    RemarkRecord,
    SessionRecord,
)
from jupyter_interview.domain.searching import folded
from jupyter_interview.store.accounts import same
from jupyter_interview.store.base import (
    CHECKED,
    DONE,
    MISFIT,
    MOST_CHECKED,
    Activity,
    Change,
    ClientBinding,
    Creation,
    Deletion,
    Listed,
    Listing,
    SessionData,
    ShownText,
    Snapshot,
    StoreError,
    Trouble,
)


@dataclass
class StoredSession:
    """One session. Dictionaries keep the order of insertion."""

    session: SessionRecord
    participants: dict[str, ParticipantRecord] = field(default_factory=dict)
    invites: dict[str, InviteRecord] = field(default_factory=dict)
    clients: dict[int, ClientBinding] = field(default_factory=dict)
    log: dict[int, LogEntry] = field(default_factory=dict)
    snapshots: dict[int, Snapshot] = field(default_factory=dict)
    shown: ShownText | None = None
    creation: Creation | None = None
    remarks: dict[str, RemarkRecord] = field(default_factory=dict)

    def copy(self) -> "StoredSession":
        return StoredSession(
            self.session,
            self.participants.copy(),
            self.invites.copy(),
            self.clients.copy(),
            self.log.copy(),
            self.snapshots.copy(),
            self.shown,
            self.creation,
            self.remarks.copy(),
        )

    def best_of(self, identity: str) -> ParticipantRecord | None:
        own = [p for p in self.participants.values() if p.identity == identity and not p.left_us]
        return best_of(own)

    def is_of(self, identity: str) -> bool:
        return self.session.created_by == identity or self.best_of(identity) is not None

    def place(self, order: Order) -> Any:
        """Where it stands in this order."""
        session = self.session
        done = [entry.at_us for entry in self.log.values() if entry.kind in DONE]
        return {
            Order.CREATED: session.created_us,
            Order.ACTIVITY: max([session.created_us, *done]),
            Order.TITLE: title_key(session.title),
        }[order]

    def record(self) -> SessionRecord:
        return replace(self.session, head_seq=max(self.log, default=0))


class MemoryStore:
    """See :class:`~jupyter_interview.store.base.Store` for what the methods promise."""

    def __init__(self) -> None:
        self.sessions: dict[str, StoredSession] = {}
        self._open = False
        self._gone: set[str] = set()
        self._accounts: dict[str, list[int]] = {}
        self.troubled: Callable[[], None] = lambda: None

    async def open(self) -> None:
        """See :meth:`Store.open`."""
        self._open = True

    async def close(self) -> None:
        """See :meth:`Store.close`."""
        self._open = False

    def troubles(self) -> frozenset[Trouble]:
        """See :meth:`Store.troubles`."""
        return frozenset()

    async def commit(self, changes: Sequence[Change]) -> None:
        """See :meth:`Store.commit`."""
        kept = self._opened().copy()
        touched = {change.session_id for change in changes if not isinstance(change, SessionRecord)}
        for session_id in touched & kept.keys():
            kept[session_id] = kept[session_id].copy()
        gone = self._gone | {one.session_id for one in changes if isinstance(one, Deletion)}
        for change in changes:
            if isinstance(change, SessionRecord) and change.id in gone:
                raise StoreError(MISFIT)
            _apply(kept, change)
        self.sessions, self._gone = kept, gone

    async def account(self, name: str, made_us: int) -> str:
        """See :meth:`Store.account`."""
        self._opened()
        made = self._accounts.setdefault(name, [])
        if not any(same(at, made_us) for at in made):
            made.append(made_us)
        number = next(n for n, at in enumerate(made, 1) if same(at, made_us))
        return name if number == 1 else f"{name}/{number}"

    def give_up(self, session_id: str) -> bool:
        """See :meth:`Store.give_up`. A commit is done or not."""
        return False

    async def clear(self, session_id: str | None = None) -> bool:
        """See :meth:`Store.clear`. Nothing is left by a deletion."""
        self._opened()
        self._gone -= self._gone if session_id is None else {session_id}
        return False

    async def page(self, wanted: Listing) -> tuple[list[Listed], bool]:
        """See :meth:`Store.page`."""
        found = [
            Listed(
                one.record(),
                one.best_of(wanted.identity) if one.session.created_by != wanted.identity else None,
                one.shown if wanted.with_text else None,
                one.place(wanted.order),
            )
            for one in self._in_order(wanted.order)
            if one.is_of(wanted.identity) and _is_wanted(one, wanted)
        ]
        return found[: wanted.limit], len(found) > wanted.limit

    async def created_with(self, key_sha256: bytes) -> Creation | None:
        """See :meth:`Store.created_with`."""
        made = [one.creation for one in self._opened().values() if one.creation is not None]
        return next((one for one in made if one.key_sha256 == key_sha256), None)

    async def chosen(
        self, identity: str, ids: Sequence[str], group: str | None
    ) -> list[SessionRecord]:
        """See :meth:`Store.chosen`."""
        return [
            one.record()
            for one in self._newest_first()
            if one.is_of(identity)
            and (one.session.id in ids or (group is not None and one.session.group == group))
        ]

    async def classes(self, identity: str) -> list[tuple[str, int]]:
        """See :meth:`Store.classes`."""
        own = (s.session for s in self._newest_first() if s.session.created_by == identity)
        return list(Counter(one.group for one in own if one.group is not None).items())

    async def due(
        self, ended_before_us: int, limit: int, session_id: str | None = None
    ) -> list[str]:
        """See :meth:`Store.due`."""
        ended = [
            (one.ended_us, one.id)
            for one in (one.session for one in self._opened().values())
            if one.state == "ended" and one.ended_us is not None and one.ended_us < ended_before_us
            if one.held_us is None
        ]
        return [one for _, one in sorted(ended) if session_id in (None, one)][:limit]

    def _newest_first(self) -> list[StoredSession]:
        return self._in_order(Order.CREATED)

    def _in_order(self, order: Order) -> list[StoredSession]:
        return sorted(
            self._opened().values(),
            key=lambda one: (one.place(order), one.session.id),
            reverse=order is not Order.TITLE,
        )

    async def activity(
        self, session_ids: Sequence[str], hosts: Collection[str]
    ) -> dict[str, Activity]:
        """See :meth:`Store.activity`."""
        kept = self._opened()
        return {i: _activity(kept[i], hosts) for i in session_ids if i in kept}

    async def load(self, session_id: str) -> SessionData | None:
        """See :meth:`Store.load`."""
        one = self._opened().get(session_id)
        if one is None:
            return None
        return SessionData(
            session=one.record(),
            participants=list(one.participants.values()),
            invites=list(one.invites.values()),
            clients=list(one.clients.values()),
            snapshot=one.snapshots[max(one.snapshots)] if one.snapshots else None,
        )

    async def log(
        self,
        session_id: str,
        after_seq: int = 0,
        limit: int | None = None,
        updates_after: int = 0,
        kinds: Collection[LogKind] | None = None,
    ) -> list[LogEntry]:
        """See :meth:`Store.log`."""
        one = self._opened().get(session_id)
        entries = one.log if one else {}
        found = [entries[seq] for seq in sorted(entries) if seq > after_seq]
        found = [e for e in found if kinds is None or e.kind in kinds]
        return [e for e in found if e.kind is not LogKind.UPDATE or e.seq > updates_after][:limit]

    async def last_before(self, session_id: str, at_us: int) -> tuple[int, int]:
        """See :meth:`Store.last_before`."""
        one = self._opened().get(session_id)
        entries = one.log.values() if one else ()
        found = [(e.seq, e.at_us) for e in entries if e.at_us <= at_us]
        return max(found, default=(0, 0))

    async def remarks(self, session_id: str, author: str) -> list[RemarkRecord]:
        """See :meth:`Store.remarks`."""
        one = self._opened().get(session_id)
        every = list(one.remarks.values()) if one else []
        own = [remark for remark in every if remark.author == author]
        if not any(remark.kind is RemarkKind.SUBMITTED for remark in own):
            return own
        return [each for each in every if each.author == author or each.kind in READ_BY_OTHERS]

    def _opened(self) -> dict[str, StoredSession]:
        if not self._open:
            raise StoreError("The store is not open.")
        return self.sessions


def _is_wanted(one: StoredSession, wanted: Listing) -> bool:
    session, people = one.session, one.participants.values()
    if wanted.state not in (None, session.state):
        return False
    if wanted.before is not None:
        here: Any = (one.place(wanted.order), session.id)
        is_rising = wanted.order is Order.TITLE
        if not (here > wanted.before if is_rising else here < wanted.before):
            return False
    person = one.best_of(wanted.identity)
    holds = session.created_by == wanted.identity or (
        person is not None and person.role in wanted.hosts
    )
    names = [folded(one.name) for one in people] if holds else []
    is_untitled = wanted.untitled != "" and session.title == DEFAULT_TITLE
    title = wanted.untitled if is_untitled else folded(session.title)
    looked_at = [title, *names]
    return all(any(word in text for text in looked_at) for word in wanted.words)


def _activity(one: StoredSession, hosts: Collection[str]) -> Activity:
    people = list(one.participants.values())
    led = {record.id for record in people if record.role not in hosts}

    def newest(kind: LogKind) -> LogEntry | None:
        entries = [one.log[seq] for seq in sorted(one.log, reverse=True)]
        found = (e for e in entries if e.kind is kind and e.participant_id in led)
        return next(found, None)

    checks = [one.log[seq] for seq in sorted(one.log, reverse=True)]
    checks = [entry for entry in checks if entry.kind in CHECKED][:MOST_CHECKED]
    edit, run, result = (newest(kind) for kind in DONE)
    return Activity(people, edit, run, result, checks)


def _apply(kept: dict[str, StoredSession], change: Change) -> None:
    if isinstance(change, SessionRecord):
        one = kept.get(change.id)
        kept[change.id] = StoredSession(change) if one is None else replace(one, session=change)
        return
    if isinstance(change, Deletion):
        kept.pop(change.session_id, None)
        return
    one = kept.get(change.session_id)
    if one is None:
        raise StoreError(MISFIT)
    match change:
        case ParticipantRecord():
            one.participants[change.id] = change
        case InviteRecord():
            one.invites[change.id] = change
        case ShownText():
            one.shown = change
        case Creation() if all(
            other.creation is None or other.creation.key_sha256 != change.key_sha256
            for other in kept.values()
        ):
            one.creation = change
        case Snapshot():
            one.snapshots[change.seq] = change
        case ClientBinding() if change.client_id not in one.clients:
            one.clients[change.client_id] = change
        case RemarkRecord():
            one.remarks.setdefault(change.id, change)
        case LogEntry() if change.seq not in one.log:
            one.log[change.seq] = change
        case _:
            raise StoreError(MISFIT)
