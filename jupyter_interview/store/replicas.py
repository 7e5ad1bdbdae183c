"""Servers that share a database, and the leases of sessions that they hold.

Each server, called a replica here, writes every second that it is alive, by the database's clock. A
lease names the replica that holds a session, and has a ``token`` that grows each time the lease is
taken. A lease is free when no replica has it, or when its replica was silent for ``DEAD_AFTER``.
Only a replica that was itself heard without a gap for as long may take over such a lease: after an
outage of the database every replica looks dead, and none may conclude anything from that.

Every commit checks in its own transaction, with the rows locked, whether the leases of its sessions
still have the tokens that were given. So it does not matter how late a process is that was stopped,
swapped out or cut off: what it stores after its lease was taken is refused.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql import ColumnElement

from ..domain.records import SessionRecord
from . import tables
from .base import Change, Deletion, HeldElsewhere, LeaseLost, ShownText, Snapshot, StoreError
from .listing import GONE

if TYPE_CHECKING:  # see upsert
    from sqlalchemy.dialects.postgresql import Insert

BEAT_SECONDS = 1.0
DEAD_AFTER = 5.0
_BEAT_AT_MOST_EVERY = 0.2
"""Seconds between two heartbeats, however often somebody wants one."""
_FORGOTTEN_AFTER = 3600.0
_ASK_AGAIN = 0.25
_REMEMBERED = 10_000
_WITH_ADDRESSES = 5
"""The version of the schema in which replicas have addresses."""

metadata = MetaData()

replica = Table(
    "replica",
    metadata,
    Column("id", String, primary_key=True),
    Column("beat_us", BigInteger, nullable=False),
    Column("steady_us", BigInteger, nullable=False),
    Column("mark", String, nullable=False),
    Column("address", String, nullable=False, server_default=""),
)
"""``steady_us`` is since when its heartbeats have come without a gap. ``mark`` is a digest of what
logs people in, which must be the same at all servers. ``address`` is where other servers reach this
one; empty if it does not listen."""

lease = Table(
    "lease",
    metadata,
    Column("session_id", String, primary_key=True),
    Column("replica_id", String),
    Column("token", BigInteger, nullable=False),
)
"""A row stays when its lease is given back, so that tokens only grow; it goes with its session."""

R = TypeVar("R")


class Runner(Protocol):
    """Runs a function in a transaction of the database; raises StoreError."""

    def __call__(self, work: Callable[[Connection], R], writes: bool = False) -> Awaitable[R]: ...


Peer = tuple[str, str]
"""The id of another replica, and its address."""


def prepare(connection: Connection, schema_version: int) -> None:
    """Make the tables, or add what those of an older schema lack."""
    metadata.create_all(connection)
    if 0 < schema_version < _WITH_ADDRESSES:
        connection.exec_driver_sql(
            "ALTER TABLE replica ADD COLUMN IF NOT EXISTS address VARCHAR NOT NULL DEFAULT ''"
        )


def alive(connection: Connection) -> dict[str, str]:
    """The addresses of the replicas that were heard lately, by id."""
    heard = replica.c.beat_us > _ago(DEAD_AFTER)
    found = connection.execute(select(replica.c.id, replica.c.address).where(heard))
    return {replica_id: address for replica_id, address in found}


def _ago(seconds: float) -> "ColumnElement[Any]":
    """A date by the database's clock at this moment, not at the beginning of the transaction."""
    now = func.extract("epoch", func.clock_timestamp()) * 1_000_000
    return (now - seconds * 1_000_000).cast(BigInteger)


