"""Who is told of what was stored, so that counting is not the rooms' business.

It is told once per commit and not once per keystroke, after the disk has it.
"""

from collections.abc import Sequence
from typing import Protocol

from ..store.base import Change


class Observer(Protocol):
    """Must neither wait nor raise."""

    def stored(self, changes: Sequence[Change], seconds: float) -> None:
        """These are on disk, in this order; the commit took so long."""

    def failed(self) -> None:
        """A commit failed; it will be tried again."""


class Unobserved:
    """Nobody is told."""

    def stored(self, changes: Sequence[Change], seconds: float) -> None:
        pass

    def failed(self) -> None:
        pass
