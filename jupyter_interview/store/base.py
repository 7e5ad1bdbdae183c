"""The interface of a store: an append-only log for each session, and a few records beside it.

The log is the truth; a snapshot is derived and may be thrown away. Everything is changed by one
call, :meth:`Store.commit`, which is atomic and durable: when it returns, the changes survive a
power cut. Reads see what was committed. A store belongs to one process. If several processes share
it, each session belongs to one of them at a time (:mod:`.leases`).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ..domain.ordering import Order
from ..domain.records import (
    InviteRecord,
    LogEntry,
    LogKind,
    ParticipantRecord,
    RemarkRecord,
    SessionRecord,
)

DONE = (LogKind.UPDATE, LogKind.RUN, LogKind.RESULT)
"""The kinds that an :class:`Activity` tells of, in the order of its fields."""
CHECKED = (LogKind.CHECK, LogKind.CHECK_END, LogKind.STATE)
"""The kinds of its ``checks``. When a draft is started, those that were made in it are gone."""
MOST_CHECKED = 20
"""How many of these it tells."""


@dataclass(frozen=True, slots=True)
class ClientBinding:
    """A Yjs client id belongs to one participant (None: the server) for the life of the session."""

    session_id: str
    client_id: int
    participant_id: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The document at ``seq`` as one Yjs update, with the SHA-256 of those bytes. Derived."""

    session_id: str
    seq: int
    state: bytes
    sha256: bytes


@dataclass(frozen=True, slots=True)
class ShownText:
    """The text that a session showed at ``seq``, and whether its log was damaged. Derived."""

    session_id: str
    seq: int
    code: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class Creation:
    """The request by which a session was created: the SHA-256 of its key and of its body."""

    session_id: str
    key_sha256: bytes
    body_sha256: bytes


@dataclass(frozen=True, slots=True)
class Deletion:
    """Remove a session for everybody; :meth:`Store.clear` later removes what is left of it."""

    session_id: str


Change = (
    SessionRecord
    | ParticipantRecord
    | InviteRecord
    | LogEntry
    | RemarkRecord
    | ClientBinding
    | Snapshot
    | ShownText
    | Creation
    | Deletion
)
"""Records are replaced as a whole, by key; log entries, remarks, bindings and creations are only
added. A remark that is there is left as it is."""


@dataclass(frozen=True, slots=True)
class SessionData:
    """Everything of a session but the log, to open a room. Lists are in insertion order."""

    session: SessionRecord
    participants: Sequence[ParticipantRecord]
    invites: Sequence[InviteRecord]
    clients: Sequence[ClientBinding]
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A request for a page of the sessions that somebody created or joined, in one of the orders.

    ``before`` is the last session of the page before, as its place in the order and its id. Each of
    the (folded) ``words`` is in the title, or in somebody's name if the role of the person is one
    of ``hosts``. A title that nobody has chosen counts as the (folded) ``untitled``, if there is
    such a text; its place in the order is that of the stored one.
    """

    identity: str
    limit: int
    hosts: Collection[str]
    before: tuple[int | str, str] | None = None
    state: str | None = None
    words: tuple[str, ...] = ()
    untitled: str = ""
    with_text: bool = False
    order: Order = Order.CREATED


@dataclass(frozen=True, slots=True)
class Listed:
    """One session of a page. ``person`` is as whom one acts in it, if somebody else created it.

    ``place`` is its place in the order: a time in microseconds, or the key of its title.
    """

    session: SessionRecord
    person: ParticipantRecord | None
    text: ShownText | None
    place: int | str = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done last in a session and who is in it, from a few rows.

    It has the newest edit, start and end of a run of the people who are no hosts.
    """

    participants: Sequence[ParticipantRecord]
    edit: LogEntry | None
    run: LogEntry | None
    result: LogEntry | None
    checks: Sequence[LogEntry] = ()
    """The newest starts and ends of checks, whoever made them, and changes of the session, newest
    first."""


class StoreError(Exception):
    """The store has failed, and nothing of the call was kept. The message may be shown to
    people."""

    will_be_tried_again = False
    """Whether the changes wait in memory to be stored later."""


MISFIT = "What should be stored does not fit what is stored already."
"""The sentence for a change that contradicts the stored records."""


