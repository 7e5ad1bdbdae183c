"""FI4, FI8, FI27: whatever is done with files while people type, offline too, no text is lost."""

import random
from dataclasses import dataclass, field

import pytest

from jupyter_interview.contract.session import RestoreFile
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.rooms.room import Room
from tests.chance import seed_for
from tests.thorough import times

from .stage import OWNER, Client, Paper, Stage, on_stage

NAMES = ("a.py", "b/c.py", "b", "data.csv", "größe.ts", "solution.py", "solution.js")
REFUSALS = {"invalid_field", "not_found"}


@dataclass
class Person:
    """Somebody with a document of their own, whose updates may be on their way for long."""

    name: str
    paper: Paper
    chance: random.Random
    actor: Actor | None = None
    client: Client | None = None
    waiting: list[bytes] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    """Each word, and the file in which it was typed."""

    def enter(self, stage: Stage, room: Room) -> None:
        """Come, get what the others have, and tell everything one has."""
        if self.actor is None:
            self.actor = OWNER if self.name == "Ana" else stage.guest(room, self.name)
        self.client = stage.connect(room, self.actor)
        self.client.says_step1()
        self.paper.learns(self.client)
        self.waiting = [self.paper.doc.get_update()]

    def known(self) -> list[str]:
        """Ids of files that they have heard of."""
        assert self.client is not None
        told = self.client.hears("folder") or self.client.hears("welcome")
        folder = told[-1]["folder"]
        return [file["id"] for file in folder["files"] + folder["removed"]]

    def write(self, number: int) -> None:
        file = self.chance.choice(self.known())
        word = f"<{self.name} {number}>"
        where = file.removeprefix("code:")
        self.waiting.append(self.paper.writes(word, where))
        self.typed[word] = file

    def send(self) -> None:
        assert self.client is not None
        if self.waiting:
            self.client.types(*self.waiting)
            self.waiting = []

    def change_files(self) -> None:
        assert self.client is not None
        known, chance = self.known(), self.chance
        file, name = chance.choice(known), chance.choice(NAMES)
        kind, payload = chance.choice(
            [
                ("file_add", {"name": name}),
                ("file_rename", {"file": file, "name": name}),
                ("file_remove", {"file": file}),
                ("file_remove", {"file": file}),
                ("file_restore", {"file": file}),
                ("files_order", {"files": [file]}),
                ("file_entry", {"file": file}),
                ("language_change", {"language": chance.choice(["python", "javascript"])}),
                ("file_show" if self.name == "Ana" else "file_remove", {"file": file}),
            ]
        )
        self.client.says(kind, **payload)


def texts(room: Room) -> dict[str, str]:
    return {file: room.core.document.text(file) for file in room.core.folder.known}


@pytest.mark.parametrize("number", range(times(40, 12)))
def test_FI4_FI27_no_text_is_lost_whatever_is_done_with_files(number: int) -> None:
    chance = random.Random(seed_for(f"files by chance {number}"))

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="begun\n")
        names = ("Ana", "Bo", "Cy")
        people = [Person(one, Paper(100 + n), chance) for n, one in enumerate(names)]
        for person in people:
            person.enter(stage, room)
        for number in range(250):
            person = chance.choice(people)
            what = chance.random()
            if what < 0.5:
                person.write(number)
            elif what < 0.75:
                person.send()
            elif what < 0.98:
                person.change_files()
            else:
                await stage.stored()
                before = room.core.folder, texts(room)
                room = await stage.restart()
                assert (room.core.folder, texts(room)) == before
                for one in people:
                    one.enter(stage, room)
        for person in people:
            person.send()
            assert person.client is not None
            assert {error["code"] for error in person.client.hears("error")} <= REFUSALS
        await _equal(stage, room, people)

    on_stage(talk, Limits(file_changes_per_minute=1000))


async def _equal(stage: Stage, room: Room, people: list[Person]) -> None:
    """All of them have the same, and each word once, where it was typed."""
    here = texts(room)
    for person in people:
        reader = Paper(7)
        assert person.client is not None
        person.client.frames.clear()
        person.client.says_step1()
        reader.learns(person.client)
        for file, text in here.items():
            assert str(reader.text(file.removeprefix("code:"))) == text
        for word, file in person.typed.items():
            assert here[file].count(word) == 1, word
            assert sum(text.count(word) for text in here.values()) == 1
    await stage.stored()
    again = await stage.restart()
    assert (again.core.folder, texts(again)) == (room.core.folder, here)
    for file in again.core.folder.removed[:3]:
        try:
            again.perform(OWNER, RestoreFile(file.id))
        except InterviewError:
            continue
        assert again.files.one(file.id).text == here[file.id]
