"""What an interview can be attached to: a file of its owner's, by path and language."""

from enum import StrEnum
from pathlib import PurePosixPath

from .errors import ErrorCode, InterviewError
from .languages import LANGUAGES, RUNNING, language_of

NOTEBOOK = ".ipynb"


class Keep(StrEnum):
    """Whose text stays where both sides have one."""

    INTERVIEW = "interview"
    FILE = "file"


class Detached(StrEnum):
    """Why an interview is not attached any more. Values are part of the public contract."""

    ASKED = "asked"
    ENDED = "ended"
    FILE_GONE = "file_gone"
    CELL_GONE = "cell_gone"
    REMOVED = "removed"
    REFUSED = "refused"


def is_notebook(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() == NOTEBOOK


def language_of_file(path: str) -> str:
    """The language that the name of a file says; raises ``invalid_field``."""
    file = PurePosixPath(path)
    language = language_of(file.name) or language_of(file.name.lower())
    if language is None:
        sentence = (
            "An interview can be attached to a program, such as a file ending in .py, .js, .ts or "
            f".rb, or to a notebook, which ends in {NOTEBOOK}."
        )
        raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
    return language


def language_of_kernel(name: str) -> str:
    """The language of a notebook, by what it says itself; one that says nothing is in Python."""
    language = {"": "python", "ipython": "python"}.get(name.lower(), name.lower())
    if language in LANGUAGES:
        return language
    sentence = (
        f"This notebook is in {name[:40]!r}, which no interview is in; {', '.join(RUNNING)} and "
        "most other languages are there."
    )
    raise InterviewError(ErrorCode.UNKNOWN_LANGUAGE, sentence)
