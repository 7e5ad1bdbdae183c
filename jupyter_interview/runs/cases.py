"""Runs a program against the cases of a question, whatever the program does to itself.

What is expected stays here. The program's process is told what to call, and answers with values
that are compared here (``questions.judge``), in a thread. A case that takes too long costs its
process and not the others: they go on in another one. All cases are run.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

from ..domain.program_files import TextFile
from ..questions.cases import Case, Outside, Rows, Whole
from ..questions.compare import Comparison, matches
from ..questions.judge import Verdict, judge, judge_text, order_of
from ..questions.outcome import Given, Raised, read_outcome
from ..questions.shown import shown
from .attempt import ENDED, Attempt, status_of, timeout
from .attempt import Result as Result
from .engine import Engine
from .events import CaseAnswered, Ended, Printed, Program
from .expressions import TOO_SLOW, can_be_judged
from .outside import OutsideTests
from .texts import Text as Text

_ROWS = """\
import sqlite3

with sqlite3.connect(":memory:") as database:
    database.executescript(open("tables.sql").read())


def rows():
    return database.execute(open("statement.sql").read()).fetchall()
"""
"""Runs a statement where the program is not. SQLite takes one statement and no more."""


class CaseRuns:
    """Runs of programs against cases. ``seconds`` is the limit of a case that has none, and
    ``outside`` are files with test code by their names."""

    def __init__(
        self, engine: Engine, seconds: float, outside: Mapping[str, str] | None = None
    ) -> None:
        self._engine = engine
        self._seconds = seconds
        self._outside = outside or {}

    async def results(
        self, text: Text, cases: Sequence[Case]
    ) -> AsyncGenerator[Result | Printed, None]:
        """A result for each case, in the order in which they are known, and what is printed.
        Closing the iterator ends the program."""
        own = [at for at, case in enumerate(cases) if not isinstance(case.action, Outside)]
        together = [at for at in own if _is_shared(cases[at])]
        for group in [together, *([at] for at in own if not _is_shared(cases[at]))]:
            if group and isinstance(cases[group[0]].action, Whole):
                yield await self._whole(text, cases[group[0]], group[0])
            elif group:
                async with aclosing(self._called(text, cases, group)) as results:
                    async for result in results:
                        yield result
        files: dict[str, list[tuple[int, str]]] = {}
        for at, case in enumerate(cases):
            if isinstance(case.action, Outside):
                files.setdefault(case.action.file, []).append((at, case.action.test))
        for file, orders in files.items():
            code = self._outside.get(file, "")
            tests = OutsideTests(
                self._engine, file, code, orders, lambda at: cases[at].seconds or self._seconds
            )
            async with aclosing(tests.results(text)) as results:
                async for result in results:
                    yield result

    async def _called(
        self, text: Text, cases: Sequence[Case], group: Iterable[int]
    ) -> AsyncGenerator[Result | Printed, None]:
        """The results of cases that share a process, as long as it lives."""
        left = list(group)
        statements: list[tuple[Rows, str, CaseAnswered]] = []

        def limit(index: int) -> float:
            return cases[index].seconds or self._seconds

        while left:
            attempt = Attempt(left, limit)
            program = replace(_program(text, cases, left), case_seconds=sum(map(limit, left)))
            async with aclosing(self._engine.run(program)) as events:
                async for told in attempt.hear(events):
                    if isinstance(told, Printed):
                        yield told
                    if not isinstance(told, CaseAnswered):
                        continue
                    left.remove(told.index)
                    case = cases[told.index]
                    outcome = read_outcome(told.json)
                    verdict = TOO_SLOW
                    if await can_be_judged(case, outcome):
                        verdict = await asyncio.to_thread(judge, case, outcome, text.language)
                    is_rows = verdict.passed and isinstance(case.action, Rows)
                    if is_rows and isinstance(outcome, Given):
                        assert isinstance(case.action, Rows)
                        statements.append((case.action, outcome.value, told))
                    else:
                        yield Result(told.index, verdict, told.ms)
            for result in attempt.last_results():
                left.remove(result.index)
                yield result
        for rows, statement, answer in statements:
            yield Result(answer.index, await self._rows(rows, statement), answer.ms)

    async def _rows(self, rows: Rows, statement: str) -> Verdict:
        """The verdict on the rows that a statement gives, run where the program is not."""
        files = (TextFile("tables.sql", rows.tables), TextFile("statement.sql", statement))
        order = {"index": 0, "call": "rows", "args": [], "givesArgs": False}
        program = Program(
            _ROWS, "python", files=files, cases=(order,), seconds=self._seconds + _ROOM_SECONDS
        )
        answer, error = None, "The statement could not be run."
        try:
            async with asyncio.timeout(self._seconds + _START_SECONDS):
                async with aclosing(self._engine.run(program)) as events:
                    async for event in events:
                        match event:
                            case CaseAnswered(0):
                                answer = event
                                break
                            case Ended(_, str(reason)):
                                error = reason.strip().rpartition("\n")[2]
        except TimeoutError:
            return Verdict("timeout", message="The statement took too long.")
        if answer is None:
            return Verdict("error", message=error)
        match read_outcome(answer.json):
            case Given(list(found)):
                got = [_row(each) for each in found]
                way = Comparison("equal" if rows.is_ordered else "unordered")
                if await asyncio.to_thread(matches, way, list(rows.rows), got):
                    return Verdict("passed")
                return Verdict("failed", shown(list(rows.rows), "python"), shown(got, "python"))
            case Raised() as raised:
                return Verdict("error", got=str(raised))
        return Verdict("error", message=error)

    async def _whole(self, text: Text, case: Case, index: int) -> Result:
        """The result of a run of the whole program, with all of its input."""
        assert isinstance(case.action, Whole)
        seconds = case.seconds or self._seconds
        program = replace(_program(text, (), ()), stdin=case.action.stdin, seconds=seconds)
        printed: list[str] = []
        end = Ended("timeout", None, round(seconds * 1000))
        try:
            async with asyncio.timeout(seconds + _START_SECONDS):
                async with aclosing(self._engine.run(program)) as events:
                    async for event in events:
                        match event:
                            case Printed() if event.output.stream == "stdout":
                                printed.append(event.output.text)
                            case Ended():
                                end = event
        except TimeoutError:
            pass
        got = "".join(printed)
        if end.state == "timeout" or end.duration_ms > seconds * 1000:
            verdict = timeout(seconds)
        elif end.state != "ok":
            verdict = Verdict(status_of(end.state), got=got, message=end.error or ENDED)
        elif await can_be_judged(case, got):
            judged = (case.action.stdout, got, text.language)
            verdict = await asyncio.to_thread(judge_text, *judged)
        else:
            verdict = TOO_SLOW
        return Result(index, verdict, end.duration_ms)


_ROOM_SECONDS = 2.0
"""Seconds beside those of a statement, for the tables that it is run on."""
_START_SECONDS = 30.0
"""Seconds that an interpreter may take to start, which no case pays for."""


def _is_shared(case: Case) -> bool:
    return not case.fresh and not isinstance(case.action, Whole)


def _program(text: Text, cases: Sequence[Case], left: Iterable[int]) -> Program:
    orders = (order_of(cases[index], index, text.language, text.names) for index in left)
    return Program(
        text.code,
        text.language,
        name=text.name,
        files=text.files,
        cases=tuple(order for order in orders if order is not None),
    )


def _row(value: object) -> object:
    match value:
        case {"$tuple": list(members)}:
            return members
    return value
