"""Replicas in processes of their own, on a database of their own, none of which outlives its test.

Faults of the services themselves need a PostgreSQL and a Redis that nobody else uses.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.chance import seed_for
from tests.faults.server import ServerProcess
from tests.services.postgres import Postgres

SECRET = "a-secret-of-all-servers-of-the-tests"
NewReplica = Callable[..., ServerProcess]


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    cluster = Postgres()
    try:
        yield cluster.start()
    finally:
        cluster.remove()


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    return seed_for(request.node.name)


@pytest.fixture
def new_replica(tmp_path: Path) -> Iterator[NewReplica]:
    """Makes a server on a database, by name; what follows are more flags of it."""
    made: list[ServerProcess] = []

    def new_replica(db_url: str, name: str, *flags: str) -> ServerProcess:
        url = f"--InterviewApp.db_url={db_url}"
        made.append(ServerProcess(tmp_path / name, None, url, *flags))
        made[-1].environment["JUPYTER_INTERVIEW_CLUSTER_SECRET"] = SECRET
        return made[-1]

    yield new_replica
    for server in made:
        server.abandon()
