"""Values of numpy and pandas, which packages of a site may bring, as values of test cases.

Nothing is imported for a program that does not import it. Scalars and arrays are Python's own
numbers and lists; a Series, a DataFrame and what has no such form are told by what is in them.
"""

import sys


def told(value, members, count):
    """The value as JSON is made of it; None for a value of others. ``members`` tells what is in a
    list, and ``count`` raises an error if there are too many."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if _is_of(value, numpy, "generic", "ndarray"):
        count(2 * value.size)
        return _array(value, numpy, members)
    if pandas is None:
        return None
    if _is_of(value, pandas, "DataFrame", "Series", "Index"):
        count(2 * value.size)
    if _is_of(value, pandas, "DataFrame"):
        columns = [value.iloc[:, at].tolist() for at in range(value.shape[1])]
        parts = [value.columns.tolist(), value.index.tolist(), columns]
        return _named("DataFrame", ["columns", "index", "data"], members(parts))
    if _is_of(value, pandas, "Series"):
        parts = [value.name, value.index.tolist(), value.tolist()]
        return _named("Series", ["name", "index", "values"], members(parts))
    if _is_of(value, pandas, "Index") or _is_of(
        value, getattr(getattr(pandas, "api", None), "extensions", None), "ExtensionArray"
    ):
        return members(value.tolist())
    if value is getattr(pandas, "NA", None) or _is_of(
        value, pandas, "Timedelta", "Period", "Interval"
    ):
        return _named(type(value).__name__, ["repr"], [str(value)])
    return None


def _array(value, numpy, members):
    """An array or a scalar; times in the units of this day and of billionths of a second."""
    kind = value.dtype.kind
    if kind == "M":
        texts = numpy.datetime_as_string(value, unit="ns").tolist()
        return _each(texts, lambda text: {"$date": text})
    if kind == "m":
        numbers = value.astype("timedelta64[ns]").astype("int64").tolist()
        return _each(numbers, lambda number: _named("timedelta64", ["ns"], members([number])))
    return members([value.tolist()])[0]


def _each(values, tell):
    return [_each(each, tell) for each in values] if isinstance(values, list) else tell(values)


def _named(name, names, parts):
    return {"$object": [name, dict(zip(names, parts, strict=True))]}


def _is_of(value, module, *names):
    """Whether it is an instance of a class of a module that may be None."""
    kinds = tuple(getattr(module, name) for name in names if hasattr(module, name))
    return isinstance(value, kinds)
