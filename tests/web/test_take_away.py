"""TA2 to TA7, TA9: what hosts take away of an interview, over REST."""

import asyncio
import csv
import io
import json
import re
import threading
import zipfile
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest

from jupyter_interview.contract.values import Author, Output
from jupyter_interview.readers import account
from jupyter_interview.readers.account import Account, Moment, Text
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.readers.exporters.taken import Taken
from jupyter_interview.session.run_book import Run
from tests.clients import Answer, Api
from tests.contract.documents import answer_problems

TEMPLATE = "/sessions/{sessionId}/exports/{form}"
TITLE = '../Köln "x" # | <b>[a](http://b)\\'
FENCE = "```\n````python\n# not a heading\n"
OUTPUT = "\x1b[2J=1+1\n`````\n"


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"exports_per_minute": 8}}


async def taken(api: Api, session: str, form: str) -> Answer:
    answer = await api("GET", f"/sessions/{session}/exports/{form}")
    assert answer.status == 200, answer.content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer


def name_of(answer: Answer) -> str:
    """The name in the way of RFC 6266; the plain one has only characters that need no quoting."""
    said = answer.headers["Content-Disposition"]
    found = re.fullmatch(
        r"""attachment; filename="([ !#-$&-:<-\[\]-~]+)"; filename\*=UTF-8''(\S+)""", said
    )
    assert found is not None, said
    return unquote(found[2])


def blocks(text: str) -> list[str]:
    """The fenced blocks, as CommonMark reads them."""
    found, fence = list[str](), ""
    for line in text.split("\n"):
        if not fence and (opened := re.match(r"`{3,}", line)):
            fence = opened[0]
            found.append("")
        elif fence and line.rstrip(" ") == "`" * max(len(fence), line.count("`")):
            fence = ""
        elif fence:
            found[-1] += line + "\n"
    assert not fence
    return found


async def test_TA2_TA3_TA4_TA5_an_ended_interview_is_taken_away_whole(api: Api) -> None:
    files = [{"name": "main.py", "text": FENCE}, {"name": "a-b.py", "text": "A = 1\n"}]
    session = (await api.create("python", title=TITLE, files=files))["id"]
    path = f"/sessions/{session}"
    guest, bo = await api.guest(session, "=Bo *b* `c`")
    await guest.ok("POST", f"{path}/execute", {"output": OUTPUT, "error": "boom"})
    await guest.ok("POST", f"{path}/execute", {"output": "begin\n" + "x" * 40_000 + "\nend"})
    await api.ok("PATCH", path, {"state": "ended"})
    secrets = [guest.headers["X-Interview-Secret"], "secret", "invite", "identity"]

    code = await taken(api, session, "code")
    with zipfile.ZipFile(io.BytesIO(code.content)) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert held == {"main.py": FENCE, "a-b.py": "A = 1\n"}
    assert name_of(code).endswith(".zip") and not set(name_of(code)) & set('/\\:"<>|\r\n\x1b\u202e')

    transcript = await taken(api, session, "markdown")
    text = transcript.content.decode()
    assert name_of(transcript).endswith(".md")
    assert transcript.headers["Content-Type"] == "text/markdown; charset=utf-8"
    whole = blocks(text)
    assert whole[0] == FENCE and whole[1] == "A = 1\n" and whole[2] == "=1+1\n`````\n"
    assert "\n" not in text.splitlines()[0] and "\\<b\\>\\[a\\]" in text.splitlines()[0]
    assert "\x1b" not in text and "\u202e" not in text
    assert "\\=Bo \\*b\\* \\`c\\`, candidate" in text
    assert "- Created " in text and "- Ended " in text
    assert "begin\n" in text and "\nend" in text and "bytes of output are left out" in text
    assert len(text) < 20_000

    runs = await taken(api, session, "json")
    assert answer_problems("GET", TEMPLATE, 200, runs.content) == []
    told = json.loads(runs.content)
    assert [(run["user"]["id"], run["error"]) for run in told] == [
        (bo["id"], "boom"),
        (bo["id"], None),
    ]

    table = await taken(api, session, "csv")
    rows = list(csv.reader(io.StringIO(table.content.decode())))
    assert [row[1] for row in rows] == ["who", "'=Bo *b* `c`", "'=Bo *b* `c`"]
    everything = (code.content + transcript.content + runs.content + table.content).decode("latin1")
    assert [word for word in secrets if word in everything] == []


def test_TA3_TA4_TA5_names_that_were_stored_somehow_lead_nowhere() -> None:
    names = [
        "../../x.py",
        "/etc/passwd",
        "A.py",
        "a.py",
        "con.py",
        "..",
        "C:\\w\\b.py",
        "a\0\u202eb",
    ]
    files = tuple(Text(name, "no\n```", "x") for name in names)
    hostile = "# ../a\r\n\x1b[31m\u202e<b>.."
    moment, whole = Moment("Ended", 0, hostile), Account(hostile, 0, (), (), files, (), True)
    whole = replace(whole, life=(moment,))
    with zipfile.ZipFile(io.BytesIO(EXPORTERS["code"](whole).content)) as archive:
        held = archive.namelist()
    assert held == [
        "_/_/x.py",
        "etc/passwd",
        "A.py",
        "a-2.py",
        "_con.py",
        "_",
        "C--w-b.py",
        "ab",
    ]
    for form in EXPORTERS:
        taken = EXPORTERS[form](whole)
        assert not set(taken.name) & set('/\\:*?"<>|\r\n\x1b\u202e') and taken.name[0] != "."
    text = EXPORTERS["markdown"](whole).content.decode()
    assert "\u202e" not in text and "<b>" not in text and "```no" not in text
    assert text.splitlines()[2].startswith("- Ended 1970-01-01 00:00:00 UTC by \\# ")


