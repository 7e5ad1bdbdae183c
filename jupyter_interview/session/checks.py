"""Checks: a program is run against tests of a question, in somebody's browser or on this server.

What a browser tells is a claim about its own check. Names and points of cases are those of the
question, and each case has one result. Hidden tests are run by hosts; where the interview lets
candidates start them, this server runs them, and the candidates learn a number.

Hosts also have texts tested as they were at a place in the log, and the last ones of an interview
that has ended. Nobody else learns of a check of an earlier moment.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from ..contract.session import (
    AnswerCheck,
    AnswerServerCheck,
    BeginServerCheck,
    CheckAnswered,
    CheckEnded,
    CheckStarted,
    EndCheck,
    EndServerCheck,
    HiddenResultTold,
    LoseChecks,
    StartCheck,
    StopCheck,
)
from ..contract.values import CaseResult, NamedVerdict
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import LIVE, Operation, Phase, Role, State, demand, may
from .check_book import BROWSER, SERVER, CheckRecord, Event
from .interview import Decided, Given, Interview
from .questions import no_such_question

PASSED = "passed"
SHOWN_CHARACTERS = 2000
"""What is kept of a text of a result."""

Command = (
    StartCheck
    | AnswerCheck
    | EndCheck
    | BeginServerCheck
    | AnswerServerCheck
    | EndServerCheck
    | StopCheck
    | LoseChecks
)


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    match command:
        case StartCheck():
            demand_start(interview, actor, command.hidden, command.at)
            return _start(interview, actor, command, command.check_id, BROWSER)
        case BeginServerCheck():
            demand_start(interview, actor, command.hidden, command.at, by_server=True)
            return _start(interview, actor, command, command.check_id or given.id, SERVER)
        case AnswerCheck() | EndCheck():
            record = _own(interview, actor, command.check_id)
            _demand_telling(interview, actor, record)
            by = _id_of(interview, actor)
            if isinstance(command, AnswerCheck):
                return _answer(interview, record, command.results, by)
            return _end(interview, record, command.state, by)
        case AnswerServerCheck() | EndServerCheck():
            actor.demand_server()
            known = interview.checks.get(command.check_id)
            if known is None or not known.running:
                return []
            if isinstance(command, AnswerServerCheck):
                return _answer(interview, known, command.results, None)
            return _end(interview, known, command.state, None)
        case StopCheck():
            record = _running(interview, actor, command.check_id)
            by = _id_of(interview, actor)
            if not record.is_of(by):
                interview.demand(actor.role, Operation.STOP)
            return _end(interview, record, "stopped", by)
        case LoseChecks():
            actor.demand_server()
            return lose(interview, command.participant)


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    return dataclasses.replace(interview, checks=interview.checks.after(event, at_us))


def lose(interview: Interview, participant_id: str | None = None) -> list[Decided]:
    """Somebody's browser is gone, or everybody's, and no more is told of their checks."""
    return [
        decided
        for record in interview.checks.running(participant_id)
        if record.check.source == BROWSER
        for decided in _end(interview, record, "lost", participant_id)
    ]


def stop_all(interview: Interview) -> list[Decided]:
    """The interview goes on, or ends, without what this server was running for it."""
    return [
        decided
        for record in interview.checks.running()
        if record.check.source == SERVER
        for decided in _end(interview, record, "stopped", None)
    ]


def stop_forbidden(
    interview: Interview, participant_id: str, role: Role, by: str | None
) -> list[Decided]:
    """Somebody has this role from now on, in which they may not run some of what they do."""
    decided = []
    for record in interview.checks.running(participant_id):
        operation = Operation.HIDDEN_TESTS if record.for_hosts else Operation.RUN
        if not may(role, operation, LIVE):
            decided += _end(interview, record, "stopped", by)
    return decided


def demand_start(
    interview: Interview,
    actor: Actor,
    hidden: bool,
    at: str | None = None,
    by_server: bool = False,
) -> None:
    """Refuse a check that the actor may not begin; ``at`` is the place whose texts are run."""
    if at is not None or _looks_back(interview, actor):
        interview.demand(actor.role, Operation.LOOK_BACK)
        return
    interview.demand(actor.role, Operation.RUN)
    if not hidden or may(actor.role, Operation.HIDDEN_TESTS, interview.phases):
        return
    lets = interview.session.settings.candidate_checks and by_server
    if not (lets and actor.role is Role.CANDIDATE):
        interview.demand(actor.role, Operation.HIDDEN_TESTS)


def _looks_back(interview: Interview, actor: Actor) -> bool:
    """Whether the text as it is has become what hosts look back at."""
    is_over = interview.state is State.ENDED
    return is_over and may(actor.role, Operation.LOOK_BACK, interview.phases)


def _demand_telling(interview: Interview, actor: Actor, record: CheckRecord) -> None:
    """A check that has begun may be told to its end, whatever is locked meanwhile."""
    if record.check.at is not None or _looks_back(interview, actor):
        interview.demand(actor.role, Operation.LOOK_BACK)
        return
    unlocked = interview.phases - {Phase.RUNS_LOCKED} or LIVE
    demand(actor.role, Operation.RUN, unlocked)
    if record.check.hidden:
        demand(actor.role, Operation.HIDDEN_TESTS, unlocked)


def _start(
    interview: Interview,
    actor: Actor,
    command: StartCheck | BeginServerCheck,
    check_id: str,
    source: str,
) -> list[Decided]:
    question = interview.questions.get(command.question)
    if question is None:
        raise no_such_question()
    if command.language not in question.languages:
        sentence = f"This question has no tests in {command.language}."
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    known = interview.questions.cases(question.id, command.hidden)
    if not known:
        side = "hidden" if command.hidden else "visible"
        raise InterviewError(ErrorCode.INVALID_FIELD, f"This question has no {side} tests.")
    cases = tuple(dict.fromkeys(command.cases)) or tuple(range(len(known)))
    if any(not 0 <= index < len(known) for index in cases):
        raise InterviewError(ErrorCode.INVALID_FIELD, "This question has no test with this number.")
    if interview.checks.get(check_id) is not None:
        raise InterviewError(ErrorCode.RUN_CONFLICT, "There is a check with this id already.")
    by = _id_of(interview, actor)
    if by is not None and interview.checks.running(by):
        raise InterviewError(ErrorCode.RUN_CONFLICT, "Your last check has not ended yet.")
    started = CheckStarted(
        check_id,
        question.id,
        interview.author(actor),
        command.language,
        source,
        command.file,
        cases,
        hidden=command.hidden,
        program=command.program,
        at=command.at,
    )
    return [Decided(started, by)]


def _own(interview: Interview, actor: Actor, check_id: str) -> CheckRecord:
    """A check that goes on in the actor's browser."""
    record = _running(interview, actor, check_id)
    if record.check.source != BROWSER or not record.is_of(_id_of(interview, actor)):
        raise InterviewError(ErrorCode.RUN_CONFLICT, "This check is not yours.")
    return record