class ReplicaLeases:
    """The leases of this process, and its heartbeat.

    ``lost`` is called with sessions that others have taken, as soon as this process finds out, and
    while it still counts as their owner.
    """

    def __init__(self, run: Runner, log: logging.Logger, mark: str = "") -> None:
        self.id = uuid4().hex
        self._mark = mark
        self._alike = True
        self.address = ""
        """Where other replicas reach this one; written with each heartbeat."""
        self.alive: Mapping[str, str] = {self.id: ""}
        """The addresses of the replicas that were alive at the last heartbeat, by id."""
        self.lost: Callable[[Set[str]], None] = lambda sessions: None
        self.heard: Callable[[], None] = lambda: None
        """Called after a heartbeat that may have changed ``alive``."""
        self.changed: Callable[[], None] = lambda: None
        """Called when other replicas should look: this one has come, is gone, or has taken over a
        session of a dead one."""
        self._due = asyncio.Event()
        self._run = run
        self._log = log
        self._tokens: dict[str, int] = {}
        self._holders: dict[str, Peer] = {}
        self._asking: dict[str, asyncio.Task[Peer | None]] = {}
        self._beating: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Register this replica; raises StoreError."""
        await self._beat()
        self._beating = asyncio.get_running_loop().create_task(self._beat_for_ever())
        self.changed()

    def look(self) -> None:
        """Make the next heartbeat soon, because something has changed at another replica."""
        self._due.set()

    async def close(self) -> None:
        """Leave and give all leases back. Never raises: leases that cannot be given back run
        out."""
        task, self._beating = self._beating, None
        if task is None:
            return
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        self._tokens.clear()
        with suppress(StoreError):
            await self._run(lambda connection: _leave(connection, self.id), writes=True)
            self.changed()

    def owns(self, session_id: str) -> bool:
        """See :meth:`.leases.Leases.owns`."""
        return session_id in self._tokens

    async def claim(self, session_id: str, new: bool = False) -> None:
        """See :meth:`.leases.Leases.claim`."""
        before, token = await self._run(
            lambda connection: _claim(connection, session_id, self.id, new), writes=True
        )
        if token is None:
            holder = await self._run(lambda connection: _holder(connection, session_id))
            if holder is not None:
                raise HeldElsewhere
            return
        self._tokens[session_id] = token
        if before not in (None, self.id):
            self.changed()

    async def release(self, session_id: str) -> None:
        """See :meth:`.leases.Leases.release`."""
        token = self._tokens.pop(session_id, None)
        if token is not None:
            with suppress(StoreError):
                await self._run(
                    lambda connection: _release(connection, session_id, self.id, token), writes=True
                )

    def forget(self, session_id: str) -> None:
        """See :meth:`.leases.Leases.forget`."""
        self._tokens.pop(session_id, None)

    async def holder(self, session_id: str) -> Peer | None:
        """The other replica that holds this session; None when it may be opened here.

        Waits while that is unknown, because the holder is silent but not for long enough yet.
        While the database does not answer, this is the holder that was found last.
        """
        if session_id in self._tokens:
            return None
        asking = self._asking.get(session_id)
        if asking is None:
            asking = asyncio.get_running_loop().create_task(self._find(session_id))
            self._asking[session_id] = asking
            asking.add_done_callback(lambda done: self._asking.pop(session_id, None))
        return await asyncio.shield(asking)

    async def _find(self, session_id: str) -> Peer | None:
        holder, sure, tries = None, False, int(2 * DEAD_AFTER / _ASK_AGAIN)
        try:
            while not sure and tries > 0:
                holder, sure = await self._run(
                    lambda connection: _holder_now(connection, session_id, self.id)
                )
                if not sure:
                    tries -= 1
                    await asyncio.sleep(_ASK_AGAIN)
        except StoreError:
            return self._holders.get(session_id)
        self._holders.pop(session_id, None)
        while len(self._holders) >= _REMEMBERED:
            del self._holders[next(iter(self._holders))]
        if holder is not None:
            self._holders[session_id] = holder
        return holder

    async def elsewhere(self, session_ids: Sequence[str]) -> dict[Peer, list[str]]:
        """Those of these sessions that other living replicas hold, by replica; none while the
        database does not answer."""
        wanted = [session_id for session_id in session_ids if session_id not in self._tokens]
        if not wanted:
            return {}
        try:
            return await self._run(lambda connection: _elsewhere(connection, wanted, self.id))
        except StoreError:
            return {}

    def fence(self, changes: Sequence[Change]) -> Callable[[Connection], None]:
        """A function that raises LeaseLost in the transaction of these changes, unless this replica
        holds the leases of all their sessions. Derived rows need no lease: any reader of a log may
        write them."""
        wanted = {
            _session_of(change)
            for change in changes
            if not isinstance(change, Snapshot | ShownText)
        }
        held = {session_id: self._tokens.get(session_id) for session_id in wanted}
        deleted = [change.session_id for change in changes if isinstance(change, Deletion)]
        return lambda connection: _check(connection, self.id, held, deleted)

    async def _beat_for_ever(self) -> None:
        while self._beating is not None:
            await asyncio.sleep(_BEAT_AT_MOST_EVERY)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._due.wait(), BEAT_SECONDS - _BEAT_AT_MOST_EVERY)
            self._due.clear()
            try:
                await self._beat()
            except StoreError as problem:
                self._log.debug("jupyter_interview: no heartbeat: %s", problem)

    async def _beat(self) -> None:
        before = dict(self._tokens)
        me = (self.id, self.address)
        seen = await self._run(lambda connection: _beat(connection, me, self._mark), True)
        steady, living, held, alike = seen
        if self._alike and not alike:
            self._log.error(
                "jupyter_interview: other servers on this database log people in differently. Give"
                " all of them the same c.ServerApp.cookie_secret and the same token or password."
            )
        self._alike = alike
        gone = {
            session_id
            for session_id, token in before.items()
            if held.get(session_id) != token and self._tokens.get(session_id) == token
        }
        if gone:
            self.lost(gone)
            for session_id in gone:
                self._tokens.pop(session_id, None)
        if steady:
            self.alive = living
            self.heard()


def _session_of(change: Change) -> str:
    return change.id if isinstance(change, SessionRecord) else change.session_id


def upsert(table: Table) -> "Insert":
    """PostgreSQL's own insert, loaded here: a server that has SQLite does without the dialect."""
    from sqlalchemy.dialects.postgresql import insert

    return insert(table)


