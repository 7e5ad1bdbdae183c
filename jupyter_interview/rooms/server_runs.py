"""Runs on this server, as a room sees them: they are requested, told of, and stopped."""

from ..contract.program import of_command
from ..contract.session import (
    BeginServerRun,
    EndServerRun,
    PrintServerOutput,
    RunHere,
    RunStarted,
)
from ..contract.values import Output, TestResult
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Operation
from ..journal.recorder import Ticket
from ..session.run_book import RUNNING, SERVER, Run
from .core import Core
from .peer import Peer
from .performing import Perform

NO_SERVER_RUNS = (
    "This server does not run code itself. Whoever runs it can install jupyter_interview[sandbox] "
    "and set c.InterviewApp.server_runs = True; until then run the code in the browser, and report "
    "the result as output."
)


class ServerRuns:
    """The runs of one room on this server; ``core.run_service`` has their processes."""

    def __init__(self, core: Core, perform: Perform) -> None:
        self._core = core
        self._perform = perform
        self._closed = False

    def ask(self, peer: Peer, command: RunHere) -> None:
        """Run a program for somebody. Everybody sees immediately that it began, though it may
        wait."""
        core, actor = self._core, self._core.actor_of(peer)
        core.demand(actor.role, Operation.RUN)
        if core.run_service is None:
            raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_RUNS)
        core.run_service.demand(command.language)
        reserved = core.run_service.reserve(Asker(core.session.id, peer.person, peer.address))
        try:
            story = self.begin(actor, command)
        except InterviewError:
            reserved.give_back()
            raise
        reserved.begin(story, command)

    def begin(self, actor: Actor, command: RunHere) -> "RunStory":
        """Record that a run begins; answers with the story to which the rest is told."""
        actor = self._core.as_now(actor)
        begun = BeginServerRun(command.language, command.run_id, of_command(command))
        done = self._perform(actor, begun)
        [started] = (event for event in done.events if isinstance(event, RunStarted))
        return RunStory(self, self._core.runs[started.run], done.ticket)

    def close(self) -> None:
        """Tell nothing more of any run; the log shows by itself that these runs were lost."""
        self._closed = True
        if self._core.run_service is not None:
            for run in self._core.runs.running():
                if run.source == SERVER:
                    self._core.run_service.stop(run.id)

    @property
    def shows_values(self) -> bool:
        """Whether this interview shows the values of programs' last expressions."""
        return self._core.session.settings.shows_values

    def is_over(self, run: Run) -> bool:
        """Whether nothing may be told of it any more."""
        return self._closed or run.state != RUNNING

    def print(self, run: Run, output: Output) -> None:
        self._perform(SERVER_ITSELF, PrintServerOutput(run.id, output))

    def end(
        self,
        run: Run,
        state: str,
        error: str | None,
        duration_ms: int,
        tests: tuple[TestResult, ...] = (),
    ) -> Ticket:
        command = EndServerRun(run.id, state, error, duration_ms, tests)
        return self._perform(SERVER_ITSELF, command).ticket


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
