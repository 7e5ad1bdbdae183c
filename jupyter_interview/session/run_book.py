"""Runs: which events of them may be recorded, and what those events add up to.

``decide_*`` read the book, answer with events (or raise a refusal) and change nothing. ``evolve``
applies an event, live or from the log, so a book rebuilt from the log equals the one that was lost.
What a browser reports is a claim: the server checks whose run it is, in what order output comes and
how much of it there is, and stamps author and time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from ..contract import values
from ..contract.session import RunEnded, RunPrinted, RunStarted, RunWithheld
from ..contract.values import Author, Output, Program, TestResult
from ..domain.clock import iso, iso_or_none
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.rates import Window
from .output import Tail, append, cut_utf8, ends_of, size_of, text_of

RUNNING = "running"
STOPPED = "Stopped"
LOST = "lost"
BROWSER, REPORTED, SERVER = "browser", "reported", "server"
LOST_SENTENCE = "The browser that ran this went away before it told the end."
LOST_HERE_SENTENCE = "The server that ran this was stopped."


RunEvent = RunStarted | RunPrinted | RunWithheld | RunEnded


@dataclass(slots=True)
class Run:
    """One run as everybody sees it."""

    id: str
    author: Author | None
    language: str
    source: str
    started_us: int
    state: str = RUNNING
    ended_us: int | None = None
    duration_ms: int | None = None
    outputs: list[Output] = field(default_factory=list)
    error: str | None = None
    truncated: bool = False
    offline: bool = False
    tests: tuple[TestResult, ...] = ()
    program: Program | None = None
    stopped_by: Author | None = None
    next_index: int = 0
    output_bytes: int = 0
    tail: Tail | None = None
    """Once the first part is full."""
    before_lost: tuple[list[Output], int] | None = None
    """The first part and its bytes, of a lost run whose output shows the end as well: if its
    browser comes back, the end is told anew."""

    @property
    def output(self) -> str:
        """All text, in the order it came, of all streams."""
        return text_of(self.outputs)

    def told(self) -> values.Run:
        """The contract's ``Run``."""
        return values.Run(
            self.id,
            self.author,
            self.language,
            self.state,
            self.source,
            iso(self.started_us),
            iso_or_none(self.ended_us),
            self.duration_ms,
            tuple(self.outputs),
            self.error,
            self.truncated,
            self.offline,
            self.tests,
            self.program,
            self.stopped_by,
        )

    def is_of(self, participant_id: str | None) -> bool:
        """Whether this person runs it."""
        return self.author is not None and self.author.id == participant_id

    def forget_output(self) -> None:
        """Keep nothing of what it has printed."""
        if self.outputs:
            self.outputs, self.truncated = [], True
        self.tail = self.before_lost = None
        self.output_bytes = 0

    @property
    def told_at(self) -> str:
        """When it ended, or began while it goes on, as the contract writes it."""
        return iso(self.started_us if self.ended_us is None else self.ended_us)

    def result(self) -> values.ExecutionResult:
        """The contract's ``ExecutionResult``."""
        return values.ExecutionResult(self.output, self.error, self.told_at, self.told())


