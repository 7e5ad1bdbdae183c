"""Reads the rows on the pages of an SQLite file, whether or not anything leads to the pages.

SQLite finds a page by the pages above it. Where one of those is damaged, everything below is out of
its reach. Here each page is looked at for itself, as the file format describes it
(https://www.sqlite.org/fileformat2.html), and what does not read as a row is passed over.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

Value = None | int | float | str | bytes

_HEADER = 100
_INDEX_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 0x02, 0x0A, 0x0D
_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LONGEST = 64 * 1024 * 1024


class StoredRow(NamedTuple):
    """``number`` is the row's in a table; rows of indexes, which tables without one are, have
    none."""

    number: int | None
    values: tuple[Value, ...]


def stored_rows(file: bytes) -> Iterator[StoredRow]:
    """The rows of all tables and indexes of a file."""
    size = struct.unpack_from(">H", file, 16)[0] if len(file) >= _HEADER else 0
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1):
        size = 4096
    for start in range(0, len(file) - size + 1, size):
        yield from _on_page(file, start, size)


def _on_page(file: bytes, start: int, size: int) -> Iterator[StoredRow]:
    head = start + (_HEADER if start == 0 else 0)
    kind = file[head]
    if kind not in (_INDEX_INTERIOR, _INDEX_LEAF, _TABLE_LEAF):
        return
    count = struct.unpack_from(">H", file, head + 3)[0]
    pointers = head + (12 if kind == _INDEX_INTERIOR else 8)
    for index in range(min(count, size // 4)):
        with suppress(ValueError, IndexError, OverflowError, struct.error):
            at = start + int.from_bytes(file[pointers + 2 * index : pointers + 2 * index + 2])
            yield _cell(file, at + (4 if kind == _INDEX_INTERIOR else 0), size, kind)


def _cell(file: bytes, at: int, size: int, kind: int) -> StoredRow:
    length, at = _varint(file, at)
    number = None
    if kind == _TABLE_LEAF:
        number, at = _varint(file, at)
    if not 0 < length <= _LONGEST:
        raise ValueError("This is no row.")
    # How much of a row is on its own page; the rest is in a chain of others.
    most = size - 35 if kind == _TABLE_LEAF else (size - 12) * 64 // 255 - 23
    if length <= most:
        return StoredRow(number, _record(file[at : at + length]))
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    parts, following = [file[at : at + here]], int.from_bytes(file[at + here : at + here + 4])
    left = length - here
    while left > 0:
        begin = (following - 1) * size
        if following < 1 or begin + size > len(file):
            raise ValueError("The chain is broken.")
        parts.append(file[begin + 4 : begin + 4 + min(left, size - 4)])
        left -= len(parts[-1])
        following = int.from_bytes(file[begin : begin + 4])
    return StoredRow(number, _record(b"".join(parts)))


def _record(data: bytes) -> tuple[Value, ...]:
    end, at = _varint(data, 0)
    kinds = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(data, at, kind)
        values.append(value)
    if at != len(data):
        raise ValueError("This is no row.")
    return tuple(values)


def _value(data: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return float(struct.unpack_from(">d", data, at)[0]), at + 8
    size = _SIZES.get(kind, (kind - 12) // 2)
    content = data[at : at + size]
    if kind in (10, 11) or len(content) != size:
        raise ValueError("This is no row.")
    if kind in _SIZES:
        return int.from_bytes(content, signed=True), at + size
    return (content.decode() if kind % 2 else content), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError
