"""The cases of a question: what is called, and what is expected of it.

A case is the same for every language. It is made of values (see ``values``) and of names, which
``names_in`` translates: functions are in snake_case in Python and in camelCase elsewhere.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .compare import ABSOLUTE, RELATIVE, Comparison, expression_of
from .core_yaml import Place, Read
from .problems import Problem
from .values import NotAValue, written

MOST_CASES = 500
"""The most cases of a question, visible and hidden ones."""
MOST_GROUPS = 50
"""How deep the groups of a regular expression may lie in each other."""
DEFAULT_SECONDS = 2.0
"""Seconds of a case where neither it nor its question says another limit."""
OBJECT = "object"
"""What the only object of a case is called."""


@dataclass(frozen=True, slots=True)
class Raises:
    """That something raises an error: any, one whose message a regular expression is found in, or
    one of a class, by language."""

    message: str | None = None
    classes: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A value, and how the answer is compared with it."""

    value: Any
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function. ``changes`` is what its arguments are afterwards."""

    function: str
    args: tuple[Any, ...]
    returns: Expected | None
    raises: Raises | None
    changes: Expected | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step with an object: it is made of ``new`` and called ``target``, or ``call`` is called."""

    target: str
    new: str | None
    call: str | None
    args: tuple[Any, ...]
    returns: Expected | None
    raises: Raises | None


@dataclass(frozen=True, slots=True)
class Steps:
    """Objects that are made and called, one step after the other."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A run of the whole program, with all of its input and what it prints."""

    stdin: str
    stdout: Expected


@dataclass(frozen=True, slots=True)
class Rows:
    """A call that returns a statement of SQL; its rows are compared, on the tables of a file."""

    function: str
    args: tuple[Any, ...]
    tables: str
    rows: tuple[Any, ...]
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Outside:
    """A test of a file of ``private/outside``, which runs where the program is not."""

    file: str
    test: str


Action = Call | Steps | Whole | Rows | Outside


@dataclass(frozen=True, slots=True)
class Case:
    """One test. ``seconds`` is its own limit, if it has one."""

    name: str
    action: Action
    points: int = 1
    feedback: str = ""
    group: str | None = None
    all_or_nothing: bool = False
    fresh: bool = False
    seconds: float | None = None


def cases_of(
    read: Read, file: str, text_of: Callable[[str], str]
) -> tuple[tuple[Case, ...], list[Problem]]:
    """The cases of a file of the right shape, and what is wrong with them.

    ``text_of`` gives the text of a file in ``data``, or raises NotAValue.
    """
    problems: list[Problem] = []
    cases: list[Case] = []
    names: set[str] = set()
    for place, fields, group in _written_cases(read.value.get("cases", ())):
        try:
            case = _case(fields, group, text_of)
        except NotAValue as problem:
            where = (*place, problem.key) if problem.key else place
            problems.append(Problem(file, read.line(where), str(problem)))
            continue
        if case.name in names:
            problems.append(
                Problem(file, read.line((*place, "name")), f"Two cases are called {case.name}.")
            )
        names.add(case.name)
        cases.append(case)
    return tuple(cases), problems


Fields = Mapping[str, Any]


def _written_cases(entries: Any) -> Iterator[tuple[Place, Fields, Fields]]:
    for at, entry in enumerate(entries):
        if "group" in entry:
            for inner, fields in enumerate(entry["cases"]):
                yield ("cases", at, "cases", inner), fields, entry
        else:
            yield ("cases", at), entry, {}


def _case(fields: Fields, group: Fields, text_of: Callable[[str], str]) -> Case:
    _check_finite(fields.get("seconds"), "seconds")
    return Case(
        name=fields["name"],
        action=_action(fields, text_of),
        points=fields.get("points", 1),
        feedback=fields.get("feedback", ""),
        group=group.get("group"),
        all_or_nothing=group.get("all_or_nothing", False),
        fresh=fields.get("fresh", False),
        seconds=fields.get("seconds"),
    )


