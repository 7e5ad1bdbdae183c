"""An observer is told what was stored, so that rooms need not count.

It is told once for each commit, not for each keystroke, and after the changes are on disk.
"""

from collections.abc import Sequence
from typing import Protocol

from ..store.base import Change


class Observer(Protocol):
    """Hears of commits. Its methods must neither wait nor raise."""

    def stored(self, changes: Sequence[Change], seconds: float) -> None:
        """These changes are on disk in this order, after a commit of so many seconds."""

    def failed(self) -> None:
        """A commit failed; it will be tried again."""


class Unobserved:
    """Ignores what it is told."""

    def stored(self, changes: Sequence[Change], seconds: float) -> None:
        pass

    def failed(self) -> None:
        pass
