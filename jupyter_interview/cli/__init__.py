"""``jupyter interview``, the command line for people who run a server.

This is an application of Jupyter: what ``jupyter_server_config.py`` says about the database and the
wheels holds here as well. A flag goes before the file. Nobody is asked for a login: whoever may
read the database could read it without this.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from jupyter_core.application import JupyterApp
from jupyter_core.paths import jupyter_data_dir
from traitlets import default
from traitlets.config import Config

from ..contract.session import Audience
from ..domain.actor import SHARED
from ..domain.clock import SystemClock, iso
from ..domain.errors import InterviewError
from ..domain.records import SessionRecord
from ..packages.fetching import NotFetched, fetch
from ..packages.shelf import Shelf
from ..packages.wheels import NotForTheSandbox
from ..readers.exporters import EXPORTERS
from ..readers.exporters.recorded import CSV, RECORDED, WITH_REMARKS
from ..readers.exporters.taken import line_of
from ..sessions import operating
from ..store.base import StoreError
from ..store.migrate import SCHEMA_VERSION
from ..store.postgres import PostgresStore
from ..store.recovery import Recovered
from ..store.sqlite import SqliteStore
from .keeping import add_hold, add_release, hold, release
from .questions import add_questions
from .recordings import add_verify, export_files, write_new
from .rescoring import add_rescore

AnyStore = PostgresStore | SqliteStore


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

    @property
    def kept_days(self) -> float | None:
        """For how long interviews are kept after their end; None for ever."""
        return float(self._said("retention_days") or 0) or None

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
    except InterviewError as refusal:
        print(refusal.sentence, file=sys.stderr)
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
    store = _store(command)
    try:
        return await store.upgrade()
    finally:
        await store.close()


def _store(command: InterviewCommand) -> AnyStore:
    """The database that the server uses, which is still to be opened."""
    url = command.database_url
    return PostgresStore(url) if url else SqliteStore(command.database)


def _with_store(
    work: "Callable[[AnyStore, InterviewCommand], Coroutine[Any, Any, int]]",
) -> "Callable[[InterviewCommand], int]":
    """A command that works on the database, and answers with its exit status."""

    async def opened(command: InterviewCommand) -> int:
        store = _store(command)
        if not command.database_url and not _has_content(command.database):
            raise StoreError(f"There are no interviews in {command.database}.")
        try:
            await (store.open_alone() if command.options.alone else store.open_to_read())
            return await work(store, command)
        finally:
            await store.close()

    return lambda command: asyncio.run(opened(command))


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


async def _owners(store: AnyStore, command: InterviewCommand) -> int:
    for owner in await store.owners():
        made = "" if owner.made_us is None else f"  account of {iso(owner.made_us)}"
        print(f"{owner.identity}  interviews: {owner.sessions}, live: {owner.live}{made}")
    return 0


async def _show_owner(store: AnyStore, command: InterviewCommand) -> int:
    for session in await store.owned(command.options.owner):
        began = iso(session.created_us)
        print(f"{session.id}  {session.state}  {began}  {line_of(session.title)}")
    return 0


async def _hand_over(store: AnyStore, command: InterviewCommand) -> int:
    sessions, options = await _chosen(store, command), command.options
    ids = [session.id for session in sessions]
    await store.hand_over(ids, options.owner, options.to, SystemClock().now_us())
    print(f"handed over to {options.to}: {' '.join(ids)}")
    return 0


async def _delete(store: AnyStore, command: InterviewCommand) -> int:
    sessions = await _chosen(store, command)
    await operating.delete(store, sessions)
    print(f"deleted: {' '.join(session.id for session in sessions)}")
    return 0


async def _chosen(store: AnyStore, command: InterviewCommand) -> list[SessionRecord]:
    """The interviews of the owner that the command is about; raises StoreError for others."""
    owner, wanted = command.options.owner, set(command.options.session or ())
    found = [
        session
        for session in await store.owned(owner)
        if command.options.all or session.id in wanted
    ]
    if missing := wanted - {session.id for session in found}:
        raise StoreError(f"{owner} has no interview {' '.join(sorted(missing))}.")
    if not found:
        raise StoreError(f"{owner} has no interviews.")
    return found


async def _release(store: AnyStore, command: InterviewCommand) -> int:
    return await release(store, command.options, command.kept_days, command.log)


async def _hold(store: AnyStore, command: InterviewCommand) -> int:
    return await hold(store, command.options, command.log)


async def _forget_accounts(store: AnyStore, command: InterviewCommand) -> int:
    await store.forget_accounts()
    print("The next account of each name has what the name has.")
    return 0


async def _recordings(command: InterviewCommand) -> list[bytes]:
    """The recordings of the interviews that are named, or of a class. The database is closed again
    before anything is done with them."""
    options = command.options
    store = _store(command)
    if not command.database_url and not _has_content(command.database):
        raise StoreError(f"There are no interviews in {command.database}.")
    try:
        await store.open_to_read()
        wanted = options.session or await _of_class(store, options.group, options.owner)
        return await operating.recordings_of(store, wanted, command.log)
    finally:
        await store.close()


async def _of_class(store: AnyStore, group: str, owner: str | None) -> list[str]:
    """The interviews of a class, by title; raises StoreError where it is not clear whose is
    meant."""
    owners = [one.identity for one in await store.owners()] if owner is None else [owner]
    found = {one: await store.chosen(one, (), group) for one in owners}
    having = [one for one, sessions in found.items() if sessions]
    if not having:
        raise StoreError(f"There is no class {line_of(group)}.")
    if len(having) > 1:
        raise StoreError(f"Several people have this class; say --owner: {' '.join(having)}.")
    sessions = sorted(found[having[0]], key=lambda one: one.title)
    return [one.id for one in sessions]


async def _export(store: AnyStore, command: InterviewCommand) -> int:
    options = command.options
    about = command.log, options.url, Audience(options.audience), options.reader
    if options.form == CSV:
        content = await operating.table_of(store, options.session, *about)
    else:
        [session] = options.session
        content = (await operating.take_away(store, session, options.form, *about)).content
    return await asyncio.to_thread(write_new, options.output, content)


def _export_any(command: InterviewCommand) -> int:
    """Export what is in the database, or recordings that are files."""
    options = command.options
    if bool(options.session) == bool(options.recording):
        print("Name interviews, or files with --recording.", file=sys.stderr)
        return 2
    if len(options.session or options.recording) > 1 and options.form != CSV:
        print(f"Several interviews come together only as --form {CSV}.", file=sys.stderr)
        return 2
    if bool(options.include) != bool(options.reader):
        print("Say both --include remarks and --as, the host who reads them.", file=sys.stderr)
        return 2
    if options.include and (options.form not in WITH_REMARKS or options.recording):
        print("Notes and scores are in reports of interviews of the database.", file=sys.stderr)
        return 2
    if options.include and options.audience != Audience.HOSTS.value:
        print("Notes and scores are for hosts: leave --include or --audience out.", file=sys.stderr)
        return 2
    return export_files(options) if options.recording else _with_store(_export)(command)


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
    subjects = parser.add_subparsers(
        required=True, metavar="wheels|db|owners|export|release|hold|verify|rescore|questions"
    )
    _add_db(subjects)
    _add_owners(subjects)
    _add_export(subjects)
    add_release(subjects, _which(), _with_store(_release))
    add_hold(subjects, _which(), _with_store(_hold))
    add_verify(subjects, _file)
    add_rescore(subjects, _which(), _file, _recordings)
    add_questions(subjects)
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
    upgrade = verbs.add_parser(
        "upgrade", parents=[_which()], help="bring it to the schema of this version"
    )
    upgrade.set_defaults(do=_upgrade)
    recover = verbs.add_parser(
        "recover", help="take the interviews out of a damaged database that was set aside"
    )
    recover.add_argument("--db-path", type=Path, metavar="FILE", help=f"the SQLite file {_path()}")
    recover.set_defaults(do=_recover)


def _path() -> str:
    return f"(c.InterviewApp.db_path, or else {default_database()})"


def _which() -> argparse.ArgumentParser:
    """The options that say which database is meant."""
    options = argparse.ArgumentParser(add_help=False)
    which = options.add_mutually_exclusive_group()
    which.add_argument(
        "--db-url",
        metavar="URL",
        help="a PostgreSQL (c.InterviewApp.db_url, or else $JUPYTER_INTERVIEW_DB_URL)",
    )
    which.add_argument("--db-path", type=Path, metavar="FILE", help=f"an SQLite file {_path()}")
    return options


def _add_owners(subjects: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    owners = subjects.add_parser("owners", help="whose interviews there are; those of who is gone")
    verbs = owners.add_subparsers(required=True, metavar="list|show|hand-over|delete|forget")
    listed = verbs.add_parser("list", parents=[_which()], help="everybody who has interviews")
    listed.set_defaults(do=_with_store(_owners), alone=False)
    owner = argparse.ArgumentParser(add_help=False)
    owner.add_argument("owner", type=_owner, metavar="OWNER", help="as “list” says it: user:ana")
    show = verbs.add_parser("show", parents=[owner, _which()], help="the interviews of one owner")
    show.set_defaults(do=_with_store(_show_owner), alone=False)
    some = argparse.ArgumentParser(add_help=False)
    which = some.add_mutually_exclusive_group(required=True)
    which.add_argument("--session", action="append", metavar="ID", help="this one; may be repeated")
    which.add_argument("--all", action="store_true", help="all interviews of the owner")
    hand_over = verbs.add_parser(
        "hand-over", parents=[owner, some, _which()], help="give interviews to another owner"
    )
    hand_over.add_argument("--to", type=_owner, required=True, metavar="OWNER")
    hand_over.set_defaults(do=_with_store(_hand_over), alone=True)
    gone = verbs.add_parser(
        "delete", parents=[owner, some, _which()], help="delete interviews for everybody"
    )
    gone.set_defaults(do=_with_store(_delete), alone=True)
    forget = verbs.add_parser(
        "forget",
        parents=[_which()],
        help="forget which accounts the names were of, after the hub's database was made anew",
    )
    forget.set_defaults(do=_with_store(_forget_accounts), alone=True)


def _owner(text: str) -> str:
    """An owner as “list” says it."""
    if text != SHARED and not text.startswith("user:"):
        raise argparse.ArgumentTypeError(f"an owner is {SHARED}, or like user:ana")
    return text


def _add_export(subjects: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = subjects.add_parser("export", parents=[_which()], help="write an interview to a file")
    export.add_argument("session", nargs="*", metavar="SESSION", help="its id (of its address)")
    export.add_argument(
        "--recording",
        type=_file,
        action="append",
        metavar="FILE",
        help="a recording that was taken away, in place of an interview of the database",
    )
    export.add_argument("--form", "--format", choices=(*EXPORTERS, *RECORDED), required=True)
    export.add_argument("--output", type=Path, required=True, metavar="FILE", help="a new file")
    export.add_argument("--url", help="the server's address, for links to moments")
    export.add_argument(
        "--audience",
        choices=(Audience.HOSTS.value, Audience.EVERYBODY.value),
        default=Audience.HOSTS.value,
        help="of what is made of a recording: all that hosts may know, or what everybody could see",
    )
    export.add_argument(
        "--include",
        choices=("remarks",),
        help="notes and scores as well, in a report: those that the host of --as may read",
    )
    export.add_argument(
        "--as",
        dest="reader",
        metavar="HOST",
        help="a host, as “owners list” says it, or by the id of a guest in the interview",
    )
    export.set_defaults(do=_export_any, alone=False)


if __name__ == "__main__":
    sys.exit(main())
