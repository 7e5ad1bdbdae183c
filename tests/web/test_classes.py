"""Classes over REST: made whole or not at all, found again by name."""

import asyncio
import csv
from typing import Any

import pytest

from jupyter_interview.client import Link
from jupyter_interview.domain.limits import Limits
from jupyter_interview.sessions.registry import Registry
from jupyter_interview.store.base import StoreError
from tests.clients import Api, SyncSocket


async def test_CS1_one_interview_and_one_link_for_each(api: Api) -> None:
    """CS1, CS14, CS15"""
    csv_text = "name,mail\nAda,a@x\n=Bo,b@x\n"
    body = {"name": "CS 101", "csv": csv_text, "language": "python", "code": "x = 1\n"}
    made = await api.ok("POST", "/classes", body)
    assert [link["name"] for link in made["links"]] == ["Ada", "=Bo"]
    table = list(csv.DictReader(made["csv"].splitlines()))
    assert made["nameColumns"] == ["name"]
    assert [(row["name"], row["mail"]) for row in table] == [("Ada", "a@x"), ("'=Bo", "b@x")]
    for link, row in zip(made["links"], table, strict=True):
        assert row["link"] == link["url"] and row["interview"] == link["sessionId"]
        found = Link.read(link["url"])
        body = {"userName": link["name"], "invite": found.invite}
        joined = await api.anonymous().ok("POST", f"/sessions/{found.session_id}/join", body)
        assert joined["session"]["code"] == "x = 1\n" and joined["user"]["role"] == "candidate"
        assert joined["session"]["group"] is None
        session = await api.ok("GET", f"/sessions/{link['sessionId']}")
        assert (session["title"], session["group"]) == (link["name"], "CS 101")
    assert await api.ok("GET", "/classes") == [{"name": "CS 101", "sessions": 2}]
    told = await api.ok("GET", "/activity?class=CS%20101")
    assert {line["title"] for line in told["sessions"]} == {"Ada", "=Bo"}


async def test_CS16_a_link_of_a_class_tells_for_whom_it_is_and_no_other_label(api: Api) -> None:
    made = await api.ok("POST", "/classes", {"name": "C", "csv": "Ada"})
    [link] = made["links"]
    session = link["sessionId"]
    path = f"/sessions/{session}/invitation"

    async def offered(secret: str) -> str | None:
        told = await api.anonymous().ok("POST", path, {"invite": secret})
        name: str | None = told["name"]
        return name

    assert await offered(Link.read(link["url"]).invite) == "Ada"
    assert await offered((await api.invite(session, label="Ada"))["secret"]) == "Ada"
    assert await offered((await api.invite(session, label="wants to go"))["secret"]) is None
    alone = (await api.create(title="Ada"))["id"]
    path = f"/sessions/{alone}/invitation"
    assert await offered((await api.invite(alone, label="Ada"))["secret"]) is None


async def test_CS13_the_largest_class_joins_from_one_address_at_once(api: Api) -> None:
    names = [f"Person {number}" for number in range(Limits().class_sessions)]
    made = await api.ok("POST", "/classes", {"name": "C", "csv": "\n".join(names)})

    async def join(link: Any) -> int:
        found = Link.read(link["url"])
        body = {"userName": link["name"], "invite": found.invite}
        return (await api.anonymous()("POST", f"/sessions/{found.session_id}/join", body)).status

    # Each of them a second time as well: those with a right link are not counted for the address.
    for _ in range(2):
        assert set(await asyncio.gather(*map(join, made["links"]))) == {200}


@pytest.mark.parametrize(
    "csv, words",
    [("", "no name"), ("Ada\nBo\nAda\n", "Line 3"), ("Ada, Bo\n", "Line 1")],
)
async def test_CS2_a_bad_list_makes_nothing(api: Api, csv: str, words: str) -> None:
    refused = await api("POST", "/classes", {"name": "C", "csv": csv})
    assert (refused.status, refused.code) == (400, "invalid_field")
    assert words in refused.json["error"]
    assert await api.ok("GET", "/sessions") == []


async def test_CS10_what_was_made_before_a_failure_is_taken_back(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, made = Registry.create, 0

    async def fails_at_the_third(self: Registry, command: object, owner: str) -> object:
        nonlocal made
        made += 1
        if made == 3:
            raise StoreError("The store failed.")
        return await create(self, command, owner)  # type: ignore[arg-type]

    monkeypatch.setattr(Registry, "create", fails_at_the_third)
    refused = await api("POST", "/classes", {"name": "C", "csv": "A\nB\nC\nD\n"})
    assert (refused.status, refused.code) == (503, "unavailable")
    assert await api.ok("GET", "/sessions") == []
    assert await api.ok("GET", "/classes") == []


async def test_CS12_a_secret_opens_no_class(api: Api) -> None:
    session = await api.create()
    guest, _ = await api.guest(session["id"], "Bo")
    for path in ("/classes", f"/activity?id={session['id']}"):
        assert (await guest("GET", path)).status == 401
    refused = await guest("POST", "/classes", {"name": "C", "csv": "A"})
    assert refused.status == 401


async def test_CS7_a_hand_over_the_socket_and_over_rest(api: Api) -> None:
    """CS7, CS8"""
    session = (await api.create(group="C"))["id"]
    guest, user = await api.guest(session, "Bo")
    path = f"/sessions/{session}/users/{user['id']}"
    async with SyncSocket(api, session) as owner, SyncSocket(guest, session) as bo:
        await owner.expect("user_joined")
        await bo.send("hand_change", raised=True)
        up = (await owner.expect("user_joined"))["user"]["handRaisedAt"]
        assert up is not None
        [line] = (await api.ok("GET", "/activity?class=C"))["sessions"]
        assert line["handRaisedAt"] == up
        assert (await api.ok("PATCH", path, {"hand": False}))["handRaisedAt"] is None
        await owner.send("hand_change", raised=True)
        assert (await owner.expect("error", about="hand_change"))["code"] == "forbidden"


async def test_CS22_an_announcement_over_rest_is_one_line(api: Api) -> None:
    """CS21, CS22: by the rules of names, and told before it is answered."""
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    path = f"/sessions/{session}/announcements"
    async with SyncSocket(guest, session) as bo:
        told = await api.ok("POST", path, {"text": "  Ten minutes left  "})
        assert (told["text"], told["user"]) == ("Ten minutes left", None)
        assert (await bo.expect("announcement"))["announcement"] == told
    longest = Limits().announcement_characters
    await api.ok("POST", path, {"text": "x" * longest})
    for text in ("", "  ", "two\nlines", "un\u202eseen", "x" * (longest + 1), 7):
        refused = await api("POST", path, {"text": text})
        assert (refused.status, refused.code) == (400, "invalid_field"), text
    assert (await guest("POST", path, {"text": "me, too"})).code == "forbidden"
