"""The records of a session, as a room has them in memory and a store in its tables.

They follow from the events of the log, which a store keeps as :class:`LogEntry`.
"""

from dataclasses import dataclass
from enum import IntEnum

from .settings import Settings


class LogKind(IntEnum):
    """The kind of a log entry. Numbers are on disk and never change their meaning.

    ``UPDATE`` has a Yjs update (v1) as its payload, every other kind a JSON object in UTF-8. An
    unknown number is read as ``UNREADABLE``, which is never written. ``TITLE`` is of older logs,
    and is not written any more.
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
    CREATED = 12
    COLOR = 13
    REVOKED = 14
    RETURNED = 15
    FILE_ADDED = 16
    FILE_RENAMED = 17
    FILE_REMOVED = 18
    FILES_ORDERED = 19
    FILE_SHOWN = 20
    ENTRY_CHOSEN = 21
    RENAMED = 22
    ANNOUNCED = 23
    CAME_AGAIN = 24
    WAY_CLOSED = 25
    QUESTION = 26
    PRIVATE_SIDE = 27
    QUESTION_REMOVED = 28
    QUESTIONS_ORDERED = 29
    CHECK = 30
    CHECK_RESULTS = 31
    CHECK_END = 32
    HIDDEN_RESULT = 33
    WAY_UNDONE = 34
    SEAL = 35
    SIGNAL = 36
    SIGNAL_ANSWER = 37
    RELEASE = 38
    HOLD = 39
    LISTED = 40

    @classmethod
    def _missing_(cls, value: object) -> "LogKind":
        return cls.UNREADABLE


@dataclass(frozen=True, slots=True)
class CopiedFrom:
    """The moment of another session with which a session began; ``at`` is a place in its log."""

    session: str
    at: str


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """The durable interview. Times are integer microseconds since the epoch, UTC.

    ``head_seq`` is read from the log, and 0 while it is empty; a value that is written is ignored.
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
    settings: Settings = Settings()
    group: str | None = None
    """The class that it belongs to."""
    copied_from: CopiedFrom | None = None
    released_us: int | None = None
    """Until when its candidates may fetch their copy."""
    held_us: int | None = None
    """Since when it is on hold, and nothing deletes it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A further link by which somebody came; without a secret, it lets them in no longer."""

    invite_id: str
    secret_sha256: bytes | None


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """A person in a session. Jupyter users have an ``identity``, who came by a link has a
    ``secret_sha256``.

    ``invite_id`` is the link that gave them their role.
    """

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
    """When the hand was raised; None while it is down."""
    taken_off: bool = False
    """Whether a host took them off the list while they were away; they did not leave. Owners whom
    older versions took off it have ``left_us``, too."""
    ways: tuple[Way, ...] = ()
    """Further links by which they came, or the same one again, the newest last."""


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
    label: str | None = None
    """For whom it is, in the words of its maker."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that happened. ``seq`` orders within a session (1, 2, 3 …), ``at_us`` dates.

    ``made_us`` is when it was made according to its author, if that was earlier, as it is offline.
    """

    session_id: str
    seq: int
    at_us: int
    participant_id: str | None
    kind: LogKind
    payload: bytes
    made_us: int | None = None


class RemarkKind(IntEnum):
    """What a host has written. Numbers are on disk and never change their meaning.

    Others may read ``SUBMITTED``, ``CORRECTION`` and ``SHARED``, which hold all that they may read.
    """

    NOTE = 1
    SCORE = 2
    SUBMITTED = 3
    CORRECTION = 4
    SHARED = 5


READ_BY_OTHERS = (RemarkKind.SUBMITTED, RemarkKind.CORRECTION, RemarkKind.SHARED)
"""The kinds that others may read once they have submitted."""


@dataclass(frozen=True, slots=True)
class RemarkRecord:
    """Something that a host has written about a session for themselves and, later, other hosts.

    It is in no log: whoever reads that never meets one. Remarks are only added. ``author`` is as
    whom the host is counted. ``seq`` and ``seq_us`` are the newest entry of the log at the moment
    it is about, which was at ``moment_us``. The payload is a JSON object in UTF-8.
    """

    session_id: str
    id: str
    author: str
    kind: RemarkKind
    seq: int
    seq_us: int
    moment_us: int
    made_us: int
    payload: bytes


Record = SessionRecord | ParticipantRecord | InviteRecord
