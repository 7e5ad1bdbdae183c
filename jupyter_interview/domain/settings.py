"""The settings of a session, and what somebody must be allowed who changes one.

Made by scripts/contract.py from ``Settings`` in openapi/session.yaml.
"""

from dataclasses import dataclass

from .roles import Operation


@dataclass(frozen=True, slots=True)
class Settings:
    """What a session is set to."""

    lobby: bool = False
    """People who come by link wait until they are let in."""
    editing_locked: bool = False
    """Candidates may not edit, nor switch the language."""
    runs_locked: bool = False
    """Candidates may not run programs."""
    shows_values: bool = True
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


OPERATIONS: dict[str, Operation] = {
    "lobby": Operation.LOCK,
    "editing_locked": Operation.LOCK,
    "runs_locked": Operation.LOCK,
    "shows_values": Operation.LOCK,
    "candidate_checks": Operation.LOCK,
    "ai": Operation.LOCK,
    "ai_sentence": Operation.LOCK,
    "note_inserts": Operation.LOCK,
    "note_away": Operation.LOCK,
}
"""The operation of the role table that is changing a setting."""
IN_LOBBY: tuple[str, ...] = (
    "lobby",
    "shows_values",
    "ai",
    "ai_sentence",
    "note_inserts",
    "note_away",
)
"""The settings that somebody in the lobby may know."""
