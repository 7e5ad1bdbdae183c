"""What only a file can do: be killed, shared, read by others, damaged, of another version."""

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import Connection, text

from jupyter_interview.domain.records import LogEntry
from jupyter_interview.domain.settings import Settings
from jupyter_interview.store.base import Deletion, Store, StoreError, StoreInUse
from jupyter_interview.store.migrate import ADDED, SCHEMA_VERSION
from jupyter_interview.store.quarantine import set_aside
from jupyter_interview.store.sqlite import SqliteStore
from jupyter_interview.store.tables import INDEXES
from tests.chance import seed_for

from .stories import ANA, BINDING, BO, INVITE, OTHER, SESSION, clear, entry, listed, snapshot, tell
from .writer import BATCH, payload

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.sqlite"


@contextmanager
def writer(path: Path) -> Iterator[IO[str]]:
    """A process that commits for ever; killed, not asked, at the end."""
    command = [sys.executable, "-m", "tests.store.writer", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process, process.stdout:
        try:
            yield process.stdout
        finally:
            process.kill()


def test_ST1_what_was_committed_survives_kill_9(path: Path) -> None:
    rng = random.Random(seed_for("kill -9"))
    for _ in range(3):
        with writer(path) as output:
            acknowledged = [int(output.readline()) for _ in range(rng.randrange(2, 40))][-1]

        async def story(store: Store, acknowledged: int = acknowledged) -> None:
            entries = await store.log(SESSION.id)
            assert len(entries) >= acknowledged
            assert len(entries) % BATCH == 0, "half a commit"
            assert entries == [entry(n, payload(n)) for n in range(1, len(entries) + 1)]

        tell(SqliteStore(path), story)


def test_ST3_a_second_process_is_refused_while_the_first_lives(path: Path) -> None:
    with writer(path) as output:
        assert output.readline() == "0\n"
        second = SqliteStore(path)
        with pytest.raises(StoreInUse, match=r"interviews\.sqlite is in use .*\(process \d+\)"):
            asyncio.run(second.open())

    async def story(store: Store) -> None:
        assert len(await listed(store)) == 1

    tell(second, story)


def test_ST3_a_second_store_in_one_process_is_refused_too(path: Path) -> None:
    async def story(_: Store) -> None:
        with pytest.raises(StoreInUse):
            await SqliteStore(path).open()

    tell(SqliteStore(path), story)


def modes(folder: Path) -> dict[str, int]:
    """The permissions of the files in a folder."""
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


def test_ST2_only_the_user_can_read_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "interview"
    path = folder / "interviews.sqlite"
    names = [path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}.lock"]

    async def story(store: Store) -> None:
        await store.commit([replace(SESSION, title="Again")])
        assert modes(folder) == dict.fromkeys(names, 0o600)

    old_umask = os.umask(0)
    try:
        tell(SqliteStore(path), story)
        assert folder.stat().st_mode & 0o777 == 0o700
        path.chmod(0o644)
        tell(SqliteStore(path), story)
    finally:
        os.umask(old_umask)


def test_ST2_a_folder_that_was_there_is_left_as_it_is(path: Path) -> None:
    path.parent.chmod(0o755)

    async def story(store: Store) -> None:
        await store.commit([SESSION])

    tell(SqliteStore(path), story)
    assert path.parent.stat().st_mode & 0o777 == 0o755


def test_SE9_no_byte_of_a_deleted_session_is_left_in_any_file(path: Path) -> None:
    secret, public = b"Xylophon", b"Quetzalcoatl"
    title = secret.decode()
    texts: list[LogEntry] = [entry(n, secret * n) for n in range(1, 400)]
    people = [replace(ANA, name=title), replace(BO, name=title), replace(INVITE, role=title)]

    def found(needle: bytes) -> set[str]:
        return {file.name for file in path.parent.iterdir() if needle in file.read_bytes()}

    async def story(store: Store) -> None:
        await store.commit([replace(OTHER, title=public.decode())])
        await store.commit([replace(SESSION, title=title), *people, BINDING])
        await store.commit([*texts, replace(snapshot(9), state=secret * 5000)])
        await store.commit([replace(SESSION, title=f"{title} renamed")])
        assert found(secret)
        await store.commit([Deletion(SESSION.id)])
        await clear(store, SESSION.id)
        for left in secret, SESSION.id.encode(), BO.secret_sha256, snapshot(9).sha256:
            assert left is not None and found(left) == set()
        assert found(public)

    tell(SqliteStore(path), story)
    assert found(secret) == set()
    assert found(public)


def test_SE9_a_reader_at_work_does_not_keep_deleted_bytes_alive(path: Path) -> None:
    texts = [entry(n, b"Xylophon" * 100) for n in range(1, 2000)]

    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER, *texts])
        reading = asyncio.gather(*(store.log(SESSION.id) for _ in range(8)))
        await store.commit([Deletion(SESSION.id)])
        await clear(store, SESSION.id)
        files = [file.read_bytes() for file in path.parent.iterdir()]
        assert not any(b"Xylophon" in content for content in files)
        await reading

    tell(SqliteStore(path), story)


