"""PY7 to PY14: what programs ask of a system, and what they are told where the sandbox has none."""

import pytest

from tests.corpus import corpus
from tests.runner.conftest import Run

NO_NETWORK = "Programs here cannot reach the network: no request leaves the sandbox."
NO_THREADS = "No threads can be started here: the sandbox runs one thread."
NO_PROCESSES = "No other processes can be started here: the sandbox runs one program."
NO_PAGE = "There is no page here: the sandbox is a worker, which has no document and no window."
NO_SCREEN = "There is no screen to draw on here: programs print, and show pictures with display()."
NO_SIGNALS = "There are no alarms and timers by signal here: the time limit of the run ends a loop."

NO_LENGTH = "Lengths and positions end at 2**31 - 1 here: this Python is built for 32 bits."

SENTENCES = {
    "network": NO_NETWORK,
    "threads": NO_THREADS,
    "processes": NO_PROCESSES,
    "page": NO_PAGE,
    "screen": NO_SCREEN,
    "signals": NO_SIGNALS,
    "length": NO_LENGTH,
}


def last_lines(error: str) -> list[str]:
    return error.splitlines()[-2:]


@pytest.mark.parametrize("name", ["utils", "solution_helper", "matrix", "leap", "reqests"])
@pytest.mark.parametrize("form", ["import {}", "from {} import x", "import {}.part as part"])
def test_PY7_an_unknown_module_is_not_looked_for_in_an_index(
    run: Run, form: str, name: str
) -> None:
    error = run("python", form.format(name))["error"]
    assert last_lines(error) == [
        f"ModuleNotFoundError: No module named '{name}'",
        f"There is no module {name} here. A program is one file: "
        f"if {name} is a file of yours, put what you need of it into this one.",
    ]


@pytest.mark.parametrize("name, package", [("numpy", "numpy"), ("sklearn.tree", "scikit-learn")])
def test_PY7_packages_in_machine_code_need_a_distribution(
    run: Run, name: str, package: str
) -> None:
    error = run("python", f"import {name}")["error"]
    assert last_lines(error)[1] == (
        f"{name.partition('.')[0]} is not available in this interview. Whoever runs the Jupyter "
        f"server can provide {package} with a Pyodide distribution, which "
        "c.InterviewApp.pyodide_dir names."
    )


def test_PY7_well_known_pure_packages_can_be_added(run: Run) -> None:
    error = run("python", "import yaml")["error"]
    assert last_lines(error)[1] == (
        "yaml is not available in this interview. Whoever runs the Jupyter server can add it: "
        "jupyter interview wheels add pyyaml"
    )


@pytest.mark.parametrize(
    "program",
    [pytest.param(program, id=program.name) for program in corpus("python-no-system")],
)
def test_PY8_one_sentence_says_what_the_sandbox_has_not(run: Run, program) -> None:
    """The name of a program begins with what it asks for."""
    outcome = run("python", program.code)
    sentence = SENTENCES[program.name.partition("-")[0]]
    assert outcome["error"].splitlines()[-1].endswith(sentence)
    assert outcome["error"].count(sentence) == 1


def test_PY8_os_system_says_once_that_it_does_nothing(run: Run) -> None:
    outcome = run("python", "import os\nprint(os.system('ls') != 0, os.system('ls') != 0)")
    assert (outcome["stdout"], outcome["error"]) == ("True True\n", None)
    assert outcome["stderr"] == f"os.system did nothing. {NO_PROCESSES}\n"


def test_PY8_the_programs_own_errors_get_no_sentence(run: Run) -> None:
    code = "try: import nothing_such\nexcept ImportError: raise ValueError('x') from None"
    assert run("python", code)["error"].endswith("\nValueError: x")


@pytest.mark.parametrize(
    "character", ["\u2028", "\u2029", "\u0085", "\x0c", "\x1c", "\x1e", "\x0b"]
)
def test_PY9_lines_of_a_traceback_are_those_of_the_interpreter(run: Run, character: str) -> None:
    code = f"text = 'a'  # a note {character}of two halves\nnumber = 1\nprint(text + number)\n"
    error = run("python", code)["error"]
    assert '  File "solution.py", line 3, in <module>\n    print(text + number)\n' in error


def test_PY9_other_ends_of_lines_and_a_mark_of_byte_order_are_no_errors(run: Run) -> None:
    code = "\ufeffx = 1\r\ny = 2\rprint(x + y)\r\n1 / 0\r\n"
    outcome = run("python", code)
    assert outcome["stdout"] == "3\n"
    assert "line 4, in <module>\n    1 / 0\n" in outcome["error"]


def test_PY10_a_failing_program_ends_as_in_a_process_of_its_own(run: Run) -> None:
    code = """
import atexit, sys
class Told:
    def __del__(self): print("let go")
kept = Told()
@atexit.register
def fails(): raise KeyError("at exit")
atexit.register(print, "last words")
def hook(kind, error, trace): print("hook:", kind.__name__, error, trace.tb_lineno)
sys.excepthook = hook
1 / 0
"""
    outcome = run("python", code)
    assert outcome["stdout"] == "hook: ZeroDivisionError division by zero 11\nlast words\nlet go\n"
    assert outcome["stderr"].startswith("Exception ignored in atexit callback")
    assert (outcome["state"], outcome["error"]) == ("error", "ZeroDivisionError: division by zero")


