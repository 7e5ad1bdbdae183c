"""RU18: programs of several files do the same in the browser, on the server, and in CPython."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from jupyter_interview.domain.output import Output, append
from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.runs.events import Ended, Printed, Program
from tests.corpus import FilesProgram, corpus_of_files
from tests.corpus.real import Said, differences_of, sandbox_said
from tests.runner.test_corpus import engine_over, in_another_thread

LANGUAGES = ("python",)
RUN = "([language, code, options]) => run(language, code, options)"


def given(program: FilesProgram) -> dict[str, Any]:
    """The files of a program as the runner takes them, the one that is run among them."""
    files = [{"name": name, "text": text} for name, text in program.files]
    return {"name": program.main, "files": files}


async def on_the_server(program: FilesProgram, folder: Path) -> Said:
    files = tuple(TextFile(name, text) for name, text in program.files)
    order = Program(program.code, program.language, name=program.main, files=files)
    outputs: list[Output] = []
    async for event in engine_over(folder).run(order):
        match event:
            case Printed():
                append(outputs, event.output)
            case Ended():
                text = {
                    stream: "".join(each.text for each in outputs if each.stream == stream)
                    for stream in ("stdout", "stderr")
                }
                return sandbox_said(program, text["stdout"], text["stderr"], event.error)
    raise AssertionError("it never ended")


@pytest.mark.parametrize("language", LANGUAGES)
def test_RU18_the_server_says_what_is_said_elsewhere(language: str, tmp_path: Path) -> None:
    """A third of them: the harness is the browser's, and each takes a process of its own."""
    programs = corpus_of_files(language)[::3]
    assert len(programs) >= 10

    async def all_of_them() -> list[Said]:
        free = asyncio.Semaphore(2)

        async def one(program: FilesProgram) -> Said:
            async with free:
                return await on_the_server(program, tmp_path)

        return await asyncio.gather(*map(one, programs))

    said = in_another_thread(lambda: asyncio.run(all_of_them()))
    found = zip(programs, said, strict=True)
    assert {p.name: d for p, s in found if (d := differences_of(p, s))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_RU18_the_browser_says_what_is_said_elsewhere(shared_page: Page, language: str) -> None:
    different = {}
    for program in corpus_of_files(language):
        outcome = shared_page.evaluate(RUN, [language, program.code, given(program)])
        told = [outcome[key] for key in ("stdout", "stderr", "error")]
        if found := differences_of(program, sandbox_said(program, *told)):
            different[program.name] = found
    assert different == {}


def test_PY15_a_module_that_is_not_there_is_told_beside_those_that_are(shared_page: Page) -> None:
    files = [{"name": "helpers.py", "text": "x = 1"}, {"name": "data.csv", "text": ""}]
    told = shared_page.evaluate(RUN, ["python", "import helper", {"files": files}])
    assert told["error"].splitlines() == [
        "Traceback (most recent call last):",
        '  File "solution.py", line 1, in <module>',
        "    import helper",
        "ModuleNotFoundError: No module named 'helper'",
        "There is no module helper here. The program's files are: "
        "data.csv, helpers.py, solution.py.",
    ]
    alone = shared_page.evaluate(RUN, ["python", "import helper", {}])
    assert "A program is one file" in alone["error"]


def test_PY15_an_error_in_a_module_names_its_file_and_line(shared_page: Page) -> None:
    files = [{"name": "pkg/part.py", "text": "def f(n):\n    return 1 / n\n"}]
    code = "from pkg.part import f\nf(0)"
    told = shared_page.evaluate(RUN, ["python", code, {"files": files, "name": "main.py"}])
    assert told["error"].splitlines()[:6] == [
        "Traceback (most recent call last):",
        '  File "main.py", line 2, in <module>',
        "    f(0)",
        "    ~^^^",
        '  File "pkg/part.py", line 2, in f',
        "    return 1 / n",
    ]


def test_PY15_no_file_can_take_the_place_of_what_runs_the_program(shared_page: Page) -> None:
    taken = ("pyodide", "harness", "traceback", "inspect", "json", "ast", "linecache", "asyncio")
    files = [{"name": f"{name}.py", "text": "raise SystemExit('taken')"} for name in taken]
    code = "print(input('who? '), [1].index(1))\ndef f():\n    return valeu\nvalue = 1\nf()"
    options = {"files": files, "answers": ["me"]}
    told = shared_page.evaluate(RUN, ["python", code, options])
    assert told["stdout"] == "who? me\nme 0\n"
    assert told["error"].endswith("NameError: name 'valeu' is not defined. Did you mean: 'value'?")


LIST = "import os; print(sorted(os.listdir()), os.path.exists('left.txt'))"


def test_RU19_what_a_program_writes_is_gone_with_its_run(shared_page: Page) -> None:
    files = [{"name": "data.txt", "text": "as it is"}]
    change = "open('left.txt', 'w').write('x'); open('data.txt', 'w').write('other')"
    assert shared_page.evaluate(RUN, ["python", change, {"files": files}])["state"] == "ok"
    code = f"{LIST}; print(open('data.txt').read())"
    told = shared_page.evaluate(RUN, ["python", code, {"files": files}])
    assert told["stdout"] == "['data.txt', 'solution.py'] False\nas it is\n"
    alone = shared_page.evaluate(RUN, ["python", LIST, {}])
    assert alone["stdout"] == "['solution.py'] False\n"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("../up.py", "")], '"../up.py" cannot be the name of a file.'),
        ([("a.py", "1"), ("a.py", "2")], "There are two files with the name a.py."),
        ([("a", ""), ("a/b.py", "")], "a cannot be both a file and the folder of a/b.py."),
        ([(f"{n}.py", "") for n in range(20)], "A program may have at most 20 files."),
        (
            [("a.txt", "é" * 65_536), ("b.txt", "é" * 65_536)],
            "The files of a program may have at most 256 KiB of text together.",
        ),
    ],
)
def test_RU19_files_that_cannot_be_given_end_the_run_with_a_sentence(
    shared_page: Page, files: list[tuple[str, str]], sentence: str
) -> None:
    listed = [{"name": name, "text": text} for name, text in files]
    told = shared_page.evaluate(RUN, ["python", "print(1)", {"files": listed}])
    assert (told["state"], told["error"], told["stdout"]) == ("error", sentence, "")


def test_RU20_tests_of_a_program_can_import_its_files(shared_page: Page) -> None:
    files = [{"name": "utils.py", "text": "def double(n):\n    return 2 * n\n"}]
    tests = [
        {"name": "own", "expression": "f(2)", "expected": "4"},
        {"name": "other", "expression": "__import__('utils').double(3)", "expected": "6"},
        {"name": "alone", "expression": "1", "expected": "len(open('utils.py').read())"},
    ]
    code = "from utils import double\ndef f(n):\n    return double(n)"
    told = shared_page.evaluate(RUN, ["python", code, {"files": files, "tests": tests}])
    assert [(each["name"], each["passed"]) for each in told["tests"]] == [
        ("own", True),
        ("other", True),
        ("alone", False),
    ]
