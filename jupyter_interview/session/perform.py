"""Commands and events of all concerns: which one decides, and which one applies.

``decide`` and ``evolve`` are all that a room, a reader of the log and a test need to know. A
concern is a module with a ``decide`` and an ``evolve`` of its own, whose annotations say of which
commands and events. To be heard it needs nothing but its place in ``CONCERNS``.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any, get_args, get_type_hints

from ..contract.session import Command, Event
from ..domain.actor import Actor
from . import (
    announcements,
    attachment,
    checks,
    files,
    hands,
    hold,
    invites,
    life,
    people,
    questions,
    release,
    runs,
    seals,
    signals,
)
from .interview import Decided, Given, Interview

_Decide = Callable[[Interview, Actor, Any, Given], list[Decided]]
_Evolve = Callable[[Interview, Any, int], Interview]

CONCERNS: tuple[ModuleType, ...] = (
    life,
    files,
    people,
    invites,
    hands,
    announcements,
    runs,
    questions,
    checks,
    seals,
    signals,
    release,
    hold,
    attachment,
)


def _kinds(function: Callable[..., object], parameter: str) -> tuple[type, ...]:
    """The classes that a function takes as this parameter, whether one or a union of them."""
    hint = get_type_hints(function)[parameter]
    return get_args(hint) or (hint,)


_DECIDE: dict[type[Command], _Decide] = {
    kind: concern.decide for concern in CONCERNS for kind in _kinds(concern.decide, "command")
}
_EVOLVE: dict[type[Event], _Evolve] = {
    kind: concern.evolve for concern in CONCERNS for kind in _kinds(concern.evolve, "event")
}


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    """The events of a command, none of which has happened yet; raises the refusal."""
    return _DECIDE[type(command)](interview, actor, command, given)


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    """The interview after an event that happened at this time."""
    return _EVOLVE[type(event)](interview, event, at_us)


def perform(
    interview: Interview, actor: Actor, command: Command, given: Given
) -> tuple[list[Decided], Interview]:
    """The events of a command, and the interview after them; raises the refusal."""
    decided = decide(interview, actor, command, given)
    for one in decided:
        interview = evolve(interview, one.event, given.now_us)
    return decided, interview
