"""QU54: whatever is asked of questions and checks has a pace, or tells nothing when repeated."""

from collections.abc import Callable
from typing import get_args

import pytest

from jupyter_interview.contract.session import (
    AnswerCheck,
    AnswerServerCheck,
    BeginServerCheck,
    EndCheck,
    EndServerCheck,
    LoadQuestion,
    LoseChecks,
    OrderQuestions,
    RemoveQuestion,
    StartCheck,
    StopCheck,
)
from jupyter_interview.contract.values import CaseResult
from jupyter_interview.domain.actor import SERVER_ITSELF, Actor
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.roles import Role
from jupyter_interview.rooms.room import Room
from jupyter_interview.session import checks, questions

from .questions import a_question, a_side, load
from .stage import OWNER, Stage, staged

A_MINUTE = 4
LOADED = 8
RESULT = CaseResult(0, "", "passed", "", "", "", 0.5)
Do = Callable[[Room, Actor, list[str], int], int]
"""Does something for the nth time; answers how many events that were."""


def _load(room: Room, actor: Actor, _: list[str], number: int) -> int:
    return len(room.perform(actor, LoadQuestion(a_question(f"n-{number}"), a_side())).events)


def _remove(room: Room, actor: Actor, ids: list[str], number: int) -> int:
    return len(room.perform(actor, RemoveQuestion(ids[number])).events)


def _order(room: Room, actor: Actor, ids: list[str], number: int) -> int:
    return len(room.perform(actor, OrderQuestions((ids[1 - number % 2], ids[number % 2]))).events)


def _start(room: Room, actor: Actor, ids: list[str], number: int) -> int:
    check = f"check-{number:08}"
    start = StartCheck(check, ids[0], False, "python", None, ())
    events = room.perform(actor, start).events
    room.perform(actor, EndCheck(check, "stopped"))
    return len(events)


def _start_there(room: Room, actor: Actor, ids: list[str], number: int) -> int:
    begin = BeginServerCheck(ids[0], False, "python", None, (), f"check-{number:08}")
    events = room.perform(actor, begin).events
    room.perform(SERVER_ITSELF, EndServerCheck(f"check-{number:08}", "ended"))
    return len(events)


PACED: dict[type, Do] = {
    LoadQuestion: _load,
    RemoveQuestion: _remove,
    OrderQuestions: _order,
    StartCheck: _start,
    BeginServerCheck: _start_there,
}
"""Each of them changes something."""
CHECK = "check-00000001"
ONCE: dict[type, tuple[Actor | None, object]] = {
    AnswerCheck: (None, AnswerCheck(CHECK, (RESULT,))),
    EndCheck: (None, EndCheck(CHECK, "ended")),
    StopCheck: (None, StopCheck(CHECK)),
    AnswerServerCheck: (SERVER_ITSELF, AnswerServerCheck(CHECK, (RESULT,))),
    EndServerCheck: (SERVER_ITSELF, EndServerCheck(CHECK, "ended")),
    LoseChecks: (SERVER_ITSELF, LoseChecks(None)),
}
"""Each of them changes something once for each check, whose beginning has a pace."""


def test_QU54_the_table_has_every_command_of_questions_and_checks() -> None:
    assert {*PACED, *ONCE} == {*get_args(questions.Command), *get_args(checks.Command)}


@pytest.mark.parametrize("command", PACED, ids=lambda command: command.__name__)
def test_QU54_what_changes_something_each_time_has_a_pace(command: type) -> None:
    @staged(file_changes_per_minute=A_MINUTE, runs_per_minute=A_MINUTE)
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ids = [load(room, f"d-{number}") for number in range(LOADED)]
        host = stage.guest(room, "Bo", Role.INTERVIEWER)
        ana = stage.connect(room)
        for number in range(A_MINUTE):
            assert PACED[command](room, host, ids, number) > 0
        told = len(ana.frames)
        with pytest.raises(InterviewError) as refusal:
            PACED[command](room, host, ids, A_MINUTE)
        assert refusal.value.code is ErrorCode.RATE_LIMITED and refusal.value.retry_after
        assert len(ana.frames) == told
        assert PACED[command](room, OWNER, ids, A_MINUTE + 2) > 0, "others have a pace of their own"
        stage.clock.turn(61)
        assert PACED[command](room, host, ids, A_MINUTE + 3) > 0

    talk()


@pytest.mark.parametrize("command", ONCE, ids=lambda command: command.__name__)
def test_QU54_what_is_said_of_a_check_again_changes_nothing(command: type) -> None:
    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        question, host = load(room), stage.guest(room, "Bo", Role.INTERVIEWER)
        stage.connect(room, host)
        actor, said = ONCE[command]
        if command in (AnswerServerCheck, EndServerCheck):
            begin: object = BeginServerCheck(question, False, "python", None, (), CHECK)
        else:
            begin = StartCheck(CHECK, question, False, "python", None, ())
        room.perform(host, begin)  # type: ignore[arg-type]
        assert room.perform(actor or host, said).events  # type: ignore[arg-type]
        try:
            again = room.perform(actor or host, said).events  # type: ignore[arg-type]
        except InterviewError as refusal:
            assert refusal.code is ErrorCode.RUN_CONFLICT
        else:
            assert again == ()

    talk()
