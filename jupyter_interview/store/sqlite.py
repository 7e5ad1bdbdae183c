"""The store in one SQLite file, for one process.

SQLite's write-ahead log is synced at every commit, so what was committed survives a power cut. Only
the user of the server can read the file and the files that SQLite puts beside it. Before a deletion
is reported as done, deleted content is overwritten with zeroes and SQLite's write-ahead log is
emptied.

Nothing is written to a file that is known to be damaged. If the damage is found when the file is
opened, the file is set aside; if it is found later, the file is only read until it is opened again
(:mod:`.soundness`).

SQLite blocks while it waits for the disk, so it works in two threads, one that writes and one that
reads. A commit is one step to a thread and back, however much it contains. New entries of the log
are first kept in a table of their own (:mod:`.write_ahead`).
"""

import asyncio
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Executable,
    Select,
    Table,
    create_engine,
    event,
    func,
    text,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError, IntegrityError

from .base import MISFIT, Change, StoreError, StoreFull, Trouble
from .listing import fill
from .lock import StoreLock
from .migrate import SCHEMA_VERSION, demand_current, migrate
from .quarantine import put_away, set_aside, set_aside_before
from .recovery import Recovered, recover
from .soundness import DAMAGED, Reader, Suspicion, code_of, is_small, is_whole
from .sql import HEAD_SEQ, R, SqlStore
from .tables import session
from .write_ahead import ENTRIES, NEWEST, TAIL, WriteAhead, driver_of

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cell_size_check = ON",
)

SENTENCES = {
    sqlite3.SQLITE_FULL: "There is no space left on the disk.",
    sqlite3.SQLITE_BUSY: "The database is busy.",
    sqlite3.SQLITE_LOCKED: "The database is busy.",
    sqlite3.SQLITE_READONLY: "The database cannot be written.",
    sqlite3.SQLITE_CANTOPEN: "The database cannot be opened.",
    sqlite3.SQLITE_IOERR: "The disk reports an error.",
    sqlite3.SQLITE_CORRUPT: "The database is damaged.",
    sqlite3.SQLITE_NOTADB: "The database is damaged.",
}
_LOOK_SECONDS = 5.0
"""Seconds after which it is checked again whether a database that was set aside is still there."""


class _Damaged(StoreError):
    """SQLite has found that the file contradicts itself."""


