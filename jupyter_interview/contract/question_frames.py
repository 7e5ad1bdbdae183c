"""Frames about questions and checks, as the commands they ask for.

What a browser tells of a check is as little trusted as anything else. Long texts are cut, because
they are shown and nothing more; whatever else is out of bounds is refused.
"""

from typing import Any, get_args

from ..domain.ids import ID_PATTERN
from ..domain.languages import check_test_language
from ..domain.places import PLACE
from ..domain.program_files import is_file_name
from ..domain.questions import MOST_QUESTIONS
from ..questions.cases import MOST_CASES
from ..questions.judge import Status
from ..questions.shown import SHOWN_CHARACTERS
from . import program
from .fields import Fields
from .file_fields import file_id
from .session import (
    AnswerCheck,
    CheckHere,
    EndCheck,
    OrderQuestions,
    RemoveQuestion,
    StartCheck,
    StopCheck,
)
from .values import CaseResult

QuestionCommand = (
    RemoveQuestion | OrderQuestions | StartCheck | AnswerCheck | EndCheck | CheckHere | StopCheck
)
NAMES: frozenset[str] = frozenset(
    {
        "question_remove",
        "questions_order",
        "check_started",
        "check_results",
        "check_ended",
        "check_here",
        "stop_check",
    }
)
"""The types of these frames."""
STATUSES: tuple[str, ...] = get_args(Status)
"""How a case can go."""
ENDS: tuple[str, ...] = ("ended", "stopped")
"""How a check can end, as its browser says."""
_MOST_MS = 1e12
"""Thirty years; JSON may contain whole numbers that are too large for a float."""


def question_command(name: str, payload: object) -> QuestionCommand:
    """What a frame with a type of ``NAMES`` asks for; raises a refusal."""
    match name:
        case "question_remove":
            return RemoveQuestion(_question(Fields(payload, name, ("question",))))
        case "questions_order":
            return OrderQuestions(_questions(Fields(payload, name, ("questions",))))
        case "check_started":
            return _started(payload)
        case "check_results":
            fields = Fields(payload, name, ("checkId", "results"))
            return AnswerCheck(_check_id(fields), _results(fields))
        case "check_ended":
            fields = Fields(payload, name, ("checkId", "state"))
            return EndCheck(_check_id(fields), fields.one_of("state", ENDS))
        case "check_here":
            fields = Fields(payload, name, ("question", "hidden", "file", "cases", "checkId"))
            return check_here(fields)
        case _:
            return StopCheck(_check_id(Fields(payload, name, ("checkId",))))


def check_here(fields: Fields) -> CheckHere:
    """A check that this server shall make, with the same fields in REST and socket."""
    return CheckHere(
        _question(fields),
        fields.flag("hidden"),
        file_id(fields),
        _cases(fields),
        _check_id(fields) if "checkId" in fields else None,
    )


def _started(payload: object) -> StartCheck:
    names = ("checkId", "question", "hidden", "language", "file", "cases", "program", "at")
    fields = Fields(payload, "check_started", names)
    file = fields.text_or_none("file")
    if file is not None and not is_file_name(file):
        fields.refuse("file", "the name of a file")
    return StartCheck(
        _check_id(fields),
        _question(fields),
        fields.flag("hidden"),
        check_test_language(fields.text("language")),
        file,
        _cases(fields),
        program.claimed(fields),
        place(fields),
    )


def place(fields: Fields) -> str | None:
    """The optional place in the log whose texts are run."""
    if "at" not in fields or fields.is_null("at"):
        return None
    return fields.matching("at", PLACE, "a place in the log, seq:at")


def _check_id(fields: Fields) -> str:
    wanted = "8 to 64 letters, digits, hyphens and underscores"
    return fields.matching("checkId", ID_PATTERN, wanted)


def _question(fields: Fields) -> str:
    return fields.matching("question", ID_PATTERN, "the id of a question")


def _questions(fields: Fields) -> tuple[str, ...]:
    given = _list(fields, "questions", MOST_QUESTIONS, "ids of questions")
    return tuple(_question(Fields({"question": one}, "questions", ("question",))) for one in given)


def _cases(fields: Fields) -> tuple[int, ...]:
    """The optional indexes of the cases that are run."""
    if "cases" not in fields:
        return ()
    given = _list(fields, "cases", MOST_CASES, "indexes")
    return tuple(_index(Fields({"index": one}, "cases", ("index",))) for one in given)


def _index(fields: Fields) -> int:
    index: int = fields.whole("index", 0, MOST_CASES - 1)
    return index


def _results(fields: Fields) -> tuple[CaseResult, ...]:
    return tuple(map(_result, _list(fields, "results", MOST_CASES, "results")))


def _result(value: object) -> CaseResult:
    names = ("index", "name", "status", "expected", "got", "message", "ms")
    fields = Fields(value, "A result", names)
    ms = fields.raw("ms")
    if isinstance(ms, bool) or not isinstance(ms, (int, float)) or not 0 <= ms < _MOST_MS:
        fields.refuse("ms", "a number of milliseconds from 0")
    return CaseResult(
        _index(fields),
        _cut(fields, "name"),
        fields.one_of("status", STATUSES),
        _cut(fields, "expected"),
        _cut(fields, "got"),
        _cut(fields, "message"),
        float(ms),
    )


def _cut(fields: Fields, name: str) -> str:
    text: str = fields.text(name)
    return text[:SHOWN_CHARACTERS]


def _list(fields: Fields, name: str, most: int, of: str) -> list[Any]:
    given: Any = fields.raw(name)
    if not isinstance(given, list) or len(given) > most:
        fields.refuse(name, f"a list of at most {most} {of}")
    return list(given)
