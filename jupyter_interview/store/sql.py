"""The store in SQL, as far as it is the same for every database.

Everything that is done to the database is a plain function of a connection. A subclass says how to
run such a function without blocking the event loop, how its database inserts or replaces, how it
leaves no byte of deleted content, and what its errors mean.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    Select,
    Table,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from ..domain.participants import best_of
from ..domain.records import (
    InviteRecord,
    LogEntry,
    LogKind,
    ParticipantRecord,
    RemarkKind,
    RemarkRecord,
    SessionRecord,
)
from . import accounts, clearing, listing, remarks, tables
from .accounts import Owner
from .base import (
    CHECKED,
    DONE,
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
from .listing import ACTIVE_WITHIN_US

KINDS: dict[type, tuple[Table, tuple[str, ...]]] = {
    SessionRecord: (tables.session, ("id",)),
    ParticipantRecord: (tables.participant, ("session_id", "id")),
    InviteRecord: (tables.invite, ("session_id", "id")),
    ClientBinding: (tables.client, ()),
    Creation: (tables.creation, ()),
    LogEntry: (tables.log, ()),
    RemarkRecord: (tables.remark, ("session_id", "id")),
    Snapshot: (tables.snapshot, ("session_id", "seq")),
    ShownText: (tables.shown, ("session_id",)),
}
"""The table and the key of each kind of record; one without a key is only added."""

NAMES = {
    kind: tuple(field.name for field in fields(kind) if field.name in table.c)
    for kind, (table, _) in KINDS.items()
}
"""The fields of each kind that are columns."""

HEAD_SEQ = (
    select(func.coalesce(func.max(tables.log.c.seq), 0))
    .where(tables.log.c.session_id == tables.session.c.id)
    .scalar_subquery()
)
"""The ``seq`` of the last entry of a session's log; 0 if it is empty."""

_DERIVED = (SessionRecord, ParticipantRecord)
_MOST_ACTIVE = 10_000
"""Sessions of which is remembered when they were edited or run last."""
_LOG_ROW = attrgetter(*NAMES[LogEntry])

R = TypeVar("R")


