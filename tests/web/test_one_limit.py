"""CS27, TA12: who has a login and came by a link, too, is one person with one limit."""

from typing import Any

import pytest
from traitlets.config import Config

from tests.clients import Api
from tests.header_identity import HeaderIdentity, of


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {
        "limits": {
            "announcements_per_minute": 2,
            "renames_per_minute": 2,
            "exports_per_minute": 2,
            "questions_per_minute": 2,
            "looks_back_per_minute": 4,
        }
    }


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


async def two_ways(api: Api, ana: Api, bo: Api) -> tuple[str, str, Api]:
    """The paths of a session and of Bo, who came by a link and has a login, and the page of it."""
    session = (await ana.create())["id"]
    path = f"/sessions/{session}"
    invite = await ana.invite(session, "interviewer")
    body = {"userName": "Bo", "invite": invite["secret"]}
    joined = await bo.ok("POST", f"{path}/join", body)
    return path, f"{path}/users/{joined['user']['id']}", api.with_secret(joined["secret"])


async def test_CS27_a_host_has_one_limit_by_a_login_and_by_a_link(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    path, own, page = await two_ways(api, ana, bo)
    for method, route, key in (("POST", f"{path}/announcements", "text"), ("PATCH", own, "name")):
        await bo.ok(method, route, {key: "One"})
        await page.ok(method, route, {key: "Two"})
        for host in (bo, page):
            refused = await host(method, route, {key: "Three"})
            assert (refused.status, refused.code) == (429, "rate_limited")
    await ana.ok("POST", f"{path}/announcements", {"text": "Four"})


def written(title: str) -> dict[str, Any]:
    """A question that a host writes, with a file of its own."""
    case = {"name": "one", "call": "double", "args": [2], "returns": 4, "hidden": False}
    texts = {"title": title, "statement": f"{title}.", "language": "python", "starter": ""}
    return {"written": {**texts, "cases": [case]}, "into": "new"}


async def test_CS27_so_it_has_for_what_is_taken_away_and_loaded(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    path, own, page = await two_ways(api, ana, bo)
    question = (await ana.ok("POST", f"{path}/questions", written("One")))["id"]
    for route in ("exports/json", f"questions/{question}/files"):
        for host in (bo, page):
            assert (await host("GET", f"{path}/{route}")).status == 200
        for host in (bo, page):
            assert (await host("GET", f"{path}/{route}")).status == 429
        assert (await ana("GET", f"{path}/{route}")).status == 200
    for host, title in ((bo, "Two"), (page, "Three")):
        await host.ok("POST", f"{path}/questions", written(title))
    for host in (bo, page):
        refused = await host("POST", f"{path}/questions", written("Four"))
        assert (refused.status, refused.code) == (429, "rate_limited")
    await ana.ok("POST", f"{path}/questions", written("Five"))


async def test_RC23_what_comes_is_counted_apart_from_what_is_taken_away(api: Api) -> None:
    """And with the limit for takings where nothing comes any more."""
    ana, bo = of(api, "ana"), of(api, "bo")
    path, _, page = await two_ways(api, ana, bo)
    where = f"{path}/recording?after=1"
    statuses = [(await host("GET", where)).status for host in (bo, page, bo, page, bo)]
    assert statuses == [200, 200, 200, 200, 429]
    for status in (200, 200, 429):
        assert (await bo("GET", f"{path}/recording")).status == status
    assert (await ana("GET", where)).status == 200
    await ana.ok("PATCH", path, {"state": "ended"})
    assert (await bo("GET", where)).status == 429
    assert [(await ana("GET", where)).status for _ in range(3)] == [200, 200, 429]


async def test_TA12_what_somebody_takes_is_not_counted_for_others(api: Api) -> None:
    ana, bo = of(api, "ana"), of(api, "bo")
    _, own, page = await two_ways(api, ana, bo)
    statuses = [(await host("GET", f"{own}/export")).status for host in (bo, page, bo, page)]
    assert statuses == [200, 200, 429, 429]
    assert (await ana("GET", f"{own}/export")).status == 200
