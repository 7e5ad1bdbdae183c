"""What the parts of a room share: its records, its document, its book of runs and its audience."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..domain.clock import Clock, iso, iso_or_none
from ..domain.errors import InterviewError
from ..domain.languages import LANGUAGES
from ..domain.limits import Limits
from ..domain.roles import Operation, Role, State, actions, demand
from ..domain.runs import RunBook
from ..protocol import frames
from ..store.base import ParticipantRecord, SessionRecord
from .audience import Audience
from .document import Document
from .journal import Journal
from .peer import Peer
from .people import People, user_json


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

    @property
    def session(self) -> SessionRecord:
        return self.journal.session

    @property
    def state(self) -> State:
        return State(self.session.state)

    def demand(self, role: Role, operation: Operation) -> None:
        """Raise the role table's refusal, if there is one."""
        demand(role, operation, self.state)

    def role_of(self, peer: Peer) -> Role:
        """The role of the connection's person; somebody who left has no more than an observer's."""
        record = self.people.get(peer.participant_id)
        return Role.OBSERVER if record is None or record.left_us is not None else Role(record.role)

    def online(self, participant_id: str) -> bool:
        return bool(self.audience.of(participant_id))

    def user_json(self, record: ParticipantRecord) -> dict[str, Any]:
        """The contract's ``User``, now."""
        return user_json(record, self.online(record.id))

    def users_json(self) -> list[dict[str, Any]]:
        return [self.user_json(record) for record in self.people.present()]

    def session_json(self, role: Role) -> dict[str, Any]:
        """The contract's ``Session`` for somebody of this role."""
        return session_json(self.session, role, self.document.text(self.session.language))

    def code(self) -> str:
        """The text of the current language's buffer."""
        return self.document.text(self.session.language)

    def tell_state(self) -> None:
        """Title, state, or what people may do has changed: tell everyone in sync mode."""
        built: dict[Role, str] = {}
        for peer in self.audience.speaking(frames.Mode.SYNC):
            role = self.role_of(peer)
            if role not in built:
                built[role] = state_frame(self.session, role)
            text = built[role]
            self.audience.tell([peer], _always(text))


def _always(text: str) -> Callable[[], str]:
    return lambda: text


def state_frame(session: SessionRecord, role: Role) -> str:
    """The ``session_state`` frame for somebody of this role."""
    return frames.event(
        "session_state",
        state=session.state,
        title=session.title,
        endedAt=iso_or_none(session.ended_us),
        role=role.value,
        actions=actions(role, State(session.state)),
    )


def session_json(session: SessionRecord, role: Role, code: str) -> dict[str, Any]:
    """The contract's ``Session`` for somebody of this role."""
    return {
        "id": session.id,
        "createdAt": iso(session.created_us),
        "code": code,
        "language": session.language,
        "title": session.title,
        "state": session.state,
        "endedAt": iso_or_none(session.ended_us),
        "epoch": session.epoch,
        "languages": list(LANGUAGES),
        "role": role.value,
        "actions": actions(role, State(session.state)),
    }


def error_frame(refusal: InterviewError, about: str | None) -> str:
    """The ``error`` frame for a refusal."""
    return frames.error(refusal, about)
