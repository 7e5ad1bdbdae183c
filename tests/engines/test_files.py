"""RU18: programs of several files in the other engines; a few, for Chromium runs all of them."""

from dataclasses import replace

import pytest

from tests.corpus import corpus_of_files
from tests.corpus.real import Said, really_said, sandbox_said
from tests.engines.conftest import Run
from tests.runner.test_files import given

CHOSEN = {
    "python": ("package", "error-in-module"),
    "javascript": (
        "live-bindings",
        "cycle",
        "defaults",
        "rewriting",
        "top-level-await",
        "require-cycle",
        "import-of-scripts",
        "node-modules",
        "error-in-function",
        "error-while-requiring",
    ),
    "typescript": ("extensions", "data-and-node"),
}


def in_any_engine(said: Said) -> Said:
    """Columns within a line and the sentences of errors are the engine's own."""
    kind = None if said.error is None else said.error.partition(":")[0]
    return replace(said, error=kind, places=tuple(place[:2] for place in said.places))


@pytest.mark.parametrize("language", CHOSEN)
def test_RU18_every_engine_says_what_is_said_elsewhere(run: Run, language: str) -> None:
    programs = [each for each in corpus_of_files(language) if each.name in CHOSEN[language]]
    assert len(programs) == len(CHOSEN[language])
    different = {}
    for program in programs:
        outcome = run(language, program.code, **given(program))
        told = [outcome[key] for key in ("stdout", "stderr", "error")]
        here, real = sandbox_said(program, *told), really_said(program)
        if in_any_engine(here) != in_any_engine(real):
            different[program.name] = (here, real)
    assert different == {}
