"""The contract documents, and judging real messages by them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parents[2] / "openapi"
DOCUMENTS = ("openapi.yaml", "asyncapi.yaml", "session.yaml", "settings.yaml")


@cache
def document(name: str) -> Any:
    """One of ``DOCUMENTS``."""
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


@cache
def _registry() -> Registry[Any]:
    resources = [(name, Resource(document(name), DRAFT202012)) for name in DOCUMENTS]
    return Registry[Any]().with_resources(resources)


def problems(value: object, reference: str) -> list[str]:
    """What is wrong with a value by a schema such as ``openapi.yaml#/components/schemas/User``.

    A property that the schema does not name is wrong too: the documents say everything.
    """
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(
        {"$ref": reference}, registry=_registry(), format_checker=checker
    )
    found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
    return found + _unnamed(value, reference)


def _unnamed(value: object, reference: str) -> list[str]:
    schema, name = _resolve(reference)
    return list(_walk(value, schema, name, "$"))


def _resolve(reference: str, within: str = "") -> tuple[Any, str]:
    name, _, pointer = reference.partition("#")
    name = name or within
    schema = document(name)
    for part in pointer.strip("/").split("/"):
        schema = schema[part.replace("~1", "/").replace("~0", "~")]
    return schema, name


def _walk(value: object, schema: Any, name: str, path: str) -> list[str]:
    while "$ref" in schema:
        schema, name = _resolve(schema["$ref"], name)
    if isinstance(value, list) and "items" in schema:
        found = []
        for index, item in enumerate(value):
            found += _walk(item, schema["items"], name, f"{path}[{index}]")
        return found
    if not isinstance(value, dict):
        return []
    properties = _properties(schema, name)
    if not properties:
        return []
    found = [f"{path}: {key} is not in the document" for key in value if key not in properties]
    for key in set(value) & set(properties):
        found += _walk(value[key], *properties[key], f"{path}.{key}")
    return found


def _properties(schema: Any, name: str) -> dict[str, tuple[Any, str]]:
    """Properties of an object, those of its alternatives and parts included."""
    while "$ref" in schema:
        schema, name = _resolve(schema["$ref"], name)
    found = {key: (value, name) for key, value in schema.get("properties", {}).items()}
    for part in [*schema.get("allOf", []), *schema.get("oneOf", [])]:
        found |= _properties(part, name)
    return found


def operations() -> dict[tuple[str, str], Any]:
    """REST operations by method and path template."""
    return {
        (method.upper(), path): operation
        for path, item in document("openapi.yaml")["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


JSON = "application/json"


def answer_problems(
    method: str, path: str, status: int, content: bytes, kind: str = JSON
) -> list[str]:
    """What is wrong with an answer: an undocumented status, or a body that does not fit.

    ``kind`` is its media type. Of a body that is no JSON only this is in the document.
    """
    operation = operations()[method, path]
    response = operation["responses"].get(str(status))
    if response is None:
        return [f"{method} {path} does not document {status}"]
    while "$ref" in response:
        response, _ = _resolve(response["$ref"], "openapi.yaml")
    if "content" not in response:
        return [] if not content else [f"{status} has no body in the document"]
    media = kind.partition(";")[0]
    if media not in response["content"]:
        return [f"{status} is not answered with {media}"]
    if media != JSON:
        return []
    schema = response["content"][media]["schema"]
    value = json.loads(content)
    tried = [_answer_problems(value, one) for one in schema.get("oneOf", [schema])]
    return min(tried, key=len)


def _answer_problems(value: Any, schema: Any) -> list[str]:
    if schema.get("type") != "array":
        return problems(value, _full(schema["$ref"]))
    if not isinstance(value, list):
        return ["$: is no list"]
    return [p for item in value for p in problems(item, _full(schema["items"]["$ref"]))]


def _full(reference: str) -> str:
    return reference if not reference.startswith("#") else "openapi.yaml" + reference


def frame_problems(frame: Any, operation: str) -> list[str]:
    """What is wrong with a frame by an operation of the socket's document."""
    spec = document("asyncapi.yaml")
    for message in spec["operations"][operation]["messages"]:
        name = message["$ref"].rsplit("/", 1)[1]
        payload = spec["components"]["messages"][name]["payload"]
        if "$ref" not in payload:
            continue
        reference = payload["$ref"]
        schema, _ = _resolve(reference, "asyncapi.yaml")
        if schema["properties"]["type"]["const"] == frame.get("type"):
            return problems(frame, "asyncapi.yaml" + reference)
    return [f"{operation} knows no {frame.get('type')!r}"]


def golden() -> dict[str, Any]:
    """The golden frames, by file name."""
    files = sorted((FOLDER / "examples").glob("*.json"))
    return {path.name: json.loads(path.read_text("utf-8")) for path in files}
