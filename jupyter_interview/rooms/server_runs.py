"""Runs on this server, as a room sees them: they are asked for, told of, and stopped."""

from ..contract.frames import RunHere
from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.exercise import TestResult
from ..domain.ids import new_id
from ..domain.output import Output
from ..domain.roles import Operation, Role
from ..domain.runs import RUNNING, SERVER, Author, Run
from ..journal.recorder import Ticket
from .core import Core
from .peer import Peer
from .people import author_of
from .running import Running

NO_SERVER_RUNS = (
    "This server does not run code itself. Whoever runs it can install jupyter_interview[sandbox] "
    "and set c.InterviewApp.server_runs = True; until then run the code in the browser, and report "
    "the result as output."
)
_STOPPED = "Stopped"


class ServerRuns:
    """What a room knows of runs on this server; ``core.run_service`` has their processes."""

    def __init__(self, core: Core, running: Running) -> None:
        self._core = core
        self._running = running
        self._closed = False

    def ask(self, peer: Peer, command: RunHere) -> None:
        """Run a program for somebody. Everybody sees immediately that it began, though it may
        wait."""
        core = self._core
        role = core.role_of(peer)
        core.demand(role, Operation.RUN)
        if core.run_service is None:
            raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_RUNS)
        reserved = core.run_service.reserve(Asker(core.session.id, peer.person, peer.address))
        try:
            author = author_of(core.people.get(peer.participant_id))
            story = self.begin(role, author, command.language, command.run_id)
        except InterviewError:
            reserved.give_back()
            raise
        reserved.begin(story, command)

    def begin(
        self, role: Role, author: Author | None, language: str, run_id: str | None = None
    ) -> "RunStory":
        """Record that a run begins; what becomes of it is told through the answer."""
        core = self._core
        core.demand(role, Operation.RUN)
        run_id, now = run_id or new_id("r-"), core.journal.now_us()
        event = core.runs.decide_start(run_id, author, language, now, source=SERVER)
        ticket = self._running.record(event, None if author is None else author.id)
        self._running.tell_started(core.runs[run_id])
        return RunStory(self, core.runs[run_id], ticket)

    def stop(self, peer: Peer, run_id: str) -> None:
        """Somebody has seen enough of a run of theirs."""
        run = self._core.runs.own_here(run_id, peer.participant_id)
        self._stop(run)

    def stop_all(self) -> None:
        """The interview goes on without what was being run for it."""
        for run in self._of_here():
            self._stop(run)

    def close(self) -> None:
        """Nothing more is told; the log will say by itself that these runs were lost."""
        self._closed = True
        if self._core.run_service is not None:
            for run in self._of_here():
                self._core.run_service.stop(run.id)

    @property
    def shows_values(self) -> bool:
        """Of programs' last expressions, in this interview."""
        return self._core.session.shows_values

    def is_over(self, run: Run) -> bool:
        """Whether nothing may be told of it any more."""
        return self._closed or run.state != RUNNING

    def print(self, run: Run, output: Output) -> None:
        event = self._core.runs.decide_output(run.id, None, run.next_index, output)
        self._running.print(event, None)

    def end(
        self,
        run: Run,
        state: str,
        error: str | None,
        duration_ms: int,
        tests: tuple[TestResult, ...] = (),
    ) -> Ticket:
        event = self._core.runs.decide_end(
            run.id, None, state, error, duration_ms, run.truncated, tests=tests
        )
        ticket = self._running.record(event, None)
        self._running.tell_result(run)
        return ticket

    def _stop(self, run: Run) -> None:
        lasted_us = max(0, self._core.journal.now_us() - run.started_us)
        self.end(run, "stopped", _STOPPED, lasted_us // 1000)
        if self._core.run_service is not None:
            self._core.run_service.stop(run.id)

    def _of_here(self) -> list[Run]:
        return [run for run in self._core.runs.running() if run.source == SERVER]


class RunStory:
    """The ``run_service.Story`` of one run."""

    def __init__(self, runs: ServerRuns, run: Run, recorded: Ticket) -> None:
        self._runs = runs
        self.run = run
        self.recorded = recorded
        """The record of its beginning, on its way to the disk."""

    @property
    def run_id(self) -> str:
        return self.run.id

    @property
    def shows_value(self) -> bool:
        return self._runs.shows_values

    @property
    def over(self) -> bool:
        return self._runs.is_over(self.run)

    def printed(self, output: Output) -> None:
        if not self.over:
            self._runs.print(self.run, output)

    def ended(
        self, state: str, error: str | None, duration_ms: int, tests: tuple[TestResult, ...]
    ) -> Ticket | None:
        if self.over:
            return None
        return self._runs.end(self.run, state, error, duration_ms, tests)
