"""Makes the server's types from the documents of the contract.

    .venv/bin/python scripts/contract.py

writes ``values.py``, ``session.py`` and ``server_frames.py`` of ``jupyter_interview/contract``,
``built_in_languages.py`` of ``domain`` from the one list of languages, and what is made from the
one list of settings: ``openapi/settings.yaml``, and a ``settings.py`` each in ``domain``,
``contract`` and ``client``. The types of the browser are made from the same documents
by ``npm run build:contract``. All of it is committed, and a test makes it again and compares.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = "jupyter_interview"
SETTINGS = "openapi/settings.yaml"
DOMAIN = {"Role": "Role", "SessionState": "State"}
"""Enumerations of ``domain.roles``. All other enumerations are plain texts."""
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
MADE = "Made by scripts/contract.py; change the document and make it again."
LANGUAGES = ROOT / "openapi" / "languages.json"
OF_SETTINGS = "Made by scripts/contract.py from ``Settings`` in openapi/session.yaml."

Schema = dict[str, Any]


@cache
def document(name: str) -> Schema:
    """One of the documents in ``openapi``, the made one as it would be made now."""
    if name == "settings.yaml":
        return settings_document()
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
        if "allOf" in schema:
            self.add(name, schema, within)
            return name
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
                file, _, pointer = part["$ref"].partition("#")
                part = document(file or within)["components"]["schemas"][pointer.rsplit("/", 1)[1]]
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
    parts += ("Question", "PrivateSide", "CaseResult", "Check", "HiddenResult", "SealedText")
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
        if name != "Settings":
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
        for prop, part in s.get("properties", {}).items()
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


@dataclass(frozen=True)
class Setting:
    """One property of ``Settings``."""

    name: str
    schema: Schema

    @property
    def field(self) -> str:
        """Its name in Python."""
        return snake(self.name)

    @property
    def told(self) -> str:
        """Its name in bodies, answers and frames, within its group if it is in one."""
        return str(self.schema.get("x-told", self.name)).rpartition(".")[2]

    @property
    def group(self) -> str:
        """The property of bodies, answers and frames in which it is; empty for most."""
        return str(self.schema.get("x-told", "")).rpartition(".")[0]

    @property
    def argument(self) -> str:
        """Its name in the Python client."""
        return str(self.schema.get("x-argument", snake(self.told)))

    @property
    def about(self) -> str:
        return str(self.schema["description"])

    @property
    def default(self) -> bool | str:
        value: bool | str = self.schema["default"]
        return value

    @property
    def kind(self) -> str:
        return PLAIN[self.schema["type"]]

    @property
    def value(self) -> Schema:
        """The schema of its value, without what is said of the setting."""
        return {
            key: self.schema[key] for key in ("type", "enum", "maxLength") if key in self.schema
        }

    def read(self, fields: str, default: str) -> str:
        """The expression that reads it from a body, or gives a default if it is not there."""
        if self.kind == "bool":
            return f'{fields}.flag("{self.told}", {default})'
        if "enum" not in self.schema:
            return f'{fields}.line("{self.told}", {self.schema["maxLength"]}, {default})'
        choices = tuple(self.schema["enum"])
        return f'{fields}.one_of("{self.told}", {choices!r}, {default})'


def declared() -> list[Setting]:
    """The settings of a session, in their order."""
    properties = _declaration()["properties"]
    found = [Setting(name, schema) for name, schema in properties.items()]
    for one in found:
        if one.schema["type"] != "boolean" and not {"enum", "maxLength"} & one.schema.keys():
            sentence = "a setting is true or false, one text of an enum, or a line with a maxLength"
            raise SystemExit(f"{one.name}: {sentence}")
        if one.schema.get("x-initial") and one.told != one.name:
            raise SystemExit(f"{one.name}: what a session begins with has one name everywhere")
    return found


def _declaration() -> Schema:
    schema: Schema = document("session.yaml")["components"]["schemas"]["Settings"]
    return schema


def _initial() -> list[Setting]:
    return [one for one in declared() if one.schema.get("x-initial")]


def _grouped() -> dict[str, list[Setting]]:
    """The settings by their property in bodies, answers and frames, where a group is one."""
    grouped: dict[str, list[Setting]] = {}
    for one in declared():
        grouped.setdefault(one.group or one.told, []).append(one)
    return grouped


def settings_document() -> Schema:
    """The schemas of ``settings.yaml``."""
    groups: Schema = _declaration()["x-groups"]

    def described(one: Setting, **more: object) -> Schema:
        return {"description": one.about, **one.value, **more}

    told, asked, schemas = {}, {}, {}
    for name, members in _grouped().items():
        if name not in groups:
            told[name] = asked[name] = described(members[0])
            continue
        parts = {one.told: described(one) for one in members}
        about: Schema = {"description": groups[name], "type": "object"}
        closed = {"required": list(parts), "additionalProperties": False, "properties": parts}
        schemas[pascal(name)] = {**about, **closed}
        told[name] = {"$ref": f"settings.yaml#/components/schemas/{pascal(name)}"}
        asked[name] = {**about, "properties": parts}
    initial = {one.name: described(one, default=one.default) for one in _initial()}
    change = {one.name: described(one) for one in declared()}
    for name, words, properties in (
        ("SettingsTold", "The settings in answers and frames.", told),
        ("SettingsAsked", "Those that a request changes; the others stay.", asked),
        ("SettingsInitial", "Those that can be chosen when a session begins.", initial),
        ("SettingsChange", "Those that a command or an event names; the others stay.", change),
    ):
        required = {"required": list(told)} if properties is told else {}
        schemas[name] = {
            "description": words,
            "type": "object",
            **required,
            "properties": properties,
        }
    info = document("session.yaml")["info"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jupyter_interview settings of a session",
            "version": info["version"],
            "license": info["license"],
        },
        "paths": {},
        "components": {"schemas": schemas},
    }


class _Plain(yaml.SafeDumper):
    """Writes equal parts again where they stand, without aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def settings_yaml() -> str:
    """``openapi/settings.yaml``."""
    text: str = yaml.dump(settings_document(), Dumper=_Plain, sort_keys=False, width=100)
    return f"# {OF_SETTINGS.replace('``', '`')} Change that and make it again.\n{text}"


