"""Reads a program that this server shall run, with the same fields in REST and socket."""

from dataclasses import dataclass, field, replace

from ..domain.exercise import TestCase
from ..domain.languages import check_language
from ..domain.limits import Limits
from ..domain.naming import clean_code, with_line_feeds
from ..domain.program_files import MAIN_NAMES, MOST_FILES, TextFile, check_files
from .exercise import test_cases
from .fields import Fields

NAMES = ("code", "language", "stdin", "tests")


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One program with all of its input and its tests."""

    code: str
    language: str
    stdin: str = ""
    tests: tuple[TestCase, ...] = ()
    files: tuple[TextFile, ...] | None = field(default=None, kw_only=True)
    """What the program can import and read; None for a program that is one file."""


def run_request(fields: Fields, limits: Limits) -> RunRequest:
    """Read a program; raises a refusal."""
    return RunRequest(
        clean_code(fields.text("code"), limits.text_bytes),
        check_language(fields.text("language")),
        clean_code(fields.text("stdin", ""), limits.text_bytes),
        test_cases(fields),
    )


def with_files(request: RunRequest, fields: Fields, limits: Limits) -> RunRequest:
    """The program with the files of the optional field ``files``; raises a refusal."""
    if "files" not in fields:
        return request
    given = fields.raw("files")
    if not isinstance(given, list) or len(given) > MOST_FILES:
        fields.refuse("files", f"a list of at most {MOST_FILES} files")
    files = tuple(map(_file, given))
    check_files(MAIN_NAMES[request.language], request.code, files, int(limits.text_bytes))
    return replace(request, files=files)


def _file(value: object) -> TextFile:
    fields = Fields(value, "A file", ("name", "text"))
    return TextFile(fields.text("name"), with_line_feeds(fields.text("text")))
