"""The parts of the documentation that are made from code, between two comments.

    <!-- made by tests/docs/tables.py: limits -->
    …
    <!-- end -->

``python -m tests.docs.tables`` writes them again; ``test_tables.py`` fails when one is stale. What
a name means stands in ``meanings.py``, so a new limit, operation or error code needs a sentence.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from jupyter_interview.app import InterviewApp
from jupyter_interview.contract.close_codes import CloseCode
from jupyter_interview.domain.built_in_languages import BUILT_IN
from jupyter_interview.domain.colors import PALETTE
from jupyter_interview.domain.errors import STATUS, ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.naming import DEFAULT_TITLE
from jupyter_interview.domain.roles import (
    ACTIONS,
    ENDED_SENTENCE,
    HOSTS,
    LOCKED_SENTENCES,
    SENTENCES,
    TABLE,
    WAITING_SENTENCE,
    Operation,
    Phase,
    Role,
)
from tests.corpus import corpus
from tests.corpus.differences import DIFFERENCES
from tests.docs.meanings import DYNAMIC_DEFAULTS, ERRORS, LIMITS, OPERATIONS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = sorted((ROOT / "openapi" / "examples").glob("*.json"))
BLOCK = re.compile(
    r"(?P<head><!-- made by tests/docs/tables\.py: (?P<name>[\w-]+) -->\n)"
    r"(?P<body>.*?)"
    r"(?P<tail><!-- end -->)",
    re.DOTALL,
)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def roles() -> str:
    def cell(operation: Operation, role: Role) -> str:
        row = TABLE[operation]
        before = Phase.DRAFT if role in HOSTS else Phase.LOBBY
        phases = [phase for phase in (before, Phase.LIVE, Phase.ENDED) if role in row[phase]]
        locks = (Phase.EDITING_LOCKED, Phase.RUNS_LOCKED)
        bound = [lock for lock in locks if Phase.LIVE in phases and role not in row[lock]]
        words = "always" if len(phases) == 3 else ", ".join(phases) or "no"
        return " ".join([words, *(f"(not while {lock})" for lock in bound)])

    rows = [[OPERATIONS[op], *(cell(op, role) for role in Role)] for op in Operation]
    return table(["", *map(str, Role)], rows)


def limits() -> str:
    def size(name: str, value: float) -> str:
        if name.endswith("_bytes") or name in ("bytes_per_second", "byte_burst"):
            kib = value / 1024
            return f"{kib / 1024:g} MiB" if kib >= 1024 else f"{kib:g} KiB"
        return f"{value:g}"

    defaults = Limits()
    named = [(field.name, getattr(defaults, field.name)) for field in fields(Limits)]
    rows = [[f"`{name}`", size(name, value), LIMITS[name]] for name, value in named]
    return table(["limit", "default", "of what"], rows)


def errors() -> str:
    rows = [[f"`{code}`", str(STATUS[code].value), ERRORS[code]] for code in ErrorCode]
    return table(["code", "status", "when"], rows)


def close_codes() -> str:
    described = read_yaml("openapi/asyncapi.yaml")["info"]["description"]
    meanings = dict(re.findall(r"^\| (\d{4}) \| \w+ \| (.+?) \|$", described, re.MULTILINE))
    rows = [[str(code.value), f"`{code.word}`", meanings[str(code.value)]] for code in CloseCode]
    return table(["code", "reason", "meaning"], rows)


def traits() -> str:
    own = InterviewApp.class_own_traits(config=True)
    rows = [
        [
            f"`c.InterviewApp.{name}`",
            DYNAMIC_DEFAULTS.get(name, f"`{trait.default_value_repr()}`"),
            one_line(trait.help),
        ]
        for name, trait in sorted(own.items())
    ]
    return table(["trait", "default", ""], rows)


def settings() -> str:
    properties = json.loads(read("labextension/schema/plugin.json"))["properties"]
    rows = [
        [
            schema["title"],
            f"`{name}`",
            f"`{json.dumps(schema['default'])}`",
            one_line(schema["description"]),
        ]
        for name, schema in properties.items()
    ]
    return table(["setting", "key", "default", ""], rows)


def frames(mode: str, direction: str) -> Callable[[], str]:
    def lines() -> str:
        shown = []
        for path in EXAMPLES:
            example = json.loads(path.read_text(encoding="utf-8"))
            if (example["mode"], example["direction"]) == (mode, direction):
                frame = json.dumps(example["frame"], ensure_ascii=False)
                shown.append(f"// {example['title']}\n{frame}")
        return "```jsonc\n" + "\n".join(shown) + "\n```"

    return lines


def binary_frames() -> str:
    examples = [json.loads(path.read_text()) for path in EXAMPLES if "-binary-" in path.name]
    rows = [[example["title"], f"`{example['binary']}`"] for example in examples]
    return table(["message", "bytes in hexadecimal"], rows)


def programs() -> str:
    """How many programs of the tests print the same in each place as Node and CPython do."""
    heads = ["programs", "Chromium", "Firefox", "WebKit", "the server"]
    rows = []
    for name, language in {
        "JavaScript": "javascript",
        "TypeScript": "typescript",
        "Python": "python",
    }.items():
        names = {program.name for program in corpus(language)}
        cells = []
        for engine in ("chromium", "firefox", "webkit", "server"):
            other = len(names & DIFFERENCES.get(engine, {}).keys())
            cells.append(f"{len(names) - other}" + (f", {other} documented" if other else ""))
        rows.append([f"{len(names)} of {name}", *cells])
    return table(heads, rows)


def languages() -> str:
    """Every language, in the order of the list."""
    lines = [
        "| Language | Name | File | Endings | Runs | Tests of questions |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for one in BUILT_IN:
        places = ["in the browser"] if one.runs == "sandbox" else []
        places += ["on a server"] if one.server else []
        endings = ", ".join(f"`.{ending}`" for ending in one.endings)
        runs = ", ".join(places) or "-"
        tests = "yes" if one.tests else "-"
        named = f"{endings} (data)" if one.data else endings
        lines.append(f"| {one.title} | `{one.name}` | `{one.file}` | {named} | {runs} | {tests} |")
    return "\n".join(lines)


BLOCKS: dict[str, Callable[[], str]] = {
    "programs": programs,
    "languages": languages,
    "roles": roles,
    "limits": limits,
    "errors": errors,
    "close-codes": close_codes,
    "traits": traits,
    "settings": settings,
    "contract-from-server": frames("contract", "to_client"),
    "contract-to-server": frames("contract", "to_server"),
    "sync-from-server": frames("sync", "to_client"),
    "sync-to-server": frames("sync", "to_server"),
    "sync-binary": binary_frames,
}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def read_yaml(path: str) -> Any:
    return yaml.safe_load(read(path))


def one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def renewed(text: str) -> str:
    """The document with every made part made again; KeyError for one that nobody makes."""
    return BLOCK.sub(lambda m: m["head"] + BLOCKS[m["name"]]() + "\n" + m["tail"], text)


def server_facts() -> str:
    """What the browser's rules and interviews without a server need of the server's code, as a
    module of TypeScript."""
    values = {
        "TABLE": {operation: _phases(row) for operation, row in TABLE.items()},
        "ACTIONS": ACTIONS,
        "SENTENCES": SENTENCES,
        "LOCKED_SENTENCES": LOCKED_SENTENCES,
        "ENDED_SENTENCE": ENDED_SENTENCE,
        "WAITING_SENTENCE": WAITING_SENTENCE,
        "STATUS": STATUS,
        "PALETTE": PALETTE,
        "DEFAULT_TITLE": DEFAULT_TITLE,
        "LIMITS": {_camel(name): getattr(Limits(), name) for name in BROWSER_LIMITS},
    }
    lines = [
        f"export const {name} = {_literal(value)} as const;\n" for name, value in values.items()
    ]
    return SERVER_FACTS_HEAD + "\n" + "\n".join(lines)


def _phases(row: dict[Phase, frozenset[Role]]) -> dict[Phase, list[Role]]:
    return {phase: [role for role in Role if role in row[phase]] for phase in Phase}


def _literal(value: Any) -> str:
    """JSON with a line for each entry of an object."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    lines = [f"  {json.dumps(n)}: {json.dumps(v, ensure_ascii=False)}" for n, v in value.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


