"""RE13, RE14: what the settings of several servers say when they are wrong, and of one server."""

import logging
import subprocess
import sys

import pytest
from traitlets import TraitError

from jupyter_interview.app import InterviewApp
from jupyter_interview.bus.base import BusMissing
from jupyter_interview.bus.postgres import PostgresBus
from jupyter_interview.bus.redis import RedisBus
from jupyter_interview.store.base import StoreError
from jupyter_interview.store.postgres import PostgresStore
from tests.replicas.conftest import NewReplica

URL = "postgresql+asyncpg://ana:swordfish@127.0.0.1:1/interviews"


def test_RE14_without_db_url_no_package_for_a_service_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    assert InterviewApp().db_url == ""
    script = (
        "import sys\n"
        "sys.modules.update(asyncpg=None, redis=None, greenlet=None)\n"
        "import jupyter_interview.app, jupyter_interview.command, jupyter_interview.serverapp\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


async def test_RE13_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    log = logging.getLogger(__name__)
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    with pytest.raises(StoreError, match=r"pip install 'jupyter_interview\[postgres\]'"):
        await PostgresStore(URL).open()
    with pytest.raises(BusMissing, match=r"pip install 'jupyter_interview\[postgres\]'"):
        await PostgresBus(URL, log).open("1" * 32, lambda message: None)
    with pytest.raises(BusMissing, match=r"pip install 'jupyter_interview\[redis\]'"):
        await RedisBus("redis://127.0.0.1:1/0", log).open("1" * 32, lambda message: None)


def test_RE13_settings_that_mean_nothing_are_refused() -> None:
    with pytest.raises(TraitError, match=r"db_url: .* looks like postgresql\+asyncpg://"):
        InterviewApp(db_url="mysql://host/name")
    with pytest.raises(TraitError, match="like redis://host:6379/0"):
        InterviewApp(bus_url="amqp://host")


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
