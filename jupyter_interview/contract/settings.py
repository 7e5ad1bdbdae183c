"""The settings of a session as bodies ask for them and answers and frames tell them.

Made by scripts/contract.py from ``Settings`` in openapi/session.yaml.
"""

from typing import Any

from ..domain.settings import Settings
from .fields import Fields
from .values import Locks

ASKED: tuple[str, ...] = (
    "lobby",
    "locks",
    "showValues",
    "candidateChecks",
    "ai",
    "aiSentence",
    "noteInserts",
    "noteAway",
)
"""The fields of a body that changes settings."""
INITIAL: tuple[str, ...] = ("lobby", "ai", "aiSentence", "noteInserts", "noteAway")
"""The fields with the settings of a body that begins a session."""


def told(settings: Settings) -> dict[str, Any]:
    """The fields of an answer or a frame."""
    return {
        "lobby": settings.lobby,
        "locks": Locks(editing=settings.editing_locked, runs=settings.runs_locked),
        "show_values": settings.shows_values,
        "candidate_checks": settings.candidate_checks,
        "ai": settings.ai,
        "ai_sentence": settings.ai_sentence,
        "note_inserts": settings.note_inserts,
        "note_away": settings.note_away,
    }


def asked(fields: Fields) -> dict[str, Any]:
    """The properties of a command that changes settings; None for what stays."""
    locks = fields.part("locks", ("editing", "runs"))
    return {
        "lobby": fields.flag("lobby", None),
        "editing_locked": locks.flag("editing", None),
        "runs_locked": locks.flag("runs", None),
        "shows_values": fields.flag("showValues", None),
        "candidate_checks": fields.flag("candidateChecks", None),
        "ai": fields.one_of("ai", ("unsaid", "none", "own_tools"), None),
        "ai_sentence": fields.line("aiSentence", 300, None),
        "note_inserts": fields.flag("noteInserts", None),
        "note_away": fields.flag("noteAway", None),
    }


def initial(fields: Fields) -> dict[str, Any]:
    """The properties of a command that begins a session."""
    return {
        "lobby": fields.flag("lobby", False),
        "ai": fields.one_of("ai", ("unsaid", "none", "own_tools"), "unsaid"),
        "ai_sentence": fields.line("aiSentence", 300, ""),
        "note_inserts": fields.flag("noteInserts", True),
        "note_away": fields.flag("noteAway", False),
    }
