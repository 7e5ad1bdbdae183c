"""EV2, EV3: a room's log gives the session back, and the records in the tables say the same."""

import asyncio
from dataclasses import replace
from typing import Any

from hypothesis import given, seed, settings

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.rooms.room import Room
from jupyter_interview.session.people_book import People, waits
from jupyter_interview.session.replay import state_at
from tests.chance import seed_for
from tests.session.steps import OWNER, PHASES, Step, actor_of, command_of, steps
from tests.thorough import times

from .stage import Client, Stage, as_json

LIMITS = Limits(output_bytes=4000, participants=12, runs_per_minute=20, invites=9)


def seen(room: Room) -> dict[str, Any]:
    """The answer to each participant, if they came now."""
    told = {}
    for record in room.core.people.present():
        actor = Actor(Role(record.role), participant_id=record.id, waiting=waits(record))
        told[record.id] = [room.glance(actor), room.core.users(actor.role)]
    runs = [run.told() for run in room.core.runs.newest(1000)]
    links, folder = room.core.people.invites(), room.core.folder
    texts = {file: room.core.document.text(file) for file in folder.known}
    interview = room.core.interview
    return {
        "people": as_json(told),
        "runs": as_json(runs),
        "questions": as_json([interview.questions.listed, interview.questions.listed_sides()]),
        "checks": as_json(interview.checks.newest(1000, to_hosts=True)),
        "signals": as_json(interview.signals.listed),
        "links": [*map(str, links)],
        "files": as_json(folder.told()),
        "texts": texts,
    }


class Crowd:
    """People with connections, some of which speak the contract mode."""

    def __init__(self, stage: Stage, room: Room) -> None:
        self._stage, self._room = stage, room
        self._clients: dict[str, Client] = {}

    def take(self, step: Step) -> None:
        room, stage = self._room, self._stage
        now_us = stage.clock.now_us()
        actor = actor_of(step, room.core.interview, now_us)
        command = command_of(step, room.core.interview)
        try:
            if step.seconds == 5 and actor.participant_id and step.who % 2:
                self._come_or_go(actor, Mode.SYNC if step.one % 2 else Mode.CONTRACT)
            else:
                room.perform(actor, command)
        except InterviewError:
            pass
        stage.clock.turn(step.seconds * 3)

    def _come_or_go(self, actor: Actor, mode: Mode) -> None:
        person = actor.participant_id or ""
        client = self._clients.pop(person, None)
        if client is None or client.closed is not None:
            self._clients[person] = self._stage.connect(self._room, actor, mode)
        else:
            client.goes()

    def go(self) -> None:
        for client in self._clients.values():
            if client.closed is None:
                client.goes()


async def play(story: list[Step]) -> None:
    stage = Stage(LIMITS)
    begins = State.DRAFT if len(story) % 3 == 0 else State.LIVE
    room = await stage.open(command=NewSession("python", "T", "x\n", begins), by="user:ana")
    crowd = Crowd(stage, room)
    for step in story:
        crowd.take(step)
    crowd.go()
    stage.clock.turn(60)
    await stage.stored()
    before, interview = seen(room), room.core.interview

    data = await stage.store.load(stage.session_id)
    entries = await stage.store.log(stage.session_id)
    assert data is not None
    alone = state_at(stage.session_id, entries, LIMITS)
    assert alone.session == replace(data.session, head_seq=0) == interview.session
    assert alone.people == People(data.participants, data.invites) == interview.people
    assert alone.folder == interview.folder
    assert alone.questions == interview.questions and alone.checks == interview.checks
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))

    again = await stage.restart()
    for run in again.core.runs.newest(1000):
        # A run of the server that goes on is lost with the server, which no entry says.
        if run.source == "server" and run.state == "lost":
            [told] = [one for one in before["runs"] if one["id"] == run.id]
            if told["state"] == "running":
                told.update(state="lost", error=run.error)
    for check in again.core.interview.checks.newest(1000, to_hosts=True):
        if check.source == "server" and check.state == "lost":
            [told] = [one for one in before["checks"] if one["id"] == check.id]
            if told["state"] == "running":
                told.update(state="lost")
    assert seen(again) == before and not again.core.damaged
    await stage.registry.close()


@seed(seed_for("a room's fold"))
@settings(max_examples=times(400, 40), deadline=None, database=None, phases=PHASES)
@given(steps(40))
def test_EV2_EV3_log_records_and_room_are_one(story: list[Step]) -> None:
    asyncio.run(play(story))


def test_EV3_the_owner_is_who_created_it() -> None:
    async def talk() -> None:
        stage = Stage()
        room = await stage.open(by="user:ana")
        await stage.stored()
        data = await stage.store.load(stage.session_id)
        assert data is not None
        assert data.session.created_by == OWNER.identity == room.core.session.created_by
        await stage.registry.close()

    asyncio.run(talk())
