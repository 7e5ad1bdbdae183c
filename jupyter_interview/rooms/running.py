"""Runs in a room: a participant's browser tells what its sandbox does, everybody sees it."""

from ..contract import frames
from ..contract.frames import EndRun, PrintOutput, StartRun
from ..domain.ids import new_id
from ..domain.roles import LIVE, Operation, Phase, Role, demand
from ..domain.runs import Author, Run, RunEvent, RunPrinted, RunWithheld
from ..journal.recorder import Ticket
from ..journal.run_entries import encode_run_event
from .core import Core
from .peer import Peer
from .people import author_of


class Running:
    """Records events of runs and tells them. Deciding is the book's (``domain.runs``)."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def start(self, peer: Peer, command: StartRun) -> None:
        author = self._author(peer)
        self._core.demand(self._core.role_of(peer), Operation.RUN)
        now = self._core.journal.now_us()
        made_us = self._made_us(command.age_ms)
        event = self._core.runs.decide_start(command.run_id, author, command.language, now, made_us)
        self.record(event, peer.participant_id)
        self.tell_started(self._core.runs[command.run_id])

    def output(self, peer: Peer, command: PrintOutput) -> None:
        self._demand_telling(peer)
        output = self._core.runs.decide_output(
            command.run_id, peer.participant_id, command.index, command.output
        )
        self.print(output, peer.participant_id, skip=peer)

    def end(self, peer: Peer, command: EndRun) -> None:
        self._demand_telling(peer)
        event = self._core.runs.decide_end(
            command.run_id,
            peer.participant_id,
            command.state,
            command.error,
            command.duration_ms,
            command.truncated,
            self._made_us(command.age_ms),
            command.tests,
        )
        self.record(event, peer.participant_id)
        self.tell_result(self._core.runs[command.run_id])

    def report(
        self, role: Role, author: Author | None, output: str, error: str | None, peer: Peer | None
    ) -> tuple[Run, Ticket]:
        """A whole result from REST, or from the socket of ``peer``."""
        core = self._core
        core.demand(role, Operation.RUN)
        run_id, now = new_id("r-"), core.journal.now_us()
        language = core.session.language
        events = core.runs.decide_report(run_id, author, language, output, error, now)
        for event in events:
            ticket = self.record(event, None if author is None else author.id)
        run = core.runs[run_id]
        self.tell_result(run, peer)
        return run, ticket

    def lost(self, participant_id: str) -> None:
        """Their browser is gone, and nobody will tell how their run ended."""
        for event in self._core.runs.decide_lost(participant_id):
            self.record(event, participant_id)
            self.tell_result(self._core.runs[event.run_id])

    def _demand_telling(self, peer: Peer) -> None:
        """A run that has begun may be told to its end, whatever is locked meanwhile."""
        unlocked = self._core.phases - {Phase.RUNS_LOCKED} or LIVE
        demand(self._core.role_of(peer), Operation.RUN, unlocked)

    def _made_us(self, age_ms: int) -> int | None:
        """The date of something its author says is old; never before the interview."""
        journal = self._core.journal
        made_us = max(journal.session.created_us, journal.now_us() - age_ms * 1000)
        return made_us if age_ms else None

    def _author(self, peer: Peer) -> Author | None:
        return author_of(self._core.people.get(peer.participant_id))

    def record(self, event: RunEvent, participant_id: str | None) -> Ticket:
        """Keep an event that was decided on."""
        now = self._core.journal.now_us()
        self._core.runs.evolve(event, now)
        kind, payload = encode_run_event(event)
        made_us = None if isinstance(event, RunPrinted) else event.made_us
        return self._core.journal.event(kind, participant_id, payload, at_us=now, made_us=made_us)

    def print(
        self,
        event: RunPrinted | RunWithheld | None,
        participant_id: str | None,
        skip: Peer | None = None,
    ) -> None:
        """Output that was decided on. What is withheld is told and recorded with the end."""
        if isinstance(event, RunPrinted):
            self.record(event, participant_id)
            self._core.audience.tell_sync(lambda: _output_frame(event), skip=skip)
        elif event is not None:
            self._core.runs.evolve(event, self._core.journal.now_us())

    def tell_started(self, run: Run) -> None:
        self._core.audience.tell_sync(lambda: frames.event("run_started", run=run.json()))

    def tell_result(self, run: Run, reporter: Peer | None = None) -> None:
        result = run.result_json()
        audience = self._core.audience
        audience.tell_sync(lambda: frames.event("execution_result", **result, run=run.json()))
        audience.tell_contract(lambda: frames.event("execution_result", **result), skip=reporter)


def _output_frame(event: RunPrinted) -> str:
    return frames.event("run_output", runId=event.run_id, index=event.index, **event.output.json())
