"""As whom a login acts in an interview."""

from collections.abc import Iterable

from .records import ParticipantRecord
from .roles import Role, standing


def best_of(people: Iterable[ParticipantRecord]) -> ParticipantRecord | None:
    """The one of these participants of one login as whom it acts.

    A login has several where older versions have stored them. It acts as one with the best role,
    and of these as the newest.
    """
    return min(people, key=lambda one: (standing(Role(one.role)), -one.joined_us), default=None)
