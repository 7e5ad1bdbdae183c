"""PY1, PY2, PY3: how deep Python goes in the other engines, with the programs that Chromium runs.

All programs of a kind run in one interpreter, which takes seconds to start where stacks cannot be
switched.
"""

import pytest

from tests.engines.conftest import Run
from tests.engines.tab import Browser
from tests.runner.test_python_depth import CHAIN, each, names

CALLS = {"firefox": 3_000, "webkit": 250}
"""Calls through C that fit at least: WebKit cannot switch stacks, and its own holds no more."""


@pytest.mark.parametrize(
    "kind, work",
    [
        ("python-chains", CHAIN),
        ("python-deep", "f({calls})"),
        (
            "python-overflow",
            "for _ in range(2):\n"
            "    try: f()\n"
            "    except RecursionError: pass\n"
            "    else: raise SystemExit('nothing was raised')",
        ),
    ],
)
def test_every_program_of_its_kind_ends_well(
    engine: Browser, run: Run, kind: str, work: str
) -> None:
    code = each(kind, work.format(calls=CALLS[engine.name]))
    outcome = run("python", code, timeLimitMs=120_000)
    assert (outcome["stdout"], outcome["error"]) == (names(kind), None)


GRID = """
from functools import cache
import sys
sys.setrecursionlimit(10**6)
@cache
def paths(row, column):
    if row == 0 or column == 0: return 1
    return (paths(row - 1, column) + paths(row, column - 1)) % 1_000_007
print(paths(400, 400))
"""


def test_PY2_a_cached_recursion_fills_a_grid_of_400_by_400(run: Run) -> None:
    ways = [1] * 401
    for _ in range(400):
        for column in range(1, 401):
            ways[column] = (ways[column] + ways[column - 1]) % 1_000_007
    outcome = run("python", GRID)
    assert (outcome["stdout"], outcome["error"]) == (f"{ways[400]}\n", None)
