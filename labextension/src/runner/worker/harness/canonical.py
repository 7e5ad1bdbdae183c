"""A value of a program as a text that is equal for values that are equal, to be compared by others.

Numbers are equal across their types, as with ``==``, and NaN equals itself. Sets and dicts have no
order. Instances of the standard library's own classes are told by their ``repr``. What cannot be
compared (functions, instances of the program's classes, what is too big or too deep) gives None.
"""

import collections
import json
import numbers
import sys

CANONICAL_LIMIT = 200_000
CANONICAL_DEPTH = 100


class _Incomparable(Exception):
    pass


def canonical(value):
    """The text, or None."""
    try:
        return "".join(_parts(value, 0, [CANONICAL_LIMIT]))
    except Exception:
        return None


def _parts(value, depth, left):
    """Yield the text in pieces. ``left`` counts what it may still grow by."""
    if depth > CANONICAL_DEPTH:
        raise _Incomparable
    if value is None or value is ... or value is NotImplemented:
        yield _counted(repr(value), left)
    elif isinstance(value, numbers.Number):
        yield _counted(_number(value), left)
    elif isinstance(value, str):
        yield _counted(json.dumps(str(value)), left)
    elif isinstance(value, (bytes, bytearray, memoryview)):
        yield _counted(f"b{bytes(value).hex()}", left)
    elif isinstance(value, range):
        yield _counted(f"range{(len(value), *value[:1], *value[-1:])}", left)
    elif isinstance(value, (list, tuple, collections.deque)):
        kinds = ((list, "list"), (tuple, "tuple"), (collections.deque, "deque"))
        yield next(name for kind, name in kinds if isinstance(value, kind))
        yield from _joined((_text_of(member, depth, left) for member in value), left)
    elif isinstance(value, (set, frozenset)):
        yield "set"
        yield from _joined(sorted(_text_of(member, depth, left) for member in value), left)
    elif isinstance(value, dict):
        yield "dict"
        pairs = (
            f"{_text_of(key, depth, left)}:{_text_of(member, depth, left)}"
            for key, member in value.items()
        )
        yield from _joined(sorted(pairs), left)
    else:
        yield _counted(_instance(value), left)


def _text_of(value, depth, left):
    return "".join(_parts(value, depth + 1, left))


def _joined(texts, left):
    yield _counted("(", left)
    for text in texts:
        yield text
        yield _counted(",", left)
    yield ")"


def _counted(text, left):
    left[0] -= len(text) + 1
    if left[0] < 0:
        raise _Incomparable
    return text


def _number(value):
    """As a fraction of hexadecimal numbers, which have no limit of digits."""
    if isinstance(value, numbers.Complex) and not isinstance(value, numbers.Real):
        real, imaginary = _number(value.real), _number(value.imag)
        return real if imaginary == "0/1" else f"{real}+{imaginary}j"
    if isinstance(value, numbers.Integral):
        return f"{int(value):x}/1"
    if value != value:
        return "nan"
    try:
        above, below = value.as_integer_ratio()
    except OverflowError:
        return "inf" if value > 0 else "-inf"
    return f"{above:x}/{below:x}"


def _instance(value):
    kind = value if isinstance(value, type) else type(value)
    module = kind.__module__.partition(".")[0]
    if module not in sys.stdlib_module_names or module == "__main__":
        raise _Incomparable
    text = repr(value)
    if " at 0x" in text:
        raise _Incomparable
    return f"{kind.__module__}.{kind.__qualname__} {text}"
