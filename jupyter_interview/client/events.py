"""What is heard while an interview goes on: the contract's five events, and those of checks, as
values to match on."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .shapes import CaseResult, Check, HiddenResult, User, read


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


@dataclass(frozen=True, slots=True)
class CheckStarted:
    """A program is being run against visible tests of a question. Of hidden ones nothing is told
    but :class:`HiddenTests`."""

    check: Check


@dataclass(frozen=True, slots=True)
class CheckResults:
    """It is known how some more tests went. ``check`` is the id."""

    check: str
    results: tuple[CaseResult, ...]


@dataclass(frozen=True, slots=True)
class CheckEnded:
    """No more results will come of a check: it ``ended``, was ``stopped``, or is ``lost``."""

    check: str
    state: str
    ended_at: datetime
    passed: int
    points: int
    of: int


@dataclass(frozen=True, slots=True)
class HiddenTests:
    """Hidden tests were all run, and this is what everybody may know of it."""

    result: HiddenResult


Event = (
    CodeChange
    | LanguageChange
    | UserJoined
    | UserLeft
    | ExecutionResult
    | CheckStarted
    | CheckResults
    | CheckEnded
    | HiddenTests
)

_KINDS: dict[str, type[Event]] = {
    "code_change": CodeChange,
    "language_change": LanguageChange,
    "user_joined": UserJoined,
    "user_left": UserLeft,
    "execution_result": ExecutionResult,
    "check_started": CheckStarted,
    "check_results": CheckResults,
    "check_ended": CheckEnded,
    "hidden_result": HiddenTests,
}


def read_event(frame: str | bytes) -> Event | None:
    """A frame as an event; None for one of a kind that this version does not know."""
    message: dict[str, Any] = json.loads(frame)
    kind: Any = _KINDS.get(message["type"])
    if kind is None:
        return None
    event: Event = read(kind, message["payload"])
    return event