def test_a_newer_schema_is_left_alone(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION])

    tell(SqliteStore(path), story)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE meta SET schema_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version of jupyter_interview .*Upgrade"):
        asyncio.run(SqliteStore(path).open())
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE meta SET schema_version = {SCHEMA_VERSION}")
    tell(SqliteStore(path), story)


def test_ST6_an_older_schema_is_brought_up_and_keeps_what_it_has(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, ANA, entry(1)])

    async def again(store: Store) -> None:
        data = await store.load(SESSION.id)
        assert data is not None and data.session == replace(SESSION, head_seq=1)
        assert list(data.participants) == [replace(ANA, ways=())]
        assert await store.log(SESSION.id) == [entry(1)]
        await store.commit(
            [replace(entry(2), made_us=5), replace(SESSION, settings=Settings(lobby=True))]
        )
        assert (await store.log(SESSION.id, 1))[0].made_us == 5

    tell(SqliteStore(path), story)
    with closing(sqlite3.connect(path)) as database, database:
        for index in INDEXES:
            database.execute(f"DROP INDEX {index.name}")
        for column in (column for columns in ADDED.values() for column in columns):
            database.execute(f'ALTER TABLE {column.table.name} DROP COLUMN "{column.name}"')
        database.execute("UPDATE meta SET schema_version = 1")
    tell(SqliteStore(path), again)


def test_ST10_a_setting_is_newer_or_older_than_a_session(path: Path) -> None:
    """ST10, ST11: what a session does not name is as by default, what nobody knows passed over."""

    async def before(store: Store) -> None:
        await store.commit([SESSION])

    async def after(store: Store) -> None:
        assert [session.settings for session in await listed(store)] == [Settings(lobby=True)]

    tell(SqliteStore(path), before)
    with closing(sqlite3.connect(path)) as database, database:
        assert database.execute("SELECT settings FROM session").fetchall() == [("{}",)]
        newer = '{"lobby": true, "of_tomorrow": "blue"}'
        database.execute("UPDATE session SET settings = ?", (newer,))
    tell(SqliteStore(path), after)


def test_a_database_of_something_else_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE recipe (name)")
    with pytest.raises(StoreError, match="something other than interviews"):
        asyncio.run(SqliteStore(path).open())


async def empty(store: Store) -> None:
    assert await listed(store) == []
    await store.commit([SESSION])


def aside_of(path: Path) -> Path:
    """The one database that was set aside."""
    [aside] = path.parent.glob(f"{path.name}.damaged-*Z")
    return aside


