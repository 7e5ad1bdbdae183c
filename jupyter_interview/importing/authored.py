"""Values of other formats as authors of questions write them (``questions.values``)."""

import base64
import math
from typing import Any

from ..questions.core_yaml import MOST_BITS
from ..questions.values import MOST_DEPTH, SAFE, NotAValue


def authored(value: Any, depth: int = 0) -> Any:
    """A value of Python as an author would write it; raises NotAValue."""
    if depth > MOST_DEPTH:
        raise NotAValue(f"Values may lie at most {MOST_DEPTH} deep in each other.")

    def members(values: Any) -> list[Any]:
        return [authored(each, depth + 1) for each in values]

    match value:
        case None | bool() | str():
            return value
        case int() if value.bit_length() > MOST_BITS:
            raise NotAValue("A number has too many digits.")
        case int():
            return value if abs(value) <= SAFE else {"$int": str(value)}
        case float():
            return value if math.isfinite(value) else {"$float": str(value)}
        case list():
            return members(value)
        case tuple():
            return {"$tuple": members(value)}
        case set() | frozenset():
            return {"$set": members(sorted(value, key=repr))}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode()}
        case dict() if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return dict(zip(value, members(value.values()), strict=True))
        case dict():
            return {"$map": [members(pair) for pair in value.items()]}
    raise NotAValue(f"A {type(value).__name__} is no value of a test.")
