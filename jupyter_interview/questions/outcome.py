"""Reads what came of a case from JSON that the program may have written itself.

``labextension/src/runner/cases/outcome.ts`` reads the same.
"""

import json
from dataclasses import dataclass
from typing import Any

from .shown import whole
from .values import MOST_BYTES, is_value

MOST_CHARACTERS = 2 * MOST_BYTES + 4096
"""The most characters of this JSON. Escapes make a value's JSON longer."""
MOST_CLASSES = 20
CLASS_CHARACTERS = 100
MESSAGE_CHARACTERS = 500
PRINTED_CHARACTERS = 200
"""The most characters of a value as its language prints it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A call gave a value. ``args`` is what became of its arguments, where that was asked for."""

    value: Any
    args: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """A call raised an error; ``classes`` from its own to the most general."""

    classes: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        name = self.classes[0] if self.classes else "Error"
        return f"{name}: {self.message}" if self.message else name


@dataclass(frozen=True, slots=True)
class Unreadable:
    """There is no value that could be compared; ``sentence`` says why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """What came of each step of a case."""

    steps: tuple["Given | Raised | Unreadable", ...]


Outcome = Given | Raised | Unreadable | Stepped

TOO_LARGE = Unreadable(f"The answer is larger than {MOST_BYTES // 1024} KiB, or too deep.")
NO_OUTCOME = Unreadable("The program gave no answer to this test.")


def read_outcome(text: str) -> Outcome:
    """The outcome that a text says."""
    told = _told(text)
    match told:
        case Unreadable():
            return told
        case {"steps": list(steps)}:
            return Stepped(tuple(_of_one(step) for step in steps))
        case _:
            return _of_one(told)


def read_printed(text: str) -> str:
    """The value of an expression as its language prints it; empty where that is not said."""
    match _told(text):
        case {"text": str(printed)}:
            return whole(printed[:PRINTED_CHARACTERS])
    return ""


def _told(text: str) -> Any:
    """What the JSON says, or an Unreadable."""
    if len(text) > MOST_CHARACTERS:
        return TOO_LARGE
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NO_OUTCOME


def _refuse(constant: str) -> Any:
    """Python reads NaN and Infinity, which are no JSON."""
    raise ValueError(constant)


def _of_one(told: Any) -> Given | Raised | Unreadable:
    match told:
        case {"tooLarge": True}:
            return TOO_LARGE
        case {"missing": str(name)}:
            return Unreadable(f"The program has no function {whole(name[:CLASS_CHARACTERS])}.")
        case {"raised": {"classes": list(classes), "message": str(message)}}:
            names = [name for name in classes[:MOST_CLASSES] if isinstance(name, str)]
            return Raised(
                tuple(whole(name[:CLASS_CHARACTERS]) for name in names),
                whole(message[:MESSAGE_CHARACTERS]),
            )
        case {"value": value} if is_value(value):
            args = told.get("args")
            if args is None:
                return Given(value)
            if isinstance(args, list) and is_value(args):
                return Given(value, tuple(args))
    return NO_OUTCOME
