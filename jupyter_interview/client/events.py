"""What is heard while an interview goes on: the contract's five events, as values to match on."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .shapes import User, read


@dataclass(frozen=True, slots=True)
class CodeChange:
    """The text changed, or another language's is shown; ``code`` is the whole of it."""

    code: str


@dataclass(frozen=True, slots=True)
class LanguageChange:
    """Another language's text is shown."""

    language: str


@dataclass(frozen=True, slots=True)
class UserJoined:
    """Somebody joined, or is back."""

    user: User


@dataclass(frozen=True, slots=True)
class UserLeft:
    """Somebody left, or has been away for ten seconds."""

    user: User


@dataclass(frozen=True, slots=True)
class ExecutionResult:
    """A run ended; ``error`` is None when it went well."""

    output: str
    error: str | None
    timestamp: datetime


Event = CodeChange | LanguageChange | UserJoined | UserLeft | ExecutionResult

_KINDS: dict[str, type[Event]] = {
    "code_change": CodeChange,
    "language_change": LanguageChange,
    "user_joined": UserJoined,
    "user_left": UserLeft,
    "execution_result": ExecutionResult,
}


def read_event(frame: str | bytes) -> Event | None:
    """A frame as an event; None for one of a kind that this version does not know."""
    message: dict[str, Any] = json.loads(frame)
    kind: Any = _KINDS.get(message["type"])
    if kind is None:
        return None
    event: Event = read(kind, message["payload"])
    return event
