"""QU19, QU21, QU22: checks of a room, in browsers and on its server."""

import asyncio
from hashlib import sha256
from typing import Any

import pytest
from msgspec.json import encode

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import (
    CheckHere,
    CheckStarted,
    PersonChange,
    SessionChange,
    StopCheck,
)
from jupyter_interview.contract.values import CaseResult
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.rooms.room import Room
from jupyter_interview.rooms.run_service import CheckTale
from jupyter_interview.session.check_book import Checks
from jupyter_interview.session.question_book import Questions
from tests.sessions.test_registry import evicted

from .files import add, logged
from .questions import HELPER, NUMBERS, STARTER, begin, checks_of, load, result, state_of
from .stage import GRACE, OWNER, Client, Stage, change_person, refused, staged
from .test_server_runs import RunsInSight, hosted


@staged()
async def test_QU19_a_check_in_a_browser_is_told_to_everybody_as_the_question_has_it(
    stage: Stage,
) -> None:
    room = await stage.open()
    ana, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    question = load(room)
    check = begin(bo, question)
    started = ana.takes("check_started")["check"]
    assert started == bo.takes("check_started")["check"]
    assert (started["id"], started["state"], started["source"], started["total"]) == (
        *(check, "running", "browser", 2),
    )
    assert started["user"]["name"] == "Bo"
    bo.says("check_results", checkId=check, results=[result(1, "failed", "x" * 3000), result(1)])
    told = ana.takes("check_results")
    assert told == bo.takes("check_results") and told["check"] == check
    [one] = told["results"]
    assert (one["index"], one["name"], one["status"], len(one["got"])) == (1, "two", "failed", 2000)
    bo.says("check_results", checkId=check, results=[result(1), result(7)])
    assert "check_results" not in ana.kinds(), "It has its result, and there is no other test."
    bo.says("check_results", checkId=check, results=[result(0)])
    bo.says("check_ended", checkId=check, state="ended")
    ended = ana.takes("check_ended")
    assert ended == bo.takes("check_ended")
    assert (ended["state"], ended["passed"], ended["points"], ended["of"]) == ("ended", 1, 1, 2)
    assert [kind for kind in events.kinds() if "check" in kind] == []
    [kept] = checks_of(stage.connect(room, stage.guest(room, "Di", Role.OBSERVER)))
    assert kept["endedAt"] == ended["endedAt"]
    assert [each["index"] for each in kept["results"]] == [1, 0]
    bo.says("check_ended", checkId=check, state="ended")
    assert bo.takes("error")["code"] == "run_conflict"
    again = await restarted(stage)
    assert checks_of(stage.connect(again)) == [kept]


async def restarted(stage: Stage) -> Room:
    await asyncio.wait_for(stage.stored(), 5)
    return await stage.restart()


