"""Reads from commits the steps in the life of sessions, and what is counted. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..contract.session import RunEnded, SessionChanged, SessionCreated
from ..domain.records import LogEntry, LogKind
from ..domain.roles import State
from ..session.log import decode_entry
from ..store.base import Change, Deletion

CREATED, STARTED, ENDED, REOPENED, DELETED = "created", "started", "ended", "reopened", "deleted"
_LIFE = frozenset({LogKind.CREATED, LogKind.STATE})
ACTIONS = (CREATED, STARTED, ENDED, REOPENED, DELETED)


@dataclass(frozen=True, slots=True)
class Step:
    """A session was created, has changed its state or was deleted. ``state`` is the new state."""

    action: str
    session_id: str
    state: str | None
    by: str | None
    """The participant who did it, if the log has one."""

    def fields(self) -> dict[str, str]:
        """What is told of the step, without title, name and text."""
        told = {
            "action": self.action,
            "session_id": self.session_id,
            "state": self.state,
            "by": self.by,
        }
        return {name: value for name, value in told.items() if value is not None}


def steps(changes: Sequence[Change]) -> Iterator[Step]:
    """The steps in the order in which they were stored."""
    for change in changes:
        if isinstance(change, Deletion):
            yield Step(DELETED, change.session_id, None, None)
        elif isinstance(change, LogEntry) and change.kind in _LIFE:
            event = decode_entry(change).event
            if isinstance(event, SessionCreated):
                yield Step(CREATED, change.session_id, event.state.value, change.participant_id)
            elif isinstance(event, SessionChanged) and event.state is not None:
                state = event.state.value
                yield Step(_action(event), change.session_id, state, change.participant_id)


def _action(event: SessionChanged) -> str:
    if event.state is State.ENDED:
        return ENDED
    return REOPENED if event.epoch is None else STARTED


def updates(changes: Sequence[Change]) -> int:
    """How many of the changes are updates of documents."""
    return sum(isinstance(c, LogEntry) and c.kind is LogKind.UPDATE for c in changes)


def runs(changes: Sequence[Change]) -> Counter[str]:
    """How many runs ended, by how they ended."""
    results = (c for c in changes if isinstance(c, LogEntry) and c.kind is LogKind.RESULT)
    events = (decode_entry(entry).event for entry in results)
    return Counter(event.state for event in events if isinstance(event, RunEnded))
