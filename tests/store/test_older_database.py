"""GR8, ST6, BK5: a database of an older version is searched, listed and read like one of this."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from jupyter_interview.domain.ordering import Order, title_key
from jupyter_interview.domain.searching import words
from jupyter_interview.domain.settings import Settings
from jupyter_interview.store.base import DONE, Deletion, Listing, Store, StoreFull
from jupyter_interview.store.listing import ACTIVE_WITHIN_US
from jupyter_interview.store.migrate import ADDED, SCHEMA_VERSION
from jupyter_interview.store.sqlite import SqliteStore
from jupyter_interview.store.tables import INDEXES

from .stories import OTHER, SESSION, clear, entry, listed, tell

FIXTURES = Path(__file__).parent / "fixtures"
HOSTS = ("owner", "interviewer")
NEWEST_FIRST = [
    "Draft of nobody",
    "Разработчик",
    "50%_off \\ wildcards",
    "Größe zählt",
    "Backend, Runde 2",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Made by version 0.1.0 before there were pages: schema 3."""
    return Path(shutil.copy(FIXTURES / "interviews-3.sqlite", tmp_path / "interviews.db"))


async def titles(store: Store, text: str = "", state: str | None = None) -> list[str]:
    wanted = Listing("user:ana", 50, HOSTS, words=words(text), state=state)
    page, more = await store.page(wanted)
    assert not more
    return [one.session.title for one in page]


def test_GR8_it_opens_is_listed_and_searched(path: Path) -> None:
    async def story(store: Store) -> None:
        assert await titles(store) == NEWEST_FIRST
        assert await titles(store, state="ended") == ["50%_off \\ wildcards", "Größe zählt"]
        for text, title in {
            "grösse": "Größe zählt",
            "strasse MÜLLER": "Größe zählt",
            "%": "50%_off \\ wildcards",
            "ÅNGSTRÖM": "Backend, Runde 2",
            "КИРИЛЛ": "Разработчик",
        }.items():
            assert await titles(store, text) == [title], text
        assert await store.classes("user:ana") == [("CS 101", 2)]
        assert len(await store.due(2**60, 10)) == 2

    tell(SqliteStore(path), story)


def test_SL14_what_a_killed_process_left_counts_as_done(tmp_path: Path) -> None:
    """SL14: its newest entries are not in the log yet when an older database is opened."""
    path, left = tmp_path / "interviews.db", tmp_path / "left.db"
    later = replace(entry(1), at_us=SESSION.created_us + 2 * ACTIVE_WITHIN_US)

    async def before(store: Store) -> None:
        await store.commit([SESSION, OTHER, later])
        with closing(sqlite3.connect(path)) as ours, closing(sqlite3.connect(left)) as copy:
            ours.backup(copy)

    async def after(store: Store) -> None:
        page, _ = await store.page(Listing("ana", 50, HOSTS, order=Order.ACTIVITY))
        assert [one.place for one in page] == [later.at_us, OTHER.created_us]
        assert await store.log(SESSION.id) == [later]

    tell(SqliteStore(path), before)
    with closing(sqlite3.connect(left)) as database, database:
        for index in INDEXES:
            database.execute(f"DROP INDEX {index.name}")
        for column in (*ADDED[9], *ADDED[11]):
            database.execute(f"ALTER TABLE {column.table} DROP COLUMN {column.name}")
        database.execute("UPDATE meta SET schema_version = 8")
    tell(SqliteStore(left), after)


