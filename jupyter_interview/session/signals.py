"""Signals: what is noted of somebody because their own browser reports it.

Nothing here weighs or counts. Each kind is a setting of the session, which everybody may know, and
nothing is noted of a draft or after the end. Whoever is noted may say a sentence of it.
"""

import dataclasses

from ..contract.session import (
    AnswerSignal,
    NoteAway,
    NoteInsert,
    SignalAnswered,
    SignalNoted,
)
from ..contract.values import Signal, SignalAnswer
from ..domain.actor import Actor
from ..domain.at_once import is_much_at_once
from ..domain.clock import iso
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Operation, Role, State
from .files import no_such_file
from .interview import Decided, Given, Interview, author_of
from .people_book import is_own

LEAST_SECONDS = 5
"""So long somebody must be away."""
MOST = 1000
"""So many are noted of one session."""
MOST_OF_ONE = 250
"""So many are noted of one person, so that nobody can keep others from being noted."""
ANSWER_US = 24 * 3600 * 1_000_000
"""So long after it was noted one may say something of it."""

Command = NoteInsert | NoteAway | AnswerSignal
Event = SignalNoted | SignalAnswered


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    match command:
        case NoteInsert():
            return _insert(interview, actor, command, given)
        case NoteAway():
            return _away(interview, actor, command, given)
        case AnswerSignal():
            return _answer(interview, actor, command, given)


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    match event:
        case SignalNoted():
            user = author_of(interview.people.get(event.participant))
            if user is None:
                return interview
            noted = Signal(
                id=event.signal,
                user=user,
                kind=event.kind,
                how=event.how,
                file=event.file,
                characters=event.characters,
                lines=event.lines,
                source=event.source,
                seconds=event.seconds,
                at=iso(at_us),
                answer=None,
            )
            return dataclasses.replace(
                interview, signals=interview.signals.with_noted(noted, at_us)
            )
        case SignalAnswered():
            answer = None
            if event.text or event.from_ai:
                answer = SignalAnswer(event.text, event.from_ai, iso(at_us))
            signals = interview.signals.with_answer(event.signal, answer)
            return dataclasses.replace(interview, signals=signals)


def _insert(interview: Interview, actor: Actor, command: NoteInsert, given: Given) -> list[Decided]:
    record = interview.people.of_id(actor.participant_id)
    interview.demand(actor.role, Operation.READ)
    if command.file not in interview.folder.known:
        raise no_such_file()
    is_much = is_much_at_once(command.characters, command.lines)
    if not (is_much and interview.session.settings.note_inserts and _notes(interview, record.id)):
        return []
    noted = SignalNoted(
        given.id,
        record.id,
        "insert",
        command.how,
        command.file,
        command.characters,
        command.lines,
        command.source,
    )
    return [Decided(noted, record.id)]


def _away(interview: Interview, actor: Actor, command: NoteAway, given: Given) -> list[Decided]:
    record = interview.people.of_id(actor.participant_id)
    interview.demand(actor.role, Operation.READ)
    is_long = command.seconds >= LEAST_SECONDS and Role(record.role) is Role.CANDIDATE
    if not (is_long and interview.session.settings.note_away and _notes(interview, record.id)):
        return []
    noted = SignalNoted(given.id, record.id, "away", command.how, seconds=command.seconds)
    return [Decided(noted, record.id)]


def _answer(
    interview: Interview, actor: Actor, command: AnswerSignal, given: Given
) -> list[Decided]:
    interview.demand(actor.role, Operation.READ)
    noted = interview.signals.get(command.signal)
    record = None if noted is None else interview.people.get(noted.user.id)
    if noted is None or record is None or not is_own(actor, record):
        raise InterviewError(ErrorCode.NOT_FOUND, "Nothing was noted of you under this id.")
    if given.now_us > interview.signals.at_us[noted.id] + ANSWER_US:
        sentence = "It was noted more than a day ago; nothing can be said of it any more."
        raise InterviewError(ErrorCode.FORBIDDEN, sentence)
    if command.from_ai and noted.kind != "insert":
        sentence = "fromAi must be false where no text came."
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    before = ("", False) if noted.answer is None else (noted.answer.text, noted.answer.from_ai)
    if before == (command.text, command.from_ai):
        return []
    answered = SignalAnswered(noted.id, record.id, command.text, command.from_ai)
    return [Decided(answered, record.id)]


def _notes(interview: Interview, participant_id: str) -> bool:
    """Whether anything is noted of somebody now."""
    signals = interview.signals
    is_full = len(signals.listed) >= MOST or len(signals.of(participant_id)) >= MOST_OF_ONE
    return interview.state is State.LIVE and not is_full
