"""In which order several workers take the files of tests, each of which one of them does whole.

What takes long comes first, so that in the end all workers have something short to do. Browsers
and servers of a folder live as long as a worker stays in it, so a folder is done at a stretch. One
worker always has tests without a browser: they wait most of the time for servers that stop, start
and miss each other, while the others' browsers compute.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

BROWSERS = ("tests/ui", "tests/engines", "tests/runner")
LONGEST = (*BROWSERS, "tests/replicas", "tests/faults", "tests/hub", "tests/kernels")
"""Folders with browsers, and with servers that are killed and waited for."""


def path_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def turn(path: str) -> int:
    """When the file at this path has its turn, beside others."""
    parents = [str(parent) for parent in PurePosixPath(path).parents]
    places = [place for place, folder in enumerate(LONGEST) if folder in parents]
    return places[0] if places else len(LONGEST)


def has_browsers(path: str) -> bool:
    return turn(path) < len(BROWSERS)


def in_turn(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    return sorted(items, key=lambda item: turn(path_of(item.nodeid)))


def next_file(waiting: Sequence[str], others: Sequence[set[str]]) -> str:
    """Which of the files that wait a worker takes, by what the other workers have to do."""
    quiet = [path for path in waiting if not has_browsers(path)]
    with_browsers = [files for files in others if any(map(has_browsers, files))]
    enough = len(with_browsers) == len(others) > 0
    return quiet[0] if quiet and enough else waiting[0]


class Turns(LoadFileScheduling):
    """xdist's scheduler, told which file is next."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        others = [
            {path for path, tests in work.items() if not all(tests.values())}
            for other, work in self.assigned_work.items()
            if other is not node
        ]
        self.workqueue.move_to_end(next_file([*self.workqueue], others), last=False)
        super()._assign_work_unit(node)
