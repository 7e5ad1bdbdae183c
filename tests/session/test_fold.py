"""EV2, EV12: whatever is asked of a session, its log gives it back, whole and at every entry."""

import dataclasses
from typing import Any

from hypothesis import given, seed, settings
from msgspec import to_builtins

from jupyter_interview.contract.session import CreateSession
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.ids import new_id
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.domain.secrets import hash_secret
from jupyter_interview.session import view
from jupyter_interview.session.interview import Given, Interview, blank
from jupyter_interview.session.log import encode_event, is_kept
from jupyter_interview.session.perform import decide, evolve
from jupyter_interview.session.replay import state_at
from tests.chance import seed_for
from tests.thorough import times

from .steps import OWNER, PHASES, Step, actor_of, command_of, steps

ID = "session-0001"
BEGAN_US = 1_790_000_000_000_000
LIMITS = Limits(output_bytes=240, participants=12, runs_per_minute=8, invites=9)


def facts(interview: Interview) -> Any:
    """All that a log can say: records, runs, questions, and what each participant sees.

    What a run that goes on has printed beyond its first part comes into the log with its end.
    """
    runs = interview.runs.newest(1000)
    return to_builtins(
        {
            "session": dataclasses.asdict(interview.session),
            "people": [dataclasses.asdict(one) for one in interview.people.everybody()],
            "links": [dataclasses.asdict(one) for one in interview.people.invites()],
            "files": interview.folder.told(),
            "runs": [run.told() for run in runs],
            "next": [run.next_index for run in runs if run.tail is None],
            "questions": dataclasses.asdict(interview.questions),
            "checks": [dataclasses.asdict(one) for one in interview.checks.records.values()],
            "hidden": interview.checks.results,
            "seals": dict(interview.seals),
            "seen": {one.id: seen(interview, Role(one.role)) for one in interview.people.present()},
        }
    )


def seen(interview: Interview, role: Role) -> Any:
    """What somebody of this role is shown."""
    people = view.people_for(interview, role)
    return [
        view.session(interview.session, role, interview.phases, ""),
        view.state_frame(interview.session, role, interview.phases),
        [view.user(one, online=False) for one in people],
        view.sides(interview, role),
        view.checks(interview, role, 50),
    ]


class Story:
    """A session to which things happen, with its log."""

    def __init__(self, state: State) -> None:
        self.interview = blank(ID, LIMITS)
        self.now_us = BEGAN_US
        self.entries: list[LogEntry] = []
        self.facts: dict[int, Any] = {}
        self.ask(OWNER, CreateSession("python", "Interview", state, group="Class 7"))

    def ask(self, actor: Actor, command: Any) -> None:
        """Perform a command; one that is refused changes nothing."""
        given = Given(self.now_us, LIMITS, new_id("x-"), hash_secret("a secret"))
        before = facts(self.interview)
        try:
            decided = decide(self.interview, actor, command, given)
        except InterviewError:
            assert facts(self.interview) == before, "EV12: it was refused and has changed something"
            return
        for one in decided:
            self.interview = evolve(self.interview, one.event, self.now_us)
            if is_kept(one.event):
                kind, payload, made_us = encode_event(one.event)
                seq = len(self.entries) + 1
                self.entries.append(LogEntry(ID, seq, self.now_us, one.by, kind, payload, made_us))
                self.facts[seq] = facts(self.interview)

    def take(self, step: Step) -> None:
        self.now_us += step.seconds * 1_000_000
        actor = actor_of(step, self.interview, self.now_us)
        self.ask(actor, command_of(step, self.interview))


@seed(seed_for("the fold"))
@settings(max_examples=times(600, 40), deadline=None, database=None, phases=PHASES)
@given(steps(60))
def test_EV2_the_log_alone_gives_a_session_back(story: list[Step]) -> None:
    told = Story(State.DRAFT if len(story) % 3 == 0 else State.LIVE)
    for step in story:
        told.take(step)
    rebuilt = state_at(ID, told.entries, LIMITS)
    assert facts(rebuilt) == facts(told.interview)
    for seq in list(told.facts)[:: max(1, len(told.facts) // 5)]:
        assert facts(state_at(ID, told.entries, LIMITS, seq)) == told.facts[seq]


def test_EV2_nothing_has_happened_before_the_first_entry() -> None:
    told = Story(State.LIVE)
    assert state_at(ID, told.entries, LIMITS, 0).session.title == ""
    assert state_at(ID, told.entries, LIMITS, 1).session.title == "Interview"
