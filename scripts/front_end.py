"""Builds the front end when a package is made, unless it was built from the sources as they are.

hatch-jupyter-builder calls :func:`build` for a wheel or a source distribution. What was built
carries a fingerprint of its sources (``scripts/lib/parts.mjs`` writes it). So a package never
contains a front end of another version than its server, and a source distribution, which contains
both, needs no Node.js.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatch_jupyter_builder.utils import npm_builder

ROOT = Path(__file__).parents[1]
SHIPPED = ("labextension", "guest", "runner")
_IGNORED = re.compile(r"(^|/)(lib|node_modules|__pycache__)$|\.spec\.tsx?$|\.tsbuildinfo$|\.md$")


class Stale(Exception):
    """The front end cannot be built, and what is there is not what the sources say."""


def build(target_name: str, version: str, **options: Any) -> None:
    """Build what is not up to date; raises Stale when that is not possible."""
    if version == "standard" and not stale():
        return
    try:
        npm_builder(target_name, version, **options)
    except ValueError as missing:
        raise Stale(
            "The front end has to be built from the sources, for which Node.js 20.19 or newer and "
            "npm are needed, and npm was not found. Install them, or install a wheel of "
            "jupyter_interview, which has the front end built."
        ) from missing
    if version == "standard" and (left := stale()):
        raise Stale(f"These parts of the front end are older than their sources: {', '.join(left)}")


def stale(root: Path = ROOT) -> list[str]:
    """The parts that are missing, or were not built from the sources as they are."""
    parts = json.loads((root / "labextension" / "parts.json").read_text("utf-8"))
    return [name for name in SHIPPED if not _is_built(root, parts[name])]


def _is_built(root: Path, part: dict[str, str | list[str]]) -> bool:
    wanted = [*part["outputs"], str(part["print"])]
    if not all((root / path).exists() for path in wanted):
        return False
    return (root / str(part["print"])).read_text("utf-8") == _print_of(root, part["inputs"])


def _print_of(root: Path, inputs: str | list[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(file for one in inputs for file in _files(root, one)):
        digest.update(path.encode() + b"\0" + (root / path).read_bytes() + b"\0")
    return digest.hexdigest()


def _files(root: Path, path: str) -> Iterator[str]:
    """The files at this path that count as sources."""
    if _IGNORED.search(path) or not (root / path).exists():
        return
    if (root / path).is_dir():
        for one in (root / path).iterdir():
            yield from _files(root, f"{path}/{one.name}")
    else:
        yield path
