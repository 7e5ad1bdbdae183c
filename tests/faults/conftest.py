"""Servers in processes of their own, none of which outlives its test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.chance import seed_for
from tests.faults.disks import Quota, SmallDisk, disk
from tests.faults.server import ServerProcess

NewServer = Callable[..., ServerProcess]


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[NewServer]:
    """Makes a server with a home of its own, by name."""
    made: list[ServerProcess] = []

    def new_server(name: str = "one", database: Path | None = None, *flags: str) -> ServerProcess:
        made.append(ServerProcess(tmp_path / name, database, *flags))
        return made[-1]

    yield new_server
    for server in made:
        server.abandon()


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    return seed_for(request.node.name)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk | Quota]:
    with disk(tmp_path / "disk") as made:
        yield made
