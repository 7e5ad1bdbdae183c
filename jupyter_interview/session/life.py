"""The life of a session: its beginning, its title, its states, its lobby, its locks and its end.

A draft is written in a document of its own. When it starts, another one begins with the texts as
they are then, so that nothing that was ever tried and deleted can reach the people who come in.
"""

import dataclasses

from ..contract.session import (
    CreateSession,
    DeleteSession,
    SessionChange,
    SessionChanged,
    SessionCreated,
    SessionDeleted,
)
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.records import CopiedFrom, SessionRecord
from ..domain.roles import LIVE, Operation, Phase, Phases, Role, State, demand, may
from ..domain.settings import Settings
from . import checks, files, people, runs, settings
from .check_book import Checks
from .hold import demand_no_hold
from .interview import Decided, Given, Interview, phases_in

_DRAFT: Phases = frozenset({Phase.DRAFT})
_ENDED: Phases = frozenset({Phase.ENDED})

STEPS: dict[tuple[State, State], Operation] = {
    (State.DRAFT, State.LIVE): Operation.START,
    (State.ENDED, State.LIVE): Operation.REOPEN,
    (State.DRAFT, State.ENDED): Operation.END,
    (State.LIVE, State.ENDED): Operation.END,
}
"""From one state to another. There is no way back to a draft."""

_ASKED_AGAIN: dict[State, tuple[tuple[Operation, Phases], ...]] = {
    State.DRAFT: ((Operation.START, _DRAFT),),
    State.LIVE: ((Operation.START, _DRAFT), (Operation.REOPEN, _ENDED)),
    State.ENDED: ((Operation.END, LIVE),),
}
"""Who may ask for a state that there is already: whoever could have brought it about."""

Command = CreateSession | SessionChange | DeleteSession
Event = SessionCreated | SessionChanged | SessionDeleted


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    match command:
        case CreateSession():
            return [Decided(_created(actor, command))]
        case SessionChange():
            return _change(interview, actor, command, given)
        case DeleteSession():
            interview.demand(actor.role, Operation.DELETE)
            demand_no_hold(interview.session)
            return [Decided(SessionDeleted(), actor.participant_id)]


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    match event:
        case SessionCreated():
            session = SessionRecord(
                id=interview.session.id,
                title=event.title,
                language=event.language,
                state=event.state.value,
                created_us=at_us,
                created_by=event.created_by,
                ended_us=None,
                epoch=1,
                head_seq=0,
                settings=settings.after(Settings(), event),
                group=event.group,
                copied_from=_copied_from(event),
            )
            interview = dataclasses.replace(interview, session=session)
            return files.with_folder(interview, files.folder_after(interview.folder, event))
        case SessionChanged():
            return _changed(interview, event, at_us)
        case SessionDeleted():
            return dataclasses.replace(interview, deleted=True)


def _copied_from(event: SessionCreated) -> CopiedFrom | None:
    told = event.copied_from
    return None if told is None else CopiedFrom(told.session, told.at)


def _created(actor: Actor, command: CreateSession) -> SessionCreated:
    return SessionCreated(
        command.title,
        command.language,
        command.state,
        actor.identity or "",
        command.group,
        command.copied_from,
        **settings.named(command),
    )


def _change(
    interview: Interview, actor: Actor, command: SessionChange, given: Given
) -> list[Decided]:
    """All of it is allowed or nothing happens."""
    old, new = interview.state, interview.state if command.state is None else command.state
    _demand_change(interview, actor.role, command, old, new)
    decided: list[Decided] = []
    changed = SessionChanged(
        title=None if command.title == interview.session.title else command.title,
        state=None if new is old else new,
        epoch=interview.session.epoch + 1 if _renews(old, new) else None,
        language=interview.session.language if _renews(old, new) else None,
        **settings.others(interview.session.settings, command),
    )
    if new is not old:
        decided += runs.stop_all(interview, given)
        decided += checks.stop_all(interview)
        if new is State.ENDED:
            decided += runs.lose_all(interview)
            decided += checks.lose(interview)
    if changed != SessionChanged():
        decided.append(Decided(changed, actor.participant_id))
    if new is State.LIVE and not settings.after(interview.session.settings, command).lobby:
        decided += people.let_all_in(interview, actor)
    return decided


def _renews(old: State, new: State) -> bool:
    """Whether another document begins."""
    return old is State.DRAFT and new is State.LIVE


def _demand_change(
    interview: Interview, role: Role, command: SessionChange, old: State, new: State
) -> None:
    phases = interview.phases
    if new is not old:
        step = STEPS.get((old, new))
        if step is None:
            sentence = "An interview that has begun does not become a draft again."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        demand(role, step, phases)
        if new is State.LIVE:
            phases = phases_in(interview.session, new)
    elif command.state is not None and not any(may(role, *asked) for asked in _ASKED_AGAIN[new]):
        operation, where = _ASKED_AGAIN[new][-1]
        demand(role, operation, where)
    if command.title is not None:
        demand(role, Operation.RENAME, phases)
    settings.demand_change(role, command, phases)


def _changed(interview: Interview, event: SessionChanged, at_us: int) -> Interview:
    old = interview.session
    session = dataclasses.replace(
        old,
        title=old.title if event.title is None else event.title,
        settings=settings.after(old.settings, event),
        epoch=old.epoch if event.epoch is None else event.epoch,
    )
    if event.state is not None:
        # A clock that was set back dates the end before the beginning.
        ended_us = max(at_us, old.created_us) if event.state is State.ENDED else None
        session = dataclasses.replace(
            session, state=event.state.value, ended_us=ended_us, released_us=None
        )
        interview = dataclasses.replace(interview, announcement=None)
    interview = dataclasses.replace(interview, session=session)
    if event.epoch is None:
        return interview
    folder = files.folder_after(interview.folder, event)
    # What was tried in the draft is nobody's business any more.
    fresh = interview.runs.successor()
    return dataclasses.replace(interview, folder=folder, runs=fresh, checks=Checks(), seals={})
