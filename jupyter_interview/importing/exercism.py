"""Questions from a clone of exercism/problem-specifications.

An exercise is a text and ``canonical-data.json``, whose cases are for all languages: a property, an
input with names and what is expected. Where the property is a function of the input, that is a call
of ours. Other properties are told and left aside: those of objects, of chance and of functions as
arguments.
"""

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..questions.values import NotAValue
from .authored import authored
from .draft import (
    LANGUAGES,
    Case,
    Draft,
    Found,
    LeftOut,
    NoSource,
    last_third_hidden,
    text_in,
)
from .functions import Function, starters, table
from .naming import (
    MOST_NAME,
    argument_names,
    case_names,
    function_name,
    id_of,
    tags_of,
    title_of,
    veiled,
)

_DATA = "canonical-data.json"
_TEXTS = ("introduction.md", "instructions.md", "description.md")
_HOME = "https://github.com/exercism/problem-specifications"
_HEADING = re.compile(r"# (?:Introduction|Instructions|Description)\s*\n")
_NO_CALLS: Mapping[str, str] = {
    "complex-numbers": "Its cases write numbers as texts, like pi and ln(2).",
    "grep": "Its function reads files, which the tests of each language make.",
}
"""Exercises that no rule below knows to be more than calls with values."""
_CODE = re.compile(r"\s*(?:fn\s*)?\([\w\s,]*\)\s*->")
_CONDITION = re.compile(r"\S [=!<>]= \S| && ")
_MOST_DECIMALS = 6
"""Numbers with more decimals than that were not rounded by a person."""

Entry = dict[str, Any]


def read_exercism(source: Path) -> Iterator[Found]:
    """The exercises of a clone, of a folder of exercises, or of one exercise."""
    inside = source / "exercises"
    bank = inside if inside.is_dir() else source
    if not bank.is_dir():
        raise NoSource(f"{source} is no clone of {_HOME}.")
    is_one = any((bank / name).is_file() for name in (_DATA, *_TEXTS))
    folders = (each for each in bank.iterdir() if each.is_dir() and each.name[0] != ".")
    for folder in [bank] if is_one else sorted(folders):
        file = (folder / _DATA).relative_to(source).as_posix()
        try:
            yield Found(file, _draft(folder))
        except LeftOut as reason:
            yield Found(file, reason)
        except RecursionError:
            yield Found(file, LeftOut("Its values lie too deep in each other."))


def _draft(folder: Path) -> Draft:
    name = folder.resolve().name
    if (folder / ".deprecated").exists():
        raise LeftOut("It is deprecated.")
    if not (folder / _DATA).is_file():
        raise LeftOut("It has no cases.")
    if name in _NO_CALLS:
        raise LeftOut(_NO_CALLS[name])
    title, source = _metadata(folder, name)
    entries, remarks = _entries(folder)
    calls = _Calls(entries)
    remarks += calls.remarks
    if not calls.functions:
        raise LeftOut(f"No case is a call with values. {' '.join(remarks)}".strip())
    text = _text(folder)
    statement = f"# {title}\n\n{text}\n\n## Functions\n\n{table(calls.functions)}\n"
    if any(each.raises for each in calls.functions):
        statement += "\nFor input that makes no sense, raise or throw an error.\n"
    visible, hidden = last_third_hidden(calls.cases)
    files = starters(calls.functions)
    return Draft(
        id=id_of(name),
        about={
            "title": title,
            "kind": "algorithm",
            "level": "junior",
            "minutes": 20,
            "languages": [*LANGUAGES],
            "tags": tags_of(["exercism"]),
            "license": "MIT",
            "credits": {"authors": ["Contributors of exercism/problem-specifications"]},
            "source": source[:500],
        },
        statement=statement,
        visible=visible,
        hidden=veiled(hidden, [statement, *files.values()]),
        files=files,
        remarks=remarks,
    )


def _metadata(folder: Path, name: str) -> tuple[str, str]:
    """The title of an exercise, and where it comes from."""
    path = folder / "metadata.toml"
    said: Mapping[str, Any] = {}
    if path.is_file():
        try:
            said = tomllib.loads(text_in(folder, path))
        except tomllib.TOMLDecodeError as problem:
            raise LeftOut(f"metadata.toml is not TOML: {problem}.") from None
    before = [str(said[key]) for key in ("source", "source_url") if said.get(key)]
    title = str(said.get("title") or "").strip()[:MOST_NAME] or title_of(name)
    return title, ", ".join([f"{_HOME}/tree/main/exercises/{name}", *before])


def _text(folder: Path) -> str:
    texts = [text_in(folder, folder / name) for name in _TEXTS if (folder / name).is_file()]
    if not texts:
        raise LeftOut("It has no description.")
    return "\n\n".join(_HEADING.sub("", text, count=1).strip() for text in texts)


