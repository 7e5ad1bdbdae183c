"""AC6: everybody asks for everything in every phase, and gets what the expected table says."""

import dataclasses
from collections.abc import Callable

import pytest

from jupyter_interview.contract.session import (
    AddFile,
    Announce,
    BeginServerCheck,
    BeginServerRun,
    ChooseEntry,
    ChooseLanguage,
    Command,
    CreateSession,
    DeleteSession,
    HoldSession,
    Join,
    Kick,
    Leave,
    LoadQuestion,
    NewInvite,
    OrderFiles,
    OrderQuestions,
    PersonChange,
    RaiseHand,
    ReleaseCopies,
    RemoveFile,
    RemoveQuestion,
    RenameFile,
    RenamePerson,
    ReportResult,
    RestoreFile,
    RevokeInvite,
    SessionChange,
    ShowFile,
    StartCheck,
    StartRun,
    StopRun,
)
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Operation, Phase, Role, State
from jupyter_interview.session.interview import Given, Interview, blank
from jupyter_interview.session.perform import perform
from tests.role_table import expected_to_do

from .steps import a_question, a_side

NOW_US = 1_790_000_000_000_000
LIMITS = Limits()
OWNER = Actor(Role.OWNER, participant_id="p-owner", identity="user:ana", name="Ana")
PLACE = "3:1790000000000000"
EXTRA = "p-extra"
"""Somebody to be given a role, to be let in, or to be removed; their hand is up."""

ASKED: dict[Operation, Callable[[str], list[Command]]] = {
    Operation.LANGUAGE: lambda own: [ChooseLanguage("javascript")],
    Operation.FILES: lambda own: [
        AddFile("another.py"),
        RenameFile("f-data", "values.csv"),
        RemoveFile("f-data"),
        RestoreFile("f-removed"),
        OrderFiles(("f-data", "code:python")),
        ChooseEntry("code:python"),
    ],
    Operation.SHOW: lambda own: [ShowFile("f-data")],
    Operation.RUN: lambda own: [
        StartRun("run-00000001", "python"),
        ReportResult("42", None),
        BeginServerRun("python", None),
    ],
    Operation.LOOK_BACK: lambda own: [
        StartCheck("check-00000001", "q-one", False, "python", None, (), at=PLACE),
        StartCheck("check-00000001", "q-one", True, "python", None, (), at=PLACE),
        BeginServerCheck("q-one", True, "python", None, (), at=PLACE),
    ],
    Operation.HAND: lambda own: [
        RaiseHand(True),
        PersonChange(None, False, True, own),
    ],
    Operation.RENAME: lambda own: [SessionChange(title="Another")],
    Operation.INVITE: lambda own: [NewInvite(Role.CANDIDATE, 60, None)],
    Operation.REVOKE: lambda own: [RevokeInvite("i-candidate")],
    Operation.ROLE: lambda own: [PersonChange(Role.CANDIDATE, False, None, EXTRA)],
    Operation.LOCK: lambda own: [
        SessionChange(lobby=True),
        SessionChange(editing_locked=True),
        SessionChange(runs_locked=True),
        SessionChange(shows_values=False),
        SessionChange(candidate_checks=True),
        SessionChange(ai="none"),
        SessionChange(ai_sentence="Ask us"),
        SessionChange(note_inserts=False),
        SessionChange(note_away=True),
    ],
    Operation.LOWER: lambda own: [PersonChange(None, False, False, EXTRA)],
    Operation.ANNOUNCE: lambda own: [Announce("Ten minutes left")],
    Operation.QUESTIONS: lambda own: [
        LoadQuestion(a_question(3), a_side(1)),
        RemoveQuestion("q-one"),
        OrderQuestions(("q-two", "q-one")),
    ],
    Operation.KICK: lambda own: [Kick(EXTRA)],
    Operation.UNLIST: lambda own: [PersonChange(None, False, None, EXTRA, False)],
    Operation.RELEASE: lambda own: [ReleaseCopies(NOW_US + 60_000_000)],
    Operation.HOLD: lambda own: [HoldSession(True)],
    Operation.DELETE: lambda own: [DeleteSession()],
    Operation.NAME: lambda own: [RenamePerson(own, "Somebody Else")],
    Operation.LEAVE: lambda own: [Leave(own)],
}
"""What each operation is asked for with, by somebody whose participant has this id."""

