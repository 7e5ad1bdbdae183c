"""Interviews by chance in a real room: people type at once and offline, run, add and remove files,
switch the language, and the server restarts."""

import random

from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import (
    ChooseLanguage,
    EndRun,
    PrintOutput,
    RemoveFile,
    RenameFile,
    ReportResult,
    SessionChange,
    StartRun,
)
from jupyter_interview.contract.values import Output
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry
from jupyter_interview.domain.roles import State
from jupyter_interview.rooms.room import Room
from jupyter_interview.session.seals import SECONDS
from tests.rooms.files import add
from tests.rooms.stage import OWNER, Client, Paper, Stage

WORDS = ("a", "b\n", "xyz", "é", "🐢🐢", "日本", "\t", "def f(x):\n    return x\n", "\u2028", '"\\')
LIMITS = Limits(runs_per_minute=1000, sockets_per_participant=10**6, sockets_per_session=10**6)
SECRET = "a secret of the draft"


class Person:
    """Somebody with a page, which may be without a connection for a while."""

    def __init__(self, story: "Story", number: int, actor: Actor) -> None:
        self._story, self._actor = story, actor
        self.paper = Paper(number)
        self._client: Client | None = None
        self._offline: list[bytes] = []

    def works(self, rng: random.Random) -> None:
        where = rng.choice(self._story.places())
        update = self.paper.changes(lambda: self._edit(rng, where))
        if rng.random() < 0.25 or self._offline:
            self._offline.append(update)
        else:
            self._here().types(update)
        if self._offline and rng.random() < 0.15:
            here, updates = self._here(), self._offline
            self._offline = []
            here.says("edits_made", ageMs=rng.randrange(500, 90_000))
            here.types(*updates)

    def _edit(self, rng: random.Random, where: str) -> None:
        text = self.paper.text(where)
        with self.paper.doc.transaction():
            for _ in range(rng.choice((1, 1, 1, 2, 4))):
                present = str(text)
                start = rng.randrange(len(present) + 1)
                place = len(present[:start].encode())
                if present and rng.random() < 0.35:
                    end = min(len(present), start + rng.randrange(1, 8))
                    gone = len(present[start:end].encode())
                    if gone:
                        del text[place : place + gone]
                        continue
                text.insert(place, rng.choice(WORDS))

    def hears(self) -> None:
        """Learn what others have done."""
        client = self._here()
        self.paper.learns(client)

    def gone(self) -> None:
        self._client = None

    def _here(self) -> Client:
        if self._client is None:
            self._client = self._story.stage.connect(self._story.room, self._actor)
            self._client.says_step1()
        return self._client


class Story:
    """One interview and its log."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.room: Room
        self.people: list[Person] = []
        self._files: list[str] = []
        self._runs = 0

    async def goes(self, rng: random.Random, steps: int) -> list[LogEntry]:
        drafted = rng.random() < 0.3
        state = State.DRAFT if drafted else State.LIVE
        command = NewSession("python", "Größe 🐢", f"# {SECRET}\n" if drafted else "x = 1\n", state)
        self.room = await self.stage.open(command=command)
        if drafted:
            self.room.put_code(OWNER, "begin = 1\n")
            self.room.perform(OWNER, SessionChange(state=State.LIVE))
        self.people.append(Person(self, 11, OWNER))
        for number, name in enumerate(("Bo", "Cyé")):
            actor = self.stage.guest(self.room, name)
            self.people.append(Person(self, 1000 + number * 70_000, actor))
        for _ in range(steps):
            await self._step(rng)
        self.room.perform(OWNER, SessionChange(state=State.ENDED))
        await self.stage.stored()
        return [*await self.stage.store.log(self.stage.session_id)]

    def places(self) -> list[str]:
        return ["python", *self._files]

    async def _step(self, rng: random.Random) -> None:
        self.stage.clock.turn(rng.choice((0.1, 0.3, 1, 4)))
        try:
            await self._something(rng)
        except InterviewError:
            # It is refused, as it may be: somebody runs already, or a name is taken.
            return

    async def _something(self, rng: random.Random) -> None:
        dice = rng.random()
        if dice < 0.8:
            rng.choice(self.people).works(rng)
        elif dice < 0.88:
            rng.choice(self.people).hears()
        elif dice < 0.93:
            self._run(rng)
        elif dice < 0.96:
            self._change_files(rng)
        elif dice < 0.98:
            self.stage.clock.turn(SECONDS)
        else:
            await self.stage.stored()
            self.room = await self.stage.restart()
            for person in self.people:
                person.gone()

    def _run(self, rng: random.Random) -> None:
        self._runs += 1
        run_id, room = f"run-{self._runs:08}", self.room
        if rng.random() < 0.3:
            room.perform(OWNER, ReportResult("x" * 9000, None))
            return
        room.perform(OWNER, StartRun(run_id, "python"))
        room.perform(OWNER, PrintOutput(run_id, 0, Output("stdout", "é🐢\n" * rng.randrange(3000))))
        room.perform(OWNER, EndRun(run_id, "error", "Böm", 12, False))

    def _change_files(self, rng: random.Random) -> None:
        room, kind = self.room, rng.randrange(4)
        if kind == 0:
            room.perform(OWNER, ChooseLanguage(rng.choice(("javascript", "typescript", "python"))))
        elif kind == 1 or not self._files:
            self._files.append(add(room, f"file{len(self._files)}.py", "new = 1\n"))
        elif kind == 2:
            room.perform(OWNER, RemoveFile(rng.choice(self._files)))
        else:
            room.perform(OWNER, RenameFile(rng.choice(self._files), f"other{rng.random()}.js"))


async def told(rng: random.Random, steps: int) -> list[LogEntry]:
    """The log of an interview."""
    stage = Stage(LIMITS)
    log = await Story(stage).goes(rng, steps)
    await stage.registry.close()
    return log
