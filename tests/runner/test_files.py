"""RU18: programs of several files do the same in the browser, on the server, and in CPython
and Node."""

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from jupyter_interview.contract.values import Output
from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.runs.events import Ended, Printed, Program
from jupyter_interview.session.output import append
from tests.corpus import FilesProgram, corpus_of_files
from tests.corpus.real import Said, differences_of, sandbox_said
from tests.runner.test_corpus import LIMIT_S, engine_over, in_another_thread

LANGUAGES = ("python", "javascript", "typescript")
RUN = "([language, code, options]) => run(language, code, options)"


def given(program: FilesProgram) -> dict[str, Any]:
    """The files of a program as the runner takes them, the one that is run among them."""
    files = [{"name": name, "text": text} for name, text in program.files]
    return {"name": program.main, "files": files, "timeLimitMs": LIMIT_S * 1000}


async def on_the_server(program: FilesProgram, folder: Path) -> Said:
    files = tuple(TextFile(name, text) for name, text in program.files)
    order = Program(program.code, program.language, name=program.main, files=files)
    outputs: list[Output] = []
    async with aclosing(engine_over(folder).run(order)) as events:
        async for event in events:
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
    """A fifth of them: the harness is the browser's, and each takes a process of its own."""
    programs = corpus_of_files(language)[::5]
    assert len(programs) >= 3

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


def test_PY16_a_module_that_is_not_there_is_told_beside_those_that_are(shared_page: Page) -> None:
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


def test_PY17_no_file_can_take_the_place_of_what_runs_the_program(shared_page: Page) -> None:
    taken = ("pyodide", "harness", "traceback", "inspect", "json", "ast", "linecache", "asyncio")
    files = [{"name": f"{name}.py", "text": "raise SystemExit('taken')"} for name in taken]
    code = "print(input('who? '), [1].index(1))\ndef f():\n    return valeu\nvalue = 1\nf()"
    options = {"files": files, "answers": ["me"]}
    told = shared_page.evaluate(RUN, ["python", code, options])
    assert told["stdout"] == "who? me\nme 0\n"
    assert told["error"].endswith("NameError: name 'valeu' is not defined. Did you mean: 'value'?")


def told_of(page: Page, language: str, code: str, **files: str) -> dict[str, Any]:
    """Run a program whose other files are given by name, `_` for the dot."""
    listed = [{"name": name.replace("_", "."), "text": text} for name, text in files.items()]
    told: dict[str, Any] = page.evaluate(RUN, [language, code, {"files": listed}])
    return told


NAMES = "The program's files are: data.csv, solution.js, utils.js."


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        (
            "import { x } from './util.js';",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/home/sandbox/util.js' "
            "imported from /home/sandbox/solution.js",
        ),
        ("require('./util');", "Error: Cannot find module './util'"),
        (
            "await import('../../util.js');",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/util.js' "
            "imported from /home/sandbox/solution.js",
        ),
        (
            "readFile('nothing.csv');",
            "Error: ENOENT: no such file or directory, open 'nothing.csv'",
        ),
        (
            "require('fs').readFileSync('nothing.csv');",
            "Error: ENOENT: no such file or directory, open 'nothing.csv'",
        ),
    ],
)
def test_JS10_a_file_that_is_not_there_is_told_beside_those_that_are(
    shared_page: Page, code: str, heading: str
) -> None:
    told = told_of(shared_page, "javascript", code, utils_js="export const x = 1;", data_csv="")
    assert heading in told["error"].splitlines()
    assert NAMES in told["error"].splitlines()


def test_JS10_a_package_that_is_not_there_is_told_with_what_there_is(shared_page: Page) -> None:
    code = "import { f } from './utils.js';\nf();"
    text = "import _ from 'lodash';\nexport const f = () => _;"
    lines = told_of(shared_page, "javascript", code, utils_js=text)["error"].splitlines()
    assert lines[0] == "utils.js:1:15"
    assert "Cannot find package 'lodash' imported from /home/sandbox/utils.js" in lines[3]
    assert "Packages of npm are not in this sandbox. The program's files are:" in lines[4]
    assert "one file" not in "".join(lines)
    alone = shared_page.evaluate(RUN, ["javascript", "import './utils.js'", {}])
    assert "A program here is one file" in alone["error"]


def test_JS11_what_is_wrong_in_a_file_is_told_with_its_place(shared_page: Page) -> None:
    code = "import './wrong.js';\nconsole.log('never');"
    told = told_of(shared_page, "javascript", code, wrong_js="const a = 1;\nlet b = = 2;\n")
    assert (told["stdout"], told["error"].splitlines()) == (
        "",
        ["wrong.js:2:9", "let b = = 2;", "        ^", "SyntaxError: Unexpected token"],
    )
    code = "import {\n  x,\n  nope\n} from './there.js';"
    told = told_of(shared_page, "javascript", code, there_js="export const x = 1;")
    assert told["error"].splitlines() == [
        "solution.js:3:3",
        "  nope",
        "  ^",
        "SyntaxError: The requested module './there.js' does not provide an export named 'nope'",
    ]
    told = told_of(shared_page, "javascript", "import './a.csv';", a_csv="1,2")
    assert told["error"].splitlines()[-1] == "Read it with readFile('a.csv')."


