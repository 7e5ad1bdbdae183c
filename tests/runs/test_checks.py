"""QU21: checks as the server makes them, in real processes and without a room."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from jupyter_interview.contract.values import CaseResult
from jupyter_interview.domain.asker import Asker
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.journal.recorder import Ticket
from jupyter_interview.questions.cases import Call, Case, Expected, Whole
from jupyter_interview.questions.compare import Comparison
from jupyter_interview.rooms.run_service import CheckOrder
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.execution import Execution
from jupyter_interview.runs.queue import RunQueue

from .conftest import EngineHere

SECRET = "zanzibar-umbrella"


@dataclass(eq=False)
class Tale:
    """Hears what becomes of a check."""

    order: CheckOrder
    results: dict[int, CaseResult] = field(default_factory=dict)
    state: str | None = None
    over: bool = False
    told: asyncio.Event = field(default_factory=asyncio.Event)
    end: asyncio.Event = field(default_factory=asyncio.Event)

    def answered(self, result: CaseResult) -> None:
        assert result.index not in self.results, "a case has two results"
        self.results[result.index] = result
        self.told.set()

    def ended(self, state: str) -> Ticket | None:
        if not self.over:
            self.over, self.state = True, state
            self.end.set()
        return None

    @property
    def statuses(self) -> dict[int, str]:
        return {index: result.status for index, result in sorted(self.results.items())}


def a_case(number: object, returns: object, seconds: float | None = None) -> Case:
    call = Call("double_of", (number,), Expected(returns, Comparison()), None, None)
    return Case("a case", call, seconds=seconds)


def an_order(code: str, cases: Mapping[int, Case], seconds: float = 5.0) -> CheckOrder:
    return CheckOrder(code, "python", "solution.py", (), {}, seconds, cases, {})


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> logging.Logger:
    log = logging.getLogger("tests.checks")
    caplog.set_level(logging.DEBUG, logger=log.name)
    return log


def execution_of(engine: Engine, log: logging.Logger, seconds: float = 300.0) -> Execution:
    return Execution(engine, RunQueue(Limits()), log, seconds)


async def check(execution: Execution, order: CheckOrder) -> Tale:
    """Make a check whose turn is asked for as a room does it."""
    tale = Tale(order)
    execution.reserve(Asker("session-0001", "Bo")).check(tale)
    await asyncio.wait_for(tale.end.wait(), 120)
    return tale


async def test_QU21_each_case_is_told_by_its_number_in_the_question(
    engine_here: EngineHere, log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    """And nothing of what the program prints, nor of what it is given, is in the log."""
    code = (
        "import helper, sys\n"
        f"print('{SECRET}'); print('{SECRET}', file=sys.stderr)\n"
        "def double_of(number):\n"
        f"    print('{SECRET}', number)\n"
        "    if number == 3:\n"
        f"        raise ValueError('{SECRET}')\n"
        "    return number * helper.FACTOR\n"
    )
    cases = {4: a_case(2, 4), 7: a_case(3, 6), 9: a_case("ab", "abab"), 11: a_case(1, 5)}
    files = (TextFile("helper.py", "FACTOR = 2\n"),)
    order = replace(an_order(code, cases), files=files)
    tale = await check(execution_of(engine_here(), log), order)
    assert tale.state == "ended"
    assert tale.statuses == {4: "passed", 7: "error", 9: "passed", 11: "failed"}
    assert (tale.results[11].expected, tale.results[11].got) == ("5", "2")
    assert tale.results[7].got == f"ValueError: {SECRET}"
    assert SECRET not in caplog.text


async def test_QU21_a_case_that_hangs_costs_no_other_its_result(
    engine_here: EngineHere, log: logging.Logger
) -> None:
    code = "def double_of(number):\n    while number == 2: pass\n    return number * 2\n"
    cases = {0: a_case(1, 2), 1: a_case(2, 4, seconds=0.5), 2: a_case(3, 6)}
    tale = await check(execution_of(engine_here(), log), an_order(code, cases))
    assert tale.statuses == {0: "passed", 1: "timeout", 2: "passed"} and tale.state == "ended"


async def test_QU21_a_whole_program_and_a_long_text(
    engine_here: EngineHere, log: logging.Logger
) -> None:
    """What is told of a result is cut, wherever it comes from."""
    lines = Expected("1\n", Comparison("lines"))
    cases = {0: Case("prints", Whole("", lines)), 1: Case("long", Whole("x", lines))}
    code = "import sys\nprint('y' * 5000 if sys.stdin.read() else 1)\n"
    tale = await check(execution_of(engine_here(), log), an_order(code, cases))
    assert tale.statuses == {0: "passed", 1: "failed"}
    assert tale.results[1].got == "y" * 2000


async def test_QU21_all_cases_together_have_a_time(
    engine_here: EngineHere, log: logging.Logger
) -> None:
    """Those that are left have a result that says so."""
    cases = {2: a_case(1, 2), 5: a_case(2, 4)}
    tale = await check(execution_of(engine_here(), log, 1e-9), an_order("", cases))
    assert tale.statuses == {2: "not_run", 5: "not_run"} and tale.state == "ended"
    assert "took too long together" in tale.results[2].message


async def test_QU21_a_check_that_is_stopped_ends_its_process_and_gives_its_turn_back(
    engine_here: EngineHere, log: logging.Logger
) -> None:
    """Also one that waits for its turn, which never begins."""
    execution = execution_of(engine_here(), log)
    code = "def double_of(number):\n    while number == 2: pass\n    return number * 2\n"
    endless = an_order(code, {0: a_case(1, 2), 1: a_case(2, 4, seconds=1000)})
    running, waiting = Tale(endless), Tale(endless)
    execution.reserve(Asker("session-0001", "Bo")).check(running)
    execution.reserve(Asker("session-0001", "Cy")).check(waiting)
    await asyncio.wait_for(running.told.wait(), 60)
    waiting.over = True
    execution.stop_check(waiting)
    running.over = True
    execution.stop_check(running)
    after = await check(execution, an_order(code, {0: a_case(1, 2)}))
    assert after.statuses == {0: "passed"}
    assert running.statuses == {0: "passed"} and waiting.results == {}
    execution.stop_check(running)
    await execution.close()


async def test_QU21_a_server_that_goes_away_ends_its_checks(
    engine_here: EngineHere, log: logging.Logger
) -> None:
    """Their end is not told: the log shows by itself that they were lost."""
    execution = execution_of(engine_here(), log)
    code = "def double_of(number):\n    while number == 2: pass\n    return number * 2\n"
    tale = Tale(an_order(code, {0: a_case(1, 2), 1: a_case(2, 4, seconds=1000)}))
    execution.reserve(Asker("session-0001", "Bo")).check(tale)
    await asyncio.wait_for(tale.told.wait(), 60)
    await execution.close()
    assert tale.state is None and tale.statuses == {0: "passed"}


async def test_QU21_a_fault_of_the_server_is_logged_without_what_it_was_about(
    engine_here: EngineHere,
    log: logging.Logger,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its check is lost, and the next one has its turn."""
    engine = engine_here()
    execution = execution_of(engine, log)

    def broken(program: object) -> None:
        raise RuntimeError(SECRET)

    order = an_order("def double_of(number):\n    return number * 2\n", {0: a_case(1, 2)})
    with monkeypatch.context() as patch:
        patch.setattr(engine, "run", broken)
        assert (await check(execution, order)).state == "lost"
    assert "RuntimeError" in caplog.text and SECRET not in caplog.text
    assert (await check(execution, order)).statuses == {0: "passed"}
