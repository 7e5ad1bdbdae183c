"""One Yjs process for all of the fuzz, and seeds that are printed."""

import os
import random
from collections.abc import Iterator

import pytest

from .peer import Yjs, yjs


@pytest.fixture(scope="session")
def peer() -> Iterator[Yjs]:
    """Yjs, as in every browser."""
    with yjs() as process:
        yield process


@pytest.fixture
def rounds() -> int:
    """How often to do everything: JI_FUZZ_ROUNDS, 1 when that is not set."""
    return int(os.environ.get("JI_FUZZ_ROUNDS", "1"))


@pytest.fixture
def seeds(rounds: int) -> Iterator[int]:
    """Seeds, fresh ones every time; the one in hand is printed when a test fails."""

    def fresh() -> Iterator[int]:
        for _ in range(rounds):
            seed = random.SystemRandom().randrange(2**32)
            print(f"seed {seed}")
            yield seed

    return fresh()
