"""Runs: they begin, print and end, in somebody's browser or on this server.

What must hold for a run is decided by the book of runs (:mod:`.run_book`); here is who may ask.
"""

from ..contract.session import (
    BeginServerRun,
    EndRun,
    EndServerRun,
    LoseRuns,
    PrintOutput,
    PrintServerOutput,
    ReportResult,
    RunEnded,
    RunPrinted,
    RunStarted,
    RunWithheld,
    StartRun,
    StopRun,
)
from ..contract.values import Author
from ..domain.actor import Actor
from ..domain.roles import LIVE, Operation, Phase, demand
from .interview import Decided, Given, Interview
from .run_book import RUNNING, SERVER, Run

Command = (
    StartRun
    | PrintOutput
    | EndRun
    | ReportResult
    | BeginServerRun
    | PrintServerOutput
    | EndServerRun
    | StopRun
    | LoseRuns
)
Event = RunStarted | RunPrinted | RunWithheld | RunEnded


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    book, now_us = interview.runs, given.now_us
    match command:
        case StartRun():
            interview.demand(actor.role, Operation.RUN)
            made_us = _made_us(interview, command.age_ms, now_us)
            author = interview.author(actor)
            started = book.decide_start(
                command.run_id, author, command.language, now_us, made_us, program=command.program
            )
            return [Decided(started, _id_of(interview, actor))]
        case PrintOutput():
            _demand_telling(interview, actor)
            person = _id_of(interview, actor) or ""
            printed = book.decide_output(command.run_id, person, command.index, command.output)
            return [] if printed is None else [Decided(printed, person)]
        case EndRun():
            _demand_telling(interview, actor)
            person = _id_of(interview, actor) or ""
            ended = book.decide_end(
                command.run_id,
                person,
                command.state,
                command.error,
                command.duration_ms,
                command.truncated,
                _made_us(interview, command.age_ms, now_us),
                command.tests,
            )
            return [Decided(ended, person)]
        case ReportResult():
            return _report(interview, actor, command, given)
        case BeginServerRun():
            interview.demand(actor.role, Operation.RUN)
            author, language = interview.author(actor), command.language
            run_id = command.run_id or given.id
            started = book.decide_start(
                run_id, author, language, now_us, source=SERVER, program=command.program
            )
            return [Decided(started, _id_of(interview, actor))]
        case StopRun():
            run = book.demand_running(command.run_id)
            if run.is_of(_id_of(interview, actor)):
                return [_stopped(interview, run, given)]
            interview.demand(actor.role, Operation.STOP)
            return [_stopped(interview, run, given, interview.author(actor))]
        case PrintServerOutput() | EndServerRun():
            actor.demand_server()
            return _server_told(interview, command)
        case LoseRuns():
            actor.demand_server()
            return lose(interview, command.participant)


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    """The book of runs is changed in place."""
    interview.runs.evolve(event, at_us)
    return interview


def lose(interview: Interview, participant_id: str) -> list[Decided]:
    """Somebody's browser is gone, and nobody will tell how their run ended."""
    return [Decided(event, participant_id) for event in interview.runs.decide_lost(participant_id)]


def lose_all(interview: Interview) -> list[Decided]:
    """The interview ends, and with it the runs in browsers."""
    people = [run.author.id for run in interview.runs.running() if run.author is not None]
    return [lost for person in dict.fromkeys(people) for lost in lose(interview, person)]


def stop_all(interview: Interview, given: Given) -> list[Decided]:
    """The interview goes on without what this server was running for it."""
    here = [run for run in interview.runs.running() if run.source == SERVER]
    return [_stopped(interview, run, given) for run in here]


def _stopped(interview: Interview, run: Run, given: Given, by: Author | None = None) -> Decided:
    """A run is over here, whatever is heard of it afterwards. ``by`` is somebody else than who
    runs it. In the log the end of a run in a browser belongs to whose browser it is."""
    ended = interview.runs.decide_stop(run, given.now_us, by)
    if run.author is None or run.source == SERVER:
        return Decided(ended)
    return Decided(ended, run.author.id)


def _report(
    interview: Interview, actor: Actor, command: ReportResult, given: Given
) -> list[Decided]:
    """A whole result, after it ended somewhere else."""
    interview.demand(actor.role, Operation.RUN)
    events = interview.runs.decide_report(
        given.id,
        interview.author(actor),
        interview.session.language,
        command.output,
        command.error,
        given.now_us,
    )
    return [Decided(event, _id_of(interview, actor)) for event in events]


def _server_told(interview: Interview, command: PrintServerOutput | EndServerRun) -> list[Decided]:
    """What becomes of a run of this server. Once it is over, hearing more changes nothing."""
    book = interview.runs
    run = book.get(command.run_id)
    if run is None or run.state != RUNNING:
        return []
    if isinstance(command, PrintServerOutput):
        printed = book.decide_output(run.id, None, run.next_index, command.output)
        return [] if printed is None else [Decided(printed)]
    ended = book.decide_end(
        run.id,
        None,
        command.state,
        command.error,
        command.duration_ms,
        run.truncated,
        tests=command.tests,
    )
    return [Decided(ended)]


def _demand_telling(interview: Interview, actor: Actor) -> None:
    """A run that has begun may be told to its end, whatever is locked meanwhile."""
    unlocked = interview.phases - {Phase.RUNS_LOCKED} or LIVE
    demand(actor.role, Operation.RUN, unlocked)


def _made_us(interview: Interview, age_ms: int, now_us: int) -> int | None:
    """The date of something its author says is old; never before the interview."""
    made_us = max(interview.session.created_us, now_us - age_ms * 1000)
    return made_us if age_ms else None


def _id_of(interview: Interview, actor: Actor) -> str | None:
    person = interview.person_of(actor)
    return None if person is None else person.id
