"""GR27, GR29: a further link, by which a login could not come, is not used by that."""

import asyncio

import pytest
from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from tests.clients import Answer, Api
from tests.header_identity import HeaderIdentity, of

from .test_refused_writes import KINDS, Disk, all_stored, disk_of


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


@pytest.fixture
def disk(jp_serverapp: ServerApp) -> Disk:
    return disk_of(jp_serverapp)


@pytest.mark.parametrize("status", [503, 507])
async def test_GR27_who_could_not_come_by_a_further_link_has_not(
    api: Api, disk: Disk, status: int
) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    session = (await ana.create("python"))["id"]
    path = f"/sessions/{session}"
    first = await ana.invite(session)
    further = await ana.invite(session, "interviewer", maxUses=1)

    async def come(invite: dict[str, str]) -> Answer:
        body = {"userName": "Bo", "invite": invite["secret"]}
        answer: Answer = await bo("POST", f"{path}/join", body)
        return answer

    async def found() -> tuple[int, list[str], list[str]]:
        """How often the further link was used, by whom, and the roles of the people."""
        [link] = [
            one for one in await ana.ok("GET", f"{path}/invites") if one["id"] == further["id"]
        ]
        users = await ana.ok("GET", f"{path}/users")
        return link["uses"], link["people"], [user["role"] for user in users]

    assert (await come(first)).status == 200
    disk.fail(KINDS[status])
    for _ in range(2):
        assert (await come(further)).status == status
    disk.work()
    await all_stored(ana, session)
    assert await found() == (0, [], ["candidate"])
    assert (await come(further)).status == 200
    assert await found() == (1, ["Bo"], ["interviewer"])


@pytest.mark.parametrize("tabs", [2, 3])
@pytest.mark.parametrize("is_new", [False, True])
async def test_GR29_a_use_is_counted_once_whatever_fails_in_between(
    api: Api, disk: Disk, tabs: int, is_new: bool
) -> None:
    """GR29: for somebody who comes by the same link in several tabs at the same moment."""
    ana, bo = of(api, "ana"), of(api, "bo")
    session = (await ana.create("python"))["id"]
    path = f"/sessions/{session}"
    if not is_new:
        first = await ana.invite(session)
        await bo.ok("POST", f"{path}/join", {"userName": "Bo", "invite": first["secret"]})
    link = await ana.invite(session, "observer")
    body = {"userName": "Bo", "invite": link["secret"]}

    async def come() -> list[int]:
        answers = [bo("POST", f"{path}/join", body) for _ in range(tabs)]
        return [answer.status for answer in await asyncio.gather(*answers)]

    async def used() -> tuple[int, list[str]]:
        [told] = [one for one in await ana.ok("GET", f"{path}/invites") if one["id"] == link["id"]]
        return told["uses"], told["people"]

    disk.fail(KINDS[503])
    assert await come() == [503] * tabs
    disk.work()
    await all_stored(ana, session)
    assert await used() == (0, [])
    assert await come() == [200] * tabs
    assert await used() == (1, ["Bo"])
