"""GR22, GR23, GR24, GR28, HB13: what can be read of a damaged database is taken out of it."""

import asyncio
import logging
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.ordering import Order
from jupyter_interview.domain.searching import words
from jupyter_interview.sessions.service import Service
from jupyter_interview.store.base import Listing, Store, Trouble
from jupyter_interview.store.pages import stored_rows
from jupyter_interview.store.sqlite import SqliteStore
from jupyter_interview.store.tables import session
from tests.chance import seed_for
from tests.rooms.stage import GRACE, HandClock

from .test_older_database import work_on

FIXTURES = Path(__file__).parent / "fixtures"
PAGE = 4096
MANY = 15


def service(path: Path) -> Service:
    return Service(SqliteStore(path), HandClock(), Limits(), GRACE, logging.getLogger("recovery"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Interviews of some pages each."""
    path = tmp_path / "interviews.db"
    asyncio.run(fill(path))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


async def fill(path: Path) -> None:
    here = service(path)
    registry = await here.registry()
    for number in range(MANY):
        wanted = NewSession("python", f"Interview {number}", "begin\n")
        made = await registry.create(wanted, "local")
        async with registry.room(made.id) as room:
            owner = room.member("local", "Ana")
            assert owner is not None
            for line in range(1, 12):
                text = "".join(f"{number} {one} {'x' * 40}\n" for one in range(line * 3))
                stored = room.put_code(owner, text)
            await stored.wait()
    await here.close()


async def shown(path: Path) -> dict[str, tuple[str, bool]]:
    """Title, text and whether the owner is told of damage, for each interview that opens."""
    here = service(path)
    registry = await here.registry()
    store: Store = here._store
    with closing(sqlite3.connect(path)) as database:
        ids = [id for (id,) in database.execute("SELECT id FROM session")]
    told = {}
    for session_id in ids:
        async with registry.room(session_id) as room:
            owner = room.member("local", "Ana")
            assert owner is not None
            read = room.read(owner)
            told[read.title] = (read.code, read.damaged)
    assert store.troubles() == frozenset()
    await here.close()
    return told


def break_pages(path: Path, pages: list[int]) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)


def entries(path: Path) -> dict[tuple[str, int], str]:
    """The titles of the interviews of all entries that can be found, by id and number."""
    rows = [row.values for row in stored_rows(path.read_bytes())]
    titles = {row[1]: str(row[2]) for row in rows if len(row) == len(session.columns)}
    return {
        (str(row[0]), int(row[1])): titles[row[0]]
        for row in rows
        if len(row) == 7 and row[0] in titles and isinstance(row[1], int)
    }


def leaves_of_the_log(path: Path) -> list[int]:
    """The pages with entries of the log, whose loss is no other's."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        payloads = [row[0] for row in database.execute("SELECT payload FROM log")]
    return sorted({whole.index(payload) // PAGE for payload in payloads if len(payload) > 100})


def test_GR22_GR23_GR24_all_but_what_was_on_the_damaged_pages_is_back(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = asyncio.run(shown(path))
    assert len(before) == MANY and not any(damaged for _, damaged in before.values())
    whole = entries(path)
    [broken] = random.Random(seed_for("recovery")).sample(leaves_of_the_log(path), 1)
    break_pages(path, [broken])
    left = entries(path)
    lost = whole.keys() - left.keys()
    touched = {whole[entry] for entry in lost}
    gaps = {
        whole[entry] for entry in lost if any(one > entry for one in left if one[0] == entry[0])
    }
    assert lost and len(touched) < MANY
    store = SqliteStore(path)
    asyncio.run(opened(store))
    assert store.troubles() == {Trouble.SET_ASIDE}
    [aside] = path.parent.glob("interviews.db.damaged-*Z")
    kept = aside.read_bytes()

    assert main(["db", "recover", "--db-path", str(path)]) == 0
    after = asyncio.run(shown(path))
    assert after.keys() == before.keys()
    different = {title for title in after if after[title] != before[title]}
    assert gaps <= different <= touched
    assert all(after[title][1] for title in gaps), "the owner is told"
    said = capsys.readouterr().out
    assert f"{MANY} interviews are back, " in said
    [away] = path.parent.glob("interviews.db.recovered-*Z")
    assert away.read_bytes() == kept
    assert main(["db", "recover", "--db-path", str(path)]) == 1
    assert "no damaged database" in capsys.readouterr().err


async def opened(store: SqliteStore) -> None:
    await store.open()
    await store.close()


def test_GR22_what_was_made_since_stays(path: Path) -> None:
    break_pages(path, leaves_of_the_log(path)[:1])
    asyncio.run(newer(path))
    assert main(["db", "recover", "--db-path", str(path)]) == 0
    after = asyncio.run(shown(path))
    assert len(after) == MANY + 1 and after["Made since"] == ("since\n", False)


async def newer(path: Path) -> None:
    here = service(path)
    registry = await here.registry()
    await registry.create(NewSession("python", "Made since", "since\n"), "local")
    await here.close()


@pytest.mark.parametrize("page", [0, 1, 2, 3], ids=str)
def test_GR22_the_first_pages_are_not_needed_for_the_others(path: Path, page: int) -> None:
    """On the first is what the tables are, and on the next are the pages above all others."""
    before = asyncio.run(shown(path))
    break_pages(path, [page])
    store = SqliteStore(path)
    asyncio.run(opened(store))
    assert main(["db", "recover", "--db-path", str(path)]) == 0
    after = asyncio.run(shown(path))
    assert set(after) <= set(before)
    if page != page_of_the_sessions(path):
        assert after.keys() == before.keys()


def set_aside(path: Path, day: int = 1) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.rename(f"{path}.damaged-2026-01-{day:02}T000000Z")


@pytest.mark.parametrize("upgraded", [False, True])
def test_GR22_a_database_of_an_older_version_is_read_as_well(
    tmp_path: Path, upgraded: bool
) -> None:
    """It has other columns, in another order; what was written before an upgrade has fewer."""
    path = Path(shutil.copy(FIXTURES / "interviews-3.sqlite", tmp_path / "interviews.db"))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE session SET lobby = 1 WHERE title = 'Größe zählt'")
    whole = Path(shutil.copy(path, tmp_path / "whole.db"))
    before = asyncio.run(stored(whole))
    assert len(before) == 5
    if upgraded:
        asyncio.run(opened(SqliteStore(path)))
    set_aside(path)
    assert main(["db", "recover", "--db-path", str(path)]) == 0
    assert asyncio.run(stored(path)) == before


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("upgraded", [False, True])
def test_GR28_it_stands_in_the_orders_where_an_upgrade_puts_it(
    tmp_path: Path, order: Order, upgraded: bool
) -> None:
    """GR28: also for somebody who has joined it."""
    path = Path(shutil.copy(FIXTURES / "interviews-3.sqlite", tmp_path / "interviews.db"))
    work_on(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "UPDATE participant SET identity = 'user:bo' WHERE rowid IN"
            " (SELECT max(rowid) FROM participant WHERE left_us IS NULL GROUP BY session_id)"
        )
    whole = Path(shutil.copy(path, tmp_path / "whole.db"))
    before = asyncio.run(places(whole, order))
    assert before["user:ana"] and before["user:bo"]
    if upgraded:
        asyncio.run(opened(SqliteStore(path)))
    set_aside(path)
    assert main(["db", "recover", "--db-path", str(path)]) == 0
    assert asyncio.run(places(path, order)) == before


async def places(path: Path, order: Order) -> dict[str, list[tuple[str, int | str]]]:
    """For two people their interviews in an order, each with its place."""
    store = SqliteStore(path)
    await store.open()
    found = {}
    for identity in ("user:ana", "user:bo"):
        page, _ = await store.page(Listing(identity, 50, (), order=order))
        found[identity] = [(one.session.title, one.place) for one in page]
    await store.close()
    return found


def test_HB13_accounts_of_one_name_are_told_apart_afterwards(path: Path) -> None:
    """HB13: the second one of a name gets nothing of the first by a recovery."""

    async def come(made_us: int) -> str:
        here = service(path)
        identity = await (await here.registry()).accounts.identity("user:ed", made_us)
        await here.close()
        return identity

    before = [asyncio.run(come(made_us)) for made_us in (1, 9_000_001)]
    assert before == ["user:ed", "user:ed/2"]
    set_aside(path)
    assert main(["db", "recover", "--db-path", str(path)]) == 0
    assert [asyncio.run(come(made_us)) for made_us in (9_000_001, 1)] == before[::-1]


async def stored(path: Path) -> dict[str, tuple[object, ...]]:
    """Everything of each interview that a search finds."""
    store = SqliteStore(path)
    await store.open()
    found, _ = await store.page(Listing("user:ana", 50, ("owner", "interviewer")))
    told: dict[str, tuple[object, ...]] = {}
    for one in found:
        data = await store.load(one.session.id)
        assert data is not None
        log = await store.log(one.session.id)
        told[one.session.title] = (data.session, data.participants, data.invites, log)
    assert "Größe zählt" in {
        one.session.title
        for one in (await store.page(Listing("user:ana", 50, (), words=words("grösse"))))[0]
    }
    await store.close()
    return told


def page_of_the_sessions(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        [[page]] = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'session'")
    return int(page) - 1


def test_GR22_whatever_is_on_a_page_can_be_looked_at(path: Path) -> None:
    whole, chance = path.read_bytes(), random.Random(seed_for("pages"))
    rows = len(list(stored_rows(whole)))
    for _ in range(50):
        broken = bytearray(whole)
        for _ in range(200):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert len(list(stored_rows(bytes(broken)))) <= 2 * rows
    assert list(stored_rows(b"")) == list(stored_rows(b"SQLite")) == []
