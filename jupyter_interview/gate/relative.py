"""Relative positions, which stay at their character while others type, in the JSON that Yjs writes.

Most clients send their own. For clients that only count characters the server makes them from what
the gate knows, because pycrdt's ``sticky_index`` counts bytes where Yjs counts UTF-16 units.
"""

from typing import Any

from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import root_of
from .update import CharacterId

_MAX_CLOCK = 2**53 - 1


def check_cursor(value: object, file: str) -> dict[str, Any] | None:
    """A cursor of a client, rebuilt from its checked parts; raises ``invalid_field``."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"anchor", "head"}:
        raise _refused()
    root = root_of(file)
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


def position_at(character: CharacterId | None, file: str) -> dict[str, Any]:
    """The relative position before this character, or at the end of the text when it is None."""
    item = None if character is None else {"client": character[0], "clock": character[1]}
    tname = root_of(file) if item is None else None
    return {"type": None, "tname": tname, "item": item, "assoc": 0}
