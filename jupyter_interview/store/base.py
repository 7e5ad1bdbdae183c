"""What a store is: an append-only log per session, and the few records beside it.

The log is the truth; a snapshot is derived and may be thrown away. Everything that changes goes
through one call, :meth:`Store.commit`, which is atomic and durable: when it returns, what it was
given survives a power cut. Reads see what was committed. One process owns a store at a time, or,
where several share it, one process owns each session in it at a time (:mod:`.leases`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
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
class Deletion:
    """Remove a session and everything that belongs to it, leaving no byte of it behind."""

    session_id: str


Change = (
    SessionRecord
    | ParticipantRecord
    | InviteRecord
    | LogEntry
    | ClientBinding
    | Snapshot
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


class HostedElsewhere(StoreError):
    """Another replica has the session, so it cannot be opened here."""

    def __init__(self) -> None:
        super().__init__("This interview has just moved to another server; try again.")


class LeaseLost(StoreError):
    """Another replica has these ``sessions`` by now; nothing of the call was kept."""

    def __init__(self, sessions: frozenset[str]) -> None:
        super().__init__("This interview has moved to another server; try again.")
        self.sessions = sessions


class Store(Protocol):
    """The interface. Methods raise :class:`StoreError` and nothing of the database library."""

    async def open(self) -> None:
        """Take the store for this process; raises :class:`StoreInUse` when another one holds it."""

    async def close(self) -> None:
        """Give it back. Closing twice is fine."""

    async def commit(self, changes: Sequence[Change]) -> None:
        """Apply all changes in their order, atomically, and return when they are on disk.

        A log entry whose ``(session_id, seq)`` exists is an error: the log is never rewritten. So
        are a binding of a client id that is bound, and anything of a session that is not there.
        """

    async def sessions(self) -> list[SessionRecord]:
        """All sessions, newest first."""

    async def memberships(self, identity: str) -> set[str]:
        """The sessions that somebody with this identity has joined and not left."""

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
