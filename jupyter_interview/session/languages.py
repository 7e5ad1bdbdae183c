"""Which language's text everybody is shown."""

import dataclasses

from ..contract.session import ChooseLanguage, LanguageChanged
from ..domain.actor import Actor
from ..domain.roles import Operation
from .interview import Decided, Given, Interview


def decide(
    interview: Interview, actor: Actor, command: ChooseLanguage, given: Given
) -> list[Decided]:
    interview.demand(actor.role, Operation.LANGUAGE)
    if command.language == interview.session.language:
        return []
    person = interview.person_of(actor)
    return [Decided(LanguageChanged(command.language), None if person is None else person.id)]


def evolve(interview: Interview, event: LanguageChanged, at_us: int) -> Interview:
    session = dataclasses.replace(interview.session, language=event.language)
    return dataclasses.replace(interview, session=session)