class StoreFull(StoreError):
    """The disk is full."""


class StoreInUse(StoreError):
    """Another process has this store open."""


class HeldElsewhere(StoreError):
    """Another replica holds the session, so it cannot be opened here."""

    def __init__(self) -> None:
        super().__init__("This interview has just moved to another server; try again.")


class LeaseLost(StoreError):
    """Another replica holds these ``sessions`` by now; nothing of the call was kept."""

    def __init__(self, sessions: frozenset[str]) -> None:
        super().__init__("This interview has moved to another server; try again.")
        self.sessions = sessions


class Trouble(StrEnum):
    """A lasting problem of a store that somebody has to solve."""

    DAMAGED = "damaged"
    """The database contradicts itself, so nothing is written to it."""
    SET_ASIDE = "set_aside"
    """A damaged database was set aside, and is still there."""


class Store(Protocol):
    """The interface. Methods raise :class:`StoreError`, and no errors of a database library."""

    troubled: Callable[[], None]
    """Called in the event loop when one of :meth:`troubles` appears while the store is open."""

    async def open(self) -> None:
        """Take the store for this process; raises :class:`StoreInUse` when another one has it."""

    async def close(self) -> None:
        """Give the store back. Closing twice is fine."""

    def troubles(self) -> frozenset[Trouble]:
        """The problems that somebody has to solve."""

    async def commit(self, changes: Sequence[Change]) -> None:
        """Apply all changes in their order, atomically, and return when they are on disk.

        A log entry whose ``(session_id, seq)`` exists is an error, because the log is never
        rewritten. So are the binding of a client id that is bound already, a creation with a key
        that another session was created with, and any change of a session that does not exist.
        """

    def give_up(self, session_id: str) -> bool:
        """Do not try a failed commit again; answers whether it may be on disk all the same."""

    async def clear(self, session_id: str | None = None) -> bool:
        """Remove a part of what is left of a deleted session, or of any deleted session.

        Answers whether there is more. If there is not, no byte of it is on the disk. However the
        process ends, what is not cleared yet can be cleared later.
        """

    async def page(self, wanted: Listing) -> tuple[list[Listed], bool]:
        """A page of sessions, and whether another page follows."""

    async def created_with(self, key_sha256: bytes) -> Creation | None:
        """The session that was created with this key, unless it was deleted."""

    async def account(self, name: str, made_us: int) -> str:
        """The identity of an account of a login, by its name and the time at which it was made.

        The first account of a name has the name as its identity. A later one of the same name has
        another, always the same. An account that comes for the first time is noted.
        """

    async def chosen(
        self, identity: str, ids: Sequence[str], group: str | None
    ) -> list[SessionRecord]:
        """Those of these sessions, and of this class, that somebody created or joined."""

    async def classes(self, identity: str) -> list[tuple[str, int]]:
        """The classes of somebody, the newest first, and how many sessions each has."""

    async def due(
        self, ended_before_us: int, limit: int, session_id: str | None = None
    ) -> list[str]:
        """Sessions that ended before a time, at most so many; or only this one, if it did."""

    async def activity(
        self, session_ids: Sequence[str], hosts: Collection[str]
    ) -> dict[str, Activity]:
        """The activity of those of these sessions that exist; ``hosts`` are the roles of hosts."""

    async def load(self, session_id: str) -> SessionData | None:
        """A session's records with its newest snapshot, or None when there is no such session."""

    async def log(
        self,
        session_id: str,
        after_seq: int = 0,
        limit: int | None = None,
        updates_after: int = 0,
        kinds: Collection[LogKind] | None = None,
    ) -> list[LogEntry]:
        """Entries with ``seq > after_seq`` in order, at most ``limit``, and only of these kinds.

        Updates are included only with ``seq > updates_after``, as a snapshot may contain the
        others.
        """

    async def last_before(self, session_id: str, at_us: int) -> tuple[int, int]:
        """``seq`` and ``at_us`` of the newest entry of a log at a moment; zeroes before the
        first."""

    async def remarks(self, session_id: str, author: str) -> list[RemarkRecord]:
        """What this author may read of the remarks on a session, in the order in which they came.

        These are the author's own. Those of others which anybody may read (``READ_BY_OTHERS``) are
        among them only after the author has submitted.
        """
