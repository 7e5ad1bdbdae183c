"""NS6, NS10: what a store tells whom of remarks, and that they go with their session."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.domain.records import READ_BY_OTHERS, RemarkKind, RemarkRecord
from jupyter_interview.store import clearing
from jupyter_interview.store.base import Deletion, Store, StoreError
from jupyter_interview.store.migrate import ADDED, SCHEMA_VERSION
from jupyter_interview.store.sqlite import SqliteStore
from tests.services.postgres import Postgres

from .stories import ANA, OTHER, SESSION, clear, entry, tell
from .test_contract import Teller, told
from .test_older_database import FIXTURES

__all__ = ["told"]

SECRET = b"Xylophonspieler"


def remark(number: int, author: str, kind: RemarkKind, payload: bytes = b"{}") -> RemarkRecord:
    at_us = SESSION.created_us + number
    return RemarkRecord(
        SESSION.id, f"remark-{number}", author, kind, number, at_us, at_us, at_us, payload
    )


def left(folder: Path) -> bool:
    return any(SECRET in file.read_bytes() for file in folder.iterdir())


def of(author: str) -> list[RemarkRecord]:
    """One of each kind."""
    first = 100 * ord(author)
    return [remark(first + kind, author, kind) for kind in RemarkKind]


def test_NS6_others_are_read_by_who_has_submitted_and_by_nobody_else(told: Teller) -> None:
    async def story(store: Store) -> None:
        a, b, c = (of(author) for author in "abc")
        drafts = [one for one in c if one.kind is not RemarkKind.SUBMITTED]
        await store.commit([SESSION, OTHER, *a, *drafts, *b])
        assert await store.remarks(SESSION.id, "c") == drafts
        assert await store.remarks(SESSION.id, "nobody") == []
        assert await store.remarks(OTHER.id, "a") == []
        theirs = [one for one in (*drafts, *b) if one.kind in READ_BY_OTHERS]
        assert await store.remarks(SESSION.id, "a") == [*a, *theirs]
        elsewhere = replace(c[2], session_id=OTHER.id)
        await store.commit([elsewhere])
        assert await store.remarks(SESSION.id, "c") == drafts, "each session by itself"
        await store.commit([c[2]])
        every = await store.remarks(SESSION.id, "c")
        assert [one for one in every if one.author != "c"] == [
            one for one in (*a, *b) if one.kind in READ_BY_OTHERS
        ]

    told(story)


def test_NS10_a_remark_that_is_there_stays_as_it_is(told: Teller) -> None:
    async def story(store: Store) -> None:
        first = remark(1, "a", RemarkKind.NOTE, b"first")
        await store.commit([SESSION, first])
        await store.commit([replace(first, payload=b"second"), remark(2, "a", RemarkKind.NOTE)])
        assert await store.remarks(SESSION.id, "a") == [first, remark(2, "a", RemarkKind.NOTE)]
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([replace(first, session_id="nowhere")])

    told(story)


def test_NS1_the_newest_entry_of_a_moment_is_found(told: Teller) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER, entry(1), entry(1, session_id=OTHER.id)])
        begun = SESSION.created_us
        await store.commit(
            [replace(entry(2), at_us=begun + 50), replace(entry(3), at_us=begun + 90)]
        )
        assert await store.last_before(SESSION.id, begun) == (0, 0)
        assert await store.last_before(SESSION.id, begun + 1) == (1, begun + 1)
        assert await store.last_before(SESSION.id, begun + 89) == (2, begun + 50)
        assert await store.last_before(SESSION.id, begun + 10_000) == (3, begun + 90)
        assert await store.last_before("nowhere", begun + 10_000) == (0, 0)

    told(story)


def test_NS10_they_are_gone_with_their_session_before_they_are_removed(
    told: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearing, "SLICE_ROWS", 3)

    async def story(store: Store) -> None:
        kept = replace(remark(1, "a", RemarkKind.NOTE), session_id=OTHER.id)
        await store.commit([SESSION, OTHER, kept, *of("a"), *of("b")])
        await store.commit([Deletion(SESSION.id)])
        assert await store.remarks(SESSION.id, "a") == []
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([remark(9, "a", RemarkKind.NOTE)])
        await clear(store, SESSION.id)
        assert await store.remarks(OTHER.id, "a") == [kept]
        await store.commit([SESSION])
        assert await store.remarks(SESSION.id, "a") == []

    told(story)


def test_NS10_no_byte_of_them_is_left_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "interviews.sqlite"

    async def story(store: Store) -> None:
        notes = [remark(n, "a", RemarkKind.NOTE, SECRET * 50) for n in range(2000)]
        await store.commit([SESSION, OTHER, *notes, remark(9999, SECRET.decode(), RemarkKind.NOTE)])
        assert left(tmp_path)
        await store.commit([Deletion(SESSION.id)])
        assert await clear(store, SESSION.id) > 1
        assert not left(tmp_path)

    tell(SqliteStore(path), story)
    assert not left(tmp_path)


async def writes_remarks(store: Store) -> None:
    await store.commit([SESSION, *of("a"), *of("b")])
    assert len(await store.remarks(SESSION.id, "a")) == len(RemarkKind) + len(READ_BY_OTHERS)


def test_NS10_a_database_of_version_3_gets_the_table(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "interviews-3.sqlite", tmp_path / "interviews.db"))
    tell(SqliteStore(path), writes_remarks)


def test_NS10_a_database_of_the_version_before_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "interviews.db"

    async def before(store: Store) -> None:
        await store.commit([SESSION, ANA, entry(1)])

    async def after(store: Store) -> None:
        assert await store.log(SESSION.id) == [entry(1)]
        await writes_remarks(store)

    tell(SqliteStore(path), before)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE remark")
        for column in ADDED[11]:
            database.execute(f"ALTER TABLE {column.table} DROP COLUMN {column.name}")
        database.execute("UPDATE meta SET schema_version = 9")
    tell(SqliteStore(path), after)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT schema_version FROM meta").fetchall() == [(SCHEMA_VERSION,)]


async def test_NS10_a_postgresql_of_the_version_before_gets_the_table(
    postgres_cluster: Postgres,
) -> None:
    from jupyter_interview.store.postgres import PostgresStore

    url = postgres_cluster.database()
    store = PostgresStore(url)
    await store.open()
    await store.commit([SESSION])
    await store.close()
    name = url.rpartition("/")[2]
    postgres_cluster.sql(name, "DROP TABLE remark")
    for column in ADDED[11]:
        postgres_cluster.sql(name, f"ALTER TABLE {column.table} DROP COLUMN {column.name}")
    postgres_cluster.sql(name, "UPDATE meta SET schema_version = 9")
    with pytest.raises(StoreError, match="db upgrade"):
        await store.open()
    assert await store.upgrade() == 9
    await store.open()
    await writes_remarks(store)
    await store.close()


def test_NS10_they_are_taken_out_of_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "interviews.db"
    written = [*of("a"), *of("b")]

    async def before(store: Store) -> None:
        await store.commit([SESSION, ANA, entry(1), *written])

    async def after(store: Store) -> None:
        assert await store.remarks(SESSION.id, "a") == [
            one for one in written if one.author == "a" or one.kind in READ_BY_OTHERS
        ]

    tell(SqliteStore(path), before)
    path.rename(f"{path}.damaged-2026-01-01T000000Z")
    assert main(["db", "recover", "--db-path", str(path)]) == 0
    tell(SqliteStore(path), after)
