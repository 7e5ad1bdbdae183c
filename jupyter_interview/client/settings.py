"""The settings of an interview, as arguments and in answers.

Made by scripts/contract.py from ``Settings`` in openapi/session.yaml.
"""

from dataclasses import dataclass
from typing import Any, TypedDict


@dataclass(frozen=True, slots=True)
class Locks:
    """What candidates may not do for the time being."""

    editing: bool = False
    """Candidates may not edit, nor switch the language."""
    runs: bool = False
    """Candidates may not run programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a session is set to."""

    lobby: bool = False
    """People who come by link wait until they are let in."""
    locks: Locks = Locks()
    """What candidates may not do for the time being."""
    show_values: bool = True
    """Runs show the value of a Python program's last expression. True unless changed."""
    candidate_checks: bool = False
    """Candidates may start hidden tests on the server, and learn how many passed."""
    ai: str = "unsaid"
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str = ""
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool = True
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool = False
    """It is noted when a candidate is away from the page for five seconds or longer."""


class SettingsChange(TypedDict, total=False):
    """Arguments of a call that changes settings. What is None stays."""

    lobby: bool | None
    lock_editing: bool | None
    lock_runs: bool | None
    show_values: bool | None
    candidate_checks: bool | None
    ai: str | None
    ai_sentence: str | None
    note_inserts: bool | None
    note_away: bool | None


class InitialSettings(TypedDict, total=False):
    """Arguments of a call that begins an interview."""

    lobby: bool
    ai: str
    ai_sentence: str
    note_inserts: bool
    note_away: bool


def asked(
    *,
    lobby: bool | None = None,
    lock_editing: bool | None = None,
    lock_runs: bool | None = None,
    show_values: bool | None = None,
    candidate_checks: bool | None = None,
    ai: str | None = None,
    ai_sentence: str | None = None,
    note_inserts: bool | None = None,
    note_away: bool | None = None,
) -> dict[str, Any]:
    """The part of a body that changes settings."""
    return _named(
        {
            "lobby": lobby,
            "locks": _named({"editing": lock_editing, "runs": lock_runs}) or None,
            "showValues": show_values,
            "candidateChecks": candidate_checks,
            "ai": ai,
            "aiSentence": ai_sentence,
            "noteInserts": note_inserts,
            "noteAway": note_away,
        }
    )


def initial(
    *,
    lobby: bool | None = None,
    ai: str | None = None,
    ai_sentence: str | None = None,
    note_inserts: bool | None = None,
    note_away: bool | None = None,
) -> dict[str, Any]:
    """The part with the settings of a body that begins an interview."""
    return _named(
        {
            "lobby": lobby,
            "ai": ai,
            "aiSentence": ai_sentence,
            "noteInserts": note_inserts,
            "noteAway": note_away,
        }
    )


def _named(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}
