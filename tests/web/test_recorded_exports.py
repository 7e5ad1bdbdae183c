"""EX10 to EX12, EX18: what is made of a recording, over REST."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from jupyter_interview.client import Recording
from jupyter_interview.playback import player_html
from jupyter_interview.playback.report import FOR_HOSTS
from jupyter_interview.readers.exporters.recorded import RECORDED, Source, row, table
from tests.banks.shelf import CANARY, MODEL, make_bank, put_canaries
from tests.clients import Api
from tests.contract.documents import answer_problems
from tests.playback.interviews import Written
from tests.web.test_take_away import name_of, taken

TEMPLATE = "/sessions/{sessionId}/exports/{form}"
KINDS = {
    "recording": "application/json",
    "player": "text/html; charset=utf-8",
    "ipynb": "application/x-ipynb+json",
    "git": "application/octet-stream",
    "progsnap2": "application/zip",
    "report": "text/html; charset=utf-8",
    "report-md": "text/markdown; charset=utf-8",
    "report-json": "application/json",
    "report-csv": "text/csv; charset=utf-8",
}
ENDINGS = (
    *(".json", "-player.html", ".ipynb", ".fast-import", "-progsnap2.zip"),
    *(".html", ".md", ".json", ".csv"),
)
DRAFT = "the word of the draft"


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    bank = make_bank(tmp_path / "own", MODEL)
    put_canaries(bank / MODEL)
    limits = {"exports_per_minute": 8}
    return {"limits": limits, "question_dirs": [str(bank)], "server_runs": True}


async def interview(api: Api) -> tuple[str, Api]:
    """A live interview with a run, whose title and people are hostile, and its candidate."""
    session = (await api.create("python", title='../"x" <b>', code="x = 1\n"))["id"]
    guest, _ = await api.guest(session, "=Bo <i>")
    await guest.ok("PUT", f"/sessions/{session}/code", {"code": "print('é')\n"})
    await guest.ok("POST", f"/sessions/{session}/execute", {"output": "é\n"})
    return session, guest


def told_in(form: str, content: str) -> str:
    """What a file tells; the player has words of its own beside it."""
    if form != "player":
        return content
    [told] = re.findall(r'<script type="application/json" id="recording">(.*?)</script>', content)
    return str(told)


def text_of(content: bytes) -> str:
    """The text of a file, or of all files in a zip."""
    if content[:2] != b"PK":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


async def test_EX10_EX18_hosts_take_every_form_while_it_is_live_and_afterwards(api: Api) -> None:
    session, guest = await interview(api)
    for state in ("live", "ended"):
        await api.ok(
            "PATCH", f"/sessions/{session}", {"state": state}
        ) if state == "ended" else None
        for (form, kind), ending in zip(KINDS.items(), ENDINGS, strict=True):
            answer = await taken(api, session, form)
            media = answer.headers["Content-Type"]
            assert media == kind and name_of(answer).endswith(ending)
            assert not set(name_of(answer)) & set('/\\:"<>|')
            assert answer_problems("GET", TEMPLATE, 200, answer.content, media) == []
            refused = await guest("GET", f"/sessions/{session}/exports/{form}")
            assert (refused.status, refused.code) == (403, "forbidden")
    assert {*KINDS} == {*RECORDED}
    anonymous = await api.anonymous()("GET", f"/sessions/{session}/exports/git")
    assert anonymous.status == 401
    await api.ok("DELETE", f"/sessions/{session}")
    assert (await api("GET", f"/sessions/{session}/exports/git")).status == 404


async def test_EX10_each_form_has_what_the_recording_has(api: Api) -> None:
    session, _ = await interview(api)
    recording = Recording((await taken(api, session, "recording")).json)
    assert recording.at().text == "print('é')\n" and recording.verify_seals() == ()
    told = nbformat.reads((await taken(api, session, "ipynb")).content.decode(), as_version=4)
    nbformat.validate(told)
    [run] = [cell for cell in told.cells if cell.id == "run-1"]
    assert run.source == "print('é')\n" and run.outputs[0].text == "é\n"
    stream = (await taken(api, session, "git")).content
    assert stream.endswith(b"done\n") and b"author =Bo (i) <" in stream
    player = (await taken(api, session, "player")).content.decode()
    assert json.loads(told_in("player", player)) == recording.document
    page = (await taken(api, session, "report")).content.decode()
    assert "<i>" not in page and "=Bo &lt;i&gt;" in page
    report = (await taken(api, session, "report-json")).json
    [run] = report["runs"]
    link = run["moment"]["link"]
    assert re.fullmatch(
        rf"https?://[^/]+/(\S+/)?interview/replay/{session}#at={run['moment']['seq']}:\d+", link
    )
    assert link in page.replace("&amp;", "&")
    text = (await taken(api, session, "report-csv")).content.decode()
    [_, line] = csv.reader(io.StringIO(text))
    assert line[0] == session and line[7] == "'=Bo <i>"


async def test_EX10_an_interview_in_two_languages_is_a_zip_of_notebooks(api: Api) -> None:
    session, guest = await interview(api)
    await api.ok("PUT", f"/sessions/{session}/language", {"language": "javascript"})
    await guest.ok("POST", f"/sessions/{session}/execute", {"output": "1\n"})
    answer = await taken(api, session, "ipynb")
    assert name_of(answer).endswith("-notebooks.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        for name in archive.namelist():
            nbformat.validate(nbformat.reads(archive.read(name).decode(), as_version=4))
            assert "/" not in name and name.endswith(("-python3.ipynb", "-deno.ipynb"))


async def test_EX10_a_notebook_has_the_whole_output_of_a_run(api: Api) -> None:
    """EX10: of which the recording has the beginning."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    await api.ok("POST", f"/sessions/{session}/execute", {"output": "x" * 20_000})
    recording = Recording((await taken(api, session, "recording")).json)
    assert len(recording.runs[0].printed) < 20_000
    told = nbformat.reads((await taken(api, session, "ipynb")).content.decode(), as_version=4)
    [run] = [cell for cell in told.cells if cell.id == "run-1"]
    assert run.outputs[0].text == "x" * 20_000


