"""Relative positions: places in a text that stay put while others type, as Yjs writes them in JSON.

Clients send their own; for clients that only count characters the server makes them. pycrdt's
``sticky_index`` counts bytes where Yjs counts UTF-16 units, so it is not used: instead one
character is typed at the place in a scratch copy of the document, and the update this gives names,
in Yjs's own terms, the character to the right of it. That one is the position.
"""

from typing import Any

from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import root_of

_MAX_CLOCK = 2**53 - 1
_HAS_LEFT, _HAS_RIGHT = 0x80, 0x40


def check_cursor(value: object, language: str) -> dict[str, Any] | None:
    """A cursor of a stranger, rebuilt from its checked parts; raises ``invalid_field``."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"anchor", "head"}:
        raise _refused()
    root = root_of(language)
    return {end: _check_position(value[end], root) for end in ("anchor", "head")}


def _check_position(value: object, root: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= {"type", "tname", "item", "assoc"}:
        raise _refused()
    if value.get("type") is not None or value.get("tname") not in (None, root):
        raise _refused()
    assoc, item = value.get("assoc", 0), value.get("item")
    if type(assoc) is not int or assoc not in (-1, 0):
        raise _refused()
    if item is None:
        return {"type": None, "tname": root, "item": None, "assoc": assoc}
    if not isinstance(item, dict) or set(item) != {"client", "clock"}:
        raise _refused()
    for part in item.values():
        if type(part) is not int or not 0 <= part <= _MAX_CLOCK:
            raise _refused()
    return {"type": None, "tname": value.get("tname"), "item": dict(item), "assoc": assoc}


def _refused() -> InterviewError:
    return InterviewError(
        ErrorCode.INVALID_FIELD, "cursor must be null or hold two relative positions of its text."
    )


def position_left_of(update: bytes, language: str) -> dict[str, Any]:
    """The place where the single character of this update was typed, as a relative position."""
    reader = _Reader(update)
    for _ in range(4):
        reader.number()  # one client, one struct, which client, its clock
    info = reader.byte()
    if info & _HAS_LEFT:
        reader.number()
        reader.number()
    item = None
    if info & _HAS_RIGHT:
        item = {"client": reader.number(), "clock": reader.number()}
    tname = root_of(language) if item is None else None
    return {"type": None, "tname": tname, "item": item, "assoc": 0}


class _Reader:
    """Just enough of lib0's encoding for an update this process made itself."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
