"""A question that somebody writes down in an interview, without files.

Its tests are read by the code that reads a bank's. What is wrong is told with the row of the test.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, NoReturn
from uuid import uuid4

from ..domain.languages import TEST_FILES
from .cases import MOST_CASES, Case, cases_of
from .core_yaml import Place, Read
from .folder import MOST_BYTES, digest_of
from .problems import Problem
from .question import Private, Public, Question
from .reading import LONGEST_ID, TESTS
from .shape import shape_problems
from .values import NotAValue
from .writing import files_of

LICENSE = "NOASSERTION"
"""What SPDX says of something whose licence nobody has stated."""
_LEVEL, _MINUTES = "middle", 30
"""Of a question of which nobody has said either."""
_OTHERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A call, what it returns, and whether candidates never see it."""

    name: str
    call: str
    args: list[Any]
    returns: Any
    hidden: bool


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """What somebody wrote. ``starter`` may be empty."""

    title: str
    statement: str
    language: str
    starter: str
    cases: tuple[WrittenCase, ...]


class BadQuestion(ValueError):
    """It cannot be used; the text says why, and in which row."""


def read_written(written: WrittenQuestion) -> Question:
    """The question that was written; raises BadQuestion."""
    if not written.statement.strip():
        raise BadQuestion("A question needs a statement.")
    if len(written.cases) > MOST_CASES:
        raise BadQuestion(f"A question may have at most {MOST_CASES} tests.")
    _demand_names(written)
    visible, hidden = (_cases(written, is_hidden) for is_hidden in (False, True))
    public = Public(
        id=name_for(written.title),
        title=written.title,
        kind="algorithm" if written.cases else "reading",
        level=_LEVEL,
        minutes=_MINUTES,
        languages=(written.language,),
        tags=(),
        license=LICENSE,
        authors=(),
        source="",
        # Whoever knows the rest could otherwise try by the digest what is hidden.
        uuid=str(uuid4()),
        statement=written.statement,
        starters={written.language: {TEST_FILES[written.language]: written.starter}},
        data={},
        cases=visible,
    )
    return _with_digest(Question(public, Private(cases=hidden), ""))


def name_for(title: str) -> str:
    """The name of a folder for a question with this title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _OTHERS.sub("-", plain).strip("-")[:LONGEST_ID].rstrip("-") or "question"


def _with_digest(question: Question) -> Question:
    files = files_of(question)
    for name, text in files.items():
        if len(text.encode()) > MOST_BYTES:
            raise BadQuestion(
                f"This is too long: {name} would have more than {MOST_BYTES:,} bytes."
            )
    return replace(question, digest=digest_of(files))


def _demand_names(written: WrittenQuestion) -> None:
    """Refuse two tests of one name, also where one is hidden and the other is not."""
    rows: dict[str, int] = {}
    for row, case in enumerate(written.cases, 1):
        if case.name in rows:
            raise BadQuestion(f"Row {row}: row {rows[case.name]} is called {case.name}, too.")
        rows[case.name] = row


def _cases(written: WrittenQuestion, hidden: bool) -> tuple[Case, ...]:
    rows = [(row, case) for row, case in enumerate(written.cases, 1) if case.hidden is hidden]
    if not rows:
        return ()
    lines: dict[Place, int] = {(): rows[0][0]}
    lines |= {("cases", at): row for at, (row, _) in enumerate(rows)}
    read = Read({"cases": list(map(_fields, (case for _, case in rows)))}, lines)
    problems = shape_problems(read, "tests", TESTS)
    if problems:
        _refuse(problems)
    cases, problems = cases_of(read, TESTS, _no_file)
    if problems:
        _refuse(problems)
    return cases


def _fields(case: WrittenCase) -> dict[str, Any]:
    return {"name": case.name, "call": case.call, "args": case.args, "returns": case.returns}


def _refuse(problems: list[Problem]) -> NoReturn:
    first = min(problems)
    raise BadQuestion(f"Row {first.line}: {first.sentence}")


def _no_file(name: str) -> str:
    raise NotAValue("A question that is written here has no files.")
