"""What workers of a test run begin with, and that they stay in a folder until it is done."""

from itertools import groupby
from pathlib import Path

import pytest

from tests.turns import LONGEST, in_turn, next_file

ROOT = Path(__file__).parent.parent


def test_the_longest_come_first_and_each_folder_at_a_stretch(
    request: pytest.FixtureRequest,
) -> None:
    items = sorted(request.session.items, key=lambda item: hash(item.nodeid))
    ordered = [Path(item.nodeid.partition("::")[0]).parts[1] for item in in_turn(items)]
    long = [Path(folder).name for folder in LONGEST]
    met = [folder for folder, _ in groupby(ordered) if folder in long]
    assert met == [folder for folder in long if folder in met]
    rest = [place for place, folder in enumerate(ordered) if folder not in long]
    assert rest == [*range(len(ordered) - len(rest), len(ordered))]


@pytest.mark.parametrize("folder", LONGEST)
def test_every_folder_that_comes_first_has_tests(folder: str) -> None:
    assert list((ROOT / folder).glob("test_*.py"))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "tests/ui/test_a.py"),
        ([set(), set()], "tests/ui/test_a.py"),
        ([{"tests/ui/test_b.py"}, {"tests/cluster/test_c.py"}], "tests/ui/test_a.py"),
        ([{"tests/ui/test_b.py"}, {"tests/engines/test_c.py"}], "tests/test_d.py"),
        (
            [{"tests/ui/test_b.py"}, {"tests/ui/test_c.py", "tests/cluster/test_c.py"}],
            "tests/test_d.py",
        ),
    ],
)
def test_one_worker_is_left_without_a_browser(others: list[set[str]], expected: str) -> None:
    assert next_file(["tests/ui/test_a.py", "tests/test_d.py"], others) == expected
    assert next_file(["tests/ui/test_a.py"], others) == "tests/ui/test_a.py"
