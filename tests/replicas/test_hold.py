"""HD5: an interview that was put on hold at one server is on hold at any, also after a kill."""

from tests.replicas.conftest import NewReplica
from tests.replicas.test_release import once_held
from tests.services.postgres import Postgres


async def test_HD5_a_hold_is_known_at_every_server_and_after_they_were_killed(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    url = postgres_cluster.database()
    async with new_replica(url, "one") as one, new_replica(url, "two") as two:
        path = f"/sessions/{(await one.api.create('python', code='x = 1'))['id']}"
        since = (await two.api.ok("PUT", f"{path}/hold"))["since"]
        for server in (one, two):
            assert (await server.api("DELETE", path)).code == "held"
        await one.kill()
        await two.kill()
    async with new_replica(url, "three") as three:
        assert (await once_held(three.api, path)).json["heldSince"] == since
        assert (await three.api("DELETE", path)).code == "held"
        await three.api.ok("DELETE", f"{path}/hold")
        assert (await three.api("DELETE", path)).status == 204