def _running(interview: Interview, actor: Actor, check_id: str) -> CheckRecord:
    """A check that goes on, if the actor may know of it."""
    record = interview.checks.get(check_id)
    for_hosts = record is not None and record.for_hosts
    if for_hosts and not may(actor.role, Operation.HIDDEN_TESTS, LIVE):
        own = record is not None and record.is_of(_id_of(interview, actor))
        record = record if own else None
    if record is None or not record.running:
        raise InterviewError(ErrorCode.RUN_CONFLICT, "This check does not go on.")
    return record


def _answer(
    interview: Interview, record: CheckRecord, results: Iterable[CaseResult], by: str | None
) -> list[Decided]:
    """New results, one for each case. What was told before is no news."""
    check, left = record.check, set(record.left())
    cases = interview.questions.cases(check.question, check.hidden)
    told = []
    for result in results:
        if result.index in left and result.index < len(cases):
            left.remove(result.index)
            told.append(_clean(result, cases[result.index]))
    if not told:
        return []
    return [Decided(CheckAnswered(check.id, tuple(told), hidden=check.hidden, at=check.at), by)]


def _clean(result: CaseResult, case: dict[str, Any]) -> CaseResult:
    """The result with the name that its case has, and texts of a bounded length."""
    return replace(
        result,
        name=str(case["name"]),
        expected=result.expected[:SHOWN_CHARACTERS],
        got=result.got[:SHOWN_CHARACTERS],
        message=result.message[:SHOWN_CHARACTERS],
    )


def _end(interview: Interview, record: CheckRecord, state: str, by: str | None) -> list[Decided]:
    """The end of a check, and what everybody is told of hidden tests that were all run on the
    texts as they were."""
    check = record.check
    passed = {result.index for result in check.results if result.status == PASSED}
    cases = interview.questions.cases(check.question, check.hidden)
    points, of = _points(cases, record.cases, passed)
    ended = CheckEnded(check.id, state, len(passed), points, of, hidden=check.hidden, at=check.at)
    told = [Decided(ended, by)]
    side = interview.questions.side(check.question)
    is_now = check.at is None
    is_whole = is_now and state == "ended" and set(record.cases) == set(range(len(cases)))
    if check.hidden and is_whole and side is not None and side.show != "nothing":
        names = tuple(
            NamedVerdict(str(case["name"]), index in passed) for index, case in enumerate(cases)
        )
        shown = names if side.show == "names" else ()
        told.append(Decided(HiddenResultTold(check.question, len(passed), len(cases), shown), by))
    return told


def _points(
    cases: tuple[dict[str, Any], ...], run: Iterable[int], passed: set[int]
) -> tuple[int, int]:
    """The points that were won, and those of all cases that were run.

    A group that is all or nothing gives its points if all of it was run and passed.
    """
    won, of = 0, 0
    groups: dict[str, list[int]] = defaultdict(list)
    for index, case in enumerate(cases):
        if case["allOrNothing"] and case["group"] is not None:
            groups[case["group"]].append(index)
    failed = {name for name, members in groups.items() if not passed.issuperset(members)}
    for index in run:
        if index >= len(cases):
            continue  # An older entry of the log, which had the question, could not be read.
        case = cases[index]
        of += case["points"]
        lost = case["allOrNothing"] and case["group"] in failed
        if index in passed and not lost:
            won += case["points"]
    return won, of


def _id_of(interview: Interview, actor: Actor) -> str | None:
    person = interview.person_of(actor)
    return None if person is None else person.id
