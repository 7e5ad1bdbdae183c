"""Reads fields of a JSON object as values, or refuses with a sentence about the field.

An unknown field is ignored, as the contract says, unless it looks like a misspelling of a known
one: a client that writes ``langauge`` is told so and does not get the default.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from ..domain.errors import ErrorCode, InterviewError
from ..domain.naming import clean_label

STAMPED: frozenset[str] = frozenset(
    {"userId", "role", "name", "color", "timestamp", "official", "id", "kind", "user"}
)
"""Fields that a client may repeat to us; they decide nothing unless a body lists them."""

_MISSING = object()
_LOOKED_AT = 8
"""The most unknown names that are compared with known ones, which takes long."""


class Fields:
    """The fields of one object. ``where`` names the object in sentences."""

    def __init__(self, value: object, where: str, known: Iterable[str], closed: bool = False):
        if not isinstance(value, dict):
            raise InterviewError(ErrorCode.INVALID_FIELD, f"{where} must be an object.")
        self._value: Mapping[str, Any] = value
        self._where = where
        self._check_names(frozenset(known), closed)

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def text(self, name: str, default: Any = _MISSING) -> Any:
        """A string, which is required without a default."""
        return self._typed(name, str, "a string", default)

    def line(self, name: str, most: int, default: Any = _MISSING) -> Any:
        """One line of text by the rules of names and titles, which may be empty."""
        value = self.text(name, default)
        if value is default or not value.strip():
            return value if value is default else ""
        return clean_label(value, name, most)

    def text_or_none(self, name: str) -> str | None:
        """A string, or None when it is null or not there."""
        if self._value.get(name) is None:
            return None
        value: str = self.text(name)
        return value

    def whole(self, name: str, least: int, most: int, default: Any = _MISSING) -> Any:
        """An integer within bounds."""
        value = self._typed(name, int, "a whole number", default)
        if value is not default and not least <= value <= most:
            self.refuse(name, f"a whole number from {least} to {most}")
        return value

    def flag(self, name: str, default: Any = _MISSING) -> Any:
        """A boolean."""
        return self._typed(name, bool, "true or false", default)

    def one_of(self, name: str, choices: Collection[str], default: Any = _MISSING) -> Any:
        """One of these strings."""
        value = self.text(name, default)
        if value is not default and value not in choices:
            self.refuse(name, "one of " + ", ".join(choices))
        return value

    def part(self, name: str, known: Iterable[str]) -> "Fields":
        """The fields of an object within this one, which has none if it is not there."""
        return Fields(self._value.get(name, {}), name, known)

    def matching(self, name: str, pattern: str, wanted: str) -> str:
        value: str = self.text(name)
        if re.fullmatch(pattern, value, re.ASCII) is None:
            self.refuse(name, wanted)
        return value

    def raw(self, name: str) -> Any:
        """The value of any type, also null; the field is required."""
        if name not in self._value:
            raise InterviewError(ErrorCode.INVALID_FIELD, f"{self._where} needs {name}.")
        return self._value[name]

    def is_null(self, name: str) -> bool:
        return name in self._value and self._value[name] is None

    def refuse(self, name: str, wanted: str) -> None:
        raise InterviewError(ErrorCode.INVALID_FIELD, f"{name} must be {wanted}.")

    def _typed(self, name: str, kind: type, wanted: str, default: Any) -> Any:
        if name not in self._value and default is not _MISSING:
            return default
        value = self.raw(name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(name, wanted)
        return value

    def _check_names(self, known: frozenset[str], closed: bool) -> None:
        others = (
            name for name in self._value if name not in known and (closed or name not in STAMPED)
        )
        for name in islice(others, _LOOKED_AT):
            near = difflib.get_close_matches(name[:64].lower(), [k.lower() for k in known], 1, 0.8)
            if near:
                meant = next(k for k in known if k.lower() == near[0])
                sentence = f"There is no field {name[:64]!r} here; did you mean {meant!r}?"
                raise InterviewError(ErrorCode.UNKNOWN_FIELD, sentence)
            if closed:
                sentence = f"There is no field {name[:64]!r} here."
                raise InterviewError(ErrorCode.UNKNOWN_FIELD, sentence)
