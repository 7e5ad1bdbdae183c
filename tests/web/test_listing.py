"""GR4, GR5, GR14, SL14: lists of interviews over REST."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.domain.limits import Limits
from tests.clients import Answer, Api
from tests.contract.documents import answer_problems

TEXTS = {"code", "damaged"}


async def listed(api: Api, query: str = "") -> Answer:
    answer = await api("GET", f"/sessions{query}")
    assert answer_problems("GET", "/sessions", answer.status, answer.content) == []
    return answer


def next_of(answer: Answer) -> str | None:
    """The query of the next page."""
    if (link := answer.headers.get("Link")) is None:
        return None
    found = re.fullmatch(r'<sessions(\?[^>]+)>; rel="next"', link)
    assert found is not None, link
    return found[1]


async def made(api: Api, count: int) -> list[str]:
    """Newest first."""
    bodies = [{"title": f"No. {n}", "code": f"{n}\n"} for n in range(count)]
    return [(await api.create("python", **body))["id"] for body in bodies][::-1]


async def test_GR4_pages_are_followed_by_their_links(api: Api) -> None:
    ids = await made(api, 7)
    seen, query = [], "?limit=3"
    while query is not None:
        answer = await listed(api, query)
        assert not any(TEXTS & entry.keys() for entry in answer.json)
        seen.append([entry["id"] for entry in answer.json])
        query = next_of(answer)  # type: ignore[assignment]
        if len(seen) == 1:
            await api.ok("DELETE", f"/sessions/{ids[2]}")
            await made(api, 1)
    assert seen == [ids[:3], ids[3:6], ids[6:]]
    assert "Link" in answer.headers.get("Access-Control-Expose-Headers", "Link")


async def test_GR4_who_knows_no_pages_gets_the_newest_with_their_texts(
    api: Api, jp_serverapp: ServerApp
) -> None:
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    service: Any = app.service  # type: ignore[attr-defined]
    service.limits = Limits().with_overrides({"list_sessions": 2})
    ids = await made(api, 3)
    answer = await listed(api)
    assert [(entry["id"], entry["code"]) for entry in answer.json] == [
        (ids[0], "2\n"),
        (ids[1], "1\n"),
    ]
    query = next_of(answer)
    assert query is not None and parse_qs(urlsplit(query).query)["code"] == ["true"]
    rest = await listed(api, query)
    assert [(entry["id"], entry["code"]) for entry in rest.json] == [(ids[2], "0\n")]
    assert next_of(rest) is None
    full = await api.ok("GET", f"/sessions/{ids[2]}")
    assert rest.json == [full]
    [entry] = (await listed(api, query.replace("code=true", "code=false"))).json
    assert {**entry, "code": full["code"], "damaged": False} == full


async def test_GR4_a_page_has_at_most_so_many(api: Api, jp_serverapp: ServerApp) -> None:
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    service: Any = app.service  # type: ignore[attr-defined]
    service.limits = Limits().with_overrides({"list_sessions_most": 2})
    ids = await made(api, 3)
    refusal = await api("GET", "/sessions?limit=3")
    assert (refusal.status, refusal.code) == (400, "invalid_field")
    assert [entry["id"] for entry in (await listed(api, "?limit=2")).json] == ids[:2]
    assert len((await listed(api)).json) == 2


async def test_GR14_no_document_is_read_for_a_page(
    api: Api, jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    service: Any = app.service  # type: ignore[attr-defined]
    await made(api, 3)
    registry = await service.registry()
    registry._held.clear()

    async def read(*arguments: Any, **named: Any) -> Any:
        raise AssertionError("A log was read.")

    monkeypatch.setattr(service._store, "log", read)
    monkeypatch.setattr(service._store, "load", read)
    for query in "?limit=50", "?q=no", "?state=live", "?limit=2&q=NO.":
        assert len((await listed(api, query)).json) >= 2
    assert registry.rooms() == 0


async def test_GR14_the_text_of_a_page_is_read_once_and_kept(
    api: Api, jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GR14: for clients that want it; what was left behind is used until something is written."""
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    service: Any = app.service  # type: ignore[attr-defined]
    [session] = await made(api, 1)
    registry = await service.registry()
    registry._held.clear()
    assert [one["code"] for one in (await listed(api)).json] == ["0\n"]
    load, loads = service._store.load, []

    async def counted(session_id: str) -> Any:
        loads.append(session_id)
        return await load(session_id)

    monkeypatch.setattr(service._store, "load", counted)
    assert [one["code"] for one in (await listed(api)).json] == ["0\n"]
    assert loads == []
    await api.ok("PUT", f"/sessions/{session}/code", {"code": "new\n"})
    registry._held.clear()
    assert [one["code"] for one in (await listed(api)).json] == ["new\n"]


