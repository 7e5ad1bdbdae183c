"""One Yjs process for all of the fuzz, and seeds that are printed."""

import os
from collections.abc import Iterator

import pytest

from tests.chance import seed_for

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
def seeds(rounds: int, request: pytest.FixtureRequest) -> Iterator[int]:
    """One for each round; the one in hand is printed when a test fails."""
    return (seed_for(f"{request.node.name} {number}") for number in range(rounds))
