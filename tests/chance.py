"""Seeds of tests that go by chance.

They are the same in every run, so that what passed once does not fail on somebody else's change.
``JI_FUZZ_FRESH=1`` takes others each time. A seed is printed where it is used, and one that failed
once gets a test of its own.
"""

import os
import random
from zlib import crc32

FRESH = os.environ.get("JI_FUZZ_FRESH", "0") != "0"


def seed_for(test: str) -> int:
    """The seed of the test, or of the round of one, that has this name."""
    seed = random.SystemRandom().randrange(2**32) if FRESH else crc32(test.encode())
    print(f"seed {seed}")
    return seed
