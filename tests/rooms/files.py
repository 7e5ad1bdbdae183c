"""The files of a session, for tests of a room: how they are made, and how they are told."""

import asyncio
from typing import Any

from jupyter_interview.contract import rest
from jupyter_interview.contract.session import (
    Event,
)
from jupyter_interview.domain.records import LogKind
from jupyter_interview.rooms.room import Room
from jupyter_interview.session.log import decode_entry

from .stage import OWNER, Client, Paper, Stage

PLAIN = "x = 1\n"


def add(room: Room, name: str, text: str = "") -> str:
    """A new file of the owner's; its id."""
    return room.files.add(OWNER, rest.NewFile(name, text))[0]


def folder(client: Client) -> Any:
    """The files as somebody heard of them last."""
    told = client.hears("folder")
    return told[-1]["folder"] if told else client.hears("welcome")[-1]["folder"]


def names(client: Client) -> list[str]:
    return [file["name"] for file in folder(client)["files"]]


def texts(room: Room) -> dict[str, str]:
    """By the names of the files."""
    return {file.name: file.text for file in room.files.every(OWNER).files}


def entered(stage: Stage, room: Room, number: int, name: str | None = None) -> tuple[Client, Paper]:
    """Somebody in sync mode who has everything: the owner, or a candidate of this name."""
    client = stage.connect(room, OWNER if name is None else stage.guest(room, name))
    client.says_step1()
    paper = Paper(number)
    paper.learns(client)
    return client, paper


async def logged(stage: Stage, kind: type[Event]) -> list[Any]:
    await stage.stored()
    entries = await stage.store.log(stage.session_id)
    events = [decode_entry(e).event for e in entries if e.kind is not LogKind.UPDATE]
    return [event for event in events if isinstance(event, kind)]


async def evict(stage: Stage) -> None:
    """Nobody is there for long, and the room goes."""
    await stage._held.aclose()
    stage.clock.turn(stage.limits.idle_room_seconds + 1)
    await asyncio.gather(*stage.registry._evictions)


async def restarted(stage: Stage) -> Room:
    await stage.stored()
    return await stage.restart()
