"""AC17, AC18, AC19: what somebody learns who opens a link and has not joined yet."""

from typing import Any

import pytest

from jupyter_interview.domain.limits import Limits
from tests.clients import Answer, Api


def path_of(session: str) -> str:
    return f"/sessions/{session}/invitation"


async def look(api: Api, session: str, secret: str) -> Answer:
    """As the page behind a link does it, with no other credential."""
    return await api.anonymous()("POST", path_of(session), {"invite": secret})


async def test_AC17_AC18_a_link_says_what_it_leads_to_and_loses_nothing_by_it(api: Api) -> None:
    """NA18: a name that Jupyter made up is nobody's who invites."""
    session = (await api.create(title="Round 2"))["id"]
    invite = await api.invite(session, "observer", maxUses=1)
    told: dict[str, Any] = {"title": "Round 2", "language": "python", "role": "observer"}
    told |= {"name": None, "ai": "unsaid", "aiSentence": "", "noteInserts": True}
    told |= {"noteAway": False, "keptDays": None}
    assert (await look(api, session, invite["secret"])).json == {
        **told,
        "invitedBy": None,
        "waits": False,
    }
    leda = (await api.join(session, "Anonymous Leda"))["user"]
    assert (await look(api, session, invite["secret"])).json["invitedBy"] is None
    await api.ok("POST", f"/sessions/{session}/leave", {"userId": leda["id"]})
    await api.join(session, "Ana")
    await api.ok("PATCH", f"/sessions/{session}", {"lobby": True})
    for _ in range(3):
        answer = await look(api, session, invite["secret"])
        assert answer.json == {**told, "invitedBy": "Ana", "waits": True}
        assert answer.headers["Cache-Control"] == "no-store"
    [listed] = await api.ok("GET", f"/sessions/{session}/invites")
    assert listed["uses"] == 0
    assert [user["name"] for user in await api.ok("GET", f"/sessions/{session}/users")] == ["Ana"]
    body = {"userName": "Bo", "invite": invite["secret"]}
    await api.anonymous().ok("POST", f"/sessions/{session}/join", body)


async def test_AC18_a_link_that_opens_nothing_says_so_and_never_why(api: Api) -> None:
    """AC3: revoked, used up, wrong, of another session, of none, deleted: one answer."""
    session, other = (await api.create())["id"], (await api.create())["id"]
    used = await api.invite(session, maxUses=1)
    await api.anonymous().ok(
        "POST", f"/sessions/{session}/join", {"userName": "Bo", "invite": used["secret"]}
    )
    revoked = await api.invite(session)
    await api.ok("DELETE", f"/sessions/{session}/invites/{revoked['id']}")
    good = await api.invite(session)
    deleted = await api.invite(other)
    await api.ok("DELETE", f"/sessions/{other}")
    third = (await api.create())["id"]
    answers = [
        await look(api, session, used["secret"]),
        await look(api, session, revoked["secret"]),
        await look(api, session, good["secret"][:-1]),
        await look(api, third, good["secret"]),
        await look(api, "unknown1", good["secret"]),
        await look(api, other, deleted["secret"]),
    ]
    assert {(answer.status, answer.content) for answer in answers} == {(401, answers[0].content)}
    assert answers[0].code == "invalid_credential"
    nothing = await api.anonymous()("POST", path_of(session), {})
    assert (nothing.status, nothing.code) == (401, "unauthenticated")


async def test_AC18_an_interview_that_ended_or_is_full_says_so_before_a_name(api: Api) -> None:
    session = (await api.create())["id"]
    secret = (await api.invite(session))["secret"]
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    ended = await look(api, session, secret)
    assert (ended.status, ended.code) == (410, "session_ended")
    await api.ok("PATCH", f"/sessions/{session}", {"state": "live"})
    assert (await look(api, session, secret)).status == 200


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"joins_per_minute": 8, "wrong_secrets_per_minute": 8}}


async def test_AC19_looking_is_counted_by_address_and_takes_nothing_from_joining(api: Api) -> None:
    session = (await api.create())["id"]
    secret = (await api.invite(session))["secret"]
    statuses = [(await look(api, session, secret)).status for _ in range(9)]
    assert statuses == [200] * 8 + [429]
    body = {"userName": "Bo", "invite": secret}
    assert (await api.anonymous()("POST", f"/sessions/{session}/join", body)).status == 200


async def test_AC19_guesses_are_counted_as_wrong_secrets(api: Api) -> None:
    session = (await api.create())["id"]
    most = 8
    assert most < Limits().joins_per_minute
    statuses = [(await look(api, session, "wrong")).status for _ in range(most)]
    assert statuses == [401] * most
    wrong = api.with_secret("wrong")
    assert (await wrong("GET", f"/sessions/{session}")).status == 429


async def test_SG7_a_link_says_what_is_noted_and_what_is_said_of_ai(api: Api) -> None:
    """SG7: it can be said when the interview begins, and be another thing later."""
    sentence = "Say aloud what you ask it"
    body = {"ai": "own_tools", "aiSentence": sentence, "noteInserts": False, "noteAway": True}
    session = (await api.ok("POST", "/sessions", body))["id"]
    invite = await api.invite(session)
    told = (await look(api, session, invite["secret"])).json
    assert {name: told[name] for name in body} == body
    await api.ok("PATCH", f"/sessions/{session}", {"ai": "none", "aiSentence": " "})
    told = (await look(api, session, invite["secret"])).json
    assert (told["ai"], told["aiSentence"]) == ("none", "")
    for wrong in ({"ai": "maybe"}, {"aiSentence": "x" * 301}, {"aiSentence": "a\nb"}):
        refused = await api("PATCH", f"/sessions/{session}", wrong)
        assert (refused.status, refused.code) == (400, "invalid_field")
