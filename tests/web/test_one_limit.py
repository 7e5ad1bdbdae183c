"""CS27: who has a login and came by a link, too, is one person with one limit."""

from typing import Any

import pytest
from traitlets.config import Config

from tests.clients import Api
from tests.header_identity import HeaderIdentity, of


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"announcements_per_minute": 2, "renames_per_minute": 2}}


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


async def test_CS27_a_host_has_one_limit_by_a_login_and_by_a_link(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    session = (await ana.create())["id"]
    path = f"/sessions/{session}"
    invite = await ana.invite(session, "interviewer")
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await bo.ok("POST", f"{path}/join", body)
    page = api.with_secret(joined["secret"])
    own = f"{path}/users/{joined['user']['id']}"
    for method, route, key in (("POST", f"{path}/announcements", "text"), ("PATCH", own, "name")):
        await bo.ok(method, route, {key: "One"})
        await page.ok(method, route, {key: "Two"})
        for host in (bo, page):
            refused = await host(method, route, {key: "Three"})
            assert (refused.status, refused.code) == (429, "rate_limited")
    await ana.ok("POST", f"{path}/announcements", {"text": "Four"})
