"""Seals: what the texts were at places of the log, by their hashes, said while they were live.

Whoever has the texts says it: a room of a server, or a page with an interview of its own. A text
that no seal speaks of was empty, and a draft is not sealed: what is tried there is nobody's
business.
"""

import dataclasses
from hashlib import sha256

from ..contract.session import SealTexts, TextsSealed
from ..domain.actor import Actor
from ..domain.roles import State
from .interview import Decided, Given, Interview

UPDATES = 512
"""After so many changes the texts are sealed again."""
SECONDS = 60.0
"""So long after a change they are sealed at the latest."""


def hash_of(text: str) -> str:
    """What a seal says of a text."""
    return sha256(text.encode()).hexdigest()


EMPTY = hash_of("")


def decide(interview: Interview, actor: Actor, command: SealTexts, given: Given) -> list[Decided]:
    actor.demand_server()
    if interview.state is State.DRAFT or not command.texts:
        return []
    return [Decided(TextsSealed(command.texts))]


def evolve(interview: Interview, event: TextsSealed, at_us: int) -> Interview:
    seals = {**interview.seals, **{sealed.file: sealed.sha256 for sealed in event.texts}}
    return dataclasses.replace(interview, seals=seals)
