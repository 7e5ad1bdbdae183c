"""Compares what a program answered with what a test expects.

Both are values as in ``values``. Comparing them runs no code of the program's, so a program passes
a test by the right value alone. ``labextension/src/runner/cases/compare.ts`` compares in the same
way in browsers, and tests/corpus/comparisons.json checks both.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal

from .values import MOST_DEPTH, SAFE

Way = Literal["equal", "exact", "close", "unordered", "one_of", "matches", "lines"]
RELATIVE = 1e-9
"""How far numbers with a fraction may lie apart, as a part of the greater one."""
ABSOLUTE = 1e-12
"""How far they may lie apart near zero."""
MATCHED_CHARACTERS = 2000
"""The most characters of a text in which a regular expression is looked for."""
MOST_ALIKE = 500
"""The most members that are paired by trying them all, where order does not count."""
MOST_TRIED = 100_000
"""The most values that are looked at in such trials, of all sets of an answer together."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an answer is compared.

    ``equal``: numbers by their value and within a tolerance where they have fractions, a tuple as
    a list, keys in any order, an instance by its fields, undefined as null. ``exact``: without a
    tolerance, and a tuple is no list. ``close``: as equal, with a tolerance of its own.
    ``unordered``: a list in any order. ``one_of``: equal to one member of the expected list.
    ``matches``: a text in which the expected regular expression is found. ``lines``: a text, but
    for blanks at the ends of lines and empty lines at its end.
    """

    way: Way = "equal"
    relative: float = RELATIVE
    absolute: float = ABSOLUTE


EQUAL = Comparison()


def matches(comparison: Comparison, expected: Any, got: Any) -> bool:
    """Whether the answer is what the test expects."""
    equality = _Equality(comparison)
    try:
        match comparison.way:
            case "equal" | "exact" | "close":
                return equality.holds(expected, got, 0)
            case "unordered":
                return equality.in_any_order(_members(expected), _members(got), 0)
            case "one_of":
                return any(equality.holds(each, got, 1) for each in _members(expected) or ())
            case "matches":
                short = isinstance(got, str) and len(got) <= MATCHED_CHARACTERS
                return short and expression_of(str(expected)).search(got) is not None
            case "lines":
                return isinstance(got, str) and lines_of(str(expected)) == lines_of(got)
    except _TooMuch:
        return False


def expression_of(pattern: str) -> re.Pattern[str]:
    """A regular expression as JavaScript reads it: ``$`` is the very end, and letters and digits
    are those of ASCII. Raises re.error."""
    return re.compile(_END.sub(_as_end, pattern), re.ASCII)


def _as_end(found: re.Match[str]) -> str:
    return r"\Z" if found[0] == "$" else found[0]


_END = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)
"""An end, or what a dollar is no end in: behind a backslash, and in a class of characters."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, without what nobody sees at their ends and at its end."""
    lines = [line.rstrip(" \t\r") for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


class _TooMuch(Exception):
    """The values lie too deep, or too many of them would have to be tried."""


@dataclass(frozen=True, slots=True)
class _Big:
    """An integer of any size. All other numbers are floats, as in JavaScript."""

    number: int


class _Equality:
    def __init__(self, comparison: Comparison) -> None:
        self._texts = _Texts()
        self._tried = 0
        self._trials = 0
        self._is_exact = comparison.way == "exact"
        self._is_close = comparison.way == "close"
        self._relative = comparison.relative
        self._absolute = comparison.absolute

    def holds(self, one: Any, other: Any, depth: int) -> bool:
        if depth > MOST_DEPTH + 1:
            raise _TooMuch
        self._count(1)
        kind, content = self._kind(one)
        other_kind, other_content = self._kind(other)
        if kind != other_kind or kind == "other":
            return False
        match kind:
            case "number":
                return self._same_number(content, other_content)
            case "list" | "tuple":
                return len(content) == len(other_content) and all(
                    self.holds(a, b, depth + 1) for a, b in zip(content, other_content, strict=True)
                )
            case "set":
                return self.in_any_order(content, other_content, depth + 1)
            case "map":
                return self._same_pairs(content, other_content, depth + 1)
        return bool(content == other_content)

    def _kind(self, value: Any) -> tuple[str, Any]:
        """What a value is compared as, and its content."""
        match value:
            case None | {"$undefined": True}:
                return ("null", None)
            case bool():
                return ("bool", value)
            case int() | float():
                return ("number", _float(value))
            case str():
                return ("text", value)
            case list():
                return ("list", value)
            case {"$int": str(digits)}:
                return ("number", _Big(int(digits)))
            case {"$float": str(name)}:
                return ("number", float(name))
            case {"$tuple": list(members)}:
                return ("tuple" if self._is_exact else "list", members)
            case {"$set": list(members)}:
                return ("set", members)
            case {"$map": list(pairs)}:
                return ("map", pairs)
            case {"$object": [str(), dict(fields)]}:
                return ("map", list(map(list, fields.items())))
            case {"$bytes": str(content)}:
                return ("bytes", content)
            case {"$date": str(content)}:
                return ("date", content if self._is_exact else _moment(content))
            case {"$other": _}:
                return ("other", None)
            case dict():
                return ("map", list(map(list, value.items())))
        return ("other", None)

    def _same_number(self, one: "float | _Big", other: "float | _Big") -> bool:
        if isinstance(one, _Big) and isinstance(other, _Big) and not self._is_close:
            return one.number == other.number
        a, b = _plain(one), _plain(other)
        if self._is_exact:
            return one == other or (a != a and b != b) or _same_whole(one, other)
        if isinstance(one, _Big) != isinstance(other, _Big) and math.inf in (abs(a), abs(b)):
            return False
        if a == b or (a != a and b != b):
            return True
        if not self._is_close and _is_whole(a) and _is_whole(b):
            return False
        return math.isclose(a, b, rel_tol=self._relative, abs_tol=self._absolute)

    def _same_pairs(self, pairs: list[list[Any]], others: list[list[Any]], depth: int) -> bool:
        keys, other_keys = _by_text(pairs), _by_text(others)
        if keys is not None and other_keys is not None:
            return keys.keys() == other_keys.keys() and all(
                self.holds(value, other_keys[key], depth) for key, value in keys.items()
            )
        return self.in_any_order(pairs, others, depth)

    def in_any_order(self, one: list[Any] | None, other: list[Any] | None, depth: int) -> bool:
        """Whether each member of one list has a member of the other to itself."""
        if one is None or other is None or len(one) != len(other):
            return False
        self._count(len(one))
        expected, got = self._texts.unlike(one, other)
        if all(map(_is_number, [*expected, *got])):
            in_order = zip(sorted(expected), sorted(got), strict=True)
            return all(self.holds(a, b, depth + 1) for a, b in in_order)
        if len(expected) > MOST_ALIKE:
            return False
        self._trials += 1
        is_paired = all(self._take(each, got, depth + 1) for each in expected)
        self._trials -= 1
        return is_paired

    def _take(self, each: Any, got: list[Any], depth: int) -> bool:
        """Take a member that this one is equal to."""
        at = next((at for at, member in enumerate(got) if self.holds(each, member, depth)), None)
        if at is not None:
            del got[at]
        return at is not None

    def _count(self, values: int) -> None:
        """Count values that are looked at while members are tried with each other. How many that
        are is a product of the lengths of all sets that lie in each other."""
        if self._trials:
            self._tried += values
            if self._tried > MOST_TRIED:
                raise _TooMuch


_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d*?)0*)?)?(Z|[+-]00:?00)?)?", re.ASCII
)