def test_FA4_a_file_that_is_no_database_is_set_aside(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_bytes(b"Dear diary, " * 1000)
    tell(SqliteStore(path), empty)
    assert aside_of(path).read_bytes() == b"Dear diary, " * 1000
    [line] = [record.message for record in caplog.records]
    assert f"{path} is damaged. It was set aside as {aside_of(path)}" in line


def test_FA4_two_in_one_second_do_not_overwrite_each_other(path: Path) -> None:
    now = datetime(2026, 9, 30, 10, 0, tzinfo=UTC)
    names = []
    for content in b"one", b"two", b"three":
        path.write_bytes(content)
        Path(f"{path}-wal").write_bytes(content)
        aside = set_aside(path, now)
        names.append(aside.name)
        assert aside.read_bytes() == Path(f"{aside}-wal").read_bytes() == content
    plain = "interviews.sqlite.damaged-2026-09-30T100000Z"
    assert names == [plain, f"{plain}-2", f"{plain}-3"]
    assert not path.exists()


@pytest.mark.parametrize("page", ["first", "log's"])
def test_FA4_a_damaged_page_is_noticed_at_the_start(path: Path, page: str) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, *(entry(n, b"text" * 50) for n in range(1, 500))])

    tell(SqliteStore(path), story)
    with path.open("r+b") as file:
        file.seek(0 if page == "first" else path.read_bytes().rindex(b"text") // 4096 * 4096)
        file.write(b"\xa5" * 4096)
    damaged = path.read_bytes()
    tell(SqliteStore(path), empty)
    assert aside_of(path).read_bytes() == damaged
    assert aside_of(path).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    blocker = tmp_path / "blocker"
    blocker.touch()
    with pytest.raises(StoreError, match="cannot be used"):
        asyncio.run(SqliteStore(blocker / "interviews.sqlite").open())


def test_a_failing_commit_says_nothing_of_sql(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION, entry(1)])
        for impossible in replace(entry(2), seq=2**64), replace(ANA, name="\ud800"):
            with pytest.raises(StoreError) as refusal:
                await store.commit([impossible])
            assert str(refusal.value) == "The database cannot do it."
        await store.commit([entry(2)])

    tell(SqliteStore(path), story)


def test_a_database_somebody_else_has_locked_is_busy(path: Path) -> None:
    async def story(store: Store) -> None:
        await store.commit([SESSION])
        with closing(sqlite3.connect(path)) as intruder:
            intruder.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="busy"):
                await store.commit([entry(1)])
        await store.commit([entry(1)])

    tell(SqliteStore(path, patience=0.05), story)


def test_SE9_bytes_that_a_foreign_reader_holds_go_with_the_next_commit(path: Path) -> None:
    def left() -> bool:
        return any(b"Xylophon" in file.read_bytes() for file in path.parent.iterdir())

    async def story(store: Store) -> None:
        await store.commit([SESSION, OTHER, entry(1, b"Xylophon")])
        with closing(sqlite3.connect(path)) as intruder:
            intruder.execute("BEGIN")
            intruder.execute("SELECT count(*) FROM log").fetchall()
            await store.commit([Deletion(SESSION.id)])
            await clear(store, SESSION.id)
            assert left()
        await store.commit([OTHER])
        assert not left()

    tell(SqliteStore(path, patience=0.05), story)


def test_a_store_opens_again_in_the_same_object(path: Path) -> None:
    store = SqliteStore(path)

    async def first(store: Store) -> None:
        await store.commit([SESSION])

    async def second(store: Store) -> None:
        assert await listed(store) == [SESSION]

    tell(store, first)
    tell(store, second)


def test_ST1_every_connection_syncs_fully_and_overwrites_what_it_deletes(path: Path) -> None:
    """What no test can see by killing a process: a power cut, and other builds of SQLite."""
    store = SqliteStore(path)

    def pragmas(connection: Connection) -> list[object]:
        names = "synchronous", "journal_mode", "secure_delete", "foreign_keys"
        return [connection.scalar(text(f"PRAGMA {name}")) for name in names]

    async def story(_: Store) -> None:
        for writes in True, False:
            assert await store._run(pragmas, writes) == [2, "wal", 1, 1]

    tell(store, story)
