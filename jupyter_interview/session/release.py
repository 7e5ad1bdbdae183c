"""The release of an interview that has ended: its candidates may fetch what everybody could see.

It has a date and ends by itself, also when the interview is reopened: what would be fetched then is
another recording with another seal. Whoever has left, was removed or was never let in has no copy.
"""

import dataclasses

from ..contract.session import ReleaseChanged, ReleaseCopies
from ..domain.actor import Actor
from ..domain.clock import iso
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.records import SessionRecord
from ..domain.roles import Operation
from .interview import Decided, Given, Interview
from .people_book import waits

DAY_US = 24 * 3600 * 1_000_000


def decide(
    interview: Interview, actor: Actor, command: ReleaseCopies, given: Given
) -> list[Decided]:
    interview.demand(actor.role, Operation.RELEASE)
    until_us, most = command.until_us, given.limits.release_days_most
    if until_us is not None and not given.now_us < until_us <= given.now_us + most * DAY_US:
        sentence = f"until must be a date from now on, at most {most} days ahead."
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    if until_us == interview.session.released_us:
        return []
    return [Decided(ReleaseChanged(until_us), actor.participant_id)]


def until(
    session: SessionRecord,
    wanted_us: int | None,
    now_us: int,
    limits: Limits,
    kept_days: float | None,
) -> int:
    """Until when copies are released that somebody wants until then, or until no date that they
    say. Nothing is promised for longer than a server keeps the interview: ``kept_days`` after its
    end, if it deletes it by itself, which a hold keeps it from. Raises ``invalid_field``."""
    until_us = now_us + limits.release_days * DAY_US if wanted_us is None else wanted_us
    if kept_days is not None and session.ended_us is not None and session.held_us is None:
        gone_us = session.ended_us + round(kept_days * DAY_US)
        if gone_us <= now_us:
            sentence = (
                "This interview is older than this server keeps any, which deletes it soon. Put it"
                " on hold first."
            )
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        if wanted_us is not None and wanted_us > gone_us:
            sentence = (
                f"This server deletes the interview by itself on {iso(gone_us)[:10]}: choose an"
                " earlier date."
            )
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        until_us = min(until_us, gone_us)
    return until_us // 1000 * 1000


def evolve(interview: Interview, event: ReleaseChanged, at_us: int) -> Interview:
    session = dataclasses.replace(interview.session, released_us=event.until_us)
    return dataclasses.replace(interview, session=session)


def demand_copy(interview: Interview, actor: Actor, now_us: int) -> None:
    """Refuse whoever has no copy of this interview, and everybody while none is released.

    A login that opens every interview of a server makes nobody a candidate of this one.
    """
    interview.demand(actor.role, Operation.COPY)
    record, until_us = interview.person_of(actor), interview.session.released_us
    if record is None or record.left_us is not None or waits(record):
        sentence = "Only those who took part in this interview have a copy of it."
        raise InterviewError(ErrorCode.FORBIDDEN, sentence)
    if until_us is None or now_us >= until_us:
        sentence = (
            "No copy of this interview is released, or not any more. Ask the person who invited you"
            " whether you may have one."
        )
        raise InterviewError(ErrorCode.FORBIDDEN, sentence)