class SqlStore(ABC):
    """Reads and writes. :class:`~.base.Store` says what the methods promise."""

    _problems: tuple[type[Exception], ...] = (SQLAlchemyError, OSError, ArithmeticError, ValueError)
    """The errors by which the database shows that it has failed."""
    _entries: FromClause = tables.log
    """The log as it is read."""
    _logs: tuple[Table, ...] = (tables.log,)
    """The tables that the log is in."""

    def __init__(self) -> None:
        self.troubled: Callable[[], None] = lambda: None
        self._unscrubbed = self._removed = False
        self._gone: set[str] = set()
        """The sessions that were deleted and are perhaps not cleared yet."""
        self._log_insert: str | None = None
        self._active: dict[str, int] = {}
        """When sessions were edited or run last, as far as it was noted a short while ago."""
        self._writes = {kind: (self._insert(*KINDS[kind]), NAMES[kind]) for kind in KINDS}

    def troubles(self) -> frozenset[Trouble]:
        """See :meth:`.base.Store.troubles`. Those of a database server are for the people who run
        it."""
        return frozenset()

    async def commit(self, changes: Sequence[Change]) -> None:
        """See :meth:`.base.Store.commit`."""
        await self._run(lambda connection: self._apply(connection, changes), writes=True)
        self._remember_gone(changes)
        if self._unscrubbed:
            # The commit stands in any case; what fails now is done after the next one.
            with suppress(StoreError):
                self._unscrubbed = not await self._scrub()

    def give_up(self, session_id: str) -> bool:
        """See :meth:`.base.Store.give_up`. Here a failed commit is never on disk."""
        return False

    async def clear(self, session_id: str | None = None) -> bool:
        """See :meth:`.base.Store.clear`."""

        def work(connection: Connection) -> bool | None:
            return clearing.clear(connection, self._logs, session_id)

        more = await self._run(work, writes=True)
        if not more:
            self._gone -= self._gone if session_id is None else {session_id}
        self._removed = self._removed or more is not None
        if not more and self._removed:
            self._removed, self._unscrubbed = False, True
            with suppress(StoreError):
                self._unscrubbed = not await self._scrub()
        return bool(more)

    async def page(self, wanted: Listing) -> tuple[list[Listed], bool]:
        """See :meth:`.base.Store.page`."""
        return await self._run(lambda connection: self._page(connection, wanted))

    async def created_with(self, key_sha256: bytes) -> Creation | None:
        """See :meth:`.base.Store.created_with`."""
        query = select(*(tables.creation.c[name] for name in NAMES[Creation])).where(
            tables.creation.c.key_sha256 == key_sha256
        )

        def work(connection: Connection) -> Creation | None:
            row = connection.execute(query).one_or_none()
            return None if row is None else Creation(*row)

        return await self._run(work)

    async def account(self, name: str, made_us: int) -> str:
        """See :meth:`.base.Store.account`."""
        find = partial(accounts.known, name=name, made_us=made_us)
        while (found := await self._run(find)) is None:
            await self._run(
                partial(accounts.note, insert=self._upsert, name=name, made_us=made_us),
                writes=True,
            )
        return found

    async def owners(self) -> list[Owner]:
        """Everybody who has interviews, and all accounts that are known."""
        return await self._run(accounts.owners)

    async def owned(self, identity: str) -> list[SessionRecord]:
        """The interviews of one owner, newest first."""
        query = self._sessions().where(tables.session.c.created_by == identity)
        newest = query.order_by(tables.session.c.created_us.desc(), tables.session.c.id)
        return await self._run(
            lambda connection: [SessionRecord(*row) for row in connection.execute(newest)]
        )

    async def hand_over(
        self, session_ids: Collection[str], old: str, new: str, now_us: int
    ) -> None:
        """Give interviews of one owner to another one; no server may use the store meanwhile."""
        await self._run(
            partial(accounts.hand_over, session_ids=session_ids, old=old, new=new, now_us=now_us),
            writes=True,
        )

    async def forget_accounts(self) -> None:
        """Let each name belong to the next account that comes with it."""
        await self._run(accounts.forget, writes=True)

    async def chosen(
        self, identity: str, ids: Sequence[str], group: str | None
    ) -> list[SessionRecord]:
        """See :meth:`.base.Store.chosen`."""
        query = listing.chosen(self._sessions(), identity, ids, group)
        return await self._run(
            lambda connection: [SessionRecord(*row) for row in connection.execute(query)]
        )

    async def classes(self, identity: str) -> list[tuple[str, int]]:
        """See :meth:`.base.Store.classes`."""
        query = listing.classes(identity)
        return await self._run(
            lambda connection: [(name, count) for name, count in connection.execute(query)]
        )

    async def due(
        self, ended_before_us: int, limit: int, session_id: str | None = None
    ) -> list[str]:
        """See :meth:`.base.Store.due`."""
        query = listing.due(ended_before_us, limit, session_id)
        return await self._run(lambda connection: list(connection.scalars(query)))

    async def activity(
        self, session_ids: Sequence[str], hosts: Collection[str]
    ) -> dict[str, Activity]:
        """See :meth:`.base.Store.activity`."""
        return await self._run(
            lambda connection: {
                session_id: found
                for session_id in session_ids
                if (found := self._activity(connection, session_id, hosts)) is not None
            }
        )

    async def load(self, session_id: str) -> SessionData | None:
        """See :meth:`.base.Store.load`."""
        return await self._run(lambda connection: self._load(connection, session_id))

    async def log(
        self,
        session_id: str,
        after_seq: int = 0,
        limit: int | None = None,
        updates_after: int = 0,
        kinds: Collection[LogKind] | None = None,
    ) -> list[LogEntry]:
        """See :meth:`.base.Store.log`."""
        seq, kind_of = self._entries.c.seq, self._entries.c.kind
        there = ~clearing.is_gone(session_id)
        query = self._log_of(session_id).where(seq > after_seq, there).order_by(seq).limit(limit)
        if updates_after > after_seq:
            query = query.where(or_(kind_of != LogKind.UPDATE, seq > updates_after))
        if kinds is not None:
            query = query.where(kind_of.in_(kinds))
        return await self._run(lambda connection: _read(connection, query))

    async def last_before(self, session_id: str, at_us: int) -> tuple[int, int]:
        """See :meth:`.base.Store.last_before`."""
        entry = self._entries.c
        query = select(entry.seq, entry.at_us).where(
            entry.session_id == session_id, entry.at_us <= at_us
        )

        def work(connection: Connection) -> tuple[int, int]:
            row = connection.execute(query.order_by(entry.seq.desc()).limit(1)).one_or_none()
            return (0, 0) if row is None else (row[0], row[1])

        return await self._run(work)

    async def remarks(self, session_id: str, author: str) -> list[RemarkRecord]:
        """See :meth:`.base.Store.remarks`."""
        query = remarks.readable(session_id, author, NAMES[RemarkRecord])

        def work(connection: Connection) -> list[RemarkRecord]:
            rows = (dict(row._mapping) for row in connection.execute(query))
            return [RemarkRecord(**{**row, "kind": RemarkKind(row["kind"])}) for row in rows]

        return await self._run(work)

    @abstractmethod
    async def _transact(self, work: Callable[[Connection], R], writes: bool) -> R:
        """Run in a transaction of its own; raises StoreError when the store is not open."""

    @abstractmethod
    def _upsert(self, table: Table, key: Sequence[str], replaced: Sequence[str]) -> Executable:
        """Insert a row, or replace these columns of the one that has its key; if they are none,
        leave it as it is."""

    @abstractmethod
    async def _scrub(self) -> bool:
        """Overwrite what deleted rows have left; answers whether that is done."""

    @abstractmethod
    def _explain(self, problem: Exception) -> StoreError:
        """The StoreError, with a sentence, for an error of the database."""

    async def _run(self, work: Callable[[Connection], R], writes: bool = False) -> R:
        try:
            return await self._transact(work, writes)
        except BaseException as problem:
            if writes:
                self._active.clear()
            if isinstance(problem, self._problems):
                raise self._explain(problem) from problem
            raise

    def _remember_gone(self, changes: Sequence[Change]) -> None:
        self._gone |= {change.session_id for change in changes if isinstance(change, Deletion)}

    def _apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        clearing.demand_there(self._gone, changes)
        for kind, group in groupby(changes, type):
            if kind is LogEntry:
                # Most changes are entries, which are given to the driver as plain rows.
                entries = [entry for entry in group if isinstance(entry, LogEntry)]
                self._add_to_log(connection, [_LOG_ROW(entry) for entry in entries])
                self._note_active(connection, entries)
                continue
            if kind is Deletion:
                for deletion in map(attrgetter("session_id"), group):
                    clearing.mark(connection, deletion)
                continue
            statement, names = self._writes[kind]
            records = list(group)
            values = [{name: getattr(record, name) for name in names} for record in records]
            if kind in _DERIVED:
                for value, record in zip(values, records, strict=True):
                    value |= listing.derived(kind, record)
            connection.execute(statement, values)
            if kind is ParticipantRecord:
                _set_members(connection, records)
            elif kind is SessionRecord:
                keys = [{"of_session": one["id"], "as_key": one["title_key"]} for one in values]
                connection.execute(listing.SET_MEMBERS_TITLE, keys)

    def _note_active(self, connection: Connection, entries: Sequence[LogEntry]) -> None:
        """Note when sessions were edited or run last, unless that was noted seconds ago."""
        newest = {entry.session_id: entry.at_us for entry in entries if entry.kind in DONE}
        due: list[dict[str, Any]] = [
            {"of_session": session_id, "at_us": at_us, "before_us": at_us - ACTIVE_WITHIN_US}
            for session_id, at_us in newest.items()
            if self._active.get(session_id, 0) <= at_us - ACTIVE_WITHIN_US
        ]
        if due:
            connection.execute(listing.SET_ACTIVE, due)
            of_these = [{"of_session": one["of_session"]} for one in due]
            connection.execute(listing.SET_MEMBERS_ACTIVE, of_these)
            if len(self._active) > _MOST_ACTIVE:
                self._active.clear()
            self._active |= {one["of_session"]: one["at_us"] for one in due}

    def _add_to_log(self, connection: Connection, rows: list[Any]) -> None:
        if self._log_insert is None:
            self._log_insert = str(insert(tables.log).compile(dialect=connection.dialect))
        connection.exec_driver_sql(self._log_insert, rows)

    def _insert(self, table: Table, key: tuple[str, ...]) -> Executable:
        if not key:
            return insert(table)
        if table is tables.remark:
            return self._upsert(table, key, ())
        kept = ("nr", *key, *listing.KEPT)
        rest = [column.name for column in table.c if column.name not in kept]
        return self._upsert(table, key, rest)

    def _load(self, connection: Connection, session_id: str) -> SessionData | None:
        here = self._sessions().where(tables.session.c.id == session_id)
        row = connection.execute(here).one_or_none()
        if row is None:
            return None
        newest = _of(Snapshot, session_id).order_by(tables.snapshot.c.seq.desc()).limit(1)
        snapshot = connection.execute(newest).one_or_none()
        return SessionData(
            session=SessionRecord(*row),
            participants=_records(connection, ParticipantRecord, session_id),
            invites=_records(connection, InviteRecord, session_id),
            clients=_records(connection, ClientBinding, session_id),
            snapshot=None if snapshot is None else Snapshot(*snapshot),
        )

    def _page(self, connection: Connection, wanted: Listing) -> tuple[list[Listed], bool]:
        places = [(id, place) for id, place in connection.execute(listing.page(wanted))]
        more, places = len(places) > wanted.limit, places[: wanted.limit]
        ids = [id for id, _ in places]
        rows = connection.execute(self._sessions().where(tables.session.c.id.in_(ids)))
        sessions = {row[0]: SessionRecord(*row) for row in rows}
        own = (
            tables.participant.c.identity == wanted.identity,
            tables.participant.c.left_us.is_(None),
        )
        joined = [i for i, one in sessions.items() if one.created_by != wanted.identity]
        people: dict[str, list[ParticipantRecord]] = {}
        for person in _among(connection, ParticipantRecord, joined, *own):
            people.setdefault(person.session_id, []).append(person)
        texts = {}
        if wanted.with_text:
            texts = {text.session_id: text for text in _among(connection, ShownText, ids)}
        return [
            Listed(sessions[i], best_of(people.get(i, ())), texts.get(i), place)
            for i, place in places
        ], more

    def _activity(
        self, connection: Connection, session_id: str, hosts: Collection[str]
    ) -> Activity | None:
        """Read the log from its end, where the newest entries are."""
        here = self._sessions().where(tables.session.c.id == session_id)
        if connection.execute(here).one_or_none() is None:
            return None
        people = _records(connection, ParticipantRecord, session_id)
        led = [record.id for record in people if record.role not in hosts]
        entry = self._entries.c

        def newest(kind: LogKind) -> LogEntry | None:
            query = self._log_of(session_id).order_by(entry.seq.desc()).limit(1)
            found = _read(
                connection, query.where(entry.kind == kind, entry.participant_id.in_(led))
            )
            return found[0] if found else None

        query = self._log_of(session_id).where(entry.kind.in_(CHECKED))
        checks = _read(connection, query.order_by(entry.seq.desc()).limit(MOST_CHECKED))
        edit, run, result = (newest(kind) if led else None for kind in DONE)
        return Activity(people, edit, run, result, checks)

    def _log_of(self, session_id: str) -> "Select[Any]":
        columns = self._entries.c
        return select(*(columns[name] for name in NAMES[LogEntry])).where(
            columns.session_id == session_id
        )

    def _sessions(self, head_seq: ColumnElement[int] = HEAD_SEQ) -> "Select[Any]":
        """A query of sessions with the columns of their record."""
        columns = tables.session.c
        names = [field.name for field in fields(SessionRecord)]
        return select(*(columns[name] if name in columns else head_seq for name in names)).where(
            columns.state != listing.GONE
        )


