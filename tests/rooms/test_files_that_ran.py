"""FI13, FI33: what a run ran."""

import base64
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from jupyter_interview.contract.session import (
    RunStarted,
)
from jupyter_interview.document.document import Document
from jupyter_interview.document.session_gate import load_logged, new_gate
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind

from .files import PLAIN, logged
from .stage import OWNER, Stage, staged


def program(name: str, text: str, vector: str | None = "AA==") -> dict[str, Any]:
    return {
        "name": name,
        "files": [{"name": name, "sha256": sha256(text.encode()).hexdigest()}],
        "stateVector": vector,
    }


def texts_before(log: list[LogEntry]) -> str:
    """What the log alone says that the text was when the first run began."""
    document, gate = Document(1), new_gate(Limits())
    for entry in log:
        if entry.kind is LogKind.UPDATE:
            load_logged(gate, entry.payload)
            document.take_in(entry.payload)
        elif entry.kind is LogKind.RUN:
            break
    return document.text("code:python")


@staged()
async def test_FI13_a_run_says_what_it_ran(stage: Stage) -> None:
    """FI13, FI33: in a browser, and there without a connection."""
    room = await stage.open(code=PLAIN)
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    vector = base64.b64encode(room.core.document.state_vector()).decode()
    ran = program("solution.py", PLAIN, vector)
    assert (room.core.document.text("code:python"), vector) == (PLAIN, ran["stateVector"])
    bo.says("run_started", runId="run-00000001", language="python", program=ran)
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
    bo.says("execution_result", runId="run-00000001", **end)
    room.put_code(OWNER, "written later\n")
    older = program("größe.py", "é🐢", None)
    bo.says("run_started", runId="run-00000002", language="python", ageMs=5000, program=older)
    told = [heard["run"]["program"] for heard in ana.hears("run_started")]
    assert told == [ran, older] and bo.hears("error") == []
    events = await logged(stage, RunStarted)
    assert texts_before(await stage.store.log(stage.session_id)) == PLAIN
    assert [event.program.name for event in events] == ["solution.py", "größe.py"]
    assert events[0].program.files[0].sha256 == sha256(PLAIN.encode()).hexdigest()
    runs = stage.connect(await stage.restart()).hears("welcome")[0]["runs"]
    assert sorted(run["program"]["name"] for run in runs) == ["größe.py", "solution.py"]


@pytest.mark.parametrize(
    "change",
    [
        lambda ran: ran.update(name="other.py"),
        lambda ran: ran.update(name="../up.py"),
        lambda ran: ran.update(files=[]),
        lambda ran: ran.update(files=ran["files"] * 2),
        lambda ran: ran.update(files=[{**ran["files"][0], "name": f"{n}.py"} for n in range(21)]),
        lambda ran: ran["files"][0].update(sha256="no"),
        lambda ran: ran.update(stateVector="no base64!"),
        lambda ran: ran.update(stateVector="////"),
    ],
)
def test_FI13_what_no_run_can_have_run_is_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open(code=PLAIN)
        ana, ran = stage.connect(room), program("solution.py", PLAIN)
        change(ran)
        ana.says("run_started", runId="run-00000001", language="python", program=ran)
        assert ana.takes("error")["code"] == "invalid_field"
        assert room.core.runs.newest(9) == []

    talk()


@staged(runs_per_minute=100)
async def test_FI33_what_many_runs_ran_does_not_fill_a_welcome(stage: Stage) -> None:
    room = await stage.open()
    bo = stage.connect(room, stage.guest(room, "Bo"))
    long = "/".join(["漢" * 100] * 4)
    files = [{"name": f"{long}/{n}", "sha256": "0" * 64} for n in range(20)]
    ran = {"name": f"{long}/0", "files": files, "stateVector": None}
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
    for number in range(51):
        run = f"run-{number:08}"
        bo.says("run_started", runId=run, language="python", program=ran)
        bo.says("execution_result", runId=run, **end)
    assert bo.hears("error") == []
    runs = stage.connect(room).hears("welcome")[0]["runs"]
    assert len(runs) == 50 and runs[-1]["program"] == ran and runs[0]["program"] is None
    assert len(json.dumps(runs, ensure_ascii=False).encode()) < 400_000
    # Nor the memory: of older ones only the log knows it.
    assert room.core.runs["run-00000000"].program is None
    assert room.core.runs["run-00000001"].program is not None
    *_, first = (one for one in await logged(stage, RunStarted) if one.run == "run-00000000")
    assert first.program is not None