async def test_SL14_the_order_is_asked_for_and_holds_for_further_pages(api: Api) -> None:
    for title in ("Tree 10", "zip", "Ärger", "Tree 2"):
        await api.create(title=title)
    seen, query = [], "?limit=3&order=title"
    while query is not None:
        answer = await listed(api, query)
        seen += [entry["title"] for entry in answer.json]
        query = next_of(answer)  # type: ignore[assignment]
    assert seen == ["Ärger", "Tree 2", "Tree 10", "zip"]
    answer = await listed(api, "?limit=3&order=activity")
    assert all(entry["lastActiveAt"] >= entry["createdAt"] for entry in answer.json)
    query = next_of(answer)
    assert query is not None and len((await listed(api, query)).json) == 1
    other = query.replace("order=activity", "order=title")
    assert (await api("GET", f"/sessions{other}")).code == "invalid_field"
    assert "lastActiveAt" not in (await listed(api, "?limit=1")).json[0]


async def test_GR4_where_one_waits_the_entry_has_nothing_in_it(api: Api) -> None:
    await made(api, 1)
    answer = await listed(api, "?limit=1")
    assert answer.json[0]["role"] == "owner" and answer.json[0]["actions"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=-1", "limit=1e2", "limit=", "limit=%D9%A3", "cursor=",
        "cursor=x", "cursor=AAAA", "cursor=%00", "cursor=MS4u", "cursor=" + "9" * 130,
        "order=", "order=newest", "order=activity&cursor=MTc5MC5hYg",
        "state=gone", "state=", "state=LIVE", "q=" + "a" * 121, "code=1", "code=",
        "untitled=" + "a" * 121,
    ],
)  # fmt: skip
async def test_GR4_what_cannot_be_is_refused_with_a_sentence(api: Api, query: str) -> None:
    answer = await listed(api, f"?{query}")
    assert (answer.status, answer.code) == (400, "invalid_field"), answer.content
    assert answer.json["error"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=gr%C3%B6%C3%9Fe", ["GRÖSSE"]),
        ("q=GR%C3%96SSE&state=live", ["GRÖSSE"]),
        ("q=gr%C3%B6%C3%9Fe&state=ended", []),
        ("q=%25", ["50% off"]),
        ("q=_", []),
        ("q=zo%C3%AB", ["50% off"]),
        ("q=%00", ["50% off", "GRÖSSE"]),
        ("q=", ["50% off", "GRÖSSE"]),
        ("q=%26%3D%3E%23&limit=1", []),
    ],
)
async def test_GR5_search(api: Api, query: str, titles: list[str]) -> None:
    await api.create("python", title="GRÖSSE")
    named = (await api.create("python", title="50% off"))["id"]
    await api.guest(named, "ZOË")
    assert [entry["title"] for entry in (await listed(api, f"?{query}")).json] == titles


async def test_GR5_the_link_to_the_next_page_has_the_search(api: Api) -> None:
    for n in range(3):
        await api.create("python", title=f"Größe & {n}")
        await api.create("python", title="other")
    answer = await listed(api, "?q=gr%C3%B6%C3%9Fe+%26&limit=2")
    query = next_of(answer)
    assert query is not None
    assert [one["title"] for one in (await listed(api, query)).json] == ["Größe & 0"]


async def test_TR12_an_untitled_interview_is_found_in_the_words_of_its_reader(api: Api) -> None:
    """TR12: on every page of the search, and no longer by the English words."""
    for body in [{}, {}, {"title": "Another"}]:
        await api.create("python", **body)
    answer = await listed(api, "?q=OHNE&untitled=Interview+ohne+Titel&limit=1")
    query = next_of(answer)
    assert query is not None
    found = answer.json + (await listed(api, query)).json
    assert [one["title"] for one in found] == ["Untitled interview"] * 2
    assert (await listed(api, "?q=untitled&untitled=Interview+ohne+Titel")).json == []
    assert len((await listed(api, "?q=untitled")).json) == 2
    assert len((await listed(api, "?q=untitled&untitled=%00")).json) == 2
