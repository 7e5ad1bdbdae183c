"""GR7, GR17, GR18: what a deleted session has left is removed in slices."""

import asyncio
from pathlib import Path

import pytest

from jupyter_interview.store import clearing
from jupyter_interview.store.base import Deletion, Listing, Store, StoreError
from jupyter_interview.store.sqlite import SqliteStore

from .stories import ANA, BO, INVITE, OTHER, SESSION, clear, entry, listed, snapshot, tell
from .test_contract import Teller, told

__all__ = ["told"]

SECRET = b"Xylophon"


def left(folder: Path) -> bool:
    return any(SECRET in file.read_bytes() for file in folder.iterdir())


async def long_session(store: Store, rows: int) -> None:
    await store.commit([SESSION, ANA, BO, INVITE, OTHER, snapshot(3), snapshot(7)])
    await store.commit([entry(n, SECRET * 20) for n in range(1, rows + 1)])


async def gone(store: Store) -> None:
    assert await store.load(SESSION.id) is None
    assert await store.log(SESSION.id) == []
    assert [one.id for one in await listed(store)] == [OTHER.id]
    assert await store.activity([SESSION.id], []) == {}
    assert await store.chosen("ana", [SESSION.id], None) == []
    page, _ = await store.page(Listing("ana", 9, (), state="gone"))
    assert page == [] or all(one.session.created_by != "ana" for one in page)
    with pytest.raises(StoreError, match="does not fit"):
        await store.commit([entry(99_999)])


def test_GR7_it_is_gone_for_everybody_before_anything_is_removed(told: Teller) -> None:
    async def story(store: Store) -> None:
        await long_session(store, 10)
        await store.commit([Deletion(SESSION.id)])
        await gone(store)
        await clear(store, OTHER.id)
        assert await store.load(OTHER.id) is not None
        await clear(store, SESSION.id)
        assert await store.load(SESSION.id) is None
        assert await store.clear() is False

    told(story)


def test_GR17_others_are_stored_between_two_slices(
    told: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearing, "SLICE_ROWS", 10)

    async def story(store: Store) -> None:
        await long_session(store, 100)
        await store.commit([Deletion(SESSION.id)])
        slices = 0
        while await store.clear(SESSION.id):
            slices += 1
            await store.commit([entry(slices, session_id=OTHER.id)])
        assert len(await store.log(OTHER.id)) == slices

    told(story)


def test_GR17_a_slice_is_bounded_in_rows_and_in_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "interviews.sqlite"
    counts: list[int] = []

    async def story(store: Store) -> None:
        await long_session(store, 0)
        await store.commit([entry(n, b"x" * 200_000) for n in range(1, 12)])
        await store.commit([entry(n) for n in range(12, 3000)])
        await store.close()
        await store.open()
        await store.commit([Deletion(SESSION.id)])
        counts.append(await clear(store, SESSION.id))

    tell(SqliteStore(path), story)
    # Two snapshots, three slices of large entries, three of small ones, and the session itself.
    assert counts == [2 + 3 + 3 + 1]


def test_GR18_a_crash_in_the_middle_leaves_what_the_next_start_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GR7, GR18, SE9: gone for users immediately; no byte is left when it is done."""
    path = tmp_path / "interviews.sqlite"
    monkeypatch.setattr(clearing, "SLICE_ROWS", 50)

    async def crash(store: Store) -> None:
        await long_session(store, 500)
        await store.commit([Deletion(SESSION.id)])
        for _ in range(5):
            assert await store.clear(SESSION.id)

    async def next_start(store: Store) -> None:
        assert await store.load(SESSION.id) is None
        assert await store.log(SESSION.id) == []
        assert left(tmp_path)
        assert await clear(store) > 3
        assert not left(tmp_path)
        await store.commit([SESSION])

    tell(SqliteStore(path), crash)
    tell(SqliteStore(path), next_start)
    assert not left(tmp_path)


def test_GR17_two_who_clear_at_once_do_not_meet(told: Teller) -> None:
    async def story(store: Store) -> None:
        await long_session(store, 50)
        await store.commit([Deletion(SESSION.id), Deletion(OTHER.id)])
        await asyncio.gather(clear(store), clear(store, SESSION.id), clear(store, OTHER.id))
        assert await store.clear() is False
        await store.commit([SESSION])

    told(story)
