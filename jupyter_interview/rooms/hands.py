"""Raised hands: somebody who is led through an interview wants the people who hold it to come.

A hand stays up over a lost connection and a restart, until its owner lowers it or leaves, or a host
lowers it.
"""

import dataclasses

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Operation, Role
from ..journal.recorder import Ticket
from ..store.base import LogKind, ParticipantRecord
from .core import Core
from .people import is_own


def demand_hand(core: Core, actor: Actor, record: ParticipantRecord, raised: bool) -> None:
    """Whether the actor may have it so; raises the refusal."""
    if is_own(actor, record):
        core.demand(Role(record.role), Operation.HAND)
        return
    core.demand(actor.role, Operation.LOWER)
    if raised:
        raise InterviewError(ErrorCode.FORBIDDEN, "Everybody raises their own hand only.")


def put_hand(core: Core, author_id: str | None, record: ParticipantRecord, raised: bool) -> Ticket:
    """Up or down; up again is still up since the first time."""
    if raised == (record.hand_us is not None):
        return core.journal.put([])
    hand_us = core.journal.now_us() if raised else None
    record = core.people.put(dataclasses.replace(record, hand_us=hand_us))
    payload = {"participant": record.id, "raised": raised}
    ticket = core.journal.event(LogKind.HAND, author_id, payload, [record])
    core.tell_of(record, "user_joined", {"user": core.user_json(record)})
    return ticket
