"""Runs in a room: a participant's browser tells what its sandbox does, everybody sees it."""

from ..contract import frames
from ..contract.frames import EndRun, PrintOutput, StartRun
from ..domain.ids import new_id
from ..domain.roles import LIVE, Operation, Phase, Role, demand
from ..domain.runs import Author, Run, RunFact, RunPrinted, RunWithheld
from ..journal.recorder import Ticket
from ..journal.run_entries import encode_fact
from .core import Core
from .peer import Peer
from .people import author_of


class Running:
    """Records facts about runs and tells them. Deciding is the book's (``domain.runs``)."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def start(self, peer: Peer, wish: StartRun) -> None:
        author = self._author(peer)
        self._core.demand(self._core.role_of(peer), Operation.RUN)
        now = self._core.journal.now_us()
        made_us = self._made_us(wish.age_ms)
        fact = self._core.runs.decide_start(wish.run_id, author, wish.language, now, made_us)
        self.record(fact, peer.participant_id)
        self.tell_started(self._core.runs[wish.run_id])

    def output(self, peer: Peer, wish: PrintOutput) -> None:
        self._demand_telling(peer)
        output = self._core.runs.decide_output(
            wish.run_id, peer.participant_id, wish.index, wish.output
        )
        self.print(output, peer.participant_id, skip=peer)

    def end(self, peer: Peer, wish: EndRun) -> None:
        self._demand_telling(peer)
        fact = self._core.runs.decide_end(
            wish.run_id,
            peer.participant_id,
            wish.state,
            wish.error,
            wish.duration_ms,
            wish.truncated,
            self._made_us(wish.age_ms),
            wish.tests,
        )
        self.record(fact, peer.participant_id)
        self.tell_result(self._core.runs[wish.run_id])

    def report(
        self, role: Role, author: Author | None, output: str, error: str | None, peer: Peer | None
    ) -> tuple[Run, Ticket]:
        """A whole result from REST, or from the socket of ``peer``."""
        core = self._core
        core.demand(role, Operation.RUN)
        run_id, now = new_id("r-"), core.journal.now_us()
        language = core.session.language
        facts = core.runs.decide_report(run_id, author, language, output, error, now)
        for fact in facts:
            ticket = self.record(fact, None if author is None else author.id)
        run = core.runs[run_id]
        self.tell_result(run, peer)
        return run, ticket

    def lost(self, participant_id: str) -> None:
        """Their browser is gone, and nobody will tell how their run ended."""
        for fact in self._core.runs.decide_lost(participant_id):
            self.record(fact, participant_id)
            self.tell_result(self._core.runs[fact.run_id])

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

    def record(self, fact: RunFact, participant_id: str | None) -> Ticket:
        """Keep a fact that was decided on."""
        now = self._core.journal.now_us()
        self._core.runs.evolve(fact, now)
        kind, payload = encode_fact(fact)
        made_us = None if isinstance(fact, RunPrinted) else fact.made_us
        return self._core.journal.event(kind, participant_id, payload, at_us=now, made_us=made_us)

    def print(
        self,
        fact: RunPrinted | RunWithheld | None,
        participant_id: str | None,
        skip: Peer | None = None,
    ) -> None:
        """Output that was decided on. What is withheld is told and recorded with the end."""
        if isinstance(fact, RunPrinted):
            self.record(fact, participant_id)
            self._core.audience.tell_sync(lambda: _output_frame(fact), skip=skip)
        elif fact is not None:
            self._core.runs.evolve(fact, self._core.journal.now_us())

    def tell_started(self, run: Run) -> None:
        self._core.audience.tell_sync(lambda: frames.event("run_started", run=run.json()))

    def tell_result(self, run: Run, reporter: Peer | None = None) -> None:
        result = run.result_json()
        audience = self._core.audience
        audience.tell_sync(lambda: frames.event("execution_result", **result, run=run.json()))
        audience.tell_contract(lambda: frames.event("execution_result", **result), skip=reporter)


def _output_frame(fact: RunPrinted) -> str:
    return frames.event("run_output", runId=fact.run_id, index=fact.index, **fact.output.json())
