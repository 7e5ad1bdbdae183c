"""RU13, RU14, RU16, TA11, CS27: runs that a room has made on its server, by a host to see into."""

import asyncio
import dataclasses
import json
from dataclasses import dataclass, field

from jupyter_interview.contract import values
from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import Join, Kick, NewInvite, RunHere, SessionChange
from jupyter_interview.contract.values import Output
from jupyter_interview.domain.actor import SERVER_ITSELF, Actor
from jupyter_interview.domain.asker import Asker
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.languages import not_run_here
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.rooms.run_service import CheckTale, Story

from .stage import OWNER, Stage, as_json, by_link, make_link, refused, staged

PROGRAM = {"runId": "run-00000001", "language": "python", "code": "print(1)"}
PASSED = values.TestResult("one", True, "1", "1", 0.5)


@dataclass
class RunsInSight:
    """A host that runs nothing by itself: a test tells each story."""

    places: int = 8
    stories: list[tuple[Story, RunHere]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    tales: list[CheckTale] = field(default_factory=list)
    ended: list[CheckTale] = field(default_factory=list)
    askers: list[Asker] = field(default_factory=list)
    languages: tuple[str, ...] = ("javascript", "typescript", "python")
    makes_checks: bool = True

    def demand(self, language: str) -> None:
        if language not in self.languages:
            raise not_run_here(language, self.languages)

    def demand_check(self) -> None:
        """It makes checks."""

    def reserve(self, asker: Asker) -> "RunsInSight":
        self.askers.append(asker)
        if self.places == 0:
            raise InterviewError(ErrorCode.RATE_LIMITED, "Too many runs wait.")
        self.places -= 1
        return self

    def give_back(self) -> None:
        self.places += 1

    def begin(self, story: Story, command: RunHere) -> None:
        self.stories.append((story, command))

    def check(self, tale: CheckTale) -> None:
        self.tales.append(tale)

    def stop(self, run_id: str) -> None:
        self.stopped.append(run_id)

    def stop_check(self, tale: CheckTale) -> None:
        self.ended.append(tale)


def hosted(stage: Stage) -> RunsInSight:
    """Give the stage's registry a host."""
    service = RunsInSight()
    stage.run_service = service
    stage.registry = stage._registry()
    return service


@staged()
async def test_RU13_a_run_that_is_asked_for_is_told_to_everybody(stage: Stage) -> None:
    """RU13, RU25"""
    service = hosted(stage)
    room = await stage.open()
    ana, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    assert ana.takes("welcome")["serverRuns"] == ["javascript", "typescript", "python"]
    tests = [{"name": "one", "expression": "1", "expected": "1"}]
    bo.says("run_code", **PROGRAM, stdin="a\n", tests=tests)
    started = ana.takes("run_started")["run"]
    assert started == bo.takes("run_started")["run"]
    assert (started["id"], started["source"], started["state"], started["user"]["name"]) == (
        *("run-00000001", "server", "running", "Bo"),
    )
    [(story, command)] = service.stories
    assert (command.code, command.stdin, as_json(command.tests)) == (
        "print(1)",
        "a\n",
        tests,
    )
    story.printed(Output("stdout", "1\n"))
    assert ana.takes("run_output") == bo.takes("run_output")
    ticket = story.ended("ok", None, 12, (PASSED,))
    assert ticket is not None
    await ticket.wait()
    result = bo.takes("execution_result")
    assert result == ana.takes("execution_result")
    assert (result["output"], result["run"]["durationMs"]) == ("1\n", 12)
    assert result["run"]["tests"] == as_json([PASSED])
    assert events.takes("execution_result")["output"] == "1\n"
    assert story.ended("ok", None, 12, ()) is None
    story.printed(Output("stdout", "late"))
    assert "run_output" not in ana.kinds()
    again = await stage.restart()
    [kept] = stage.connect(again).takes("welcome")["runs"]
    assert kept == result["run"]


@staged()
async def test_TA11_a_run_that_goes_on_is_taken_away_as_one_that_runs(stage: Stage) -> None:
    """TA11: and as a lost one when the server that made it is gone."""
    hosted(stage)
    room = await stage.open()
    stage.connect(room, stage.guest(room, "Bo")).says("run_code", **PROGRAM)

    async def taken() -> tuple[str, str | None]:
        file = await stage.registry.take_away(stage.session_id, "json")
        [run] = json.loads(file.content)
        return run["state"], run["error"]

    assert await taken() == ("running", None)
    await stage.restart()
    assert await taken() == ("lost", "The server that ran this was stopped.")


@staged()
async def test_CS27_places_are_counted_by_a_login_and_by_links(stage: Stage) -> None:
    service = hosted(stage)
    room = await stage.open()
    _, secret, _ = make_link(room, OWNER, NewInvite(Role.CANDIDATE, 3600, None))
    joined = by_link(room, secret, Join("Bo"), "user:bo")
    by_login, by_secret = room.member("user:bo", "Bo"), room.guest(joined.secret or "")
    assert by_login is not None and by_secret is not None
    for actor in (by_login, by_secret):
        stage.connect(room, actor).says("run_code", **PROGRAM)
    stage.connect(room, stage.guest(room, "Cy")).says("run_code", **PROGRAM)
    first, second, other = (asker.person for asker in service.askers)
    assert first == second != other
    assert {first} == {room.asker(actor).person for actor in (by_login, by_secret)}


@staged()
async def test_RU13_contract_clients_ask_too_and_the_server_chooses_the_id(stage: Stage) -> None:
    service = hosted(stage)
    room = await stage.open()
    ana, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    events.says("run_code", language="javascript", code="1")
    run = ana.takes("run_started")["run"]
    assert run["id"].startswith("r-") and run["language"] == "javascript"
    service.stories[0][0].ended("error", "no", 1, ())
    assert events.takes("execution_result")["error"] == "no"


@staged()
async def test_RU25_a_refusal_is_one_frame_and_takes_no_place(stage: Stage) -> None:
    service = hosted(stage)
    room = await stage.open()
    bo = stage.connect(room, stage.guest(room, "Bo"))
    di = stage.connect(room, stage.guest(room, "Di", Role.OBSERVER))
    di.says("run_code", **PROGRAM)
    assert di.takes("error") == {
        "error": "Observers watch; they cannot run code.",
        "code": "forbidden",
        "about": "run_code",
        "runId": PROGRAM["runId"],
    }
    bo.says("run_code", **PROGRAM)
    bo.says("run_code", **{**PROGRAM, "runId": "run-00000002"})
    assert bo.takes("error")["code"] == "run_conflict"
    bo.says("run_started", runId="run-00000003", language="python")
    assert bo.takes("error")["code"] == "run_conflict"
    assert service.places == 7
    service.places = 0
    ana = stage.connect(room)
    ana.says("run_code", language="python", code="1")
    assert ana.takes("error")["code"] == "rate_limited"
    assert len(service.stories) == 1
    bad = {"name": "", "expression": "1", "expected": "1"}
    for wrong in ({"code": 1}, {"tests": [bad]}, {"tests": [bad] * 51}, {"runId": "x"}):
        ana.says("run_code", **{**PROGRAM, **wrong})
        assert ana.takes("error")["code"] == "invalid_field"


@staged()
async def test_RU25_a_server_that_runs_nothing_says_so(stage: Stage) -> None:
    room = await stage.open()
    ana = stage.connect(room)
    assert ana.takes("welcome")["serverRuns"] == []
    ana.says("run_code", **PROGRAM)
    error = ana.takes("error")
    assert error["code"] == "not_enabled" and "c.InterviewApp.server_runs" in error["error"]


@staged()
async def test_RU14_who_asked_can_stop_it_and_no_other_candidate(stage: Stage) -> None:
    service = hosted(stage)
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    cy = stage.connect(room, stage.guest(room, "Cy"))
    bo.says("run_code", **PROGRAM)
    cy.says("stop_run", runId="run-00000001")
    assert cy.takes("error")["code"] == "forbidden"
    stage.clock.turn(3)
    bo.says("stop_run", runId="run-00000001")
    run = ana.takes("execution_result")["run"]
    assert (run["state"], run["error"], run["durationMs"]) == ("stopped", "Stopped", 3000)
    assert "stoppedBy" not in run
    assert service.stopped == ["run-00000001"]
    story, _ = service.stories[0]
    assert story.over and story.ended("crashed", "killed", 1, ()) is None
    bo.says("stop_run", runId="run-00000001")
    assert bo.takes("error")["error"] == "This run has ended already."
    bo.says("stop_run", runId="run-00000002")
    assert bo.takes("error")["error"] == "There is no run with this id."


@staged()
async def test_RN1_RN2_hosts_stop_any_run_once_and_it_says_who(stage: Stage) -> None:
    """On the server its process ends, and in a browser nothing that is told later counts. What is
    held on its owner has the end and not who it was."""
    service = hosted(stage)
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    bo.says("run_code", **PROGRAM)
    ana.says("stop_run", runId="run-00000001")
    run = bo.takes("execution_result")["run"]
    assert (run["state"], run["stoppedBy"]["name"]) == ("stopped", "Ana")
    assert service.stopped == ["run-00000001"]
    bo.says("run_started", runId="run-00000002", language="python")
    bo.says("run_output", runId="run-00000002", index=0, stream="stdout", text="before")
    ana.says("stop_run", runId="run-00000002")
    run = bo.takes("execution_result")["run"]
    assert (run["state"], run["stoppedBy"]["name"]) == ("stopped", "Ana")
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
    bo.says("execution_result", runId="run-00000002", **end)
    assert bo.takes("error")["code"] == "run_conflict"
    await asyncio.wait_for(stage.stored(), 5)
    await stage.registry.close()
    again = await stage.restart()
    runs = stage.connect(again).takes("welcome")["runs"]
    assert [(run["state"], run["stoppedBy"]["name"]) for run in runs] == [("stopped", "Ana")] * 2


@staged()
async def test_RU16_nothing_is_run_for_an_interview_that_is_over(stage: Stage) -> None:
    service = hosted(stage)
    room = await stage.open()
    ana = stage.connect(room)
    ana.says("run_code", **PROGRAM)
    room.perform(OWNER, SessionChange(state=State.ENDED))
    assert ana.takes("execution_result")["run"]["state"] == "stopped"
    room.perform(OWNER, SessionChange(state=State.LIVE))
    ana.says("run_code", **{**PROGRAM, "runId": "run-00000002"})
    room.delete(OWNER)
    assert service.stopped == ["run-00000001", "run-00000002"]
    story, _ = service.stories[1]
    story.printed(Output("stdout", "late"))
    assert story.ended("ok", None, 1, ()) is None


@staged()
async def test_RU16_a_run_that_the_server_leaves_behind_is_lost(stage: Stage) -> None:
    hosted(stage)
    room = await stage.open()
    stage.connect(room).says("run_code", **PROGRAM)
    await asyncio.wait_for(stage.stored(), 5)
    await stage.registry.close()
    again = await stage.restart()
    ana = stage.connect(again)
    [run] = ana.takes("welcome")["runs"]
    assert (run["state"], run["error"]) == ("lost", "The server that ran this was stopped.")
    ana.says("stop_run", runId="run-00000001")
    assert ana.takes("error")["code"] == "run_conflict"


@staged()
async def test_QU53_who_was_removed_while_they_waited_for_their_turn_begins_nothing(
    stage: Stage,
) -> None:
    hosted(stage)
    room = await stage.open()
    ana = stage.connect(room)
    bo, by_login = stage.guest(room, "Bo"), Actor(Role.CANDIDATE, identity="bo", name="Bo")
    _, secret, _ = make_link(room, OWNER, NewInvite(Role.CANDIDATE, 3600, None))
    by_link(room, secret, Join("Bo", None, None), identity="bo")
    command = RunHere("print(1)", "python", run_id="run-00000001")
    for actor in (bo, by_login):
        record = room.core.interview.person_of(actor)
        assert record is not None and room.core.as_now(actor).role is Role.CANDIDATE
        room.perform(OWNER, Kick(record.id))
        gone = ErrorCode.NOT_FOUND if actor.identity else ErrorCode.INVALID_CREDENTIAL
        with refused(gone):
            room.begin_here(actor, command)
    offered = dataclasses.replace(by_login, offered=Role.INTERVIEWER)
    assert room.core.as_now(offered).role is Role.INTERVIEWER, "the login lets them in anew"
    assert ana.hears("run_started") == []
    assert room.core.as_now(OWNER) is OWNER and room.core.as_now(SERVER_ITSELF) is SERVER_ITSELF
