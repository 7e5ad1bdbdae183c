"""What people and interviews may be called, and what text may be stored.

Names are shown beside cursors and in lists, so whatever could reorder, hide or break a line is
refused: control characters, line and paragraph separators, bidirectional controls, unassigned
surrogates. Everything is normalised to NFC, so that the same name typed on two systems is one name.
"""

import re
import unicodedata

from .errors import ErrorCode, InterviewError

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_COLOR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_LINE_BREAK = re.compile(r"\r\n?")


def clean_label(value: str, field: str, longest: int) -> str:
    """A name or title in NFC, trimmed; raises ``invalid_field`` if it does not fit on a line."""
    label = unicodedata.normalize("NFC", value).strip()
    if any(unicodedata.category(c) in _FORBIDDEN or c in _BIDI for c in label):
        raise InterviewError(
            ErrorCode.INVALID_FIELD, f"{field} must not hold control or direction characters."
        )
    if not 1 <= len(label) <= longest or not any(map(_is_visible, label)):
        raise InterviewError(
            ErrorCode.INVALID_FIELD, f"{field} must have 1 to {longest} characters."
        )
    return label


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZM"


def fit_label(value: str, longest: int, otherwise: str) -> str:
    """The nearest allowed label to a name from elsewhere, such as a Jupyter user's."""
    kept = "".join(c for c in value if unicodedata.category(c) not in _FORBIDDEN and c not in _BIDI)
    kept = unicodedata.normalize("NFC", kept).strip()[:longest].strip()
    return kept if any(map(_is_visible, kept)) else otherwise


def check_color(value: str) -> str:
    """A colour as the contract writes them, ``#rrggbb`` in lower case."""
    if _COLOR.fullmatch(value) is None:
        raise InterviewError(ErrorCode.INVALID_FIELD, "color must look like #1f77b4.")
    return value


def clean_code(value: str, longest: int) -> str:
    """Text for a buffer, its line breaks as editors count them (one character, ``\\n``)."""
    code = _LINE_BREAK.sub("\n", value)
    if len(code.encode()) > longest:
        raise InterviewError(
            ErrorCode.TEXT_TOO_LONG, f"The text must be at most {longest:,} bytes of UTF-8."
        )
    return code