@staged()
async def test_QU19_frames_are_read_strictly(stage: Stage) -> None:
    """One refusal for each, and the check goes on."""
    room = await stage.open()
    bo, question = stage.connect(room, stage.guest(room, "Bo")), load(room)
    check = begin(bo, question)
    good = result(0)
    bad: list[tuple[str, dict[str, Any]]] = [
        ("check_results", {"results": [good]}),
        ("check_results", {"checkId": "short", "results": [good]}),
        ("check_results", {"checkId": check, "results": good}),
        ("check_results", {"checkId": check, "results": [good] * 501}),
        ("check_results", {"checkId": check, "results": [{**good, "status": "fine"}]}),
        ("check_results", {"checkId": check, "results": [{**good, "index": -1}]}),
        ("check_results", {"checkId": check, "results": [{**good, "index": True}]}),
        ("check_results", {"checkId": check, "results": [{**good, "index": 500}]}),
        ("check_results", {"checkId": check, "results": [{**good, "ms": -1}]}),
        ("check_results", {"checkId": check, "results": [{**good, "ms": 10**400}]}),
        ("check_results", {"checkId": check, "results": [{**good, "ms": True}]}),
        ("check_results", {"checkId": check, "results": [{**good, "ms": "1"}]}),
        ("check_results", {"checkId": check, "results": [{**good, "got": None}]}),
        ("check_results", {"checkId": check, "results": [None]}),
        ("check_ended", {"checkId": check, "state": "lost"}),
        ("check_ended", {"checkId": check}),
        ("check_started", {"checkId": "check-00000009", "question": question, "hidden": 0}),
        ("check_here", {"question": question, "hidden": False, "file": "../a"}),
        ("check_here", {"question": question, "hidden": False, "file": "f-nothing", "cases": [-1]}),
        ("check_here", {"question": "", "hidden": False, "file": "code:python"}),
        ("stop_check", {"checkId": 1}),
        ("question_remove", {"question": [question]}),
        ("questions_order", {"questions": [question] * 21}),
        ("questions_order", {"questions": question}),
        ("questions_order", {"questions": [1]}),
    ]
    started = {"checkId": "check-00000009", "question": question, "hidden": False}
    for more in (
        {"file": "a/../b"},
        {"file": 1},
        {"cases": [0.5]},
        {"cases": ["0"]},
        {"cases": [0] * 501},
        {"program": {"name": "a.py", "files": []}},
    ):
        bad.append(("check_started", {**started, "language": "python", **more}))
    for kind, payload in bad:
        bo.says(kind, **payload)
        error = bo.takes("error")
        assert (error["code"], error["about"]) == ("invalid_field", kind), payload
    assert len(bo.hears("check_results")) == 0 and state_of(room, check).state == "running"
    assert bo.closed is None
    contract = stage.connect(room, OWNER, Mode.CONTRACT)
    contract.says("stop_check", checkId=check)
    assert contract.takes("error")["code"] == "unknown_event"


@staged(runs_per_minute=3)
async def test_QU19_checks_begin_as_often_as_runs(stage: Stage) -> None:
    room = await stage.open()
    bo, question = stage.connect(room, stage.guest(room, "Bo")), load(room)
    for number in range(4):
        check = begin(bo, question, number)
        bo.says("check_ended", checkId=check, state="stopped")
    first, second = bo.hears("error")
    assert (first["code"], first["about"]) == ("rate_limited", "check_started")
    assert (second["code"], second["about"]) == ("run_conflict", "check_ended")
    stage.clock.turn(61)
    begin(bo, question, 5)
    assert len(bo.hears("check_started")) == 4


@staged(runs_per_minute=1000)
async def test_QU19_a_welcome_tells_of_the_newest_and_not_too_much(stage: Stage) -> None:
    """Of older ones the texts are left out."""
    room = await stage.open()
    bo, question = stage.connect(room, stage.guest(room, "Bo")), load(room)
    for number in range(60):
        check = begin(bo, question, number)
        results = [result(index, "failed", "x" * 2000) for index in (0, 1)]
        bo.says("check_results", checkId=check, results=results)
        bo.says("check_ended", checkId=check, state="ended")
        stage.clock.turn(1)
    assert bo.hears("error") == []
    checks = checks_of(stage.connect(room))
    assert [int(check["id"][-8:]) for check in checks] == list(range(10, 60))
    assert checks[-1]["results"][0]["got"] == "x" * 2000
    assert [each["got"] for each in checks[0]["results"]] == ["", ""]
    assert all(check["state"] == "ended" for check in checks)
    assert len(encode(checks)) < 400 * 1024


@staged()
async def test_QU22_who_stays_away_loses_their_check(stage: Stage) -> None:
    """QU22: also when they were away before the server began."""
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    cy = stage.connect(room, stage.guest(room, "Cy"))
    question = load(room)
    lost, other = begin(bo, question, 1), begin(cy, question, 2)
    bo.goes()
    stage.clock.turn(GRACE - 1)
    assert "check_ended" not in ana.kinds()
    stage.clock.turn(2)
    ended = ana.takes("check_ended")
    assert (ended["check"], ended["state"]) == (lost, "lost")
    assert state_of(room, other).state == "running"
    again = await restarted(stage)
    ana = stage.connect(again)
    stage.clock.turn(GRACE + 1)
    assert ana.takes("check_ended")["check"] == other


