"""What was noted, over REST: who reads what, and who says something of it."""

from typing import Any

import pytest

from tests.clients import Api, SyncSocket


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"signals_per_minute": 3}, "retention_days": 30}


async def pasted(api: Api, session: str) -> str:
    """Somebody has pasted something; the id of what was noted of it."""
    async with SyncSocket(api, session) as panel:
        panel.write("x" * 50)
        await panel.flush()
        report = {"how": "paste", "file": "code:python", "characters": 50, "lines": 1}
        await panel.send("insert_noted", **report, source="outside")
        return str((await panel.expect("signal"))["signal"]["id"])


async def test_SG5_what_was_noted_is_read_and_answered(api: Api) -> None:
    """SG3, SG5: by whom it is about, also when the interview has ended."""
    session = (await api.create("python"))["id"]
    bo, user = await api.guest(session, "Bo")
    cy, _ = await api.guest(session, "Cy")
    path = f"/sessions/{session}/signals"
    signal = await pasted(bo, session)
    for who, count in ((api, 1), (bo, 1), (cy, 0)):
        assert len(await who.ok("GET", path)) == count
    answer = f"{path}/{signal}/answer"
    assert (await cy("PUT", answer, {"text": "Not mine"})).code == "not_found"
    assert (await api("PUT", answer, {"text": "Not mine"})).code == "not_found"
    assert (await api.anonymous()("PUT", answer, {"text": "?"})).code == "unauthenticated"
    for wrong in ({"text": "x" * 301}, {"text": "a\nb"}, {"text": 3}, {"text": "", "fromAi": "y"}):
        assert (await bo("PUT", answer, wrong)).code == "invalid_field"
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    told = await bo.ok("PUT", answer, {"text": " My own notes ", "fromAi": True})
    assert told["user"]["id"] == user["id"]
    assert (told["answer"]["text"], told["answer"]["fromAi"]) == ("My own notes", True)
    assert await api.ok("GET", path) == [told]


async def test_SG4_answers_have_a_pace(api: Api) -> None:
    session = (await api.create("python"))["id"]
    bo, _ = await api.guest(session, "Bo")
    answer = f"/sessions/{session}/signals/{await pasted(bo, session)}/answer"
    for text in ("One", "Two", "Three"):
        await bo.ok("PUT", answer, {"text": text})
    refused = await bo("PUT", answer, {"text": "Four"})
    assert (refused.status, refused.code) == (429, "rate_limited")


async def test_SG7_a_link_says_how_long_the_server_keeps_interviews(api: Api) -> None:
    session = (await api.create())["id"]
    invite = (await api.invite(session))["secret"]
    told = await api.anonymous().ok("POST", f"/sessions/{session}/invitation", {"invite": invite})
    assert told["keptDays"] == 30