def _read(connection: Connection, query: "Select[Any]") -> list[LogEntry]:
    return [
        LogEntry(session, seq, at_us, who, LogKind(kind), payload, made_us)
        for session, seq, at_us, who, kind, payload, made_us in connection.execute(query)
    ]


def _of(kind: type, session_id: str) -> "Select[Any]":
    """The records of one kind of a session."""
    table, _ = KINDS[kind]
    columns = (table.c[name] for name in NAMES[kind])
    return select(*columns).where(table.c.session_id == session_id)


def _among(
    connection: Connection, kind: type[R], session_ids: Sequence[str], *where: ColumnElement[bool]
) -> list[R]:
    """The records of one kind of these sessions."""
    table, _ = KINDS[kind]
    query = select(*(table.c[name] for name in NAMES[kind]))
    rows = connection.execute(query.where(table.c.session_id.in_(session_ids), *where))
    return [kind(*row) for row in rows]


def _set_members(connection: Connection, records: Sequence[Any]) -> None:
    values = [
        {"of_session": record.session_id, "of_person": record.id}
        for record in records
        if record.identity is not None and record.left_us is None
    ]
    if values:
        connection.execute(listing.SET_MEMBER, values)


def _records(connection: Connection, kind: type[R], session_id: str) -> list[R]:
    table, _ = KINDS[kind]
    rows = connection.execute(_of(kind, session_id).order_by(table.c.nr))
    return [kind(*row) for row in rows]
