"""JSON frames: what clients may say as values, and what the server says as text.

The shapes are those of openapi/asyncapi.yaml, mode by mode; the golden frames in openapi/examples
hold both sides to them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..domain.errors import ErrorCode, InterviewError
from ..domain.exercise import TestResult
from ..domain.ids import ID_PATTERN
from ..domain.languages import check_language
from ..domain.limits import Limits
from ..domain.naming import clean_code
from ..domain.output import Output
from ..domain.runs import ENDS
from ..gate.relative import check_cursor
from . import output, program
from .exercise import test_results
from .fields import Fields
from .json_text import decode_object, encode
from .program import RunRequest

MAX_OFFSET = 2**31 - 1


class Mode(StrEnum):
    """What a socket speaks."""

    CONTRACT = "contract"
    SYNC = "sync"


SUBPROTOCOLS: dict[str, Mode] = {"interview.v1": Mode.SYNC, "interview.events": Mode.CONTRACT}
PROTOCOL = "interview.v1"
_VERSION = re.compile(r"interview\.v\d{1,9}", re.ASCII)


def choose_subprotocol(offered: Sequence[str]) -> str | None:
    """The mode that was asked for, or another version of it, for which there is only a goodbye.

    That is chosen too, because browsers hang up by themselves when none of their offers is.
    """
    known = next((name for name in SUBPROTOCOLS if name in offered), None)
    return known or next((name for name in offered if _VERSION.fullmatch(name)), None)


def mode_of(subprotocol: str | None) -> Mode:
    """What to speak with whom this was chosen for; raises ``version``."""
    if not subprotocol:
        return Mode.CONTRACT
    if (mode := SUBPROTOCOLS.get(subprotocol)) is None:
        sentence = "This page is of another version than the server; reload it."
        raise InterviewError(ErrorCode.VERSION, sentence)
    return mode


@dataclass(frozen=True, slots=True)
class ReplaceCode:
    code: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """One's own hand, up or down."""

    raised: bool


@dataclass(frozen=True, slots=True)
class MoveCursor:
    """Relative positions as Yjs writes them, or None for no selection."""

    language: str
    cursor: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class MoveCursorTo:
    """Offsets in UTF-16 units in the current buffer."""

    position: int
    anchor: int


@dataclass(frozen=True, slots=True)
class DateEdits:
    """The edits that follow were made so long before this was sent."""

    age_ms: int


@dataclass(frozen=True, slots=True)
class StartRun:
    run_id: str
    language: str
    age_ms: int = 0


@dataclass(frozen=True, slots=True)
class PrintOutput:
    run_id: str
    index: int
    output: Output


