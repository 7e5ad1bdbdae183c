"""What runs programs on this server, as a room sees it.

A room does not wait, so it never sees a process. It reserves a turn in the queue, records that a
run began, and hands over a :class:`Story`, which is told what the program does. The same is done
for a check, with a :class:`CheckTale`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ..contract.session import RunHere
from ..contract.values import CaseResult, Output, TestResult
from ..domain.asker import Asker
from ..domain.program_files import TextFile
from ..journal.recorder import Ticket
from ..questions.cases import Case


class Story(Protocol):
    """Is told what one run does. Once the run is over, nothing that is told changes anything."""

    @property
    def run_id(self) -> str:
        """The id of the run."""

    @property
    def shows_value(self) -> bool:
        """Whether the value of the program's last expression is shown."""

    @property
    def over(self) -> bool:
        """Whether the run has ended, or was stopped."""

    def printed(self, output: Output) -> None:
        """Note what the program has printed."""

    def ended(
        self, state: str, error: str | None, duration_ms: int, tests: tuple[TestResult, ...]
    ) -> Ticket | None:
        """Note how the run has ended. Answers with None when it was over before."""


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """A program, and the cases it is run against by their indexes in the question."""

    code: str
    language: str
    name: str
    files: tuple[TextFile, ...]
    """What it can import and read, beside the file that is run."""
    names: Mapping[str, Mapping[str, str]]
    seconds: float
    """The limit of a case that has none of its own."""
    cases: Mapping[int, Case]
    outside: Mapping[str, str]
    """Files with test code by their names."""


class CheckTale(Protocol):
    """Is told how the cases of one check go. Once the check is over, nothing changes anything.

    What the program prints is told to nobody: it sees the arguments of hidden tests.
    """

    @property
    def order(self) -> CheckOrder:
        """What is run."""

    @property
    def over(self) -> bool:
        """Whether the check has ended, or was stopped."""

    def answered(self, result: CaseResult) -> None:
        """Note how a case went."""

    def ended(self, state: str) -> Ticket | None:
        """Note that no more results will come. Answers with None when it was over before."""


class Reserved(Protocol):
    """A turn in the queue, to be used once or given back."""

    def begin(self, story: Story, command: RunHere) -> None:
        """Run a program as soon as its turn comes."""

    def check(self, tale: CheckTale) -> None:
        """Run a program against its cases as soon as its turn comes."""

    def give_back(self) -> None:
        """Leave the queue without a run."""


class RunService(Protocol):
    """Runs programs. None of these calls waits."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of which it runs programs."""

    @property
    def makes_checks(self) -> bool:
        """Whether it runs programs against cases, too."""

    def demand(self, language: str) -> None:
        """Refuse, with ``unknown_language``, programs of a language that it does not run."""

    def demand_check(self) -> None:
        """Refuse checks with ``not_enabled`` where it makes none."""

    def reserve(self, asker: Asker) -> Reserved:
        """A turn in the queue; raises ``rate_limited`` when too many runs wait already."""

    def stop(self, run_id: str) -> None:
        """End the run's process, or take it out of the queue; nothing more is told of it."""

    def stop_check(self, tale: CheckTale) -> None:
        """The same for a check."""
