"""GR8: a database of an older version is searched and listed like one of this."""

import shutil
from pathlib import Path

import pytest

from jupyter_interview.domain.searching import words
from jupyter_interview.store.base import Deletion, Listing, Store
from jupyter_interview.store.sqlite import SqliteStore

from .stories import clear, tell

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