async def test_EX10_how_often_somebody_takes_the_same_is_limited(api: Api) -> None:
    session, _ = await interview(api)
    statuses = [(await api("GET", f"/sessions/{session}/exports/git")).status for _ in range(9)]
    assert statuses == [200] * 8 + [429]
    odd = await api("GET", f"/sessions/{session}/exports/report?audience=owner")
    assert (odd.status, odd.code) == (400, "invalid_field")
    odd = await api("GET", f"/sessions/{session}/recording?audience=x")
    assert (odd.status, odd.code) == (400, "invalid_field")


async def test_EX23_a_server_whose_player_was_not_built_says_so(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = await interview(api)
    monkeypatch.setattr(player_html, "BUILT", tmp_path / "nothing")
    answer = await api("GET", f"/sessions/{session}/exports/player")
    assert (answer.status, answer.code) == (503, "unavailable")
    assert "npm run build" in answer.json["error"]


async def test_EX11_what_is_for_everybody_has_nothing_that_hosts_alone_may_know(api: Api) -> None:
    """EX11: private sides, hidden tests, checks of earlier texts, the draft, who was not let in,
    secrets and links."""
    body = {"state": "draft", "lobby": True}
    session = (await api.create("python", questions=[{"bank": "own", "name": MODEL}], **body))["id"]
    path = f"/sessions/{session}"
    told = await api.ok("GET", f"{path}/questions")
    assert CANARY in str(told["sides"])
    question, solution = told["questions"][0]["id"], told["sides"][0]["solutions"]["python"]
    await api.ok("PUT", f"{path}/code", {"code": f"# {DRAFT}\n"})
    lines = [line for line in solution.splitlines(keepends=True) if CANARY not in line]
    await api.ok("PUT", f"{path}/code", {"code": "".join(lines)})
    await api.ok("PATCH", path, {"state": "live"})
    waiting, _ = await api.guest(session, "Zoe who waits")
    for hidden in (True, False):
        checked = await api.ok("POST", f"{path}/checks", {"question": question, "hidden": hidden})
        assert checked["passed"] == checked["total"] > 0
    await api.ok("PATCH", path, {"state": "ended"})
    moments = (await api.ok("GET", f"{path}/moments"))["moments"]
    again = {"question": question, "hidden": True, "at": moments[-1]["at"]}
    assert (await api("POST", f"{path}/checks", again)).status == 201

    for_hosts = (await taken(api, session, "report-json")).json
    assert [one["hidden"] for one in for_hosts["checks"]] == [True, False, True]
    report = (await taken(api, session, "report-json?audience=everybody")).json
    assert report["audience"] == "everybody"
    assert [one["hidden"] for one in report["checks"]] == [False]
    secrets = [waiting.headers["X-Interview-Secret"], "secret", "identity"]
    for audience in ("hosts", "everybody"):
        for form in RECORDED:
            answer = await taken(api, session, f"{form}?audience={audience}")
            assert ("-for-everybody" in name_of(answer)) == (audience == "everybody")
            content = told_in(form, text_of(answer.content))
            words = [CANARY, DRAFT, *secrets] + (["Zoe"] if audience == "everybody" else [])
            assert [word for word in words if word in content] == [], (form, audience)
            if form in ("report", "report-md"):
                assert (FOR_HOSTS in content) == (audience == "hosts")
            if audience == "everybody":
                assert re.search(r"hidden\W+tests|\"hidden\": ?true", content) is None, form
    served = await api("GET", f"{path}/recording?audience=everybody")
    whole = (await taken(api, session, "recording?audience=everybody")).content
    assert served.content == whole and b'"hidden":true' not in whole
    assert served.headers["ETag"] != (await api("GET", f"{path}/recording")).headers["ETag"]


@pytest.mark.parametrize("cell", ["=1", " =1", "\uff1d1", "a;=1", "a\t=1", "@a", "=" * 40_000])
def test_EX12_no_cell_of_the_table_is_a_formula(cell: str) -> None:
    """EX12: also where columns are separated by another sign."""
    written = Written(cell, cell)
    written.log.event("FileAdded", "p-bo", file="f-1", name=cell, language=None)
    sources = [Source(written.recording(), "=1"), Source(Written().recording())]
    content = table(map(row, sources)).decode()
    head, first, second = csv.reader(io.StringIO(content, newline=""))
    assert len(head) == len(first) == len(second)
    for written_cell in first:
        begins = [part.strip(" ")[:1] for part in re.split("[;\t\n]", written_cell)]
        assert not set(begins) & set("=\uff1d@") and len(written_cell) <= 32_767
    assert json.loads(json.dumps(second))[1] == "Round 1"