def domain_settings() -> str:
    """``domain/settings.py``."""
    in_lobby = tuple(one.field for one in declared() if one.schema.get("x-lobby"))
    return "\n".join(
        [
            '"""The settings of a session, and what somebody must be allowed who changes one.',
            "",
            OF_SETTINGS,
            '"""',
            "",
            "from dataclasses import dataclass",
            "",
            "from .roles import Operation",
            "",
            "",
            "@dataclass(frozen=True, slots=True)",
            "class Settings:",
            f'    """{_sentence(_declaration()["description"])}"""',
            "",
            *_fields((one.field, one.kind, repr(one.default), one.about) for one in declared()),
            "",
            "",
            "OPERATIONS: dict[str, Operation] = {",
            *[
                f'    "{one.field}": Operation.{one.schema["x-operation"].upper()},'
                for one in declared()
            ],
            "}",
            '"""The operation of the role table that is changing a setting."""',
            f"IN_LOBBY: tuple[str, ...] = {in_lobby!r}",
            '"""The settings that somebody in the lobby may know."""',
            "",
        ]
    )


def contract_settings() -> str:
    """``contract/settings.py``."""
    told, asked, groups = [], [], []
    for name, members in _grouped().items():
        fields = name if members[0].group else "fields"
        if members[0].group:
            names = tuple(one.told for one in members)
            groups.append(f'    {name} = fields.part("{name}", {names!r})')
            parts = ", ".join(f"{snake(one.told)}=settings.{one.field}" for one in members)
            told.append(f'        "{snake(name)}": {pascal(name)}({parts}),')
        else:
            told.append(f'        "{snake(name)}": settings.{members[0].field},')
        asked += [f'        "{one.field}": {one.read(fields, "None")},' for one in members]
    initial = [
        f'        "{one.field}": {one.read("fields", repr(one.default))},' for one in _initial()
    ]
    classes = sorted(pascal(name) for name in _declaration()["x-groups"])
    return "\n".join(
        [
            '"""The settings of a session as bodies ask for them and answers and frames tell them.',
            "",
            OF_SETTINGS,
            '"""',
            "",
            "from typing import Any",
            "",
            "from ..domain.settings import Settings",
            "from .fields import Fields",
            f"from .values import {', '.join(classes)}",
            "",
            f"ASKED: tuple[str, ...] = {tuple(_grouped())!r}",
            '"""The fields of a body that changes settings."""',
            f"INITIAL: tuple[str, ...] = {tuple(one.name for one in _initial())!r}",
            '"""The fields with the settings of a body that begins a session."""',
            "",
            "",
            "def told(settings: Settings) -> dict[str, Any]:",
            '    """The fields of an answer or a frame."""',
            "    return {",
            *told,
            "    }",
            "",
            "",
            "def asked(fields: Fields) -> dict[str, Any]:",
            '    """The properties of a command that changes settings; None for what stays."""',
            *groups,
            "    return {",
            *asked,
            "    }",
            "",
            "",
            "def initial(fields: Fields) -> dict[str, Any]:",
            '    """The properties of a command that begins a session."""',
            "    return {",
            *initial,
            "    }",
            "",
        ]
    )


