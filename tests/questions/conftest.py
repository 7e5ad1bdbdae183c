"""Runs of programs against cases, as the server does them."""

import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import aclosing
from typing import Any

import pytest

from jupyter_interview.domain.limits import Limits
from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.questions.cases import Case
from jupyter_interview.runs.cases import CaseRuns, Result, Text
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.process import find_deno
from tests.runner.site import STATIC

MakeEngine = Callable[..., Engine]
Run = Callable[..., Coroutine[Any, Any, list[Result]]]


@pytest.fixture(scope="session")
def engine_with(tmp_path_factory: pytest.TempPathFactory) -> MakeEngine:
    """Makes engines with limits of their own."""
    deno = find_deno()
    assert deno is not None, "the extra [sandbox] is not installed"
    shelf = Shelf(tmp_path_factory.mktemp("wheels"))
    catalogue = Catalogue(shelf, None, logging.getLogger("test"))

    def make(**limits: float) -> Engine:
        return Engine(deno, STATIC, catalogue, Limits().with_overrides(limits))

    return make


@pytest.fixture(scope="session")
def engine(engine_with: MakeEngine) -> Engine:
    return engine_with()


@pytest.fixture
def run_cases(engine: Engine) -> Run:
    """The results of a program, one for each case in the order of the cases."""

    async def run(text: Text, cases: Sequence[Case], seconds: float = 2.0) -> list[Result]:
        found: dict[int, Result] = {}
        async with aclosing(CaseRuns(engine, seconds).results(text, cases)) as results:
            async for result in results:
                if isinstance(result, Result):
                    assert result.index not in found, "a case has two results"
                    found[result.index] = result
        return [found[index] for index in range(len(cases))]

    return run