def work_on(path: Path) -> None:
    """Let what is in it have been edited and run, the older the later; it was made at one time."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE log SET at_us = at_us + 1000000 * seq + 10000000000 *"
            " (SELECT 9 - nr FROM session WHERE session.id = log.session_id) WHERE seq > 4"
        )


@pytest.mark.parametrize("order", [Order.ACTIVITY, Order.TITLE])
def test_GR8_it_is_listed_in_every_order(path: Path, order: Order) -> None:
    """GR8: by what its log says, and by the titles that it has."""
    work_on(path)

    async def story(store: Store) -> None:
        listed, _ = await store.page(Listing("user:ana", 50, HOSTS, order=order))
        places = [one.place for one in listed]
        assert len(listed) == len(NEWEST_FIRST)
        if order is Order.TITLE:
            assert places == sorted(title_key(title) for title in NEWEST_FIRST)
            return
        newest = []
        for one in listed:
            entries = await store.log(one.session.id, kinds=DONE)
            newest.append(entries[-1].at_us if entries else one.session.created_us)
        assert places == newest == sorted(newest, reverse=True)
        assert [one.session.title for one in listed] != NEWEST_FIRST

    tell(SqliteStore(path), story)


def test_GR8_what_is_in_it_can_be_deleted(path: Path) -> None:
    async def story(store: Store) -> None:
        page, _ = await store.page(Listing("user:ana", 50, HOSTS))
        first = page[-1].session
        assert len(await store.log(first.id)) == first.head_seq
        await store.commit([Deletion(first.id)])
        await clear(store, first.id)
        assert first.title not in await titles(store)
        assert not any("Ångström".encode() in f.read_bytes() for f in path.parent.iterdir())

    tell(SqliteStore(path), story)


def test_ST6_settings_that_had_columns_of_their_own_are_kept(tmp_path: Path) -> None:
    """As schema 5 had them."""
    path = tmp_path / "interviews.db"

    async def before(store: Store) -> None:
        await store.commit([SESSION, OTHER])

    async def after(store: Store) -> None:
        assert {session.id: session.settings for session in await listed(store)} == {
            SESSION.id: Settings(),
            OTHER.id: Settings(lobby=True, editing_locked=True, shows_values=False),
        }
        await store.commit([OTHER])

    async def again(store: Store) -> None:
        assert {session.settings for session in await listed(store)} == {Settings()}

    tell(SqliteStore(path), before)
    with closing(sqlite3.connect(path)) as database, database:
        for index in INDEXES:
            database.execute(f"DROP INDEX {index.name}")
        for column in (*ADDED[6], *ADDED[8], *ADDED[9], *ADDED[11]):
            database.execute(f"ALTER TABLE {column.table} DROP COLUMN {column.name}")
        database.execute("DROP TABLE creation")
        for name in ("lobby", "editing_locked", "runs_locked"):
            database.execute(f"ALTER TABLE session ADD COLUMN {name} BOOLEAN DEFAULT 0 NOT NULL")
        database.execute("ALTER TABLE session ADD COLUMN shows_values BOOLEAN DEFAULT 1 NOT NULL")
        changed = "UPDATE session SET lobby = 1, editing_locked = 1, shows_values = 0 WHERE id = ?"
        database.execute(changed, (OTHER.id,))
        database.execute("UPDATE meta SET schema_version = 5")
    tell(SqliteStore(path), after)
    tell(SqliteStore(path), again)


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


async def opened(path: Path) -> None:
    store = SqliteStore(path)
    await store.open()
    await store.close()


def test_BK5_an_upgrade_that_is_killed_is_not_begun_or_done(path: Path, tmp_path: Path) -> None:
    """BK5: before each statement of it, and what comes of it is the same in the end."""
    before = dumped(path)
    folder = tmp_path / "killed"
    folder.mkdir()
    subprocess.run([sys.executable, "-m", "tests.store.upgrader", path, folder], check=True)
    killed = [folder / f"{number}.db" for number in range(1, 1 + len(list(folder.glob("*.db"))))]
    asyncio.run(opened(path))
    done = dumped(path)
    are_upgraded = []
    for one in killed:
        with closing(sqlite3.connect(one)) as database:
            [[version]] = database.execute("SELECT schema_version FROM meta")
        are_upgraded.append(version == SCHEMA_VERSION)
        assert are_upgraded[-1] or dumped(one) == before
    assert len(killed) > 50 and are_upgraded == sorted(are_upgraded)
    assert {are_upgraded[0], are_upgraded[-1]} == {False, True}
    for one in killed[are_upgraded.index(True) - 1 :]:
        asyncio.run(opened(one))
        assert dumped(one) == done


@pytest.mark.parametrize("more", [0, 1, 3])
def test_BK5_an_upgrade_without_space_changes_nothing(path: Path, more: int) -> None:
    """BK5: however far it came."""
    before = dumped(path)
    with closing(sqlite3.connect(path)) as database:
        [[pages]] = database.execute("PRAGMA page_count")

    def fill_disk(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    event.listen(Engine, "connect", fill_disk)
    try:
        with pytest.raises(StoreFull, match="no space left"):
            asyncio.run(opened(path))
    finally:
        event.remove(Engine, "connect", fill_disk)
    assert dumped(path) == before
    asyncio.run(opened(path))
    assert dumped(path) != before