def _action(fields: Fields, text_of: Callable[[str], str]) -> Action:
    kinds = [key for key in ("call", "steps", "stdout") if key in fields]
    if len(kinds) != 1:
        raise NotAValue(
            "A case has either call, or steps, or stdout with the input in stdin."
            if not kinds
            else f"A case cannot have {' and '.join(kinds)} together."
        )
    allowed = {
        "call": {"args", "returns", "raises", "changes", "compare"},
        "steps": set(),
        "stdout": {"stdin", "compare"},
    }[kinds[0]]
    known = {"name", "points", "feedback", "fresh", "seconds", kinds[0], *allowed}
    if extra := [key for key in fields if key not in known]:
        raise NotAValue(f"{extra[0]} has no meaning in a case with {kinds[0]}.")
    match kinds[0]:
        case "call":
            return _call(fields, text_of)
        case "steps":
            return _steps(fields["steps"], text_of)
    comparison = comparison_of(fields.get("compare", "lines"))
    if comparison.way not in ("exact", "lines", "matches"):
        raise NotAValue("What a program prints is compared by lines, exact or matches.")
    stdin, stdout = (_value(fields, key, text_of) for key in ("stdin", "stdout"))
    return Whole(stdin or "", _expected(stdout, comparison))


def _value(fields: Fields, key: str, text_of: Callable[[str], str]) -> Any:
    """The value of a key; a NotAValue says which key."""
    try:
        return written(fields.get(key), text_of)
    except NotAValue as problem:
        problem.key = key
        raise


def _call(fields: Fields, text_of: Callable[[str], str]) -> Call | Rows:
    args = tuple(_value(fields, "args", text_of) or ())
    compare = fields.get("compare", "equal")
    if isinstance(compare, dict) and "rows" in compare:
        rows = fields.get("returns")
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise NotAValue("With rows, returns must be a list of rows, each of them a list.")
        if len({"raises", "changes"} & fields.keys()):
            raise NotAValue("With rows there is nothing beside returns.")
        ordered = compare["rows"].get("ordered", False)
        tables = text_of(compare["rows"]["on"])
        return Rows(
            fields["call"], args, tables, tuple(_value(fields, "returns", text_of)), ordered
        )
    comparison = comparison_of(compare)
    returns, raises, changes = _outcome(fields, comparison, text_of)
    if not any((returns, raises, changes)):
        raise NotAValue("A call needs returns, raises or changes.")
    if raises is not None and returns is not None:
        raise NotAValue("A call cannot have both returns and raises.")
    if changes is not None and raises is not None:
        raise NotAValue("A call cannot have both raises and changes.")
    if changes is not None and len(changes.value) > len(args):
        raise NotAValue("There is more in changes than in args.")
    return Call(fields["call"], args, returns, raises, changes)


def _steps(entries: Any, text_of: Callable[[str], str]) -> Steps:
    steps, made = [], set()
    for at, fields in enumerate(entries, 1):
        comparison = comparison_of(fields.get("compare", "equal"))
        args = tuple(_value(fields, "args", text_of) or ())
        returns, raises, _ = _outcome(fields, comparison, text_of)
        new, call = fields.get("new"), fields.get("call")
        if (new is None) == (call is None):
            raise NotAValue(f"Step {at} of steps needs either new or call.")
        if new is not None and ("on" in fields or returns is not None):
            raise NotAValue(f"Step {at} of steps makes an object: it can have new, as, args.")
        if call is not None and "as" in fields:
            raise NotAValue(f"Step {at} of steps makes no object: as has no meaning in it.")
        if returns is not None and raises is not None:
            raise NotAValue(f"Step {at} of steps cannot have both returns and raises.")
        target = fields.get("as" if new else "on", OBJECT)
        if new is not None and raises is None:
            made.add(target)
        elif call is not None and target not in made:
            raise NotAValue(f"Step {at} of steps: no step before it makes {target}.")
        steps.append(Step(target, new, call, args, returns, raises))
    return Steps(tuple(steps))


def _outcome(
    fields: Fields, comparison: Comparison, text_of: Callable[[str], str]
) -> tuple[Expected | None, Raises | None, Expected | None]:
    returns = raises = changes = None
    if "returns" in fields:
        returns = _expected(_value(fields, "returns", text_of), comparison)
    if "raises" in fields:
        raises = _raises(fields["raises"])
    if "changes" in fields:
        changes = Expected(_value(fields, "changes", text_of), Comparison())
    return returns, raises, changes


