"""Bodies of requests about questions and checks as values."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from ..domain.errors import InterviewError
from ..domain.languages import check_test_language
from ..domain.limits import Limits
from ..domain.naming import clean_code, clean_label, with_line_feeds
from ..domain.questions import MOST_QUESTIONS, PLACES
from ..questions.cases import MOST_CASES
from ..questions.values import MOST_DEPTH
from ..questions.written import WrittenCase, WrittenQuestion
from .fields import Fields
from .question_frames import check_here, place
from .session import CheckHere

WRITTEN_DEPTH = MOST_DEPTH + 10
"""How deep the JSON of a body may be nested that holds values of tests."""
_TITLE_CHARACTERS = 100
_BANK_CHARACTERS, _NAME_CHARACTERS = 255, 60


@dataclass(frozen=True, slots=True)
class ChosenQuestion:
    """A question of a bank."""

    bank: str
    name: str


@dataclass(frozen=True, slots=True)
class QuestionWanted:
    """The question that shall be loaded, in which language, and what becomes of a text that is
    there."""

    question: ChosenQuestion | WrittenQuestion
    language: str | None
    into: str | None


@dataclass(frozen=True, slots=True)
class QuestionToKeep:
    """A question that becomes files of a bank. ``bank`` is what the client takes for its name."""

    bank: str | None
    written: WrittenQuestion


def chosen_questions(fields: Fields) -> tuple[ChosenQuestion, ...]:
    """The field ``questions`` of what begins an interview."""
    if "questions" not in fields:
        return ()
    given = fields.raw("questions")
    if not isinstance(given, list) or len(given) > MOST_QUESTIONS:
        fields.refuse("questions", f"a list of at most {MOST_QUESTIONS} questions")
    chosen = tuple(
        _chosen(Fields(value, "A question", ("bank", "name"), closed=True)) for value in given
    )
    if len({*chosen}) < len(chosen):
        fields.refuse("questions", "different questions")
    return chosen


def question_wanted(body: dict[str, Any], limits: Limits) -> QuestionWanted:
    fields = Fields(body, "This", ("bank", "name", "written", "language", "into"))
    question: ChosenQuestion | WrittenQuestion
    if "written" in fields:
        if "bank" in fields:
            fields.refuse("written", "alone: it stands in the place of a question of a bank")
        question = _written(fields.raw("written"), limits)
    else:
        question = _chosen(fields)
    language = check_test_language(fields.text("language")) if "language" in fields else None
    return QuestionWanted(question, language, fields.one_of("into", PLACES, None))


def question_to_keep(body: dict[str, Any], limits: Limits) -> QuestionToKeep:
    fields = Fields(body, "This", ("bank", "written"))
    written = _written(fields.raw("written"), limits)
    return QuestionToKeep(fields.text("bank", None), written)


def check_wanted(body: dict[str, Any], shown: str) -> CheckHere:
    """A check by this server, of the file that is ``shown`` if the body names none."""
    names = ("question", "hidden", "file", "cases", "checkId", "at")
    fields = Fields({"file": shown, **body}, "A check", names)
    return replace(check_here(fields), at=place(fields))


def _chosen(fields: Fields) -> ChosenQuestion:
    bank, name = fields.text("bank"), fields.text("name")
    if not 0 < len(bank) <= _BANK_CHARACTERS:
        fields.refuse("bank", "the name of a bank")
    if not 0 < len(name) <= _NAME_CHARACTERS:
        fields.refuse("name", "the name of a question in it")
    return ChosenQuestion(bank, name)


def _written(value: object, limits: Limits) -> WrittenQuestion:
    names = ("title", "statement", "language", "starter", "cases")
    fields = Fields(value, "A written question", names, closed=True)
    cases = fields.raw("cases")
    if not isinstance(cases, list) or len(cases) > MOST_CASES:
        fields.refuse("cases", f"a list of at most {MOST_CASES} tests")
    return WrittenQuestion(
        clean_label(fields.text("title"), "title", _TITLE_CHARACTERS),
        with_line_feeds(fields.text("statement")),
        check_test_language(fields.text("language")),
        clean_code(fields.text("starter"), limits.text_bytes),
        tuple(_case(row, case) for row, case in enumerate(cases, 1)),
    )


def _case(row: int, value: object) -> WrittenCase:
    names = ("name", "call", "args", "returns", "hidden")
    try:
        fields = Fields(value, "A test", names, closed=True)
        args = fields.raw("args")
        if not isinstance(args, list):
            fields.refuse("args", "a list")
        return WrittenCase(
            fields.text("name"),
            fields.text("call"),
            args,
            fields.raw("returns"),
            fields.flag("hidden"),
        )
    except InterviewError as refusal:
        raise InterviewError(refusal.code, f"Row {row}: {refusal.sentence}") from None
