"""A session in the JSON of the contract: whole, its state alone, or as people in the lobby see
it."""

from typing import Any

from ..domain.clock import iso, iso_or_none
from ..domain.languages import LANGUAGES
from ..domain.roles import HOSTS, Phases, Role, actions
from ..store.base import SessionRecord


def session_json(
    session: SessionRecord, role: Role, phases: Phases, code: str, damaged: bool = False
) -> dict[str, Any]:
    """The contract's ``Session`` for a person with this role."""
    return {
        "id": session.id,
        "createdAt": iso(session.created_us),
        "code": code,
        "language": session.language,
        "epoch": session.epoch,
        "languages": list(LANGUAGES),
        "damaged": tell_damaged(role, damaged),
        "group": session.group if role in HOSTS else None,
        **session_state(session, role, phases),
    }


def session_entry(session: SessionRecord, role: Role, phases: Phases) -> dict[str, Any]:
    """The contract's ``SessionEntry``: what a list shows, for which no document is read."""
    return _without_text(session_json(session, role, phases, ""))


def waiting_entry(session: SessionRecord, role: Role) -> dict[str, Any]:
    """The contract's ``SessionEntry`` for somebody in the lobby."""
    return _without_text(waiting_json(session, role))


def _without_text(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in ("code", "damaged")}


def tell_damaged(role: Role, damaged: bool) -> bool:
    """Whether to tell of damage: only hosts are told, because nobody else can do anything about
    it."""
    return damaged and role in (Role.OWNER, Role.INTERVIEWER)


def session_state(session: SessionRecord, role: Role, phases: Phases) -> dict[str, Any]:
    """What changes in the life of a session, and what a person with this role may do."""
    return {
        "title": session.title,
        "state": session.state,
        "endedAt": iso_or_none(session.ended_us),
        "lobby": session.lobby,
        "locks": {"editing": session.editing_locked, "runs": session.runs_locked},
        "showValues": session.shows_values,
        "role": role.value,
        "actions": actions(role, phases),
    }


def waiting_session(session: SessionRecord) -> dict[str, Any]:
    """Everything that somebody in the lobby may know."""
    return {"id": session.id, "title": session.title, "state": session.state}


def waiting_json(session: SessionRecord, role: Role) -> dict[str, Any]:
    """The contract's ``Session`` without its content, for somebody in the lobby."""
    return {
        **waiting_session(session),
        "createdAt": iso(session.created_us),
        "code": "",
        "language": session.language,
        "epoch": session.epoch,
        "languages": [],
        "damaged": False,
        "group": None,
        "endedAt": iso_or_none(session.ended_us),
        "lobby": session.lobby,
        "locks": {"editing": False, "runs": False},
        "showValues": session.shows_values,
        "role": role.value,
        "actions": [],
    }
