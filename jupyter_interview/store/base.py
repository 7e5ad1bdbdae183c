"""What a store is: an append-only log per session, and the few records beside it.

The log is the truth; a snapshot is derived and may be thrown away. Everything that changes goes
through one call, :meth:`Store.commit`, which is atomic and durable: when it returns, what it was
given survives a power cut. Reads see what was committed. One process owns a store at a time, or,
where several share it, one process owns each session in it at a time (:mod:`.leases`).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol


class LogKind(IntEnum):
    """What a log entry says. Numbers are on disk and never change meaning.

    ``UPDATE`` carries a Yjs update (v1), every other kind a JSON object in UTF-8. A number that is
    none of them reads as ``UNREADABLE``, which nobody writes.
    """

    UNREADABLE = -1

    UPDATE = 0
    LANGUAGE = 1
    RUN = 2
    OUTPUT = 3
    RESULT = 4
    JOIN = 5
    LEAVE = 6
    STATE = 7
    TITLE = 8
    INVITE = 9
    PERSON = 10
    HAND = 11

    @classmethod
    def _missing_(cls, value: object) -> "LogKind":
        return cls.UNREADABLE


DONE = (LogKind.UPDATE, LogKind.RUN, LogKind.RESULT)
"""The kinds of what an :class:`Activity` tells of, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """The durable interview. Times are integer microseconds since the epoch, UTC.

    ``head_seq`` is read off the log, 0 while that is empty; what is put there is not kept.
    """

    id: str
    title: str
    language: str
    state: str
    created_us: int
    created_by: str
    ended_us: int | None
    epoch: int
    head_seq: int
    lobby: bool = False
    editing_locked: bool = False
    runs_locked: bool = False
    group: str | None = None
    """The class it belongs to."""
    shows_values: bool = True
    """Runs show the value of a program's last expression."""


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """A person in a session. Jupyter users have an ``identity``, guests a ``secret_sha256``."""

    session_id: str
    id: str
    kind: str
    identity: str | None
    secret_sha256: bytes | None
    invite_id: str | None
    name: str
    role: str
    color: str
    joined_us: int
    left_us: int | None
    admitted: bool = True
    hand_us: int | None = None
    """Since when their hand is up."""


@dataclass(frozen=True, slots=True)
class InviteRecord:
    """A capability to join; only the hash of its secret is kept."""

    session_id: str
    id: str
    secret_sha256: bytes
    role: str
    created_us: int
    expires_us: int
    max_uses: int | None
    uses: int
    revoked_us: int | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that happened. ``seq`` orders within a session (1, 2, 3 …), ``at_us`` dates.

    ``made_us`` is when its author says that it was made, when that was before it came: offline.
    """

    session_id: str
    seq: int
    at_us: int
    participant_id: str | None
    kind: LogKind
    payload: bytes
    made_us: int | None = None


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
class Deletion:
    """Remove a session for everybody, at once; :meth:`Store.clear` removes what it has left."""

    session_id: str


Change = (
    SessionRecord
    | ParticipantRecord
    | InviteRecord
    | LogEntry
    | ClientBinding
    | Snapshot
    | ShownText
    | Deletion
)
"""Records are put, whole, by key; log entries and bindings are only ever added."""


@dataclass(frozen=True, slots=True)
class SessionData:
    """Everything beside the log, for opening a room. Lists are in insertion order."""

    session: SessionRecord
    participants: Sequence[ParticipantRecord]
    invites: Sequence[InviteRecord]
    clients: Sequence[ClientBinding]
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that somebody wants of the sessions they made or have joined, newest first.

    ``before`` is the last of the page before, as its time and id. Of ``words``, folded, each is in
    the title or, where one's role is of ``hosts``, in somebody's name.
    """

    identity: str
    limit: int
    hosts: Collection[str]
    before: tuple[int, str] | None = None
    state: str | None = None
    words: tuple[str, ...] = ()
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One session of a page; ``person`` is as whom one joined last what somebody else made."""

    session: SessionRecord
    person: ParticipantRecord | None
    text: ShownText | None


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done last in a session, and who is in it; what it takes to know is little.

    The newest edit, beginning and end of a run, of the people who do not hold it.
    """

    participants: Sequence[ParticipantRecord]
    edit: LogEntry | None
    run: LogEntry | None
    result: LogEntry | None


class StoreError(Exception):
    """The store cannot do it now; nothing of the call was kept. The message is safe to show."""


MISFIT = "What should be stored does not fit what is stored already."
"""The sentence for a change that contradicts the records there are."""


class StoreFull(StoreError):
    """There is no space for it."""


class StoreInUse(StoreError):
    """Another process holds this store."""


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
    """What is wrong with a store for longer than a moment, and waits for somebody to act."""

    DAMAGED = "damaged"
    """The database contradicts itself, so nothing is written to it."""
    SET_ASIDE = "set_aside"
    """One that was damaged was set aside, and what is in it has not been seen to."""


class Store(Protocol):
    """The interface. Methods raise :class:`StoreError` and nothing of the database library."""

    troubled: Callable[[], None]
    """Called in the event loop when there is a new one of :meth:`troubles` while it is open."""

    async def open(self) -> None:
        """Take the store for this process; raises :class:`StoreInUse` when another one holds it."""

    async def close(self) -> None:
        """Give it back. Closing twice is fine."""

    def troubles(self) -> frozenset[Trouble]:
        """What somebody has to see to."""

    async def commit(self, changes: Sequence[Change]) -> None:
        """Apply all changes in their order, atomically, and return when they are on disk.

        A log entry whose ``(session_id, seq)`` exists is an error: the log is never rewritten. So
        are a binding of a client id that is bound, and anything of a session that is not there.
        """

    def give_up(self, session_id: str) -> bool:
        """A commit that failed is not tried again; whether it may have been done all the same."""

    async def clear(self, session_id: str | None = None) -> bool:
        """Remove a little more of what a deleted session has left, or any of them.

        Whether there is more. When there is not, no byte of it is on the disk. What was deleted and
        not cleared stays to be cleared, however the process ended.
        """

    async def page(self, wanted: Listing) -> tuple[list[Listed], bool]:
        """A page of sessions, and whether there is another behind it."""

    async def chosen(
        self, identity: str, ids: Sequence[str], group: str | None
    ) -> list[SessionRecord]:
        """Of these sessions, and of this class, those that somebody made or has joined."""

    async def classes(self, identity: str) -> list[tuple[str, int]]:
        """The classes of somebody, the newest first, and how many sessions each has."""

    async def due(
        self, ended_before_us: int, limit: int, session_id: str | None = None
    ) -> list[str]:
        """Sessions that ended before, at most so many; or this one, if it is one of them."""

    async def activity(
        self, session_ids: Sequence[str], hosts: Collection[str]
    ) -> dict[str, Activity]:
        """Of those of these sessions that there are; ``hosts`` are the roles of who holds them."""

    async def load(self, session_id: str) -> SessionData | None:
        """A session's records with its newest snapshot, or None when there is no such session."""

    async def log(
        self,
        session_id: str,
        after_seq: int = 0,
        limit: int | None = None,
        updates_after: int = 0,
    ) -> list[LogEntry]:
        """Entries with ``seq > after_seq`` in order, at most ``limit``.

        Of updates only those with ``seq > updates_after``: a snapshot may have the others.
        """
