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


OPERATIONS: dict[str, Operation] = {
    "lobby": Operation.LOCK,
    "editing_locked": Operation.LOCK,
    "runs_locked": Operation.LOCK,
    "shows_values": Operation.LOCK,
    "candidate_checks": Operation.LOCK,
}
"""The operation of the role table that is changing a setting."""
IN_LOBBY: tuple[str, ...] = ("lobby", "shows_values")
"""The settings that somebody in the lobby may know."""
