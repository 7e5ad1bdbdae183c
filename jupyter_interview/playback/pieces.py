"""JSON of recordings, written and read in pieces.

The functions of ``json`` keep Python's lock until they have gone through all they were given, and a
thread does not help. A server that calls them with a long recording answers nobody meanwhile. Here
each call is about a bounded piece, and others have their turn in between. A piece is longer only
where one text or one element is: texts of edits stand in one, and a run is an element.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

_ELEMENTS = 2000
"""Of an array, in one go."""
_CHARACTERS = 16_384
"""Of numbers, in one go."""
_NUMBERS = re.compile(r"[-+.0-9eE,]+")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_decode = json.JSONDecoder().raw_decode


def dumped(value: Any) -> str:
    """The value as JSON, with sorted keys and no space."""
    return "".join(_pieces(value))


def loaded(text: str) -> Any:
    """What ``dumped`` has written; raises ValueError for what it has not."""
    value, end = _value(text, 0)
    if end != len(text):
        raise ValueError("There is more behind the JSON.")
    return value


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        separator = "{"
        for key in sorted(value):
            yield f"{separator}{_encode(key)}:"
            yield from _pieces(value[key])
            separator = ","
        yield "}" if value else "{}"
    elif isinstance(value, list) and len(value) > _ELEMENTS:
        separator = "["
        for first in range(0, len(value), _ELEMENTS):
            yield separator + _encode(value[first : first + _ELEMENTS])[1:-1]
            separator = ","
        yield "]"
    else:
        yield _encode(value)


def _value(text: str, at: int) -> tuple[Any, int]:
    """The value that begins there, and where it ends."""
    match text[at : at + 1]:
        case "{":
            return _members(text, at + 1)
        case "[":
            return _elements(text, at + 1)
    return _decode(text, at)


def _members(text: str, at: int) -> tuple[dict[str, Any], int]:
    members: dict[str, Any] = {}
    if text[at : at + 1] == "}":
        return members, at + 1
    while True:
        key, at = _decode(text, at)
        if not isinstance(key, str) or text[at : at + 1] != ":":
            raise ValueError("This is no member of an object.")
        members[key], at = _value(text, at + 1)
        if text[at : at + 1] == "}":
            return members, at + 1
        if text[at : at + 1] != ",":
            raise ValueError("An object does not end.")
        at += 1


def _elements(text: str, at: int) -> tuple[list[Any], int]:
    elements: list[Any] = []
    if text[at : at + 1] == "]":
        return elements, at + 1
    while True:
        numbers = _NUMBERS.match(text, at, at + _CHARACTERS)
        if numbers is not None and (comma := text.rfind(",", at, numbers.end())) > at:
            # What is behind the last comma may go on.
            elements += json.loads(f"[{text[at:comma]}]")
            at = comma + 1
        element, at = _decode(text, at)
        elements.append(element)
        if text[at : at + 1] == "]":
            return elements, at + 1
        if text[at : at + 1] != ",":
            raise ValueError("An array does not end.")
        at += 1
