"""QU23: banks that people upload over REST, where Jupyter tells people apart."""

import asyncio
from os import urandom
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from jupyter_interview.banks.uploads import MOST_BYTES, MOST_ZIP_BYTES
from jupyter_interview.domain.limits import Limits
from tests.banks.test_uploads import SMALL, zipped
from tests.clients import PATIENCE, Api
from tests.contract.documents import answer_problems
from tests.header_identity import HeaderIdentity, of

BANK = "/questions/{bank}"


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    limits = {"questions_per_minute": 10_000}
    return {"question_upload_dir": str(tmp_path / "uploads"), "limits": limits}


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


async def test_QU23_a_zip_is_taken_that_is_bigger_than_other_bodies(api: Api) -> None:
    """Up to the limits of a bank, packed without being made smaller."""
    photo = urandom(MOST_BYTES - 1000)
    full = zipped({**SMALL, "q/data/photo.bin": photo})
    assert len(full) > Limits().body_bytes
    answer = await of(api, "ana")("PUT", "/questions/mine", raw=full)
    assert (answer.status, answer.json.get("code")) == (200, None)
    over = await of(api, "ana")(
        "PUT", "/questions/mine", raw=zipped({**SMALL, "x": photo + photo[:2000]})
    )
    assert (over.status, over.json["error"]) == (400, "A bank may have at most 16,777,216 bytes.")


async def test_QU23_a_zip_that_is_too_big_is_refused_with_the_limit_of_banks(api: Api) -> None:
    refused = await of(api, "ana")("PUT", "/questions/mine", raw=b"x" * (MOST_ZIP_BYTES + 1))
    assert (refused.status, refused.code) == (413, "body_too_large")
    zip_most, files_most = (most // 2**20 for most in (MOST_ZIP_BYTES, MOST_BYTES))
    assert refused.json["error"] == (
        f"The zip of a bank may have at most {zip_most} MiB, and its files together at most "
        f"{files_most} MiB."
    )


async def begin_upload(api: Api, length: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Announce a zip; when this is over, the server reads it and has nothing of it."""
    address, path = api.root.removeprefix("http://").split("/", 1)
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = {**api.headers, "Host": address, "Content-Length": length, "Expect": "100-continue"}
    lines = [f"{name}: {value}" for name, value in head.items()]
    request = f"PUT /{path}interview/api/questions/mine HTTP/1.1"
    writer.write("\r\n".join([request, *lines, "", ""]).encode())
    assert b" 100 " in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
    return reader, writer


async def test_QU23_of_one_person_one_zip_at_a_time_is_read(api: Api) -> None:
    """Others upload meanwhile, and whoever breaks off may begin again."""
    ana, bo, content = of(api, "ana"), of(api, "bo"), zipped(SMALL)
    reader, writer = await begin_upload(ana, len(content))
    refused = await ana("PUT", "/questions/other", raw=content)
    assert (refused.status, refused.code) == (429, "rate_limited")
    assert (await bo("PUT", "/questions/mine", raw=content)).status == 200
    writer.write(content)
    assert b" 200 " in await asyncio.wait_for(reader.readline(), PATIENCE)
    assert (await ana("PUT", "/questions/other", raw=content)).status == 200
    writer.close()

    _, writer = await begin_upload(ana, len(content))
    writer.write(content[:10])
    writer.close()
    async with asyncio.timeout(PATIENCE):
        while (await ana("PUT", "/questions/other", raw=content)).status == 429:
            pass


@pytest.mark.parametrize("interview_config", [{}])
async def test_QU23_where_no_banks_are_taken_no_zip_is_kept(api: Api) -> None:
    """The refusal says so, however big the zip is."""
    refused = await of(api, "ana")("PUT", "/questions/mine", raw=b"x" * (MOST_ZIP_BYTES + 1))
    assert (refused.status, refused.code) == (501, "not_enabled")
