"""Values of test cases as JSON that every language reads in the same way.

``jupyter_interview/questions/values.py`` says what there is. What a program answers is told as it
is, to be compared by others; what is too large or too deep is an error.
"""

import base64
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import json
import math
import sys
import types

from . import arrays

SAFE = 2**53 - 1
MOST_DEPTH = 50
MOST_BYTES = 64 * 1024
LISTS = (
    list,
    range,
    collections.deque,
    type({}.keys()),
    type({}.values()),
    type({}.items()),
)


class TooLarge(Exception):
    """A value has no form that could be told."""


def decoded(value, special=None):
    """The value that an author of a test means. ``special`` gives what is told by a number."""

    def inner(each):
        return decoded(each, special)

    if isinstance(value, list):
        return [inner(each) for each in value]
    if not isinstance(value, dict):
        return value
    for tag, content in value.items():
        if tag == "$int":
            return int(content)
        if tag == "$float":
            return float(content)
        if tag == "$tuple":
            return tuple(map(inner, content))
        if tag == "$set":
            return set(map(inner, content))
        if tag == "$map":
            return {inner(key): inner(each) for key, each in content}
        if tag == "$bytes":
            return base64.b64decode(content)
        if tag == "$date":
            kind = datetime.date if len(content) == 10 else datetime.datetime
            return kind.fromisoformat(content)
        if tag == "$undefined":
            return None
        if tag == "$other":
            return content
        if tag == "$object":
            return inner(content[1])
        if tag in ("$remote", "$callback"):
            return special(tag, content)
    return {key: inner(each) for key, each in value.items()}


def encoded(value, keep=None):
    """The JSON of a value; raises TooLarge. ``keep`` tells what is no plain value in another way
    than by what it holds."""
    try:
        text = json.dumps(_encoded(value, 0, [MOST_BYTES], keep), ensure_ascii=True)
    except RecursionError:
        raise TooLarge from None
    if len(text) > 2 * MOST_BYTES:
        raise TooLarge
    return text


def _encoded(value, depth, left, keep=None):
    if depth > MOST_DEPTH:
        raise TooLarge
    left[0] -= 2
    if left[0] < 0:
        raise TooLarge
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _counted(str.__str__(value), left)
    if isinstance(value, enum.Enum) and not isinstance(value, (int, float)):
        return _encoded(value.value, depth + 1, left, keep)
    if isinstance(value, int):
        return _integer(int.__int__(value), left)
    if isinstance(value, float):
        return _fraction(float.__float__(value), left)
    if isinstance(value, (decimal.Decimal, fractions.Fraction)):
        return _fraction(float(value), left)

    def members(values):
        return [_encoded(each, depth + 1, left, keep) for each in values]

    if isinstance(value, complex):
        return _complex(complex.__complex__(value), members)
    if isinstance(value, LISTS):
        return members(value)
    if isinstance(value, tuple):
        return {"$tuple": members(value)}
    if isinstance(value, (set, frozenset)):
        return {"$set": members(value)}
    if isinstance(value, dict):
        return _mapping(value, members)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _bytes(memoryview(value), left)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"$date": value.isoformat()}
    if (told := arrays.told(value, members, lambda size: _count(size, left))) is not None:
        return told
    return _instance(value, members, left) if keep is None else keep(value)


def _complex(value, members):
    """A complex number; a plain one where it has no imaginary part."""
    real, imaginary = members([value.real, value.imag])
    if imaginary == 0:
        return real
    return {"$object": ["complex", {"real": real, "imag": imaginary}]}


def _bytes(view, left):
    _count(2 * view.nbytes, left)
    return {"$bytes": base64.b64encode(view.tobytes()).decode()}


def _count(size, left):
    left[0] -= size
    if left[0] < 0:
        raise TooLarge


def _counted(text, left):
    left[0] -= len(text)
    if left[0] < 0:
        raise TooLarge
    return text


def _integer(value, left):
    if -SAFE <= value <= SAFE:
        return value
    left[0] -= value.bit_length() // 3
    if left[0] < 0:
        raise TooLarge
    try:
        return {"$int": str(value)}
    except ValueError:
        raise TooLarge from None


def _fraction(value, left):
    left[0] -= 16
    return value if math.isfinite(value) else {"$float": str(value)}


def _mapping(value, members):
    pairs = list(dict.items(value))
    if all(isinstance(key, str) and not key.startswith("$") for key, _ in pairs):
        members([key for key, _ in pairs])
        keys = [str.__str__(key) for key, _ in pairs]
        return dict(zip(keys, members([each for _, each in pairs]), strict=True))
    return {"$map": [members(pair) for pair in pairs]}


def _instance(value, members, left):
    name = type(value).__name__
    fields = _fields(value)
    if fields is None:
        text = _standard(value)
        if text is not None:
            return {"$object": [name, {"repr": _counted(text, left)}]}
        text = repr(value)[:200]
        left[0] -= len(text)
        return {"$other": text}
    own = {key: each for key, each in fields.items() if not key.startswith("$")}
    return {"$object": [name, _mapping(own, members)]}


def _fields(value):
    """What an instance holds, by name; None if that is not known."""
    if isinstance(value, type) or callable(value):
        return None
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    own = getattr(value, "__dict__", None)
    if type(own) not in (dict, types.NoneType) or (not own and _is_standard(type(value))):
        return None
    slots = [
        name
        for kind in type(value).__mro__
        for name, each in vars(kind).items()
        if "__slots__" in vars(kind) and isinstance(each, types.MemberDescriptorType)
    ]
    if own is None and not slots:
        return None
    fields = {name: getattr(value, name) for name in slots if hasattr(value, name)}
    return fields | (own or {}) | ({"args": value.args} if isinstance(value, BaseException) else {})


def _standard(value):
    """How Python prints what is of the standard library: its equal things print the same. None
    for others, and for what prints as a place in memory."""
    if not _is_standard(value if isinstance(value, type) else type(value)):
        return None
    text = repr(value)
    return None if " at 0x" in text else text


def _is_standard(kind):
    module = str(kind.__module__).partition(".")[0]
    return module in sys.stdlib_module_names and module != "__main__"
