"""Reads from commits what other programs are told by webhooks, by ids alone. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..contract.session import PersonJoined, SessionChanged
from ..domain.records import LogEntry, LogKind, RemarkKind, RemarkRecord
from ..domain.roles import Role, State
from ..session.log import decode_entry
from ..store.base import Change

JOINED, ENDED, SUBMITTED = "candidate.joined", "session.ended", "scores.submitted"
_KINDS = frozenset({LogKind.JOIN, LogKind.STATE})


@dataclass(frozen=True, slots=True)
class Happening:
    """What has happened in a session, without a name, a title or a text."""

    type: str
    session_id: str
    at_us: int
    more: tuple[tuple[str, str | bool], ...] = ()


def happenings(changes: Sequence[Change]) -> Iterator[Happening]:
    """In the order in which they were stored."""
    for change in changes:
        if isinstance(change, RemarkRecord):
            if change.kind is RemarkKind.SUBMITTED:
                # Its author may be the name of an account.
                yield Happening(SUBMITTED, change.session_id, change.made_us)
        elif isinstance(change, LogEntry) and change.kind in _KINDS:
            event = decode_entry(change).event
            if isinstance(event, PersonJoined) and event.role is Role.CANDIDATE:
                person = (("participant", event.participant), ("waiting", not event.admitted))
                yield Happening(JOINED, change.session_id, change.at_us, person)
            elif isinstance(event, SessionChanged) and event.state is State.ENDED:
                yield Happening(ENDED, change.session_id, change.at_us)
