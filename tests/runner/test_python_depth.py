"""PY1 to PY6: how deep a Python program may call and what it may hold, in the browser.

What is freed and what is caught is also in the corpus (RU12), and so in runs on the server.
"""

import json

import pytest

from tests.corpus import corpus
from tests.runner.conftest import Run


def each(name: str, work: str) -> str:
    """A program that does `work` for each program of a file of the corpus, in a namespace of its
    own; one interpreter for all, for its start takes longer than they do."""
    programs = {program.name: program.code for program in corpus(name)}
    return f"""
import json, sys
sys.setrecursionlimit(10**6)
for name, code in json.loads({json.dumps(programs)!r}).items():
    names = {{'__name__': '__main__'}}
    exec(code, names)
    exec({work!r}, names)
    print(name)
"""


def names(name: str) -> str:
    return "".join(f"{program.name}\n" for program in corpus(name))


CHAIN = "x = None\nfor _ in range(100_000): x = make(x)\ndel x"


def test_PY1_a_long_chain_of_objects_is_freed(run: Run) -> None:
    outcome = run("python", each("python-chains", CHAIN), timeLimitMs=60_000)
    assert (outcome["stdout"], outcome["error"]) == (names("python-chains"), None)


def test_PY2_calls_through_c_go_3000_deep(run: Run) -> None:
    outcome = run("python", each("python-deep", "f(3000)"), timeLimitMs=60_000)
    assert (outcome["stdout"], outcome["error"]) == (names("python-deep"), None)


def test_PY2_calls_in_python_alone_go_100000_deep(run: Run) -> None:
    code = """
import sys
sys.setrecursionlimit(10**6)
def f(n): return 1 + f(n - 1) if n else 0
class Tree:
    def __init__(self, n): self.child = Tree(n - 1) if n else None
    def depth(self): return 1 + self.child.depth() if self.child else 0
def gen(n):
    if n: yield from gen(n - 1)
    yield n
async def wait(n): return 1 + await wait(n - 1) if n else 0
print(f(100_000), Tree(20_000).depth(), len(list(gen(2_000))), await wait(50_000))
"""
    outcome = run("python", code)
    assert (outcome["stdout"], outcome["error"]) == ("100000 20000 2001 50000\n", None)


@pytest.mark.parametrize(
    "program",
    [pytest.param(program.code, id=program.name) for program in corpus("python-overflow")],
)
def test_PY3_an_overflow_anywhere_is_an_error_that_can_be_caught(run: Run, program: str) -> None:
    code = f"""import sys
sys.setrecursionlimit(10**6)
{program}
for _ in range(2):
    try: f()
    except RecursionError: print('caught')
def g(n): return max([n + 1], key=g)
try: g(0)
except RecursionError: print('caught')
print(sum(map(int, '123')))
"""
    outcome = run("python", code)
    assert (outcome["stdout"], outcome["error"]) == ("caught\n" * 3 + "6\n", None)


def test_PY4_a_program_asks_and_raises_at_any_depth(run: Run) -> None:
    code = """
import sys
sys.setrecursionlimit(10**6)
def ask(n): return max([n - 1], key=ask) if n else int(input('how many? '))
print(ask(2_500))
def fail(n):
    if n == 2_500: raise KeyError(n)
    try: return max([n + 1], key=fail)
    except KeyError:
        if n % 1_000 == 0: print('through', n)
        raise
try: fail(0)
except KeyError as error: print('out', error)
print(ask(5))
"""
    outcome = run("python", code, answers=["1", "2"])
    assert outcome["error"] is None
    answers = [line for line in outcome["stdout"].splitlines() if "how many" not in line]
    assert [line for line in answers if line.startswith(("through", "out"))] == [
        *("through 2000", "through 1000", "through 0"),
        "out 2500",
    ]
    assert outcome["prompts"] == ["how many? "] * 2


def test_PY5_a_long_expression_and_a_long_if_are_compiled(run: Run) -> None:
    branches = "".join(f"elif x == {n}: print({n})\n" for n in range(1, 450))
    code = f"x = 1\nprint({' + '.join(['x'] * 2_000)})\nx = 449\nif x == 0: pass\n{branches}"
    outcome = run("python", code)
    assert (outcome["stdout"], outcome["error"]) == ("2000\n449\n", None)


def test_PY6_a_traceback_counts_the_calls_it_does_not_show(run: Run) -> None:
    code = "import sys\nsys.setrecursionlimit(50_000)\ndef f(n):\n    return f(n + 1) + 1\nf(0)"
    error = run("python", code)["error"]
    assert error.startswith('Traceback (most recent call last):\n  File "solution.py", line 5')
    found = error.partition("[Previous line repeated ")[2].partition(" more times]")[0]
    assert 49_000 < int(found) < 50_000
    assert len(error.splitlines()) < 20
