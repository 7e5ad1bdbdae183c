"""Test code of a question: the files of ``private/outside`` and the tests that are in them.

A test is found in the text, and nothing is run for that: in Python a function ``test_…`` of the
module, in JavaScript and TypeScript a call ``test("name", …)`` at the beginning of a line. Comments
above it say what a case says with keys: ``# seconds: 5``, ``# points: 2``, ``# feedback: …``.
"""

import ast
import math
import re
from collections.abc import Iterator, Mapping

from ..domain.languages import test_language_of
from .cases import Case, Outside, name_from, name_in
from .judge import Names
from .problems import Problem

OUTSIDE = "private/outside/"
"""The folder of test code."""
NAME_CHARACTERS = 100
MOST_SECONDS = 30.0
MOST_POINTS = 1000
FEEDBACK_CHARACTERS = 500

_PYTHON_FILE = re.compile(r"test_\w+\.py", re.ASCII)
_OTHER_FILE = re.compile(r"[\w-]+\.test\.(?:js|ts)", re.ASCII)
_TEST = re.compile(r"^test\(\s*(?:(['\"`])(.*?)\1\s*[,)])?", re.MULTILINE)
_OWN_RUNNER = re.compile(
    r"""^.*(?:from\s*|require\(\s*)['"](?:node:test|vitest)['"]""", re.MULTILINE
)
_SAID = re.compile(r"\s*(?:#|//)\s*(points|seconds|feedback):\s*(.*?)\s*")
_CALLED = re.compile(r"\bsolution\s*\.\s*([A-Za-z_$][\w$]*)", re.ASCII)


def cases_in(name: str, text: str) -> tuple[list[Case], list[Problem]]:
    """The tests of a file, and what is wrong with it. ``name`` is that in the folder."""
    file = f"{OUTSIDE}{name}"
    if _PYTHON_FILE.fullmatch(name) is None and _OTHER_FILE.fullmatch(name) is None:
        sentence = "Here are files with test code alone: test_NAME.py, NAME.test.js, NAME.test.ts."
        return [], [Problem(file, 1, sentence)]
    problems: list[Problem] = []
    cases: list[Case] = []
    is_python = name.endswith(".py")
    lines = text.split("\n")
    try:
        found = list(_in_python(text) if is_python else _in_javascript(text))
    except _Wrong as wrong:
        return [], [Problem(file, wrong.line, wrong.sentence)]
    names: set[str] = set()
    for line, test, title in found:
        try:
            cases.append(_case(name, test, title, _comments(lines, line)))
        except _Wrong as wrong:
            problems.append(Problem(file, line, wrong.sentence))
        if title in names:
            problems.append(Problem(file, line, f"Two tests are called {title}."))
        names.add(title)
    if not found:
        form = "def test_NAME():" if is_python else 'test("name", async () => {'
        problems.append(Problem(file, 1, f"There is no test in this file: {form}"))
    return cases, problems


def called_names(text: str) -> list[str]:
    """What test code may ask a program for by name: what follows ``solution.`` in it."""
    return list(dict.fromkeys(_CALLED.findall(text)))


def program_name(name: str, test_language: str, language: str, names: Names) -> str:
    """What a program calls what test code in another language calls so."""
    if (test_language == "python") == (language == "python"):
        return name
    return name_in(language, name_from(test_language, name, names), names)


def language_of_tests(file: str) -> str:
    """The language of a file with test code."""
    return test_language_of(file) or "javascript"


class _Wrong(Exception):
    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def _in_python(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, function and name of each test."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        line = getattr(problem, "lineno", None) or 1
        raise _Wrong(line, f"This is not Python: {getattr(problem, 'msg', problem)}.") from None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test_"
        ):
            line = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            args = node.args
            if args.args or args.posonlyargs or args.kwonlyargs or args.vararg or args.kwarg:
                raise _Wrong(line, f"{node.name} has parameters, and there is nothing for them.")
            title = node.name.removeprefix("test_").replace("_", " ").strip() or node.name
            yield line, node.name, title


def _in_javascript(text: str) -> Iterator[tuple[int, str, str]]:
    if (own := _OWN_RUNNER.search(text)) is not None:
        line = text.count("\n", 0, own.start()) + 1
        raise _Wrong(line, "test, assert and solution are there, and are not imported.")
    for found in _TEST.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        title = found[2]
        if title is None or "\\" in title or "${" in title or not title.strip():
            raise _Wrong(line, 'A test begins with its name, as a plain text: test("name", …')
        yield line, title, title


def _comments(lines: list[str], line: int) -> Mapping[str, str]:
    """What the comments directly above a line say."""
    said: dict[str, str] = {}
    for text in reversed(lines[: line - 1]):
        if not text.lstrip().startswith(("#", "//")):
            break
        if (found := _SAID.fullmatch(text)) is not None:
            said.setdefault(found[1], found[2])
    return said


def _case(file: str, test: str, title: str, said: Mapping[str, str]) -> Case:
    if len(title) > NAME_CHARACTERS:
        raise _Wrong(1, f"The name of a test may have at most {NAME_CHARACTERS} characters.")
    seconds = _number(said, "seconds", MOST_SECONDS)
    points = _number(said, "points", MOST_POINTS)
    if seconds == 0:
        raise _Wrong(1, "seconds must be more than 0.")
    if points is not None and not points.is_integer():
        raise _Wrong(1, "points must be a whole number.")
    feedback = said.get("feedback", "")
    if len(feedback) > FEEDBACK_CHARACTERS:
        raise _Wrong(1, f"feedback may have at most {FEEDBACK_CHARACTERS} characters.")
    return Case(
        title,
        Outside(file, test),
        points=1 if points is None else int(points),
        feedback=feedback,
        seconds=seconds,
    )


def _number(said: Mapping[str, str], key: str, most: float) -> float | None:
    if key not in said:
        return None
    try:
        number = float(said[key])
    except ValueError:
        number = math.nan
    if not 0 <= number <= most:
        raise _Wrong(1, f"{key} must be a number, at most {most:g}.")
    return number
