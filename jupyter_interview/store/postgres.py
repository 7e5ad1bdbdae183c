"""The store in PostgreSQL, which several processes may share.

A commit whose connection broke may be on disk all the same. It is tried again like any failed
commit, but first the rows that are only added (log entries, client ids) are looked for. A database
that does not answer is waited for until ``patience`` is over.

PostgreSQL keeps deleted rows until it vacuums, and in its own log and backups. So a deletion is
final for everybody who queries the database, but not for somebody who has its disk.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, Table, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from ..domain.records import LogEntry
from . import replicas
from .base import MISFIT, Change, ClientBinding, LeaseLost, StoreError, StoreFull
from .migrate import SCHEMA_VERSION, demand_current, migrate
from .sql import KINDS, NAMES, R, SqlStore

if TYPE_CHECKING:  # the extra [postgres] may not be installed
    from sqlalchemy.ext.asyncio import AsyncEngine

DRIVER = "postgresql+asyncpg"
PATIENCE = 4.0
_CONNECTIONS = 8
_MIGRATING = 0x696E7476
"""The advisory lock under which tables are created or changed."""
_NO_SPACE = "53100"

Added = LogEntry | ClientBinding
Fence = Callable[[Sequence[Change]], Callable[[Connection], None]]
"""Made when a commit is requested, and called in its transaction; raises an error to refuse it."""


class PostgresStore(SqlStore):
    """Interviews in the database at ``url``, which may be empty; ``fence`` checks every commit."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        super().__init__()
        self._url = parsed(url)
        self._patience = patience
        self._allowed: float | None = patience
        """Seconds that a transaction may take."""
        self._engine: AsyncEngine | None = None
        self._doubtful: set[Added] = set()
        self.fence: Fence = lambda changes: lambda connection: None

    async def open(self) -> None:
        """See :meth:`.base.Store.open`; any number of processes may have it open."""
        await self._opened(upgrade=False)

    async def upgrade(self) -> int:
        """Open the database and upgrade it, however long that takes; answers with the version it
        had."""
        self._allowed = None
        try:
            return await self._opened(upgrade=True)
        finally:
            self._allowed = self._patience

    async def open_alone(self) -> None:
        """Open the database for an operator; raises StoreError while servers use it."""
        await self.open()
        if busy := len(await self._run(replicas.alive)):
            raise StoreError(f"{busy} servers use this database. Stop them first.")

    async def open_to_read(self) -> None:
        """Open the database for an operator who only looks, and change nothing in it."""
        await self._opened(upgrade=False, only_reads=True)

    async def is_held(self, session_id: str) -> bool:
        """Whether a server that is alive holds this session."""
        return await self._run(partial(replicas.is_held, session_id=session_id))

    async def close(self) -> None:
        """See :meth:`.base.Store.close`."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await engine.dispose()

    async def commit(self, changes: Sequence[Change]) -> None:
        """See :meth:`.base.Store.commit`."""
        added = {change for change in changes if isinstance(change, Added)}
        try:
            fence = self.fence(changes)
            await self._run(lambda connection: self._append(connection, fence, changes), True)
        except LeaseLost as problem:
            self._doubtful = {
                one for one in self._doubtful if one.session_id not in problem.sessions
            }
            raise
        except BaseException:
            self._doubtful |= added
            raise
        self._doubtful -= added
        self._remember_gone(changes)

    def give_up(self, session_id: str) -> bool:
        """See :meth:`.base.Store.give_up`."""
        doubtful = {one for one in self._doubtful if one.session_id == session_id}
        self._doubtful -= doubtful
        return bool(doubtful)

    async def run(self, work: Callable[[Connection], R], writes: bool = False) -> R:
        """Run a function in a transaction of this database; raises StoreError."""
        return await self._run(work, writes)

    async def _opened(self, upgrade: bool, only_reads: bool = False) -> int:
        await self.close()
        self._engine = self._make_engine()
        command = f"jupyter interview db upgrade --db-url {self._shown()}"
        try:
            if only_reads:
                await self._run(partial(demand_current, upgrade=command))
                return SCHEMA_VERSION
            given = None if upgrade else command
            return await self._run(lambda connection: _prepare(connection, given), writes=True)
        except StoreError as problem:
            await self.close()
            if problem.__cause__ is None:
                raise
            raise StoreError(f"{self._shown()}: {_in_words(problem)}") from problem

    def _make_engine(self) -> "AsyncEngine":
        try:
            from sqlalchemy.ext.asyncio import create_async_engine

            return create_async_engine(
                self._url,
                pool_size=_CONNECTIONS,
                max_overflow=0,
                pool_timeout=self._patience,
                connect_args={"timeout": self._patience, "command_timeout": self._allowed},
            )
        except ImportError as problem:
            raise StoreError(
                "PostgreSQL needs an extra: pip install 'jupyter_interview[postgres]'"
            ) from problem

    def _shown(self) -> str:
        return self._url.render_as_string(hide_password=True)

    async def _transact(self, work: Callable[[Connection], R], writes: bool) -> R:
        engine = self._engine
        if engine is None:
            raise StoreError("The store is not open.")
        async with asyncio.timeout(self._allowed), engine.begin() as connection:
            return await connection.run_sync(work)

    def _append(
        self,
        connection: Connection,
        fence: Callable[[Connection], None],
        changes: Sequence[Change],
    ) -> None:
        fence(connection)
        if self._doubtful:
            changes = [change for change in changes if not self._is_there(connection, change)]
        self._apply(connection, changes)

    def _is_there(self, connection: Connection, change: Change) -> bool:
        """Whether a commit of unknown outcome has added this row."""
        if not isinstance(change, Added) or change not in self._doubtful:
            return False
        kind = type(change)
        table, names = KINDS[kind][0], NAMES[kind]
        key = "seq" if isinstance(change, LogEntry) else "client_id"
        query = select(*(table.c[name] for name in names)).where(
            table.c.session_id == change.session_id, table.c[key] == getattr(change, key)
        )
        row = connection.execute(query).one_or_none()
        return row is not None and kind(*row) == change

    def _upsert(self, table: Table, key: Sequence[str], replaced: Sequence[str]) -> Executable:
        statement = replicas.upsert(table)
        if not replaced:
            return statement.on_conflict_do_nothing(index_elements=list(key))
        values = {name: statement.excluded[name] for name in replaced}
        return statement.on_conflict_do_update(index_elements=list(key), set_=values)

    async def _scrub(self) -> bool:
        # PostgreSQL's own vacuum removes what was deleted; see the top.
        return True

    def _explain(self, problem: Exception) -> StoreError:
        if isinstance(problem, IntegrityError):
            return StoreError(MISFIT)
        if not isinstance(problem, DBAPIError):
            return StoreError("The database cannot be reached.")
        if problem.connection_invalidated:
            return StoreError("The database cannot be reached.")
        if getattr(problem.orig, "sqlstate", None) == _NO_SPACE:
            return StoreFull("There is no space left on the database's disk.")
        return StoreError("The database cannot do it.")


def _in_words(problem: StoreError) -> str:
    """Add what PostgreSQL itself says, for the person who runs this server."""
    cause = problem.__cause__
    return f"{problem} {cause.orig}" if isinstance(cause, DBAPIError) else str(problem)


def parsed(url: str) -> URL:
    """Read the address of a PostgreSQL; raises StoreError for another kind."""
    try:
        found = make_url(url)
    except ArgumentError:
        found = None
    if found is None or found.drivername not in (DRIVER, "postgresql"):
        raise StoreError(f"An address of a database looks like {DRIVER}://user@host/name.")
    if (mode := found.query.get("sslmode")) is not None:
        # PostgreSQL has another name for it than SQLAlchemy and asyncpg.
        found = found.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return found.set(drivername=DRIVER)


def driver_url(url: str) -> str:
    """The address in the form that PostgreSQL's own programs and asyncpg take."""
    found = parsed(url).set(drivername="postgresql")
    if (mode := found.query.get("ssl")) is not None:
        found = found.difference_update_query(["ssl"]).update_query_dict({"sslmode": mode})
    return found.render_as_string(hide_password=False)


def host_and_port(url: str) -> tuple[str | None, int]:
    """Where the database is; no host for one that is reached by a file of this machine."""
    found = parsed(url)
    return found.host or None, found.port or 5432


def _prepare(connection: Connection, command: str | None) -> int:
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
    was: int = migrate(connection, command)
    replicas.prepare(connection, was)
    if command is None and (busy := len(replicas.alive(connection))):
        raise StoreError(f"{busy} servers use this database. Stop them, and upgrade it then.")
    return was
