"""Who may hear an event.

The contract says it for each event. An event that says nothing is for hosts, and so is whatever is
about somebody who waits in the lobby, about hidden tests or about an earlier moment.
"""

from ..contract.session import (
    AUDIENCE,
    Audience,
    ColorChanged,
    Event,
    HandChanged,
    PersonChanged,
    PersonLeft,
    PersonRenamed,
)
from ..domain.records import ParticipantRecord
from ..domain.roles import HOSTS, Role
from .interview import Interview
from .people_book import waits

_OF_A_PERSON = (PersonChanged, PersonRenamed, ColorChanged, HandChanged, PersonLeft)


def audience_of(interview: Interview, event: Event) -> Audience:
    """Who may hear an event that has just happened to this interview."""
    about: str | None = getattr(event, "participant", None)
    if about is not None:
        record = interview.people.get(about)
        if record is None or waits(record):
            return Audience.HOSTS
    if getattr(event, "hidden", False) or getattr(event, "at", None) is not None:
        return Audience.HOSTS
    return AUDIENCE[type(event)]


def is_off_the_list(earlier: Interview, event: Event) -> bool:
    """Whether an event says how somebody is now who was off the list before it. The log keeps it,
    and nobody is told: they have nobody of whom it could be said, until that person comes again."""
    if not isinstance(event, _OF_A_PERSON):
        return False
    record = earlier.people.get(event.participant)
    return record is not None and record.taken_off


def belongs_to(interview: Interview, audience: Audience, record: ParticipantRecord) -> bool:
    """Whether somebody is among those who may hear. Who left, or waits, never is."""
    if record.left_us is not None or waits(record):
        return False
    role = Role(record.role)
    if audience is Audience.EVERYBODY:
        return True
    if audience is Audience.HOSTS:
        return role in HOSTS
    # Files and links are for the owner alone, and only by a login.
    return role is Role.OWNER and record.identity == interview.session.created_by
