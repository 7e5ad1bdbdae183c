"""RE13, RE14: what the settings of several servers say when they are wrong, and of one server."""

import asyncio
import logging
import subprocess
import sys
from contextlib import suppress

import pytest
from traitlets import TraitError

from jupyter_interview.app import InterviewApp
from jupyter_interview.cluster.bell import BellMissing, PostgresBell, RedisBell
from jupyter_interview.store.base import StoreError
from jupyter_interview.store.postgres import PostgresStore, driver_url
from tests.clients import PATIENCE, Api
from tests.faults.server import TOKEN, ServerProcess
from tests.replicas.conftest import NewReplica
from tests.services.postgres import Postgres

LOG = logging.getLogger(__name__)
URL = "postgresql+asyncpg://ana:swordfish@127.0.0.1:1/interviews"


async def logged_in(server: ServerProcess) -> str:
    """The cookies of somebody who came with the token in the address."""
    answer = await Api(server.root)("GET", f"//interview/?token={TOKEN}")
    assert answer.status == 302
    return "; ".join(line.split(";")[0] for line in answer.headers.get_list("Set-Cookie"))


def test_RE14_without_db_url_no_package_for_a_service_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    assert InterviewApp().db_url == ""
    script = (
        "import sys\n"
        "sys.modules.update(asyncpg=None, redis=None, greenlet=None)\n"
        "import jupyter_interview.app, jupyter_interview.cli, jupyter_interview.serverapp\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


async def test_RE13_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    with pytest.raises(StoreError, match=r"pip install 'jupyter_interview\[postgres\]'"):
        await PostgresStore(URL).open()
    with pytest.raises(BellMissing, match=r"pip install 'jupyter_interview\[postgres\]'"):
        await PostgresBell(URL, LOG).open(lambda: None)
    with pytest.raises(BellMissing, match=r"pip install 'jupyter_interview\[redis\]'"):
        await RedisBell("redis://127.0.0.1:1/0", LOG).open(lambda: None)


def test_RE13_settings_that_mean_nothing_are_refused() -> None:
    with pytest.raises(TraitError, match=r"db_url: .* looks like postgresql\+asyncpg://"):
        InterviewApp(db_url="mysql://host/name")
    with pytest.raises(TraitError, match="like redis://host:6379/0"):
        InterviewApp(bus_url="amqp://host")
    with pytest.raises(TraitError, match="cluster_address or cluster_bind: 'host' is not like"):
        InterviewApp(cluster_address="host")


async def test_RE13_jupyter_starts_without_a_database_and_says_why(
    new_replica: NewReplica,
) -> None:
    async with new_replica(URL, "one", "--InterviewApp.bus_url=redis://127.0.0.1:1/0") as server:
        refused = await server.api("GET", "/sessions")
        assert (refused.status, refused.code) == (503, "unavailable")
        assert (await server.api("GET", "/sessions/Zx81Zx81Zx81")).status == 503
        assert (await server.api("GET", "//api/contents")).status == 200
        assert "127.0.0.1:1/interviews: The database cannot be reached." in server.log
        assert "swordfish" not in server.log


async def test_RE13_an_address_says_tls_in_the_words_of_either_driver(
    postgres_cluster: Postgres,
) -> None:
    """The test's PostgreSQL has no TLS, and says so only to servers that ask for it."""
    for word in ("ssl", "sslmode"):
        url = f"{postgres_cluster.database()}?{word}"
        assert driver_url(f"{url}=prefer").endswith("?sslmode=prefer")
        store = PostgresStore(f"{url}=prefer")
        await store.open()
        await store.close()
        with pytest.raises(StoreError, match="cannot be reached|SSL"):
            await PostgresStore(f"{url}=require").open()
        bell, rung = PostgresBell(driver_url(f"{url}=prefer"), LOG), asyncio.Event()
        await bell.open(rung.set)
        async with asyncio.timeout(PATIENCE):
            while not rung.is_set():
                bell.ring()
                with suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), 0.2)
        await bell.close()


async def test_RE13_servers_that_log_people_in_differently_say_so(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    url = postgres_cluster.database()
    words = "other servers on this database log people in differently"
    same = "--ServerApp.cookie_secret=the-same-for-all"
    async with new_replica(url, "one", same) as one, new_replica(url, "two", same) as two:
        async with new_replica(url, "three") as three:
            await three.says(words)
            await one.says(words)
            await two.says(words)
        session = (await one.api.create())["id"]
        cookies = await logged_in(one)
        there = Api(two.root, {"Cookie": cookies, "Host": f"127.0.0.1:{one.port}"})
        assert (await there("GET", f"/sessions/{session}")).status == 200
