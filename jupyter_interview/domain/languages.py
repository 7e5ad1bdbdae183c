"""The languages of interviews, which are a list of data, and the text that each begins with.

Whoever asks for a language that is not in the list is refused. What a log or a stored interview
says is read whatever it is, so that a language that leaves the list makes no interview unreadable.
"""

from collections.abc import Iterable, Sequence

from .built_in_languages import BUILT_IN
from .errors import ErrorCode, InterviewError

DEFAULT_LANGUAGE = "javascript"

KNOWN = {one.name: one for one in BUILT_IN}
LANGUAGES: tuple[str, ...] = tuple(KNOWN)
RUNNING: tuple[str, ...] = tuple(one.name for one in BUILT_IN if one.runs is not None)
"""Those that run, wherever."""
SERVER_LANGUAGES: tuple[str, ...] = tuple(one.name for one in BUILT_IN if one.server)
"""Those that the sandbox of a server runs."""
TEST_LANGUAGES: tuple[str, ...] = tuple(one.name for one in BUILT_IN if one.tests)
"""Those that questions can be asked in."""
TEST_FILES = {one.name: one.file for one in BUILT_IN if one.tests}
"""These and the names of their programs' files."""

_SHOWN = 32


def check_language(value: object) -> str:
    """The language of this name; raises ``unknown_language``."""
    if isinstance(value, str) and value in KNOWN:
        return value
    raise _unknown(
        f"{_called(value)} {_in_words(RUNNING)} run, and {len(LANGUAGES) - len(RUNNING)} others "
        "can be written together; the languages of an interview name all of them."
    )


def not_run_here(language: str, known: Iterable[str]) -> InterviewError:
    """The refusal of a program in a language that is none of those that this server runs."""
    titles = _in_words([title_of(each) for each in known])
    return _unknown(f"{title_of(language)} does not run on this server, which runs {titles}.")


def check_test_language(value: object) -> str:
    """The same of a language of a question."""
    if isinstance(value, str) and value in TEST_LANGUAGES:
        return value
    raise _unknown(f"The language of a question must be {_in_words(TEST_LANGUAGES, 'or')}.")


def title_of(language: str) -> str:
    """What people call it. One that is not known any more is called by its name."""
    known = KNOWN.get(language)
    return language if known is None else known.title


def template_of(language: str) -> str:
    """What its file begins with."""
    known = KNOWN.get(language)
    return "" if known is None else known.template


def main_name(language: str) -> str:
    """The name of the file that is made for it."""
    known = KNOWN.get(language)
    # A log, and a recording from anywhere, may tell of a language that nobody knows.
    return language if known is None else known.file


def is_program(language: str | None) -> bool:
    """Whether a file in this language is a program, whether it runs here or not."""
    return language is not None and not (language in KNOWN and KNOWN[language].data)


def language_of(name: str, before: str | None = None) -> str | None:
    """The language in which a file of this name is written; None for data.

    The language ``before``, of another name of the same file, stays if it has this ending, too.
    """
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    meant = _BY_ENDING.get(ending, ()) if stem else ()
    if before in meant:
        return before
    return next((each for each in meant if not KNOWN[each].data), None)


def test_language_of(name: str) -> str | None:
    """The same of a file of a question; None for what no tests can be of."""
    language = language_of(name)
    return language if language in TEST_LANGUAGES else None


def _by_ending() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in BUILT_IN:
        for ending in one.endings:
            found[ending] = (*found.get(ending, ()), one.name)
    return found


_BY_ENDING = _by_ending()


def _called(value: object) -> str:
    shown = f"{value[:_SHOWN]!r}" if isinstance(value, str) else "of this kind"
    return f"There is no language {shown} here."


def _in_words(names: Sequence[str], word: str = "and") -> str:
    before = f"{', '.join(names[:-1])} {word} " if len(names) > 1 else ""
    return f"{before}{names[-1]}"


def _unknown(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.UNKNOWN_LANGUAGE, sentence)


def code_file(language: str) -> str:
    """The id of the file that choosing a language makes, and that older versions know as its
    text."""
    return f"{_CODE}{language}"


def code_language(file_id: str) -> str | None:
    """The language that was chosen and so made this file; None for any other file."""
    return file_id.removeprefix(_CODE) if file_id.startswith(_CODE) else None


_CODE = "code:"
_FILE = "file:"
CODE_FILES: dict[str, str] = {
    code_file(language): language for language in ("javascript", "typescript", "python")
}
"""These files of older versions, and their languages. Every document has their texts, whether
anybody sees them or not; there will be no others."""


def root_of(file_id: str) -> str:
    """The name of the document's root with the text of this file."""
    return file_id if file_id.startswith(_CODE) else f"{_FILE}{file_id}"


def file_with(root: str) -> str:
    """The id of the file whose text this root of a session's document is."""
    return root.removeprefix(_FILE)


def file_of(root: str) -> str | None:
    """The id of the file whose text this root can be; None for what is no text of a file."""
    return root.removeprefix(_FILE) if root.startswith((_FILE, _CODE)) else None
