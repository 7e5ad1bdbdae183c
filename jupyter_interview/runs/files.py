"""The files that the build made for runs on the server, and the order that goes before them."""

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..packages.wheels import Package
from .events import Program

ROLES: dict[str, tuple[str, ...]] = {
    "javascript": ("acorn", "node"),
    "typescript": ("acorn", "sucrase", "node", "compiler"),
    "python": ("loader", "glue", "wasm", "snapshot", "stdlib"),
}
"""As in labextension/src/runner/messages.ts."""

PIECE_BYTES = 256 * 1024
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line of input ends with a line feed and nothing else, as in the browser."""


def framed(value: dict[str, Any]) -> bytes:
    """A JSON text with its length before it, as labextension/src/runner/server/input.ts reads."""
    text = json.dumps(value).encode()
    return b"%08x" % len(text) + text


def pieces(path: Path) -> Iterator[bytes]:
    """A file, so much at a time as a pipe takes."""
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


@dataclass(frozen=True, slots=True)
class Order:
    """Everything for standard input at the beginning."""

    head: bytes
    files: tuple[Path, ...]

    def chunks(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        yield self.head
        for path in self.files:
            yield from pieces(path)


class Files:
    """What lies in ``static/runner``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def script(self) -> Path:
        return self.folder / "server.mjs"

    def order(self, program: Program, modules: list[str]) -> Order:
        """How to begin; raises OSError when nothing was built."""
        manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        wanted = ROLES[program.language]
        entries = [entry for entry in manifest["files"] if entry["role"] in wanted]
        head = {
            "language": program.language,
            "program": {
                "code": program.code,
                "input": {"lines": _LINE.findall(program.stdin), "open": False},
                "seed": secrets.randbits(32),
                "modules": modules,
                "showsValue": program.shows_value,
                # What is expected stays here: a program cannot tell what it never sees.
                "expressions": [test.expression for test in program.tests],
            },
            "files": [
                {
                    "role": entry["role"],
                    "size": entry.get("gzip", entry["size"]),
                    "gzipped": "gzip" in entry,
                }
                for entry in entries
            ],
        }
        return Order(framed(head), tuple(map(self._path, entries)))

    def _path(self, entry: dict[str, Any]) -> Path:
        return self.folder / f"{entry['file']}{'.gz' if 'gzip' in entry else ''}"


def parcel(packages: list[Package]) -> Iterator[bytes]:
    """Packages on their way to a program that imports them."""
    paths = [package.path for package in packages]
    yield framed({"files": [{"file": path.name, "size": path.stat().st_size} for path in paths]})
    for path in paths:
        yield from pieces(path)
