"""QU28: this server runs the tests of questions for those who ask over REST."""

from pathlib import Path
from typing import Any

import pytest

from tests.banks.shelf import CANARY, MODEL, make_bank, put_canaries
from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

CHECKS = "/sessions/{sessionId}/checks"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    bank = make_bank(tmp_path / "own", MODEL)
    put_canaries(bank / MODEL)
    return bank


@pytest.fixture
def interview_config(bank: Path) -> dict[str, Any]:
    return {"server_runs": True, "question_dirs": [str(bank)]}


async def begun(api: Api) -> tuple[str, str]:
    """An interview with a question and its solution, and the id of the question."""
    chosen = [{"bank": "own", "name": MODEL}]
    session = (await api.create("python", questions=chosen))["id"]
    told = await api.ok("GET", f"/sessions/{session}/questions")
    lines = told["sides"][0]["solutions"]["python"].splitlines(keepends=True)
    code = "".join(line for line in lines if CANARY not in line)
    await api.ok("PUT", f"/sessions/{session}/code", {"code": code})
    return session, told["questions"][0]["id"]


async def test_QU28_tests_are_run_and_answered_with_their_results(api: Api) -> None:
    session, question = await begun(api)
    checks = f"/sessions/{session}/checks"
    answer = await api("POST", checks, {"question": question, "hidden": False})
    assert answer_problems("POST", CHECKS, answer.status, answer.content) == []
    assert answer.status == 201, answer.content
    check = answer.json
    assert (check["state"], check["source"], check["hidden"]) == ("ended", "server", False)
    assert (check["passed"], check["total"]) == (3, 3)
    assert {result["status"] for result in check["results"]} == {"passed"}
    starter = (await api.ok("GET", f"/sessions/{session}/questions"))["questions"][0]["starters"]
    await api.ok("PUT", f"/sessions/{session}/code", {"code": starter["python"][0]["text"]})
    some = {"question": question, "hidden": False, "cases": [1], "file": "code:python"}
    failed = await api.ok("POST", checks, some)
    [result] = failed["results"]
    assert (failed["passed"], failed["total"]) == (0, 1)
    assert (result["index"], result["status"], result["name"]) == (1, "failed", "two who overlap")
    told = await api("GET", checks)
    assert answer_problems("GET", CHECKS, told.status, told.content) == []
    assert [one["id"] for one in told.json] == [check["id"], failed["id"]]
    nothing = await api("POST", checks, {"question": "q-nothing0000000", "hidden": False})
    assert (nothing.status, nothing.code) == (404, "not_found")
    odd = await api("POST", checks, {"question": question, "hidden": False, "cases": ["1"]})
    assert (odd.status, odd.code) == (400, "invalid_field")


async def test_QU28_hidden_tests_are_told_to_hosts_alone(api: Api) -> None:
    """QU25, too: also where candidates may start them."""
    session, question = await begun(api)
    checks, body = f"/sessions/{session}/checks", {"question": question, "hidden": True}
    bo, _ = await api.guest(session, "Bo")
    assert (await bo("POST", checks, body)).code == "forbidden"
    whole = await api.ok("POST", checks, body)
    assert (whole["passed"], whole["total"], whole["hidden"]) == (7, 7, True)
    assert CANARY in str(whole["results"])
    line = (await api.ok("GET", f"/activity?id={session}"))["sessions"][0]
    assert line["tests"] == {"visible": None, "hidden": {"passed": 7, "total": 7}}
    await api.ok("PATCH", f"/sessions/{session}", {"candidateChecks": True})
    async with SyncSocket(bo, session) as panel:
        own = await bo("POST", checks, body)
        assert own.status == 201, own.content
        assert answer_problems("POST", CHECKS, own.status, own.content) == []
        assert (own.json["results"], own.json["passed"], own.json["total"]) == ([], 0, 0)
        assert own.json["state"] == "ended"
        told = (await panel.expect("hidden_result"))["result"]
        assert (told["passed"], told["total"]) == (7, 7)
        one = await bo("POST", checks, {**body, "cases": [0]})
        heard = [own.content, one.content, str(panel.frames).encode()]
        heard.append((await bo("GET", checks)).content)
        assert not [content for content in heard if CANARY.encode() in content]
    assert await bo.ok("GET", checks) == []
    assert len(await api.ok("GET", checks)) == 3
