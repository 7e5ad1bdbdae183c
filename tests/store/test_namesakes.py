"""HB17: accounts of one name, where a recovered database comes beside one that was begun since."""

import asyncio
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.contract.remark_bodies import WriteNote
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import Join
from jupyter_interview.domain.roles import Role
from jupyter_interview.sessions.registry import Registry
from jupyter_interview.store.base import Listing
from tests.chance import seed_for

from .test_recovery import service, set_aside

ED = "user:ed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


class Hub:
    """Accounts that are told apart by the time at which they were made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._day = 0

    def works(self, made_us: int, name: str = ED) -> str:
        """Somebody of this account comes, and has an interview with a note. Answers with its id."""
        return asyncio.run(self._works(made_us, name))

    def finds(self, made_us: int, name: str = ED) -> tuple[set[str], set[str]]:
        """What somebody of this account has: ids of interviews, and notes in them."""
        return asyncio.run(self._finds(made_us, name))

    def is_set_aside(self) -> None:
        self._day += 1
        set_aside(self._path, self._day)

    def is_recovered(self) -> None:
        assert main(["db", "recover", "--db-path", str(self._path)]) == 0

    async def _works(self, made_us: int, name: str) -> str:
        here = service(self._path)
        registry = await here.registry()
        identity = await registry.accounts.identity(name, made_us)
        made = await registry.create(NewSession("python", "", "x = 1\n"), identity)
        async with registry.room(made.id) as room:
            owner = room.member(identity, "Ed")
            assert owner is not None
            await room.perform(owner, Join("Ed")).wait()
            note = WriteNote("note-0001", f"of {made_us}", 0, None, False)
            await registry.remarks.write(room, owner, note)
        await here.close()
        return made.id

    async def _finds(self, made_us: int, name: str) -> tuple[set[str], set[str]]:
        here = service(self._path)
        registry = await here.registry()
        identity = await registry.accounts.identity(name, made_us)
        page, _ = await here._store.page(Listing(identity, 50, ("owner",)))
        ids = {one.session.id for one in page}
        notes = {note for one in ids for note in await _notes(registry, one, identity)}
        await here.close()
        return ids, notes


async def _notes(registry: Registry, session_id: str, identity: str) -> list[str]:
    async with registry.room(session_id) as room:
        actor = room.member(identity, "")
        assert actor is not None and actor.role is Role.OWNER
        assert room.core.people.best_of(identity) is not None, "they have joined"
        told = await registry.remarks.read(room, actor)
    return [note.text for note in told.mine.notes]


def test_HB17_who_came_since_is_known_again(path: Path) -> None:
    """HB17: the second account of a name came first to the new database."""
    hub = Hub(path)
    first, second = hub.works(1), hub.works(9_000_001)
    hub.is_set_aside()
    since = hub.works(9_000_001)
    hub.is_recovered()
    assert hub.finds(9_000_001) == ({second, since}, {"of 9000001"})
    assert hub.finds(1) == ({first}, {"of 1"})


def test_HB17_who_is_new_gets_nothing_of_the_account_before(path: Path) -> None:
    """HB17, HB13: and has what they have made since."""
    hub = Hub(path)
    first = hub.works(1)
    hub.is_set_aside()
    since = hub.works(9_000_001)
    hub.is_recovered()
    assert hub.finds(9_000_001) == ({since}, {"of 9000001"})
    assert hub.finds(1) == ({first}, {"of 1"})
    assert hub.finds(18_000_001) == (set(), set())


def test_HB17_nobody_is_taken_for_an_account_that_is_lost(path: Path) -> None:
    """HB17: its row was on a damaged page, those of others were not."""
    hub = Hub(path)
    hub.works(1)
    other = hub.works(1, "user:di")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA secure_delete = ON")
        database.execute("DELETE FROM account WHERE name = ?", (ED,))
    hub.is_set_aside()
    since = hub.works(9_000_001)
    hub.is_recovered()
    assert hub.finds(9_000_001)[0] == {since}
    assert hub.finds(18_000_001) == (set(), set())
    assert hub.finds(1, "user:di")[0] == {other}


@pytest.mark.parametrize("number", range(4))
def test_HB17_everybody_has_what_they_made_in_whatever_order_they_come(
    path: Path, number: int
) -> None:
    rng = random.Random(seed_for(f"namesakes {number}"))
    hub, made = Hub(path), {9_000_001 * one: set[str]() for one in range(1, 5)}
    for turn in range(3):
        for account in rng.sample(sorted(made), rng.randint(1, 4)):
            made[account].add(hub.works(account))
        if turn < 2:
            hub.is_set_aside()
            if rng.random() < 0.5:
                made[9_000_001].add(hub.works(9_000_001))
                hub.is_recovered()
    if list(path.parent.glob("*.damaged-*")):
        hub.is_recovered()
    for account in rng.sample(sorted(made), 4):
        assert hub.finds(account)[0] == made[account], account
