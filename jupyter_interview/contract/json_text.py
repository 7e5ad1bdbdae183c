"""Reads the JSON of strangers within bounds, and writes JSON.

The depth is checked in the raw text, before the parser can recurse. Strings that cannot be written
as UTF-8 (lone surrogates, which can come as escapes) are refused, because they could not be stored
or sent.
"""

import json
import re
from typing import Any, NoReturn

from ..domain.errors import ErrorCode, InterviewError

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def decode_object(data: bytes, depth: int) -> dict[str, Any]:
    """The object in this text; raises ``invalid_utf8`` or ``invalid_json``."""
    try:
        data.decode()
    except UnicodeDecodeError:
        raise InterviewError(ErrorCode.INVALID_UTF8, "This is not valid UTF-8.") from None
    _check_depth(data, depth)
    try:
        value = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise InterviewError(ErrorCode.INVALID_JSON, "This is not valid JSON.") from None
    if not isinstance(value, dict):
        raise InterviewError(ErrorCode.INVALID_JSON, "This must be a JSON object.")
    if b"\\u" in data:
        _check_text(value)
    return value


def encode(value: object) -> str:
    """Compact JSON, with all letters as they are."""
    return _COMPACT.encode(value)


def _check_depth(data: bytes, depth: int) -> None:
    level = 0
    for token in _TOKENS.finditer(data):
        mark = token.group()
        if mark in b"[{":
            level += 1
            if level > depth:
                raise InterviewError(
                    ErrorCode.INVALID_JSON, f"JSON may be nested {depth} levels deep at most."
                )
        elif mark in b"]}":
            level -= 1


def _check_text(value: object) -> None:
    try:
        encode(value).encode()
    except UnicodeEncodeError:
        sentence = "A text in this JSON holds half a character (a lone surrogate)."
        raise InterviewError(ErrorCode.INVALID_UTF8, sentence) from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
