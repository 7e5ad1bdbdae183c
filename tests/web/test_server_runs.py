"""RU13, RU16, RU22, RU23: code that comes by REST or socket runs on a server that allows it."""

import asyncio
import os
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.domain.asker import Asker
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.runs.queue import RunQueue
from jupyter_interview.session.output import PIECE_BYTES
from jupyter_interview.store.base import Change, StoreFull
from tests.clients import Api, EventSocket, SyncSocket


@pytest.fixture
def left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a program whose server was killed an hour ago."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / "jupyter-interview-left"
    folder.mkdir()
    os.utime(folder, (0, 0))
    return folder


@pytest.fixture
def interview_config(left_behind: Path) -> dict[str, Any]:
    return {"server_runs": True, "limits": {"server_run_seconds": 2.0}}


async def test_RS15_what_a_killed_server_left_is_removed_at_the_next_start(
    api: Api, jp_serverapp: ServerApp, left_behind: Path
) -> None:
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    await app._start_jupyter_server_extension(jp_serverapp)
    assert left_behind.name not in os.listdir(left_behind.parent)


async def new_session(api: Api) -> str:
    answer = await api("POST", "/sessions", {"language": "python"})
    return str(answer.json["id"])


async def test_RU22_a_run_is_stored_and_answered_as_the_servers(api: Api) -> None:
    session = await new_session(api)
    body = {"language": "python", "code": "print('a', input())", "stdin": "b\n"}
    answer = await api("POST", f"/sessions/{session}/execute", body)
    assert answer.status == 200, answer.content
    run = answer.json["run"]
    assert (answer.json["output"], answer.json["error"]) == ("a b\n", None)
    assert (run["source"], run["state"], run["language"]) == ("server", "ok", "python")
    assert run["durationMs"] >= 0
    body = {"language": "javascript", "code": "for (;;) console.log('x'.repeat(1000))"}
    flood = (await api("POST", f"/sessions/{session}/execute", body)).json["run"]
    assert (flood["state"], flood["truncated"]) in [("timeout", True), ("stopped", True)]
    kept = sum(len(output["text"]) for output in flood["outputs"])
    counted = kept + PIECE_BYTES * (len(flood["outputs"]) - 1)
    # Its end begins with a whole line, so less than a line is missing.
    assert 256 * 1024 - len("x" * 1000 + "\n") < counted <= 256 * 1024
    assert sum(output.get("omitted", 0) for output in flood["outputs"]) > 0


async def test_RU18_a_run_takes_files(api: Api) -> None:
    session = await new_session(api)
    path = f"/sessions/{session}/execute"
    files = [
        {
            "name": "shop/tax.py",
            "text": "def rate():\r\n    return int(open('rate.txt').read())\r\n",
        },
        {"name": "rate.txt", "text": "7"},
        {"name": "solution.py", "text": "an older text"},
    ]
    code = "from shop.tax import rate; print(rate())"
    body = {"language": "python", "code": code, "files": files}
    answer = await api("POST", path, body)
    assert (answer.status, answer.json["output"], answer.json["error"]) == (200, "7\n", None)
    ran = answer.json["run"]["program"]
    assert [file["name"] for file in ran["files"]] == ["solution.py", "shop/tax.py", "rate.txt"]
    assert ran["files"][0]["sha256"] == sha256(code.encode()).hexdigest()
    assert (ran["name"], ran["stateVector"]) == ("solution.py", None)


async def test_FI13_a_run_of_the_server_says_what_it_ran(api: Api) -> None:
    """FI13, FI33: under its own name, and of which document, in both ways to ask for it."""
    session = await new_session(api)
    body = {
        "language": "python",
        "code": "from util import x; print(x)",
        "name": "main.py",
        "files": [{"name": "util.py", "text": "x = 7\r\n"}],
        "stateVector": "AYG2wfALCQ==",
    }
    ran = (await api("POST", f"/sessions/{session}/execute", body)).json
    assert ran["output"] == "7\n"
    program = ran["run"]["program"]
    assert program == {
        "name": "main.py",
        "files": [
            {"name": "main.py", "sha256": sha256(body["code"].encode()).hexdigest()},
            {"name": "util.py", "sha256": sha256(b"x = 7\n").hexdigest()},
        ],
        "stateVector": "AYG2wfALCQ==",
    }
    async with SyncSocket(api, session) as ana:
        await ana.send("run_code", **body)
        assert (await ana.expect("run_started"))["run"]["program"] == program
        assert (await ana.expect("execution_result"))["output"] == "7\n"
    async with SyncSocket(api, session) as late:
        told = (await late.expect("welcome"))["runs"]
        assert [run["program"] for run in told] == [program] * 2


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([{"name": "../up.py", "text": ""}], "invalid_field"),
        ([{"name": "a.py"}], "invalid_field"),
        ([{"name": "a.py", "text": 1}], "invalid_field"),
        ({"name": "a.py", "text": ""}, "invalid_field"),
        (None, "invalid_field"),
        ([{"name": f"{n}.py", "text": ""} for n in range(21)], "invalid_field"),
        ([{"name": "a.py", "text": ""}, {"name": "a.py", "text": ""}], "invalid_field"),
        ([{"name": "a.txt", "text": "x" * 256 * 1024}], "text_too_long"),
        ([{"name": "half\ud800.py", "text": ""}], "invalid_utf8"),
    ],
)
async def test_RU29_files_that_cannot_be_given_are_refused(
    api: Api, files: object, code: str
) -> None:
    session = await new_session(api)
    body = {"language": "python", "code": "1", "files": files}
    answer = await api("POST", f"/sessions/{session}/execute", body)
    assert answer.code == code, answer.content


