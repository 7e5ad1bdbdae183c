"""Links that let people in: they are made, closed, and withdrawn when they could not be stored."""

import dataclasses

from ..contract.session import (
    InviteMade,
    InviteReturned,
    InviteRevoked,
    NewInvite,
    RevokeInvite,
    WayClosed,
    WithdrawInvite,
)
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.records import InviteRecord
from ..domain.roles import Operation
from .interview import Decided, Given, Interview
from .people import close_link, part

Command = NewInvite | RevokeInvite | WithdrawInvite
Event = InviteMade | InviteRevoked | InviteReturned


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    match command:
        case NewInvite():
            return _make(interview, actor, command, given)
        case RevokeInvite():
            return _revoke(interview, actor, command)
        case WithdrawInvite():
            actor.demand_server()
            return close_link(interview.people.invite(command.invite))


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    """An event about an unknown link changes nothing."""
    people = interview.people
    if isinstance(event, InviteMade):
        made = InviteRecord(
            session_id=interview.session.id,
            id=event.invite,
            secret_sha256=event.secret_sha256,
            role=event.role.value,
            created_us=at_us,
            expires_us=event.expires_us,
            max_uses=event.max_uses,
            uses=0,
            revoked_us=None,
            label=event.label,
        )
        return dataclasses.replace(interview, people=people.with_invite(made))
    record = people.invite(event.invite)
    if record is None:
        return interview
    match event:
        case InviteRevoked():
            record = dataclasses.replace(record, revoked_us=at_us)
        case InviteReturned():
            record = dataclasses.replace(record, uses=record.uses - 1)
    return dataclasses.replace(interview, people=people.with_invite(record))


def _make(interview: Interview, actor: Actor, command: NewInvite, given: Given) -> list[Decided]:
    interview.demand(actor.role, Operation.INVITE)
    if len(interview.people.invites()) >= given.limits.invites:
        raise InterviewError(ErrorCode.FORBIDDEN, "This interview has too many links.")
    expires_us = given.now_us + command.expires_in * 1_000_000
    secret = given.secret_sha256 or b""
    made = InviteMade(given.id, command.role, secret, expires_us, command.max_uses, command.label)
    return [Decided(made)]


def _revoke(interview: Interview, actor: Actor, command: RevokeInvite) -> list[Decided]:
    """Nobody joins by this link any more, and who came by it is shut out.

    Somebody who is in the interview by another way, as a host who has opened a candidate's link,
    only loses what they have opened by this one.
    """
    interview.demand(actor.role, Operation.REVOKE)
    record = interview.people.invite(command.invite)
    if record is None:
        raise InterviewError(ErrorCode.NOT_FOUND, "There is no such link.")
    decided = close_link(record)
    for guest in interview.people.of_invite(record.id):
        decided += part(interview, guest, "revoked")
    decided += [
        Decided(WayClosed(one.id, record.id), one.id)
        for one in interview.people.with_way(record.id)
    ]
    return decided