SETUP = {
    Phase.EDITING_LOCKED: SessionChange(editing_locked=True),
    Phase.RUNS_LOCKED: SessionChange(runs_locked=True),
    Phase.ENDED: SessionChange(state=State.ENDED),
}


def interview_in(phase: Phase) -> Interview:
    """With somebody of each role, and one more."""
    interview = blank("session-0001", LIMITS)

    def ask(actor: Actor, command: Command, id: str = "") -> None:
        nonlocal interview
        given = Given(NOW_US, LIMITS, id, id.encode())
        interview = perform(interview, actor, command, given)[1]

    state = State.DRAFT if phase is Phase.DRAFT else State.LIVE
    ask(OWNER, CreateSession("python", "Interview", state))
    ask(OWNER, Join("Ana"), "p-owner")
    ask(OWNER, AddFile("data.csv"), "f-data")
    ask(OWNER, AddFile("removed.py"), "f-removed")
    ask(OWNER, RemoveFile("f-removed"))
    ask(OWNER, LoadQuestion(a_question(1), a_side(2)), "q-one")
    ask(OWNER, LoadQuestion(a_question(2), a_side(2)), "q-two")
    for role in (Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER):
        ask(OWNER, NewInvite(role, 3600, None), f"i-{role}")
        ask(Actor(role, invite_id=f"i-{role}"), Join(role.value), f"p-{role}")
    ask(Actor(Role.OBSERVER, invite_id="i-observer"), Join("Extra"), EXTRA)
    if state is State.LIVE:
        ask(Actor(Role.OBSERVER, participant_id=EXTRA), RaiseHand(True))
    if phase in SETUP:
        ask(OWNER, SETUP[phase])
    return interview


def actor_of(role: Role) -> Actor:
    return OWNER if role is Role.OWNER else Actor(role, participant_id=f"p-{role}")


def refused(interview: Interview, actor: Actor, command: Command) -> ErrorCode | None:
    """The code with which the command is refused, if it is."""
    try:
        perform(interview, actor, command, Given(NOW_US, LIMITS, "x-00000001", b"secret"))
    except InterviewError as refusal:
        return refusal.code
    return None


def expected_code(role: Role, operation: Operation, phase: Phase) -> ErrorCode | None:
    if expected_to_do(role, operation, frozenset({phase})):
        return None
    if expected_to_do(role, operation, frozenset({Phase.LIVE})):
        if phase is Phase.ENDED:
            return ErrorCode.SESSION_ENDED
        if phase in (Phase.EDITING_LOCKED, Phase.RUNS_LOCKED):
            return ErrorCode.LOCKED
    return ErrorCode.FORBIDDEN


INSIDE = [phase for phase in Phase if phase is not Phase.LOBBY]


@pytest.mark.parametrize("phase", INSIDE)
@pytest.mark.parametrize("role", list(Role))
def test_AC6_a_command_is_decided_as_the_table_says(role: Role, phase: Phase) -> None:
    actor, interview = actor_of(role), interview_in(phase)
    for operation, commands in ASKED.items():
        for command in commands(actor.participant_id or ""):
            said = refused(interview, actor, command)
            assert said == expected_code(role, operation, phase), command
            if said is None:
                interview = interview_in(phase)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("phase", "wanted", "operation"),
    [
        (Phase.DRAFT, State.LIVE, Operation.START),
        (Phase.DRAFT, State.ENDED, Operation.END),
        (Phase.LIVE, State.ENDED, Operation.END),
        (Phase.ENDED, State.LIVE, Operation.REOPEN),
    ],
)
def test_AC6_a_state_is_changed_as_the_table_says(
    role: Role, phase: Phase, wanted: State, operation: Operation
) -> None:
    said = refused(interview_in(phase), actor_of(role), SessionChange(state=wanted))
    allowed = expected_to_do(role, operation, frozenset({phase}))
    assert said == (None if allowed else ErrorCode.FORBIDDEN)


@pytest.mark.parametrize("role", list(Role))
def test_AC6_people_in_the_lobby_are_let_in_as_the_table_says(role: Role) -> None:
    interview = interview_in(Phase.LIVE)
    given = Given(NOW_US, LIMITS, "p-waits", b"waits")
    interview = perform(interview, OWNER, SessionChange(lobby=True), given)[1]
    guest = Actor(Role.OBSERVER, invite_id="i-observer")
    interview = perform(interview, guest, Join("Waits"), given)[1]
    admit = PersonChange(None, True, None, "p-waits")
    said = refused(interview, actor_of(role), admit)
    allowed = expected_to_do(role, Operation.ADMIT, frozenset({Phase.LIVE}))
    assert said == (None if allowed else ErrorCode.FORBIDDEN)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.LIVE, Phase.EDITING_LOCKED])
