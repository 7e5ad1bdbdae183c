"""EV5: interviews that an older version has stored read on, and go on."""

import asyncio
import json
import logging
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.contract.session import Join, NewInvite, RaiseHand, SessionChange
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import Role
from jupyter_interview.journal.loading import known_of, restore
from jupyter_interview.rooms.room import Room
from jupyter_interview.session.log import Unreadable
from jupyter_interview.session.people_book import People
from jupyter_interview.session.replay import state_at
from jupyter_interview.sessions.registry import Registry
from jupyter_interview.store.sqlite import SqliteStore
from tests.rooms.stage import GRACE, OWNER, HandClock, as_json, by_link, make_link

FIXTURES = Path(__file__).parent / "fixtures"
OLDER = json.loads((FIXTURES / "stored.json").read_text("utf-8"))
STORIES = list(OLDER)
KNOWN = OLDER["live"]["session"].keys()


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(Path(shutil.copy(FIXTURES / "stored.sqlite", tmp_path / "interviews.db")))


def with_store(store: SqliteStore, story: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        await store.open()
        try:
            await story()
        finally:
            await store.close()

    asyncio.run(run())


def opened(store: SqliteStore) -> Registry:
    return Registry(store, HandClock(), Limits(), GRACE, logging.getLogger("tests.session"))


def told(room: Room) -> dict[str, Any]:
    """The same as ``stored.json`` has of it."""
    session = as_json(room.read(OWNER))
    runs = [as_json(run.told()) for run in room.core.runs.newest(50)]
    # What is newer than the stored interviews is left out; the others are all there.
    session = {name: session[name] for name in KNOWN}
    known = {action for older in OLDER.values() for action in older["session"]["actions"]}
    session["actions"] = [one for one in session["actions"] if one in known]
    # Others have come since then.
    session["languages"] = session["languages"][:3]
    assert [run.pop("program") for run in runs] == [None] * len(runs)
    return {
        "session": session,
        "users": as_json(room.users(OWNER)),
        "runs": runs,
        "names": [record.name for record in room.core.people.everybody()],
    }


@pytest.mark.parametrize("name", STORIES)
def test_EV5_a_stored_interview_is_what_it_was(store: SqliteStore, name: str) -> None:
    older = OLDER[name]

    async def story() -> None:
        registry = opened(store)
        async with registry.room(older["session"]["id"]) as room:
            assert told(room) == older
        await registry.close()

    with_store(store, story)


FILES = {
    "live": (["solution.py", "solution.js"], "code:python"),
    "started": (["solution.ts"], "code:typescript"),
    "ended": (["solution.js"], "code:javascript"),
}


@pytest.mark.parametrize("name", STORIES)
def test_FI18_it_has_a_file_for_each_text_that_was_shown(store: SqliteStore, name: str) -> None:
    """FI18: the same without a room, from the snapshot that is made when one goes."""
    older = OLDER[name]["session"]

    async def story() -> None:
        registry = opened(store)
        async with registry.room(older["id"]) as room:
            files = room.files.every(OWNER)
            assert ([file.name for file in files.files], files.shown) == FILES[name]
            [shown] = [file for file in files.files if file.id == files.shown]
            assert (shown.text, shown.language) == (older["code"], older["language"])
            assert (files.removed, files.entry) == ((), None)
        await registry.close()
        data = await store.load(older["id"])
        assert data is not None
        restored = await restore(
            store, data, Limits(), logging.getLogger("tests.session"), document_only=True
        )
        assert restored.interview.folder.shown == files.shown
        assert restored.document.text(files.shown) == older["code"]

    with_store(store, story)


@pytest.mark.parametrize("name", STORIES)
def test_EV5_its_log_and_its_records_say_the_same(store: SqliteStore, name: str) -> None:
    """But for the time between two looks at the clock, and for what no entry was made of."""
    session_id = OLDER[name]["session"]["id"]

    async def story() -> None:
        data, entries = await store.load(session_id), await store.log(session_id)
        assert data is not None
        rebuilt = state_at(session_id, entries, Limits(), known=known_of(data))
        assert rebuilt.people == People(data.participants, data.invites)
        session = rebuilt.session
        assert (session.title, session.state, session.ended_us, session.epoch) == (
            data.session.title,
            data.session.state,
            data.session.ended_us,
            data.session.epoch,
        )
        began = state_at(session_id, entries, Limits(), 1, known_of(data))
        assert began.people == People() and began.session.created_us == data.session.created_us
        with pytest.raises(Unreadable):
            state_at(session_id, entries, Limits())

    with_store(store, story)


@pytest.mark.parametrize("name", ["live", "started"])
def test_EV5_it_goes_on(store: SqliteStore, name: str) -> None:
    """Old entries and new ones stand in one log."""
    session_id = OLDER[name]["session"]["id"]

    async def story() -> None:
        registry = opened(store)
        async with registry.room(session_id) as room:
            guest = next(r for r in room.core.people.present() if r.name.startswith("Bo"))
            actor = Actor(Role(guest.role), participant_id=guest.id)
            room.perform(actor, RaiseHand(guest.hand_us is None))
            room.perform(OWNER, SessionChange(title="Renamed", editing_locked=False))
            _, secret, _ = make_link(room, OWNER, NewInvite(Role.OBSERVER, 3600, None))
            await by_link(room, secret, Join("Новый")).done.wait()
            before = told(room)
        await registry.close()
        kinds = {entry.kind for entry in await store.log(session_id)}
        assert {LogKind.STATE, LogKind.JOIN, LogKind.HAND} <= kinds
        registry = opened(store)
        async with registry.room(session_id) as room:
            assert told(room) == before and not room.core.damaged
        await registry.close()

    with_store(store, story)
