"""Makes the server's types from the documents of the contract.

    .venv/bin/python scripts/contract.py

writes ``values.py``, ``session.py`` and ``server_frames.py`` of ``jupyter_interview/contract``. The
types of the browser are made of the same documents by ``npm run build:contract``. Both are
committed, and a test makes them again and compares.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "jupyter_interview" / "contract"
DOMAIN = {"Role": "Role", "SessionState": "State"}
"""Enumerations of ``domain.roles``. All other enumerations are plain texts."""
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
MADE = "Made by scripts/contract.py; change the document and make it again."

Schema = dict[str, Any]


@cache
def document(name: str) -> Schema:
    """One of the documents in ``openapi``."""
    loaded: Schema = yaml.safe_load((ROOT / "openapi" / name).read_text("utf-8"))
    return loaded


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


class Module:
    """One module that is being made, with the classes that its schemas need."""

    def __init__(self, home: str, elsewhere: set[str], absent: str = "None") -> None:
        self.home = home
        self.elsewhere = elsewhere
        """Classes that another module has."""
        self.absent = absent
        """What an optional property is that is not there."""
        self.classes: dict[str, str] = {}
        self.imported: set[str] = set()

    def add(self, name: str, schema: Schema, within: str) -> None:
        """Make a class of a schema of an object, after the classes that it needs."""
        if name in self.classes or name in self.elsewhere:
            return
        merged = self._merged(schema, within)
        required, lines, optional = set(merged.get("required", ())), [], []
        for prop, part in merged["properties"].items():
            kind = self.kind(part, within, name + pascal(prop))
            told = part.get("description")
            said = [f'    """{_sentence(told)}"""'] if told else []
            if prop in required:
                lines += [f"    {snake(prop)}: {kind}", *said]
            else:
                optional += [f"    {snake(prop)}: {self._optional(kind, part)}", *said]
        about = _sentence(schema.get("description", f"The contract's `{name}`."))
        body = [f"class {name}(Struct, frozen=True, omit_defaults=True, rename='camel'):"]
        body += [f'    """{about}"""', "", *lines, *optional]
        self.classes[name] = "\n".join(body)

    def kind(self, schema: Schema, within: str, name: str) -> str:
        """The annotation of a schema; ``name`` is for a class that it needs."""
        if "$ref" in schema:
            return self._referred(schema["$ref"], within)
        if "oneOf" in schema:
            kinds = [self.kind(part, within, name) for part in schema["oneOf"]]
            return " | ".join(dict.fromkeys(kinds))
        if "const" in schema or ("enum" in schema and "type" not in schema):
            values = schema.get("enum", [schema.get("const")])
            return "str | None" if None in values else "str"
        given = schema["type"]
        if isinstance(given, list):
            return " | ".join(self.kind({**schema, "type": one}, within, name) for one in given)
        if given == "array":
            return f"tuple[{self.kind(schema['items'], within, name)}, ...]"
        if given == "object" and "properties" not in schema:
            return "dict[str, Any]"
        if given == "object":
            self.add(name, schema, within)
            return name
        if given == "string" and schema.get("format") == "binary":
            return "bytes"
        return PLAIN[given]

    def text(self) -> str:
        return "\n\n\n".join(self.classes.values())

    def _referred(self, reference: str, within: str) -> str:
        file, _, pointer = reference.partition("#")
        file, name = file or within, pointer.rsplit("/", 1)[1]
        if name in DOMAIN:
            self.imported.add(DOMAIN[name])
            return DOMAIN[name]
        schema = document(file)["components"]["schemas"][name]
        if schema.get("type") != "object" and "allOf" not in schema:
            return self.kind(schema, file, name)
        if name not in self.elsewhere:
            self.add(name, schema, file)
        self.imported.add(name)
        return name

    def _merged(self, schema: Schema, within: str) -> Schema:
        if "allOf" not in schema:
            return schema
        merged: Schema = {"required": [], "properties": {}}
        for part in schema["allOf"]:
            if "$ref" in part:
                name = part["$ref"].rsplit("/", 1)[1]
                part = document(within)["components"]["schemas"][name]
            merged["required"] += part.get("required", [])
            merged["properties"] |= part["properties"]
        return merged

    def _optional(self, kind: str, schema: Schema) -> str:
        default = schema.get("default", schema.get("x-absent"))
        if kind == "State" and default is not None:
            return f"State = State.{str(default).upper()}"
        if isinstance(default, list):
            return f"{kind} = ()"
        if default is not None:
            return f"{kind} = {default!r}"
        if self.absent == "UNSET":
            return f"{kind} | UnsetType = UNSET"
        return f"{kind} = None" if kind.endswith("None") else f"{kind} | None = None"


def _sentence(text: str) -> str:
    """A description as a docstring: its lines wrapped, with Python's marks for code."""
    words = " ".join(text.split()).replace("`", "``").split(" ")
    lines, line = [], ""
    for word in words:
        if line and len(line) + len(word) + 1 > 88:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    text = "\n    ".join([*lines, line])
    text = text if text.endswith((".", "?", "!")) else text + "."
    return text + "\n    " if lines else text


def _answers(openapi: Schema) -> Iterator[str]:
    """The names of the schemas of which answers consist."""
    for path in openapi["paths"].values():
        for method, operation in path.items():
            if method == "parameters":
                continue
            for response in operation["responses"].values():
                content = response.get("content", {}).get("application/json", {})
                schema = content.get("schema", {})
                reference = schema.get("$ref", schema.get("items", {}).get("$ref"))
                if reference:
                    yield reference.rsplit("/", 1)[1]


