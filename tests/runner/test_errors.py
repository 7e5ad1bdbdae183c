"""Errors point at the program's own lines and at nothing of ours."""

import pytest

from tests.runner.conftest import Run

PYTHON = [
    pytest.param(
        "def f(x):\n    return 1 / x\n\nf(0)",
        """\
Traceback (most recent call last):
  File "solution.py", line 4, in <module>
    f(0)
    ~^^^
  File "solution.py", line 2, in f
    return 1 / x
           ~~^~~
ZeroDivisionError: division by zero""",
        id="traceback-with-carets",
    ),
    pytest.param(
        "import json\njson.loads('{')",
        """\
Traceback (most recent call last):
  File "solution.py", line 2, in <module>
    json.loads('{')
    ~~~~~~~~~~^^^^^
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: \
line 1 column 2 (char 1)""",
        id="no-library-frames",
    ),
    pytest.param(
        "x = (1 +\n",
        """\
  File "solution.py", line 1
    x = (1 +
        ^
SyntaxError: '(' was never closed""",
        id="syntax-error",
    ),
    pytest.param(
        "try:\n    1 / 0\nexcept Exception as e:\n    raise ValueError('x') from e",
        """\
Traceback (most recent call last):
  File "solution.py", line 2, in <module>
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "solution.py", line 4, in <module>
    raise ValueError('x') from e
ValueError: x""",
        id="chained",
    ),
    pytest.param(
        "import numpy",
        """\
Traceback (most recent call last):
  File "solution.py", line 1, in <module>
    import numpy
ModuleNotFoundError: No module named 'numpy'
numpy is not available in this interview. Whoever runs the Jupyter server can provide \
numpy with a Pyodide distribution, which c.InterviewApp.pyodide_dir names.""",
        id="missing-package",
    ),
    pytest.param(
        "name = input()",
        """\
Traceback (most recent call last):
  File "solution.py", line 1, in <module>
    name = input()
EOFError: EOF when reading a line""",
        id="input",
    ),
    pytest.param("import sys\nsys.exit('bye')", "bye", id="exit-message"),
    pytest.param("raise SystemExit(3)", "SystemExit: 3", id="exit-code"),
]

JAVASCRIPT = [
    pytest.param(
        "function f() {\n  null.x\n}\n[1].map(() => f())",
        """\
TypeError: Cannot read properties of null (reading 'x')
    at f (solution.js:2:8)
    at solution.js:4:15
    at Array.map (<anonymous>)
    at solution.js:4:5""",
        id="stack",
    ),
    pytest.param(
        "let a = 1;\nlet x = ;\n",
        "solution.js:2:9\nlet x = ;\n        ^\nSyntaxError: Unexpected token ';'",
        id="syntax-error",
    ),
    pytest.param(
        "JSON.parse('{')",
        """\
SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)
    at JSON.parse (<anonymous>)
    at solution.js:1:6""",
        id="syntax-error-at-run-time",
    ),
    pytest.param(
        "setTimeout(() => { throw new TypeError('late') }, 5)",
        "TypeError: late\n    at solution.js:1:26",
        id="in-a-timer",
    ),
    pytest.param(
        "async function f() { throw new Error('nope') }\nf()",
        "Error: nope\n    at f (solution.js:1:28)\n    at solution.js:2:1",
        id="unhandled-rejection",
    ),
    pytest.param("throw { code: 7 }", "Uncaught { code: 7 }", id="not-an-error"),
    pytest.param(
        "class OddError extends Error {}\nthrow Object.assign(new OddError('so'), { code: 7 })",
        "OddError: so\n    at solution.js:2:21 {\n  code: 7\n}",
        id="own-class-and-properties",
    ),
    pytest.param(
        "let a = 1;\nimport { helper } from './helper.js'",
        "solution.js:2:24\nimport { helper } from './helper.js'\n                       ^\n"
        "Error: Cannot find module './helper.js'\n"
        "A program here is one file: put what it needs into it.",
        id="own-file",
    ),
    pytest.param(
        "document.title",
        "ReferenceError: document is not defined\n    at solution.js:1:1\n"
        "There is no page in this sandbox, so no document, window or storage: "
        "print with console.log() and ask with prompt().",
        id="no-page",
    ),
]


@pytest.mark.parametrize("code, error", PYTHON)
def test_python_errors(run: Run, code: str, error: str) -> None:
    outcome = run("python", code)
    assert (outcome["state"], outcome["error"]) == ("error", error)
    assert outcome["stderr"] == ""


@pytest.mark.parametrize("code, error", JAVASCRIPT)
def test_JS2_javascript_errors(run: Run, code: str, error: str) -> None:
    outcome = run("javascript", code)
    assert (outcome["state"], outcome["error"]) == ("error", error)
    assert outcome["stderr"] == ""


def test_a_printed_error_shows_the_programs_own_lines(run: Run) -> None:
    code = "function f() {\n  console.log(new Error('seen'))\n}\nf()"
    outcome = run("javascript", code)
    assert outcome["stdout"] == (
        "Error: seen\n    at f (solution.js:2:15)\n    at solution.js:4:1\n"
    )


def test_a_long_traceback_keeps_its_start_and_its_end(run: Run) -> None:
    code = "def f(n):\n    return 1 + g(n)\ndef g(n): return 1 + f(n)\n\nf(0)"
    error = run("python", code)["error"]
    assert error.startswith('Traceback (most recent call last):\n  File "solution.py", line 5')
    assert "\n  [Many lines are left out here]\n" in error
    assert error.endswith("\nRecursionError: maximum recursion depth exceeded")
    assert len(error) < 13_000


def test_errors_of_callbacks_given_to_javascript_are_told(run: Run) -> None:
    code = """
import asyncio, js
from pyodide.ffi import create_once_callable
js.setTimeout(create_once_callable(lambda: 1 / 0), 1)
await asyncio.sleep(0.05)
"""
    outcome = run("python", code)
    assert outcome["state"] == "ok"
    assert outcome["stderr"] == "Uncaught in a callback: ZeroDivisionError: division by zero\n"
