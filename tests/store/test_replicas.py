"""RE10–RE12, TA11, OP9: who may store what, when several processes share a database."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from jupyter_interview.cli import main
from jupyter_interview.contract.session import RunStarted
from jupyter_interview.domain.settings import Settings
from jupyter_interview.session.log import encode_event
from jupyter_interview.store import replicas
from jupyter_interview.store.base import Deletion, HeldElsewhere, LeaseLost, StoreError
from jupyter_interview.store.migrate import ADDED, SCHEMA_VERSION
from jupyter_interview.store.postgres import PostgresStore
from jupyter_interview.store.replicas import ReplicaLeases, replica
from tests.clients import PATIENCE
from tests.services.deaf import Deaf
from tests.services.postgres import Postgres

from .stories import ANA, BINDING, OTHER, SESSION, entry, listed, snapshot

LOG = logging.getLogger(__name__)
OLDER = 3
"""A version of the schema that lacks columns of sessions, people and replicas."""
ADDRESS = "tcp://192.0.2.1:8889"


class Replica:
    """A process, as far as a database sees it; it says that it is there when the test says so."""

    def __init__(self, url: str, patience: float = 30.0) -> None:
        self.store = PostgresStore(url, patience)
        self.leases = ReplicaLeases(self.store.run, LOG)
        self.leases.address = ADDRESS
        self.store.fence = self.leases.fence

    async def sql(self, statement: str, **values: object) -> None:
        def work(connection: Connection) -> None:
            connection.execute(text(statement), values)

        await self.store.run(work, True)

    async def pass_seconds(self, seconds: float) -> None:
        """All that replicas have said lies so much longer ago."""
        change = "UPDATE replica SET beat_us = beat_us - :us, steady_us = steady_us - :us"
        await self.sql(change, us=int(seconds * 1_000_000))


@asynccontextmanager
async def started(*urls: str) -> AsyncIterator[list[Replica]]:
    made = [Replica(url) for url in urls]
    try:
        for one in made:
            await one.store.open()
            await one.leases.open()
        yield made
    finally:
        for one in made:
            await one.leases.close()
            await one.store.close()


@pytest.fixture
def url(postgres_cluster: Postgres) -> str:
    return postgres_cluster.database()


async def test_RE10_a_session_is_at_one_replica(url: str) -> None:
    async with started(url, url) as (one, two):
        await one.leases.claim(SESSION.id, new=True)
        await one.store.commit([SESSION, ANA, entry(1)])
        with pytest.raises(HeldElsewhere):
            await two.leases.claim(SESSION.id)
        assert await two.leases.holder(SESSION.id) == (one.leases.id, ADDRESS)
        assert await one.leases.holder(SESSION.id) is None
        await one.leases.claim(SESSION.id)
        await one.leases.release(SESSION.id)
        assert await two.leases.holder(SESSION.id) is None
        await two.leases.claim(SESSION.id)
        assert two.leases.owns(SESSION.id) and not one.leases.owns(SESSION.id)


async def test_RE10_a_session_that_is_not_there_is_nobody_s(url: str) -> None:
    async with started(url, url) as (one, two):
        await one.leases.claim("nowhere")
        assert not one.leases.owns("nowhere")
        assert await two.leases.holder("nowhere") is None


async def test_RE11_nothing_is_stored_without_the_lease(url: str) -> None:
    async with started(url, url) as (one, two):
        for session in (SESSION, OTHER):
            await one.leases.claim(session.id, new=True)
        await one.store.commit([SESSION, OTHER, entry(1)])
        await one.leases.release(SESSION.id)
        with pytest.raises(LeaseLost) as lost:
            await one.store.commit([entry(1, session_id=OTHER.id), entry(2)])
        assert lost.value.sessions == {SESSION.id}
        assert await two.store.log(SESSION.id) == [entry(1)]
        assert await two.store.log(OTHER.id) == []
        await two.store.commit([snapshot(1)])


async def test_RE11_a_replica_that_was_thought_dead_stores_nothing_more(url: str) -> None:
    async with started(url, url) as (one, two):
        await one.leases.claim(SESSION.id, new=True)
        await one.store.commit([SESSION, entry(1)])
        await one.pass_seconds(2 * replicas.DEAD_AFTER)
        await two.sql(
            "UPDATE replica SET beat_us = beat_us + :us WHERE id = :id", us=10**8, id=two.leases.id
        )
        await two.leases.claim(SESSION.id)
        gone: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        one.leases.lost = lambda sessions: gone.set_result(set(sessions))
        with pytest.raises(LeaseLost):
            await one.store.commit([entry(2, b"late")])
        await two.store.commit([entry(2, b"in time")])
        assert await gone == {SESSION.id}
        assert (await two.store.log(SESSION.id))[1].payload == b"in time"
        await two.store.commit([Deletion(SESSION.id)])
        assert await one.store.load(SESSION.id) is None


async def test_RE10_who_holds_sessions_takes_over_all_those_of_a_dead_replica(url: str) -> None:
    async with started(url, url) as (one, two):
        sessions = [SESSION.id, OTHER.id, "session-third"]
        for session_id in sessions:
            await one.leases.claim(session_id, new=True)
        await two.leases.claim("session-of-two", new=True)
        await one.pass_seconds(2 * replicas.DEAD_AFTER)
        await two.sql(
            "UPDATE replica SET beat_us = beat_us + :us WHERE id = :id", us=10**8, id=two.leases.id
        )
        for session_id in sessions:
            await two.leases.claim(session_id, new=True)
            assert two.leases.owns(session_id)


async def test_RE18_who_takes_over_rings_and_who_hears_it_looks_at_once(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "BEAT_SECONDS", 3600.0)
    rung: list[str] = []
    async with started(url, url) as (one, two):
        await one.leases.claim(SESSION.id, new=True)
        await one.store.commit([SESSION])
        two.leases.changed = lambda: rung.append("two")
        await two.leases.claim("nowhere", new=True)
        await two.leases.release("nowhere")
        assert rung == []
        await one.pass_seconds(2 * replicas.DEAD_AFTER)
        await two.sql(
            "UPDATE replica SET beat_us = beat_us + :us WHERE id = :id", us=10**8, id=two.leases.id
        )
        await two.leases.claim(SESSION.id)
        assert rung == ["two"]
        gone: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        one.leases.lost = lambda sessions: gone.set_result(set(sessions))
        one.leases.look()
        async with asyncio.timeout(PATIENCE):
            assert await gone == {SESSION.id}
        await two.leases.close()
        assert rung == ["two", "two"]


async def test_RE25_after_an_outage_nobody_is_taken_for_dead(url: str) -> None:
    """Every server has been silent, so the first one that is back knows nothing of the others
    yet."""
    async with started(url, url) as (one, two):
        await one.leases.claim(SESSION.id, new=True)
        await one.store.commit([SESSION])
        await one.sql("UPDATE replica SET beat_us = beat_us - 60000000")
        with pytest.raises(HeldElsewhere):
            await two.leases.claim(SESSION.id)
        assert one.leases.owns(SESSION.id)


async def test_RE11_who_leaves_frees_everything(url: str) -> None:
    async with started(url, url) as (one, two):
        await one.leases.claim(SESSION.id, new=True)
        await one.store.commit([SESSION])
        await one.leases.close()
        await two.leases.claim(SESSION.id)
        assert two.leases.owns(SESSION.id)


async def test_RE12_a_commit_whose_answer_was_lost_is_not_made_twice(
    url: str, postgres_cluster: Postgres
) -> None:
    async with Deaf(postgres_cluster.port) as network:
        there, here = f":{postgres_cluster.port}/", f":{network.port}/"
        # Long enough for what is answered, on a busy machine too.
        store = PostgresStore(url.replace(there, here), patience=4)
        await store.open()
        await store.commit([SESSION, ANA])
        network.words = b"COMMIT"
        with pytest.raises(StoreError, match="cannot be reached"):
            await store.commit([entry(1), BINDING])
        network.words = None
        async with started(url) as (other,):
            assert await other.store.log(SESSION.id) == [entry(1)]
        await store.commit([entry(1), BINDING, entry(2)])
        assert await store.log(SESSION.id) == [entry(1), entry(2)]
        with pytest.raises(StoreError, match="does not fit"):
            await store.commit([entry(1)])
        await store.close()


async def test_RE26_an_older_schema_waits_for_the_command_that_upgrades_it(
    url: str, postgres_cluster: Postgres, capsys: pytest.CaptureFixture[str]
) -> None:
    name = url.rpartition("/")[2]
    store = PostgresStore(url)
    await store.open()
    await store.commit([SESSION, OTHER])
    await store.close()
    added = [column for version in ADDED if version > OLDER for column in ADDED[version]]
    for newer in (*added, replica.c.address):
        table = newer.table.name
        postgres_cluster.sql(name, f'ALTER TABLE {table} DROP COLUMN "{newer.name}"')
    for setting in ("lobby", "editing_locked", "runs_locked"):
        column = f"{setting} BOOLEAN DEFAULT false NOT NULL"
        postgres_cluster.sql(name, f"ALTER TABLE session ADD COLUMN {column}")
    postgres_cluster.sql(name, f"UPDATE session SET runs_locked = true WHERE id = '{OTHER.id}'")
    postgres_cluster.sql(name, f"UPDATE meta SET schema_version = {OLDER}")
    with pytest.raises(StoreError, match=r"jupyter interview db upgrade --db-url postgresql"):
        await store.open()
    assert await asyncio.to_thread(main, ["db", "upgrade", "--db-url", url]) == 0
    told = f"was of version {OLDER} and is of version {SCHEMA_VERSION} now"
    assert told in capsys.readouterr().out
    await store.open()
    assert {session.id: session.settings for session in await listed(store)} == {
        SESSION.id: Settings(),
        OTHER.id: Settings(runs_locked=True),
    }
    await store.close()


async def test_RE26_nobody_upgrades_below_running_servers(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with started(url):
        assert await asyncio.to_thread(main, ["db", "upgrade", "--db-url", url]) == 1
    assert "1 servers use this database" in capsys.readouterr().err
    assert await asyncio.to_thread(main, ["db", "upgrade", "--db-url", url]) == 0


async def test_HB14_nobody_hands_over_below_running_servers(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = PostgresStore(url)
    await store.open()
    await store.commit([SESSION])
    await store.close()
    async with started(url):
        assert await asyncio.to_thread(main, ["owners", "list", "--db-url", url]) == 0
        assert f"{SESSION.created_by}  interviews: 1, live: 1" in capsys.readouterr().out
        forget = ["owners", "forget", "--db-url", url]
        assert await asyncio.to_thread(main, forget) == 1
    assert "1 servers use this database. Stop them" in capsys.readouterr().err
    assert await asyncio.to_thread(main, forget) == 0


async def test_RE13_a_newer_schema_is_left_alone(url: str, postgres_cluster: Postgres) -> None:
    store = PostgresStore(url)
    await store.open()
    await store.close()
    name = url.rpartition("/")[2]
    postgres_cluster.sql(name, "UPDATE meta SET schema_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        await store.open()


async def test_RE13_a_database_that_cannot_be_used_is_named(postgres_cluster: Postgres) -> None:
    nowhere = postgres_cluster.url("nowhere").replace("postgres@", "postgres:swordfish@")
    closed = "postgresql+asyncpg://postgres:swordfish@127.0.0.1:1/interviews"
    for url, words in (
        (nowhere, 'database "nowhere" does not exist'),
        (closed, "cannot be reached"),
    ):
        with pytest.raises(StoreError, match=words) as problem:
            await PostgresStore(url).open()
        assert "127.0.0.1" in str(problem.value) and "swordfish" not in str(problem.value)


def test_RE13_an_address_of_another_kind_is_refused() -> None:
    for url in ("mysql://host/name", "interviews", "sqlite:///x.db"):
        with pytest.raises(StoreError, match=r"looks like postgresql\+asyncpg://"):
            PostgresStore(url)


async def test_TA11_a_run_of_a_living_server_is_exported_as_one_that_runs(
    url: str, tmp_path: Path
) -> None:
    """TA11: by the command line, which is no server. It says that a run is lost when its server is
    gone."""
    started_run = RunStarted("run-00000001", None, "python", "server")
    kind, payload, _ = encode_event(started_run)

    async def exported(name: str) -> list[str]:
        output = tmp_path / name
        words = ["export", SESSION.id, "--form", "json", "--output", str(output), "--db-url", url]
        assert await asyncio.to_thread(main, words) == 0
        return [run["state"] for run in json.loads(output.read_text())]

    async with started(url) as [one]:
        await one.leases.claim(SESSION.id, new=True)
        await one.store.commit([SESSION, replace(entry(1), kind=kind, payload=payload)])
        assert await exported("running") == ["running"]
        await one.leases.close()
        assert await exported("lost") == ["lost"]


async def test_OP9_who_only_reads_makes_no_tables(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["owners", "list", "--db-url", url]
    assert await asyncio.to_thread(main, words) == 1
    assert "There are no interviews in this database." in capsys.readouterr().err
    store = PostgresStore(url)
    assert await store.upgrade() == 0
    await store.close()