def client_settings() -> str:
    """``client/settings.py``."""
    groups: Schema = _declaration()["x-groups"]
    classes, told, asked = [], [], []
    for name, members in _grouped().items():
        if name in groups:
            lines = [(snake(one.told), one.kind, repr(one.default), one.about) for one in members]
            classes += _dataclass(pascal(name), groups[name], lines)
            told.append((snake(name), pascal(name), f"{pascal(name)}()", groups[name]))
            parts = ", ".join(f'"{one.told}": {one.argument}' for one in members)
            asked.append(f'"{name}": _named({{{parts}}}) or None')
        else:
            one = members[0]
            told.append((snake(one.told), one.kind, repr(one.default), one.about))
            asked.append(f'"{name}": {one.argument}')
    parts = ", ".join(f'"{one.name}": {one.argument}' for one in _initial())
    return "\n".join(
        [
            '"""The settings of an interview, as arguments and in answers.',
            "",
            OF_SETTINGS,
            '"""',
            "",
            "from dataclasses import dataclass",
            "from typing import Any, TypedDict",
            "",
            *classes,
            *_dataclass("Settings", _declaration()["description"], told, kw_only=True),
            "",
            "class SettingsChange(TypedDict, total=False):",
            '    """Arguments of a call that changes settings. What is None stays."""',
            "",
            *[f"    {one.argument}: {one.kind} | None" for one in declared()],
            "",
            "",
            "class InitialSettings(TypedDict, total=False):",
            '    """Arguments of a call that begins an interview."""',
            "",
            *[f"    {one.argument}: {one.kind}" for one in _initial()],
            "",
            "",
            "def asked(",
            "    *,",
            *[f"    {one.argument}: {one.kind} | None = None," for one in declared()],
            ") -> dict[str, Any]:",
            '    """The part of a body that changes settings."""',
            f"    return _named({{{', '.join(asked)}}})",
            "",
            "",
            "def initial(",
            "    *,",
            *[f"    {one.argument}: {one.kind} | None = None," for one in _initial()],
            ") -> dict[str, Any]:",
            '    """The part with the settings of a body that begins an interview."""',
            f"    return _named({{{parts}}})",
            "",
            "",
            "def _named(body: dict[str, Any]) -> dict[str, Any]:",
            "    return {name: value for name, value in body.items() if value is not None}",
            "",
        ]
    )


def domain_languages() -> str:
    """``domain/built_in_languages.py``."""
    known = json.loads(LANGUAGES.read_text("utf-8"))
    lines = []
    for one in known:
        template = " ".join(map(repr, one.pop("template").splitlines(keepends=True))) or "''"
        fields = {key: tuple(v) if isinstance(v, list) else v for key, v in one.items()}
        said = [f"{key}={value!r}" for key, value in fields.items()]
        lines.append(f"    Language({', '.join(said)}, template=({template})),")
    return "\n".join(
        [
            '"""The languages that come with this package.',
            "",
            "Made by scripts/contract.py from openapi/languages.json.",
            '"""',
            "",
            "from .language import Language",
            "",
            "BUILT_IN: tuple[Language, ...] = (",
            *lines,
            ")",
            "",
        ]
    )


def _dataclass(
    name: str, about: str, lines: Iterable[tuple[str, str, str, str]], kw_only: bool = False
) -> list[str]:
    options = "frozen=True, slots=True" + (", kw_only=True" if kw_only else "")
    head = ["", f"@dataclass({options})", f"class {name}:", f'    """{_sentence(about)}"""', ""]
    return [*head, *_fields(lines), ""]


def _fields(lines: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """Fields with their types, defaults and descriptions."""
    return [
        line
        for name, kind, default, about in lines
        for line in (f"    {name}: {kind} = {default}", f'    """{_sentence(about)}"""')
    ]


def make() -> dict[str, str]:
    """The files by their paths, modules formatted as the linter wants them."""
    text, known = values()
    made = {
        "contract/values.py": text,
        "contract/session.py": session(known),
        "contract/server_frames.py": server_frames(known),
        "domain/built_in_languages.py": domain_languages(),
        "domain/settings.py": domain_settings(),
        "contract/settings.py": contract_settings(),
        "client/settings.py": client_settings(),
    }
    modules = {f"{PACKAGE}/{name}": text for name, text in made.items()}
    return {SETTINGS: settings_yaml()} | {
        name: _formatted(name, text) for name, text in modules.items()
    }


def _formatted(name: str, text: str) -> str:
    ruff = Path(sys.executable).parent / "ruff"
    for command in (["check", "--fix", "--quiet", "--select", "I,F401"], ["format"]):
        told = ["--stdin-filename", str(ROOT / name), "-"]
        done = subprocess.run(
            [ruff, *command, *told], input=text, text=True, capture_output=True, cwd=ROOT
        )
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr}{done.stdout}")
        text = done.stdout
    return text


def main() -> None:
    for name, text in make().items():
        (ROOT / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
