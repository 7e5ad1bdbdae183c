"""How much of what takes long is done: a part of it in `npm test`, all of it when it is asked for.

``JI_THOROUGH=1`` runs every program everywhere and every long test at its full length, as before a
release. The part is the same in every run, and does not change when something is added.
"""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")

THOROUGH = os.environ.get("JI_THOROUGH", "0") != "0"


def one_in(count: int, things: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """One in so many of these things, by their names."""
    if THOROUGH:
        return [*things]
    return [thing for thing in things if crc32(name(thing).encode()) % count == 0]


def times(thorough: int, usual: int) -> int:
    """How often something is done."""
    return thorough if THOROUGH else usual
