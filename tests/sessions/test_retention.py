"""SE6, HD3: interviews that ended long ago are deleted, at the start and once a day."""

import logging
from pathlib import Path

import pytest

from jupyter_interview.contract.queries import wanted_sessions
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import Command, HoldSession, SessionChange
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import State
from jupyter_interview.sessions.service import Service
from jupyter_interview.store.base import Store
from jupyter_interview.store.sqlite import SqliteStore
from tests.rooms.stage import GRACE, OWNER, HandClock
from tests.store.memory_store import MemoryStore

DAY = 24 * 3600


def kept(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


class Place:
    """A server's interviews over time; ``days`` is the trait."""

    def __init__(self, store: Store, days: float) -> None:
        self.clock = HandClock()
        self._store = store
        self._days = days
        self.service = self._service()

    def _service(self) -> Service:
        log = logging.getLogger("retention")
        return Service(self._store, self.clock, Limits(), GRACE, log, self._days)

    async def restart(self) -> None:
        await self.service.close()
        self.service = self._service()

    async def session(self, title: str, *, ended: bool) -> str:
        registry = await self.service.registry()
        created = await registry.create(NewSession("python", title, f"{title}\n"), "local")
        session_id = created.id
        if ended:
            await self.turn_to(session_id, State.ENDED)
        return session_id

    async def turn_to(self, session_id: str, state: State) -> None:
        await self.perform(session_id, SessionChange(None, state))

    async def perform(self, session_id: str, command: Command) -> None:
        async with (await self.service.registry()).room(session_id) as room:
            await room.perform(OWNER, command).wait()

    async def titles(self) -> set[str]:
        registry = await self.service.registry()
        assert self.service._retention is not None
        await self.service._retention.idle()
        listed, _ = await registry.overview.sessions("local", wanted_sessions({}, Limits()))
        return {session.title for session in listed}


async def test_SE6_old_interviews_go_and_others_stay() -> None:
    place = Place(MemoryStore(), days=30)
    old = await place.session("old", ended=True)
    await place.session("still going", ended=False)
    again = await place.session("reopened", ended=True)
    await place.turn_to(again, State.LIVE)
    place.clock.turn(20 * DAY)
    await place.session("younger", ended=True)
    assert await place.titles() == {"old", "still going", "reopened", "younger"}
    place.clock.turn(9.5 * DAY)
    assert "old" in await place.titles()
    place.clock.turn(2 * DAY)
    assert await place.titles() == {"still going", "reopened", "younger"}
    with pytest.raises(InterviewError) as gone:
        async with (await place.service.registry()).room(old):
            pass
    assert gone.value.code is ErrorCode.NOT_FOUND
    place.clock.turn(365 * DAY)
    assert await place.titles() == {"still going", "reopened"}
    await place.service.close()


async def test_SE6_a_server_that_was_off_looks_when_it_starts() -> None:
    place = Place(MemoryStore(), days=1)
    await place.session("old", ended=True)
    await place.restart()
    assert await place.titles() == {"old"}
    await place.service.close()
    place.clock.turn(3 * DAY)
    place.service = place._service()
    assert await place.titles() == set()
    await place.service.close()


@pytest.mark.parametrize("in_memory", [True, False])
async def test_HD3_a_hold_beats_age(tmp_path: Path, in_memory: bool) -> None:
    """HD3, HD5: also in a room that somebody is in; it goes once the hold is taken away."""
    place = Place(SqliteStore(tmp_path / "interviews.db"), days=1)
    old = await place.session("on hold", ended=True)
    await place.session("old", ended=True)
    await place.perform(old, HoldSession(True))
    if not in_memory:
        await place.restart()
    place.clock.turn(300 * DAY)
    if in_memory:
        async with (await place.service.registry()).room(old):
            assert await place.titles() == {"on hold"}
    assert await place.titles() == {"on hold"}
    await place.perform(old, HoldSession(False))
    place.clock.turn(2 * DAY)
    assert await place.titles() == set()
    assert b"on hold" not in kept(tmp_path)
    await place.service.close()


async def test_SE6_zero_days_keep_everything() -> None:
    place = Place(MemoryStore(), days=0)
    await place.session("old", ended=True)
    place.clock.turn(10_000 * DAY)
    assert await place.titles() == {"old"}
    await place.restart()
    assert await place.titles() == {"old"}
    await place.service.close()


async def test_SE6_nothing_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    place = Place(SqliteStore(tmp_path / "interviews.db"), days=1)
    await place.session("Quetzalcoatl", ended=True)
    await place.session("Xylophon", ended=False)
    assert b"Quetzalcoatl" in kept(tmp_path)
    place.clock.turn(3 * DAY)
    assert await place.titles() == {"Xylophon"}
    files = kept(tmp_path)
    assert b"Quetzalcoatl" not in files and b"Xylophon" in files
    await place.service.close()
