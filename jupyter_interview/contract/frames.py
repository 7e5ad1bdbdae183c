"""JSON frames: what clients may say as values, and what the server says as text.

The shapes are those of openapi/asyncapi.yaml, mode by mode; the golden frames in openapi/examples
hold both sides to them.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import UNSET

from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import ID_PATTERN, is_id
from ..domain.languages import check_language, code_file
from ..domain.limits import Limits
from ..domain.naming import clean_code
from ..domain.program_files import MOST_FILES
from ..gate.relative import check_cursor
from . import output, program, question_frames
from .exercise import test_results
from .fields import Fields
from .file_fields import file_id, file_name
from .json_text import decode_object
from .question_frames import QuestionCommand, question_command
from .server_frames import FRAME_TYPES, ErrorFrame, ServerFrame
from .session import (
    AddFile,
    ChooseEntry,
    ChooseLanguage,
    DateEdits,
    EndRun,
    MoveCursor,
    MoveCursorTo,
    NoteAway,
    NoteInsert,
    OrderFiles,
    PrintOutput,
    RaiseHand,
    RemoveFile,
    RenameFile,
    ReplaceCode,
    ReportResult,
    RestoreFile,
    RunHere,
    ShowFile,
    StartRun,
    StopRun,
)
from .values import Cursor

MAX_OFFSET = 2**31 - 1
ENDS: tuple[str, ...] = ("ok", "error", "timeout", "stopped", "out_of_memory", "crashed")
"""How a run can end, as its runner says."""

WAYS_IN: tuple[str, ...] = (
    "paste",
    "drop",
    "file",
    "undo",
    "redo",
    "completion",
    "restore",
    "dictation",
    "other",
)
"""How text can come, as a browser says."""
SOURCES: tuple[str, ...] = ("interview", "outside")
WAYS_OUT: tuple[str, ...] = ("hidden", "unfocused")
"""How somebody can be away from their page."""
SECONDS_AWAY = (5, 86_400)


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


FrameCommand = (
    ReplaceCode
    | ChooseLanguage
    | AddFile
    | RenameFile
    | RemoveFile
    | RestoreFile
    | OrderFiles
    | ShowFile
    | ChooseEntry
    | RaiseHand
    | NoteInsert
    | NoteAway
    | MoveCursor
    | MoveCursorTo
    | DateEdits
    | StartRun
    | PrintOutput
    | EndRun
    | ReportResult
    | RunHere
    | StopRun
    | QuestionCommand
)
"""What a client may ask for with a text frame."""

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
    Mode.SYNC: question_frames.NAMES
    | frozenset(
        {
            "language_change",
            "file_add",
            "file_rename",
            "file_remove",
            "file_restore",
            "files_order",
            "file_show",
            "file_entry",
            "hand_change",
            "insert_noted",
            "away_noted",
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


def run_of(frame: dict[str, Any]) -> str | None:
    """The run that a frame names, for the ``runId`` of an error."""
    payload = frame.get("payload")
    run_id = payload.get("runId") if isinstance(payload, dict) else None
    return run_id if isinstance(run_id, str) and is_id(run_id) else None


def decode_frame(data: bytes, limits: Limits) -> dict[str, Any]:
    """A text frame as an object with a ``type``; raises ``invalid_utf8`` or ``invalid_json``."""
    return decode_object(data, limits.json_depth)


def decode_command(frame: dict[str, Any], mode: Mode, limits: Limits) -> FrameCommand:
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
        case "file_add" | "file_rename" | "file_remove" | "file_restore":
            return _file_command(name, payload)
        case "files_order" | "file_show" | "file_entry":
            return _file_command(name, payload)
        case "hand_change":
            return RaiseHand(Fields(payload, "hand_change", ("raised",)).flag("raised"))
        case "insert_noted":
            return _insert(payload)
        case "away_noted":
            fields = Fields(payload, "away_noted", ("how", "seconds"))
            how = fields.one_of("how", WAYS_OUT)
            return NoteAway(how, fields.whole("seconds", *SECONDS_AWAY))
        case "cursor_change":
            return _cursor(payload, mode)
        case "edits_made":
            return DateEdits(_age(Fields(payload, "edits_made", ("ageMs",)), limits))
        case _ if name in question_frames.NAMES:
            return question_command(name, payload)
        case "run_started":
            fields = Fields(payload, "run_started", ("runId", "language", "ageMs", "program"))
            language = check_language(fields.text("language"))
            claimed = program.claimed(fields)
            return StartRun(_run_id(fields), language, _age(fields, limits, 0), claimed)
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


def _file_command(name: str, payload: object) -> FrameCommand:
    """What somebody asks to be done with files."""
    wanted = {"file_add": ("name",), "file_rename": ("file", "name"), "files_order": ("files",)}
    fields = Fields(payload, name, wanted.get(name, ("file",)))
    match name:
        case "file_add":
            return AddFile(file_name(fields))
        case "file_rename":
            return RenameFile(file_id(fields), file_name(fields))
        case "file_remove":
            return RemoveFile(file_id(fields))
        case "file_restore":
            return RestoreFile(file_id(fields))
        case "file_show":
            return ShowFile(file_id(fields))
        case "file_entry":
            return ChooseEntry(None if fields.is_null("file") else file_id(fields))
        case _:
            return OrderFiles(_files(fields))


def _files(fields: Fields) -> tuple[str, ...]:
    given = fields.raw("files")
    if not isinstance(given, list) or len(given) > MOST_FILES:
        fields.refuse("files", f"a list of at most {MOST_FILES} ids of files")
    return tuple(file_id(Fields({"file": file}, "files", ("file",))) for file in given)


def _insert(payload: object) -> NoteInsert:
    names = ("how", "file", "characters", "lines", "source")
    fields = Fields(payload, "insert_noted", names)
    return NoteInsert(
        fields.one_of("how", WAYS_IN),
        file_id(fields),
        fields.whole("characters", 1, MAX_OFFSET),
        fields.whole("lines", 1, MAX_OFFSET),
        None if fields.is_null("source") else fields.one_of("source", SOURCES),
    )


def _cursor(payload: object, mode: Mode) -> MoveCursor | MoveCursorTo:
    names = ("file", "language", "cursor", "position", "anchor")
    fields = Fields(payload, "cursor_change", names)
    if mode is Mode.CONTRACT or "position" in fields:
        position = fields.whole("position", 0, MAX_OFFSET)
        return MoveCursorTo(position, fields.whole("anchor", 0, MAX_OFFSET, position))
    known = "file" in fields
    file = file_id(fields) if known else code_file(check_language(fields.text("language")))
    cursor = check_cursor(fields.raw("cursor"), file)
    return MoveCursor(file, None if cursor is None else Cursor(**cursor))


def _output(payload: object) -> PrintOutput:
    fields = Fields(payload, "run_output", ("runId", "index", *output.NAMES))
    index = fields.whole("index", 0, MAX_OFFSET)
    return PrintOutput(_run_id(fields), index, output.output_of(fields))


def _run_here(payload: object, limits: Limits) -> RunHere:
    names = ("runId", "name", "files", "stateVector", *program.NAMES)
    fields = Fields(payload, "run_code", names)
    run_id = _run_id(fields) if "runId" in fields else None
    command = program.run_here(fields, limits, run_id)
    return program.with_files(command, fields, limits)


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


def frame(payload: ServerFrame) -> str:
    """A frame of the server as text."""
    body = msgspec.json.encode(payload).decode()
    return f'{{"type":"{FRAME_TYPES[type(payload)]}","payload":{body}}}'


def error(refusal: InterviewError, about: str | None, run_id: str | None = None) -> str:
    """The ``error`` frame that answers a refused one, which may have been about a run."""
    run = UNSET if run_id is None else run_id
    return frame(ErrorFrame(refusal.sentence, refusal.code.value, about, run))
