"""An interview as the contract's values: whole, its state alone, or as the lobby sees it."""

from msgspec.structs import asdict

from ..contract.server_frames import (
    SessionStateFrame,
    WaitingFrameSession,
    WelcomeFrameSession,
)
from ..contract.settings import told as told_settings
from ..contract.values import (
    Check,
    CopiedFrom,
    Invite,
    ListedInvite,
    PrivateSide,
    Session,
    SessionEntry,
    Signal,
    User,
)
from ..domain.clock import iso, iso_or_none
from ..domain.languages import LANGUAGES
from ..domain.records import InviteRecord, ParticipantRecord, SessionRecord
from ..domain.roles import HOSTS, Phases, Role, State, actions
from .interview import Interview
from .people_book import came_by, waits
from .settings import in_lobby

_OTHERS = ("code", "damaged", "last_active_at")
_ENTRY = [name for name in SessionEntry.__struct_fields__ if name not in _OTHERS]
"""What a list tells of a session."""


def user(record: ParticipantRecord, online: bool) -> User:
    """The contract's ``User``."""
    return User(
        record.id,
        record.name,
        record.color,
        Role(record.role),
        record.kind,
        online,
        waits(record),
        iso_or_none(record.hand_us),
    )


def invite(record: InviteRecord) -> Invite:
    """The contract's ``Invite``; its secret is not known here."""
    return Invite(
        record.id,
        record.label,
        record.role,
        iso(record.created_us),
        iso(record.expires_us),
        record.max_uses,
        record.uses,
        record.revoked_us is not None,
    )


def listed_invite(interview: Interview, record: InviteRecord) -> ListedInvite:
    """The same with the names of those who came by it, also of those who have left."""
    came = [one.name for one in interview.people.everybody() if came_by(one, record.id)]
    return ListedInvite(**asdict(invite(record)), people=tuple(came))


def people_for(interview: Interview, role: Role) -> list[ParticipantRecord]:
    """The people somebody of this role knows of."""
    listed = [record for record in interview.people.present() if not record.taken_off]
    return [record for record in listed if role in HOSTS or not waits(record)]


def session(
    record: SessionRecord, role: Role, phases: Phases, code: str, damaged: bool = False
) -> Session:
    """The contract's ``Session`` for a person with this role."""
    return Session(
        id=record.id,
        created_at=iso(record.created_us),
        code=code,
        language=record.language,
        title=record.title,
        state=State(record.state),
        ended_at=iso_or_none(record.ended_us),
        epoch=record.epoch,
        languages=LANGUAGES,
        role=role,
        actions=tuple(actions(role, phases)),
        damaged=tell_damaged(role, damaged),
        group=record.group if role in HOSTS else None,
        copied_from=_copied_from(record) if role in HOSTS else None,
        released_until=released_until(record, role),
        held_since=held_since(record, role),
        **told_settings(record.settings),
    )


def _copied_from(record: SessionRecord) -> CopiedFrom | None:
    copied = record.copied_from
    return None if copied is None else CopiedFrom(copied.session, copied.at)


def waiting_session(record: SessionRecord, role: Role) -> Session:
    """The contract's ``Session`` without its content, for somebody in the lobby."""
    return Session(
        id=record.id,
        created_at=iso(record.created_us),
        code="",
        language=record.language,
        title=record.title,
        state=State(record.state),
        ended_at=iso_or_none(record.ended_us),
        epoch=record.epoch,
        languages=(),
        role=role,
        actions=(),
        damaged=False,
        group=None,
        copied_from=None,
        released_until=None,
        held_since=None,
        **told_settings(in_lobby(record.settings)),
    )


def entry_of(told: Session) -> SessionEntry:
    """The contract's ``SessionEntry``: what a list shows, for which no document is read."""
    return SessionEntry(**{name: getattr(told, name) for name in _ENTRY})


def session_entry(record: SessionRecord, role: Role, phases: Phases) -> SessionEntry:
    """A session in a list, for a person with this role."""
    return entry_of(session(record, role, phases, ""))


def waiting_entry(record: SessionRecord, role: Role) -> SessionEntry:
    """A session in a list, for somebody in the lobby."""
    return entry_of(waiting_session(record, role))


def sides(interview: Interview, role: Role) -> tuple[PrivateSide, ...]:
    """The private sides of the questions, for somebody who may know of them."""
    return interview.questions.listed_sides() if role in HOSTS else ()


def checks(interview: Interview, role: Role, count: int) -> tuple[Check, ...]:
    """The newest checks that somebody of this role may know of, oldest first."""
    return interview.checks.newest(count, to_hosts=role in HOSTS)


def signals(interview: Interview, role: Role, participant_id: str | None) -> tuple[Signal, ...]:
    """What was noted that somebody may know of: hosts of everybody, others of themselves."""
    if role in HOSTS:
        return interview.signals.listed
    return interview.signals.of(participant_id)


def state_frame(record: SessionRecord, role: Role, phases: Phases) -> SessionStateFrame:
    """What changes in the life of a session, and what a person with this role may do."""
    return SessionStateFrame(
        State(record.state),
        record.title,
        iso_or_none(record.ended_us),
        role,
        tuple(actions(role, phases)),
        released_until=released_until(record, role),
        held_since=held_since(record, role),
        **told_settings(record.settings),
    )


def waiting_frame_session(record: SessionRecord) -> WaitingFrameSession:
    """Everything that somebody in the lobby may know of the session."""
    return WaitingFrameSession(record.id, record.title, State(record.state))


def welcome_session(record: SessionRecord, role: Role, damaged: bool) -> WelcomeFrameSession:
    """The session as ``welcome`` tells it."""
    return WelcomeFrameSession(
        record.id,
        record.title,
        State(record.state),
        iso(record.created_us),
        iso_or_none(record.ended_us),
        LANGUAGES,
        tell_damaged(role, damaged),
        released_until=released_until(record, role),
        held_since=held_since(record, role),
        **told_settings(record.settings),
    )


def released_until(record: SessionRecord, role: Role) -> str | None:
    """Until when candidates may fetch their copy, for those who have one and those who hold it."""
    return None if role is Role.OBSERVER else iso_or_none(record.released_us)


def held_since(record: SessionRecord, role: Role) -> str | None:
    """Since when nothing deletes it, for those who hold it."""
    return iso_or_none(record.held_us) if role in HOSTS else None


def tell_damaged(role: Role, damaged: bool) -> bool:
    """Whether to tell of damage: only hosts are told, because nobody else can do anything about
    it."""
    return damaged and role in HOSTS
