"""The Python that documents show is run against a real server, as it stands there.

What needs a notebook is run in one by `tests/ui/test_widget.py` and `tests/ui/test_class.py`.
"""

import asyncio
import dataclasses
import inspect
import itertools
import json
import re
from pathlib import Path

from jupyter_interview import AsyncInterviewClient, ClassDashboard, InterviewClient, InterviewPanel
from jupyter_interview.client import Activity
from jupyter_interview.lite import QUESTIONS, WHEELS, InterviewAddon, QuestionOptions
from tests.clients import Api
from tests.docs.programs import Program, blocks, filled, run
from tests.docs.tables import DOCUMENTS, ROOT, read

PYTHON_CLIENT = "docs/PYTHON_CLIENT.md"
URL, DOTS = '"http://localhost:8888/"', '"…"'


def here(api: Api) -> dict[str, str]:
    """What somebody who copies the code has to say for themselves."""
    token = api.headers["Authorization"].removeprefix("token ")
    return {URL: repr(api.root), DOTS: repr(token)}


async def test_CL4_the_first_program_makes_invites_and_watches(api: Api) -> None:
    """CL1: until the interview is deleted, which is an exception."""
    code, _, _, _ = blocks(PYTHON_CLIENT, "python")
    async with run("-c", filled(code, here(api))) as program:
        link = await program.prints("/interview/join/")
        page, _, invite = link.strip().partition("#")
        session_id = page.rsplit("/", 1)[1]
        path = f"/sessions/{session_id}"
        session = await api.ok("GET", path)
        assert session["title"] == "Backend, round 2" and session["language"] == "python"
        assert session["code"] == "print(1)\n"
        body = {"userName": "Bo", "invite": invite}
        secret = (await api.anonymous().ok("POST", f"{path}/join", body))["secret"]
        guest = api.with_secret(secret)
        await sees(program, guest, path)
        await guest.ok("POST", f"{path}/execute", {"output": "22\n", "error": "Oh no"})
        await program.prints("22")
        await program.prints("Oh no")
        await api.ok("DELETE", path)
        await program.prints("InterviewRefused")


async def sees(program: Program, guest: Api, path: str) -> None:
    """Type until the program tells; it says nothing when it begins to watch."""
    reading = asyncio.create_task(program.prints("print(22)"))
    for code in itertools.cycle(["print(22)\n", "print(22)  # again\n"]):
        await guest.ok("PUT", f"{path}/code", {"code": code})
        if (await asyncio.wait([reading], timeout=0.2))[0]:
            await reading
            return


async def test_CL1_FI15_files_are_changed_by_their_ids(api: Api) -> None:
    _, code, _, _ = blocks(PYTHON_CLIENT, "python")
    async with run("-c", filled(code, here(api))) as program:
        await program.prints("people.csv None 9")
        await program.prints("main.py python 12")
        await program.ends()
    [session] = await api.ok("GET", "/sessions")
    files = (await api.ok("GET", f"/sessions/{session['id']}/files"))["files"]
    assert [file["name"] for file in files] == ["main.py", "util.py", "people.csv"]


async def test_EX1_EX3_what_is_taken_away_is_read(api: Api, tmp_path: Path) -> None:
    [code] = blocks("docs/TAKE_AWAY.md", "python")
    known = here(api) | {".save()": f".save({str(tmp_path)!r})"}
    async with run("-c", filled(code, known)) as program:
        await program.prints("print(2)")
        await program.prints("-print(1)")
        await program.prints("+print(2)")
        await program.prints("()")
        await program.prints("Backend, round 2.ipynb")
        await program.ends()


async def test_CL1_questions_are_listed_loaded_and_taken_away(api: Api) -> None:
    """CL1, QU26, QU27"""
    _, _, code, _ = blocks(PYTHON_CLIENT, "python")
    async with run("-c", filled(code, here(api))) as program:
        await program.prints("starter", "shelf-labels")
        await program.prints("double-of.zip")
        await program.ends()
    [session] = await api.ok("GET", "/sessions")
    told = await api.ok("GET", f"/sessions/{session['id']}/questions")
    assert [question["name"] for question in told["questions"]] == ["coupons"]


async def test_QU52_an_interview_with_questions_is_made_for_a_notebook(api: Api) -> None:
    _, _, code, _ = blocks("docs/NOTEBOOKS.md", "python")
    async with run("-c", filled(code, here(api)) + "print(panel.session_id)\n") as program:
        await program.ends()
    [session] = await api.ok("GET", "/sessions")
    told = await api.ok("GET", f"/sessions/{session['id']}/questions")
    assert [question["name"] for question in told["questions"]] == ["coupons"]