def _expected(value: Any, comparison: Comparison) -> Expected:
    match comparison.way:
        case "matches" if not isinstance(value, str):
            raise NotAValue("With matches, returns must be a regular expression.")
        case "matches":
            _check_expression(value)
        case "lines" if not isinstance(value, str):
            raise NotAValue("With lines, returns must be a text.")
        case "one_of" | "unordered" if not isinstance(value, list):
            raise NotAValue(f"With {comparison.way}, returns must be a list.")
    return Expected(value, comparison)


def comparison_of(written_: Any) -> Comparison:
    """How a case says that answers are compared; raises NotAValue."""
    match written_:
        case {"close": dict(close)}:
            for tolerance in close.values():
                _check_finite(tolerance, "compare")
            one_given = len(close) == 1
            relative = close.get("relative", 0.0 if one_given else RELATIVE)
            return Comparison(
                "close", relative, close.get("absolute", 0.0 if one_given else ABSOLUTE)
            )
        case {"rows": _}:
            raise NotAValue("compare can be rows only in a case with call and returns.")
        case str(way):
            return Comparison(way)  # type: ignore[arg-type]
    raise NotAValue(f"compare cannot be {written_!r}.")


def _check_finite(number: float | None, key: str) -> None:
    """Refuse .nan and .inf, of which no schema knows."""
    if number is not None and not math.isfinite(number):
        problem = NotAValue(f"{key} must be a finite number.")
        problem.key = key
        raise problem


def _raises(written_: Any) -> Raises:
    match written_:
        case True:
            return Raises()
        case str(message):
            _check_expression(message)
            return Raises(message=message)
    return Raises(classes=written_)


def _check_expression(pattern: str) -> None:
    """Refuse what is no regular expression, or is none in JavaScript."""
    if (found := _ONLY_PYTHON.search(pattern)) is not None:
        raise NotAValue(f"{found[0]} in {pattern} has no meaning in JavaScript.")
    _check_depth(pattern)
    try:
        expression_of(pattern)
    except (re.error, OverflowError) as problem:
        raise NotAValue(f"{pattern} is no regular expression: {problem}.") from None


def _check_depth(pattern: str) -> None:
    """Refuse groups that lie so deep in each other that Python cannot read them everywhere."""
    depth = 0
    for found in _GROUPS.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth > MOST_GROUPS:
            raise NotAValue(
                f"The groups of a regular expression may lie at most {MOST_GROUPS} deep in each "
                "other."
            )


_GROUPS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
"""A group begins or ends, or what is neither: what is escaped, and a class of characters."""
_ONLY_PYTHON = re.compile(r"\(\?(?:P|\(|#|>|[aiLmsux]*-|[aiLmsux]+[:)])|\\[AZ]|[*+?}]\+")
"""What other regular expressions write otherwise: names, flags, comments, the ends of a text."""


def camel_case(name: str) -> str:
    """A name in snake_case as JavaScript has it; underscores at its beginning stay."""
    bare = name.lstrip("_")
    first, *others = bare.split("_")
    rest = "".join(part[:1].upper() + part[1:] for part in others)
    return f"{name[: len(name) - len(bare)]}{first}{rest}"


def snake_case(name: str) -> str:
    """A name of JavaScript as Python has it: the way back of ``camel_case``. The name of a class
    stays as it is."""
    return name if name[:1].isupper() else _CAPITAL.sub(lambda found: f"_{found[0].lower()}", name)


_CAPITAL = re.compile(r"(?<!^)[A-Z]")


def name_in(language: str, name: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """What a function is called in this language; ``names`` are the question's own names."""
    own = _own_names(language, names)
    if name in own:
        return own[name]
    return name if language == "python" else camel_case(name)


def name_from(language: str, name: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """What a case calls that which has this name in the language: the way back of ``name_in``."""
    for known, own in _own_names(language, names).items():
        if own == name:
            return known
    return name if language == "python" else snake_case(name)


def _own_names(language: str, names: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    return names.get(language, names.get("javascript", {}) if language == "typescript" else {})
