"""A night of ``kill -9``: ``python -m tests.faults --rounds 1000``."""

import argparse
import asyncio
import random
import tempfile
from pathlib import Path

from .rounds import Rounds
from .server import ServerProcess


async def night(rounds: int, seed: int, quiet: bool) -> None:
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as home:
        server = ServerProcess(Path(home))
        night = Rounds(server, seed, (lambda _: None) if quiet else print)
        try:
            await night.run(rounds)
        finally:
            server.abandon()
            print(night.tally.line() if night.tally.rounds == rounds else "cut short")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--quiet", action="store_true", help="only the seed and the sum")
    given = parser.parse_args()
    asyncio.run(night(given.rounds, given.seed, given.quiet))
