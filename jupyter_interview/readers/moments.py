"""The moments of an interview whose texts one may want to look at: where programs were run and
checked, and where it was ended or went on."""

from collections import defaultdict, deque

from ..contract.session import KEPT, CheckStarted, Event, RunStarted, SessionChanged
from ..contract.values import Author, Moment
from ..domain.clock import iso
from ..domain.roles import State
from ..journal.journal import LogPosition
from ..journal.loading import known_of
from ..session.interview import author_of
from ..session.log import Recorded, Unreadable, decode_entry
from ..store.base import SessionData, Store

MOST_MOMENTS = 200
"""The newest ones are told."""
_KINDS = [KEPT[event] for event in (RunStarted, CheckStarted, SessionChanged)]
_ENTRIES = 500
"""Entries that are read in one go."""


async def moments_of(store: Store, data: SessionData) -> tuple[Moment, ...]:
    """The newest moments, oldest first; of a draft that was started there is none."""
    found: deque[Moment] = deque(maxlen=MOST_MOMENTS)
    counts: defaultdict[str, int] = defaultdict(int)
    known = known_of(data)
    authors = {record.id: author_of(record) for record in data.participants}
    is_ended, after, more = False, 0, True
    while more:
        entries = await store.log(data.session.id, after, _ENTRIES, kinds=_KINDS)
        for entry in entries:
            try:
                recorded = decode_entry(entry, known)
            except Unreadable:
                continue
            event = recorded.event
            if isinstance(event, SessionChanged) and event.epoch is not None:
                found.clear()
                counts.clear()
            kind = _kind_of(event, is_ended)
            if isinstance(event, SessionChanged) and event.state is not None:
                is_ended = event.state is State.ENDED
            if kind is not None:
                counts[kind] += 1
                place = LogPosition(entry.seq, entry.at_us)
                by = _author(recorded, authors)
                found.append(Moment(place.told(), iso(entry.at_us), kind, counts[kind], by))
        more = len(entries) == _ENTRIES
        after = entries[-1].seq if entries else after
    return tuple(found)


def _kind_of(event: Event, was_ended: bool) -> str | None:
    match event:
        case RunStarted():
            return "run"
        case CheckStarted(at=None):
            return "check"
        case SessionChanged(state=State.ENDED):
            return "ended"
        case SessionChanged(state=State.LIVE) if was_ended:
            return "reopened"
        case _:
            return None


def _author(recorded: Recorded, authors: dict[str, Author | None]) -> Author | None:
    """Whose doing it was; people are named as they were then, where the log says it."""
    match recorded.event:
        case RunStarted(user=user) | CheckStarted(user=user):
            return user
        case _:
            return None if recorded.by is None else authors.get(recorded.by)