async def test_EX22_a_recording_shows_itself_in_a_notebook(api: Api) -> None:
    *_, code = blocks("docs/NOTEBOOKS.md", "python")
    session_id = (await api.create("python", title="Round 1"))["id"]
    known = here(api) | {"GMF3izZb8M4NrWUz": session_id}
    first_line = "print(recording._repr_html_().splitlines()[0])\n"
    async with run("-c", filled(code, known) + first_line) as program:
        await program.prints("<p>Round 1: 00:00, 0 runs</p>")
        await program.ends()


async def test_CL1_a_guest_needs_nothing_but_the_link(api: Api) -> None:
    _, _, _, code = blocks(PYTHON_CLIENT, "python")
    session_id = (await api.create(code="x"))["id"]
    [shown] = re.findall(r'Link\.read\((".*?")\)', code)
    url = (await api.invite(session_id))["url"]
    async with run("-c", filled(code, {shown: repr(url)})) as program:
        await program.ends()
    session = await api.ok("GET", f"/sessions/{session_id}")
    assert session["code"] == "print(2)\n"
    users = await api.ok("GET", f"/sessions/{session_id}/users")
    assert [(user["name"], user["kind"]) for user in users] == [("Bo", "guest")]


def methods_of(client: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(client, callable) if not name.startswith("_")}


def test_CL1_the_table_of_methods_is_whole() -> None:
    """And each method says what it takes and raises, as the document promises."""
    table = read(PYTHON_CLIENT).split("| methods | |")[1].split("\n\n")[0]
    named = {
        name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert named == methods_of(InterviewClient) - {"close"}
    assert methods_of(InterviewClient) == methods_of(AsyncInterviewClient)
    for name in named:
        assert inspect.getdoc(getattr(InterviewClient, name)), name


def test_WI1_the_table_of_traits_is_that_of_the_widget() -> None:
    table = read("docs/NOTEBOOKS.md").split("| trait | |")[1].split("\n\n")[0]
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert named == ["code", "language", "users", "runs", "questions", "connection", "error"]
    assert set(named) <= set(InterviewPanel.class_trait_names())


def test_CS6_a_row_has_what_is_said_of_it() -> None:
    said = re.search(r"tuple of `Activity` \((.*?)\)", read("docs/CLASSES.md"), re.DOTALL)
    assert said is not None
    for name in re.findall(r"`(\w+)`", said[1]):
        assert name in Activity.__dataclass_fields__, name
    assert "rows" in ClassDashboard.class_trait_names()


def test_LT9_what_a_site_is_configured_with_is_read() -> None:
    """The settings, the options of its page and the folder that are named are those of the code."""
    questions, overrides, options = map(json.loads, blocks("docs/JUPYTERLITE.md", "json"))
    [(addon, said)] = questions.items()
    assert addon == InterviewAddon.__name__
    assert list(said) == [field.name for field in dataclasses.fields(QuestionOptions)]
    assert f"`{QUESTIONS}`" in read("docs/JUPYTERLITE.md")
    [(plugin, settings)] = overrides.items()
    schema = json.loads(read("labextension/schema/plugin.json"))
    assert plugin == "jupyter-interview:plugin"
    assert set(settings) <= set(schema["properties"])
    source = read("labextension/src/backends/server/interview-server.ts")
    for name in options["jupyter-config-data"]:
        assert f"'{name}'" in source
    assert f"`{WHEELS}`" in read("docs/JUPYTERLITE.md")


def test_commands_of_the_clone_exist() -> None:
    """Scripts of npm, and files that Python or node is given."""
    scripts = json.loads(read("package.json"))["scripts"]
    found = set()
    for path in [*DOCUMENTS, ROOT / "AGENTS.md"]:
        text = path.read_text("utf-8")
        for script in re.findall(r"\bnpm (?:run )?(start|test|[a-z]+:[a-z:]*[a-z])\b", text):
            assert script in scripts, path.name
            found.add(script)
        for file in re.findall(r"\b(?:python|node) ([\w/.-]+\.(?:py|mjs))\b", text):
            assert (ROOT / file).is_file(), path.name
            found.add(file)
    assert {"start", "test", "demo:lite", "benchmarks/runner.py"} <= found
