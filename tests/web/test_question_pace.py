"""QU54: every route of questions that changes or makes something has a pace."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.web import checks, questions
from jupyter_interview.web.rest_handler import RestHandler
from tests.banks.shelf import make_bank
from tests.banks.test_uploads import SMALL, zipped
from tests.clients import Answer, Api, SyncSocket

A_MINUTE = 3
METHODS = ("post", "put", "patch", "delete")


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    names = ("questions", "exports", "file_changes", "runs")
    return {
        "server_runs": True,
        "question_keep_dir": str(make_bank(tmp_path / "kept", about=None)),
        "question_upload_dir": str(tmp_path / "uploads"),
        "limits": {f"{name}_per_minute": A_MINUTE for name in names},
    }


def written(title: str) -> dict[str, Any]:
    case = {"name": "one", "call": "one", "args": [], "returns": 1, "hidden": False}
    texts = {"title": title, "statement": "Write `one`.", "language": "python", "starter": "1\n"}
    return {"written": {**texts, "cases": [case]}}


async def asked(api: Api, session: str, ids: list[str], what: str, number: int) -> Answer:
    """One request, the nth of its kind."""
    at = f"/sessions/{session}"
    match what:
        case "BankQuestions.post":
            return await api("POST", "/questions", written(f"Kept {number}"))
        case "UploadedBank.put":
            return await api("PUT", "/questions/mine", raw=zipped(SMALL))
        case "UploadedBank.delete":
            return await api("DELETE", "/questions/mine")
        case "Questions.post":
            body = {**written(f"Loaded {number}"), "into": "replace"}
            return await api("POST", f"{at}/questions", body)
        case "OneQuestion.delete":
            return await api("DELETE", f"{at}/questions/{ids[number]}")
        case "QuestionFiles.get":
            return await api("GET", f"{at}/questions/{ids[0]}/files")
        case "QuestionFiles.post":
            return await api("POST", f"{at}/questions/{ids[number]}/files", {})
    body = {"question": ids[0], "hidden": False}
    return await api("POST", f"{at}/checks", body)


ROUTES = (
    "BankQuestions.post",
    "UploadedBank.put",
    "UploadedBank.delete",
    "Questions.post",
    "OneQuestion.delete",
    "QuestionFiles.get",
    "QuestionFiles.post",
    "Checks.post",
)


def test_QU54_the_list_has_every_route_that_changes_something() -> None:
    found = {
        f"{name}.{method}"
        for module in (questions, checks)
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, RestHandler)
        for method in METHODS
        if method in vars(each) and each.__module__ == module.__name__
    }
    assert found | {"QuestionFiles.get"} == {*ROUTES}


@pytest.mark.parametrize("what", ROUTES)
async def test_QU54_every_route_that_changes_something_has_a_pace(what: str, api: Api) -> None:
    body = {"questions": [{"bank": "starter", "name": name} for name in STARTERS]}
    session = (await api.create("python", **body))["id"]
    told = await api.ok("GET", f"/sessions/{session}/questions")
    ids = [one["id"] for one in told["questions"]]
    async with SyncSocket(api, session):
        told = [await asked(api, session, ids, what, at) for at in range(A_MINUTE + 1)]
    assert told[-1].code == "rate_limited", told[-1].content
    assert 429 not in [answer.status for answer in told[:-1]]


STARTERS = ("alone-in-the-workshop", "coupons", "shelf-labels", "two-listings")
