"""RE18: each bell rings at every server, and again when its service is back."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress

import pytest

from jupyter_interview.cluster.bell import Bell, PostgresBell, RedisBell
from jupyter_interview.store.postgres import driver_url
from tests.clients import PATIENCE
from tests.services.postgres import Postgres
from tests.services.redis import Redis

LOG = logging.getLogger(__name__)
MakeBell = Callable[[], Bell]


@pytest.fixture(params=["postgresql", "redis"])
def make_bell(request: pytest.FixtureRequest) -> MakeBell:
    if request.param == "redis":
        url = request.getfixturevalue("own_redis").url
        return lambda: RedisBell(url, LOG)
    cluster: Postgres = request.getfixturevalue("postgres_cluster")
    address = driver_url(cluster.database())
    return lambda: PostgresBell(address, LOG)


class Hearing(logging.Handler):
    """What is said in a log."""

    def __init__(self) -> None:
        super().__init__()
        self.said: asyncio.Queue[str] = asyncio.Queue()

    def emit(self, record: logging.LogRecord) -> None:
        self.said.put_nowait(record.getMessage())


@pytest.fixture
def log_of_bell() -> Iterator["asyncio.Queue[str]"]:
    hearing = Hearing()
    LOG.addHandler(hearing)
    yield hearing.said
    LOG.removeHandler(hearing)


@asynccontextmanager
async def opened(bell: Bell) -> AsyncIterator[tuple[Bell, asyncio.Event]]:
    rung = asyncio.Event()
    await bell.open(rung.set)
    try:
        yield bell, rung
    finally:
        await bell.close()


async def rings(bell: Bell, *heard: asyncio.Event) -> None:
    """Ring until all have heard; a bell that begins, or is gone, may not be heard immediately."""
    for one in heard:
        one.clear()
    async with asyncio.timeout(PATIENCE):
        for one in heard:
            while not one.is_set():
                bell.ring()
                with suppress(TimeoutError):
                    await asyncio.wait_for(one.wait(), 0.1)


async def test_RE18_a_bell_is_heard_by_all(make_bell: MakeBell) -> None:
    async with opened(make_bell()) as (first, one), opened(make_bell()) as (second, two):
        await rings(first, one, two)
        await rings(second, one, two)


@pytest.mark.parametrize("fault", ["frozen", "killed"])
async def test_RE18_a_bell_is_heard_again_when_its_service_is_back(
    own_redis: Redis, fault: str, log_of_bell: "asyncio.Queue[str]"
) -> None:
    async with (
        opened(RedisBell(own_redis.url, LOG)) as (first, _),
        opened(RedisBell(own_redis.url, LOG)) as (_, two),
    ):
        await rings(first, two)
        if fault == "frozen":
            own_redis.freeze()
        else:
            own_redis.kill()
        async with asyncio.timeout(PATIENCE):
            while "Redis is gone" not in await log_of_bell.get():
                pass
        if fault == "frozen":
            own_redis.thaw()
        else:
            own_redis.start()
        await rings(first, two)
