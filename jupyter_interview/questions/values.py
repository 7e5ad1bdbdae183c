"""Values of test cases as JSON that every language reads in the same way.

A value that JSON has is itself. Others are an object with one key:

``{"$int": "123"}`` an integer beyond 2**53, ``{"$float": "nan" | "inf" | "-inf"}``,
``{"$tuple": [...]}``, ``{"$set": [...]}``, ``{"$map": [[key, value], ...]}`` where a key is no text
or begins with ``$``, ``{"$bytes": "base64"}``, ``{"$date": "ISO 8601"}``,
``{"$object": ["Class", {...}]}`` an instance by its fields, ``{"$undefined": true}``, and
``{"$other": "text"}`` for what nothing is equal to. Authors of questions write the first six
themselves, and ``{"$text": "file"}`` for the text of a file in ``data``. To test code a program
also tells ``{"$remote": [number, "Class"]}``, an object that stays where it is.

labextension/src/runner/cases does the same; tests/corpus/comparisons.json checks both.
"""

import base64
import binascii
import math
from collections.abc import Callable, Mapping
from typing import Any

SAFE = 2**53 - 1
"""Integers up to this are numbers in JSON; a greater one is ``$int``."""
MOST_DEPTH = 50
"""How deep values may lie in each other."""
MOST_DIGITS = 4300
"""The most digits of an integer, which is also the most that Python reads."""
MOST_BYTES = 64 * 1024
"""The most bytes of the JSON of one answer of a program."""
_FLOATS = ("nan", "inf", "-inf")


class NotAValue(ValueError):
    """What an author wrote is no value of a test; the text says why, and ``key`` where."""

    key: str | None = None


def written(value: Any, text_of: Callable[[str], str]) -> Any:
    """What an author wrote, as a value; ``text_of`` gives the text of a file in ``data``.

    Raises NotAValue, with a sentence."""
    return _written(value, text_of, 0)


def _written(value: Any, text_of: Callable[[str], str], depth: int) -> Any:
    if depth > MOST_DEPTH:
        raise NotAValue(f"Values may lie at most {MOST_DEPTH} deep in each other.")
    match value:
        case bool() | None | str():
            return value
        case int():
            return value if abs(value) <= SAFE else {"$int": str(value)}
        case float():
            return value if math.isfinite(value) else {"$float": str(value)}
        case list():
            return [_written(each, text_of, depth + 1) for each in value]
        case dict():
            special = [key for key in value if key.startswith("$")]
            if not special:
                return {key: _written(each, text_of, depth + 1) for key, each in value.items()}
            if len(value) > 1:
                raise NotAValue(f"{special[0]} must be the only key beside which nothing stands.")
            return _special(special[0], value[special[0]], text_of, depth)
    raise NotAValue(f"{value!r} is no value of a test.")


def _special(tag: str, content: Any, text_of: Callable[[str], str], depth: int) -> Any:
    match tag, content:
        case "$text", str():
            return text_of(content)
        case "$int", str() if _is_integer(content):
            number = int(content)
            return number if abs(number) <= SAFE else {"$int": str(number)}
        case "$float", str() if content in _FLOATS:
            return {"$float": content}
        case "$bytes", str() if _is_base64(content):
            return {"$bytes": content}
        case "$date", str():
            return {"$date": content}
        case (("$tuple" | "$set"), list()):
            return {tag: [_written(each, text_of, depth + 1) for each in content]}
        case "$map", list() if all(isinstance(e, list) and len(e) == 2 for e in content):
            return {tag: [_written(each, text_of, depth + 1) for each in content]}
    raise NotAValue(_HELP.get(tag, f"{tag} has no meaning. {_KNOWN}"))


_HELP: Mapping[str, str] = {
    "$text": "$text needs the name of a file in data.",
    "$int": '$int needs the digits of a number as a text, like {$int: "9007199254740993"}.',
    "$float": "$float is nan, inf or -inf.",
    "$bytes": "$bytes needs a text in base64.",
    "$date": "$date needs a date as a text.",
    "$tuple": "$tuple needs a list.",
    "$set": "$set needs a list.",
    "$map": "$map needs a list of pairs, like {$map: [[1, one], [2, two]]}.",
}
_KNOWN = f"There are {', '.join(_HELP)}."


def _is_integer(text: str) -> bool:
    bare = text.removeprefix("-")
    return bare.isascii() and bare.isdecimal() and len(bare) <= MOST_DIGITS


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def is_value(value: Any, may_be_remote: bool = False) -> bool:
    """Whether what a program's worker answered is a value. The program may have written it."""
    return _is_value(value, 0, may_be_remote)


def _is_value(value: Any, depth: int, may_be_remote: bool) -> bool:
    if depth > MOST_DEPTH:
        return False

    def all_values(members: Any) -> bool:
        return isinstance(members, list) and all(
            _is_value(each, depth + 1, may_be_remote) for each in members
        )

    match value:
        case None | bool() | str() | int():
            return True
        case float():
            return math.isfinite(value)
        case list():
            return all_values(value)
        case dict() if not any(key.startswith("$") for key in value):
            return all_values([*value.values()])
        case dict() if len(value) > 1:
            return False
        case {"$int": str(digits)}:
            return _is_integer(digits)
        case {"$float": name}:
            return name in _FLOATS
        case {"$tuple": members} | {"$set": members}:
            return all_values(members)
        case {"$map": list(pairs)}:
            return all(isinstance(e, list) and len(e) == 2 and all_values(e) for e in pairs)
        case {"$object": [str(), dict(fields)]}:
            has_mark = any(name.startswith("$") for name in fields)
            return not has_mark and all_values([*fields.values()])
        case {"$remote": [bool(), _]}:
            return False
        case {"$remote": [int(number), str()]}:
            return may_be_remote and 0 <= number <= SAFE
        case {"$bytes": str()} | {"$date": str()} | {"$other": str()} | {"$undefined": True}:
            return True
    return False
