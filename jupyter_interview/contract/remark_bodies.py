"""Bodies of requests about notes and scores as values."""

import re
from dataclasses import dataclass
from typing import Any

from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import ID_PATTERN
from ..domain.limits import Limits
from ..domain.naming import with_line_feeds
from ..domain.places import PLACE
from .fields import Fields

ANSWERS = ("strong_no", "no", "yes", "strong_yes", "no_answer")
"""What the overall answer can be."""
_MOST_LEVELS = 5
_MOST_MOMENTS = 10
_OLDEST_MS = 24 * 3600 * 1000
_ID = re.compile(ID_PATTERN, re.ASCII)
_CRITERION_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class WriteNote:
    """A note under an id that its author chose. ``at`` is the place of its moment, if it was not
    ``age_ms`` ago; a note that is there keeps its moment."""

    id: str
    text: str
    age_ms: int
    at: str | None
    shared: bool


@dataclass(frozen=True, slots=True)
class TakeNoteBack:
    id: str


@dataclass(frozen=True, slots=True)
class GiveScore:
    """A level of a criterion; None if nothing of it was seen."""

    criterion: str
    level: int | None
    moments: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Submit:
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Of the score of a criterion, of a note, or else of the overall answer."""

    id: str
    reason: str
    criterion: str | None = None
    level: int | None = None
    note: str | None = None
    text: str | None = None
    answer: str | None = None


Write = WriteNote | TakeNoteBack | GiveScore | Submit | Correct


def write_note(id: str, body: dict[str, Any], limits: Limits) -> WriteNote:
    fields = Fields(body, "A note", ("text", "ageMs", "at", "shared"))
    at = _place(fields, "at", fields.text("at")) if "at" in fields else None
    if at is not None and "ageMs" in fields:
        fields.refuse("at", "alone: it stands in the place of ageMs")
    return WriteNote(
        _checked_id(id),
        _text(fields, "text", limits),
        fields.whole("ageMs", 0, _OLDEST_MS, 0),
        at,
        fields.flag("shared", False),
    )


def take_note_back(id: str) -> TakeNoteBack:
    return TakeNoteBack(_checked_id(id))


def give_score(criterion: str, body: dict[str, Any], limits: Limits) -> GiveScore:
    fields = Fields(body, "A score", ("level", "moments", "why"))
    fields.raw("level")
    level, why = _level(fields), _text(fields, "why", limits)
    given = fields.raw("moments") if "moments" in fields else []
    if not isinstance(given, list) or len(given) > _MOST_MOMENTS:
        fields.refuse("moments", f"a list of at most {_MOST_MOMENTS} places")
    moments = tuple(_place(fields, "moments", one) for one in given)
    if level is not None and not moments and not why.strip():
        fields.refuse("why", "a sentence, or moments a place: a level says where it was seen")
    return GiveScore(criterion, level, moments, why)


def submit(body: dict[str, Any], limits: Limits) -> Submit:
    fields = Fields(body, "An overall answer", ("answer", "why"))
    return Submit(fields.one_of("answer", ANSWERS), _text(fields, "why", limits))


def correct(id: str, body: dict[str, Any], limits: Limits) -> Correct:
    names = ("reason", "criterion", "level", "note", "text", "answer")
    fields = Fields(body, "A correction", names)
    reason = _text(fields, "reason", limits)
    if not reason.strip():
        fields.refuse("reason", "a sentence: it stands beside what it corrects")
    about = [name for name in ("criterion", "note", "answer") if name in fields]
    if len(about) != 1:
        fields.refuse("criterion", "there, or note, or answer, and one of them alone")
    checked = _checked_id(id)
    match about[0]:
        case "criterion":
            criterion = fields.text("criterion")
            if len(criterion) > _CRITERION_CHARACTERS:
                fields.refuse("criterion", "the id of a criterion")
            return Correct(checked, reason, criterion=criterion, level=_level(fields))
        case "note":
            note = _checked_id(fields.text("note"))
            return Correct(checked, reason, note=note, text=_text(fields, "text", limits))
        case _:
            return Correct(checked, reason, answer=fields.one_of("answer", ANSWERS))


def _level(fields: Fields) -> int | None:
    if "level" not in fields or fields.is_null("level"):
        return None
    level: int = fields.whole("level", 1, _MOST_LEVELS)
    return level


def _text(fields: Fields, name: str, limits: Limits) -> str:
    text = with_line_feeds(fields.text(name, ""))
    if len(text) > limits.remark_characters:
        sentence = f"{name} may have at most {limits.remark_characters:,} characters."
        raise InterviewError(ErrorCode.TEXT_TOO_LONG, sentence)
    return text


def _place(fields: Fields, name: str, value: object) -> str:
    if not isinstance(value, str) or re.fullmatch(PLACE, value, re.ASCII) is None:
        fields.refuse(name, "a place in the log, seq:at")
    return str(value)


def _checked_id(value: str) -> str:
    if _ID.fullmatch(value) is None:
        sentence = "An id has 8 to 64 letters, digits, - or _."
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    return value
