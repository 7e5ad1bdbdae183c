"""A value of a program as a text that is equal for values that are equal, to be compared by others.

Numbers are equal across their types, as with ``==``, and NaN equals itself. Sets and dicts have no
order. Instances of the standard library's own classes are told by their ``repr``, values of numpy
and pandas by what is in them, whatever the types of their numbers. What cannot be compared
(functions, instances of the program's classes, what is too big or too deep) gives None.
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
    value = _plain(value)
    if value is None or value is ... or value is NotImplemented:
        yield _counted(repr(value), left)
    elif isinstance(value, numbers.Number):
        yield _counted(_number(value), left)
    elif isinstance(value, str):
        yield _counted(json.dumps(str.__str__(value)), left)
    elif isinstance(value, (bytes, bytearray, memoryview)):
        yield _counted(f"b{memoryview(value).tobytes().hex()}", left)
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
    elif (contents := _contents(value)) is not None:
        name, *parts = contents
        yield name
        yield from _joined((_text_of(part, depth, left) for part in parts), left)
    else:
        yield _counted(_instance(value), left)


def _is_of(value, module, *names):
    """Whether it is an instance of a class of a module that the program imported."""
    there = sys.modules.get(module)
    kinds = tuple(getattr(there, name) for name in names if hasattr(there, name))
    return isinstance(value, kinds)


def _plain(value):
    """A number as Python's own: of a class or an enumeration of the program's, or of numpy's."""
    for kind, own in ((int, int.__int__), (float, float.__float__), (complex, complex.__complex__)):
        if isinstance(value, kind):
            return value if type(value) is kind else own(value)
    is_time = _is_of(value, "numpy", "datetime64", "timedelta64")
    return value.item() if _is_of(value, "numpy", "generic") and not is_time else value


def _contents(value):
    """What a value of numpy or pandas is called here, and what it is made of; None for others."""
    is_many = _is_of(value, "pandas", "DataFrame", "Series", "Index")
    is_array = _is_of(value, "numpy", "datetime64", "timedelta64", "ndarray")
    if (is_many or is_array) and value.size > CANONICAL_LIMIT:
        raise _Incomparable
    if is_array:
        is_time = value.dtype.kind in "mM"
        kind = "datetime64" if value.dtype.kind == "M" else "timedelta64"
        members = value.astype(f"{kind}[ns]").astype("int64") if is_time else value
        return "array", kind if is_time else value.dtype.names, value.shape, members.tolist()
    if _is_of(value, "pandas", "DataFrame"):
        columns = [value.iloc[:, at].tolist() for at in range(value.shape[1])]
        return "frame", value.columns, value.index, columns
    if _is_of(value, "pandas", "Series"):
        return "series", value.name, value.index, value.tolist()
    if _is_of(value, "pandas", "Index"):
        return "index", list(value.names), value.tolist()
    if _is_of(value, "pandas.api.extensions", "ExtensionArray"):
        return "array", None, value.shape, value.tolist()
    for name in ("Timestamp", "Timedelta", "Period", "Interval"):
        if _is_of(value, "pandas", name):
            return name, str(value)
    for name in ("NA", "NaT"):
        if getattr(sys.modules.get("pandas"), name, None) is value:
            return (name,)
    return None


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
