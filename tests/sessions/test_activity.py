"""CS4, CS11, CS12, QU28: what goes on in many interviews, from rooms and from logs alike."""

from dataclasses import replace
from typing import Any

from jupyter_interview.banks.copies import private_copy, public_copy
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import (
    AnswerCheck,
    EndCheck,
    Join,
    NewInvite,
    SessionChange,
    StartCheck,
    StopCheck,
)
from jupyter_interview.contract.values import CaseResult
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.questions.bank import starter_bank
from jupyter_interview.questions.reading import read_question
from jupyter_interview.rooms.room import Room
from jupyter_interview.sessions.activity import Wanted
from tests.rooms.stage import OWNER, Paper, Stage, as_json, by_link, make_link, staged

ALL = Wanted("C", ())


async def told(stage: Stage, identity: str = "local", wanted: Wanted = ALL) -> list[Any]:
    answer: Any = await stage.registry.overview.activity(identity, wanted)
    sessions: list[Any] = as_json(answer.sessions)
    return sessions


def in_class(title: str) -> NewSession:
    return NewSession("python", title, "x", group="C")


@staged()
async def test_CS4_edits_runs_and_hands_of_those_who_are_led(stage: Stage) -> None:
    """CS4, CS11"""
    room = await stage.open(command=in_class("Bo"), by="local")
    owner, bo = stage.connect(room, OWNER), stage.guest(room, "Bo")
    guest = stage.connect(room, bo)
    owner.types(Paper(7).writes("by the owner"))
    [line] = await told(stage)
    assert (line["title"], line["group"], line["state"]) == ("Bo", "C", "live")
    assert (line["lastEditAt"], line["lastRun"], line["lastActiveAt"]) == (None, None, None)
    assert {p["name"]: p["online"] for p in line["people"]}["Bo"] is True

    stage.clock.turn(1)
    guest.types(Paper(8).writes("by Bo"))
    guest.says("hand_change", raised=True)
    stage.clock.turn(1)
    guest.says("run_started", runId="run-00000001", language="python")
    [line] = await told(stage)
    assert line["lastEditAt"] == line["handRaisedAt"] < line["lastRun"]["at"]
    assert line["lastRun"]["state"] == "running" and line["lastActiveAt"] == line["lastRun"]["at"]
    stage.clock.turn(1)
    test = {"name": "t", "expected": "1", "got": "1", "ms": 1}
    tests = [test | {"passed": True}, test | {"passed": False}]
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False, "tests": tests}
    guest.says("execution_result", runId="run-00000001", **end)
    [before] = await told(stage)
    ended = before["lastRun"]
    assert (ended["state"], ended["tests"], ended["passed"]) == ("ok", 2, 1)

    await stage.stored()
    stage.registry = stage._registry()
    [after] = await told(stage)
    assert stage.registry.rooms() == 0
    for line in (before, after):
        for person in line["people"]:
            person["online"] = False
    assert after == before
    await stage.restart()
    assert [line["lastEditAt"] for line in await told(stage)] == [before["lastEditAt"]]


@staged()
async def test_CS4_whoever_has_run_tests_of_a_question_has_begun(stage: Stage) -> None:
    """CS4: also who has neither typed nor run anything; what hosts run makes nobody begin."""
    room = await stage.open(command=in_class("Bo"), by="local")
    stage.connect(room, OWNER)
    question, _ = read_question(starter_bank() / "alone-in-the-workshop", "CC0-1.0")
    assert question is not None
    public = public_copy(question.public, question.digest)
    loaded, _ = room.questions.load(OWNER, public, private_copy(question.private), None, "new")
    bo = stage.guest(room, "Bo")
    stage.connect(room, bo)

    async def active() -> Any:
        """When somebody did something, from the room and then from what is stored."""
        [line] = await told(stage)
        await stage.stored()
        registry, stage.registry = stage.registry, stage._registry()
        [stored] = await told(stage)
        stage.registry = registry
        assert (stored["lastActiveAt"], line["lastRun"]) == (line["lastActiveAt"], None)
        return line["lastActiveAt"]

    room.perform(OWNER, EndCheck(check(room, loaded.id, 1, False, 3), "ended"))
    assert await active() is None
    stage.clock.turn(1)
    room.perform(bo, StartCheck("check-00000002", loaded.id, False, "python", None, ()))
    begun = await active()
    assert begun is not None
    stage.clock.turn(1)
    room.perform(OWNER, EndCheck(check(room, loaded.id, 3, True, 3), "ended"))
    assert await active() == begun


