"""EV6, TA10: the rules of a session in Python and those in TypeScript decide alike, whatever is
asked, and what is taken away of the outcome is the same.

The examples of ``openapi/decisions`` say what is right; stories by chance say that nothing
else differs, down to the sentence of a refusal.
"""

import base64
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.contract.session import Command, CreateSession, EndServerRun, Event
from jupyter_interview.document.document import Document
from jupyter_interview.document.session_gate import new_gate
from jupyter_interview.domain.actor import SERVER_ITSELF, Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.ids import new_id
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, SessionRecord
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.domain.secrets import hash_secret
from jupyter_interview.journal.journal import LogPosition
from jupyter_interview.journal.loading import Restored
from jupyter_interview.readers.account import Accounting
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.session import view
from jupyter_interview.session.interview import Decided, Given, Interview, blank
from jupyter_interview.session.log import encode_event, is_kept
from jupyter_interview.session.perform import perform
from jupyter_interview.session.run_book import SERVER
from jupyter_interview.store.base import SessionData
from tests.chance import seed_for
from tests.thorough import times

from .steps import KINDS, OWNER, Step, actor_of, command_of

ROOT = Path(__file__).parents[2]
LIMITS = Limits(output_bytes=240, participants=12, runs_per_minute=8, invites=9)
CAMEL = {
    "outputBytes": LIMITS.output_bytes,
    "participants": LIMITS.participants,
    "runsPerMinute": LIMITS.runs_per_minute,
    "invites": LIMITS.invites,
}
ID = "session-0001"
SECRET = hash_secret("a secret")


class Story:
    """What was asked, and what became of it in Python."""

    def __init__(self, rng: random.Random) -> None:
        self.interview: Interview = blank(ID, LIMITS)
        self.now_us = 1_790_000_000_000_000
        self.asked: list[dict[str, Any]] = []
        self.outcomes: list[Any] = []
        self.entries: list[LogEntry] = []
        state = State.DRAFT if rng.random() < 0.3 else State.LIVE
        self.ask(OWNER, CreateSession("python", "Interview", state, group="Class 7"))
        for _ in range(120):
            who, one, two = (rng.randrange(24) for _ in range(3))
            step = Step(rng.randrange(KINDS), who, one, two, rng.randrange(6))
            self.now_us += step.seconds * 1_000_000
            self.ask(actor_of(step, self.interview, self.now_us), command_of(step, self.interview))
        for run in self.interview.runs.running():
            if (
                run.source == SERVER
            ):  # No browser has such runs, and an account takes them for lost.
                self.ask(SERVER_ITSELF, EndServerRun(run.id, "ok", None, 5))

    def ask(self, actor: Actor, command: Command) -> None:
        given = Given(self.now_us, LIMITS, new_id("x-"), SECRET)
        self.asked.append(
            {
                "actor": {
                    "role": actor.role.value,
                    "identity": actor.identity,
                    "participant": actor.participant_id,
                    "invite": actor.invite_id,
                    "server": actor.server,
                },
                "command": told(command),
                "nowUs": given.now_us,
                "id": given.id,
                "secretSha256": base64.b64encode(SECRET).decode(),
            }
        )
        try:
            decided, self.interview = perform(self.interview, actor, command, given)
        except InterviewError as refusal:
            outcome: Any = {"refused": refusal.code.value, "sentence": refusal.sentence}
        else:
            outcome = [{"event": told(one.event), "by": one.by} for one in decided]
            for one in decided:
                if is_kept(one.event):
                    self.keep(one)
        self.outcomes.append(outcome)

    def keep(self, one: Decided) -> None:
        kind, payload, made_us = encode_event(one.event)
        seq = len(self.entries) + 1
        self.entries.append(LogEntry(ID, seq, self.now_us, one.by, kind, payload, made_us))

    def taken(self) -> list[dict[str, str]]:
        """What is taken away of it, apart from the code."""
        record = SessionRecord(ID, "", "python", "live", 0, "", None, 1, len(self.entries))
        accounting = Accounting(SessionData(record, (), (), (), None), LIMITS)
        accounting.take(self.entries)
        document, end = Document(1), LogPosition(len(self.entries), 0)
        for file in self.interview.folder.known:
            document.declare(file)
        restored = Restored(document, new_gate(LIMITS), end, self.interview)
        files = [
            EXPORTERS[form](accounting.account(restored)) for form in ("markdown", "json", "csv")
        ]
        return [{"name": file.name, "text": file.content.decode()} for file in files]

    def seen(self) -> Any:
        interview = self.interview
        record, phases = interview.session, interview.phases
        return json.loads(
            msgspec.json.encode(
                {
                    "session": view.session(record, Role.OWNER, phases, ""),
                    "folder": interview.folder.told(),
                    "people": [view.user(one, False) for one in interview.people.present()],
                    "runs": [run.told() for run in interview.runs.newest(1000)],
                    "questions": interview.questions.listed,
                    "sides": view.sides(interview, Role.OWNER),
                    "checks": view.checks(interview, Role.OWNER, 1000),
                    "hiddenResults": tuple(interview.checks.results.values()),
                    "seals": interview.seals,
                }
            )
        )


def told(value: Command | Event) -> dict[str, Any]:
    return {"type": type(value).__name__, **json.loads(msgspec.json.encode(value))}


def asked_of_the_twin(stories: list[Story], folder: Path) -> list[dict[str, Any]]:
    esbuild = shutil.which("esbuild", path=str(ROOT / "node_modules" / ".bin"))
    assert esbuild, "npm install has not been run"
    script, bundle = Path(__file__).with_name("twin.ts"), folder / "twin.cjs"
    options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=error"]
    subprocess.run([esbuild, script, f"--outfile={bundle}", *options], check=True)
    asked = json.dumps([{"limits": CAMEL, "asked": story.asked} for story in stories])
    done = subprocess.run(["node", bundle], input=asked, capture_output=True, check=True, text=True)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def test_EV6_both_folds_decide_alike_whatever_is_asked(tmp_path: Path) -> None:
    rng = random.Random(seed_for("the twins"))
    stories = [Story(rng) for _ in range(times(400, 60))]
    refusals = sum(isinstance(one, dict) for story in stories for one in story.outcomes)
    asked = sum(len(story.outcomes) for story in stories)
    assert 0.1 < refusals / asked < 0.9
    for story, answer in zip(stories, asked_of_the_twin(stories, tmp_path), strict=True):
        for question, here, there in zip(
            story.asked, story.outcomes, answer["outcomes"], strict=True
        ):
            assert there == here, question
        assert answer["seen"] == story.seen()
        assert answer["taken"] == story.taken()
