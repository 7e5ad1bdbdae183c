"""Checks what was read from YAML against a schema, and says what is wrong in sentences."""

import difflib
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, relevance

from .core_yaml import Place, Read
from .problems import Problem

SCHEMAS = ("question", "tests", "rubric", "bank")
"""The names of the schemas, as files of ``schemas`` begin with them."""

_TYPES = {
    "object": "keys with values",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_SHOWN = 60


def schema_text(name: str) -> str:
    """The JSON Schema of this name; one of SCHEMAS."""
    file = resources.files(__package__).joinpath("schemas", f"{name}.schema.json")
    return file.read_text("utf-8")


@cache
def _validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads(schema_text(name)))


def shape_problems(read: Read, schema: str, file: str) -> list[Problem]:
    """Where the value of a file is not as the schema of this name says, in the order of lines."""
    problems = {
        Problem(file, read.line(place), sentence)
        for error in _validator(schema).iter_errors(read.value)
        for place, sentence in _told(_deepest(error))
    }
    return sorted(problems)


def _deepest(error: ValidationError) -> ValidationError:
    """Of several forms that a value may have, what is wrong with the one that it is most like."""
    while error.context and error.validator in ("oneOf", "anyOf", "if"):
        kinds = [each for each in error.context if each.validator != "type"]
        if not kinds:
            break
        error = max(kinds, key=relevance)
    return error


def _told(error: ValidationError) -> Iterator[tuple[Place, str]]:
    place: Place = tuple(error.absolute_path)
    schema: Any = error.schema
    wanted: Any = error.validator_value
    instance: Any = error.instance
    match error.validator:
        case "additionalProperties":
            known = schema.get("properties", {})
            for key in instance:
                if key not in known:
                    yield (*place, key), f"There is no key {key} here.{_meant(key, known)}"
        case "required":
            missing = [key for key in wanted if key not in instance]
            yield place, f"The key {missing[0]} is missing{_in(place)}."
        case "enum":
            choices = [str(each) for each in wanted]
            meant = _meant(str(instance), choices)
            yield place, f"{_shown(instance)} is none of {', '.join(choices)}.{meant}"
        case "const":
            yield place, f"This must be {json.dumps(wanted)}."
        case "type":
            kind = str(wanted)
            yield place, f"{_name(place)} must be {_TYPES.get(kind, kind)}."
        case "oneOf" | "anyOf":
            help_ = schema.get("description", "")
            yield (
                place,
                f"{_shown(instance)} is not what {_name(place)} can be. {help_}".strip(),
            )
        case "pattern" | "propertyNames":
            help_ = schema.get("description") or f"It must match {wanted}."
            yield place, f"{_shown(instance)} cannot be here. {help_}"
        case "minLength" | "minItems" | "minProperties":
            yield place, f"{_name(place)} must not be empty."
        case "maxLength":
            yield place, f"{_name(place)} may have at most {wanted} characters."
        case "maxItems":
            yield place, f"{_name(place)} may have at most {wanted} members."
        case "uniqueItems":
            yield place, f"{_name(place)} has something twice."
        case _:
            yield place, f"{_name(place)}: {error.message[:200]}."


def _meant(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f" Did you mean {near[0]}?" if near else ""


def _name(place: Place) -> str:
    named = [each for each in place if isinstance(each, str)]
    return named[-1] if named else "The file"


def _in(place: Place) -> str:
    named = [each for each in place if isinstance(each, str)]
    return f" in {named[-1]}" if named else ""


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
