"""FA4, FA5, FA6: a database that is damaged, poisoned, or newer than this program."""

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from jupyter_interview.cli import main
from tests.clients import Api, EventSocket
from tests.faults.conftest import NewServer

from .server import ServerProcess
from .table import table
from .typist import TOKEN


def change(database: Path, statement: str, *values: object) -> None:
    """Somebody else's hand in the file, while no server has it."""
    with closing(sqlite3.connect(database)) as connection, connection:
        assert connection.execute(statement, values).rowcount > 0


async def jupyter_runs(server: ServerProcess) -> None:
    assert (await server.api("GET", "//api/contents")).status == 200


async def told_of_damage(api: Api) -> tuple[str, list[str], float]:
    """What health says, to the list of interviews too, and the number that operators watch."""
    health = await api.ok("GET", "/health")
    numbers = (await api("GET", "//metrics")).content.decode()
    [number] = re.findall(r"(?m)^jupyter_interview_database_set_aside (\S+)$", numbers)
    return health["status"], health["reasons"], float(number)


async def test_FA4_a_damaged_database_is_set_aside_and_everybody_starts_afresh(
    new_server: NewServer, seed: int
) -> None:
    """GR11, GR24: operators and owners hear of it until it was recovered, also after a restart."""
    server = new_server()
    async with server, table(server, seed) as seat:
        for round in range(40):
            await seat.api.ok("PUT", f"{seat.path}/code", {"code": f"{round}" * 1000})
        await server.stop()
        whole = server.database.read_bytes()
        with server.database.open("r+b") as file:
            for text in (b"11" * 100, b"39" * 100):
                file.seek(whole.rindex(text) // 4096 * 4096)
                file.write(b"\xa5" * 4096)
        damaged = server.database.read_bytes()
        await server.start()
        await jupyter_runs(server)
        assert await seat.api.ok("GET", "/sessions") == []
        [aside] = server.database.parent.glob("interviews.db.damaged-*Z")
        assert aside.read_bytes() == damaged
        assert f"is damaged. It was set aside as {aside}" in server.log
        assert await told_of_damage(seat.api) == ("degraded", ["set_aside"], 1.0)
        async with EventSocket(seat.api, seat.session) as lost:
            assert await lost.expect_close() == 4404
        session = (await seat.api.create("python", code="fresh\n"))["id"]
        await server.kill()
        await server.start()
        assert (await seat.api.ok("GET", f"/sessions/{session}"))["code"] == "fresh\n"
        assert await told_of_damage(seat.api) == ("degraded", ["set_aside"], 1.0)
        await server.stop()
        recover = ["db", "recover", "--db-path", str(server.database)]
        assert await asyncio.to_thread(main, recover) == 0
        [seen_to] = server.database.parent.glob("interviews.db.recovered-*Z")
        assert seen_to.read_bytes() == damaged
        await server.start()
        assert await told_of_damage(seat.api) == ("ok", [], 0.0)
        there = {one["id"] for one in await seat.api.ok("GET", "/sessions")}
        assert there == {seat.session, session}


async def test_FA5_a_poisoned_row_costs_itself_and_its_owner_is_told(
    new_server: NewServer, seed: int
) -> None:
    server = new_server()
    async with server, table(server, seed) as seat:
        guest, _ = await seat.api.guest(seat.session, "Bo")
        text = await seat.check()
        assert (await seat.api.ok("GET", seat.path))["damaged"] is False
        await server.stop()
        insert = (
            "INSERT INTO log (session_id, seq, at_us, kind, payload)"
            " SELECT session_id, ?, at_us, ?, ? FROM log WHERE seq = 1"
        )
        for seq, (kind, payload) in enumerate(
            [(0, b"\xff\xff\xff\x7f"), (99, b"{}"), (3, b"{"), (0, "no bytes"), (5, b"")], 1000
        ):
            change(server.database, insert, seq, kind, payload)
        await server.start()
        session = await seat.api.ok("GET", seat.path)
        assert session["damaged"] is True and session["code"] == text
        assert (await guest.ok("GET", seat.path))["damaged"] is False
        assert [s["damaged"] for s in await seat.api.ok("GET", "/sessions")] == [True]
        assert server.log.count("cannot be replayed") >= 5
        for typist in seat.typists:
            await typist.expect_close()
            await typist.open()
            assert typist.welcome["session"]["damaged"] is True
        await seat.type(2)
        await seat.settle()
        after = await seat.api.ok("GET", seat.path)
        assert len(TOKEN.findall(after["code"])) == len(TOKEN.findall(text)) + 4


async def test_FA6_a_newer_schema_is_left_alone_and_jupyter_starts(
    new_server: NewServer, seed: int
) -> None:
    server = new_server()
    async with server, table(server, seed) as seat:
        await server.stop()
        await seat.leave_offline(1)
        change(server.database, "UPDATE meta SET schema_version = schema_version + 1")
        before = server.database.read_bytes()
        await server.start()
        await jupyter_runs(server)
        refused = await server.api("GET", "/sessions")
        assert (refused.status, refused.code) == (503, "unavailable")
        assert "stored by a newer version of jupyter_interview" in server.log
        await server.stop()
        assert server.database.read_bytes() == before
        change(server.database, "UPDATE meta SET schema_version = schema_version - 1")
        await server.start()
        await seat.come_back()
        await seat.check()
