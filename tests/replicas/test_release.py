"""RL10: a copy that was released at one server is fetched at any, also after all were killed."""

import asyncio
from hashlib import sha256

from tests.clients import PATIENCE, Answer, Api
from tests.replicas.conftest import NewReplica
from tests.services.postgres import Postgres


async def test_RL10_a_release_holds_at_every_server_and_after_they_were_killed(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        session = (await one.api.create("python", code="x = 1\n"))["id"]
        path = f"/sessions/{session}"
        guest, _ = await two.api.guest(session, "Bo")
        await one.api.ok("PATCH", path, {"state": "ended"})
        fetched = await at(two.api, guest)("GET", f"{path}/exports/recording")
        assert (fetched.status, fetched.code) == (403, "forbidden")
        until = (await two.api.ok("PUT", f"{path}/release", {}))["until"]
        seal = (await at(one.api, guest).ok("GET", f"{path}/seal"))["sha256"]
        for server in (one, two):
            fetched = await at(server.api, guest)("GET", f"{path}/exports/recording")
            assert fetched.status == 200 and sha256(fetched.content).hexdigest() == seal
        await one.kill()
        await two.kill()
    async with new_replica(url, "three") as three:
        there = await once_held(three.api, path)
        assert there.json["releasedUntil"] == until
        fetched = await at(three.api, guest)("GET", f"{path}/exports/recording")
        assert sha256(fetched.content).hexdigest() == seal
        await three.api.ok("DELETE", f"{path}/release")
        fetched = await at(three.api, guest)("GET", f"{path}/exports/recording")
        assert fetched.code == "forbidden"


def at(api: Api, guest: Api) -> Api:
    """The same guest at another server."""
    return Api(api.root, guest.headers)


async def once_held(api: Api, path: str) -> Answer:
    """The answer when this server may have the session, which those that were killed had."""
    async with asyncio.timeout(2 * PATIENCE):
        while (answer := await api("GET", path)).status == 503:
            pass
    return answer
