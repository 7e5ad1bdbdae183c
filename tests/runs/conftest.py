"""An engine over what the build made, as the server has it."""

import logging
import subprocess
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.contract.values import TestCase, TestResult
from jupyter_interview.domain.limits import Limits
from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.runs.carried_tests import CarriedTests
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.events import Ended, Printed, Program, Tested
from jupyter_interview.runs.process import find_deno
from tests.runner.site import ROOT, STATIC


@dataclass
class Outcome:
    """A program's end and all it printed."""

    end: Ended
    printed: list[Printed]
    tests: list[TestResult]

    def text(self, stream: str = "stdout") -> str:
        return "".join(each.output.text for each in self.printed if each.output.stream == stream)


RunHere = Callable[..., Coroutine[Any, Any, Outcome]]
EngineHere = Callable[[], Engine]


@pytest.fixture(scope="session")
def built() -> Path:
    if not (STATIC / "server.mjs").is_file():
        subprocess.run(["node", "labextension/build-runner.mjs"], cwd=ROOT, check=True)
    return STATIC


def beside(built: Path, folder: Path, script: str) -> Path:
    """A folder as the build makes it, with another script for the process."""
    folder.mkdir()
    for path in built.iterdir():
        if path.name != "server.mjs":
            (folder / path.name).symlink_to(path)
    (folder / "server.mjs").write_text(script)
    return folder


@pytest.fixture
def engine_here(built: Path, tmp_path: Path) -> EngineHere:
    """Makes an engine as the server has it."""
    deno = find_deno()
    assert deno is not None, "the extra [sandbox] is not installed"
    catalogue = Catalogue(Shelf(tmp_path / "wheels"), None, logging.getLogger("test"))
    return lambda: Engine(deno, built, catalogue, Limits())


@pytest.fixture
def run_here(built: Path, tmp_path: Path) -> RunHere:
    """Runs a program as the server would."""
    deno = find_deno()
    assert deno is not None, "the extra [sandbox] is not installed"
    catalogue = Catalogue(Shelf(tmp_path / "wheels"), None, logging.getLogger("test"))

    async def run(
        language: str,
        code: str,
        stdin: str = "",
        tests: tuple[TestCase, ...] = (),
        script: str | None = None,
        **limits: float,
    ) -> Outcome:
        folder = built if script is None else beside(built, tmp_path / "script", script)
        engine = Engine(deno, folder, catalogue, Limits().with_overrides(limits))
        printed: list[Printed] = []
        results: list[TestResult] = []
        told = CarriedTests(engine).events(Program(code, language, stdin), tests)
        async with aclosing(told) as events:
            async for event in events:
                match event:
                    case Ended():
                        return Outcome(event, printed, results)
                    case Printed():
                        printed.append(event)
                    case Tested():
                        results.append(event.result)
        raise AssertionError("the program never ended")

    return run
