"""``jupyter interview questions``: for people who write questions."""

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..checking.check import Check, leaks, missing
from ..checking.junit import Part, junit
from ..checking.skeleton import BadName, write_question, write_schemas
from ..domain.limits import Limits
from ..packages.catalogue import Catalogue
from ..packages.shelf import Shelf
from ..questions.bank import Found, read_bank, starter_bank
from ..questions.problems import Problem
from ..questions.question import Question
from ..questions.shape import SCHEMAS, schema_text
from ..runs.engine import Engine
from ..runs.process import find_deno
from .importing import add_import

STATIC = Path(__file__).parents[1] / "static" / "runner"
NO_QUESTION = "There is no question here: a question is a folder with question.yaml in it."
NO_ENGINE = (
    "The programs were not run: this needs the package deno, which comes with the extra sandbox. "
    "Files and names were checked."
)


def add_questions(subjects: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subject to the command line."""
    questions = subjects.add_parser("questions", help="questions of interviews, as files")
    verbs = questions.add_subparsers(required=True, metavar="new|list|check|import|schema")
    places = argparse.ArgumentParser(add_help=False)
    places.add_argument(
        "places",
        nargs="*",
        type=folder,
        metavar="FOLDER",
        help="a question, or a bank of them (the folder in which you are)",
    )
    places.add_argument(
        "--starter", action="store_true", help="the questions that come with the package, too"
    )
    new = verbs.add_parser("new", help="write the files of a new question")
    new.add_argument("id", metavar="NAME", help="in small letters with - between words")
    new.add_argument(
        "--bank", type=folder, default=Path(), metavar="FOLDER", help="where to put its folder"
    )
    new.set_defaults(do=_new)
    verbs.add_parser("list", parents=[places], help="what is there").set_defaults(do=_list)
    check = verbs.add_parser("check", parents=[places], help="try whether all is well")
    check.add_argument("--no-run", action="store_true", help="check the files, and run nothing")
    check.add_argument("--junit", type=Path, metavar="FILE", help="write a report in JUnit XML")
    check.set_defaults(do=_check)
    add_import(verbs)
    schema = verbs.add_parser("schema", help="print a JSON Schema, for editors")
    schema.add_argument("name", choices=SCHEMAS)
    schema.set_defaults(do=_schema)


def folder(name: str) -> Path:
    """A folder that is there."""
    path = Path(name)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {name}")
    return path


def _new(command: Any) -> int:
    options = command.options
    try:
        folder = write_question(options.bank, options.id)
    except BadName as problem:
        print(problem, file=sys.stderr)
        return 1
    write_schemas(options.bank)
    print(f"written: {folder}")
    print(f"Write its statement and tests, then: jupyter interview questions check {folder}")
    return 0


def _list(command: Any) -> int:
    status = 0
    questions = [*_found(command.options)]
    for found in questions:
        if found.question is None:
            print(f"{found.folder.name}  cannot be used: jupyter interview questions check")
            status = 1
        else:
            print(_line(found.question))
    if not questions:
        print(NO_QUESTION)
    return status if questions else 1


def _line(question: Question) -> str:
    public, hidden = question.public, len(question.private.cases)
    languages = ", ".join(public.languages)
    return (
        f"{public.id}  {public.title}  ({public.kind}, {public.level}, {public.minutes} min; "
        f"{languages}; tests: {len(public.cases)} visible, {hidden} hidden)"
    )


def _check(command: Any) -> int:
    options = command.options
    deno = None if options.no_run else find_deno()
    parts: list[Part] = []
    for part in asyncio.run(_checked(options, deno, command.shelf)):
        parts.append(part)
    if options.junit is not None:
        options.junit.write_bytes(junit(parts))
    if deno is None and not options.no_run:
        print(NO_ENGINE, file=sys.stderr)
    wrong = sum(len(part.problems) for part in parts)
    questions = len({part.question for part in parts})
    counts = ((questions, "question"), (len(parts), "check"), (wrong, "problem"))
    print(", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts) + ".")
    if not questions:
        print(NO_QUESTION)
    return 0 if questions and not wrong else 1


async def _checked(options: argparse.Namespace, deno: str | None, wheels: Path) -> list[Part]:
    """Check everything and say so as it comes; what comes back is for the report."""
    check = None if deno is None else Check(engine_of(deno, wheels))
    parts = []
    for found in _found(options):
        print(found.folder.name, flush=True)
        more = () if found.question is None else (*missing(found.question), *leaks(found.question))
        parts.append(_part(found.folder, "files", 0.0, (*found.problems, *more)))
        if check is not None and found.question is not None:
            async for tried in check.tried(found.question):
                parts.append(_part(found.folder, tried.name, tried.seconds, tried.problems))
    return parts


def _part(folder: Path, name: str, seconds: float, problems: tuple[Problem, ...]) -> Part:
    print(f"  {name}: {'ok' if not problems else 'not well'}", flush=True)
    for problem in problems:
        print(f"    {folder / problem.file}:{problem.line}: {problem.sentence}", flush=True)
    return Part(folder.name, name, seconds, problems)


def engine_of(deno: str, wheels: Path) -> Engine:
    """What runs programs, with the packages of this folder."""
    log = logging.getLogger(__name__)
    return Engine(deno, STATIC, Catalogue(Shelf(wheels), None, log), Limits())


def _schema(command: Any) -> int:
    print(json.dumps(json.loads(schema_text(command.options.name)), indent=2))
    return 0


def _found(options: argparse.Namespace) -> Iterator[Found]:
    places = options.places or ([] if options.starter else [Path()])
    return read_bank([*places, *([starter_bank()] if options.starter else [])])
