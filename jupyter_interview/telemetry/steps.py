"""Reads from commits the steps in the life of sessions, and what is counted. Pure."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..store.base import Change, Deletion, LogEntry, LogKind

CREATED, STARTED, ENDED, REOPENED, DELETED = "created", "started", "ended", "reopened", "deleted"
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
        elif isinstance(change, LogEntry) and change.kind is LogKind.STATE:
            payload = _payload(change)
            if (action := _action(change.seq, payload)) is not None:
                yield Step(action, change.session_id, str(payload["state"]), change.participant_id)


def _action(seq: int, payload: dict[str, Any]) -> str | None:
    state = payload.get("state")
    if state is None:
        return None
    if seq == 1:
        return CREATED
    if state == "ended":
        return ENDED
    return STARTED if "epoch" in payload else REOPENED


def updates(changes: Sequence[Change]) -> int:
    """How many of the changes are updates of documents."""
    return sum(isinstance(c, LogEntry) and c.kind is LogKind.UPDATE for c in changes)


def runs(changes: Sequence[Change]) -> Counter[str]:
    """How many runs ended, by how they ended."""
    return Counter(
        str(_payload(c).get("state"))
        for c in changes
        if isinstance(c, LogEntry) and c.kind is LogKind.RESULT
    )


def _payload(entry: LogEntry) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(entry.payload)
    return payload
