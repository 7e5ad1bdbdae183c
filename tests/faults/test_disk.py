"""FA2, FA3, GR9: the disk is full, the database is locked or cannot be written."""

import sqlite3
from collections.abc import Awaitable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.clients import Answer, SyncSocket
from tests.faults.conftest import NewServer

from .disks import Quota, SmallDisk
from .oracle import text_of
from .server import ServerProcess
from .table import Table, table

REFUSED = {"title": "refused"}


async def typed_in_vain(seat: Table, refusal: tuple[int, str]) -> None:
    """Nothing can be stored: people see each other's typing, and nobody hears of an ack."""
    one, two = seat.typists
    kept = [set(typist.kept) for typist in seat.typists]
    await seat.type(4)
    assert one.text() == two.text()
    assert await seat.put_title("in vain") == refusal
    await refused(refusal, seat.api("POST", "/sessions", REFUSED))
    await refused(refusal, seat.api("POST", seat.path + "/join", {"userName": "p9"}))
    for typist, before in zip(seat.typists, kept, strict=True):
        assert typist.kept == before and len(typist.outbox) == 4
    assert await text_of(seat.api, seat.session) == one.text()
    async with SyncSocket(seat.api, seat.session) as newcomer:
        await newcomer.expect_text(one.text())
    assert [user["name"] for user in await seat.api.ok("GET", seat.path + "/users")] == ["p0", "p1"]


async def refused(refusal: tuple[int, str], asked: Awaitable[Answer]) -> None:
    answer = await asked
    assert (answer.status, answer.code) == refusal, answer.content


async def nothing_was_done(seat: Table) -> None:
    """Of what was refused with no word of "later"."""
    assert [one["id"] for one in await seat.api.ok("GET", "/sessions")] == [seat.session]
    assert [user["name"] for user in await seat.api.ok("GET", seat.path + "/users")] == ["p0", "p1"]


async def full(server: ServerProcess, disk: SmallDisk | Quota, seed: int, killed: bool) -> None:
    async with server, table(server, seed) as seat:
        disk.fill(server)
        await typed_in_vain(seat, disk.refusal)
        if killed:
            await server.kill()
            disk.free(server)
            await seat.leave_offline(2)
            await server.start()
            await seat.come_back()
        else:
            disk.free(server)
            await seat.settle()
            assert (await seat.api.ok("GET", seat.path))["title"] == "in vain"
        assert await seat.put_title("stored") == (200, "")
        await seat.check()
        await nothing_was_done(seat)
    assert "the store works again" in server.log or killed


@pytest.mark.parametrize("killed", [False, True], ids=["freed", "killed"])
async def test_FA2_a_full_disk_acknowledges_nothing_and_loses_nothing(
    new_server: NewServer, small_disk: SmallDisk | Quota, seed: int, killed: bool
) -> None:
    server = new_server("one", small_disk.folder / "interviews.db")
    await full(server, small_disk, seed, killed)


async def test_FA2_a_file_that_may_not_grow_is_the_same(
    new_server: NewServer, tmp_path: Path, seed: int
) -> None:
    quota = Quota(tmp_path / "quota")
    await full(new_server("one", quota.folder / "interviews.db"), quota, seed, False)


async def test_FA3_on_a_disk_that_cannot_be_written_jupyter_starts(
    new_server: NewServer, small_disk: SmallDisk | Quota, seed: int
) -> None:
    server = new_server("one", small_disk.folder / "interviews.db")
    async with server, table(server, seed) as seat:
        await server.stop()
        await seat.leave_offline(2)
        small_disk.read_only(True)
        try:
            await server.start()
            assert (await server.api("GET", "//api/contents")).status == 200
            refused = await server.api("GET", "/sessions")
            assert (refused.status, refused.code) == (503, "unavailable")
            assert "cannot be used" in server.log
        finally:
            await server.stop()
            small_disk.read_only(False)
        await server.start()
        await seat.come_back()
        await seat.check()


@pytest.fixture
def intruder(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the same file."""
    (tmp_path / "kept").mkdir(mode=0o700)
    with closing(sqlite3.connect(tmp_path / "kept" / "interviews.db")) as connection:
        yield connection


async def test_FA3_a_database_that_others_have_locked_is_waited_for(
    new_server: NewServer, tmp_path: Path, intruder: sqlite3.Connection, seed: int
) -> None:
    server = new_server("one", tmp_path / "kept" / "interviews.db")
    async with server, table(server, seed) as seat:
        intruder.execute("BEGIN IMMEDIATE")
        await typed_in_vain(seat, (503, "unavailable"))
        intruder.rollback()
        await seat.check()
        assert await seat.put_title("stored") == (200, "")
        await nothing_was_done(seat)