def _entries(folder: Path) -> tuple[list[Entry], list[str]]:
    """The cases of an exercise with names of their own, but for those that others replace."""
    try:
        data = json.loads(text_in(folder, folder / _DATA))
    except (ValueError, RecursionError) as problem:
        raise LeftOut(f"{_DATA} is not JSON: {problem}.") from None
    if not isinstance(data, dict):
        raise LeftOut(f"{_DATA} has no cases.")
    found = [*_flat(data.get("cases"), "")]
    replaced = {str(entry["reimplements"]) for _, entry in found if "reimplements" in entry}
    found = [(group, entry) for group, entry in found if str(entry.get("uuid")) not in replaced]
    by_chance = [entry for _, entry in found if "random" in _scenarios(entry)]
    found = [(group, entry) for group, entry in found if entry not in by_chance]
    described = [str(entry.get("description", "")) for _, entry in found]
    names = case_names(
        f"{group}: {text}" if group and described.count(text) > 1 else text
        for (group, _), text in zip(found, described, strict=True)
    )
    remarks = [f"Cases about chance are left aside: {len(by_chance)}."] if by_chance else []
    return [{**entry, "name": name} for (_, entry), name in zip(found, names, strict=True)], remarks


def _flat(entries: Any, group: str) -> Iterator[tuple[str, Entry]]:
    """All cases, with the description of the group in which they are."""
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise LeftOut(f"{_DATA} is not of a form that is known here.")
    for entry in entries:
        if "cases" in entry:
            yield from _flat(entry["cases"], str(entry.get("description", "")))
        else:
            yield group, entry


def _scenarios(entry: Entry) -> Sequence[Any]:
    scenarios = entry.get("scenarios")
    return scenarios if isinstance(scenarios, list) else ()


class _Calls:
    """The calls that the cases of an exercise are, and what is said of those that are none."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.functions: list[Function] = []
        self.remarks: list[str] = []
        cases: dict[str, Case] = {}
        for property_ in dict.fromkeys(str(entry.get("property")) for entry in entries):
            own = [entry for entry in entries if str(entry.get("property")) == property_]
            try:
                if (reason := _no_call(property_, own)) is not None:
                    raise NotAValue(reason)
                name = function_name(property_)
                cases |= {entry["name"]: _case(name, [*own[0]["input"]], entry) for entry in own}
            except NotAValue as problem:
                self.remarks.append(f"{property_} is left aside: {problem}")
                continue
            self.functions.append(_function(name, own))
        self.cases = [cases[entry["name"]] for entry in entries if entry["name"] in cases]


def _no_call(property_: str, entries: Sequence[Entry]) -> str | None:
    """Why a property is more than a call with values; None if it is one."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", property_) is None:
        return "its name is no name of a function."
    inputs: list[Any] = [entry.get("input") for entry in entries]
    if not all(isinstance(each, dict) for each in inputs):
        return "its arguments have no names."
    if any("expected" not in entry for entry in entries):
        return "nothing is expected of it."
    if any({*each} != {*inputs[0]} for each in inputs):
        return "its calls do not all have the same arguments."
    if len(inputs[0]) > 20:
        return "it has more than 20 arguments."
    if any("operations" in each for each in inputs):
        return "it is about an object on which several things are done."
    if any(_CODE.match(text) for each in inputs for text in _texts(each)):
        return "an argument is a function."
    if any(_CONDITION.search(text) for entry in entries for text in _texts(entry["expected"])):
        return "a condition is expected, and no value."
    return None


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)


def _function(name: str, entries: Sequence[Entry]) -> Function:
    return Function(
        name=name,
        arguments=argument_names(entries[0]["input"]),
        gives_null=any(entry["expected"] is None for entry in entries),
        raises=any(_is_error(entry["expected"]) for entry in entries),
    )


def _is_error(expected: Any) -> bool:
    return isinstance(expected, dict) and expected.keys() == {"error"}


def _case(function: str, order: Sequence[str], entry: Entry) -> Case:
    """A case as a call; raises NotAValue."""
    args = [authored(entry["input"][name]) for name in order]
    case: dict[str, Any] = {"name": entry["name"], "call": function, "args": args}
    expected = entry["expected"]
    if _is_error(expected):
        return {**case, "raises": True}
    case["returns"] = authored(expected)
    if (tolerance := _tolerance(expected)) is not None:
        case["compare"] = {"close": {"absolute": tolerance}}
    return case


def _tolerance(expected: Any) -> float | None:
    """How far numbers may be away, where those that are expected were rounded.

    Exercises say 31.69 and mean what is that when it is rounded to two decimals.
    """
    decimals = [*_decimals(expected)]
    if not decimals or max(decimals) > _MOST_DECIMALS:
        return None
    return 0.5 * 10.0 ** -max(2, *decimals)


def _decimals(value: Any) -> Iterator[int]:
    match value:
        case float() if math.isfinite(value) and not value.is_integer():
            yield -int(Decimal(repr(value)).as_tuple().exponent)
        case list():
            for each in value:
                yield from _decimals(each)
        case dict():
            for each in value.values():
                yield from _decimals(each)
