"""``jupyter interview rescore``: when did it first pass these tests?

Programs are run here, one after the other, in the sandbox for runs on the server. The database is
only read, and is closed before the first of them begins.
"""

import argparse
import asyncio
import math
import sys
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ..playback.recording import Recording
from ..questions.bank import read_bank
from ..questions.problems import Problem
from ..questions.question import Question
from ..questions.reading import read_cases
from ..readers.exporters.taken import line_of
from ..rescoring.programs import appearances
from ..rescoring.rescore import (
    MOST_MINUTES,
    MOST_PROGRAMS,
    Progress,
    Rescored,
    Rescoring,
    WantedTest,
    all_tests,
)
from ..rescoring.tables import as_csv, as_json, as_text
from ..runs.process import find_deno
from ..sessions.recordings import read as unpacked
from .questions import engine_of, folder
from .recordings import NO_RECORDING, is_none, read, write_new

NO_ENGINE = "Programs are run by the package deno, which comes with the extra sandbox."
_FORMS = {"text": as_text, "csv": as_csv, "json": as_json}
_STOPPED = 130
"""The exit status of what was stopped with Ctrl+C."""


class Command(Protocol):
    """What this module needs of the command line."""

    options: argparse.Namespace

    @property
    def shelf(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class _Source:
    """A recording that is a file, or a compressed one of the database."""

    packed: bytes = b""
    path: Path | None = None


def add_rescore(
    subjects: "argparse._SubParsersAction[argparse.ArgumentParser]",
    which: argparse.ArgumentParser,
    file: Callable[[str], Path],
    stored: Callable[[Any], Coroutine[Any, Any, list[bytes]]],
) -> None:
    """Add the subject to the command line; ``stored`` reads compressed recordings of the
    database."""
    parser = subjects.add_parser(
        "rescore", parents=[which], help="when programs of past interviews first passed new tests"
    )
    parser.add_argument("session", nargs="*", metavar="SESSION", help="its id (of its address)")
    parser.add_argument("--class", dest="group", metavar="CLASS", help="all interviews of a class")
    parser.add_argument("--owner", metavar="OWNER", help="whose class, as “owners list” says it")
    parser.add_argument(
        "--recording",
        type=file,
        action="append",
        metavar="FILE",
        help="a recording that was taken away, in place of interviews of the database",
    )
    parser.add_argument(
        "--question", type=folder, required=True, metavar="FOLDER", help="whose tests are tried"
    )
    parser.add_argument(
        "--tests", type=file, metavar="FILE", help="cases as in tests.yaml, in place of all its own"
    )
    parser.add_argument("--file", metavar="NAME", help="look at programs of this name alone")
    parser.add_argument(
        "--programs",
        type=_count,
        default=MOST_PROGRAMS,
        metavar="N",
        help=f"try at most so many different programs of an interview ({MOST_PROGRAMS})",
    )
    parser.add_argument(
        "--minutes",
        type=_minutes,
        default=MOST_MINUTES,
        metavar="N",
        help=f"take at most so long for an interview ({MOST_MINUTES:g})",
    )
    parser.add_argument("--form", "--format", choices=tuple(_FORMS), default="text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="a new file")
    parser.add_argument("--url", help="the server's address, for links to moments")
    parser.set_defaults(do=lambda command: _rescore(command, stored), alone=False)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("a whole number from 1 on is needed")
    return int(text)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = math.nan
    if not (math.isfinite(minutes) and minutes > 0):
        raise argparse.ArgumentTypeError("a number above 0 is needed")
    return minutes


def _rescore(command: Command, stored: Callable[[Any], Coroutine[Any, Any, list[bytes]]]) -> int:
    options = command.options
    ways = (bool(options.session), options.group is not None, bool(options.recording))
    if sum(ways) != 1 or (options.owner is not None and options.group is None):
        print(
            "Name interviews, or a class with --class (and whose it is with --owner), or files "
            "with --recording.",
            file=sys.stderr,
        )
        return 2
    question, tests = _tests(options)
    if question is None or not tests:
        return 1
    if options.output is not None and options.output.exists():
        # What takes an hour shall not be lost then.
        print(f"{options.output} is there already.", file=sys.stderr)
        return 1
    deno = find_deno()
    if deno is None:
        print(NO_ENGINE, file=sys.stderr)
        return 1
    if options.recording:
        sources = [_Source(path=path) for path in options.recording]
    else:
        sources = [_Source(packed) for packed in asyncio.run(stored(command))]
    engine = engine_of(deno, command.shelf)
    rescoring = Rescoring(engine, question, tests, options.programs, options.minutes * 60)
    found: list[Rescored] = []
    status = _until_stopped(_all(sources, question, rescoring, options.file, found))
    if found:
        table = _FORMS[options.form](found, options.url).encode(errors="replace")
        if options.output is not None:
            write_new(options.output, table)
        else:
            print(table.decode(), end="")
    return status


def _until_stopped(work: Coroutine[Any, Any, int]) -> int:
    """Do this; whatever is known when somebody stops it with Ctrl+C is told."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        print("Stopped: what follows are the interviews that were done.", file=sys.stderr)
        return _STOPPED


async def _all(
    sources: Sequence[_Source],
    question: Question,
    rescoring: Rescoring,
    file: str | None,
    done: list[Rescored],
) -> int:
    """Go through all of them, and say on standard error how far it is. What cannot be read is told
    and left out; answers with the exit status."""
    status = 0
    for number, source in enumerate(sources, 1):
        try:
            recording = _read(source)
            if recording is None:
                status = 1
                continue
            found = await asyncio.to_thread(appearances, recording, question.public, file)
        except NO_RECORDING:
            if source.path is None:
                raise
            # Most of a file is read only when something is made of it.
            status = is_none(source.path)
            continue
        where = f"{number} of {len(sources)}: {line_of(recording.title)}"
        async for told in rescoring.of(recording, found):
            if isinstance(told, Progress):
                print(f"{where}, program {told.done} of {told.of}", file=sys.stderr, flush=True)
            else:
                done.append(told)
    return status


def _read(source: _Source) -> Recording | None:
    return unpacked(source.packed) if source.path is None else read(source.path)


def _tests(options: argparse.Namespace) -> tuple[Question | None, tuple[WantedTest, ...]]:
    """The question and the tests that are meant; says what is wrong with them."""
    found = list(read_bank([options.question]))
    if len(found) != 1:
        print(f"{options.question} is not the folder of one question.", file=sys.stderr)
        return None, ()
    [one] = found
    _say(one.folder, one.problems)
    if one.question is None:
        return None, ()
    if options.tests is not None:
        cases, problems = read_cases(options.tests, one.question)
        _say(options.tests.parent, problems)
        return one.question, tuple(WantedTest(case, is_hidden=True) for case in cases)
    tests = all_tests(one.question)
    if not tests:
        print("This question has no tests; name some with --tests.", file=sys.stderr)
    return one.question, tests


def _say(where: Path, problems: Sequence[Problem]) -> None:
    for one in problems:
        print(f"{where / one.file}:{one.line}: {one.sentence}", file=sys.stderr)
