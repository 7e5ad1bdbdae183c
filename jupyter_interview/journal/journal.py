"""The log of a live session: numbers its entries and hands them to the recorder.

Only this module gives ``seq``, at the moment when something happens. So the order in the log is the
order in which the room did things, however late they reach the disk.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..contract.session import Event
from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.records import LogEntry, LogKind
from ..session.log import encode_event
from ..store.base import Change, Deletion
from .recorder import Recorder, Ticket


class LogPosition(NamedTuple):
    """A position in the log, by which another log can be asked whether it has the same entry.

    A log that was lost and begun anew, or restored from a copy, may have an entry with the same
    ``seq``, but not one with the same ``seq`` and microsecond.
    """

    seq: int
    at_us: int

    @classmethod
    def read(cls, text: str) -> "LogPosition | None":
        """``seq:at`` as a client says it; None for anything else."""
        found = re.fullmatch(r"(\d{1,15}):(\d{1,18})", text, re.ASCII)
        return None if found is None else cls(int(found[1]), int(found[2]))

    def told(self) -> str:
        """``seq:at``, as a client is told it."""
        return f"{self.seq}:{self.at_us}"


class Journal:
    """Numbers and dates what happens in one session, and hands it to the recorder."""

    def __init__(
        self, session_id: str, head: "LogPosition", recorder: Recorder, clock: Clock
    ) -> None:
        self._session_id = session_id
        self._head, self._head_at = head
        self._recorder = recorder
        self._clock = clock
        self.deleted = False
        self.moved = False
        """Whether another process holds the session now, so that nothing can be written here."""

    @property
    def head(self) -> int:
        """The ``seq`` of the newest entry."""
        return self._head

    @property
    def position(self) -> "LogPosition":
        """The position of the newest entry."""
        return LogPosition(self._head, self._head_at)

    def now_us(self) -> int:
        return self._clock.now_us()

    def update(
        self,
        author_id: str | None,
        update: bytes,
        also: Sequence[Change] = (),
        made_us: int | None = None,
    ) -> Ticket:
        """Record an update of the document."""
        entry = self._entry(LogKind.UPDATE, author_id, update, self.now_us(), made_us)
        return self._submit([*also, entry])

    def record(
        self, event: Event, by: str | None, at_us: int, changed: Sequence[Change] = ()
    ) -> Ticket:
        """Record an event; ``changed`` are the records that are others since."""
        kind, payload, made_us = encode_event(event)
        return self._submit([*changed, self._entry(kind, by, payload, at_us, made_us)])

    def put(self, changes: Sequence[Change]) -> Ticket:
        """Store records or derived rows without an event. With no changes, the ticket waits for all
        that was submitted before."""
        return self._submit(changes)

    def unwritten(self) -> Ticket:
        """The ticket of something that is not kept."""
        ticket = Ticket(self._session_id, ())
        ticket.settle()
        return ticket

    def _entry(
        self,
        kind: LogKind,
        author_id: str | None,
        data: bytes,
        at_us: int,
        made_us: int | None = None,
    ) -> LogEntry:
        self._head += 1
        self._head_at = at_us
        return LogEntry(self._session_id, self._head, at_us, author_id, kind, data, made_us)

    def delete(self) -> Ticket:
        """Delete the session; nothing of it can be written afterwards."""
        ticket = self._submit([Deletion(self._session_id)])
        self.deleted = True
        return ticket

    def demand_there(self) -> None:
        """Refuse what is about a session that is gone."""
        if self.deleted:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no such interview.")

    def demand_open(self) -> None:
        """Refuse what cannot be written, because the session is gone or somewhere else."""
        self.demand_there()
        if self.moved:
            sentence = "This interview has moved to another server; try again."
            raise InterviewError(ErrorCode.UNAVAILABLE, sentence)

    def _submit(self, changes: Sequence[Change]) -> Ticket:
        self.demand_open()
        return self._recorder.submit(self._session_id, changes)
