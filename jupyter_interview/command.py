"""``jupyter interview``: what a person who runs the server does from a shell."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from .packages.fetching import NotFetched, fetch
from .packages.shelf import Shelf
from .packages.wheels import NotForTheSandbox


def default_shelf() -> Path:
    """Where wheels are kept unless the settings name another folder."""
    return Path(jupyter_data_dir(), "jupyter_interview", "wheels")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status; what went wrong stands on standard error."""
    options = _parser().parse_args(arguments)
    shelf = Shelf(options.dir)
    try:
        return int(options.do(shelf, options))
    except (NotFetched, NotForTheSandbox, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _add(shelf: Shelf, options: argparse.Namespace) -> int:
    for package in fetch(options.names, shelf, options.source):
        print(f"added {package.name} {package.version}")
    print("Programs can import them after the page is reloaded.")
    return 0


def _list(shelf: Shelf, options: argparse.Namespace) -> int:
    packages = shelf.packages()
    for package in packages:
        print(f"{package.name} {package.version}  import {', '.join(package.modules)}")
    if not packages:
        print(f"There are no packages in {shelf.folder}.")
    return 0


def _remove(shelf: Shelf, options: argparse.Namespace) -> int:
    status = 0
    for name in options.names:
        if (package := shelf.remove(name)) is None:
            print(f"There is no package {name}.", file=sys.stderr)
            status = 1
        else:
            print(f"removed {package.name} {package.version}")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("jupyter interview", description=(__doc__ or "").strip())
    subjects = parser.add_subparsers(required=True, metavar="wheels")
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


if __name__ == "__main__":
    sys.exit(main())
