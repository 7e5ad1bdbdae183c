"""NA: people in an interview are never called alike, and a name costs no more than its length."""

import json

from jupyter_interview.contract import fields
from jupyter_interview.domain.limits import Limits
from tests.clients import Api


async def test_NA3_nobody_who_comes_by_link_is_taken_for_somebody_else(api: Api) -> None:
    session = (await api.create())["id"]
    owner = (await api.join(session, "Owner"))["user"]
    names = []
    for name in ("Owner", "owner", "Оwner", "ＯＷＮＥＲ", "0wner"):
        _, guest = await api.guest(session, name)
        names.append(guest["name"])
    assert names == ["Owner (2)", "owner (3)", "Оwner (4)", "ＯＷＮＥＲ (5)", "0wner (6)"]
    everybody = [user["name"] for user in await api.ok("GET", f"/sessions/{session}/users")]
    assert everybody == ["Owner", *names]
    assert (await api.join(session, "Owner"))["user"] == owner


async def test_NA10_a_marked_name_is_found_again(api: Api) -> None:
    session = (await api.create())["id"]
    await api.guest(session, "Ana")
    marked = (await api.join(session, "Ana"))["user"]
    assert marked["name"] == "Ana (2)" and marked["role"] == "owner"
    assert (await api.join(session, "Ana"))["user"] == marked
    assert (await api.join(session, "Ana (2)"))["user"] == marked
    assert (await api.join(session, "Ana (3)"))["user"]["id"] != marked["id"]


async def test_NA11_the_name_of_who_led_stays_theirs_after_they_left(api: Api) -> None:
    session = (await api.create())["id"]
    ana = (await api.join(session, "Ana"))["user"]
    bo, cy = await api.guest(session, "Bo")
    assert (await api("POST", f"/sessions/{session}/leave", {"userId": ana["id"]})).status == 204
    assert (await bo("POST", f"/sessions/{session}/leave", {"userId": cy["id"]})).status == 204
    assert (await api.guest(session, "Ana"))[1]["name"] == "Ana (2)"
    assert (await api.guest(session, "Bo"))[1]["name"] == "Bo"


async def test_NA8_a_refusal_names_what_is_wrong(api: Api) -> None:
    session = (await api.create())["id"]
    answer = await api("POST", f"/sessions/{session}/join", {"userName": "Ow\u200bner"})
    assert (answer.status, answer.code) == (400, "invalid_field")
    assert "cannot be seen, U+200B" in answer.json["error"]
    for body in ({"title": "\u3164"}, {"title": "x", "group": "\u2800"}):
        assert (await api("POST", "/sessions", body)).code == "invalid_field"
    assert (await api("PATCH", f"/sessions/{session}", {"title": "\u115f"})).code == "invalid_field"
    roster = {"name": "C", "csv": "Ada\n\u3164\n"}
    assert "Line 2 cannot be used" in (await api("POST", "/classes", roster)).json["error"]


async def test_NA12_a_strangers_body_is_not_looked_at_before_their_turn(api: Api) -> None:
    """Those who are not logged in are counted before anything is read of what they sent."""
    stranger, path = api.anonymous(), "/sessions/nosuchsession12/join"
    body = {"userName": "a" + "\u0301\u0316" * 250, "invite": "x"}
    answers = [await stranger("POST", path, body) for _ in range(Limits().joins_per_minute + 1)]
    assert {answer.code for answer in answers[:-1]} == {"invalid_field"}
    assert answers[-1].code == "rate_limited"
    assert (await stranger("POST", path, raw=b"{")).code == "rate_limited"


async def test_NA4_few_unknown_fields_are_compared_with_the_known(
    api: Api, monkeypatch: object
) -> None:
    """A body of many fields costs no more for it."""
    compared = []
    real = fields.difflib.get_close_matches

    def counted(name: str, *rest: object) -> list[str]:
        compared.append(name)
        return real(name, *rest)  # type: ignore[arg-type]

    session = (await api.create())["id"]
    monkeypatch.setattr(fields.difflib, "get_close_matches", counted)  # type: ignore[attr-defined]
    body = {"title": "Long", **{f"field{number}": 0 for number in range(50_000)}}
    assert len(json.dumps(body)) < Limits().body_bytes
    assert (await api("PATCH", f"/sessions/{session}", body)).status == 200
    assert 0 < len(compared) <= 8
