"""GR2, GR3: a large file is read while it is used, and one that is damaged is not written."""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_interview.store.base import Deletion, Store, StoreError, Trouble
from jupyter_interview.store.soundness import AT_THE_START, Reader
from jupyter_interview.store.sqlite import SqliteStore

from .stories import OTHER, SESSION, clear, entry, listed, tell

BIG = 20_000
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.sqlite"


def fill(path: Path) -> None:
    """An interview that is too much to be read before the server starts."""

    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER, entry(1, session_id=OTHER.id)])
        for first in range(0, BIG, 4000):
            texts = [entry(first + n, os.urandom(250)) for n in range(4000)]
            await store.commit(texts)

    tell(SqliteStore(path), story)
    assert path.stat().st_size > AT_THE_START


def page_of_the_log(path: Path) -> int:
    """A page that only the log of the large interview has."""
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT payload FROM log WHERE seq = ?"
        [[payload]] = database.execute(query, (BIG // 2,)).fetchall()
    return path.read_bytes().index(payload) // PAGE


def break_page(path: Path, page: int) -> bytes:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE)
    return path.read_bytes()


def asides(path: Path) -> list[Path]:
    return [one for one in path.parent.glob(f"{path.name}.damaged-*") if one.name.endswith("Z")]


def test_GR2_a_large_file_is_used_before_it_was_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    begun: list[Reader] = []
    monkeypatch.setattr(Reader, "start", lambda reader: begun.append(reader))

    async def story(store: Store) -> None:
        await store.commit([entry(2, session_id=OTHER.id)])
        assert await store.log(OTHER.id, 1) == [entry(2, session_id=OTHER.id)]

    def nothing(reader: Reader) -> None:
        pass

    monkeypatch.setattr(Reader, "close", nothing)
    tell(SqliteStore(path), story)
    assert len(begun) == 1 and not begun[0].done.is_set()


def test_GR2_damage_is_found_in_the_background_and_nothing_is_written_from_then_on(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """GR2, GR3, GR10: what can be read is read; the next start sets it aside and begins anew."""
    fill(path)
    page = page_of_the_log(path)
    break_page(path, page)
    told: list[str] = []

    async def story(store: Store) -> None:
        assert isinstance(store, SqliteStore)
        store.troubled = lambda: told.append("troubled")
        await store.checked()
        await asyncio.sleep(0)
        assert told == ["troubled"] and store.troubles() == {Trouble.DAMAGED}
        with pytest.raises(StoreError, match="The database is damaged"):
            await store.commit([entry(9, session_id=OTHER.id)])
        assert await store.log(OTHER.id) == [entry(1, session_id=OTHER.id)]

    tell(SqliteStore(path), story)
    damaged = path.read_bytes()
    [line] = [one.message for one in caplog.records if one.levelno >= logging.ERROR]
    assert f"{path} is damaged. Nothing more is written to it" in line

    async def again(store: Store) -> None:
        assert await listed(store) == []
        assert store.troubles() == {Trouble.SET_ASIDE}
        await store.commit([SESSION])

    tell(SqliteStore(path), again)
    [aside] = asides(path)
    assert aside.read_bytes() == damaged

    async def later(store: Store) -> None:
        assert store.troubles() == {Trouble.SET_ASIDE}
        assert len(await listed(store)) == 1

    caplog.clear()
    tell(SqliteStore(path), later)
    [line] = [one.message for one in caplog.records if one.levelno >= logging.WARNING]
    assert str(aside) in line
    aside.rename(path.with_name("kept elsewhere"))

    async def seen_to(store: Store) -> None:
        assert store.troubles() == frozenset()

    tell(SqliteStore(path), seen_to)


def test_GR3_damage_that_is_met_first_stops_all_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GR3: a query that meets the page before the reader in the background has come to it."""
    fill(path)
    break_page(path, page_of_the_log(path))
    monkeypatch.setattr(Reader, "start", lambda reader: None)

    async def story(store: Store) -> None:
        await store.commit([entry(5, session_id=OTHER.id)])
        with pytest.raises(StoreError, match="The database is damaged"):
            await store.log(SESSION.id)
        assert store.troubles() == {Trouble.DAMAGED}
        with pytest.raises(StoreError, match="The database is damaged"):
            await store.commit([entry(6, session_id=OTHER.id)])

    tell(SqliteStore(path), story)


def test_GR11_a_file_that_was_put_back_whole_is_used(path: Path) -> None:
    """GR11: a person who restores a backup over it need not know of the mark beside it."""
    fill(path)
    whole = path.read_bytes()
    break_page(path, page_of_the_log(path))

    async def damaged(store: Store) -> None:
        assert isinstance(store, SqliteStore)
        await store.checked()
        assert store.troubles() == {Trouble.DAMAGED}

    async def restored(store: Store) -> None:
        assert store.troubles() == frozenset()
        assert len(await listed(store)) == 2
        await store.commit([entry(8, session_id=OTHER.id)])

    tell(SqliteStore(path), damaged)
    path.write_bytes(whole)
    tell(SqliteStore(path), restored)
    assert asides(path) == []


def test_GR2_the_reader_in_the_background_keeps_no_deleted_byte_alive(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GR2, SE9: it steps aside while the write-ahead log is emptied."""
    fill(path)
    look = Reader._look
    looks: list[bool | None] = []

    def again_and_again(reader: Reader) -> bool | None:
        while not reader._closed.is_set():
            looks.append(look(reader))
        return None

    monkeypatch.setattr(Reader, "_look", again_and_again)

    async def story(store: Store) -> None:
        await store.commit([entry(7, b"Xylophon" * 100, session_id=OTHER.id)])
        await store.commit([Deletion(OTHER.id)])
        await clear(store)
        files = [one.read_bytes() for one in path.parent.iterdir()]
        assert not any(b"Xylophon" in content for content in files)

    tell(SqliteStore(path), story)
    assert looks


def test_GR2_a_store_is_closed_while_it_is_read(path: Path) -> None:
    fill(path)

    async def story(store: Store) -> None:
        await store.commit([entry(7, session_id=OTHER.id)])

    for _ in range(5):
        path_before = path.stat().st_ino
        try:
            tell(SqliteStore(path), story)
        except StoreError as refusal:
            assert "does not fit" in str(refusal)
        assert path.stat().st_ino == path_before


def test_GR2_a_reader_that_cannot_read_tries_again_until_it_is_closed(tmp_path: Path) -> None:
    called: list[Callable[[], None]] = []
    reader = Reader(tmp_path / "is not there", lambda: called.append(reader.close))
    reader.start()
    reader.close()
    assert reader.done.is_set() and not called
