"""Reads a program that this server shall run, with the same fields in REST and socket."""

from msgspec.structs import replace

from ..domain.languages import check_language
from ..domain.limits import Limits
from ..domain.naming import clean_code, with_line_feeds
from ..domain.program_files import MAIN_NAMES, MOST_FILES, TextFile, check_files
from .exercise import test_cases
from .fields import Fields
from .session import RunHere
from .values import ProgramFile

NAMES = ("code", "language", "stdin", "tests")


def run_here(fields: Fields, limits: Limits, run_id: str | None = None) -> RunHere:
    """Read a program; raises a refusal."""
    return RunHere(
        clean_code(fields.text("code"), limits.text_bytes),
        check_language(fields.text("language")),
        clean_code(fields.text("stdin", ""), limits.text_bytes),
        test_cases(fields),
        run_id,
    )


def with_files(command: RunHere, fields: Fields, limits: Limits) -> RunHere:
    """The program with the files of the optional field ``files``; raises a refusal."""
    if "files" not in fields:
        return command
    given = fields.raw("files")
    if not isinstance(given, list) or len(given) > MOST_FILES:
        fields.refuse("files", f"a list of at most {MOST_FILES} files")
    files = tuple(map(_file, given))
    check_files(
        MAIN_NAMES[command.language],
        command.code,
        [TextFile(file.name, file.text) for file in files],
        int(limits.text_bytes),
    )
    return replace(command, files=files)


def _file(value: object) -> ProgramFile:
    fields = Fields(value, "A file", ("name", "text"))
    return ProgramFile(fields.text("name"), with_line_feeds(fields.text("text")))
