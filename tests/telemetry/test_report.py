"""OP2, OP3, OP4, OP6: what operators are told of an interview, with nothing private in it."""

import gc
import json
import logging
import re
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.telemetry.report import SCHEMA_ID
from tests.clients import Api, EventSocket, SyncSocket
from tests.docs.tables import read

CANARY = "c4nary"


async def metrics(api: Api) -> dict[str, float]:
    answer = await api("GET", "//metrics")
    assert answer.status == 200
    lines = re.findall(r"^(jupyter_interview_\S+) (\S+)$", answer.content.decode(), re.MULTILINE)
    return {name: float(value) for name, value in lines}


async def interview(api: Api) -> str:
    """Everything that has words in it, from a draft to its deletion."""
    body = {"title": CANARY, "code": CANARY, "state": "draft"}
    session = str((await api.create("python", **body))["id"])
    path = f"/sessions/{session}"
    await api.ok("PATCH", path, {"state": "live", "locks": {"runs": False}})
    guest, _ = await api.guest(session, CANARY)
    async with SyncSocket(guest, session) as panel:
        await panel.type(CANARY)
        await panel.saved()
    await guest.ok("POST", path + "/execute", {"output": CANARY})
    await guest.ok("POST", path + "/execute", {"output": CANARY, "error": CANARY})
    await api.ok("PATCH", path, {"lobby": True})
    await api.ok("PATCH", path, {"state": "ended"})
    await api.ok("PATCH", path, {"state": "live", "lobby": False})
    await api.ok("DELETE", path)
    return session


LIFE = ["created", "started", "ended", "reopened", "deleted"]


async def test_OP2_metrics_count_what_was_stored_and_who_is_here(api: Api) -> None:
    before = await metrics(api)
    session = (await api.create())["id"]
    async with SyncSocket(api, session), EventSocket(api, session):
        during = await metrics(api)
    assert during["jupyter_interview_rooms"] - before["jupyter_interview_rooms"] == 1
    assert during["jupyter_interview_sockets"] - before["jupyter_interview_sockets"] == 2
    begun = await metrics(api)
    await interview(api)
    after = await metrics(api)

    def more(name: str) -> float:
        name = f"jupyter_interview_{name}"
        return after[name] - begun.get(name, 0)

    assert [more(f'sessions_total{{action="{action}"}}') for action in LIFE] == [1] * 5
    assert [more(f'runs_total{{state="{state}"}}') for state in ("ok", "error")] == [1, 1]
    # The draft's text, the same text in the document that began with the start, and what was typed.
    assert more("updates_total") == 3
    assert more("commit_seconds_count") >= 5 and more("commit_failures_total") == 0
    assert not any(CANARY in name for name in after)


async def test_NS14_no_metric_tells_that_a_host_has_written_something(api: Api) -> None:
    session = (await api.create())["id"]
    where = f"/sessions/{session}/remarks/notes"
    # What a first write of somebody makes beside the note is counted as ever.
    await api.ok("PUT", f"{where}/note-0001", {"text": CANARY, "ageMs": 0})
    # Servers of other tests in this process are counted for as long as Python keeps them.
    gc.collect()
    before = await metrics(api)
    for text in ("one", "two"):
        await api.ok("PUT", f"{where}/note-0002", {"text": text, "ageMs": 0})
    after = await metrics(api)
    ours = {name for name in after if name.startswith("jupyter_interview_")}
    assert {name for name in ours if after[name] != before.get(name)} == set()
    assert not any(CANARY in name for name in after)


async def test_OP2_metrics_are_for_those_who_are_logged_in(api: Api) -> None:
    guest, _ = await api.guest((await api.create())["id"], "Bo")
    for who in (guest, api.anonymous()):
        assert (await who("GET", "//metrics")).status == 403


async def test_OP2_the_table_of_metrics_has_them_all(api: Api) -> None:
    await interview(api)
    names = {
        re.sub(r"_(bucket|sum|count|created)(\{.*)?$|\{.*$", "", name)
        for name in await metrics(api)
        if not name.split("{")[0].endswith("_created")
    }
    told = re.findall(r"^\| `(jupyter_interview_\w+)` \|", read("docs/DEPLOYMENT.md"), re.M)
    assert sorted(told) == sorted(names)


async def test_OP3_OP4_the_life_of_a_session_is_told_without_a_word_of_it(
    api: Api, jp_serverapp: ServerApp, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[dict[str, Any]] = []

    async def listen(logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        heard.append(data)

    events: Any = jp_serverapp.event_logger
    events.add_listener(schema_id=SCHEMA_ID, listener=listen)
    with caplog.at_level(logging.INFO):
        session = await interview(api)
        await events.gather_listeners()
    assert [event["action"] for event in heard] == LIFE
    assert {event["session_id"] for event in heard} == {session}
    states = ["draft", "live", "ended", "live", None]
    assert [event.get("state") for event in heard] == states
    assert CANARY not in json.dumps(heard)

    lines = [
        record.getMessage()
        for record in caplog.records
        if record.getMessage().startswith("jupyter_interview: action=")
    ]
    told = [dict(pair.split("=", 1) for pair in line.split(" ")[1:]) for line in lines]
    assert told == heard
    assert CANARY not in caplog.text


async def test_OP6_trouble_of_a_listener_keeps_nobody_from_storing(
    api: Api, jp_serverapp: ServerApp
) -> None:
    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raise OSError("no space")

    events: Any = jp_serverapp.event_logger
    events.register_handler(Broken())
    session = (await api.create())["id"]
    await api.ok("PUT", f"/sessions/{session}/code", {"code": "stored"})
    assert (await api.ok("GET", f"/sessions/{session}"))["code"] == "stored"
