"""GR19, GR30, GR31: a request with a key makes one thing, however often it comes."""

import asyncio
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.client import Link
from jupyter_interview.store.base import StoreError
from tests.clients import Answer, Api
from tests.contract.documents import answer_problems

from .test_refused_writes import disk_of

BODY = {"language": "python", "title": "once"}
KEY = {"Idempotency-Key": '"5f0c1b9e-8a43-4c1f-9d0e-2f6f3a7f1c55"'}


async def create(api: Api, key: dict[str, str] = KEY, **changed: Any) -> Answer:
    return await api("POST", "/sessions", BODY | changed, headers=key)


async def test_GR19_the_same_request_is_answered_with_the_same_session(api: Api) -> None:
    at_once = await asyncio.gather(*(create(api) for _ in range(5)))
    assert {answer.status for answer in at_once} == {201}
    [session] = {answer.json["id"] for answer in at_once}
    await api.ok("PUT", f"/sessions/{session}/code", {"code": "later\n"})
    again = await create(api)
    assert (again.status, again.json["id"], again.json["code"]) == (201, session, "later\n")
    assert answer_problems("POST", "/sessions", 201, again.content) == []
    assert [one["id"] for one in await api.ok("GET", "/sessions?limit=9")] == [session]
    assert (await create(api, {"Idempotency-Key": KEY["Idempotency-Key"].strip('"')})).json[
        "id"
    ] == session
    assert (await create(api, {"Idempotency-Key": "another"})).json["id"] != session


async def test_GR20_a_key_is_for_one_request(api: Api) -> None:
    session = (await create(api)).json["id"]
    reused = await create(api, title="another")
    assert (reused.status, reused.code) == (422, "key_reused")
    assert answer_problems("POST", "/sessions", 422, reused.content) == []
    await api.ok("DELETE", f"/sessions/{session}")
    assert (await create(api, title="another")).json["id"] != session


async def test_GR26_the_key_of_a_deleted_interview_is_a_new_one(api: Api) -> None:
    session = (await create(api)).json["id"]
    await api.ok("DELETE", f"/sessions/{session}")
    again = await create(api)
    assert again.status == 201 and again.json["id"] != session
    assert (await create(api)).json["id"] == again.json["id"]


@pytest.mark.parametrize("key", ['""', "x" * 256, 'a"b', "a b"])
async def test_GR20_what_is_no_key_is_refused(api: Api, key: str) -> None:
    refused = await create(api, {"Idempotency-Key": key})
    assert (refused.status, refused.code) == (400, "invalid_field")
    assert await api.ok("GET", "/sessions?limit=9") == []


OWN_KEY = {"Idempotency-Key": '"0b8a4f4e-5ad1-4c67-8d5b-0d2f5f1d7a11"'}


async def join(api: Api, session: str, invite: str, key: dict[str, str] | None = None) -> Answer:
    body = {"userName": "Bo", "invite": invite}
    headers = OWN_KEY if key is None else key
    return await api.anonymous()("POST", f"/sessions/{session}/join", body, headers=headers)


async def test_GR30_who_joins_by_a_link_with_a_key_is_one_person(api: Api) -> None:
    session = (await api.create())["id"]
    link = await api.invite(session, maxUses=1)
    at_once = await asyncio.gather(*(join(api, session, link["secret"]) for _ in range(5)))
    assert {answer.status for answer in at_once} == {200}
    [first, *others] = [(one.json["user"]["id"], one.json["secret"]) for one in at_once]
    assert others == [first] * 4
    path = "/sessions/{sessionId}/join"
    assert answer_problems("POST", path, 200, at_once[0].content) == []
    # The link is used up by this one person, who may come again, and nobody else.
    [told] = await api.ok("GET", f"/sessions/{session}/invites")
    assert (told["uses"], told["maxUses"]) == (1, 1)
    another = {"Idempotency-Key": "another-key-that-is-long-enough!"}
    assert (await join(api, session, link["secret"], another)).status == 401
    assert (await join(api, session, "not the link's", OWN_KEY)).status == 401
    guest = api.anonymous().with_secret(first[1])
    await guest.ok("PATCH", f"/sessions/{session}/users/{first[0]}", {"name": "Bodil"})
    again = (await join(api, session, link["secret"])).json
    assert (again["user"]["id"], again["user"]["name"]) == (first[0], "Bodil")
    people = await api.ok("GET", f"/sessions/{session}/users")
    assert [one["name"] for one in people if one["role"] != "owner"] == ["Bodil"]


async def test_GR30_a_key_gives_nobody_what_was_taken_from_them(api: Api) -> None:
    session = (await api.create())["id"]
    link = await api.invite(session)
    user = (await join(api, session, link["secret"])).json["user"]["id"]
    await api.ok("DELETE", f"/sessions/{session}/users/{user}")
    again = await join(api, session, link["secret"])
    people = await api.ok("GET", f"/sessions/{session}/users")
    assert user not in [one["id"] for one in people]
    assert again.status == 401


async def test_GR30_another_key_or_none_is_another_person(api: Api) -> None:
    session = (await api.create())["id"]
    link = await api.invite(session)
    other_link = await api.invite(session)
    other_session = (await api.create())["id"]
    elsewhere = await api.invite(other_session)
    another = {"Idempotency-Key": "another-key-that-is-long-enough!"}
    answers = [
        await join(api, session, link["secret"]),
        await join(api, session, link["secret"], another),
        await join(api, session, link["secret"], {}),
        await join(api, session, other_link["secret"]),
        await join(api, other_session, elsewhere["secret"]),
    ]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.json["user"]["id"] for answer in answers}) == len(answers)
    assert len({answer.json["secret"] for answer in answers}) == len(answers)