async def test_RU22_everybody_hears_it_as_it_goes(api: Api) -> None:
    """Others see the run begin, print and end."""
    session = await new_session(api)
    async with SyncSocket(api, session) as peer:
        body = {
            "language": "python",
            "code": "import asyncio\nprint(1)\nawait asyncio.sleep(0.5)\nprint(2)",
        }
        asked = asyncio.ensure_future(api("POST", f"/sessions/{session}/execute", body))
        started = await peer.expect("run_started")
        assert started["run"]["source"] == "server"
        first = await peer.expect("run_output")
        assert first["text"] == "1\n"
        await peer.expect("execution_result")
        assert (await asked).status == 200


async def test_RU16_an_interview_that_ends_ends_its_runs(api: Api) -> None:
    session = await new_session(api)
    body = {"language": "python", "code": "print(1)\nwhile True: pass"}
    async with SyncSocket(api, session) as peer:
        asked = asyncio.ensure_future(api("POST", f"/sessions/{session}/execute", body))
        await peer.expect("run_output")
        await api("PATCH", f"/sessions/{session}", {"state": "ended"})
        run = (await asked).json["run"]
    assert run["state"] == "stopped"


async def test_RU23_places_are_few_and_one_for_each_session() -> None:
    places = RunQueue(Limits(server_runs_at_once=2, server_run_queue=2))
    running: list[str] = []
    doors = {name: asyncio.Event() for name in "abcd"}

    async def run(session: str, name: str) -> None:
        async with places.reserve(Asker(session)).turn():
            running.append(name)
            await doors[name].wait()
            running.remove(name)

    tasks = [
        asyncio.ensure_future(run(session, name))
        for session, name in [("one", "a"), ("one", "b"), ("two", "c"), ("three", "d")]
    ]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sorted(running) == ["a", "c"], "b waits for its session, d for a place"
    with pytest.raises(InterviewError) as refused:
        places.reserve(Asker("four"))
    assert refused.value.status == 429
    doors["a"].set()
    doors["c"].set()
    await asyncio.wait(tasks[::2])
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sorted(running) == ["b", "d"]
    for door in doors.values():
        door.set()
    await asyncio.gather(*tasks)


TESTS = [
    {"name": "doubles", "expression": "double(2)", "expected": "4"},
    {"name": "wrong", "expression": "double('a')", "expected": "'a'"},
    {"name": "raises", "expression": "double(None)", "expected": "0"},
]


async def test_RU13_a_run_with_tests_over_rest_and_socket(api: Api) -> None:
    """Results are those that a browser tells: see tests/runner/test_outcomes.py."""
    session = await new_session(api)
    code = "def double(x): return x + x\nprint(input())"
    body = {"language": "python", "code": code, "stdin": "é🐢", "tests": TESTS}
    run = (await api("POST", f"/sessions/{session}/execute", body)).json["run"]
    told = [{**test, "ms": 0} for test in run["tests"]]
    assert told == [
        {
            "name": "doubles",
            "passed": True,
            "expected": "4",
            "got": "4",
            "ms": 0,
            "status": "passed",
        },
        {
            "name": "wrong",
            "passed": False,
            "expected": "'a'",
            "got": "'aa'",
            "ms": 0,
            "status": "failed",
        },
        {
            "name": "raises",
            "passed": False,
            "expected": "0",
            "got": "TypeError: unsupported operand type(s) for +: 'NoneType' and 'NoneType'",
            "ms": 0,
            "status": "error",
        },
    ]
    async with SyncSocket(api, session) as asking, EventSocket(api, session) as watching:
        await asking.send("run_code", runId="run-00000001", **body)
        assert (await asking.expect("run_started"))["run"]["source"] == "server"
        assert (await asking.expect("run_output"))["text"] == "é🐢\n"
        again = (await asking.expect("execution_result"))["run"]
        assert [{**test, "ms": 0} for test in again["tests"]] == told
        assert (await watching.expect("execution_result"))["output"] == "é🐢\n"