def _moment(text: str) -> str:
    """A date as one with its time: languages tell the same moment in several ways."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text
    day, minutes, seconds, fraction = found.groups()[:4]
    rest = f".{fraction}" if fraction else ""
    return f"{day}T{minutes or '00:00'}:{seconds or '00'}{rest}"


def _float(number: int | float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _plain(number: float | _Big) -> float:
    return _float(number.number) if isinstance(number, _Big) else number


def _same_whole(one: float | _Big, other: float | _Big) -> bool:
    """Whether a float is the very integer that a big one is."""
    big, small = (one, other) if isinstance(one, _Big) else (other, one)
    if not isinstance(big, _Big) or isinstance(small, _Big):
        return False
    return math.isfinite(small) and small == int(small) and int(small) == big.number


def _is_whole(number: float) -> bool:
    return abs(number) <= SAFE and number == int(number)


def _by_text(pairs: list[list[Any]]) -> dict[str, Any] | None:
    """The pairs by their keys, where all keys are texts."""
    texts = all(isinstance(key, str) for key, _ in pairs)
    return {key: value for key, value in pairs} if texts else None


def _members(value: Any) -> list[Any] | None:
    match value:
        case list():
            return value
        case {"$tuple": list(members)} | {"$set": list(members)}:
            return members
    return None


class _Texts:
    """JSON of values that is the same for sets in any order, made once of each."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}
        """By the identity of a value, which is kept so that no other one gets it."""

    def unlike(self, one: Iterable[Any], other: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        """The members of both that are left when those with the same text are paired, in the order
        of their texts: what is almost the same is then in almost the same place."""
        mine, theirs = (
            sorted(((self._of(each), each) for each in some), key=itemgetter(0))
            for some in (one, other)
        )
        paired = Counter(text for text, _ in mine) & Counter(text for text, _ in theirs)
        return _without(mine, paired.copy()), _without(theirs, paired)

    def _of(self, value: Any) -> str:
        if not isinstance(value, list | dict):
            return _scalar(value)
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._made(value))
        return known[1]

    def _made(self, value: Any) -> str:
        match value:
            case list():
                return f"[{','.join(map(self._of, value))}]"
            case {"$set": list(members)}:
                return f'{{"$set":[{",".join(sorted(map(self._of, members)))}]}}'
            case {"$map": list(pairs)} if _by_text(pairs) is None:
                return f'{{"$map":[{",".join(sorted(map(self._of, pairs)))}]}}'
        fields = (f"{json.dumps(key)}:{self._of(value[key])}" for key in sorted(value))
        return f"{{{','.join(fields)}}}"


def _scalar(value: Any) -> str:
    """The JSON of a text, a number, a boolean or null, as a browser writes it."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= SAFE:
        value = int(value)
    return json.dumps(value)


def _without(members: list[tuple[str, Any]], paired: Counter[str]) -> list[Any]:
    left = []
    for text, member in members:
        if paired[text] > 0:
            paired[text] -= 1
        else:
            left.append(member)
    return left


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
