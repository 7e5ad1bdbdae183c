"""Whoever runs programs on this server, as a room sees it: asked by the room, and telling it.

A room does not wait, so it never sees a process: it reserves a place, records that a run began and
hands over a :class:`Story`, into which the host tells what happens.
"""

from typing import Protocol

from ..contract.program import RunRequest
from ..domain.asker import Asker
from ..domain.exercise import TestResult
from ..domain.output import Output
from ..journal.recorder import Ticket


class Story(Protocol):
    """What becomes of one run. Once it is over, telling changes nothing."""

    @property
    def run_id(self) -> str:
        """Of the run that this is about."""

    @property
    def shows_value(self) -> bool:
        """The value of the program's last expression is to be shown."""

    @property
    def over(self) -> bool:
        """Nobody wants to hear more."""

    def printed(self, output: Output) -> None:
        """More output."""

    def ended(
        self, state: str, error: str | None, duration_ms: int, tests: tuple[TestResult, ...]
    ) -> Ticket | None:
        """The end; None when it was over before."""


class Reserved(Protocol):
    """A place in the queue, to be used once or given back."""

    def begin(self, story: Story, wish: RunRequest) -> None:
        """Run it as soon as it is its turn."""

    def give_back(self) -> None:
        """It will not be used."""


class Host(Protocol):
    """Runs programs. None of these calls waits."""

    def reserve(self, asker: Asker) -> Reserved:
        """A place in the queue; raises ``rate_limited`` when too many wait already."""

    def stop(self, run_id: str) -> None:
        """End the run's process, or take it out of the queue; its story is over."""