SERVER_FACTS = ROOT / "labextension" / "src" / "session" / "server-facts.ts"
SERVER_FACTS_HEAD = """\
/**
 * The server's role table, sentences, colours and limits, for rules in the browser.
 *
 * Made by tests/docs/tables.py from the server's code; change them there.
 */
"""
BROWSER_LIMITS = (
    "text_bytes",
    "output_bytes",
    "json_bytes",
    "frame_bytes",
    "error_bytes",
    "name_characters",
    "title_characters",
    "participants",
    "invites",
    "runs_per_minute",
    "offline_runs_per_minute",
    "release_days",
    "release_days_most",
    "welcome_runs",
    "welcome_output_bytes",
)


def lookalikes() -> str:
    """Characters that people take for one another, as a module of TypeScript."""
    text = " ".join(LOOKALIKES_TEXT.read_text(encoding="utf-8").split())
    pieces = [json.dumps(text[at : at + 15]) for at in range(0, len(text), 15)]
    return LOOKALIKES_HEAD + "export const LOOKALIKES =\n  " + " +\n  ".join(pieces) + ";\n"


LOOKALIKES_TEXT = ROOT / "jupyter_interview" / "domain" / "lookalikes.txt"
LOOKALIKES = ROOT / "labextension" / "src" / "model" / "people" / "lookalikes.ts"
LOOKALIKES_HEAD = """\
/**
 * Groups of characters that people take for one another, parted by spaces.
 *
 * Made by tests/docs/tables.py from jupyter_interview/domain/lookalikes.txt; change it there.
 */

"""


if __name__ == "__main__":
    LOOKALIKES.write_text(lookalikes(), encoding="utf-8")
    SERVER_FACTS.write_text(server_facts(), encoding="utf-8")
    for document in DOCUMENTS:
        old = document.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            document.write_text(new, encoding="utf-8")
            print(f"{document.relative_to(ROOT)} rewritten")
