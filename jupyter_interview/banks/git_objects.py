"""Reads commits and trees of a git repository from git's own files: loose objects and packs.

No program is started for it: git itself may start programs that the settings of a repository name.
Whatever cannot be read, or would be large, is an ``Unreadable``.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from

MOST_BYTES = 4 * 1024 * 1024
"""Of one object, unpacked."""
_MOST_DELTAS = 100
_MOST_ALTERNATES = 10
_MOST_INDEX_BYTES = 64 * 1024 * 1024
_MOST_NUMBER_BYTES = 10
"""Of a number in a pack, which then has up to 70 bits."""
_COMMIT, _TREE, _BLOB = 1, 2, 3
_NAMES = {b"commit": _COMMIT, b"tree": _TREE, b"blob": _BLOB}
_OFFSET_DELTA, _NAMED_DELTA = 6, 7
_FOLDER_MODE = b"40000"


class Unreadable(Exception):
    """An object is not there, or is not as git writes it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands under a name in a tree."""

    id: str
    is_folder: bool


def blob_id(content: bytes, like: str) -> str:
    """The id that git gives a file with this content, in a repository that has ids like this."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class Objects:
    """The objects of one repository. ``folder`` is the one that is called ``objects`` there."""

    def __init__(self, folder: Path) -> None:
        self._folders = [folder, *_alternates(folder)]

    def tree_of(self, commit: str) -> Mapping[str, Entry]:
        """What a commit has at the top."""
        kind, content = self._read(commit, 0)
        first = content.split(b"\n", 1)[0].split(b" ")
        if kind != _COMMIT or len(first) != 2 or first[0] != b"tree":
            raise Unreadable
        return self.tree(first[1].decode("ascii", "replace"))

    def tree(self, tree: str) -> Mapping[str, Entry]:
        """What is in a folder, by names."""
        kind, content = self._read(tree, 0)
        if kind != _TREE:
            raise Unreadable
        return dict(_entries(content, len(tree) // 2))

    def _read(self, name: str, deltas: int) -> tuple[int, bytes]:
        for folder in self._folders:
            loose = folder / name[:2] / name[2:]
            if loose.is_file():
                return _loose(loose)
            for index in sorted((folder / "pack").glob("*.idx")):
                at = _place(index, bytes.fromhex(name))
                if at is not None:
                    return self._packed(index.with_suffix(".pack"), at, deltas, len(name) // 2)
        raise Unreadable

    def _packed(self, pack: Path, at: int, deltas: int, length: int) -> tuple[int, bytes]:
        """The object that begins there in a pack. Many are written as changes of another one."""
        if deltas > _MOST_DELTAS:
            raise Unreadable
        with pack.open("rb") as file:
            file.seek(at)
            head = file.read(64)
            kind, end = head[0] >> 4 & 7, _end_of_number(head, 0)
            base: tuple[int, bytes] | None = None
            if kind == _OFFSET_DELTA:
                back, end = _offset(head, end)
                base = self._packed(pack, at - back, deltas + 1, length)
            elif kind == _NAMED_DELTA:
                name, end = head[end : end + length].hex(), end + length
                base = self._read(name, deltas + 1)
            file.seek(at + end)
            content = _unpacked(file.read(MOST_BYTES))
        return (kind, content) if base is None else (base[0], _changed(base[1], content))


def _alternates(folder: Path) -> Iterator[Path]:
    """Where objects of others are that this repository has by borrowing them."""
    listed = folder / "info" / "alternates"
    if listed.is_file():
        with listed.open("rb") as file:
            lines = file.read(MOST_BYTES).decode("utf-8", "replace").splitlines()
        for line in lines[:_MOST_ALTERNATES]:
            yield folder / line


def _loose(path: Path) -> tuple[int, bytes]:
    with path.open("rb") as file:
        head, _, content = _unpacked(file.read(MOST_BYTES)).partition(b"\0")
    return _NAMES.get(head.split(b" ")[0], 0), content


def _unpacked(packed: bytes) -> bytes:
    unpack = zlib.decompressobj()
    try:
        content = unpack.decompress(packed, MOST_BYTES)
    except zlib.error:
        raise Unreadable from None
    if not unpack.eof:
        raise Unreadable
    return content


def _entries(content: bytes, length: int) -> Iterator[tuple[str, Entry]]:
    at = 0
    while at < len(content):
        end = content.index(b"\0", at)
        mode, _, name = content[at:end].partition(b" ")
        at = end + 1 + length
        entry = Entry(content[end + 1 : at].hex(), mode == _FOLDER_MODE)
        yield name.decode("utf-8", "surrogateescape"), entry


def _place(index: Path, name: bytes) -> int | None:
    """Where an object begins in the pack of this index, if it is in it."""
    with index.open("rb") as file:
        if index.stat().st_size > _MOST_INDEX_BYTES or file.read(8) != b"\xfftOc\0\0\0\2":
            raise Unreadable
        counts = unpack_from(">256I", file.read(1024))
        first, last, total = counts[name[0] - 1] if name[0] else 0, counts[name[0]], counts[255]
        if not first <= last <= total <= index.stat().st_size // len(name):
            raise Unreadable
        names_at = 8 + 1024
        file.seek(names_at + first * len(name))
        names = file.read((last - first) * len(name))
        found = next(
            (at for at in range(0, len(names), len(name)) if names.startswith(name, at)), None
        )
        if found is None:
            return None
        number = first + found // len(name)
        offsets_at = names_at + total * (len(name) + 4)
        file.seek(offsets_at + number * 4)
        [offset] = unpack_from(">I", file.read(4))
        if offset < 1 << 31:
            return int(offset)
        file.seek(offsets_at + total * 4 + (offset & 0x7FFFFFFF) * 8)
        return int(unpack_from(">Q", file.read(8))[0])


def _end_of_number(content: bytes, at: int) -> int:
    for end in range(at, at + _MOST_NUMBER_BYTES):
        if not content[end] & 0x80:
            return end + 1
    raise Unreadable


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number with its lowest bits first, and where it ends."""
    end = _end_of_number(content, at)
    bits = (content[place] & 0x7F for place in range(at, end))
    return sum(part << 7 * place for place, part in enumerate(bits)), end


def _offset(content: bytes, at: int) -> tuple[int, int]:
    """A number with its highest bits first, as packs have it for how far back something is."""
    end = _end_of_number(content, at)
    number = content[at] & 0x7F
    for place in range(at + 1, end):
        number = (number + 1) << 7 | content[place] & 0x7F
    if number <= 0:
        raise Unreadable
    return number, end


def _changed(base: bytes, delta: bytes) -> bytes:
    """What a delta makes of another object: pieces of it, and new ones."""
    _, at = _number(delta, 0)
    _, at = _number(delta, at)
    made, length = [], 0
    while at < len(delta):
        order, at = delta[at], at + 1
        if order & 0x80:
            start = size = 0
            for bit in range(4):
                if order & 1 << bit:
                    start, at = start | delta[at] << 8 * bit, at + 1
            for bit in range(3):
                if order & 0x10 << bit:
                    size, at = size | delta[at] << 8 * bit, at + 1
            piece = base[start : start + (size or 0x10000)]
        else:
            piece, at = delta[at : at + order], at + order
        made.append(piece)
        length += len(piece)
        if not order or length > MOST_BYTES:
            raise Unreadable
    return b"".join(made)
