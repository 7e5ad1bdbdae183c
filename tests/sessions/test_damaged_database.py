"""GR10: a database that is found damaged is set aside once nobody is in an interview."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.domain.limits import Limits
from jupyter_interview.sessions.service import Service
from jupyter_interview.store.base import StoreError, Trouble
from jupyter_interview.store.sqlite import SqliteStore
from tests.rooms.stage import GRACE, Client, HandClock
from tests.store.stories import listed

LOOK = 5


def damage(path: Path) -> None:
    """Write nonsense over the last page."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    page = len(content) // 4096 - 1
    path.write_bytes(content[: page * 4096] + b"\xa5" * 4096)


async def test_GR10_it_is_replaced_when_everybody_has_left(tmp_path: Path) -> None:
    path = tmp_path / "interviews.db"
    clock, store = HandClock(), SqliteStore(path)
    log = logging.getLogger("damaged")
    service = Service(store, clock, Limits(), GRACE, log)
    registry = await service.registry()
    created = await registry.create(NewSession("python", "Kept aside", "1\n"), "local")
    async with registry.room(created.id):
        damage(path)
        store._found_damage()
        service._troubled()
        clock.turn(10 * LOOK)
        await service.idle()
        assert service.troubles() == {Trouble.DAMAGED}
        assert await service.registry() is registry
    clock.turn(Limits().idle_room_seconds + GRACE)
    for eviction in list(registry._evictions):
        await eviction
    clock.turn(LOOK)
    await service.idle()
    again = await service.registry()
    assert again is not registry
    assert service.troubles() == {Trouble.SET_ASIDE}
    assert await listed(store) == []
    [aside] = path.parent.glob("interviews.db.damaged-*Z")
    assert aside.stat().st_size > 0
    await again.create(NewSession("python", "After", "2\n"), "local")
    await service.close()


async def test_GR10_what_can_never_be_stored_does_not_keep_it(tmp_path: Path) -> None:
    """Somebody typed after it was found, and has left."""
    clock, store = HandClock(), SqliteStore(tmp_path / "interviews.db")
    service = Service(store, clock, Limits(), GRACE, logging.getLogger("damaged"))
    registry = await service.registry()
    created = await registry.create(NewSession("python", "Kept aside", "1\n"), "local")
    async with registry.room(created.id) as room:
        owner = room.member("local", "Ana")
        assert owner is not None
        damage(tmp_path / "interviews.db")
        store._found_damage()
        ticket = room.put_code(owner, "2\n")
        with pytest.raises(StoreError):
            await ticket.wait()
        client = Client(room)
        client.peer = room.connect(owner, Mode.SYNC, client)
        service._troubled()
        clock.turn(10 * LOOK)
        await service.idle()
        assert await service.registry() is registry, "somebody is in it"
        room.disconnect(client.peer)
    clock.turn(10 * LOOK)
    await service.idle()
    assert await service.registry() is not registry
    assert service.troubles() == {Trouble.SET_ASIDE}
    await service.close()
