"""RU1 to RU5: runs, told by the browser they run in, checked and kept by the server."""

from typing import Any

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import Leave
from jupyter_interview.domain.actor import Actor

from .stage import OWNER, Client, Stage, as_json, staged

RUN = {"runId": "run-00000001", "language": "python"}
END = {
    "runId": "run-00000001",
    "state": "ok",
    "error": None,
    "durationMs": 12,
    "truncated": False,
}


def printed(index: int, text: str, stream: str = "stdout") -> dict[str, Any]:
    return {"runId": "run-00000001", "index": index, "stream": stream, "text": text}


@staged()
async def test_RU1_a_run_streams_to_everybody_and_latecomers_see_it(stage: Stage) -> None:
    room = await stage.open()
    ana, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    bo.says("run_started", **RUN)
    started = ana.takes("run_started")["run"]
    assert started["state"] == "running" and started["user"]["name"] == "Bo"
    assert bo.takes("run_started")["run"] == started
    bo.says("run_output", **printed(0, "a é🐢\n"))
    bo.says("run_output", **printed(1, "b\n"))
    late = stage.connect(room, stage.guest(room, "Di"))
    [shown] = late.takes("welcome")["runs"]
    assert shown["outputs"] == [{"stream": "stdout", "text": "a é🐢\nb\n"}]
    bo.says("run_output", **printed(2, "careful\n", "stderr"))
    stage.clock.turn(2)
    bo.says("execution_result", **END)
    assert [ana.takes("run_output")["index"] for _ in range(3)] == [0, 1, 2]
    assert "run_output" not in bo.kinds()
    result = ana.takes("execution_result")
    assert result["output"] == "a é🐢\nb\ncareful\n" and result["error"] is None
    assert result["run"]["outputs"][1] == {"stream": "stderr", "text": "careful\n"}
    assert result["run"]["state"] == "ok" and result["run"]["durationMs"] == 12
    assert result["timestamp"] == result["run"]["endedAt"] > result["run"]["startedAt"]
    assert bo.takes("execution_result") == result
    told = events.takes("execution_result")
    assert told == {key: result[key] for key in ("output", "error", "timestamp")}


@staged()
async def test_RU2_whose_run_it_is_and_in_what_order_it_prints(stage: Stage) -> None:
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))

    def refused(client: Client) -> tuple[str, str]:
        error = client.takes("error")
        assert error["code"] == "run_conflict"
        return error["about"], error["error"]

    bo.says("run_started", **RUN)
    bo.says("run_started", runId="run-00000002", language="python")
    assert refused(bo)[1] == "Your last run has not ended yet."
    ana.says("run_started", **RUN)
    assert refused(ana)[0] == "run_started"
    ana.says("run_output", **printed(0, "forged"))
    assert refused(ana)[0] == "run_output"
    ana.says("execution_result", **END)
    assert refused(ana)[0] == "execution_result"
    bo.says("run_output", **printed(1, "too early"))
    assert refused(bo)[0] == "run_output"
    bo.says("run_output", **printed(0, "once"))
    bo.says("run_output", **printed(0, "again"))
    bo.says("execution_result", **END)
    bo.says("execution_result", **END)
    assert refused(bo)[1] == "This run has ended already."
    bo.says("run_output", **printed(1, "late"))
    assert refused(bo)[0] == "run_output"
    bo.says("run_started", **RUN)
    assert refused(bo)[0] == "run_started"
    assert "error" not in bo.kinds()
    assert room.core.runs["run-00000001"].output == "once"
    assert bo.closed is ana.closed is None


@staged(output_bytes=220)
async def test_RU4_of_output_beyond_the_limit_both_ends_are_told(stage: Stage) -> None:
    """OU1, OU18: late ones, the log and those who were there see the same."""
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    bo.says("run_started", **RUN)
    for index in range(20):
        bo.says("run_output", **printed(index, f"line {index:02} 🐢\n"))
    bo.says("run_output", **printed(77, "too early"))
    assert ana.kinds().count("run_output") == 8, "the rest is told with the end"
    bo.says("execution_result", **END)
    result = ana.takes("execution_result")
    assert bo.takes("error")["code"] == "run_conflict"
    head, tail = result["run"]["outputs"]
    assert head["text"].startswith("line 00 🐢\n") and tail["text"].endswith("line 19 🐢\n")
    assert len((head["text"] + tail["text"]).encode()) + tail["omitted"] == 20 * 13
    assert result["run"]["truncated"] and f"[{tail['omitted']} bytes" in result["output"]
    assert result["output"].startswith("line 00") and result["output"].endswith("line 19 🐢\n")
    late = stage.connect(room, stage.guest(room, "Cy")).takes("welcome")["runs"]
    assert late == [result["run"]]
    await stage.stored()
    room = await stage.restart()
    assert [as_json(run.told()) for run in room.core.runs.newest(9)] == late


