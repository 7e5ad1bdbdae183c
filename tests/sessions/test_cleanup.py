"""GR17, GR18: the process that deletes interviews clears them, or the next one does."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.contract.queries import wanted_sessions
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.domain.limits import Limits
from jupyter_interview.sessions.service import Service
from jupyter_interview.store import clearing
from jupyter_interview.store.base import Deletion, StoreError
from jupyter_interview.store.sqlite import SqliteStore
from tests.rooms.stage import GRACE, OWNER, HandClock

AGAIN = 60


class Server:
    """One start of a server on this file."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.folder = folder
        self.store = SqliteStore(folder / "interviews.db")
        log = logging.getLogger("cleanup")
        self.service = Service(self.store, clock, Limits(), GRACE, log)

    async def write(self, word: str) -> str:
        registry = await self.service.registry()
        created = await registry.create(NewSession("python", word, f"# {word}\n" * 50), "local")
        session_id = created.id
        async with registry.room(session_id) as room:
            for number in range(30):
                await room.put_code(OWNER, f"# {word} {number}\n").wait()
        return session_id

    async def titles(self) -> list[str]:
        registry = await self.service.registry()
        listed, _ = await registry.overview.sessions("local", wanted_sessions({}, Limits()))
        return [one.title for one in listed]

    def has(self, word: str) -> bool:
        return any(word.encode() in file.read_bytes() for file in self.folder.iterdir())


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "SLICE_ROWS", 3)


async def test_GR18_the_next_start_clears_what_a_crash_left(tmp_path: Path) -> None:
    clock = HandClock()
    one = Server(tmp_path, clock)
    session_id = await one.write("Quetzalcoatl")
    await one.write("Xylophon")
    await one.service.close()
    # The process died right after the deletion was on disk.
    await one.store.open()
    await one.store.commit([Deletion(session_id)])
    await one.store.close()
    two = Server(tmp_path, clock)
    assert await two.titles() == ["Xylophon"]
    await (await two.service.registry()).cleanup.idle()
    assert not two.has("Quetzalcoatl") and two.has("Xylophon")
    await two.service.close()


async def test_GR17_others_write_while_one_is_deleted(tmp_path: Path) -> None:
    server = Server(tmp_path, HandClock())
    gone, stays = await server.write("Quetzalcoatl"), await server.write("Xylophon")
    registry = await server.service.registry()
    clear, slices = server.store.clear, 0
    async with registry.room(gone) as room, registry.room(stays) as other:

        async def after_another_write(session_id: str | None = None) -> bool:
            nonlocal slices
            slices += 1
            await other.put_code(OWNER, f"# Xylophon {slices}\n").wait()
            return await clear(session_id)

        server.store.clear = after_another_write  # type: ignore[method-assign]
        async with asyncio.timeout(AGAIN):
            await registry.delete(room, OWNER)
    assert slices > 3
    assert not server.has("Quetzalcoatl")
    await server.service.close()


async def test_GR17_what_cannot_be_cleared_now_is_cleared_later(tmp_path: Path) -> None:
    clock = HandClock()
    server = Server(tmp_path, clock)
    session_id = await server.write("Quetzalcoatl")
    registry = await server.service.registry()
    clear = server.store.clear

    async def refuse(session_id: str | None = None) -> Any:
        raise StoreError("There is no space left on the disk.")

    server.store.clear = refuse  # type: ignore[method-assign]
    async with registry.room(session_id) as room:
        await registry.delete(room, OWNER)
    assert await server.titles() == []
    assert server.has("Quetzalcoatl")
    server.store.clear = clear  # type: ignore[method-assign]
    clock.turn(AGAIN)
    await registry.cleanup.idle()
    assert not server.has("Quetzalcoatl")
    await server.service.close()