Seen = tuple[bool, dict[str, str], dict[str, int], bool]


def _beat(connection: Connection, peer: Peer, mark: str) -> Seen:
    """Write a heartbeat. Answers whether this replica may call others dead, which replicas are
    alive, what this one holds, and whether all have its mark."""
    (me, address), now = peer, _ago(0)
    first = {"id": me, "beat_us": now, "steady_us": now, "mark": mark, "address": address}
    statement = upsert(replica).values(first)
    late = replica.c.beat_us < _ago(DEAD_AFTER / 2)
    statement = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={
            "beat_us": now,
            "steady_us": case((late, now), else_=replica.c.steady_us),
            "address": address,
        },
    )
    connection.execute(statement)
    connection.execute(delete(replica).where(replica.c.beat_us < _ago(_FORGOTTEN_AFTER)))
    mine = select(lease.c.session_id, lease.c.token).where(lease.c.replica_id == me)
    held = {session_id: token for session_id, token in connection.execute(mine)}
    steady = connection.scalar(select(_is_steady(me)))
    strangers = exists().where(replica.c.beat_us > _ago(DEAD_AFTER), replica.c.mark != mark)
    return bool(steady), alive(connection), held, not connection.scalar(select(strangers))


def _is_steady(me: str) -> "ColumnElement[bool]":
    """Whether this replica has been heard without a gap, long enough to call others dead."""
    return exists().where(
        replica.c.id == me,
        replica.c.steady_us < _ago(DEAD_AFTER),
        replica.c.beat_us > _ago(DEAD_AFTER),
    )


def _claim(
    connection: Connection, session_id: str, me: str, new: bool
) -> tuple[str | None, int | None]:
    """Take a lease that is free. Answers with who had it before, and with its token if it was."""
    before = _holder(connection, session_id)
    first = select(literal(session_id), literal(me), literal(1, BigInteger))
    if not new:
        there = (tables.session.c.id == session_id, tables.session.c.state != GONE)
        first = first.where(exists().where(*there))
    statement = upsert(lease).from_select(["session_id", "replica_id", "token"], first)
    heard = select(replica.c.id).where(replica.c.beat_us > _ago(DEAD_AFTER))
    is_dead = lease.c.replica_id.not_in(heard)
    free = or_(lease.c.replica_id.is_(None), lease.c.replica_id == me, is_dead & _is_steady(me))
    taking = statement.on_conflict_do_update(
        index_elements=["session_id"],
        set_={"replica_id": me, "token": lease.c.token + 1},
        where=free,
    ).returning(lease.c.token)
    return before, connection.scalar(taking)


def _holder(connection: Connection, session_id: str) -> str | None:
    query = select(lease.c.replica_id).where(lease.c.session_id == session_id)
    holder: str | None = connection.scalar(query)
    return holder


def is_held(connection: Connection, session_id: str) -> bool:
    """Whether a replica that was heard lately holds a session."""
    return _holder(connection, session_id) in alive(connection)


def _elsewhere(connection: Connection, wanted: Sequence[str], me: str) -> dict[Peer, list[str]]:
    others = {one: address for one, address in alive(connection).items() if one != me}
    query = select(lease.c.session_id, lease.c.replica_id).where(
        lease.c.session_id.in_(wanted), lease.c.replica_id.in_(others)
    )
    found: dict[Peer, list[str]] = {}
    for session_id, replica_id in connection.execute(query):
        found.setdefault((replica_id, others[replica_id]), []).append(session_id)
    return found


def _holder_now(connection: Connection, session_id: str, me: str) -> tuple[Peer | None, bool]:
    """Which other replica holds a session, if any, and whether that is sure."""
    holder = _holder(connection, session_id)
    if holder is None or holder == me:
        return None, True
    if (address := alive(connection).get(holder)) is not None:
        return (holder, address), True
    return None, bool(connection.scalar(select(_is_steady(me))))


def _check(
    connection: Connection, me: str, held: dict[str, int | None], deleted: Sequence[str]
) -> None:
    if not held:
        return
    query = (
        select(lease.c.session_id, lease.c.token)
        .where(lease.c.session_id.in_(held), lease.c.replica_id == me)
        .order_by(lease.c.session_id)
        .with_for_update(read=True)
    )
    found = {session_id: token for session_id, token in connection.execute(query)}
    gone = {one for one, token in held.items() if token is None or found.get(one) != token}
    if gone:
        raise LeaseLost(frozenset(gone))
    if deleted:
        connection.execute(delete(lease).where(lease.c.session_id.in_(deleted)))


def _release(connection: Connection, session_id: str, me: str, token: int) -> None:
    mine = (lease.c.session_id == session_id, lease.c.replica_id == me, lease.c.token == token)
    connection.execute(update(lease).where(*mine).values(replica_id=None))


def _leave(connection: Connection, me: str) -> None:
    connection.execute(update(lease).where(lease.c.replica_id == me).values(replica_id=None))
    connection.execute(delete(replica).where(replica.c.id == me))