@staged()
async def test_RU5_lost_and_found(stage: Stage) -> None:
    room = await stage.open()
    ana, actor = stage.connect(room), stage.guest(room, "Bo")
    bo = stage.connect(room, actor)
    bo.says("run_started", **RUN)
    bo.says("run_output", **printed(0, "half"))
    bo.goes()
    stage.clock.turn(10)
    lost = ana.takes("execution_result")
    assert lost["run"]["state"] == "lost" and lost["output"] == "half" and lost["error"]
    back = stage.connect(room, actor)
    back.says("run_output", **printed(1, " whole"))
    back.says("execution_result", **END)
    found = ana.takes("execution_result")
    assert found["run"]["state"] == "ok" and found["output"] == "half whole"
    back.says("execution_result", **END)
    assert back.takes("error")["code"] == "run_conflict"


async def half_a_run(stage: Stage) -> Actor:
    """Somebody's run prints something, and then the server is another one."""
    room = await stage.open()
    actor = stage.guest(room, "Bo")
    bo = stage.connect(room, actor)
    bo.says("run_started", **RUN)
    bo.says("run_output", **printed(0, "half"))
    await stage.stored()
    return actor


@staged()
async def test_RU5_a_run_of_before_a_restart_goes_on(stage: Stage) -> None:
    actor = await half_a_run(stage)
    room = await stage.restart()
    ana = stage.connect(room)
    [run] = ana.takes("welcome")["runs"]
    assert run["state"] == "running" and run["outputs"][0]["text"] == "half"
    stage.connect(room, actor).says("execution_result", **END)
    assert ana.takes("execution_result")["run"]["state"] == "ok"


@staged()
async def test_RU5_a_run_of_before_a_restart_is_lost_if_nobody_returns(stage: Stage) -> None:
    await half_a_run(stage)
    ana = stage.connect(await stage.restart())
    stage.clock.turn(10)
    assert ana.takes("execution_result")["run"]["state"] == "lost"


@staged()
async def test_RU5_leaving_and_ending_lose_runs_at_once(stage: Stage) -> None:
    room = await stage.open()
    ana, actor = stage.connect(room), stage.guest(room, "Bo")
    bo = stage.connect(room, actor)
    bo.says("run_started", **RUN)
    room.perform(actor, Leave(bo.peer.participant_id))
    assert ana.takes("execution_result")["run"]["state"] == "lost"
    assert bo.closed == 4401


@staged()
async def test_RU3_whole_results_are_runs_too(stage: Stage) -> None:
    room = await stage.open()
    ana, events = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
    events.says("execution_result", output="1\n", error="boom", timestamp="1970")
    result = ana.takes("execution_result")
    assert result["run"]["source"] == "reported" and result["run"]["state"] == "error"
    assert result["error"] == "boom" and result["run"]["user"]["name"] == "Bo"
    assert result["timestamp"].startswith("2026")
    assert events.frames == []


@staged(runs_per_minute=3)
async def test_runs_are_paced(stage: Stage) -> None:
    room = await stage.open()
    bo = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
    for _ in range(4):
        bo.says("execution_result", output="")
    assert bo.takes("error")["code"] == "rate_limited"
    stage.clock.turn(61)
    bo.says("execution_result", output="")
    assert bo.frames == []


@staged(output_bytes=40)
async def test_RU1_a_rebuilt_book_equals_the_one_that_was_lost(stage: Stage) -> None:
    room = await stage.open()
    bo = stage.connect(room, stage.guest(room, "Bo"))
    for number in range(4):
        run = f"run-0000000{number}"
        stage.clock.turn(1.5)
        bo.says("run_started", runId=run, language="javascript")
        for index in range(number * 2):
            stream = "stdout" if index % 3 else "stderr"
            bo.says("run_output", **{**printed(index, f"{index} 🐢🐢\n", stream), "runId": run})
        if number < 3:
            bo.says("execution_result", **{**END, "runId": run, "error": "é" * number or None})
    before = [as_json(run.told()) for run in room.core.runs.newest(50)]
    await stage.stored()
    room = await stage.restart()
    assert [as_json(run.told()) for run in room.core.runs.newest(50)] == before
    assert before[3]["state"] == "running" and before[2]["truncated"]


@staged(welcome_runs=3, welcome_output_bytes=10)
async def test_old_output_is_let_go_of_in_memory_and_said_to_be(stage: Stage) -> None:
    room = await stage.open()
    for number in range(5):
        bo = stage.connect(room, stage.guest(room, f"Bo {number}"), Mode.CONTRACT)
        bo.says("execution_result", output=f"{number}23456")
    shown = stage.connect(room).takes("welcome")["runs"]
    assert [(len(run["outputs"]), run["truncated"]) for run in shown] == [
        (0, True),
        (0, True),
        (1, False),
    ]
