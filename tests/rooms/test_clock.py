"""FA9: somebody sets the computer's clock, forward or back, in the middle of an interview."""

from datetime import datetime

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import Leave, ReportResult, SessionChange
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import State

from .stage import OWNER, Paper, Stage, as_json, on_stage, refused

HOUR = 3600
JUMPS = [-HOUR, HOUR, -365 * 24 * HOUR, 20 * 365 * 24 * HOUR]


@pytest.mark.parametrize("jump", JUMPS)
def test_FA9_nothing_ends_before_it_began_and_seq_orders(jump: float) -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, paper = stage.connect(room), Paper(7)
        bo = stage.guest(room, "Bo")
        ana.says("run_started", runId="run-00000001", language="python")
        ana.types(paper.writes("before\n"))
        stage.clock.set_by(jump)
        ana.types(paper.writes("after\n"))
        ana.says("run_output", runId="run-00000001", index=0, stream="stdout", text="1\n")
        ana.says(
            "execution_result",
            runId="run-00000001",
            state="ok",
            error=None,
            durationMs=5,
            truncated=False,
        )
        run = ana.hears("execution_result")[-1]["run"]
        room.perform(bo, Leave(bo.participant_id or ""))
        await room.perform(OWNER, SessionChange(None, State.ENDED)).wait()
        session = room.read(OWNER)

        assert at(run["endedAt"]) >= at(run["startedAt"])
        assert at(session.ended_at) >= at(session.created_at)
        data = await stage.store.load(stage.session_id)
        assert data is not None
        for person in data.participants:
            assert person.left_us is None or person.left_us >= person.joined_us
        log = await stage.store.log(stage.session_id)
        assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        kinds = [entry.kind for entry in log]
        assert kinds.index(LogKind.RUN) < kinds.index(LogKind.OUTPUT) < kinds.index(LogKind.RESULT)

        again = await stage.restart()
        assert again.read(OWNER) == session and session.code == "before\nafter\n"
        [replayed] = [as_json(r.told()) for r in again.core.runs.newest(1)]
        assert replayed == run

    on_stage(talk)


@pytest.mark.parametrize("jump", JUMPS)
def test_FA9_who_ran_much_is_not_shut_out_for_longer_than_a_minute(jump: float) -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        stage.connect(room)
        for _ in range(stage.limits.runs_per_minute):
            room.perform(OWNER, ReportResult("1", None))
        with refused(ErrorCode.RATE_LIMITED):
            room.perform(OWNER, ReportResult("1", None))
        stage.clock.set_by(jump)
        stage.clock.turn(61)
        room.perform(OWNER, ReportResult("1", None))

    on_stage(talk)


@pytest.mark.parametrize("jump", JUMPS)
def test_FA9_waiting_is_not_measured_with_the_wall_clock(jump: float) -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        bo = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
        bo.goes()
        stage.clock.set_by(jump)
        stage.clock.turn(9)
        assert ana.hears("user_left") == []
        stage.clock.turn(2)
        assert [left["reason"] for left in ana.hears("user_left")] == ["away"]

    on_stage(talk)


def at(date: object) -> datetime:
    return datetime.fromisoformat(str(date))
