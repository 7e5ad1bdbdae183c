"""RE6–RE9: servers that die, freeze and stop, and PostgreSQL and Redis that do.

Typists keep what was not acknowledged and bring it again, as the panel does.
"""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.exceptions import ConnectionClosed

from tests.clients import SyncSocket
from tests.faults.server import ServerProcess
from tests.replicas.conftest import NewReplica
from tests.replicas.people import Nomad, check, seated
from tests.services.postgres import Postgres
from tests.services.processes import Service
from tests.services.redis import Redis


async def test_RE6_when_the_host_is_killed_what_was_acknowledged_is_at_the_others(
    postgres_cluster: Postgres, new_replica: NewReplica, seed: int
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session = (await one.api.create())["id"]
        nomads = await seated(session, seed, one, two)
        for nomad in nomads:
            for _ in range(5):
                nomad.scribble()
            await nomad.flush()
        await one.kill()
        for nomad in nomads:
            assert await nomad.expect_close() == 1006
            nomad.scribble()
        await asyncio.gather(*(nomad.come_back(two) for nomad in nomads))
        await asyncio.gather(*(nomad.work(5) for nomad in nomads))
        await check(two.api, session, nomads)
        for nomad in nomads:
            await nomad.close()


async def test_FI8_when_the_host_is_killed_the_files_are_at_another(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session = (await one.api.create("python", code=""))["id"]
        path = f"/sessions/{session}/files"
        async with SyncSocket(one.api, session) as ana, SyncSocket(two.api, session) as bo:
            await bo.send("file_add", name="main.js")
            file = (await ana.expect("folder"))["folder"]["files"][1]["id"]
            for socket in (ana, bo):
                socket.declare(file)
            await ana.type("hers\n", language=file)
            await bo.expect_text("hers\n", file)
            await bo.type("his\n")
            await ana.send("file_show", file=file)
            await ana.send("files_order", files=[file])
            removed = (await two.api.ok("POST", path, {"name": "gone.py"}))["id"]
            await two.api.ok("DELETE", f"{path}/{removed}")
            await ana.saved()
            await bo.saved()
            before = await two.api.ok("GET", path)
            await one.kill()
            assert await bo.expect_close() in (1006, 1012)
            bo.write("while away\n", language=file)
            await bo.open()
            await bo.flush()
            await bo.saved()
            after = await two.api.ok("GET", path)
            assert after["files"][0]["text"] == "hers\nwhile away\n"
            before["files"][0]["text"] = after["files"][0]["text"]
            assert after == before and after["shown"] == file


async def test_RE6_a_host_that_is_stopped_says_so_and_another_has_the_session_at_once(
    postgres_cluster: Postgres, new_replica: NewReplica, seed: int
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session = (await one.api.create())["id"]
        nomads = await seated(session, seed, one, two)
        stopping = asyncio.create_task(one.stop())
        for nomad in nomads:
            assert await nomad.expect_close() == 1012
        clock = asyncio.get_running_loop().time
        begun = clock()
        await asyncio.gather(*(nomad.come_back(two) for nomad in nomads))
        print(f"back after {clock() - begun:.2f} s")
        await stopping
        await asyncio.gather(*(nomad.work(5) for nomad in nomads))
        await check(two.api, session, nomads)
        for nomad in nomads:
            await nomad.close()


async def test_RE7_a_host_that_froze_and_comes_back_too_late_stores_nothing_more(
    postgres_cluster: Postgres, new_replica: NewReplica, seed: int
) -> None:
    """RE7, RE17: and a connection that was passed on to it ends."""
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session = (await one.api.create())["id"]
        ana, bo = await seated(session, seed, one, two)
        ana.scribble(erasing=False)
        os.kill(one.pid, signal.SIGSTOP)
        await ana.flush()
        bo.scribble(erasing=False)
        await bo.flush()
        assert await bo.expect_close() == 1006
        await bo.come_back(two)
        await bo.work(5)
        os.kill(one.pid, signal.SIGCONT)
        # What ana typed is refused to the old host, who lets her go; she brings it to the new one.
        assert await ana.expect_close() == 1012
        await ana.come_back(one)
        await check(one.api, session, [ana, bo])
        assert one.log.count(f"other servers have taken over: {session}") == 1
        await ana.close()
        await bo.close()


@pytest.mark.parametrize("fault", ["stopped", "frozen"])
async def test_RE8_while_postgresql_is_away_people_go_on_and_acks_wait(
    own_postgres: Postgres, new_replica: NewReplica, seed: int, fault: str
) -> None:
    url = own_postgres.database()
    async with new_replica(url, "one", "--InterviewApp.bus_url=postgresql") as one:
        session = (await one.api.create())["id"]
        ana, bo = await seated(session, seed, one, one)
        await go(own_postgres, fault)
        acknowledged = ana.acked
        ana.scribble(erasing=False)
        await ana.flush()
        await bo.expect_typing_of(ana)
        await one.says("changes cannot be stored")
        assert (await one.api.ok("GET", "/health"))["status"] == "degraded"
        bo.scribble(erasing=False)
        await bo.flush()
        await ana.expect_typing_of(bo)
        assert ana.acked == acknowledged
        await come(own_postgres, fault)
        clock = asyncio.get_running_loop().time
        back = clock()
        await asyncio.gather(ana.settled(), bo.settled())
        print(f"acks resumed after {clock() - back:.2f} s")
        assert ana.closed is None and bo.closed is None
        await check(one.api, session, [ana, bo])
        await ana.close()
        await bo.close()


@pytest.mark.parametrize("fault", ["stopped", "frozen"])
async def test_RE8_connections_between_servers_outlive_postgresql(
    own_postgres: Postgres, own_redis: Redis, new_replica: NewReplica, seed: int, fault: str
) -> None:
    async with two_over_redis(new_replica, own_postgres, own_redis) as (one, two):
        session = (await one.api.create())["id"]
        ana, bo = await seated(session, seed, one, two)
        await go(own_postgres, fault)
        for writer, reader in ((ana, bo), (bo, ana)):
            writer.scribble(erasing=False)
            await writer.flush()
            await reader.expect_typing_of(writer)
        # A request finds its way by what was known.
        assert (await two.api.ok("GET", f"/sessions/{session}"))["code"] == ana.text()
        await come(own_postgres, fault)
        await asyncio.gather(ana.settled(), bo.settled())
        assert ana.closed is None and bo.closed is None
        await check(two.api, session, [ana, bo])
        await ana.close()
        await bo.close()


@pytest.mark.parametrize("fault", ["killed", "frozen"])
async def test_RE9_redis_is_not_needed_for_what_servers_say_to_each_other(
    own_redis: Redis, postgres_cluster: Postgres, new_replica: NewReplica, seed: int, fault: str
) -> None:
    async with two_over_redis(new_replica, postgres_cluster, own_redis) as (one, two):
        session = (await one.api.create())["id"]
        ana, bo = await seated(session, seed, one, two)
        for _ in range(2):
            await go(own_redis, fault)
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
                server.log = ""
            await come(own_redis, fault)
            for server in (one, two):
                await server.says("Redis works")
                server.log = ""
            await asyncio.gather(ana.work(5), bo.work(5))
        assert ana.closed is None and bo.closed is None
        await check(two.api, session, [ana, bo])
        await ana.close()
        await bo.close()


@asynccontextmanager
async def two_over_redis(
    new_replica: NewReplica, postgres: Postgres, redis: Redis
) -> AsyncIterator[tuple[ServerProcess, ServerProcess]]:
    """Two servers on a new database whose bell over Redis works."""
    url, bus = postgres.database(), f"--InterviewApp.bus_url={redis.url}"
    async with new_replica(url, "one", bus) as one, new_replica(url, "two", bus) as two:
        for server in (one, two):
            await server.says("Redis works")
        yield one, two


async def go(service: Service, fault: str) -> None:
    """Be stopped, killed or frozen, whichever is said."""
    doing = {"stopped": service.stop, "killed": service.kill, "frozen": service.freeze}
    await asyncio.to_thread(doing[fault])


async def come(service: Service, fault: str) -> None:
    await asyncio.to_thread(service.thaw if fault == "frozen" else service.start)


async def test_RE6_RE9_whatever_goes_and_comes_back_nothing_is_lost_or_doubled(
    own_postgres: Postgres, own_redis: Redis, new_replica: NewReplica, seed: int
) -> None:
    """Rounds of chance: three people at three servers type while something is taken away."""
    rng = random.Random(seed)
    url, bus = own_postgres.database(), f"--InterviewApp.bus_url={own_redis.url}"
    servers = [new_replica(url, name, bus) for name in ("one", "two", "three")]
    await asyncio.gather(*(server.start() for server in servers))
    session = (await servers[0].api.create())["id"]
    nomads = await seated(session, seed, *servers)
    faults = [
        fault for _ in range(ROUNDS // len(FAULTS)) for fault in rng.sample(FAULTS, len(FAULTS))
    ]
    for number, fault in enumerate(faults):
        victim = rng.choice(servers)
        print(f"round {number}: {fault} {servers.index(victim)}")
        working = asyncio.gather(*(at_work(nomad, servers, rng.random()) for nomad in nomads))
        if fault in ("server killed", "server stopped"):
            await (victim.kill() if fault == "server killed" else victim.stop())
            await victim.start()
        elif fault == "server frozen":
            os.kill(victim.pid, signal.SIGSTOP)
            await asyncio.sleep(rng.choice((0.5, 7)))
            os.kill(victim.pid, signal.SIGCONT)
        else:
            name, _, what = fault.partition(" ")
            service = own_postgres if name == "postgresql" else own_redis
            await go(service, what)
            await asyncio.sleep(rng.choice((0.2, 3)))
            await come(service, what)
        await working
        await check(rng.choice(servers).api, session, nomads, servers)
    for nomad in nomads:
        await nomad.close()
    for server in servers:
        await server.stop()


ROUNDS = int(os.environ.get("REPLICA_ROUNDS", "7"))
"""Each fault has its turn as often as every other."""
FAULTS = (
    "server killed",
    "server stopped",
    "server frozen",
    "postgresql stopped",
    "postgresql frozen",
    "redis killed",
    "redis frozen",
)


async def at_work(nomad: Nomad, servers: list[ServerProcess], chance: float) -> None:
    """Type; when the connection goes, come back at another server and type on."""
    order = sorted(servers, key=lambda server: hash((chance, server.port)))
    for _ in range(6):
        await nomad.work(3)
        if nomad.closed is not None:
            await nomad.come_back(*order)
    while nomad.outbox:
        try:
            await nomad.settled()
        except ConnectionClosed:
            await nomad.expect_close()
        if nomad.closed is not None:
            await nomad.come_back(*order)
