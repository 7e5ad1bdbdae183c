"""Test code runs where the program is not, and a program passes it by what it answers alone."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

import pytest

from jupyter_interview.questions.outside import cases_in
from jupyter_interview.runs.cases import CaseRuns, Result, Text
from jupyter_interview.runs.conversation import Posts
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.events import Event, Program
from jupyter_interview.runs.files import Files
from tests.questions.cheats import Cheat, cheats
from tests.questions.outside_programs import (
    CHEATED,
    COUNTERS,
    STUBBORN,
    STUBBORN_RESULTS,
    STUBBORN_TESTS,
    TESTS,
)
from tests.runner.site import STATIC


async def run(
    engine: Engine, text: Text, files: Mapping[str, str], seconds: float = 30.0
) -> dict[str, Result]:
    """The results of all tests of these files by their names."""
    cases = [case for name, code in files.items() for case in cases_in(name, code)[0]]
    found: dict[str, Result] = {}
    async with aclosing(CaseRuns(engine, seconds, files).results(text, cases)) as results:
        async for result in results:
            if isinstance(result, Result):
                assert cases[result.index].name not in found, "a test has two results"
                found[cases[result.index].name] = result
    assert list(found) == [case.name for case in cases]
    return found


def statuses(results: Mapping[str, Result]) -> dict[str, str]:
    return {name: result.verdict.status for name, result in results.items()}


@pytest.mark.parametrize("file", TESTS)
@pytest.mark.parametrize("language", COUNTERS)
async def test_QU45_test_code_calls_a_program_of_any_language(
    language: str, file: str, engine: Engine
) -> None:
    results = await run(engine, Text(COUNTERS[language], language, {}), {file: TESTS[file]})
    assert set(statuses(results).values()) == {"passed"}, {
        name: result.verdict for name, result in results.items()
    }


@pytest.mark.parametrize(
    ("language", "file"),
    [("python", "stubborn.test.js"), ("javascript", "test_stubborn.py")],
)
async def test_QU46_each_test_has_a_result_whatever_another_one_does(
    language: str, file: str, engine: Engine
) -> None:
    files = {file: STUBBORN_TESTS[file]}
    results = await run(engine, Text(STUBBORN[language], language, {}), files)
    assert statuses(results) == STUBBORN_RESULTS
    said = {name: result.verdict for name, result in results.items()}
    lines = STUBBORN_TESTS[file].split("\n")
    [line] = [at for at, each in enumerate(lines, 1) if "(1)" in each and " 2" in each]
    assert said["fails"].message.startswith(f"{file}:{line}: ")
    assert said["raises"].got in ("LookupError: four", "RangeError: four")
    assert "0.5 s" in said["program hangs"].message
    assert "the test itself went wrong" in said["itself is wrong"].message
    assert "has no nothing" in said["calls what is not there"].got


@pytest.mark.parametrize("cheat", cheats(), ids=[cheat.name for cheat in cheats()])
async def test_QU47_a_program_passes_no_test_code_that_it_does_not_solve(
    cheat: Cheat, engine: Engine
) -> None:
    file = "total.test.js" if cheat.language == "python" else "test_total.py"
    text = Text(cheat.code, cheat.language, {})
    results = await run(engine, text, {file: CHEATED[file]}, 1)
    assert [name for name, status in statuses(results).items() if status == "passed"] == []


class Heard:
    """An engine that remembers everything that its processes are given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.seconds = engine.seconds
        self.given: dict[str, list[str]] = {"serves": [], "tests": []}

    async def run(self, program: Program, posts: Posts) -> AsyncGenerator[Event, None]:
        assert program.remote is not None
        given = self.given[program.remote["role"]]
        given.append(Files(STATIC).order(program, []).head.decode())
        handed_on: Posts = asyncio.Queue()

        async def hand_on() -> None:
            while True:
                post = await posts.get()
                given.append(post)
                handed_on.put_nowait(post)

        handing = asyncio.ensure_future(hand_on())
        try:
            async with aclosing(self._engine.run(program, handed_on)) as events:
                async for event in events:
                    yield event
        finally:
            handing.cancel()


async def test_QU47_nothing_of_the_test_code_is_where_the_program_is(engine: Engine) -> None:
    heard = Heard(engine)
    code = "def total(numbers):\n    return sum(numbers)\n"
    files = {"test_total.py": CHEATED["test_total.py"]}
    await run(heard, Text(code, "python", {}), files)  # type: ignore[arg-type]
    order, *posts = heard.given["serves"][:4]
    assert json.dumps(code)[1:-1] in order
    assert '"remote": {"role": "serves", "names": ["total"]}' in order
    assert [json.loads(post)["do"] for post in posts] == ["call"] * 3
    secrets = ("three", "assert", "solution.", "test_total")
    for given in heard.given["serves"]:
        assert not [secret for secret in secrets if secret in given.replace("solution.py", "")]
    assert not [post for post in posts if "31" in post or "17" in post]
    tests = "".join(heard.given["tests"])
    assert all(secret in tests for secret in secrets)
    assert json.dumps(code)[1:-1] in tests


async def test_QU46_tests_that_call_very_often_go_on_with_other_processes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jupyter_interview.runs.exchange.WORN_MESSAGES", 30)
    test = "async def test_{0}():\n    for n in range(10):\n        await solution.echo(n)\n"
    files = {"test_often.py": "".join(map(test.format, range(3)))}
    heard = Heard(engine)
    text = Text("const echo = n => n;\n", "javascript", {})
    results = await run(heard, text, files)  # type: ignore[arg-type]
    assert statuses(results) == {"0": "passed", "1": "passed", "2": "passed"}
    assert len([given for given in heard.given["serves"] if "const echo" in given]) == 2


async def test_QU47_a_test_that_calls_without_end_does_not_pass(engine: Engine) -> None:
    test = "async def test_x():\n    while True:\n        await solution.echo(1)\n"
    text = Text("const echo = n => n;\n", "javascript", {})
    [result] = (await run(engine, text, {"test_often.py": test}, 120)).values()
    assert (result.verdict.status, result.verdict.got) == ("error", "More than 5000 calls.")


async def test_QU46_an_answer_that_the_test_code_cannot_have_is_said(engine: Engine) -> None:
    """A list cannot be in a set of Python, and the test does not wait for what never comes."""
    test = "async def test_pairs():\n    try:\n        await solution.pairs()\n"
    files = {"test_pairs.py": f"{test}    except RemoteError:\n        pass\n"}
    text = Text("const pairs = () => new Set([[1, 2]]);\n", "javascript", {})
    [result] = (await run(engine, text, files)).values()
    assert result.verdict.status == "error"
    assert "cannot be a value of Python" in result.verdict.got
