"""Checks a question by running it: solutions must pass, and what is wrong must fail.

The files are checked when they are read (``questions.reading``). What is checked here needs an
engine: every solution passes every case with time to spare, every wrong solution fails just what it
says, and starters pass nothing. Without an engine the rest is checked.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from ..domain.languages import TEST_FILES
from ..domain.program_files import TextFile
from ..questions.cases import Case
from ..questions.problems import Problem
from ..questions.question import Question
from ..questions.reading import QUESTION
from ..runs.cases import CaseRuns, Result, Text
from ..runs.engine import Engine

ROOM = 3
"""A solution takes at most one part of so many of a case's time, so that slow machines pass."""
_AGAIN = 2
"""How often a case is tried again that seems to be slow."""
_LONG_LINE = 24
"""Lines of a solution with so many letters say something of their own."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One program of a question was run. ``name`` is its file; ``problems`` is what is wrong."""

    name: str
    seconds: float
    problems: tuple[Problem, ...]


def leaks(question: Question) -> list[Problem]:
    """Where public files say what is private: names of hidden tests, and lines of solutions and of
    test code."""
    public = question.public
    texts: dict[str, str] = {"statement.md": public.statement}
    texts |= {f"data/{name}": text for name, text in public.data.items()}
    for files in public.starters.values():
        texts |= {f"starter/{name}": text for name, text in files.items()}
    starter_lines = {
        line.strip()
        for files in public.starters.values()
        for text in files.values()
        for line in text.splitlines()
    }
    private = question.private
    of_solutions = _telling_lines(private.solutions) - starter_lines
    of_tests = _telling_lines(private.outside) - starter_lines
    found = []
    for file, text in sorted(texts.items()):
        for at, line in enumerate(text.splitlines(), 1):
            for case in question.private.cases:
                if len(case.name) >= 8 and case.name.lower() in line.lower():
                    found.append(Problem(file, at, f"This names the hidden case “{case.name}”."))
            if not file.startswith("starter/") and line.strip() in of_solutions:
                found.append(Problem(file, at, "This is a line of a solution."))
            elif line.strip() in of_tests:
                found.append(Problem(file, at, "This is a line of test code."))
    return found


def _telling_lines(texts: Mapping[str, str]) -> set[str]:
    """The lines of texts that say something of their own."""
    return {
        line.strip()
        for text in texts.values()
        for line in text.splitlines()
        if sum(map(str.isalpha, line)) >= _LONG_LINE
    }


def missing(question: Question) -> list[Problem]:
    """What a question should have and does not: solutions, in all of its languages."""
    if question.public.kind == "reading":
        return []
    return [
        Problem(QUESTION, 1, f"{language} has no solution: write private/{name}.")
        for language, name in TEST_FILES.items()
        if language in question.public.languages and language not in question.private.solutions
    ]


class Check:
    """Runs the programs of questions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def tried(self, question: Question) -> AsyncIterator[Tried]:
        """Run solutions, wrong solutions and starters, each against all cases."""
        cases = (*question.public.cases, *question.private.cases)
        if not cases:
            return
        for language, text in question.private.solutions.items():
            name = f"private/{TEST_FILES[language]}"
            results = await self._of_solution(question, language, text, cases)
            yield Tried(name, _seconds(results), tuple(_of_solution(question, name, results)))
        for wrong in question.private.wrong:
            name = f"private/wrong/{wrong.name}"
            results = await self._run(question, wrong.language, wrong.text, cases)
            failed = [each.name for each, result in results if not result.verdict.passed]
            yield Tried(name, _seconds(results), tuple(_of_wrong(name, wrong.fails, failed)))
        for language, files in question.public.starters.items():
            main = TEST_FILES[language]
            if main in files:
                name = f"starter/{main}"
                results = await self._run(question, language, files[main], cases)
                yield Tried(name, _seconds(results), tuple(_of_starter(name, results)))

    async def _of_solution(
        self, question: Question, language: str, code: str, cases: Sequence[Case]
    ) -> list[tuple[Case, Result]]:
        """The results, in which a case that seems to be slow was tried again: the machine may have
        been busy, and the least of several times is the program's own."""
        results = await self._run(question, language, code, cases)
        for _ in range(_AGAIN):
            slow = [
                at for at, (case, result) in enumerate(results) if _is_slow(question, case, result)
            ]
            if not slow:
                break
            again = await self._run(question, language, code, [results[at][0] for at in slow])
            for at, (case, result) in zip(slow, sorted(again, key=_place), strict=True):
                if result.verdict.passed and result.ms < results[at][1].ms:
                    results[at] = case, result
        return results

    async def _run(
        self, question: Question, language: str, code: str, cases: Sequence[Case]
    ) -> list[tuple[Case, Result]]:
        public = question.public
        files = _beside(public.starters.get(language, {}), public.data, TEST_FILES[language])
        text = Text(code, language, public.names, files=files)
        results = []
        runs = CaseRuns(self._engine, public.seconds, question.private.outside)
        async with aclosing(runs.results(text, cases)) as coming:
            async for told in coming:
                if isinstance(told, Result):
                    results.append((cases[told.index], told))
        return results


def _beside(
    starter: Mapping[str, str], data: Mapping[str, str], main: str
) -> tuple[TextFile, ...] | None:
    """The files beside the program; None where there are none."""
    files = {name: text for name, text in {**starter, **data}.items() if name != main}
    return tuple(TextFile(name, text) for name, text in files.items()) if files else None


def _seconds(results: Sequence[tuple[Case, Result]]) -> float:
    return sum(result.ms for _, result in results) / 1000


def _place(tried: tuple[Case, Result]) -> int:
    return tried[1].index


def _is_slow(question: Question, case: Case, result: Result) -> bool:
    """Whether a case passes without time to spare."""
    limit = (case.seconds or question.public.seconds) * 1000
    return result.verdict.passed and result.ms * ROOM > limit


def _of_solution(
    question: Question, name: str, results: Sequence[tuple[Case, Result]]
) -> list[Problem]:
    problems = []
    for case, result in results:
        limit = (case.seconds or question.public.seconds) * 1000
        if not result.verdict.passed:
            problems.append(Problem(name, 1, f"“{case.name}” does not pass: {_said(result)}"))
        elif _is_slow(question, case, result):
            took = f"{result.ms / 1000:.1f} of {limit / 1000:g} s"
            sentence = f"“{case.name}” takes {took}: it should take a third at most."
            problems.append(Problem(name, 1, sentence))
    return problems


def _of_wrong(name: str, fails: Sequence[str], failed: Sequence[str]) -> list[Problem]:
    passes = [each for each in fails if each not in failed]
    also = [each for each in failed if each not in fails]
    return [
        *(Problem(name, 1, f"“{each}” should fail, and passes.") for each in passes),
        *(Problem(name, 1, f"“{each}” fails, too: its first line should say so.") for each in also),
    ]


def _of_starter(name: str, results: Sequence[tuple[Case, Result]]) -> list[Problem]:
    passed = [case.name for case, result in results if result.verdict.passed]
    return [
        Problem(
            name,
            1,
            f"A starter passes nothing; “{each}” passes. Let it return what is right in no case.",
        )
        for each in passed
    ]


def _said(result: Result) -> str:
    verdict = result.verdict
    parts = [
        verdict.message,
        f"expected {verdict.expected}" if verdict.expected else "",
        f"got {verdict.got}" if verdict.got else "",
    ]
    return "; ".join(part for part in parts if part)[:500] or verdict.status
