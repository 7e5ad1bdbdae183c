"""QU23: banks that people upload over REST, where Jupyter tells people apart."""

from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from tests.banks.test_uploads import SMALL, zipped
from tests.clients import Api
from tests.contract.documents import answer_problems
from tests.header_identity import HeaderIdentity, of

BANK = "/questions/{bank}"


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    return {"question_upload_dir": str(tmp_path / "uploads")}


@pytest.fixture
def jp_server_config(jp_server_config: Config) -> Config:
    jp_server_config["ServerApp"]["identity_provider_class"] = HeaderIdentity
    return jp_server_config


async def test_QU23_only_who_uploaded_a_bank_lists_and_loads_its_questions(api: Api) -> None:
    """QU28, QU30"""
    ana, bo = of(api, "ana"), of(api, "bo")
    answer = await ana("PUT", "/questions/mine", raw=zipped(SMALL))
    assert answer_problems("PUT", BANK, answer.status, answer.content) == []
    assert [(one["bank"], one["name"]) for one in answer.json["questions"]] == [("mine", "q")]
    chosen = {"bank": "mine", "name": "q"}
    session = (await ana.create(questions=[chosen]))["id"]
    [question] = (await ana.ok("GET", f"/sessions/{session}/questions"))["questions"]
    assert (question["bank"], question["title"]) == ("mine", "Q")
    other = (await ana.create())["id"]
    await ana.ok("POST", f"/sessions/{other}/questions", chosen)

    assert not [
        one for one in (await bo.ok("GET", "/questions"))["questions"] if one["name"] == "q"
    ]
    refused = [
        await bo("GET", "/questions/mine/q"),
        await bo("POST", "/sessions", {"questions": [chosen]}),
        await bo("POST", "/classes", {"name": "C", "csv": "Cy", "questions": [chosen]}),
        await bo("DELETE", "/questions/mine"),
    ]
    assert [answer.status for answer in refused] == [404] * 4
    assert (await api.anonymous()("PUT", "/questions/mine", raw=b"")).status == 401
    helper, _ = await ana.guest(session, "Ivy", "interviewer")
    assert (await helper("PUT", "/questions/mine", raw=b"")).status == 401
    assert (await helper("DELETE", "/questions/mine")).status == 401

    gone = await ana("DELETE", "/questions/mine")
    assert (gone.status, answer_problems("DELETE", BANK, 204, gone.content)) == (204, [])
    assert (await ana("GET", "/questions/mine/q")).status == 404
    assert len((await ana.ok("GET", f"/sessions/{session}/questions"))["questions"]) == 1


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/questions/mine", b""),
        ("/questions/mine", b"{}"),
        ("/questions/mine", zipped({**SMALL, "../evil.py": "x"})),
        ("/questions/starter", zipped(SMALL)),
        ("/questions/..%2Fmine", zipped(SMALL)),
        ("/questions/%00", zipped(SMALL)),
    ],
)
async def test_QU23_what_is_no_bank_is_not_kept(
    api: Api, path: str, content: bytes, tmp_path: Path
) -> None:
    answer = await of(api, "ana")("PUT", path, raw=content)
    assert (answer.status, answer.code) == (400, "invalid_field")
    assert answer_problems("PUT", BANK, answer.status, answer.content) == []
    assert not (tmp_path / "uploads").exists() and str(tmp_path) not in answer.json["error"]


async def test_QU23_a_zip_that_is_too_big_is_not_read(api: Api) -> None:
    refused = await of(api, "ana")("PUT", "/questions/mine", raw=b"x" * (1024 * 1024 + 1))
    assert (refused.status, refused.code) == (413, "body_too_large")