@staged()
async def test_QU22_a_room_stays_while_a_check_goes_on(stage: Stage) -> None:
    service = hosted(stage)
    room = await stage.open()
    question = load(room)
    story = room.begin_check(OWNER, CheckHere(question, False, "code:python"))
    await stage._held.aclose()
    stage.clock.turn(stage.limits.idle_room_seconds + 1)
    await asyncio.gather(*stage.registry._evictions)
    assert await stage.enter() is room and service.ended == []
    assert story.ended("ended") is not None
    await stage.stored()
    await evicted(stage)
    left = room.core.interview
    assert (left.questions, left.checks) == (Questions(), Checks())
    assert await stage.enter() is not room


def ask(client: Client, question: str, hidden: bool = False, **more: Any) -> None:
    told = {"question": question, "hidden": hidden, "file": "code:python", **more}
    client.says("check_here", **told)


def answer(tale: CheckTale, index: int, status: str = "passed") -> None:
    tale.answered(CaseResult(index, "", status, "", "", "", 1.0))


async def served(stage: Stage) -> tuple[Room, RunsInSight, str]:
    """A room with a question, at a server that runs what a test says."""
    service = hosted(stage)
    room = await stage.open()
    return room, service, load(room)


@staged()
async def test_QU21_the_server_runs_the_text_that_the_room_has(stage: Stage) -> None:
    room, service, question = await served(stage)
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    add(room, "größe.txt", "é")
    ask(bo, question, checkId="check-00000001")
    started = ana.takes("check_started")["check"]
    assert started == bo.takes("check_started")["check"]
    assert (started["source"], started["file"], started["user"]["name"]) == (
        *("server", "solution.py", "Bo"),
    )
    [tale] = service.tales
    order = tale.order
    assert (order.code, order.language, order.name, order.seconds) == (
        *(STARTER, "python", "solution.py", 2.0),
    )
    beside = {file.name: file.text for file in order.files}
    assert beside == {"helper.py": HELPER, "numbers.csv": NUMBERS, "größe.txt": "é"}
    known = room.questions.every(OWNER)[0][0].cases
    assert [case_to_json(case) for case in order.cases.values()] == list(known)
    assert list(order.cases) == [0, 1]
    answer(tale, 1)
    assert [one["index"] for one in ana.takes("check_results")["results"]] == [1]
    answer(tale, 0, "failed")
    assert "check_results" not in ana.kinds(), "What comes in one moment is told together."
    ticket = tale.ended("ended")
    assert ticket is not None
    await ticket.wait()
    assert [one["name"] for one in ana.takes("check_results")["results"]] == ["one"]
    ended = bo.takes("check_ended")
    assert (ended["state"], ended["passed"], ended["of"]) == ("ended", 1, 2)
    assert tale.over and tale.ended("ended") is None and service.ended == []
    [begun] = await logged(stage, CheckStarted)
    hashes = {file.name: file.sha256 for file in begun.program.files}
    assert hashes["solution.py"] == sha256(STARTER.encode()).hexdigest()
    assert set(hashes) == {"solution.py", *beside} and begun.program.state_vector


@staged()
async def test_QU21_some_tests_of_another_file(stage: Stage) -> None:
    room, service, question = await served(stage)
    ana = stage.connect(room)
    file = add(room, "lib/other.js", "1")
    ask(ana, question, hidden=True, file=file, cases=[1])
    [tale] = service.tales
    assert (tale.order.name, tale.order.language, list(tale.order.cases)) == (
        *("lib/other.js", "javascript", [1]),
    )
    assert ana.takes("check_started")["check"]["total"] == 1


@staged()
async def test_QU21_a_refusal_takes_no_place(stage: Stage) -> None:
    room, service, question = await served(stage)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    data = add(room, "numbers.txt", "1")
    asked: list[tuple[str, dict[str, Any]]] = [
        ("forbidden", {"hidden": True}),
        ("not_found", {"file": "f-nothing"}),
        ("invalid_field", {"file": data}),
        ("not_found", {"question": "q-nothing"}),
        ("invalid_field", {"cases": [2]}),
    ]
    for code, more in asked:
        ask(bo, more.pop("question", question), **more)
        assert bo.takes("error")["code"] == code
    assert service.places == 8 and service.tales == [] and "check_started" not in bo.kinds()
    ask(bo, question)
    ask(bo, question)
    assert bo.takes("error")["code"] == "run_conflict" and service.places == 7
    service.places = 0
    ana = stage.connect(room)
    ask(ana, question)
    assert ana.takes("error")["code"] == "rate_limited"


