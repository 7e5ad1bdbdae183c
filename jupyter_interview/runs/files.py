"""The built files that a process on the server is given, and the order that precedes them."""

import gzip
import json
import os
import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..packages.wheels import Package
from .events import Program

ROLES: dict[str, tuple[str, ...]] = {
    "javascript": ("acorn", "node"),
    "typescript": ("acorn", "sucrase", "node", "compiler"),
    "python": ("loader", "glue", "wasm", "snapshot", "stdlib"),
}
"""The roles of files, as in labextension/src/runner/messages.ts. Those of a language that is a pack
begin with its name and a slash."""

_ALWAYS_READ = frozenset({"sucrase", "loader", "glue", "wasm", "snapshot"})
"""Roles of files that every program needs which is given them. They are sent unpacked, and so are
those of packs."""

_TYPESCRIPT = re.compile(r"\.[mc]?ts$")
_IMPORTS_A_FILE = re.compile(
    r"""\bfrom\s*['"]\.|\bimport\s*['"]\.|\b(?:require|import)\s*\(\s*(?:['"`]\.|[^'"`\s])"""
)
"""An import of a file beside it, or of one whose name is only known when it runs."""

PIECE_BYTES = 256 * 1024
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line of input ends with a line feed only, as in the browser."""


def framed(value: dict[str, Any]) -> bytes:
    """A JSON text with its length before it, as labextension/src/runner/server/input.ts reads
    it."""
    text = json.dumps(value).encode()
    return b"%08x" % len(text) + text


def pieces(path: Path) -> Iterator[bytes]:
    """A file, in pieces of the size that a pipe takes."""
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that is first written to the standard input of a process."""

    head: bytes
    files: tuple["Sent", ...]

    def chunks(self) -> Iterator[bytes]:
        """The whole order, piece by piece."""
        yield self.head
        for file in self.files:
            yield from file.pieces()


class AsItIs:
    """A file of the folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = path.stat().st_size

    def pieces(self) -> Iterator[bytes]:
        """The file, piece by piece."""
        return pieces(self._path)


class Unpacked:
    """The content of a gzip file, kept in a file without a name until this process ends: a process
    that starts takes longer to unpack it than to read it."""

    def __init__(self, packed: Path) -> None:
        self._descriptor, name = tempfile.mkstemp()
        os.unlink(name)
        try:
            with gzip.open(packed) as content, open(self._descriptor, "wb", closefd=False) as file:
                shutil.copyfileobj(content, file, PIECE_BYTES)
                self.size = file.tell()
        except BaseException:
            os.close(self._descriptor)
            raise

    def pieces(self) -> Iterator[bytes]:
        """The content, which others may read at the same time."""
        for at in range(0, self.size, PIECE_BYTES):
            yield os.pread(self._descriptor, PIECE_BYTES, at)


Sent = AsItIs | Unpacked


_unpacked: dict[Path, Unpacked] = {}
_unpacking = threading.Lock()


def unpacked(packed: Path) -> Unpacked:
    """The content of a file whose name tells it. Each is unpacked once, whoever asks first."""
    with _unpacking:
        if packed not in _unpacked:
            _unpacked[packed] = Unpacked(packed)
        return _unpacked[packed]


class Files:
    """The files in ``static/runner``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def script(self) -> Path:
        return self.folder / "server.mjs"

    def order(self, program: Program, modules: list[str]) -> Order:
        """The order for a program; raises OSError if nothing was built."""
        manifest = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        others = program.others
        language = _worker_of(program)
        entries = [entry for entry in manifest["files"] if _is_for(language, entry["role"])]
        files = [self._file(entry) for entry in entries]
        head = {
            "language": language,
            "program": {
                "code": program.code,
                "name": program.main,
                "files": None if others is None else [asdict(file) for file in others],
                "input": {"lines": _LINE.findall(program.stdin), "open": False},
                "seed": secrets.randbits(32),
                "modules": modules,
                "showsValue": program.shows_value,
                # What cases expect is not among them: a program cannot answer what it never sees.
                "cases": list(program.cases),
                "remote": program.remote,
            },
            "files": [
                {
                    "role": entry["role"],
                    "size": file.size,
                    "gzipped": "gzip" in entry and isinstance(file, AsItIs),
                }
                for entry, file in zip(entries, files, strict=True)
            ],
        }
        return Order(framed(head), tuple(files))

    def _file(self, entry: dict[str, Any]) -> Sent:
        if "gzip" not in entry:
            return AsItIs(self.folder / entry["file"])
        packed = self.folder / f"{entry['file']}.gz"
        is_read = "/" in entry["role"] or entry["role"] in _ALWAYS_READ
        return unpacked(packed) if is_read else AsItIs(packed)


def _is_for(language: str, role: str) -> bool:
    return role in ROLES.get(language, ()) or role.startswith(f"{language}/")


def _worker_of(program: Program) -> str:
    """The language by which a process is made. A program of JavaScript that may import TypeScript
    needs what TypeScript needs."""
    is_mixed = (
        program.language == "javascript"
        and _IMPORTS_A_FILE.search(program.code) is not None
        and any(_TYPESCRIPT.search(file.name) for file in program.others or ())
    )
    return "typescript" if is_mixed else program.language


def parcel(packages: list[Package]) -> Iterator[bytes]:
    """Packages for a program that imports them."""
    paths = [package.path for package in packages]
    yield framed({"files": [{"file": path.name, "size": path.stat().st_size} for path in paths]})
    for path in paths:
        yield from pieces(path)
