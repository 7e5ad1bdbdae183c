"""RU12: the same program prints the same in the browser, on the server, and in Node or CPython."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from msgspec import convert
from playwright.sync_api import Page

from jupyter_interview.contract.values import Output
from jupyter_interview.domain.limits import Limits
from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.events import Ended, Printed, Program
from jupyter_interview.runs.process import find_deno
from jupyter_interview.session.output import WHOLE, append
from tests.corpus import CorpusProgram, corpus, programs_for_another
from tests.corpus.oracles import kept
from tests.corpus.real import transpiled
from tests.runner.site import ROOT, STATIC

T = TypeVar("T")

PRELUDE = ROOT / "tests" / "corpus" / "node-prelude.cjs"
LANGUAGES = ("javascript", "typescript", "python")
WORDS = {"syntax-error", "duplicate-let", "process-exit-code"}
"""Where all agree that it is wrong and where, and each says it in its own words."""


@dataclass(frozen=True)
class Told:
    """What a program printed, and the last line of its error."""

    stdout: str
    stderr: str
    error: str | None
    things: tuple[Output, ...] = ()
    """What it displayed or drew, in order, and values of last expressions."""


def told(
    stdout: str,
    stderr: str,
    error: str | None,
    program: CorpusProgram,
    things: Iterable[Output] = (),
) -> Told:
    if error is not None and program.name in WORDS:
        error = error.splitlines()[0]
    elif error is not None:
        lines = [line for line in error.splitlines() if not line.startswith(" ")]
        error = lines[-1]
    return Told(stdout, stderr, error, tuple(things))


SHOWS_VALUE = True
"""Both are asked for the value of a last expression, where the language has such a thing."""


LIMIT_S = 60
"""Of each run: what is compared is what it says, however busy the machine is."""


def engine_over(folder: Path) -> Engine:
    catalogue = Catalogue(Shelf(folder), None, logging.getLogger("corpus"))
    return Engine(find_deno() or "", STATIC, catalogue, Limits(server_run_seconds=LIMIT_S))


async def _on_the_server(language: str, program: CorpusProgram, engine: Engine) -> Told:
    order = Program(program.code, language, program.stdin, shows_value=SHOWS_VALUE)
    outputs: list[Output] = []
    async with aclosing(engine.run(order)) as events:
        async for event in events:
            match event:
                case Printed():
                    append(outputs, event.output)
                case Ended():
                    return of_outputs(outputs, event.error, program)
    raise AssertionError("it never ended")


def in_the_browser(outcome: dict[str, Any], program: CorpusProgram) -> Told:
    """What the page's ``run`` collected, with the other forms of what was displayed."""
    outputs: list[Output] = []
    whole = iter(outcome["outputs"])
    for stream, text in outcome["chunks"]:
        append(outputs, convert(next(whole), Output) if stream in WHOLE else Output(stream, text))
    return of_outputs(outputs, outcome["error"], program)


def of_outputs(outputs: list[Output], error: str | None, program: CorpusProgram) -> Told:
    assert not any(output.omitted for output in outputs), "the corpus prints little"
    text = {
        stream: "".join(output.text for output in outputs if output.stream == stream)
        for stream in ("stdout", "stderr")
    }
    things = [output for output in outputs if output.stream not in text]
    return told(text["stdout"], text["stderr"], error, program, things)