@staged()
async def test_QU21_a_server_that_runs_nothing_says_so(stage: Stage) -> None:
    room = await stage.open()
    ana, question = stage.connect(room), load(room)
    ask(ana, question)
    error = ana.takes("error")
    assert error["code"] == "not_enabled" and "c.InterviewApp.server_runs" in error["error"]


@staged()
async def test_QU21_its_process_ends_with_the_check(stage: Stage) -> None:
    """When it is stopped, when the interview ends and when its room is closed; what the process
    tells later changes nothing."""
    room, service, question = await served(stage)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    ask(bo, question, checkId="check-00000001")
    first = service.tales[-1]
    answer(first, 0)
    answer(first, 1)
    bo.says("stop_check", checkId="check-00000001")
    assert bo.takes("check_ended")["state"] == "stopped" and service.ended == [first]
    bo.frames.clear()
    stage.clock.turn(1)
    answer(first, 1)
    assert first.over and first.ended("ended") is None and bo.kinds() == []
    ask(bo, question)
    second = service.tales[-1]
    room.perform(OWNER, SessionChange(state=State.ENDED))
    assert service.ended == [first, second] and second.over
    room.perform(OWNER, SessionChange(state=State.LIVE))
    ask(stage.connect(room), question)
    third = service.tales[-1]
    room.delete(OWNER)
    assert service.ended == [first, second, third]
    answer(third, 0)
    assert third.over and third.ended("ended") is None


@staged()
async def test_QU21_a_check_that_the_server_leaves_behind_is_lost(stage: Stage) -> None:
    room, service, question = await served(stage)
    ask(stage.connect(room), question)
    tale = service.tales[-1]
    answer(tale, 0)
    await asyncio.wait_for(stage.stored(), 5)
    await stage.registry.close()
    assert service.ended == [tale]
    again = await stage.restart()
    [check] = checks_of(stage.connect(again))
    assert (check["state"], check["passed"]) == ("lost", 1)


@staged()
async def test_QU19_candidates_start_hidden_tests_where_the_interview_lets_them(
    stage: Stage,
) -> None:
    """All of them, so that nobody counts them by trying. They hear of no such check, and can stop
    it."""
    room, service, question = await served(stage)
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    room.perform(OWNER, SessionChange(candidate_checks=True))
    bo.frames.clear()
    ask(bo, question, hidden=True, checkId="check-00000001", cases=[99])
    [tale] = service.tales
    assert list(tale.order.cases) == [0, 1]
    answer(tale, 0)
    answer(tale, 1, "failed")
    stage.clock.turn(1)
    assert tale.ended("ended") is not None
    assert bo.kinds() == ["hidden_check_ended", "hidden_result"]
    assert bo.takes("hidden_check_ended") == {"check": "check-00000001"}
    assert ana.takes("check_started")["check"]["hidden"] and ana.takes("check_ended")["passed"] == 1
    ask(bo, question, hidden=True, checkId="check-00000002")
    bo.says("stop_check", checkId="check-00000002")
    assert bo.takes("hidden_check_ended") == {"check": "check-00000002"}
    assert bo.kinds() == ["hidden_result"] and service.ended == [service.tales[-1]]
    begin(bo, question, 3, hidden=True)
    assert bo.takes("error")["code"] == "forbidden"


