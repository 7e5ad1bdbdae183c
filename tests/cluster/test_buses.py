"""RE18: each bus carries messages between replicas, and the next one carries while it cannot."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

import pytest

from jupyter_interview.cluster.bus.base import LARGEST, Bus
from jupyter_interview.cluster.bus.postgres import PostgresBus
from jupyter_interview.cluster.bus.preferred import Preferred
from jupyter_interview.cluster.bus.redis import RedisBus
from jupyter_interview.store.postgres import driver_url
from tests.clients import PATIENCE
from tests.services.postgres import Postgres
from tests.services.redis import Redis

LOG = logging.getLogger(__name__)
MakeBus = Callable[[], Bus]


@dataclass
class Ear:
    """Hears what comes, and lets one wait for it."""

    heard: list[bytes] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self, message: bytes) -> None:
        self.heard.append(message)
        self.news.set()

    async def hears(self, speaker: Bus, to: str, message: bytes) -> None:
        """Say it until it has come; buses may lose what is said while they begin."""
        async with asyncio.timeout(PATIENCE):
            while message not in self.heard:
                self.news.clear()
                speaker.send(to, message)
                try:
                    await asyncio.wait_for(self.news.wait(), 0.1)
                except TimeoutError:
                    continue


@pytest.fixture(params=["postgresql", "redis"])
def make_bus(request: pytest.FixtureRequest) -> MakeBus:
    if request.param == "redis":
        url = request.getfixturevalue("own_redis").url
        return lambda: RedisBus(url, LOG)
    cluster: Postgres = request.getfixturevalue("postgres_cluster")
    address = driver_url(cluster.database())
    return lambda: PostgresBus(address, LOG)


@asynccontextmanager
async def opened(bus: Bus, me: str, ear: Ear) -> AsyncIterator[Bus]:
    await bus.open(me, ear)
    try:
        yield bus
    finally:
        await bus.close()


async def test_RE18_messages_come_to_whom_they_are_for(make_bus: MakeBus) -> None:
    one, two = Ear(), Ear()
    async with opened(make_bus(), "1" * 32, one) as first, opened(make_bus(), "2" * 32, two):
        async with asyncio.timeout(PATIENCE):
            for number in count():
                await two.hears(first, "2" * 32, b"begun %d" % number)
                if first.works:
                    break
        messages = [random.randbytes(LARGEST) for _ in range(50)]
        for message in messages:
            first.send("2" * 32, message)
        await two.hears(first, "2" * 32, b"last")
        assert [heard for heard in two.heard if len(heard) == LARGEST] == messages
        assert one.heard == []


async def test_RE18_the_next_bus_carries_while_the_first_is_frozen(
    own_redis: Redis, postgres_cluster: Postgres
) -> None:
    address = driver_url(postgres_cluster.database())

    def both() -> Preferred:
        return Preferred([RedisBus(own_redis.url, LOG), PostgresBus(address, LOG)])

    one, two = Ear(), Ear()
    async with opened(both(), "1" * 32, one) as first, opened(both(), "2" * 32, two):
        await two.hears(first, "2" * 32, b"begun")
        own_redis.freeze()
        await two.hears(first, "2" * 32, b"frozen")
        own_redis.thaw()
        await two.hears(first, "2" * 32, b"thawed")
        own_redis.kill()
        await two.hears(first, "2" * 32, b"killed")
        own_redis.start()
        await two.hears(first, "2" * 32, b"back")
