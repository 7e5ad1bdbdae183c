"""QU48, QU49, FK8: hosts look back at texts, have them tested and go on from them, over REST."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.client import AsyncInterviewClient
from tests.banks.shelf import MODEL, make_bank, put_canaries
from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

from .test_checks import begun

MOMENTS, TEXTS = "/sessions/{sessionId}/moments", "/sessions/{sessionId}/texts"


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    bank = make_bank(tmp_path / "own", MODEL)
    put_canaries(bank / MODEL)
    return {"server_runs": True, "question_dirs": [str(bank)]}


async def run_once(api: Api, session: str, run: str) -> str:
    """Somebody runs a program in their browser; the place of that."""
    async with SyncSocket(api, session) as panel:
        await panel.send("run_started", runId=run, language="python")
        await panel.expect("run_started")
        end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
        await panel.send("execution_result", runId=run, **end)
        await panel.expect("execution_result")
    return run


async def test_QU49_the_text_of_a_run_passes_though_it_was_broken_since(api: Api) -> None:
    """Also after the end. The table of a class counts the text as it is."""
    session, question = await begun(api)
    path, checks = f"/sessions/{session}", f"/sessions/{session}/checks"
    bo, _ = await api.guest(session, "Bo")
    await run_once(bo, session, "run-00000001")
    right = (await api.ok("GET", path))["code"]
    await bo.ok("PUT", f"{path}/code", {"code": "def broken(\n"})
    told = await api("GET", f"{path}/moments")
    assert answer_problems("GET", MOMENTS, told.status, told.content) == []
    [moment] = told.json["moments"]
    assert (moment["kind"], moment["number"], moment["user"]["name"]) == ("run", 1, "Bo")
    then = await api("GET", f"{path}/texts?at={moment['at']}")
    assert answer_problems("GET", TEXTS, then.status, then.content) == []
    texts = {file["id"]: file["text"] for file in then.json["files"]}
    assert texts[then.json["shown"]] == right

    now = await api.ok("POST", checks, {"question": question, "hidden": True})
    assert (now["state"], now["passed"], now["total"], "at" in now) == ("ended", 0, 7, False)
    at = {"question": question, "hidden": True, "at": moment["at"]}
    past = await api.ok("POST", checks, at)
    assert (past["passed"], past["total"], past["at"]) == (7, 7, moment["at"])
    visible = await api.ok("POST", checks, {**at, "hidden": False})
    assert (visible["passed"], visible["total"]) == (3, 3)
    line = (await api.ok("GET", f"/activity?id={session}"))["sessions"][0]
    assert line["tests"] == {"visible": None, "hidden": {"passed": 0, "total": 7}}
    assert await bo.ok("GET", checks) == []
    assert len((await api.ok("GET", f"{path}/moments"))["moments"]) == 2, "The check of now, too."

    transcript = (await api("GET", f"{path}/exports/markdown")).content.decode()
    of_past = [one for one in transcript.splitlines() if "on the texts of" in one]
    assert len(of_past) == 2 and "7 of 7 passed" in of_past[0]

    await api.ok("PATCH", path, {"state": "ended"})
    assert (await api.ok("POST", checks, at))["passed"] == 7
    assert (await api.ok("POST", checks, {"question": question, "hidden": True}))["passed"] == 0
    assert (await bo("POST", checks, at)).code == "forbidden"
    ended = (await api.ok("GET", f"{path}/moments"))["moments"]
    assert [one["kind"] for one in ended] == ["run", "check", "ended", "check"]


async def test_QU48_only_hosts_look_back_and_only_at_places_of_this_log(api: Api) -> None:
    session, question = await begun(api)
    path = f"/sessions/{session}"
    bo, _ = await api.guest(session, "Bo")
    di, _ = await api.guest(session, "Di", "observer")
    await run_once(bo, session, "run-00000001")
    [moment] = (await api.ok("GET", f"{path}/moments"))["moments"]
    at = moment["at"]
    check = {"question": question, "hidden": False, "at": at}
    for state in ("live", "ended"):
        await api.ok("PATCH", path, {"state": state})
        for guest in (bo, di):
            for answer in (
                await guest("GET", f"{path}/moments"),
                await guest("GET", f"{path}/texts?at={at}"),
                await guest("POST", f"{path}/checks", check),
            ):
                assert (answer.status, answer.code) == (403, "forbidden")
    stranger = api.anonymous()
    assert (await stranger("GET", f"{path}/texts?at={at}")).status == 401
    seq, at_us = (int(part) for part in at.split(":"))
    for place in (f"{seq}:{at_us + 1}", f"{seq + 1000}:{at_us}", "0:0", f"{'9' * 15}:{'9' * 16}"):
        answer = await api("GET", f"{path}/texts?at={place}")
        assert (answer.status, answer.code) == (404, "not_found"), place
        answer = await api("POST", f"{path}/checks", {**check, "at": place})
        assert (answer.status, answer.code) == (404, "not_found"), place
    for place in ("", "x", f"{seq}", f"{seq}:", f"-{seq}:{at_us}", f"{seq}:{'9' * 17}", "%D9%A7:1"):
        answer = await api("GET", f"{path}/texts?at={place}")
        assert (answer.status, answer.code) == (400, "invalid_field"), place
    for odd in (5, True, [at], "", "x:1"):
        answer = await api("POST", f"{path}/checks", {**check, "at": odd})
        assert (answer.status, answer.code) == (400, "invalid_field"), odd


async def test_QU48_the_python_client_looks_back(api: Api) -> None:
    session, question = await begun(api)
    right = (await api.ok("GET", f"/sessions/{session}"))["code"]
    await run_once(api, session, "run-00000001")
    await api.ok("PUT", f"/sessions/{session}/code", {"code": "broken"})
    token = api.headers["Authorization"].split()[-1]
    async with AsyncInterviewClient(api.root, token=token) as client:
        [moment] = await client.moments(session)
        then = await client.texts_at(session, moment.at)
        check = await client.check(session, question, hidden=True, at=moment.at)
    assert (moment.kind, moment.number) == ("run", 1)
    assert [file.text for file in then.files if file.id == then.shown] == [right]
    assert (check.passed, check.total, check.at) == (7, 7, moment.at)


async def test_FK8_the_python_client_begins_an_interview_from_a_moment(api: Api) -> None:
    session = (await api.create("python", code="then = 1\n"))["id"]
    await api.ok("POST", f"/sessions/{session}/execute", {"output": "1\n"})
    await api.ok("PUT", f"/sessions/{session}/code", {"code": "now = 1\n"})
    token = api.headers["Authorization"].split()[-1]
    async with AsyncInterviewClient(api.root, token=token) as client:
        [moment] = await client.moments(session)
        [run] = (await client.recording(session)).runs
        copies = [await client.copy(session, at=at) for at in (run.then, run.seq, moment.at)]
        assert [(copy.code, copy.state) for copy in copies] == [("then = 1\n", "draft")] * 3
        [copied] = {copy.copied_from for copy in copies}
        assert copied is not None and (copied.session, copied.at) == (session, moment.at)
        assert (await client.copy(session, at="59:59")).code == "now = 1\n"
        assert (await client.copy(session)).copied_from is None