@pytest.mark.parametrize("cell", ["=1", " =1", "\uff1d1", "a;=1", "a\t=1", "a\n=1", "=" * 40_000])
def test_TA5_no_cell_is_a_formula_in_whatever_spreadsheet(cell: str) -> None:
    """TA5: also where columns are separated by another sign, so that other cells begin."""
    run = Run("r", None, "python", "browser", 0, outputs=[Output("stdout", cell)], error=cell)
    whole = Account("T", 0, (), (), (), (run,), False)
    content = EXPORTERS["csv"](whole).content.decode()
    [_, row] = csv.reader(io.StringIO(content, newline=""))
    for written in row[-2:]:
        begins = [part.strip(" ")[:1] for part in re.split("[;\t\n]", written)]
        assert not set(begins) & set("=\uff1d") and len(written) <= 32_767


def test_TA4_a_transcript_says_who_stopped_a_run() -> None:
    run = Run("r", None, "python", "browser", 0, state="stopped", error="Stopped", duration_ms=5)
    run.stopped_by = Author("p", "Priya *B*", "#112233")
    text = EXPORTERS["markdown"](Account("T", 0, (), (), (), (run,), False)).content.decode()
    assert "python, stopped by Priya \\*B\\*, 5 ms" in text and "Error:" not in text


async def test_TA3_the_one_file_is_taken_away_by_its_name(api: Api) -> None:
    session = (await api.create("python", code="print('Köln')\n"))["id"]
    code = await taken(api, session, "code")
    assert (name_of(code), code.content.decode()) == ("solution.py", "print('Köln')\n")
    assert code.headers["Content-Type"] == "text/plain; charset=utf-8"


async def test_TA4_of_many_runs_the_newest_are_told_whole(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TA4: what they print and how they fail count together."""
    monkeypatch.setattr(account, "OUTPUT_BYTES", 1000)
    session = (await api.create("python"))["id"]
    for run in ({"error": "a" * 600}, {"output": "b" * 600}, {"error": "c" * 600}):
        await api.ok("POST", f"/sessions/{session}/execute", {"output": "", **run})
    runs = json.loads((await taken(api, session, "json")).content)
    assert [run["truncated"] for run in runs] == [True, True, False]
    assert [run["error"] for run in runs] == [None, None, "c" * 600] and not runs[1]["outputs"]


async def test_TA6_the_draft_of_an_interview_and_who_was_not_let_in_are_not_in_it(api: Api) -> None:
    made = await api.create("python", state="draft", lobby=True)
    path = f"/sessions/{made['id']}"
    await api.join(made["id"], "Ana")
    await api.ok("POST", f"{path}/execute", {"output": "tried before"})
    await api.guest(made["id"], "Zoe who waits")
    await api.ok("PATCH", path, {"state": "live"})
    told = (await taken(api, made["id"], "markdown")).content.decode()
    assert "tried before" not in told and "Zoe" not in told and "Ana, owner" in told
    assert "- Started " in told


async def test_TA7_only_hosts_take_it_away_and_nothing_of_a_deleted_one(api: Api) -> None:
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}"
    host, _ = await api.guest(session, "Ivy", "interviewer")
    await taken(host, session, "code")
    for role in ("candidate", "observer"):
        guest, _ = await api.guest(session, role, role)
        refused = await guest("GET", f"{path}/exports/markdown")
        assert (refused.status, refused.code) == (403, "forbidden")
    assert (await api.anonymous()("GET", f"{path}/exports/code")).status == 401
    for one in (api, guest):
        unknown = await one("GET", f"{path}/exports/exe")
        assert (unknown.status, unknown.code) == (404, "not_found")
        assert all(form in unknown.json["error"] for form in ("code, ", "git, ", "report-csv."))
    statuses = [(await api("GET", f"{path}/exports/json")).status for _ in range(9)]
    assert statuses == [200] * 8 + [429]
    await api.ok("DELETE", path)
    assert (await api("GET", f"{path}/exports/code")).status == 404


async def test_TA9_few_are_made_at_a_time(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    session = (await api.create("python"))["id"]
    three = threading.Barrier(3)

    def export(account: Account) -> Taken:
        try:
            three.wait(timeout=0.5)
        except threading.BrokenBarrierError:
            return Taken("alone.txt", "text/plain", b"alone")
        return Taken("together.txt", "text/plain", b"together")

    monkeypatch.setitem(EXPORTERS, "code", export)
    answers = await asyncio.gather(*(taken(api, session, "code") for _ in range(4)))
    assert [answer.content for answer in answers] == [b"alone"] * 4