class SqliteStore(SqlStore):
    """Interviews in the file ``path``, which is created if it does not exist.

    ``patience`` is how many seconds to wait when another program has locked the file. ``log`` is
    told of a damaged file that was set aside.
    """

    def __init__(
        self, path: Path, patience: float = 5.0, log: logging.Logger | None = None
    ) -> None:
        super().__init__()
        self._path = path
        self._patience = patience
        self._log = log or logging.getLogger(__name__)
        self._lock = StoreLock(path)
        self._engine: Engine | None = None
        self._writer: Connection | None = None
        self._write_ahead = WriteAhead()
        self._threads: dict[bool, ThreadPoolExecutor] = {}
        self._was = 0
        self._only_reads = False
        self._suspicion = Suspicion(path)
        self._reader: Reader | None = None
        self._opened = self._damaged = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._aside: frozenset[Trouble] = frozenset()
        self._looked_at = float("-inf")

    _problems = (*SqlStore._problems, sqlite3.Error)
    _entries = ENTRIES
    _logs = (TAIL, *SqlStore._logs)

    async def open(self) -> None:
        """See :meth:`.base.Store.open`."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.take()
        except OSError as problem:
            raise StoreError(f"{self._path} cannot be used: {problem.strerror}.") from problem
        try:
            await self._open_or_set_aside()
        except OSError as problem:
            await self.close()
            raise StoreError(f"{self._path} cannot be used: {problem.strerror}.") from problem
        except BaseException:
            await self.close()
            raise

    async def open_alone(self) -> None:
        """Open the file for an operator; raises StoreError while a server uses it."""
        await self.open()

    async def open_to_read(self) -> None:
        """Open the file for an operator who only looks: an older or a damaged one is refused.

        Raises StoreError while a server uses it.
        """
        self._only_reads = True
        await self.open()

    async def is_held(self, session_id: str) -> bool:
        """Whether a server holds this session; none does while the file is open here."""
        return False

    def troubles(self) -> frozenset[Trouble]:
        """See :meth:`.base.Store.troubles`. A database that was set aside may be moved at any
        time."""
        now = time.monotonic()
        if now - self._looked_at >= _LOOK_SECONDS:
            self._looked_at = now
            set_aside = set_aside_before(self._path)
            self._aside = frozenset({Trouble.SET_ASIDE} if set_aside else ())
        return self._aside | ({Trouble.DAMAGED} if self._damaged else frozenset())

    async def upgrade(self) -> int:
        """Open the file, which upgrades it; answers with the version it had, 0 if it was new."""
        await self.open()
        return self._was

    async def recover(self) -> dict[Path, Recovered]:
        """Take what can be read out of the databases that were set aside beside this one.

        They are renamed afterwards, so that nobody is told of them any more, and keep their bytes.
        """
        done = {}
        for damaged in set_aside_before(self._path):
            recovered = await self._run(partial(_recover, damaged), writes=True)
            done[put_away(damaged)] = recovered
        return done

    async def close(self) -> None:
        """See :meth:`.base.Store.close`."""
        if self._engine is not None and not self._damaged:
            with suppress(StoreError):
                await self._run(self._write_ahead.end, writes=True)
        await self._let_go()
        self._lock.release()

    async def commit(self, changes: Sequence[Change]) -> None:
        """See :meth:`.base.Store.commit`."""
        await super().commit(changes)
        if self._write_ahead.many:
            # This happens after the answer, so that nobody who waits for the commit waits for it.
            asyncio.get_running_loop().run_in_executor(self._threads[True], self._move_write_ahead)

    def _move_write_ahead(self) -> None:
        """Move new entries into the log. If that fails they stay, and are moved after the next
        commit."""
        with suppress(*self._problems):
            self._write(self._write_ahead.move)

    async def _open_or_set_aside(self) -> None:
        try:
            await self._open_file()
        except StoreError as problem:
            if not isinstance(problem, _Damaged) and _code(problem.__cause__) not in DAMAGED:
                raise
            if self._only_reads:
                raise StoreError(f"{self._path}: {SENTENCES[sqlite3.SQLITE_CORRUPT]}") from problem
            await self._let_go()
            aside = set_aside(self._path)
            self._suspicion.lay()
            self._looked_at = float("-inf")
            self._log.error(
                "jupyter_interview: the database %s is damaged. It was set aside as %s, and an"
                " empty one begun. Keep the files of that name: they may be recoverable. Until"
                " they are taken away from there, health says degraded.",
                self._path,
                aside,
            )
            await self._open_file()
            return
        if aside_already := set_aside_before(self._path):
            self._log.warning(
                "jupyter_interview: a damaged database was set aside as %s. Recover what is in it,"
                " and take it away from there; until then health says degraded.",
                ", ".join(map(str, aside_already)),
            )

    async def _open_file(self) -> None:
        _make_private(self._path)
        self._damaged = False
        self._engine = _engine(self._path, self._patience)
        self._threads = {writes: _thread(writes) for writes in (True, False)}
        small = is_small(self._path) or bool(self._suspicion)
        if small:
            await self._run(_check)
            self._suspicion.lay()
        if self._only_reads:
            command = f"jupyter interview db upgrade --db-path {self._path}"
            await self._run(partial(demand_current, upgrade=command))
        # What a killed process has left is a part of the log that an older schema is filled from.
        upgraded = partial(migrate, settle=self._write_ahead.end)
        self._was = await self._run(upgraded, writes=True)
        if 0 < self._was < SCHEMA_VERSION:
            self._log.warning(
                "jupyter_interview: the database %s was of version %d and is of version %d now."
                " Older versions of jupyter_interview do not open it.",
                self._path,
                self._was,
                SCHEMA_VERSION,
            )
        await self._run(self._write_ahead.begin, writes=True)
        self._opened, self._loop = True, asyncio.get_running_loop()
        self._reader = None if small else Reader(self._path, self._found_damage)
        if self._reader is not None:
            self._reader.start()

    def _found_damage(self) -> None:
        """Note damage, in whatever thread it was found. Nothing is written from here on."""
        if self._damaged:
            return
        self._damaged = True
        self._suspicion.raise_()
        if (loop := self._loop) is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self.troubled())
        self._log.error(
            "jupyter_interview: the database %s is damaged. Nothing more is written to it. When"
            " nobody is in an interview, or the server is started again, it is set aside and an"
            " empty one begun.",
            self._path,
        )

    async def checked(self) -> None:
        """Return when the whole file has been read."""
        if (reader := self._reader) is not None:
            await asyncio.to_thread(reader.done.wait)

    async def _let_go(self) -> None:
        self._opened = False
        reader, self._reader = self._reader, None
        if reader is not None:
            await asyncio.to_thread(reader.close)
        engine, self._engine = self._engine, None
        for thread in self._threads.values():
            await asyncio.to_thread(thread.shutdown)
        self._drop_writer()
        if engine is not None:
            engine.dispose()

    async def _transact(self, work: Callable[[Connection], R], writes: bool) -> R:
        engine = self._engine
        if engine is None:
            raise StoreError("The store is not open.")

        def read() -> R:
            with engine.begin() as connection:
                return work(connection)

        step = (lambda: self._write(work)) if writes else read
        return await asyncio.get_running_loop().run_in_executor(self._threads[writes], step)

    def _write(self, work: Callable[[Connection], R]) -> R:
        """Run a function in a transaction, in the thread that writes."""
        if self._damaged:
            raise _Damaged(SENTENCES[sqlite3.SQLITE_CORRUPT])
        # The same connection is used as long as nothing fails. Taking one out of the engine's pool
        # and putting it back is work for Python, during which the event loop waits.
        if self._writer is None:
            assert self._engine is not None
            self._writer = self._engine.connect()
        try:
            with self._writer.begin():
                return work(self._writer)
        except BaseException:
            self._write_ahead.forget()
            self._drop_writer()
            raise

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(DBAPIError):
                writer.close()

    def _add_to_log(self, connection: Connection, rows: list[Any]) -> None:
        """Add rows by the driver itself: while Python runs in this thread, the event loop waits."""
        self._write_ahead.add(connection, rows)

    def _sessions(self, head_seq: ColumnElement[int] = HEAD_SEQ) -> "Select[Any]":
        return (
            super()
            ._sessions(func.coalesce(NEWEST.c.seq, head_seq))
            .outerjoin_from(session, NEWEST, NEWEST.c.session_id == session.c.id)
        )

    def _upsert(self, table: Table, key: Sequence[str], replaced: Sequence[str]) -> Executable:
        statement = insert(table)
        if not replaced:
            return statement.on_conflict_do_nothing(index_elements=list(key))
        values = {name: statement.excluded[name] for name in replaced}
        return statement.on_conflict_do_update(index_elements=list(key), set_=values)

    async def _scrub(self) -> bool:
        # What secure_delete has overwritten in the database is still in SQLite's write-ahead log.
        # Readers are waited for, as long as for a lock.
        return await self._run(self._empty_log, writes=True)

    def _empty_log(self, connection: Connection) -> bool:
        with nullcontext() if self._reader is None else self._reader.aside():
            return _empty_log(connection)

    def _explain(self, problem: Exception) -> StoreError:
        if isinstance(problem, IntegrityError | sqlite3.IntegrityError):
            return StoreError(MISFIT)
        code = _code(problem)
        if code in DAMAGED and self._opened:
            self._found_damage()
        kind = StoreFull if code == sqlite3.SQLITE_FULL else StoreError
        return kind(SENTENCES.get(code, "The database cannot do it."))


def _check(connection: Connection) -> None:
    if not is_whole(driver_of(connection)):
        raise _Damaged


def _recover(damaged: Path, connection: Connection) -> Recovered:
    recovered = recover(damaged, driver_of(connection))
    fill(connection)
    return recovered


def _make_private(path: Path) -> None:
    """Let only the user read the file; SQLite gives the files beside it the same mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)


def _empty_log(connection: Connection) -> bool:
    """Empty SQLite's write-ahead log; call this outside of a transaction, or it waits for that."""
    connection.exec_driver_sql("COMMIT")
    busy = connection.scalar(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    connection.exec_driver_sql("BEGIN")
    return not busy


def _thread(writes: bool) -> ThreadPoolExecutor:
    name = "interview-store-" + ("write" if writes else "read")
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


def _engine(path: Path, patience: float) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        pool_size=2,
        max_overflow=0,
        connect_args={"timeout": patience, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        # Python's driver must not begin transactions: it begins none for CREATE TABLE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver_of(connection).execute("BEGIN")

    return engine


def _code(problem: BaseException | None) -> int:
    """SQLite's primary result code of an error, or -1 for another error."""
    return code_of(problem.orig if isinstance(problem, DBAPIError) else problem)
