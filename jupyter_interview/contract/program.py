"""Reads a program that this server shall run, with the same fields in REST and socket."""

from ..domain.languages import check_language
from ..domain.limits import Limits
from ..domain.naming import clean_code
from .exercise import test_cases
from .fields import Fields
from .session import RunHere

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
