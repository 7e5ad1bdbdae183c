"""The files of a new question, which pass their own check but for what is still to be written."""

from pathlib import Path

from ..questions.reading import LONGEST_ID, is_id, is_question
from ..questions.shape import SCHEMAS, schema_text

SCHEMA_FOLDER = ".schemas"

_QUESTION = """\
# yaml-language-server: $schema=../.schemas/question.schema.json
format: 1
title: {title}
kind: algorithm         # debugging, refactoring, design, data, sql, concurrency, reading
level: middle           # junior, senior
minutes: 20
languages: [python, javascript, typescript]
tags: []
license: CC0-1.0
"""
_STATEMENT = """\
# {title}

What is to be written, in the words of somebody who needs it. Name the function in each language:

| language | function |
| --- | --- |
| Python | `double_of(number)` |
| JavaScript, TypeScript | `doubleOf(number)` |

## Example

`double_of(2)` is `4`.
"""
_TESTS = """\
# yaml-language-server: $schema=../.schemas/tests.schema.json
cases:
- name: a small number
  call: double_of
  args: [2]
  returns: 4
"""
_HIDDEN = """\
# yaml-language-server: $schema=../../.schemas/tests.schema.json
# Nothing in this folder reaches a candidate.
show: counts
cases:
- name: below zero
  call: double_of
  args: [-3]
  returns: -6
"""
_RUBRIC = """\
# yaml-language-server: $schema=../../.schemas/rubric.schema.json
criteria:
- name: Asks before coding
  levels: [nothing asked, asks about the example, asks about what the example does not show]
"""
_FILES = {
    "question.yaml": _QUESTION,
    "statement.md": _STATEMENT,
    "tests.yaml": _TESTS,
    "starter/solution.py": "def double_of(number):\n    pass\n",
    "starter/solution.js": "function doubleOf(number) {\n}\n",
    "starter/solution.ts": (
        "function doubleOf(number: number): number | undefined {\n  return undefined;\n}\n"
    ),
    "private/tests.yaml": _HIDDEN,
    "private/solution.py": "def double_of(number):\n    return 2 * number\n",
    "private/solution.js": "function doubleOf(number) {\n  return 2 * number;\n}\n",
    "private/solution.ts": (
        "function doubleOf(number: number): number {\n  return 2 * number;\n}\n"
    ),
    "private/wrong/forgets-the-sign.py": (
        "# fails: below zero\ndef double_of(number):\n    return 2 * abs(number)\n"
    ),
    "private/rubric.yaml": _RUBRIC,
    "private/notes.md": "**Hints.** 1. …\n\n**Follow-ups.** …\n",
}


class BadName(Exception):
    """A question cannot be written under this name; the text says why."""


def write_question(bank: Path, name: str) -> Path:
    """Write a new question into the folder of a bank; answers with its own folder."""
    if not is_id(name):
        raise BadName(
            f"{name} cannot be the name of a question: write small letters and digits, with - "
            f"between words, and at most {LONGEST_ID} characters."
        )
    folder = bank / name
    if folder.exists():
        raise BadName(f"There is something at {folder} already: choose another name.")
    if is_question(bank):
        raise BadName(
            "This folder is a question, and none can be in another: go to the folder above it, or "
            "name one with --bank."
        )
    title = name.replace("-", " ").capitalize()
    for file, text in _FILES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{title}", title), "utf-8")
    return folder


def write_schemas(bank: Path) -> None:
    """Write the schemas that editors read, beside the questions."""
    folder = bank / SCHEMA_FOLDER
    folder.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (folder / f"{name}.schema.json").write_text(schema_text(name), "utf-8")
