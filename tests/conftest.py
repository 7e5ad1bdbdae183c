"""Every test may have a real Jupyter server with the extension, in this process.

``api`` is its REST interface; where the sockets are it knows too. See pytest-jupyter for the rest.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from tests import chance
from tests.clients import Api
from tests.secrecy import SECRECY
from tests.services.postgres import Postgres
from tests.services.redis import Redis
from tests.turns import Turns, in_turn

pytest_plugins = ["pytest_jupyter.jupyter_server"]

hypothesis.settings.register_profile(
    "same every time",
    derandomize=not chance.FRESH,
    # How long something takes says nothing on a machine that does much else.
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("same every time")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = in_turn(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Turns | None:
    return Turns(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(scope="session", autouse=True)
def no_secret_was_written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """SC1, SC2: after the whole run, no file of any server's holds a secret that was given out."""
    folder = tmp_path_factory.getbasetemp()
    handler = logging.FileHandler(folder / "servers-of-this-process.log")
    loggers = [logging.getLogger(name) for name in ("", "ServerApp", "tornado.access")]
    for logger in loggers:
        logger.addHandler(handler)
    yield
    for logger in loggers:
        logger.removeHandler(handler)
    handler.close()
    assert SECRECY.leaks(folder) == []


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Postgres]:
    """A PostgreSQL for all tests that do it no harm; take a ``database()`` of it."""
    cluster = Postgres()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


@pytest.fixture
def own_redis() -> Iterator[Redis]:
    redis = Redis()
    try:
        yield redis.start()
    finally:
        redis.remove()


@pytest.fixture
def interview_config() -> dict[str, Any]:
    """Traits of InterviewApp; a module may have others."""
    return {}


@pytest.fixture
def jp_nbconvert_templates() -> None:
    """Not copied for every server: nothing here converts notebooks."""


@pytest.fixture
def terminals() -> bool:
    """Whether the server has terminals, whose own routes are not all decorated."""
    return False


@pytest.fixture
def jp_server_config(tmp_path: Path, interview_config: dict[str, Any], terminals: bool) -> Config:
    return Config(
        {
            "ServerApp": {
                "jpserver_extensions": {
                    "jupyter_interview": True,
                    "jupyter_server_terminals": terminals,
                },
                "allow_unauthenticated_access": False,
            },
            "InterviewApp": {
                "db_path": str(tmp_path / "kept" / "interviews.db"),
                **interview_config,
            },
        }
    )


@pytest.fixture
def root(jp_serverapp: ServerApp, jp_http_port: int, jp_base_url: str) -> str:
    """Where the server is, with a slash at its end."""
    return f"http://127.0.0.1:{jp_http_port}{jp_base_url}"


@pytest.fixture
def api(root: str, jp_auth_header: dict[str, str], http_server: Any) -> Api:
    """The REST interface for a person who is logged in."""
    return Api(root, dict(jp_auth_header))
