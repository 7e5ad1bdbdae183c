"""Checks the names of people and interviews, and the text that is stored.

Names are shown beside cursors and in lists, so characters that reorder, hide or break a line are
refused (:mod:`.unseen`). Names are normalised to NFC, so that the same name typed on two systems is
one name. Normalising takes time by the square of the length, so lengths are checked before.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from pathlib import Path

from .errors import ErrorCode, InterviewError
from .unseen import is_covered, is_visible, unseen_in, without_unseen

DEFAULT_TITLE = "Untitled interview"
"""The stored title of an interview that nobody gave one; readers see it in their own language."""

_COLOR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_LINE_BREAK = re.compile(r"\r\n?")
_COMPOSED = 4
"""The most characters of which NFC makes one."""
_OVERLAYS = re.compile("[\u0305\u0332-\u0338\u033f]")
"""Lines over, through and under a letter, which are easy to overlook."""
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Two letters that look like one."""
_MARK = re.compile(r" \(\d{1,9}\)$", re.ASCII)
_MADE_UP = re.compile(r"Anonymous [A-Z][a-z]+(?: \(\d{1,9}\))?", re.ASCII)
_LOOKALIKES = Path(__file__).with_name("lookalikes.txt")


def clean_label(value: str, field: str, longest: int) -> str:
    """A name or title in NFC, trimmed; raises ``invalid_field`` if it does not fit on a line."""
    label = value.strip()
    if len(label) <= longest * _COMPOSED:
        label = unicodedata.normalize("NFC", label)
    if not 1 <= len(label) <= longest:
        raise _refused(f"{field} must have 1 to {longest} characters.")
    if (unseen := unseen_in(label)) is not None:
        number = f"U+{ord(unseen):04X}"
        raise _refused(f"{field} has a character that cannot be seen, {number}: type it anew.")
    if is_covered(label):
        raise _refused(f"{field} has too many marks over one letter.")
    if not any(map(is_visible, label)):
        raise _refused(f"{field} must have 1 to {longest} characters that can be seen.")
    return label


def fit_label(value: str, longest: int, otherwise: str) -> str:
    """The allowed label that is nearest to another name, such as that of a Jupyter user."""
    try:
        return clean_label(value, "the name", longest)
    except InterviewError:
        shorter = without_unseen(value[: longest * _COMPOSED])
    kept = unicodedata.normalize("NFC", shorter).strip()[:longest].strip()
    return kept if any(map(is_visible, kept)) and not is_covered(kept) else otherwise


def distinct(name: str, taken: Iterable[str], longest: int) -> str:
    """The name, followed by a number if it looks like a name that is taken."""
    looks = {look for other in taken for look in _looks(other)}
    for number in count(1):
        mark = f" ({number})" if number > 1 else ""
        marked = name[: longest - len(mark)].rstrip() + mark
        if looks.isdisjoint(_looks(marked)):
            return marked
    raise AssertionError("there is always another number")


def is_marked(name: str, wished: str, longest: int) -> bool:
    """Whether ``name`` is what :func:`distinct` makes of ``wished``."""
    mark = _MARK.search(name)
    return mark is not None and name == wished[: longest - len(mark[0])].rstrip() + mark[0]


def is_made_up(name: str) -> bool:
    """Whether Jupyter made this name up for somebody who has none, such as ``Anonymous Leda``."""
    return _MADE_UP.fullmatch(name) is not None


def spelling(name: str) -> str:
    """A text that is equal for names that differ only in case, width, spaces or unseen
    characters."""
    return unicodedata.normalize("NFKC", _plain(name).casefold())


@lru_cache(maxsize=4096)
def _looks(name: str) -> frozenset[tuple[str, str]]:
    """Two texts; names that have one in common look alike, by their letters or by their shapes."""
    shapes = _OVERLAYS.sub("", _drawn(_plain(name)))
    for pair, one in _PAIRS:
        shapes = shapes.replace(_drawn(pair), _drawn(one))
    return frozenset({("letters", spelling(name)), ("shapes", shapes)})


def _drawn(text: str) -> str:
    """The text with each letter as the one that represents all letters that look like it."""
    shapes = unicodedata.normalize("NFD", text).translate(_shapes())
    return unicodedata.normalize("NFD", shapes.casefold()).translate(_shapes())


def _plain(name: str) -> str:
    return " ".join(without_unseen(unicodedata.normalize("NFKC", name)).split())


@lru_cache(maxsize=1)
def _shapes() -> dict[int, str]:
    """The confusable characters of Unicode, each with the one that represents its group."""
    groups = _LOOKALIKES.read_text("utf-8").splitlines()
    return {ord(character): group[0] for group in groups for character in group}


def _refused(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, sentence)


def check_color(value: str) -> str:
    """A colour as the contract writes them, ``#rrggbb`` in lower case."""
    if _COLOR.fullmatch(value) is None:
        raise InterviewError(ErrorCode.INVALID_FIELD, "color must look like #1f77b4.")
    return value


def with_line_feeds(text: str) -> str:
    """The text with each line break as a line feed, the only one that a document may contain."""
    return _LINE_BREAK.sub("\n", text) if "\r" in text else text


def clean_code(value: str, longest: int) -> str:
    """A text for the document, with line breaks as editors count them (one character, ``\\n``)."""
    code = with_line_feeds(value)
    if len(code.encode()) > longest:
        raise InterviewError(
            ErrorCode.TEXT_TOO_LONG, f"The text must be at most {longest:,} bytes of UTF-8."
        )
    return code
