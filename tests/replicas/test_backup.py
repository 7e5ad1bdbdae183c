"""BK1–BK4: what docs/BACKUP.md tells people to do, done to interviews in use."""

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.store.migrate import ADDED, SCHEMA_VERSION
from jupyter_interview.store.postgres import driver_url
from jupyter_interview.store.sqlite import SqliteStore
from jupyter_interview.store.tables import INDEXES
from tests.clients import SyncSocket
from tests.docs.tables import read
from tests.faults.server import ServerProcess
from tests.replicas.conftest import NewReplica
from tests.services.postgres import BIN, Postgres

OLDER = 3
"""A version of the schema that lacks columns and indexes."""
SQLITE_BACKUP, SQLITE_RESTORE, POSTGRES_BACKUP, POSTGRES_RESTORE = re.findall(
    r"^```sh\n(.*?)^```$", read("docs/BACKUP.md"), re.MULTILINE | re.DOTALL
)


async def do(commands: str, folder: Path, **settings: str) -> None:
    """Type the commands into a shell in this folder."""
    path = os.pathsep.join([str(Path(sys.executable).parent), str(BIN), os.environ["PATH"]])
    ran = await asyncio.to_thread(
        subprocess.run,
        ["sh", "-euc", commands],
        cwd=folder,
        env={**os.environ, "PATH": path, **settings},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr


def modes_of_backups(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in folder.glob("interviews*.*")}


async def back_and_forth(
    server: ServerProcess, backup: str, restore: str, folder: Path, **settings: str
) -> None:
    """Back up while somebody types, go on, restore: it is as it was, and can be used."""
    await server.start()
    session = (await server.api.create(title="Vor Köln 🐢"))["id"]
    path = f"/sessions/{session}"
    await server.api.join(session, "Ana")
    async with SyncSocket(server.api, session) as ana:
        await ana.type("# before\n", 0)
        await ana.saved()
        before = await server.api.ok("GET", path)
        await do(backup, folder, **settings)
        assert modes_of_backups(folder) == {0o600}, "BK4"
        await ana.type("# after\n", 0)
        await ana.saved()
    await server.api.ok("PATCH", path, {"title": "Later"})
    await server.api.create(title="Made later")
    await server.stop()
    await do(restore, folder, **settings)
    await server.start()
    assert await server.api.ok("GET", "/sessions") == [before]
    assert [user["name"] for user in await server.api.ok("GET", f"{path}/users")] == ["Ana"]
    async with SyncSocket(server.api, session) as ana:
        await ana.type("# again\n", 0)
        await ana.saved()
    assert (await server.api.ok("GET", path))["code"].startswith("# again\n# before\n")
    await server.stop()


async def test_BK1_sqlite_is_backed_up_in_use_and_restored(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "home")
    try:
        settings = {"JUPYTER_DATA_DIR": str(tmp_path / "home" / "data")}
        await back_and_forth(server, SQLITE_BACKUP, SQLITE_RESTORE, tmp_path, **settings)
    finally:
        server.abandon()


async def test_BK2_postgresql_is_backed_up_in_use_and_restored(
    postgres_cluster: Postgres, new_replica: NewReplica, tmp_path: Path
) -> None:
    url = postgres_cluster.database()
    server = new_replica(url, "one")
    settings = {"DATABASE": driver_url(url)}
    await back_and_forth(server, POSTGRES_BACKUP, POSTGRES_RESTORE, tmp_path, **settings)


def test_BK3_a_file_is_upgraded_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "interviews.db"
    command = ["db", "upgrade", "--db-path", str(path)]
    assert main(command) == 0
    assert f"was empty; it is of version {SCHEMA_VERSION}" in capsys.readouterr().out
    with closing(sqlite3.connect(path)) as connection, connection:
        for index in INDEXES:
            connection.execute(f"DROP INDEX {index.name}")
        newer = [column for version in ADDED if version > OLDER for column in ADDED[version]]
        for column in newer:
            table = column.table.name
            connection.execute(f'ALTER TABLE {table} DROP COLUMN "{column.name}"')
        connection.execute(f"UPDATE meta SET schema_version = {OLDER}")
    assert main(command) == 0
    assert f"of version {OLDER} and is of version" in capsys.readouterr().out
    assert main(command) == 0
    assert f"of version {SCHEMA_VERSION} already" in capsys.readouterr().out


async def test_BK3_a_file_in_use_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "interviews.db"
    store = SqliteStore(path)
    await store.open()
    assert await asyncio.to_thread(main, ["db", "upgrade", "--db-path", str(path)]) == 1
    assert "is in use by another Jupyter server" in capsys.readouterr().err
    await store.close()


def test_BK3_without_arguments_it_is_the_database_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    assert main(["db", "upgrade"]) == 0
    assert (tmp_path / "jupyter_interview" / "interviews.db").exists()
    monkeypatch.setenv("JUPYTER_INTERVIEW_DB_URL", "postgresql+asyncpg://ana@127.0.0.1:1/x")
    assert main(["db", "upgrade"]) == 1
    assert "127.0.0.1:1/x: The database cannot be reached." in capsys.readouterr().err
