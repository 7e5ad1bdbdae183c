"""ST7 to ST9: new entries of the log wait behind all others, and nobody can tell where they are."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jupyter_interview.domain.records import LogKind
from jupyter_interview.store import write_ahead
from jupyter_interview.store.base import Deletion, Store, StoreError
from jupyter_interview.store.sqlite import SqliteStore

from .stories import BO, OTHER, SESSION, clear, entry, listed, tell

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.sqlite"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries are moved as soon as there are five."""
    monkeypatch.setattr(write_ahead, "MANY", 5)


def counts(path: Path) -> tuple[int, int]:
    """Entries in their places, and behind them, as another program finds them."""
    with closing(sqlite3.connect(path)) as database:
        [there] = database.execute("SELECT count(*) FROM log").fetchone()
        [tables] = database.execute(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'log_tail'"
        ).fetchone()
        if not tables:
            return there, 0
        return there, database.execute("SELECT count(*) FROM log_tail").fetchone()[0]


async def until(path: Path, wanted: Callable[[tuple[int, int]], bool]) -> None:
    async with asyncio.timeout(20):
        while True:
            if wanted(counts(path)):
                return
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("soon")
def test_ST7_what_is_read_does_not_depend_on_where_it_is(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER, replace(BO, role="candidate")])
        for seq in range(1, 13):
            await store.commit([entry(seq), entry(seq, session_id=OTHER.id)])
            heads = {session.id: session.head_seq for session in await listed(store)}
            assert heads == {SESSION.id: seq, OTHER.id: seq}
            for session in (SESSION.id, OTHER.id):
                read = [found.seq for found in await store.log(session)]
                assert read == list(range(1, seq + 1))
                assert [e.seq for e in await store.log(session, seq // 2, 2)] == read[seq // 2 :][
                    :2
                ]
                data = await store.load(session)
                assert data is not None and data.session.head_seq == seq
            [done] = (await store.activity([SESSION.id], ["owner"])).values()
            assert done.edit == entry(seq) and done.run is None
        await until(path, lambda found: found[0] >= 20 and sum(found) == 24)

    tell(SqliteStore(path), story)


def test_ST9_many_sessions_cost_a_commit_few_pages(path: Path) -> None:
    """A hundred in which somebody types: the log itself would take a page for each."""
    sessions = [replace(SESSION, id=f"s{number:011}") for number in range(100)]

    def written() -> int:
        return Path(f"{path}-wal").stat().st_size

    async def story(store: Store) -> None:
        await store.commit(sessions)
        for seq in range(1, 31):
            await store.commit([entry(seq, b"x" * 40, session.id) for session in sessions])
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        await store.commit([entry(31, b"x" * 40, session.id) for session in sessions])
        assert 0 < written() < 15 * PAGE

    tell(SqliteStore(path), story)


def test_ST8_a_closed_file_has_everything_in_its_place(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, entry(1), entry(2)])
        assert counts(path) == (0, 2)

    tell(SqliteStore(path), story)
    assert counts(path) == (2, 0)
    with closing(sqlite3.connect(path)) as database:
        assert not database.execute("PRAGMA table_info(log_tail)").fetchall()


@pytest.mark.parametrize("older", [False, True])
def test_ST7_what_a_killed_process_left_is_found(path: Path, tmp_path: Path, older: bool) -> None:
    """With all columns, and from before the newest was there."""
    left = tmp_path / "left.sqlite"

    async def story(store: Store) -> None:
        await store.commit([SESSION, entry(1), entry(2)])
        with closing(sqlite3.connect(path)) as ours, closing(sqlite3.connect(left)) as copy:
            ours.backup(copy)

    async def again(store: Store) -> None:
        assert await store.log(SESSION.id) == [entry(1), entry(2)]
        assert counts(left) == (2, 0)
        await store.commit([replace(entry(3), made_us=7)])
        assert (await store.log(SESSION.id))[-1].made_us == 7

    tell(SqliteStore(path), story)
    if older:
        with closing(sqlite3.connect(left)) as database, database:
            database.execute("ALTER TABLE log_tail DROP COLUMN made_us")
    tell(SqliteStore(left), again)


def test_ST7_an_entry_that_is_there_is_refused_wherever_it_is(path: Path) -> None:
    async def refused(store: Store, seq: int) -> None:
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([entry(seq, b"another")])

    async def story(store: Store) -> None:
        await store.commit([SESSION, entry(1), entry(2), entry(5)])
        assert counts(path) == (0, 3)
        await refused(store, 2)
        await store.commit([entry(6)])
        assert counts(path) == (3, 1)
        await refused(store, 2)
        await refused(store, 6)
        # Nobody writes like that, but nothing forbids it.
        await store.commit([entry(4)])
        expected = [entry(seq) for seq in (1, 2, 4, 5, 6)]
        assert await store.log(SESSION.id) == expected
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([entry(7), entry(7)])
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([entry(7), entry(1, session_id="nobody knows")])
        await store.commit([entry(7)])
        assert await store.log(SESSION.id) == [*expected, entry(7)]

    tell(SqliteStore(path), story)


def test_ST7_a_session_takes_what_waits_along_when_it_goes(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER, entry(1, b"Xylophon"), entry(1, session_id=OTHER.id)])
        await store.commit([Deletion(SESSION.id)])
        await clear(store)
        assert not any(b"Xylophon" in file.read_bytes() for file in path.parent.iterdir())
        assert await store.log(SESSION.id) == []
        assert len(await store.log(OTHER.id)) == 1
        await store.commit([SESSION, entry(1, b"anew")])
        assert [found.payload for found in await store.log(SESSION.id)] == [b"anew"]

    tell(SqliteStore(path), story)


@pytest.mark.usefixtures("soon")
def test_ST8_what_cannot_be_moved_stays_and_is_moved_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: write_ahead.WriteAhead, connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    store = SqliteStore(path)

    async def story(_: Store) -> None:
        await store.commit([SESSION])
        await store.commit([entry(1)])
        with monkeypatch.context() as patch:
            patch.setattr(write_ahead.WriteAhead, "move", full)
            await store.commit([entry(seq) for seq in range(2, 7)])
            await until(path, lambda found: found == (0, 6))
            assert len(await store.log(SESSION.id)) == 6
        await store.commit([replace(entry(7), kind=LogKind.TITLE, payload=b"{}")])
        await until(path, lambda found: found == (6, 1))
        assert [found.seq for found in await store.log(SESSION.id)] == list(range(1, 8))

    tell(store, story)