def test_JS11_frames_are_of_the_files_they_are_in(shared_page: Page) -> None:
    text = (
        "type N = number;\n\nexport function check(n: N): void { throw new RangeError(`bad ${n}`) }"
    )
    code = "import { check } from './check';\ninterface X { y: 1 }\ncheck(1 as number);"
    told = told_of(shared_page, "typescript", code, check_ts=text)
    assert told["error"].splitlines() == [
        "RangeError: bad 1",
        "    at check (check.ts:3:43)",
        "    at solution.ts:3:1",
    ]
    code = "const { f } = require('./f');\nf();"
    told = told_of(shared_page, "javascript", code, f_js="exports.f = () => {\n  null.x;\n};")
    assert told["error"].splitlines()[1:] == [
        "    at exports.f (f.js:2:8)",
        "    at solution.js:2:1",
    ]


def test_JS12_files_are_read_with_fs_and_with_read_file(shared_page: Page) -> None:
    code = """console.log(JSON.stringify(readFile('./data.csv')), readFile('deep/x.txt'));
const { named } = await import('./json.mjs'); console.log(named);"""
    files = [
        {"name": "data.csv", "text": "a,b\nnaïve,🐢\n"},
        {"name": "deep/x.txt", "text": "deep"},
        {"name": "data.json", "text": '{"name": "Ada"}'},
        {"name": "json.mjs", "text": "import d from './data.json'; export const named = d.name"},
    ]
    told = shared_page.evaluate(RUN, ["javascript", code, {"files": files}])
    assert (told["stdout"], told["error"]) == ('"a,b\\nnaïve,🐢\\n" deep\nAda\n', None)
    code = "require('fs').writeFileSync('data.csv', 'new'); console.log(readFile('data.csv'))"
    told = shared_page.evaluate(RUN, ["javascript", code, {"files": files}])
    assert told["stdout"] == "new\n"
    code = "console.log(typeof readFile, require('fs').readdirSync('.'))"
    assert shared_page.evaluate(RUN, ["javascript", code, {}])["stdout"] == "undefined []\n"


def test_JS12_javascript_may_import_typescript(shared_page: Page) -> None:
    code = "import { Kind } from './kind.ts';\nconsole.log(Kind.B, Kind[0]);\nconst a: 1 = 1;"
    files = {"kind_ts": "export enum Kind { A, B }"}
    assert "SyntaxError" in told_of(shared_page, "javascript", code, **files)["error"]
    told = told_of(shared_page, "javascript", code.rpartition("\n")[0], **files)
    assert told["stdout"] == "1 A\n"


def test_RU19_names_of_built_ins_are_names_like_others(shared_page: Page) -> None:
    files = [
        {"name": "__proto__.js", "text": "export const x = 'proto'"},
        {"name": "constructor", "text": "exports.y = 'constructor'"},
        {"name": "toString.js", "text": "export * as __proto__ from './__proto__.js'"},
    ]
    code = """import { x } from './__proto__.js'; import c from './constructor';
import * as all from './toString.js'; console.log(x, c.y, Object.keys(all));"""
    told = shared_page.evaluate(RUN, ["javascript", code, {"files": files}])
    assert (told["stdout"], told["error"]) == ("proto constructor [ '__proto__' ]\n", None)


def test_RU6_a_program_of_several_files_asks(shared_page: Page) -> None:
    files = [{"name": "ask.js", "text": "export const who = prompt('who?');"}]
    code = "import { who } from './ask.js';\nconsole.log('hello', who);"
    options = {"files": files, "answers": ["me"]}
    told = shared_page.evaluate(RUN, ["javascript", code, options])
    assert told["stdout"] == "who? me\nhello me\n"


LIST = "import os; print(sorted(os.listdir()), os.path.exists('left.txt'))"


def test_RU30_what_a_program_writes_is_gone_with_its_run(shared_page: Page) -> None:
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
def test_RU29_files_that_cannot_be_given_end_the_run_with_a_sentence(
    shared_page: Page, files: list[tuple[str, str]], sentence: str
) -> None:
    listed = [{"name": name, "text": text} for name, text in files]
    told = shared_page.evaluate(RUN, ["python", "print(1)", {"files": listed}])
    assert (told["state"], told["error"], told["stdout"]) == ("error", sentence, "")


def test_RU20_tests_of_javascript_can_import_its_files(shared_page: Page) -> None:
    """RU20, RU37"""
    files = [{"name": "utils.js", "text": "export const double = n => 2 * n;"}]
    tests = [
        {"name": "own", "expression": "f(2)", "expected": "4"},
        {
            "name": "other",
            "expression": "(await import('./utils.js')).double(3)",
            "expected": "6",
        },
        {"name": "alone", "expression": "1", "expected": "readFile('utils.js').length && 1"},
    ]
    code = "import { double } from './utils.js';\nconst f = n => double(n);"
    told = shared_page.evaluate(RUN, ["javascript", code, {"files": files, "tests": tests}])
    assert [(each["name"], each["passed"]) for each in told["tests"]] == [
        ("own", True),
        ("other", True),
        ("alone", False),
    ]


def test_RU20_tests_of_a_program_can_import_its_files(shared_page: Page) -> None:
    """RU20, RU37"""
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
