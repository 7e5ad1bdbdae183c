"""``jupyter interview``, the command line for people who run a server.

This is an application of Jupyter: what ``jupyter_server_config.py`` says about the database and the
wheels holds here as well. A flag goes before the file.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_core.application import JupyterApp
from jupyter_core.paths import jupyter_data_dir
from traitlets import default
from traitlets.config import Config

from .packages.fetching import NotFetched, fetch
from .packages.shelf import Shelf
from .packages.wheels import NotForTheSandbox
from .store.base import StoreError
from .store.migrate import SCHEMA_VERSION
from .store.postgres import PostgresStore
from .store.recovery import Recovered
from .store.sqlite import SqliteStore


def default_shelf() -> Path:
    """The folder of wheels, unless the settings name another one."""
    return Path(jupyter_data_dir(), "jupyter_interview", "wheels")


def default_database() -> Path:
    """The file of interviews, unless the settings name another one."""
    return Path(jupyter_data_dir(), "jupyter_interview", "interviews.db")


def default_database_url() -> str:
    """The PostgreSQL of interviews, unless the settings name another one; empty for a file."""
    return os.environ.get("JUPYTER_INTERVIEW_DB_URL", "")


class InterviewCommand(JupyterApp):
    """The command line as Jupyter sees it: what it was told, and what the server is told."""

    name = "jupyter-interview"
    description = "The command line for people who run a server of interviews."
    # A database that the configuration does not mean must not be upgraded in its place.
    raise_config_file_errors = True

    @default("config_file_name")
    def _default_config_file_name(self) -> str:
        return "jupyter_server_config"

    def parse_command_line(self, argv: Sequence[str] | None = None) -> None:
        """Read the arguments. What the server has a setting for becomes that setting."""
        options = _parser().parse_args(argv)
        if options.config is not None:
            self.config_file = str(options.config)
        given = {name: getattr(options, name, None) for name in ("db_path", "db_url", "wheels_dir")}
        said = {name: str(value) for name, value in given.items() if value is not None}
        if "db_path" in said:
            said["db_url"] = ""
        self.update_config(Config({"InterviewApp": said}))
        self.options = options

    def start(self) -> None:
        """Do what was asked for, and keep the exit status."""
        super().start()
        self.status = int(self.options.do(self))

    @property
    def database(self) -> Path:
        """The SQLite file of interviews."""
        return Path(self._said("db_path") or default_database())

    @property
    def database_url(self) -> str:
        """The PostgreSQL of interviews; empty for a file."""
        said = self._said("db_url")
        return default_database_url() if said is None else said

    @property
    def shelf(self) -> Path:
        """The folder of wheels."""
        return Path(self._said("wheels_dir") or default_shelf())

    def _said(self, name: str) -> str | None:
        """A setting of the server's, unless nobody set it."""
        section = self.config.InterviewApp
        return str(section[name]) if name in section else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; answers with the exit status. Errors go to standard error."""
    command = InterviewCommand()
    try:
        command.initialize(arguments)
    except Exception as problem:  # A file of configuration is a program and raises anything.
        print(f"Jupyter's configuration cannot be read: {problem}", file=sys.stderr)
        return 1
    try:
        command.start()
    except (NotFetched, NotForTheSandbox, StoreError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return command.status


def _add(command: InterviewCommand) -> int:
    shelf = Shelf(command.shelf)
    for package in fetch(command.options.names, shelf, command.options.source):
        print(f"added {package.name} {package.version}")
    print("Programs can import them after the page is reloaded.")
    return 0


def _list(command: InterviewCommand) -> int:
    shelf = Shelf(command.shelf, lambda sentence: print(sentence, file=sys.stderr))
    packages = shelf.packages()
    for package in packages:
        print(f"{package.name} {package.version}  import {', '.join(package.modules)}")
    if not packages:
        print(f"There are no packages in {shelf.folder}.")
    return 0


def _remove(command: InterviewCommand) -> int:
    shelf = Shelf(command.shelf)
    status = 0
    for name in command.options.names:
        if (package := shelf.remove(name)) is None:
            print(f"There is no package {name}.", file=sys.stderr)
            status = 1
        else:
            print(f"removed {package.name} {package.version}")
    return status


def _upgrade(command: InterviewCommand) -> int:
    was = asyncio.run(_upgraded(command))
    if was == 0:
        print(f"The database was empty; it is of version {SCHEMA_VERSION} now.")
    elif was == SCHEMA_VERSION:
        print(f"The database is of version {SCHEMA_VERSION} already.")
    else:
        print(f"The database was of version {was} and is of version {SCHEMA_VERSION} now.")
    return 0


async def _upgraded(command: InterviewCommand) -> int:
    url = command.database_url
    store = PostgresStore(url) if url else SqliteStore(command.database)
    try:
        return await store.upgrade()
    finally:
        await store.close()


def _recover(command: InterviewCommand) -> int:
    path = command.database
    done = asyncio.run(_recovered(path))
    for away, what in done.items():
        found, gaps, lost = map(len, (what.whole, what.with_gaps, what.lost))
        print(f"{away.name}: {found + gaps} interviews are back, {gaps} of them with gaps.")
        if lost:
            print(f"Lost, but for traces: {lost} ({' '.join(what.lost)}).")
        print(f"Keep {away} until you have looked at them, then delete it.")
    if not done:
        print(f"There is no damaged database beside {path}.", file=sys.stderr)
    return 0 if done else 1


async def _recovered(path: Path) -> dict[Path, Recovered]:
    store = SqliteStore(path)
    try:
        await store.open()
        return await store.recover()
    finally:
        await store.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("jupyter interview", description=InterviewCommand.description)
    parser.add_argument(
        "--config",
        type=_file,
        metavar="FILE",
        help="the server's configuration (jupyter_server_config.py, where Jupyter looks for it)",
    )
    subjects = parser.add_subparsers(required=True, metavar="wheels|db")
    _add_db(subjects)
    wheels = subjects.add_parser("wheels", help="Python packages for programs in the sandbox")
    verbs = wheels.add_subparsers(required=True, metavar="add|list|remove")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument(
        "--dir",
        type=Path,
        dest="wheels_dir",
        help=f"the folder of wheels (c.InterviewApp.wheels_dir, or else {default_shelf()})",
    )
    add = verbs.add_parser("add", parents=[folder], help="fetch packages and what they need")
    add.add_argument("names", nargs="+", metavar="NAME", help="a package, as pip takes it")
    add.add_argument(
        "--from", type=Path, dest="source", metavar="DIR", help="take them from this folder only"
    )
    add.set_defaults(do=_add)
    verbs.add_parser("list", parents=[folder], help="what is there").set_defaults(do=_list)
    remove = verbs.add_parser("remove", parents=[folder], help="take packages away")
    remove.add_argument("names", nargs="+", metavar="NAME")
    remove.set_defaults(do=_remove)
    return parser


def _file(name: str) -> Path:
    """A file that is there: Jupyter would pass over one that is not."""
    path = Path(name)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {name}")
    return path


def _add_db(subjects: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    database = subjects.add_parser("db", help="the database of interviews")
    verbs = database.add_subparsers(required=True, metavar="upgrade|recover")
    upgrade = verbs.add_parser("upgrade", help="bring it to the schema of this version")
    which = upgrade.add_mutually_exclusive_group()
    which.add_argument(
        "--db-url",
        metavar="URL",
        help="a PostgreSQL (c.InterviewApp.db_url, or else $JUPYTER_INTERVIEW_DB_URL)",
    )
    path = f"(c.InterviewApp.db_path, or else {default_database()})"
    which.add_argument("--db-path", type=Path, metavar="FILE", help=f"an SQLite file {path}")
    upgrade.set_defaults(do=_upgrade)
    recover = verbs.add_parser(
        "recover", help="take the interviews out of a damaged database that was set aside"
    )
    recover.add_argument("--db-path", type=Path, metavar="FILE", help=f"the SQLite file {path}")
    recover.set_defaults(do=_recover)


if __name__ == "__main__":
    sys.exit(main())