def in_another_thread(work: Callable[[], T]) -> T:
    """Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def programs_for_the_server(language: str) -> list[CorpusProgram]:
    """Each run there starts a process, which has the interpreter and the engine of the browser."""
    return corpus(language) if language == "typescript" else programs_for_another(language)


Outcomes = Callable[[str], dict[CorpusProgram, dict[str, Any]]]


@pytest.fixture(scope="module")
def outcomes_in(shared_page: Page) -> Outcomes:
    """What the browser made of every program; each is run once for all tests."""

    @cache
    def outcomes(language: str) -> dict[CorpusProgram, dict[str, Any]]:
        ask = "([language, code, options]) => run(language, code, options)"
        options = {"showsValue": SHOWS_VALUE, "timeLimitMs": LIMIT_S * 1000}
        return {
            program: shared_page.evaluate(
                ask, [language, program.code, {"stdin": program.stdin, **options}]
            )
            for program in corpus(language)
        }

    return outcomes


@pytest.mark.parametrize("language", LANGUAGES)
def test_RU12_browser_and_server_say_the_same(
    outcomes_in: Outcomes, language: str, tmp_path: Path
) -> None:
    programs = programs_for_the_server(language)
    assert len(programs) >= 15

    async def all_of_them() -> list[Told]:
        free, engine = asyncio.Semaphore(2), engine_over(tmp_path)

        async def one(program: CorpusProgram) -> Told:
            async with free:
                return await _on_the_server(language, program, engine)

        return await asyncio.gather(*map(one, programs))

    server = in_another_thread(lambda: asyncio.run(all_of_them()))
    different = {}
    for program, there in zip(programs, server, strict=True):
        here = in_the_browser(outcomes_in(language)[program], program)
        if here != there:
            different[program.name] = (here, there)
    assert different == {}


def test_RU12_python_says_what_cpython_says(outcomes_in: Outcomes) -> None:
    assert differences_from_cpython(outcomes_in("python")) == {}


@cache
def cpython_on(code: str, stdin: str) -> subprocess.CompletedProcess[str]:
    """What CPython says is the same for all engines."""
    command = [sys.executable, "-X", "utf8", "-c", code]
    env = {"PYTHONHASHSEED": "0"}
    return kept(
        [command, stdin, env],
        lambda: subprocess.run(command, input=stdin, capture_output=True, text=True, env=env),
    )


def differences_from_cpython(outcomes: dict[CorpusProgram, dict[str, Any]]) -> dict[str, Any]:
    """Where CPython says something else than the browser said."""
    different = {}
    for program, outcome in outcomes.items():
        here = told(outcome["stdout"], outcome["stderr"], outcome["error"], program)
        done = cpython_on(program.code, program.stdin)
        same = here.stdout == done.stdout and (here.error is None) == (done.returncode == 0)
        if here.error is not None:
            # Since 3.14 some sentences have other words; the kind of error is the same.
            kind = (outcome["error"].splitlines()[-1]).partition(":")[0]
            same = same and kind in done.stderr
        elif here.stderr != done.stderr:
            same = False
        if not same:
            different[program.name] = (here, done)
    return different


def test_RU12_javascript_says_what_node_says(outcomes_in: Outcomes) -> None:
    programs = {program: program.code for program in corpus("javascript")}
    assert differences(programs, outcomes_in("javascript")) == {}


def test_RU12_typescript_says_what_its_compiler_and_node_say(outcomes_in: Outcomes) -> None:
    compiled = typescript_as_javascript()
    assert differences(compiled, outcomes_in("typescript")) == {}


@cache
def typescript_as_javascript() -> dict[CorpusProgram, str]:
    """The programs of the corpus as TypeScript's own compiler makes them."""
    programs = corpus("typescript")
    return dict(zip(programs, transpiled([program.code for program in programs]), strict=True))


@cache
def node_on(code: str, stdin: str) -> subprocess.CompletedProcess[str]:
    """What Node says is the same for all engines.

    What it cannot compile as a script it is given as a module, as newer Nodes find out themselves.
    """

    def ask() -> subprocess.CompletedProcess[str]:
        with TemporaryDirectory() as folder:
            done = node_file(Path(folder, "solution.cjs"), code, stdin)
            if NOT_COMPILED in done.stderr:
                return node_file(Path(folder, "solution.mjs"), code, stdin)
            return done

    return kept(["node", PRELUDE.read_text("utf-8"), code, stdin], ask)


NOT_COMPILED = "at wrapSafe (node:"
"""The frame in which Node compiles a script, and which a program that runs has left."""


def node_file(path: Path, code: str, stdin: str) -> subprocess.CompletedProcess[str]:
    path.write_text(code)
    return subprocess.run(
        ["node", "--require", PRELUDE, path], input=stdin, capture_output=True, text=True
    )


def differences(
    programs: dict[CorpusProgram, str],
    outcomes: dict[CorpusProgram, dict[str, Any]],
    own_sentences: Collection[str] = (),
) -> dict[str, Any]:
    """Where Node says something else of these programs' code than the browser said.

    Of the errors of the programs in `own_sentences` only the class is compared.
    """
    different = {}
    for program, code in programs.items():
        outcome = outcomes[program]
        done = node_on(code, program.stdin)
        same = outcome["stdout"] == done.stdout
        same = same and (outcome["error"] is None) == (done.returncode == 0)
        if outcome["error"] is None:
            same = same and outcome["stderr"] == done.stderr
        elif program.name not in WORDS:
            words = outcome["error"].removeprefix("Uncaught ").splitlines()[0].strip("'")
            # An error without frames is in brackets: some engines keep none of what was awaited.
            words = words.removesuffix(" {").removeprefix("[").removesuffix("]")
            if program.name in own_sentences:
                words = words.partition(" ")[0]
            same = same and words in done.stderr
        if not same:
            different[program.name] = (outcome["stdout"], outcome["error"], done)
    return different
