"""A session as its events add up to, and what a decision is made of.

An :class:`Interview` is a value: an event gives another one, and what did not change is shared
between the two. Its records are those of the tables. Only its book of runs is changed in place,
because output is much and comes often: so an interview that was given to ``evolve`` is not used
any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..contract.session import Event
from ..contract.values import Announcement, Attachment, Author
from ..domain.actor import SHARED, Actor
from ..domain.limits import Limits
from ..domain.records import ParticipantRecord, SessionRecord
from ..domain.roles import Operation, Phases, Role, State, demand, phases_of
from .check_book import Checks
from .folder import Folder
from .people_book import People
from .question_book import Questions
from .run_book import RunBook
from .signal_book import Signals


@dataclass(frozen=True, slots=True)
class Interview:
    """One session at one moment."""

    session: SessionRecord
    people: People
    runs: RunBook
    folder: Folder = Folder()
    questions: Questions = Questions()
    checks: Checks = Checks()
    announcement: Announcement | None = None
    """What everybody was told last."""
    attachment: Attachment | None = None
    """What it is attached to, which no log knows."""
    signals: Signals = Signals()
    seals: Mapping[str, str] = field(default_factory=dict)
    """What the last seals say of texts, by the ids of files."""
    deleted: bool = False

    @property
    def state(self) -> State:
        return State(self.session.state)

    @property
    def phases(self) -> Phases:
        """The phases of the interview, for those who are inside."""
        return phases_in(self.session, self.state)

    def demand(self, role: Role, operation: Operation) -> None:
        """Raise the role table's refusal, if there is one."""
        demand(role, operation, self.phases)

    def person_of(self, actor: Actor) -> ParticipantRecord | None:
        """As whom somebody acts who did not say."""
        if actor.identity is None:
            return self.people.get(actor.participant_id)
        return self.people.best_of(actor.identity)

    def counted_as(self, actor: Actor) -> str:
        """For whom it counts what somebody does: one person has one limit, by a login and by
        links."""
        record = self.people.get(actor.participant_id)
        identity = actor.identity if record is None else record.identity
        if identity is None or (identity == SHARED and record is not None):
            return actor.participant_id or ""
        return f"of {identity}"

    def author(self, actor: Actor) -> Author | None:
        """Who acts, as they are named now."""
        return author_of(self.person_of(actor))


def blank(session_id: str, limits: Limits) -> Interview:
    """A session to which nothing has happened yet."""
    session = SessionRecord(
        id=session_id,
        title="",
        language="",
        state=State.DRAFT.value,
        created_us=0,
        created_by="",
        ended_us=None,
        epoch=1,
        head_seq=0,
    )
    return Interview(session, People(), RunBook(limits))


def phases_in(session: SessionRecord, state: State) -> Phases:
    """The phases of a session in this state, for those who are inside."""
    return phases_of(state, session.settings.editing_locked, session.settings.runs_locked)


def author_of(record: ParticipantRecord | None) -> Author | None:
    """Who did it, as they are named now."""
    return None if record is None else Author(record.id, record.name, record.color)


@dataclass(frozen=True, slots=True)
class Given:
    """What a decision needs and must not make itself: the time, an id and the hash of a secret."""

    now_us: int
    limits: Limits
    id: str = ""
    """For the new participant, link or run, if the command makes one."""
    secret_sha256: bytes | None = None
    """Of the secret of that participant or link."""


@dataclass(frozen=True, slots=True)
class Decided:
    """An event that a command leads to, and whose doing the log says it is."""

    event: Event
    by: str | None = None