@pytest.mark.parametrize("state", ["ended", "stopped", "lost"])
@pytest.mark.parametrize("show", ["nothing", "counts", "names"])
def test_QU55_whoever_started_hidden_tests_learns_at_once_that_they_are_over(
    show: str, state: str
) -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        service = hosted(stage)
        room = await stage.open()
        question = load(room, show=show)
        bo, di = (stage.connect(room, stage.guest(room, name)) for name in ("Bo", "Di"))
        ana = stage.connect(room)
        room.perform(OWNER, SessionChange(candidate_checks=True))
        everybody = (bo, di, ana)
        for client in everybody:
            client.frames.clear()
        ask(bo, question, hidden=True, checkId="check-00000001")
        [tale] = service.tales
        answer(tale, 0)
        answer(tale, 1, "failed")
        if state == "stopped":
            room.perform(OWNER, StopCheck("check-00000001"))
        else:
            tale.ended(state)
        assert bo.takes("hidden_check_ended") == {"check": "check-00000001"}
        is_told = state == "ended" and show != "nothing"
        for client in (bo, di):
            assert client.kinds() == ["hidden_result"] * is_told
        assert "hidden_check_ended" not in ana.kinds() and ana.takes("check_ended")

    talk()


@staged()
async def test_QU19_what_a_request_is_told_of_a_check(stage: Stage) -> None:
    """By ``CheckStory.told``: hosts the check, and others nothing of how hidden tests went."""
    room, _, question = await served(stage)
    room.perform(OWNER, SessionChange(candidate_checks=True))
    bo: Actor = stage.guest(room, "Bo")
    story = room.begin_check(bo, CheckHere(question, True, "code:python"))
    answer(story, 0)
    assert story.ended("ended") is not None
    whole, told = story.told(OWNER), story.told(bo)
    assert (whole.passed, whole.points, len(whole.results), whole.total) == (1, 1, 1, 2)
    assert (told.passed, told.points, told.results, told.total, told.of) == (0, 0, (), 0, 0)
    assert (told.id, told.state, told.ended_at) == (whole.id, "ended", whole.ended_at)
    story = room.begin_check(bo, CheckHere(question, False, "code:python"))
    answer(story, 0)
    room.perform(OWNER, StopCheck(story.check_id))
    assert story.told(bo) == story.told(OWNER) == state_of(room, story.check_id)
    assert story.check.state == "stopped"
    with refused(ErrorCode.FORBIDDEN):
        room.begin_check(
            stage.guest(room, "Di", Role.OBSERVER), CheckHere(question, False, "code:python")
        )


@staged()
async def test_QU18_a_check_ends_when_its_host_is_none_any_more(stage: Stage) -> None:
    """Neither the page nor the request that waits for it hears how it went, and another begins."""
    room, service, question = await served(stage)
    ira = stage.guest(room, "Ira", Role.INTERVIEWER)
    page = stage.connect(room, ira)
    story = room.begin_check(ira, CheckHere(question, True, "code:python"))
    answer(story, 0)
    stage.clock.turn(1)
    assert page.takes("check_results")["results"]
    change_person(room, OWNER, ira.participant_id or "", PersonChange(Role.CANDIDATE, False))
    assert (story.check.state, service.ended) == ("stopped", [story])
    told = story.told(ira)
    assert (told.results, told.passed, told.total) == ((), 0, 0)
    with refused(ErrorCode.FORBIDDEN):
        room.begin_check(ira, CheckHere(question, True, "code:python"))
    page.frames.clear()
    begin(page, question)
    assert page.kinds() == ["check_started"]


@staged()
async def test_QU58_a_client_of_the_contract_mode_is_told_of_checks_if_it_asks(
    stage: Stage,
) -> None:
    """Of what everybody may know, also where it is a host's."""
    room = await stage.open()
    question, bo = load(room, show="nothing"), stage.connect(room, stage.guest(room, "Bo"))
    asks, other = Client(room), stage.connect(room, OWNER, Mode.CONTRACT)
    asks.peer = room.connect(OWNER, Mode.CONTRACT, asks, hears_checks=True)
    host = stage.connect(room)
    other.frames.clear()
    asks.frames.clear()
    for client, number, hidden in ((host, 1, True), (bo, 2, False)):
        check = begin(client, question, number, hidden)
        for index in range(2):
            client.says("check_results", checkId=check, results=[result(index)])
        client.says("check_ended", checkId=check, state="ended")
    assert asks.kinds() == ["check_started", "check_results", "check_results", "check_ended"]
    assert asks.takes("check_started")["check"]["id"] == check and other.kinds() == []
