"""GR19: a request with a key creates one session, however often it comes."""

import asyncio
from typing import Any

import pytest

from tests.clients import Answer, Api
from tests.contract.documents import answer_problems

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
