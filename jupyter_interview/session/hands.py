"""Raised hands: somebody who is led through an interview wants the people who hold it to come.

A hand stays up over a lost connection and a restart, until its owner lowers it or leaves, or a host
lowers it.
"""

import dataclasses

from ..contract.session import HandChanged, RaiseHand
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.records import ParticipantRecord
from ..domain.roles import Operation, Role
from .interview import Decided, Given, Interview
from .people_book import is_own


def decide(interview: Interview, actor: Actor, command: RaiseHand, given: Given) -> list[Decided]:
    record = interview.people.of_id(actor.participant_id)
    interview.demand(actor.role, Operation.HAND)
    return put(record, command.raised, record.id)


def evolve(interview: Interview, event: HandChanged, at_us: int) -> Interview:
    record = interview.people.get(event.participant)
    if record is None:
        return interview
    record = dataclasses.replace(record, hand_us=at_us if event.raised else None)
    return dataclasses.replace(interview, people=interview.people.with_person(record))


def demand_hand(
    interview: Interview, actor: Actor, record: ParticipantRecord, raised: bool
) -> None:
    """Whether the actor may have it so; raises the refusal."""
    if is_own(actor, record):
        interview.demand(Role(record.role), Operation.HAND)
        return
    interview.demand(actor.role, Operation.LOWER)
    if raised:
        raise InterviewError(ErrorCode.FORBIDDEN, "Everybody raises their own hand only.")


def put(record: ParticipantRecord, raised: bool, by: str | None) -> list[Decided]:
    """Up or down; up again is still up since the first time."""
    if raised == (record.hand_us is not None):
        return []
    return [Decided(HandChanged(record.id, raised), by)]