async def test_GR30_a_key_that_can_be_guessed_is_refused(api: Api) -> None:
    session = (await api.create())["id"]
    link = await api.invite(session)
    refused = await join(api, session, link["secret"], {"Idempotency-Key": "bo"})
    assert (refused.status, refused.code) == (400, "invalid_field")
    assert "random UUID" in refused.json["error"]
    assert len(await api.ok("GET", f"/sessions/{session}/users")) == 0


ROSTER = {"name": "C", "csv": "Ada\nBo\nCy\n", "language": "python"}


async def test_GR31_the_same_class_again_has_the_same_interviews_and_links(api: Api) -> None:
    at_once = await asyncio.gather(
        *(api("POST", "/classes", ROSTER, headers=OWN_KEY) for _ in range(3))
    )
    assert {answer.status for answer in at_once} == {201}
    [first, *others] = [answer.json for answer in at_once]
    assert others == [first, first]
    assert len({link["sessionId"] for link in first["links"]}) == 3
    assert len(await api.ok("GET", "/sessions?limit=9")) == 3
    for link in first["links"]:
        assert len(await api.ok("GET", f"/sessions/{link['sessionId']}/invites")) == 1
        found = Link.read(link["url"])
        body = {"userName": "Ada", "invite": found.invite}
        await api.anonymous().ok("POST", f"/sessions/{found.session_id}/join", body)
    changed = await api("POST", "/classes", {**ROSTER, "csv": "Ada\n"}, headers=OWN_KEY)
    assert (changed.status, changed.code) == (422, "key_reused")
    assert answer_problems("POST", "/classes", 422, changed.content) == []
    assert len(await api.ok("GET", "/sessions?limit=9")) == 3


async def test_GR32_a_class_that_comes_again_is_answered_where_an_interview_has_ended(
    api: Api,
) -> None:
    made = (await api("POST", "/classes", ROSTER, headers=OWN_KEY)).json
    first = made["links"][0]["sessionId"]
    await api.ok("PATCH", f"/sessions/{first}", {"state": "ended"})
    again = await api("POST", "/classes", ROSTER, headers=OWN_KEY)
    assert (again.status, again.json) == (201, made)
    assert len(await api.ok("GET", "/sessions?limit=9")) == 3
    other = await api("POST", f"/sessions/{first}/invites", {"role": "candidate"})
    assert (other.status, other.code) == (410, "session_ended"), "this one would be new"


async def test_GR31_a_class_that_comes_again_and_fails_loses_no_interview(
    api: Api, jp_serverapp: ServerApp
) -> None:
    links = (await api("POST", "/classes", ROSTER, headers=OWN_KEY)).json["links"]
    first, second, gone = (link["sessionId"] for link in links)
    await api.ok("PUT", f"/sessions/{second}/code", {"code": "all of my work\n"})
    await api.ok("DELETE", f"/sessions/{gone}")
    disk = disk_of(jp_serverapp)
    disk.fail(StoreError("The database is busy."))
    again = await api("POST", "/classes", ROSTER, headers=OWN_KEY)
    assert (again.status, again.code) == (503, "unavailable")
    disk.work()
    kept = await api.ok("GET", "/sessions?limit=9")
    assert {one["id"] for one in kept} == {first, second}
    assert (await api.ok("GET", f"/sessions/{second}"))["code"] == "all of my work\n"


async def test_GR31_the_same_link_again_is_the_same_link(api: Api) -> None:
    session = (await api.create())["id"]
    path = f"/sessions/{session}/invites"
    body = {"role": "candidate", "label": "Bo"}
    at_once = await asyncio.gather(*(api("POST", path, body, headers=OWN_KEY) for _ in range(3)))
    assert {answer.status for answer in at_once} == {201}
    [first, *others] = [answer.json for answer in at_once]
    assert others == [first, first]
    other = await api("POST", path, {**body, "role": "interviewer"}, headers=OWN_KEY)
    assert other.json["secret"] != first["secret"] and other.json["role"] == "interviewer"
    assert len(await api.ok("GET", path)) == 2
    await api("DELETE", f"{path}/{first['id']}")
    assert (await api("POST", path, body, headers=OWN_KEY)).json["revoked"]
    guest = (await join(api, session, other.json["secret"], {})).json
    candidate = api.anonymous().with_secret(guest["secret"])
    changed = {"role": "candidate"}
    await api.ok("PATCH", f"/sessions/{session}/users/{guest['user']['id']}", changed)
    refused = await candidate("POST", path, {**body, "role": "interviewer"}, headers=OWN_KEY)
    assert refused.status == 403


@pytest.mark.parametrize("where", ["/classes", "/sessions/{}/invites"])
async def test_GR31_a_key_that_can_be_guessed_makes_no_link(api: Api, where: str) -> None:
    session = (await api.create())["id"]
    body = ROSTER if where == "/classes" else {}
    refused = await api("POST", where.format(session), body, headers={"Idempotency-Key": "c" * 31})
    assert (refused.status, refused.code) == (400, "invalid_field")
    assert len(await api.ok("GET", "/sessions?limit=9")) == 1
