"""One set of expectations for all engines: the programs of `tests/corpus`, in each of them.

Node and CPython say what is right, as they do for Chromium and for the server in
`tests/runner/test_corpus.py`. What else of programs differs by engine is tried on the same page:
a browser that starts, and its first Python, take longer than most of these tests.
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.corpus import CorpusProgram, corpus, corpus_of_files, programs_for_another
from tests.corpus.differences import DIFFERENCES, SENTENCES
from tests.corpus.real import Said, really_said, sandbox_said
from tests.engines.conftest import Run
from tests.engines.tab import Browser, Clock, Tab, wait_until
from tests.runner.rejections import PROGRAM, SAID
from tests.runner.site import ROOT, Site
from tests.runner.test_corpus import differences, differences_from_cpython, typescript_as_javascript
from tests.runner.test_files import given
from tests.runner.test_languages import AGE

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
    assert len(programs) >= 15
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


def test_BR5_a_rejected_promise_is_an_exception(run: Run) -> None:
    """With whatever it is, and at once."""
    outcome = run("python", PROGRAM)
    assert (outcome["stdout"], outcome["stderr"], outcome["error"]) == (SAID, "", None)
    caught = "import js\ntry:\n    await js.fetch('/x')\nexcept Exception:\n    print('caught')\n"
    outcome = run("python", f"{caught}await js.fetch('http://127.0.0.1:9/')")
    assert (outcome["state"], outcome["stdout"]) == ("error", "caught\n")
    assert 'File "solution.py", line 6' in outcome["error"]
    assert "JsException: TypeError" in outcome["error"]


def test_BR13_python_wakes_up_in_kept_memory(run: Run) -> None:
    woke, _ = run("python", AGE)["stdout"].split()
    assert woke == "True"


@pytest.mark.parametrize("engine", ["webkit"], indirect=True)
def test_BR8_a_run_that_waits_for_an_interpreter_is_loading(engine: Browser, site: Site) -> None:
    """What people are told while an engine that cannot switch stacks starts Python."""
    tab = engine.new_tab()
    tab.open(site.url)
    wait_until(tab, "window.runner !== undefined")
    assert tab.evaluate("typeof WebAssembly.Suspending") == "undefined"
    tab.evaluate("() => runner.warm('python')")
    tab.evaluate("() => { statuses.length = 0 }")
    # The first takes the spare and leaves no time to make another one.
    two = """async () => {
      await run('python', 'print(1)');
      const before = [...statuses];
      const outcome = await run('python', 'print(2)', { timeLimitMs: 1000 });
      return [before, [...statuses], outcome.stdout];
    }"""
    before, after, stdout = tab.evaluate(two)
    tab.close()
    assert before == []
    assert (after, stdout) == (["python loading 0.80", "python ready 1.00"], "2\n")


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
