"""What a host tells everybody: one line, until there is another one or the session ends."""

import dataclasses

from ..contract.session import Announce, Announced
from ..contract.values import Announcement
from ..domain.actor import Actor
from ..domain.clock import iso
from ..domain.roles import Operation
from .interview import Decided, Given, Interview


def decide(interview: Interview, actor: Actor, command: Announce, given: Given) -> list[Decided]:
    interview.demand(actor.role, Operation.ANNOUNCE)
    user = interview.author(actor)
    return [Decided(Announced(command.text, user), None if user is None else user.id)]


def evolve(interview: Interview, event: Announced, at_us: int) -> Interview:
    told = Announcement(event.text, event.user, iso(at_us))
    return dataclasses.replace(interview, announcement=told)
