"""Reads the messages of a program's process from bytes that the program may have written itself.

A message is a JSON object on a line of its own behind a record separator (RFC 7464), so it is found
even if the line before it was never ended. No message is believed: each is a claim of a program
about its own run. Anything that is no message, is too long or too deep, or has a wrong type is left
out. So is half a character, which could not be stored or sent.
"""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, Protocol

from ..contract.output import told_output
from ..contract.values import Output
from ..questions.cases import MOST_CASES
from ..questions.outcome import MOST_CHARACTERS
from .events import CaseAnswered, CaseBegun, Posted

LINE_BYTES = 1024 * 1024
TOTAL_BYTES = 32 * 1024 * 1024
TOTAL_MESSAGES = 20_000
"""The most messages of a program that are no flood: the sandbox joins what is printed quickly, and
prints no more than is kept."""
TOTAL_POSTS = 40_000
"""The most messages between a program and test code that are no flood: twice of what they need
before other processes take over."""
READ_BYTES = 64 * 1024
SEPARATOR = b"\x1e"
MODULES = 200
ENDS = ("ok", "error", "out_of_memory", "crashed")


class Flood(Exception):
    """A program wrote more than any honest program can."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The program begins."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The interpreter could not be started."""

    reason: str


@dataclass(frozen=True, slots=True)
class Needed:
    """The program waits for the packages with these modules."""

    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The program has printed something."""

    output: Output


@dataclass(frozen=True, slots=True)
class Finished:
    """The program has ended."""

    state: str
    error: str | None


Message = Ready | Failed | Needed | Written | CaseBegun | CaseAnswered | Posted | Finished


class Source(Protocol):
    """Gives bytes; an empty piece is the end."""

    async def read(self, n: int) -> bytes: ...


async def messages(source: Source) -> AsyncGenerator[Message, None]:
    """The messages in what a process writes; raises Flood."""
    waiting, total, skipping = b"", 0, False
    left, posts_left = TOTAL_MESSAGES, TOTAL_POSTS
    while piece := await source.read(READ_BYTES):
        total += len(piece)
        if total > TOTAL_BYTES:
            raise Flood
        *lines, rest = piece.split(b"\n")
        for line in lines:
            line, waiting = waiting + line, b""
            if not skipping and (message := parse(line)) is not None:
                is_post = isinstance(message, Posted)
                left, posts_left = left - (not is_post), posts_left - is_post
                if left < 0 or posts_left < 0:
                    raise Flood
                yield message
            skipping = False
        waiting += rest
        if len(waiting) > LINE_BYTES:
            waiting, skipping = b"", True


def parse(line: bytes) -> Message | None:
    """The message on this line, or None if it has none."""
    _, mark, text = line.rpartition(SEPARATOR)
    if not mark or len(text) > LINE_BYTES:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _message(value) if isinstance(value, dict) else None


def _message(value: dict[str, Any]) -> Message | None:
    match value.get("type"):
        case "ready":
            return Ready()
        case "failed":
            return Failed(whole_text(value.get("message")) or "")
        case "need":
            names = value.get("modules")
            given = names[:MODULES] if isinstance(names, list) else []
            return Needed(tuple(name for name in given if isinstance(name, str)))
        case "output":
            forms = {name: whole_text(value[name]) for name in ("text", "html") if value.get(name)}
            output = told_output(value | forms)
            return None if output is None else Written(output)
        case "case" | "answer":
            return _of_case(value)
        case "post":
            post = value.get("json")
            if not isinstance(post, str) or len(post) > MOST_CHARACTERS:
                return None
            return Posted(post)
        case "ended":
            state = value.get("state")
            known = isinstance(state, str) and state in ENDS
            return Finished(str(state), whole_text(value.get("error"))) if known else None
    return None


def _of_case(value: dict[str, Any]) -> CaseBegun | CaseAnswered | None:
    index, answer = value.get("index"), value.get("json")
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < MOST_CASES:
        return None
    if value["type"] == "case":
        return CaseBegun(index)
    if not isinstance(answer, str) or len(answer) > MOST_CHARACTERS:
        return None
    return CaseAnswered(index, answer, _ms(value.get("ms")))


def _ms(ms: object) -> float:
    is_time = isinstance(ms, (int, float)) and not isinstance(ms, bool) and 0 <= ms < 1e12
    return float(ms) if is_time else 0.0  # type: ignore[arg-type]


def whole_text(value: object) -> str | None:
    """The text, if it is one that can be written as UTF-8; else None."""
    if not isinstance(value, str):
        return None
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
