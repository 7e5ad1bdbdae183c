"""RE6–RE9: servers that die or freeze, and PostgreSQL and Redis that do.

Typists keep what was not acknowledged and bring it again, as the panel does.
"""

import asyncio
import os
import signal
from collections import Counter

import pytest
from websockets.exceptions import InvalidHandshake

from tests.clients import PATIENCE, Api
from tests.faults.oracle import check_acknowledged, text_of
from tests.faults.server import ServerProcess
from tests.faults.typist import TOKEN, Typist
from tests.replicas.conftest import NewReplica
from tests.services.postgres import Postgres
from tests.services.redis import Redis

REFUSED = (ConnectionError, InvalidHandshake, AssertionError, TimeoutError)


async def come_back(typist: Typist) -> None:
    """Connect again and again, as a panel does, until it is back."""
    async with asyncio.timeout(2 * PATIENCE):
        while True:
            try:
                await typist.open()
            except REFUSED:
                await typist.close()
            else:
                return


async def check(api: Api, session: str, typists: list[Typist]) -> None:
    """Everybody is back, everything was acknowledged and is there once, and all copies are one."""
    for typist in typists:
        await typist.settled()
        assert typist.outbox == [] and typist.refused == []
    text = await text_of(api, session)
    for typist in typists:
        await typist.expect_text(text)
    typed = set().union(*(typist.typed for typist in typists))
    erased = set().union(*(typist.erased for typist in typists))
    assert Counter(TOKEN.findall(text)) == Counter(typed - erased)
    check_acknowledged(text, typists)
    for typist in typists:
        await typist.close()


async def two_at_work(
    one: ServerProcess, two: ServerProcess, seed: int
) -> tuple[str, list[Typist]]:
    """A session at ``one``, and somebody at each of the two who has typed in it."""
    print(f"seed {seed}")
    session = (await one.api.create())["id"]
    typists = [
        Typist(one.api, session, "ana", seed),
        Typist(two.api, session, "bo", seed + 1),
    ]
    for typist in typists:
        await typist.open()
    await asyncio.gather(*(typist.work(5) for typist in typists))
    for typist in typists:
        await typist.settled()
    return session, typists


async def test_RE6_the_host_is_killed_and_everything_acknowledged_is_at_the_other(
    postgres_cluster: Postgres, new_replica: NewReplica, seed: int
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session, typists = await two_at_work(one, two, seed)
        for typist in typists:
            for _ in range(5):
                typist.scribble()
            await typist.flush()
        await one.kill()
        for typist in typists:
            assert await typist.expect_close() in (1006, 1012)
            typist.scribble()
        typists[0]._url = typists[0]._url.replace(str(one.port), str(two.port))
        await asyncio.gather(*map(come_back, typists))
        await asyncio.gather(*(typist.work(5) for typist in typists))
        await check(two.api, session, typists)


async def test_RE7_a_host_that_froze_and_comes_back_too_late_stores_nothing_more(
    postgres_cluster: Postgres, new_replica: NewReplica, seed: int
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session, (ana, bo) = await two_at_work(one, two, seed)
        ana.scribble(erasing=False)
        os.kill(one.pid, signal.SIGSTOP)
        await ana.flush()
        bo.scribble(erasing=False)
        await bo.flush()
        assert await bo.expect_close() == 1006
        await come_back(bo)
        await bo.work(5)
        os.kill(one.pid, signal.SIGCONT)
        # What ana typed is refused to the old host, who lets everybody go; she brings it again.
        assert await ana.expect_close() in (1012, 1013, 1006)
        await come_back(ana)
        await check(one.api, session, [ana, bo])
        assert "moved away" in one.log or "moved" in one.log


@pytest.mark.parametrize("fault", ["stopped", "frozen"])
async def test_RE8_while_postgresql_is_away_people_go_on_and_acks_wait(
    own_postgres: Postgres, new_replica: NewReplica, seed: int, fault: str
) -> None:
    url = own_postgres.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session, (ana, bo) = await two_at_work(one, two, seed)
        if fault == "stopped":
            await asyncio.to_thread(own_postgres.stop)
        else:
            own_postgres.freeze()
        begun = ana.acked
        ana.scribble(erasing=False)
        await ana.flush()
        health = await one.api("GET", "/health")
        while health.json.get("status") != "degraded":
            health = await one.api("GET", "/health")
        assert ana.acked == begun
        if fault == "stopped":
            await asyncio.to_thread(own_postgres.start)
        else:
            own_postgres.thaw()
        clock = asyncio.get_running_loop().time
        back = clock()
        await ana.settled()
        print(f"acks resumed after {clock() - back:.2f} s")
        assert ana.closed is None
        if bo.closed is not None:
            await come_back(bo)
        await bo.work(3)
        await check(two.api, session, [ana, bo])


@pytest.mark.parametrize("fault", ["killed", "frozen"])
async def test_RE9_while_redis_is_away_replicas_speak_over_postgresql(
    own_redis: Redis, postgres_cluster: Postgres, new_replica: NewReplica, seed: int, fault: str
) -> None:
    url, bus = postgres_cluster.database(), f"--InterviewApp.bus_url={own_redis.url}"
    async with new_replica(url, "one", bus) as one, new_replica(url, "two", bus) as two:
        for server in (one, two):
            await server.says("Redis works")
        session, (ana, bo) = await two_at_work(one, two, seed)
        for _ in range(2):
            if fault == "killed":
                own_redis.kill()
            else:
                own_redis.freeze()
            ana.scribble(erasing=False)
            bo.scribble(erasing=False)
            clock = asyncio.get_running_loop().time
            begun = clock()
            await asyncio.gather(ana.flush(), bo.flush())
            await bo.expect_typing_of(ana)
            await ana.expect_typing_of(bo)
            await asyncio.gather(ana.settled(), bo.settled())
            print(f"in step after {clock() - begun:.2f} s")
            for server in (one, two):
                await server.says("Redis is gone")
            for server in (one, two):
                server.log = ""
            if fault == "killed":
                own_redis.start()
            else:
                own_redis.thaw()
            for server in (one, two):
                await server.says("Redis works")
            await asyncio.gather(ana.work(5), bo.work(5))
        assert ana.closed is None and bo.closed is None
        await check(two.api, session, [ana, bo])