@pytest.mark.parametrize("role", list(Role))
def test_RN1_the_runs_of_others_are_stopped_as_the_table_says(role: Role, phase: Phase) -> None:
    """And one's own by anybody, whatever role they have been given since it began."""
    runner = Actor(Role.INTERVIEWER, participant_id=EXTRA)
    start, stop = StartRun("run-of-extra", "python"), StopRun("run-of-extra")
    began = perform(interview_in(phase), runner, start, Given(NOW_US, LIMITS))[1]
    assert refused(began, dataclasses.replace(runner, role=Role.OBSERVER), stop) is None
    began = perform(interview_in(phase), runner, start, Given(NOW_US, LIMITS))[1]
    allowed = expected_to_do(role, Operation.STOP, frozenset({phase}))
    assert refused(began, actor_of(role), stop) == (None if allowed else ErrorCode.FORBIDDEN)


@pytest.mark.parametrize("phase", INSIDE)
@pytest.mark.parametrize("role", list(Role))
def test_QU19_hidden_tests_are_started_as_the_table_says(role: Role, phase: Phase) -> None:
    """By whoever may run code and hidden tests, and after the end by whoever may look back (QU48).
    Where candidates may start them, this server has to run them."""
    interview, actor, now = interview_in(phase), actor_of(role), frozenset({phase})
    runs = expected_to_do(role, Operation.RUN, now)
    looks_back = phase is Phase.ENDED and expected_to_do(role, Operation.LOOK_BACK, now)
    allowed = looks_back or (runs and expected_to_do(role, Operation.HIDDEN_TESTS, now))
    browser = StartCheck("check-00000001", "q-one", True, "python", None, ())
    server = BeginServerCheck("q-one", True, "python", None, ())
    assert (refused(interview, actor, browser) is None) == allowed
    assert (refused(interview, actor, server) is None) == allowed
    if phase is not Phase.ENDED:
        given = Given(NOW_US, LIMITS)
        interview = perform(interview, OWNER, SessionChange(candidate_checks=True), given)[1]
        lets = runs and role is Role.CANDIDATE
        assert (refused(interview, actor, browser) is None) == allowed
        assert (refused(interview, actor, server) is None) == (allowed or lets)


@pytest.mark.parametrize("phase", INSIDE)
@pytest.mark.parametrize("role", list(Role))
def test_QU48_visible_tests_are_started_as_the_table_says(role: Role, phase: Phase) -> None:
    """By whoever may run code, and after the end by whoever may look back."""
    actor, now = actor_of(role), frozenset({phase})
    operation = Operation.RUN
    if phase is Phase.ENDED and expected_to_do(role, Operation.LOOK_BACK, now):
        operation = Operation.LOOK_BACK
    for command in (
        StartCheck("check-00000001", "q-one", False, "python", None, ()),
        BeginServerCheck("q-one", False, "python", None, ()),
    ):
        said = refused(interview_in(phase), actor, command)
        assert said == expected_code(role, operation, phase), command


@pytest.mark.parametrize("phase", INSIDE)
@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER])
def test_AC6_links_lead_in_as_the_table_says(role: Role, phase: Phase) -> None:
    guest = dataclasses.replace(actor_of(role), participant_id=None, invite_id=f"i-{role}")
    said = refused(interview_in(phase), guest, Join("Somebody"))
    allowed = expected_to_do(role, Operation.JOIN, frozenset({phase}))
    assert said == (None if allowed else ErrorCode.SESSION_ENDED)


def test_AC6_every_operation_is_tried_somewhere() -> None:
    """The others are the room's or the server's, and are tried over REST and the socket."""
    elsewhere = {Operation.START, Operation.END, Operation.REOPEN, Operation.ADMIT}
    elsewhere |= {Operation.JOIN, Operation.STOP, Operation.HIDDEN_TESTS}
    rooms = {Operation.READ, Operation.EDIT, Operation.STAY, Operation.EXPORT, Operation.ATTACH}
    rooms |= {Operation.TAKE, Operation.NOTES, Operation.COPY}
    assert {*ASKED} | elsewhere | rooms == {*Operation}
