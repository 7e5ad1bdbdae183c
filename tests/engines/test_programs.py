"""One set of expectations for all engines: the programs of `tests/corpus`, in each of them.

Node and CPython say what is right, as they do for Chromium and for the server in
`tests/runner/test_corpus.py`.
"""

from typing import Any

import pytest

from tests.corpus import CorpusProgram, corpus, programs_for_another
from tests.corpus.differences import DIFFERENCES, SENTENCES
from tests.engines.conftest import Run
from tests.engines.tab import Browser, Clock, Tab
from tests.runner.site import ROOT
from tests.runner.test_corpus import differences, differences_from_cpython, typescript_as_javascript

SECTION = "docs/RUNTIME_WASM.md"


def differs(engine: Browser, program: CorpusProgram, outcome: dict[str, Any]) -> bool:
    """Whether the table says that this engine prints something else, and it does print that."""
    known = DIFFERENCES[engine.name].get(program.name)
    return known is not None and known.stdout == outcome["stdout"]


def without_known(
    engine: Browser, outcomes: dict[CorpusProgram, dict[str, Any]]
) -> dict[CorpusProgram, dict[str, Any]]:
    return {
        program: outcome
        for program, outcome in outcomes.items()
        if not differs(engine, program, outcome)
    }


def outcomes_of(
    run: Run, language: str, programs: list[CorpusProgram]
) -> dict[CorpusProgram, dict[str, Any]]:
    return {program: run(language, program.code, stdin=program.stdin) for program in programs}


def test_BR3_javascript_says_what_node_says(engine: Browser, run: Run) -> None:
    outcomes = without_known(engine, outcomes_of(run, "javascript", corpus("javascript")))
    codes = {program: program.code for program in outcomes}
    assert differences(codes, outcomes, SENTENCES[engine.name]) == {}


def test_BR3_typescript_says_what_its_compiler_and_node_say(engine: Browser, run: Run) -> None:
    outcomes = without_known(engine, outcomes_of(run, "typescript", corpus("typescript")))
    compiled = typescript_as_javascript()
    codes = {program: compiled[program] for program in outcomes}
    assert differences(codes, outcomes, SENTENCES[engine.name]) == {}


def test_BR3_python_says_what_cpython_says(engine: Browser, run: Run) -> None:
    """The interpreter is the same everywhere, so that some of its programs do."""
    programs = programs_for_another("python")
    assert len(programs) > 20
    assert differences_from_cpython(outcomes_of(run, "python", programs)) == {}


def test_BR3_every_difference_is_one_and_is_documented(engine: Browser, run: Run) -> None:
    """An engine that has come to print what the others print is taken out of the table."""
    programs = {
        program.name: (language, program)
        for language in ("javascript", "python")
        for program in corpus(language)
    }
    document = " ".join((ROOT / SECTION).read_text().split())
    for name, difference in DIFFERENCES[engine.name].items():
        language, program = programs[name]
        outcome = run(language, program.code, stdin=program.stdin)
        assert outcome["stdout"] == difference.stdout, name
        assert difference.why in document


HELLO = {
    "javascript": ("const [a, b] = [1, 2]; console.log('sum', a + b)", "sum 3\n"),
    "typescript": ("const n: number = 3; console.log('sum', n)", "sum 3\n"),
    "python": ("import json\nprint('sum', json.loads('3'))", "sum 3\n"),
}

OLD_S = 45
"""Firefox lost the interpreter's files 10 to 40 s after the page was opened."""

GARBAGE = """async () => {
  for (let round = 0; round < 5; round++) {
    let kept = [];
    for (let i = 0; i < 200_000; i++) kept.push({ i, text: `garbage ${i}` });
    kept = [];
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}"""


@pytest.mark.parametrize("language", HELLO)
def test_BR2_new_interpreters_start_on_a_page_that_is_old(
    old_tab: Tab, run: Run, age: Clock, language: str
) -> None:
    """The last of the module, so that the others have used up the time."""
    code, expected = HELLO[language]
    age.wait_for(OLD_S)
    # The first takes the spare; the others need new ones.
    for _ in range(3):
        old_tab.evaluate(GARBAGE)
        outcome = run(language, code)
        assert (outcome["state"], outcome["stdout"], outcome["error"]) == ("ok", expected, None)
