"""From the log to an interview: what the entries up to any of them add up to."""

from collections.abc import Iterable

from ..domain.limits import Limits
from ..domain.records import LogEntry, LogKind
from .interview import Interview, blank
from .log import Recorded, decode_entry
from .perform import evolve
from .upcast import Known


class Replay:
    """An interview that grows with each entry. Updates of the document are for somebody else."""

    def __init__(self, session_id: str, limits: Limits, known: Known | None = None) -> None:
        self.interview: Interview = blank(session_id, limits)
        self._known = known

    def take(self, entry: LogEntry) -> Recorded | None:
        """Apply an entry, and answer with its event; raises Unreadable, and then nothing changed.

        An update of the document has no event.
        """
        if entry.kind is LogKind.UPDATE:
            return None
        recorded = decode_entry(entry, self._known)
        self.interview = evolve(self.interview, recorded.event, recorded.at_us)
        return recorded


def state_at(
    session_id: str,
    entries: Iterable[LogEntry],
    limits: Limits,
    seq: int | None = None,
    known: Known | None = None,
) -> Interview:
    """The interview after the entry with this number, or after all; raises Unreadable."""
    replay = Replay(session_id, limits, known)
    for entry in entries:
        if seq is not None and entry.seq > seq:
            break
        replay.take(entry)
    return replay.interview
