"""What older versions wrote into the log, as events of today.

The log once had less in it than the tables: who somebody is, by which link and in which colour they
came, and what a link allows. For such entries the records of the tables are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..contract.session import (
    Event,
    HandChanged,
    InviteMade,
    InviteRevoked,
    PersonJoined,
    PersonLeft,
    RunPrinted,
    SessionChanged,
    SessionCreated,
)
from ..domain.records import (
    InviteRecord,
    LogEntry,
    LogKind,
    ParticipantRecord,
    SessionRecord,
)
from ..domain.roles import State

OLD_KINDS = frozenset({LogKind.STATE, LogKind.TITLE})
"""Kinds whose old payloads can be taken for new ones."""

_SETTINGS = {
    "editing_locked": "editingLocked",
    "runs_locked": "runsLocked",
    "shows_values": "showsValues",
}
_TWO_LOOKS_US = 100_000
"""The most microseconds between two looks at the clock in one turn."""


@dataclass(frozen=True, slots=True)
class Known:
    """The records of a session in the tables."""

    session: SessionRecord
    participants: Mapping[str, ParticipantRecord]
    invites: Mapping[str, InviteRecord]


@dataclass(frozen=True, slots=True)
class Old:
    """An old entry as the fields of an event of today, and when it happened."""

    event: type[Event]
    fields: dict[str, Any]
    at_us: int


def upcast(entry: LogEntry, payload: dict[str, Any], known: Known | None) -> Old:
    """An old entry; raises LookupError, TypeError or ValueError for what no version has written."""
    match entry.kind:
        case LogKind.TITLE:
            return Old(SessionChanged, payload, entry.at_us)
        case LogKind.STATE:
            return _state(entry, payload, known)
        case LogKind.JOIN:
            return _join(entry, payload, _records(known))
        case LogKind.INVITE:
            return _invite(entry, payload, _records(known))
        case LogKind.OUTPUT:
            names = ("stream", "text", "html", "omitted")
            output = {name: payload[name] for name in names if name in payload}
            rest = {name: payload[name] for name in ("run", "index", "truncated")}
            return Old(RunPrinted, {**rest, "output": output}, entry.at_us)
        case _:
            raise ValueError("nobody wrote this")


def at_by_records(event: Event, at_us: int, known: Known | None) -> int:
    """When an event happened, by the record of what it is about.

    Older versions looked at the clock twice, for the record and for the entry.
    """
    found: int | None = None
    if known is not None:
        match event:
            case PersonLeft() | HandChanged():
                record = known.participants.get(event.participant)
                if record is not None:
                    found = record.left_us if isinstance(event, PersonLeft) else record.hand_us
            case SessionChanged(state=State.ENDED):
                found = known.session.ended_us
    return at_us if found is None or abs(found - at_us) > _TWO_LOOKS_US else found


def _records(known: Known | None) -> Known:
    if known is None:
        raise LookupError("an older entry needs the records")
    return known


def _state(entry: LogEntry, payload: dict[str, Any], known: Known | None) -> Old:
    if "language" not in payload or "epoch" in payload:
        fields = {_SETTINGS.get(name, name): value for name, value in payload.items()}
        return Old(SessionChanged, fields, entry.at_us)
    session = _records(known).session
    # The settings of the beginning are nowhere. Later entries say whether they changed.
    fields = {
        **payload,
        "title": session.title,
        "createdBy": session.created_by,
        "lobby": session.settings.lobby,
        "group": session.group,
    }
    return Old(SessionCreated, fields, session.created_us)


def _join(entry: LogEntry, payload: dict[str, Any], known: Known) -> Old:
    record = known.participants[payload["participant"]]
    fields = {
        **payload,
        "color": record.color,
        "identity": record.identity,
        "secretSha256": record.secret_sha256,
        "invite": record.invite_id,
        "admitted": record.admitted,
    }
    return Old(PersonJoined, fields, record.joined_us)


def _invite(entry: LogEntry, payload: dict[str, Any], known: Known) -> Old:
    record = known.invites[payload["invite"]]
    if payload.get("revoked"):
        at_us = entry.at_us if record.revoked_us is None else record.revoked_us
        return Old(InviteRevoked, {"invite": record.id}, at_us)
    fields = {
        **payload,
        "secretSha256": record.secret_sha256,
        "expiresUs": record.expires_us,
        "maxUses": record.max_uses,
    }
    return Old(InviteMade, fields, record.created_us)