def test_PY10_a_hook_that_fails_hides_nothing(run: Run) -> None:
    code = "import sys\nsys.excepthook = lambda *_: [][1]\nint('x')"
    error = run("python", code)["error"]
    assert error.startswith("Error in sys.excepthook:\nTraceback (most recent call last):")
    assert "\nIndexError: list index out of range\n\nOriginal exception was:\n" in error
    assert error.endswith("\nValueError: invalid literal for int() with base 10: 'x'")


@pytest.mark.parametrize(
    "code, error",
    [
        ("import os\nos._exit(3)", "os._exit(3)"),
        ("import os\nos._exit(0)", None),
        ("import os\nos.abort()", "Aborted by os.abort()"),
        ("import sys\nsys.exit()", None),
        ("import sys\nsys.exit(False)", None),
        ("import sys\nsys.exit(True)", "SystemExit: 1"),
        ("import sys\nsys.exit('no such file')", "no such file"),
        ("import sys\nsys.exit((1, 2))", "(1, 2)"),
        ("raise SystemExit(2)", "SystemExit: 2"),
        ("exit(4)", "SystemExit: 4"),
    ],
)
def test_PY10_a_program_can_end_itself(run: Run, code: str, error: str | None) -> None:
    outcome = run("python", f"print('said')\ntry:\n    exec({code!r})\nfinally: 0\nprint('never')")
    assert outcome["stdout"] == "said\n"
    assert (outcome["state"], outcome["error"]) == ("error" if error else "ok", error)


DEBUGGED = """
def add(a, b):
    c = a + b
    breakpoint()
    return c
print(add(1, 2))
import pdb
pdb.set_trace()
x = 5
print("end")
"""


def test_PY11_the_debugger_asks_and_steps_through_the_program_alone(run: Run) -> None:
    answers = ["p c", "n", "p c + 1", "c", "n", "n", "p x", "c"]
    outcome = run("python", DEBUGGED, answers=answers)
    assert outcome["error"] is None
    for line in ("-> breakpoint()", "-> return c", "-> x = 5", '-> print("end")'):
        assert f"{line}\n" in outcome["stdout"]
    assert "asyncio" not in outcome["stdout"]
    assert len(outcome["prompts"]) == len(answers)


def test_PY11_getpass_asks_as_input_does(run: Run) -> None:
    code = "import getpass\nprint(len(getpass.getpass('word: ')))"
    outcome = run("python", code, answers=["secret"])
    assert outcome["error"] is None
    assert outcome["stdout"].endswith("6\n")
    assert outcome["prompts"] == ["word: "]


def test_PY12_the_one_loop_serves_whoever_makes_a_new_one(run: Run) -> None:
    code = """
import asyncio
async def later(x): await asyncio.sleep(0.001); return x
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(later(1)), asyncio.get_event_loop().run_until_complete(later(2)))
loop.close()
print(asyncio.run(later(3)), await later(4))
with asyncio.Runner() as runner: print(runner.run(later(5)), runner.run(later(6)))
async def nested():
    main = later(7)
    try: asyncio.run(main)
    except RuntimeError as error: print(error)
    main.close()
asyncio.run(nested())
"""
    outcome = run("python", code)
    assert (outcome["stderr"], outcome["error"]) == ("", None)
    assert outcome["stdout"] == (
        "1 2\n3 4\n5 6\nasyncio.run() cannot be called from a running event loop\n"
    )


def test_PY13_time_zones_are_known(run: Run) -> None:
    code = """
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones
print(datetime(2024, 7, 1, tzinfo=ZoneInfo("Europe/Berlin")), len(available_timezones()) > 400)
"""
    outcome = run("python", code)
    assert (outcome["stdout"], outcome["error"]) == ("2024-07-01 00:00:00+02:00 True\n", None)


def test_PY14_a_program_is_a_file_and_the_module_main(run: Run) -> None:
    code = '''import doctest, inspect, sys, unittest, warnings
print(__name__, __file__, sys.argv, open(__file__).readline()[:6])
def double(x):
    """Twice as much.

    >>> double(2)
    4
    """
    return 2 * x
print(inspect.getsource(double).splitlines()[-1], doctest.testmod())
warnings.warn("careful")
class Doubling(unittest.TestCase):
    def test_two(self): self.assertEqual(double(2), 4)
if __name__ == "__main__": unittest.main(exit=False)
'''
    outcome = run("python", code)
    assert outcome["error"] is None
    assert outcome["stdout"] == (
        "__main__ solution.py ['solution.py'] import\n"
        "    return 2 * x TestResults(failed=0, attempted=1)\n"
    )
    assert 'solution.py:11: UserWarning: careful\n  warnings.warn("careful")\n' in outcome["stderr"]
    assert outcome["stderr"].endswith("\n\nOK\n")
