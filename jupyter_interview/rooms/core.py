"""What the parts of a room share: its records, its document, its book of runs and its audience."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..contract import frames
from ..document.document import Document
from ..domain.attachment import Attachment
from ..domain.clock import Clock
from ..domain.limits import Limits
from ..domain.roles import HOSTS, Operation, Phases, Role, State, demand, phases_of
from ..domain.runs import RunBook
from ..journal.journal import Journal, LogPosition
from ..store.base import ParticipantRecord, SessionRecord
from .audience import Audience
from .follower import Drive, Follower
from .peer import Peer
from .people import People, user_json, waits
from .run_service import RunService
from .session_json import session_json, session_state, waiting_session


class Shown(NamedTuple):
    """What a client of the contract mode has on its screen."""

    language: str
    code: str


@dataclass(slots=True)
class Core:
    """One session in memory. ``grace`` is how long somebody may be disconnected unnoticed."""

    clock: Clock
    limits: Limits
    grace: float
    journal: Journal
    people: People
    document: Document
    runs: RunBook
    audience: Audience
    durable: LogPosition
    """An entry of the log that is known to be on disk."""
    edited_us: int | None = None
    """The newest edit of the people who do not hold it, as far as this room has seen one."""
    damaged: bool = False
    """Whether something in its log could not be read."""
    run_service: RunService | None = None
    """Runs programs on this server, if anybody does."""
    drive: Drive | None = None
    """Has the files it can be attached to, if this server has any."""
    attachment: Attachment | None = None
    follower: Follower | None = None
    """What keeps that up."""
    _phases: Phases = frozenset()
    _phases_of: SessionRecord | None = None

    def release(self) -> None:
        """Have nothing in it any more; what still comes of a timer finds nobody."""
        self.document = Document(self.document.client_id)
        self.runs = RunBook(self.limits)
        self.people = People((), ())

    @property
    def session(self) -> SessionRecord:
        return self.journal.session

    @property
    def state(self) -> State:
        return State(self.session.state)

    @property
    def phases(self) -> Phases:
        """The phases of the interview now, for those who are inside."""
        session = self.journal.session
        if session is not self._phases_of:
            self._phases_of = session
            state = State(session.state)
            self._phases = phases_of(state, session.editing_locked, session.runs_locked)
        return self._phases

    def demand(self, role: Role, operation: Operation) -> None:
        """Raise the role table's refusal, if there is one."""
        demand(role, operation, self.phases)

    def role_of(self, peer: Peer) -> Role:
        """The role of the connection's person; somebody who left has no more than an observer's."""
        record = self.people.get(peer.participant_id)
        return Role.OBSERVER if record is None or record.left_us is not None else Role(record.role)

    def may_attach(self, peer: Peer) -> bool:
        """Whether this is its owner, by a login, and nobody else may know of attachments."""
        record = self.people.get(peer.participant_id)
        return (
            record is not None
            and record.identity == self.session.created_by
            and self.role_of(peer) is Role.OWNER
        )

    def online(self, participant_id: str) -> bool:
        return bool(self.audience.of(participant_id))

    def user_json(self, record: ParticipantRecord) -> dict[str, Any]:
        """The contract's ``User``, now."""
        return user_json(record, self.online(record.id))

    def users_json(self, role: Role) -> list[dict[str, Any]]:
        """The people somebody of this role knows of."""
        present = self.people.present()
        return [self.user_json(record) for record in present if role in HOSTS or not waits(record)]

    def session_json(self, role: Role) -> dict[str, Any]:
        """The contract's ``Session`` for somebody of this role."""
        return session_json(self.session, role, self.phases, self.code(), self.damaged)

    def code(self) -> str:
        """The text of the current language's buffer."""
        return self.document.text(self.session.language)

    def shown(self) -> Shown:
        return Shown(self.session.language, self.code())

    def tell_state(self) -> None:
        """Title, state, or what people may do has changed: tell everyone in sync mode."""
        built: dict[Role, str] = {}
        for peer in self.audience.speaking(frames.Mode.SYNC):
            role = self.role_of(peer)
            if role not in built:
                built[role] = frames.event(
                    "session_state", **session_state(self.session, role, self.phases)
                )
            text = built[role]
            self.audience.tell([peer], _always(text))
        for peer in self.audience.waiting():
            self.tell_waiting(peer)

    def tell_waiting(self, peer: Peer) -> None:
        """All that somebody hears who was not let in yet."""
        record = self.people.get(peer.participant_id)
        if record is not None and peer.mode is frames.Mode.SYNC:
            user, session = self.user_json(record), waiting_session(self.session)
            self.audience.tell([peer], lambda: frames.event("waiting", user=user, session=session))

    def tell_of(self, record: ParticipantRecord, name: str, payload: dict[str, Any]) -> None:
        """Tell sync mode of somebody; of those who wait only the people who hold it hear."""
        told = self.audience.speaking(frames.Mode.SYNC)
        if waits(record):
            told = [peer for peer in told if self.role_of(peer) in HOSTS]
        self.audience.tell(told, lambda: frames.event(name, **payload))


def _always(text: str) -> Callable[[], str]:
    return lambda: text