@dataclass(frozen=True, slots=True)
class EndRun:
    run_id: str
    state: str
    error: str | None
    duration_ms: int
    truncated: bool
    age_ms: int = 0
    tests: tuple[TestResult, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportResult:
    output: str
    error: str | None


@dataclass(frozen=True, slots=True)
class RunHere(RunRequest):
    """This server shall run it, under an id of the client's choice or its own."""

    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class StopRun:
    run_id: str


Command = (
    ReplaceCode
    | ChooseLanguage
    | RaiseHand
    | MoveCursor
    | MoveCursorTo
    | DateEdits
    | StartRun
    | PrintOutput
    | EndRun
    | ReportResult
    | RunHere
    | StopRun
)

KNOWN: dict[Mode, frozenset[str]] = {
    Mode.CONTRACT: frozenset(
        {
            "code_change",
            "language_change",
            "cursor_change",
            "execution_result",
            "run_code",
            "stop_run",
        }
    ),
    Mode.SYNC: frozenset(
        {
            "language_change",
            "hand_change",
            "cursor_change",
            "edits_made",
            "run_started",
            "run_output",
            "execution_result",
            "run_code",
            "stop_run",
        }
    ),
}


def frame_type(frame: dict[str, Any]) -> str | None:
    """The type a frame says it has, for the ``about`` of an error."""
    name = frame.get("type")
    return name if isinstance(name, str) and len(name) <= 64 else None


def decode_frame(data: bytes, limits: Limits) -> dict[str, Any]:
    """A text frame as an object with a ``type``; raises ``invalid_utf8`` or ``invalid_json``."""
    return decode_object(data, limits.json_depth)


def decode_command(frame: dict[str, Any], mode: Mode, limits: Limits) -> Command:
    """What the client wants; raises a refusal."""
    name = frame.get("type")
    if not isinstance(name, str):
        raise InterviewError(ErrorCode.INVALID_FIELD, "A frame needs a type.")
    if name not in KNOWN[mode]:
        raise InterviewError(ErrorCode.UNKNOWN_EVENT, f"There is no event {name[:64]!r} to send.")
    payload = frame.get("payload")
    match name:
        case "code_change":
            fields = Fields(payload, "code_change", ("code",))
            return ReplaceCode(clean_code(fields.text("code"), limits.text_bytes))
        case "language_change":
            fields = Fields(payload, "language_change", ("language",))
            return ChooseLanguage(check_language(fields.text("language")))
        case "hand_change":
            return RaiseHand(Fields(payload, "hand_change", ("raised",)).flag("raised"))
        case "cursor_change":
            return _cursor(payload, mode)
        case "edits_made":
            return DateEdits(_age(Fields(payload, "edits_made", ("ageMs",)), limits))
        case "run_started":
            fields = Fields(payload, "run_started", ("runId", "language", "ageMs"))
            language = check_language(fields.text("language"))
            return StartRun(_run_id(fields), language, _age(fields, limits, 0))
        case "run_output":
            return _output(payload)
        case "run_code":
            return _run_here(payload, limits)
        case "stop_run":
            return StopRun(_run_id(Fields(payload, "stop_run", ("runId",))))
        case _:
            return _result(payload, mode, limits)


def _age(fields: Fields, limits: Limits, *default: int) -> int:
    """How many milliseconds ago something was made that is sent only now."""
    age: int = fields.whole("ageMs", 0, int(limits.offline_seconds * 1000), *default)
    return age


def _run_id(fields: Fields) -> str:
    wanted = "8 to 64 letters, digits, hyphens and underscores"
    return fields.matching("runId", ID_PATTERN, wanted)


def _cursor(payload: object, mode: Mode) -> MoveCursor | MoveCursorTo:
    fields = Fields(payload, "cursor_change", ("language", "cursor", "position", "anchor"))
    if mode is Mode.CONTRACT or "position" in fields:
        position = fields.whole("position", 0, MAX_OFFSET)
        return MoveCursorTo(position, fields.whole("anchor", 0, MAX_OFFSET, position))
    language = check_language(fields.text("language"))
    return MoveCursor(language, check_cursor(fields.raw("cursor"), language))


def _output(payload: object) -> PrintOutput:
    fields = Fields(payload, "run_output", ("runId", "index", *output.NAMES))
    index = fields.whole("index", 0, MAX_OFFSET)
    return PrintOutput(_run_id(fields), index, output.output_of(fields))


def _run_here(payload: object, limits: Limits) -> RunHere:
    fields = Fields(payload, "run_code", ("runId", *program.NAMES))
    run_id = _run_id(fields) if "runId" in fields else None
    command = program.run_request(fields, limits)
    return RunHere(command.code, command.language, command.stdin, command.tests, run_id)


def _result(payload: object, mode: Mode, limits: Limits) -> EndRun | ReportResult:
    told = ("runId", "state", "error", "durationMs", "truncated", "ageMs", "tests")
    names = (*told, "output", "timestamp")
    fields = Fields(payload, "execution_result", names)
    if "output" in fields and "runId" in fields:
        fields.refuse("output", "alone: it tells a whole result, while runId ends a run")
    if mode is Mode.CONTRACT or "output" in fields:
        return ReportResult(fields.text("output"), fields.text_or_none("error"))
    return EndRun(
        _run_id(fields),
        fields.one_of("state", ENDS),
        fields.text_or_none("error"),
        fields.whole("durationMs", 0, MAX_OFFSET),
        fields.flag("truncated"),
        _age(fields, limits, 0),
        test_results(fields),
    )


def event(name: str, **payload: Any) -> str:
    """A frame as text."""
    return encode({"type": name, "payload": payload})


def error(refusal: InterviewError, about: str | None) -> str:
    """The ``error`` frame that answers a refused one."""
    return event("error", **refusal.body(), about=about)
