"""The files that the build made for runs on the server, and the order that goes before them."""

import json
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


def framed(value: dict[str, Any]) -> bytes:
    """A JSON text with its length before it, as labextension/src/runner/server/input.ts reads."""
    text = json.dumps(value).encode()
    return b"%08x" % len(text) + text


@dataclass(frozen=True, slots=True)
class Order:
    """Bytes for the process, and the secret that its lines begin with."""

    secret: str
    head: bytes
    files: tuple[Path, ...]

    def chunks(self) -> Iterator[bytes]:
        """Everything that goes to standard input, piece by piece."""
        yield self.head
        for path in self.files:
            yield path.read_bytes()


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
        secret = secrets.token_hex(16)
        head = {
            "secret": secret,
            "language": program.language,
            "program": {
                "code": program.code,
                "input": {"lines": program.stdin.splitlines(keepends=True), "open": False},
                "seed": secrets.randbits(32),
                "modules": modules,
                "tests": [test.json() for test in program.tests],
                "showsValue": program.shows_value,
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
        return Order(secret, framed(head), tuple(map(self._path, entries)))

    def _path(self, entry: dict[str, Any]) -> Path:
        return self.folder / f"{entry['file']}{'.gz' if 'gzip' in entry else ''}"


def parcel(packages: list[Package]) -> Iterator[bytes]:
    """Packages on their way to a program that imports them."""
    contents = [(package.path.name, package.path.read_bytes()) for package in packages]
    yield framed({"files": [{"file": name, "size": len(data)} for name, data in contents]})
    for _, data in contents:
        yield data
