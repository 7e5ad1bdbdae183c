"""The hold on an interview: nobody deletes it, and neither does its age, until it is taken away.

It says nothing about what happens in the interview, so it stays when that ends or is reopened.
"""

import dataclasses

from ..contract.session import HoldChanged, HoldSession
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.records import SessionRecord
from ..domain.roles import Operation
from .interview import Decided, Given, Interview


def decide(interview: Interview, actor: Actor, command: HoldSession, given: Given) -> list[Decided]:
    interview.demand(actor.role, Operation.HOLD)
    if command.held is (interview.session.held_us is not None):
        return []
    return [Decided(HoldChanged(command.held), actor.participant_id)]


def evolve(interview: Interview, event: HoldChanged, at_us: int) -> Interview:
    held_us = at_us if event.held else None
    session = dataclasses.replace(interview.session, held_us=held_us)
    return dataclasses.replace(interview, session=session)


def demand_no_hold(session: SessionRecord) -> None:
    """Refuse to delete a session that is on hold."""
    if session.held_us is not None:
        sentence = (
            "This interview is on hold. It cannot be deleted until its owner takes the hold away."
        )
        raise InterviewError(ErrorCode.HELD, sentence)
