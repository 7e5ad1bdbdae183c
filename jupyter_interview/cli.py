"""``jupyter interview``, the command line for people who run a server."""

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; answers with the exit status. Errors go to standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.do(options))
    except (NotFetched, NotForTheSandbox, StoreError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _add(options: argparse.Namespace) -> int:
    shelf = Shelf(options.dir)
    for package in fetch(options.names, shelf, options.source):
        print(f"added {package.name} {package.version}")
    print("Programs can import them after the page is reloaded.")
    return 0


def _list(options: argparse.Namespace) -> int:
    shelf = Shelf(options.dir, lambda sentence: print(sentence, file=sys.stderr))
    packages = shelf.packages()
    for package in packages:
        print(f"{package.name} {package.version}  import {', '.join(package.modules)}")
    if not packages:
        print(f"There are no packages in {shelf.folder}.")
    return 0


def _remove(options: argparse.Namespace) -> int:
    shelf = Shelf(options.dir)
    status = 0
    for name in options.names:
        if (package := shelf.remove(name)) is None:
            print(f"There is no package {name}.", file=sys.stderr)
            status = 1
        else:
            print(f"removed {package.name} {package.version}")
    return status


def _upgrade(options: argparse.Namespace) -> int:
    was = asyncio.run(_upgraded(options))
    if was == 0:
        print(f"The database was empty; it is of version {SCHEMA_VERSION} now.")
    elif was == SCHEMA_VERSION:
        print(f"The database is of version {SCHEMA_VERSION} already.")
    else:
        print(f"The database was of version {was} and is of version {SCHEMA_VERSION} now.")
    return 0


async def _upgraded(options: argparse.Namespace) -> int:
    url = options.db_url or (default_database_url() if options.db_path is None else "")
    path = options.db_path or default_database()
    store = PostgresStore(url) if url else SqliteStore(path)
    try:
        return await store.upgrade()
    finally:
        await store.close()


def _recover(options: argparse.Namespace) -> int:
    path = options.db_path or default_database()
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
    parser = argparse.ArgumentParser("jupyter interview", description=(__doc__ or "").strip())
    subjects = parser.add_subparsers(required=True, metavar="wheels|db")
    _add_db(subjects)
    wheels = subjects.add_parser("wheels", help="Python packages for programs in the sandbox")
    verbs = wheels.add_subparsers(required=True, metavar="add|list|remove")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument(
        "--dir", type=Path, default=default_shelf(), help="the folder of wheels (%(default)s)"
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


def _add_db(subjects: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    database = subjects.add_parser("db", help="the database of interviews")
    verbs = database.add_subparsers(required=True, metavar="upgrade|recover")
    upgrade = verbs.add_parser("upgrade", help="bring it to the schema of this version")
    which = upgrade.add_mutually_exclusive_group()
    which.add_argument(
        "--db-url", metavar="URL", help="a PostgreSQL ($JUPYTER_INTERVIEW_DB_URL, if that is set)"
    )
    which.add_argument(
        "--db-path", type=Path, metavar="FILE", help=f"an SQLite file ({default_database()})"
    )
    upgrade.set_defaults(do=_upgrade)
    recover = verbs.add_parser(
        "recover", help="take the interviews out of a damaged database that was set aside"
    )
    recover.add_argument(
        "--db-path", type=Path, metavar="FILE", help=f"the SQLite file ({default_database()})"
    )
    recover.set_defaults(do=_recover)


if __name__ == "__main__":
    sys.exit(main())
