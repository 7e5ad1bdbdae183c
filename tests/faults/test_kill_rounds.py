"""FA1: rounds of ``kill -9``; many more with ``python -m tests.faults --rounds 1000``."""

from tests.faults.conftest import NewServer

from .rounds import Rounds

ROUNDS = 5


async def test_FA1_nothing_acknowledged_is_lost_and_nothing_doubled(
    new_server: NewServer, seed: int
) -> None:
    rounds = Rounds(new_server(), seed, print)
    await rounds.run(ROUNDS)
    print(rounds.tally.line())
    assert rounds.tally.acknowledged and rounds.tally.tokens