@staged()
async def test_CS12_of_ones_own_and_of_those_one_holds(stage: Stage) -> None:
    """CS12: people who are led, and strangers, learn nothing of them, by name or by id."""
    room = await stage.open(command=in_class("Bo"), by="local")
    named = Wanted(None, {stage.session_id, "not-there-00000"})
    assert len(await told(stage)) == len(await told(stage, wanted=named)) == 1
    for role, seen in ((Role.CANDIDATE, 0), (Role.INTERVIEWER, 1)):
        _, secret, _ = make_link(room, OWNER, NewInvite(role, 3600, None))
        by_link(room, secret, Join(role.value, None, None), identity=f"user:{role.value}")
        await stage.stored()
        assert len(await told(stage, f"user:{role.value}", named)) == seen
    assert await told(stage, "user:stranger", named) == []
    assert await told(stage, "user:stranger") == []
    stage.registry = stage._registry()
    assert len(await told(stage, "user:interviewer", named)) == 1
    assert await told(stage, "user:candidate", named) == []


def check(room: Room, question: str, number: int, hidden: bool, passed: int) -> str:
    """The owner's browser begins a check and tells how its first cases went."""
    check_id = f"check-{number:08}"
    room.perform(OWNER, StartCheck(check_id, question, hidden, "python", None, ()))
    results = tuple(
        CaseResult(index, "", "passed" if index < passed else "failed", "", "", "", 1.0)
        for index in range(3)
    )
    room.perform(OWNER, AnswerCheck(check_id, results))
    return check_id


@staged()
async def test_QU28_the_newest_checks_that_came_to_their_end(stage: Stage) -> None:
    """Visible and hidden ones apart, the same from a room and from the log."""
    room = await stage.open(command=replace(in_class("Bo"), state=State.DRAFT), by="local")
    stage.connect(room, OWNER)
    question, _ = read_question(starter_bank() / "alone-in-the-workshop", "CC0-1.0")
    assert question is not None
    public = public_copy(question.public, question.digest)
    loaded, _ = room.questions.load(OWNER, public, private_copy(question.private), None, "new")

    async def tests() -> Any:
        """Of both, from the room and then from what is stored."""
        [line] = await told(stage)
        await stage.stored()
        registry, stage.registry = stage.registry, stage._registry()
        [stored] = await told(stage)
        stage.registry = registry
        assert stored["tests"] == line["tests"]
        return line["tests"]

    assert await tests() == {"visible": None, "hidden": None}
    room.perform(OWNER, EndCheck(check(room, loaded.id, 1, False, 3), "ended"))
    assert (await tests())["visible"] == {"passed": 3, "total": 3}
    room.perform(OWNER, SessionChange(state=State.LIVE))
    assert await tests() == {"visible": None, "hidden": None}, "what was tried in a draft is gone"
    room.perform(OWNER, EndCheck(check(room, loaded.id, 2, False, 1), "ended"))
    room.perform(OWNER, EndCheck(check(room, loaded.id, 3, True, 2), "ended"))
    one = {"visible": {"passed": 1, "total": 3}, "hidden": {"passed": 2, "total": 6}}
    assert await tests() == one
    room.perform(OWNER, StopCheck(check(room, loaded.id, 4, False, 3)))
    assert await tests() == one, "a check that was stopped says nothing"
    running = check(room, loaded.id, 5, True, 3)
    assert await tests() == one, "nor does one that goes on"
    room.perform(OWNER, EndCheck(running, "ended"))
    assert await tests() == {**one, "hidden": {"passed": 3, "total": 6}}
