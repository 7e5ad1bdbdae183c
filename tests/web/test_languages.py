"""LA2, LA3, LA8, LA11, SB19: languages over REST and the socket, most of which do not run."""

from typing import Any

import nbformat
import pytest

from jupyter_interview.domain.languages import LANGUAGES, template_of
from tests.clients import Api, SyncSocket


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"server_runs": True}


async def test_LA3_a_session_says_which_languages_there_are(api: Api) -> None:
    session = await api.create("ruby")
    assert session["languages"] == list(LANGUAGES)
    refused = await api("PUT", f"/sessions/{session['id']}/language", {"language": "rubby"})
    told = refused.json
    assert (refused.status, told["code"]) == (400, "unknown_language")
    assert "no language 'rubby' here" in told["error"]


async def test_LA8_a_server_refuses_to_run_what_it_cannot(api: Api) -> None:
    session = (await api.create("ruby"))["id"]
    refused = await api("POST", f"/sessions/{session}/execute", {"code": "1", "language": "ruby"})
    assert refused.status == 400
    known = "JavaScript, TypeScript, Python and SQLite"
    sentence = f"Ruby does not run on this server, which runs {known}."
    assert refused.json == {"error": sentence, "code": "unknown_language"}
    async with SyncSocket(api, session) as client:
        await client.send("run_code", code="puts 1", language="ruby")
        assert (await client.expect("error"))["error"] == sentence


async def test_SB19_a_server_runs_a_language_that_is_a_pack(api: Api) -> None:
    session = (await api.create("sqlite"))["id"]
    body = {"code": "SELECT 6 * 7 AS answer;", "language": "sqlite"}
    answer = await api.ok("POST", f"/sessions/{session}/execute", body)
    assert (answer["run"]["state"], answer["run"]["source"]) == ("ok", "server")
    assert "42" in str(answer)


async def test_LA2_all_that_is_taken_away_has_the_file(api: Api) -> None:
    session = await api.create("csharp")
    path, text = f"/sessions/{session['id']}", template_of("csharp")
    for form in ("markdown", "report-md"):
        told = (await api("GET", f"{path}/exports/{form}")).content.decode()
        assert "```csharp" in told and text in told, form
    notebook = (await api("GET", f"{path}/exports/ipynb")).content.decode()
    nbformat.validate(nbformat.reads(notebook, as_version=4))
    for form in ("git", "player", "recording"):
        assert b"Program.cs" in (await api("GET", f"{path}/exports/{form}")).content, form
    copied = await api.ok("POST", f"{path}/copies", {})
    assert (copied["language"], copied["code"]) == ("csharp", text)
