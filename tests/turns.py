"""In which order several workers take the files of tests, each of which one of them does whole.

What takes long comes first, so that in the end all workers have something short to do. Browsers
and servers of a folder live as long as a worker stays in it, so a folder is done at a stretch.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest

LONGEST = ("tests/ui", "tests/runner", "tests/replicas", "tests/faults", "tests/hub")
"""Folders with browsers, and with servers that are killed and waited for."""


def turn(path: str) -> int:
    """When the file at this path has its turn, beside others."""
    parents = [str(parent) for parent in PurePosixPath(path).parents]
    places = [place for place, folder in enumerate(LONGEST) if folder in parents]
    return places[0] if places else len(LONGEST)


def in_turn(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    return sorted(items, key=lambda item: turn(item.nodeid.partition("::")[0]))