async def test_RU35_stop_ends_a_loop_and_whoever_waits_for_it(api: Api) -> None:
    """One of them waits for its turn: the session has one place."""
    session = await new_session(api)
    guest, _ = await api.guest(session, "Bo")
    loop = {"language": "python", "code": "print(1)\nwhile True: pass"}
    async with SyncSocket(api, session) as ana, SyncSocket(guest, session) as bo:
        await ana.send("run_code", runId="run-00000001", **loop)
        await ana.expect("run_output")
        await bo.send("run_code", runId="run-00000002", **loop)
        await bo.expect("run_started")
        await bo.send("stop_run", runId="run-00000002")
        for peer in (bo, ana):
            ended = (await peer.expect("execution_result"))["run"]
            assert (ended["id"], ended["state"]) == ("run-00000002", "stopped")
        await ana.send("stop_run", runId="run-00000001")
        own = await ana.expect("execution_result")
        assert own["run"]["state"] == "stopped" and own["run"]["id"] == "run-00000001"
        # The place is free again.
        body = {"language": "python", "code": "print(2)"}
        assert (await api("POST", f"/sessions/{session}/execute", body)).json["output"] == "2\n"


def programs() -> list[psutil.Process]:
    """The processes that run programs for this one."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if any("server.mjs" in part for part in child.cmdline())]


async def test_RU16_no_program_outlives_the_server(api: Api, jp_serverapp: ServerApp) -> None:
    session = await new_session(api)
    loop = {"language": "javascript", "code": "console.log(1); for (;;);"}
    async with SyncSocket(api, session) as ana:
        await ana.send("run_code", **loop)
        await ana.expect("run_output")
        assert programs()
        [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
        await app.stop_extension()
        assert await ana.expect_close() == 1012
    assert not programs()


async def test_RS9_a_run_that_cannot_be_stored_is_refused_and_not_made(
    api: Api, jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await new_session(api)
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    store = app.service._store
    good = store.commit

    async def full(changes: Sequence[Change]) -> None:
        raise StoreFull("There is no space left on the disk.")

    body = {"language": "javascript", "code": "console.log('made')"}
    async with SyncSocket(api, session) as ana:
        # While something waits to be stored, a run is refused before it begins.
        await ana.type("x", 0)
        await ana.saved()
        monkeypatch.setattr(store, "commit", full)
        refusal = await api("POST", f"/sessions/{session}/execute", body)
        assert (refusal.status, refusal.code) == (507, "storage_full")
        assert not programs()
        run = (await ana.expect("execution_result"))["run"]
        assert (run["state"], run["outputs"]) == ("crashed", [])
        assert run["error"].startswith("The server did not run this")
        monkeypatch.setattr(store, "commit", good)
        await ana.type("x", 0)
        await ana.saved()
        answer = await api("POST", f"/sessions/{session}/execute", body)
        assert answer.json["output"] == "made\n"
        assert answer.json["run"]["id"] != run["id"]


async def test_RS16_a_run_that_is_stopped_before_its_turn_is_not_made(api: Api) -> None:
    """Asked for and stopped in one breath, more often than there are places."""
    session = await new_session(api)
    async with SyncSocket(api, session) as ana:
        for number in range(12):
            run_id = f"run-{number:08}"
            body = {"language": "javascript", "code": "console.log('made')"}
            await ana.send("run_code", runId=run_id, **body)
            await ana.send("stop_run", runId=run_id)
            run = (await ana.expect("execution_result"))["run"]
            assert (run["id"], run["state"]) == (run_id, "stopped")
        answer = await api("POST", f"/sessions/{session}/execute", body)
        assert answer.json["output"] == "made\n"


async def test_RS6_one_guest_leaves_places_for_others(api: Api) -> None:
    """Fourteen requests of one guest together, then one of somebody else."""
    busy, other = await new_session(api), await new_session(api)
    guest, _ = await api.guest(busy, "Bo")
    sleep = {"language": "javascript", "code": "await new Promise(r => setTimeout(r, 300))"}
    flood = [
        asyncio.ensure_future(guest("POST", f"/sessions/{busy}/execute", sleep)) for _ in range(14)
    ]
    body = {"language": "javascript", "code": "console.log('here')"}
    answer = await api("POST", f"/sessions/{other}/execute", body)
    assert (answer.status, answer.json["output"]) == (200, "here\n")
    statuses = [answer.status for answer in await asyncio.gather(*flood)]
    assert statuses.count(200) <= 3 and statuses.count(429) >= 11