def values() -> tuple[str, set[str]]:
    """``values.py``, and the names of its classes."""
    openapi, asyncapi = document("openapi.yaml"), document("asyncapi.yaml")
    module = Module("openapi.yaml", set())
    schemas = openapi["components"]["schemas"]
    parts = ("Author", "Folder", "Output", "ProgramFile", "TestCase", "TestResult")
    for name in (*parts, *_answers(openapi)):
        if schemas[name].get("type", "object") == "object":
            module.add(name, schemas[name], "openapi.yaml")
    module.add("Cursor", asyncapi["components"]["schemas"]["Cursor"], "asyncapi.yaml")
    streams = tuple(schemas["Output"]["properties"]["stream"]["enum"])
    text = f'''"""Values of the contract: what answers, frames, commands and events consist of.

{MADE}
"""

from typing import Any

from msgspec import Struct

from ..domain.roles import Role, State

STREAMS: tuple[str, ...] = {streams!r}


{module.text()}
'''
    return text, set(module.classes)


def session(known: set[str]) -> str:
    """``session.py``."""
    schemas = document("session.yaml")["components"]["schemas"]
    module = Module("session.yaml", known)
    for name, schema in schemas.items():
        module.add(name, schema, "session.yaml")
    events = {name: s["x-event"] for name, s in schemas.items() if "x-event" in s}
    commands = [name for name, s in schemas.items() if "x-command" in s]
    audiences = [
        f"    {name}: Audience.{said.get('audience', 'hosts').upper()},"
        for name, said in events.items()
    ]
    kept = [f"    {name}: LogKind.{e['kept']}," for name, e in events.items() if "kept" in e]
    private = [
        f"    ({name}, {prop!r}),"
        for name, s in schemas.items()
        for prop, part in s["properties"].items()
        if part.get("x-private")
    ]
    frames = [name for name, s in schemas.items() if "x-frame" in s]
    imported = sorted(module.imported & known)
    return "\n".join(
        [
            '"""The commands and events of a session, who hears an event, and how it is kept.',
            "",
            MADE,
            '"""',
            "",
            "from enum import StrEnum",
            "",
            "from msgspec import Struct",
            "",
            "from ..domain.records import LogKind",
            "from ..domain.roles import Role, State",
            f"from .values import {', '.join(imported)}",
            "",
            "",
            module.text(),
            "",
            "",
            f"Event = {' | '.join(events)}",
            f"Command = {' | '.join(commands)}",
            f"ConnectionCommand = {' | '.join(frames)}",
            "",
            "",
            "class Audience(StrEnum):",
            '    """Who may hear an event."""',
            "",
            '    EVERYBODY = "everybody"',
            '    HOSTS = "hosts"',
            '    OWNER = "owner"',
            "",
            "",
            "EVENTS: tuple[type[Event], ...] = (",
            *[f"    {name}," for name in events],
            ")",
            "COMMANDS: tuple[type[Command], ...] = (",
            *[f"    {name}," for name in commands],
            ")",
            "AUDIENCE: dict[type[Event], Audience] = {",
            *audiences,
            "}",
            '"""Who may hear an event, as long as it is not about somebody in the lobby."""',
            "KEPT: dict[type[Event], LogKind] = {",
            *kept,
            "}",
            '"""The kind of an event\'s entry in the log. An event that is not here has none."""',
            "PRIVATE: frozenset[tuple[type[Event | Command], str]] = frozenset({",
            *private,
            "})",
            '"""Properties that are told to nobody."""',
            "",
        ]
    )


def server_frames(known: set[str]) -> str:
    """``server_frames.py``."""
    asyncapi = document("asyncapi.yaml")
    names = dict.fromkeys(
        reference["$ref"].rsplit("/", 1)[1]
        for operation in ("syncReceive", "contractReceive")
        for reference in asyncapi["operations"][operation]["messages"]
    )
    module = Module("asyncapi.yaml", known, "UNSET")
    types = []
    for name in names:
        if name == "sync":
            continue
        payload = dict(asyncapi["components"]["schemas"][name]["properties"]["payload"])
        payload["description"] = asyncapi["components"]["messages"][name]["summary"]
        made = pascal(name) + "Frame"
        module.add(made, payload, "asyncapi.yaml")
        types.append((made, name))
    imported = sorted(module.imported & known)
    return "\n".join(
        [
            '"""The text frames of the server, by what is in their ``payload``.',
            "",
            MADE,
            '"""',
            "",
            "from msgspec import UNSET, Struct, UnsetType",
            "",
            "from ..domain.roles import Role, State",
            f"from .values import {', '.join(imported)}",
            "",
            "",
            module.text(),
            "",
            "",
            f"ServerFrame = {' | '.join(made for made, _ in types)}",
            "FRAME_TYPES: dict[type[ServerFrame], str] = {",
            *[f'    {made}: "{name}",' for made, name in types],
            "}",
            "",
        ]
    )


def make() -> dict[str, str]:
    """The modules by name, formatted as the linter wants them."""
    text, known = values()
    made = {
        "values.py": text,
        "session.py": session(known),
        "server_frames.py": server_frames(known),
    }
    return {name: _formatted(name, text) for name, text in made.items()}


def _formatted(name: str, text: str) -> str:
    ruff = Path(sys.executable).parent / "ruff"
    for command in (["check", "--fix", "--quiet", "--select", "I,F401"], ["format"]):
        told = ["--stdin-filename", str(FOLDER / name), "-"]
        done = subprocess.run(
            [ruff, *command, *told], input=text, text=True, capture_output=True, cwd=ROOT
        )
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr}{done.stdout}")
        text = done.stdout
    return text


def main() -> None:
    for name, text in make().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