class RunBook:
    """Every run of a session; old ones lose their output here, never in the log."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._runs: dict[str, Run] = {}
        self._unsettled: dict[str, Run] = {}
        """Runs that go on, or have something that may have to be forgotten."""
        self._retired: frozenset[str] | set[str] = frozenset()
        self._recent_starts: dict[tuple[str, bool], Window] = {}

    def __getitem__(self, run_id: str) -> Run:
        return self._runs[run_id]

    def get(self, run_id: str) -> Run | None:
        return self._runs.get(run_id)

    def is_of_server(self, run_id: str) -> bool:
        """Whether this server makes, or has made, this run."""
        run = self._runs.get(run_id)
        return run is not None and run.source == SERVER

    def successor(self) -> "RunBook":
        """An empty book, for which the runs of this one are no news either."""
        book = RunBook(self._limits)
        book._retired = self._retired | set(self._runs)
        return book

    def newest(self, count: int) -> list[Run]:
        """At most so many, oldest first."""
        return list(self._runs.values())[-count:]

    def running(self, participant_id: str | None = None) -> list[Run]:
        """Runs whose end is not known, of one person or of everybody."""
        return [
            run
            for run in self._unsettled.values()
            if run.state == RUNNING
            and (participant_id is None or (run.author and run.author.id == participant_id))
        ]

    def decide_start(
        self,
        run_id: str,
        author: Author | None,
        language: str,
        at_us: int,
        made_us: int | None = None,
        source: str = BROWSER,
        program: Program | None = None,
    ) -> RunStarted:
        """A run streamed from a participant's sandbox, or made before, without a connection.

        With another ``source`` it is streamed from this server's.
        """
        if run_id in self._runs or run_id in self._retired:
            raise InterviewError(ErrorCode.RUN_CONFLICT, "There is a run with this id already.")
        if author is not None:
            if self.running(author.id):
                raise InterviewError(ErrorCode.RUN_CONFLICT, "Your last run has not ended yet.")
            self._demand_pace(author.id, at_us, made_us is not None)
        return RunStarted(run_id, author, language, source, made_us, program)

    def decide_report(
        self,
        run_id: str,
        author: Author | None,
        language: str,
        output: str,
        error: str | None,
        at_us: int,
    ) -> list[RunEvent]:
        """A run that comes whole, after it ended somewhere else."""
        if author is not None:
            self._demand_pace(author.id, at_us, False)
        kept = ends_of(output, self._limits.output_bytes)
        events: list[RunEvent] = [RunStarted(run_id, author, language, REPORTED)]
        events += [RunPrinted(run_id, 0, head) for head in kept[:1]]
        tail = tuple(kept[1:])
        state = "ok" if error is None else "error"
        events.append(RunEnded(run_id, state, self._short(error), None, bool(tail), tail=tail))
        return events

    def decide_output(
        self, run_id: str, participant_id: str | None, index: int, output: Output
    ) -> RunPrinted | RunWithheld | None:
        """More output, or None when it is a repetition.

        Without a participant it is this server that tells of a run of its own.
        """
        run = self._own_open_run(run_id, participant_id)
        if index < run.next_index:
            return None
        if index > run.next_index:
            raise InterviewError(
                ErrorCode.RUN_CONFLICT, f"Output {run.next_index} of this run has not come yet."
            )
        if (
            run.tail is None
            and run.output_bytes + size_of(output) <= self._limits.output_bytes // 2
        ):
            return RunPrinted(run_id, index, output)
        return RunWithheld(run_id, index, output)

    def decide_end(
        self,
        run_id: str,
        participant_id: str | None,
        state: str,
        error: str | None,
        duration_ms: int,
        truncated: bool,
        made_us: int | None = None,
        tests: tuple[TestResult, ...] = (),
    ) -> RunEnded:
        """What the runner says of the end; taken once, also after the run was given up as lost."""
        run = self._own_open_run(run_id, participant_id)
        if made_us is not None:
            made_us = max(made_us, run.started_us)
        tail, cut = _end_of(run)
        short = self._short(error)
        return RunEnded(run_id, state, short, duration_ms, truncated or cut, made_us, tests, tail)

    def decide_stop(self, run: Run, at_us: int, by: Author | None) -> RunEnded:
        """A run ends wherever it is made. What its browser tells after that is refused."""
        tail, cut = _end_of(run)
        lasted_ms = max(0, at_us - run.started_us) // 1000
        truncated = run.truncated or cut
        return RunEnded(run.id, "stopped", STOPPED, lasted_ms, truncated, tail=tail, stopped_by=by)

    def decide_lost(self, participant_id: str) -> list[RunEnded]:
        """The person is gone, and with them the browser their runs ran in."""
        lost = []
        for run in self.running(participant_id):
            if run.source == BROWSER:
                tail, truncated = _end_of(run)
                truncated = truncated or run.truncated
                lost.append(RunEnded(run.id, LOST, LOST_SENTENCE, None, truncated, tail=tail))
        return lost

    def evolve(self, event: RunEvent, at_us: int) -> Run | None:
        """Apply an event and answer with the run it is about (None: a run this book never saw)."""
        if isinstance(event, RunStarted):
            offline = event.made_us is not None
            began_us = at_us if event.made_us is None else event.made_us
            run = Run(event.run, event.user, event.language, event.source, began_us)
            run.offline, run.program = offline, event.program
            self._runs[run.id] = self._unsettled[run.id] = run
            if event.user is not None:
                starts = self._recent_starts.setdefault((event.user.id, offline), Window())
                starts.add(at_us / 1_000_000)
            return run
        found = self._runs.get(event.run)
        if found is None:
            return None
        self._unsettled[found.id] = found
        if found.before_lost is not None:
            found.outputs, found.output_bytes = found.before_lost
            found.before_lost = None
        if isinstance(event, RunPrinted):
            self._print(found, event)
        elif isinstance(event, RunWithheld):
            found.next_index = event.index + 1
            found.tail = found.tail or Tail(self._limits.output_bytes - found.output_bytes)
            found.tail.add(event.output)
        else:
            found.state, found.error = event.state, event.error
            found.duration_ms = event.duration_ms
            # A clock that was set back dates the end before the start; nothing takes less than 0.
            ended_us = at_us if event.made_us is None else event.made_us
            found.ended_us = max(ended_us, found.started_us)
            found.truncated = found.truncated or event.truncated
            found.tests, found.stopped_by = event.tests, event.stopped_by
            if found.state != LOST:
                found.tail = None
            elif event.tail:
                found.before_lost = [*found.outputs], found.output_bytes
            for output in event.tail:
                found.output_bytes += append(found.outputs, output)
            self._forget_old_output()
        return found

    def made_here(self) -> frozenset[str]:
        """The runs that this server makes or has made, as far as it knows."""
        runs = self._runs.values()
        return frozenset(run.id for run in runs if run.source == SERVER and run.state != LOST)

    def lose_server_runs(self, goes_on: Callable[[str], bool] = lambda run_id: False) -> None:
        """Runs of a server that the log does not end, but for those that go on, have ended with
        the server that wrote it."""
        for run in self.running():
            if run.source == SERVER and not goes_on(run.id):
                run.state, run.error = LOST, LOST_HERE_SENTENCE

    def _print(self, run: Run, event: RunPrinted) -> None:
        run.next_index = event.index + 1
        run.truncated = run.truncated or event.truncated
        run.output_bytes += append(run.outputs, event.output)

    def demand_running(self, run_id: str) -> Run:
        """A run whose end is not known; raises ``run_conflict``."""
        run = self._runs.get(run_id)
        if run is None:
            raise InterviewError(ErrorCode.RUN_CONFLICT, "There is no run with this id.")
        if run.state != RUNNING:
            raise InterviewError(ErrorCode.RUN_CONFLICT, "This run has ended already.")
        return run

    def _own_open_run(self, run_id: str, participant_id: str | None) -> Run:
        run = self._runs.get(run_id)
        if run is None or participant_id != self._teller(run):
            raise InterviewError(ErrorCode.RUN_CONFLICT, "You have no run with this id.")
        if run.state not in (RUNNING, LOST):
            raise InterviewError(ErrorCode.RUN_CONFLICT, "This run has ended already.")
        return run

    @staticmethod
    def _teller(run: Run) -> str | None:
        """Who may tell about it; None is this server."""
        if run.source == SERVER:
            return None
        return "" if run.author is None else run.author.id

    def _demand_pace(self, participant_id: str, at_us: int, offline: bool) -> None:
        """Those made offline come all at once, and have a limit of their own."""
        limits = self._limits
        most = limits.offline_runs_per_minute if offline else limits.runs_per_minute
        starts = self._recent_starts.get((participant_id, offline))
        if starts is not None and (wait := starts.wait(at_us / 1_000_000, most)):
            sentence = "That is many runs in one minute; wait a little."
            raise InterviewError(ErrorCode.RATE_LIMITED, sentence, wait)

    def _short(self, error: str | None) -> str | None:
        return None if error is None else cut_utf8(error, self._limits.error_bytes)

    def _forget_old_output(self) -> None:
        """What a welcome tells nobody any more; the log has it.

        Looks at the newest runs, and of the others only at those that something has happened to.
        """
        kept, newest = 0, set()
        for run in islice(reversed(self._runs.values()), self._limits.welcome_runs):
            newest.add(run.id)
            if run.state == RUNNING:
                continue
            if kept + run.output_bytes > self._limits.welcome_output_bytes:
                run.forget_output()
            kept += run.output_bytes
        for run in [*self._unsettled.values()]:
            if run.id not in newest and run.state != RUNNING:
                run.forget_output()
                run.program = None
                del self._unsettled[run.id]


def _end_of(run: Run) -> tuple[tuple[Output, ...], bool]:
    """What is kept of its end, and whether anything was left out before or in it."""
    tail = () if run.tail is None else tuple(run.tail.pieces())
    outputs = run.outputs if run.before_lost is None else run.before_lost[0]
    return tail, any(output.omitted for output in (*outputs, *tail))
