"""Reads a Yjs update (version 1) without trusting a byte of it.

The result is the shape of the update: which clocks each client adds, what they refer to, and what
is deleted. Only strings and the placeholders of deleted text pass, because edits of plain text in a
root type consist of nothing else. There may be no other content, no nested types, no map keys and
no Skips. GC structs are refused as well: Yjs makes them of the children of deleted types, which a
document of flat texts never has, and Yjs and pycrdt disagree on what may refer to one. Each count
is checked against the bytes that remain before memory is allocated for it, so time and memory are
bounded by the size of the update.

Layout: the count of sections; in each section the count of structs, the client, the clock and the
structs; then the delete set: the count of clients; for each the client, the count of ranges, and
the ranges as clock and length.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .varint import SyncError, read

MAX_CLIENT = 2**53 - 1

DELETED, STRING = 1, 4
RIGHT, ORIGIN = 0x40, 0x80
CONTENTS = {
    bytes((kind | origin | right,)): (kind == STRING, bool(origin), bool(right))
    for kind in (DELETED, STRING)
    for origin in (0, ORIGIN)
    for right in (0, RIGHT)
}
"""The first byte of a struct: whether it is live text, has an origin, has a right origin."""
PIECE = 1000
"""Structs or deletions that are handled in a few milliseconds."""


class GateError(ValueError):
    """An update that must not reach the document. The message is a sentence without content."""


class UnknownRoot(GateError):
    """An update of a text that was not declared, by the name of its root."""

    def __init__(self, root: str) -> None:
        super().__init__("The update writes into something other than a text of this session.")
        self.root = root


@dataclass(frozen=True, slots=True)
class UpdateLimits:
    """How much one update may contain. Structs and ranges with nothing new are not counted.

    ``steps`` is a budget for the whole document: how many spans may be looked at to find the
    positions of new ones. Each struct that passes adds ``steps_a_struct``; what people type costs
    about one.
    """

    bytes: int = 256 * 1024
    structs: int = 5000
    delete_ranges: int = 5000
    clients: int = 8
    steps: int = 1_000_000
    steps_a_struct: int = 20
    vector_clients: int = 2000
    returns: bool = False
    """Whether text may contain carriage returns, as old texts do from before they were refused."""
    clock: int = 2**31 - 1


CharacterId = tuple[int, int]
"""The id of a character: client and clock. Clocks and lengths count UTF-16 units."""


class Struct(NamedTuple):
    """A span of characters of one client, typed between ``origin`` and ``right``.

    ``root`` is given if there is neither of them. ``text`` is None for deleted text.
    """

    clock: int
    length: int
    origin: CharacterId | None
    right: CharacterId | None
    root: str | None
    text: bytes | None


class Section(NamedTuple):
    """The consecutive structs of one client."""

    client: int
    structs: list[Struct]
    end: int


class Update(NamedTuple):
    """The content of an update by client: its section and its delete ranges (start, end
    exclusive)."""

    sections: dict[int, Section]
    deletes: dict[int, list[tuple[int, int]]]


def parse_update(data: bytes, roots: Collection[str], limits: UpdateLimits) -> Update:
    """Read the update in ``data``; raises :class:`GateError` for all but plain text in
    ``roots``."""
    update = Update({}, {})
    for _ in parse_in_pieces(data, roots, limits, update):
        pass
    return update


def parse_in_pieces(
    data: bytes, roots: Collection[str], limits: UpdateLimits, update: Update
) -> Iterator[None]:
    """Read it into ``update``, with a pause after every ``PIECE`` structs."""
    if len(data) > limits.bytes:
        raise GateError("The update is too big.")
    sections, deletes = update
    size = len(data)
    try:
        count, pos = read(data, 0)
        if count * 7 > size:
            raise GateError("The update names more clients than fit into it.")
        for _ in range(count):
            struct_count, pos = read(data, pos)
            start = pos
            client, pos = read(data, pos)
            own = data[start:pos]
            clock, pos = read(data, pos)
            if struct_count == 0 or struct_count * 4 > size - pos:
                raise GateError("The update names more structs than fit into it.")
            if client > MAX_CLIENT or client in sections:
                raise GateError("The update names an impossible client.")
            structs: list[Struct] = []
            for number in range(1, struct_count + 1):
                struct, pos = _struct(data, pos, client, own, clock, roots)
                clock += struct.length
                if clock > limits.clock:
                    raise GateError("A clock is too high.")
                structs.append(struct)
                if number % PIECE == 0:
                    yield
            sections[client] = Section(client, structs, clock)
        pos = _delete_set(data, pos, deletes)
    except SyncError as error:
        raise GateError(str(error)) from None
    if pos != size:
        raise GateError("The update does not end where it should.")


def _struct(
    data: bytes, pos: int, client: int, own: bytes, clock: int, roots: Collection[str]
) -> tuple[Struct, int]:
    """Read one struct. ``own`` are the bytes of ``client``, which most structs repeat."""
    info = data[pos : pos + 1]
    content = CONTENTS.get(info)
    if content is None:
        raise GateError("The update holds something other than text.")
    is_text, has_origin, has_right = content
    pos += 1
    origin: CharacterId | None = None
    right: CharacterId | None = None
    root: str | None = None
    if has_origin:
        if data.startswith(own, pos):
            owner = client
            pos += len(own)
        else:
            owner, pos = read(data, pos)
        at, pos = read(data, pos)
        origin = owner, at
    if has_right:
        if data.startswith(own, pos):
            owner = client
            pos += len(own)
        else:
            owner, pos = read(data, pos)
        at, pos = read(data, pos)
        right = owner, at
    if not has_origin and not has_right:
        root, pos = _root(data, pos, roots)
    length, pos = read(data, pos)
    text: bytes | None = None
    if is_text:
        text = data[pos : pos + length]
        if len(text) != length:
            raise GateError("The update ends inside a text.")
        pos += length
        if not text.isascii():
            length = _units(text)
    if length == 0:
        raise GateError("The update holds a struct of no length.")
    return Struct(clock, length, origin, right, root, text), pos


def _root(data: bytes, pos: int, roots: Collection[str]) -> tuple[str, int]:
    named, pos = read(data, pos)
    if named != 1:
        raise GateError("The update writes into something other than a text of this session.")
    length, pos = read(data, pos)
    try:
        name = data[pos : pos + length].decode()
    except UnicodeDecodeError:
        name = ""
    if name not in roots:
        raise UnknownRoot(name)
    return name, pos + length


def _units(text: bytes) -> int:
    try:
        return len(text.decode().encode("utf-16-le")) // 2
    except UnicodeDecodeError:
        raise GateError("The update holds text that is not UTF-8.") from None


def _delete_set(data: bytes, pos: int, deletes: dict[int, list[tuple[int, int]]]) -> int:
    size = len(data)
    count, pos = read(data, pos)
    if count * 4 > size - pos:
        raise GateError("The update deletes from more clients than fit into it.")
    for _ in range(count):
        client, pos = read(data, pos)
        range_count, pos = read(data, pos)
        if range_count == 0 or range_count * 2 > size - pos:
            raise GateError("The update names more deletions than fit into it.")
        if client > MAX_CLIENT or client in deletes:
            raise GateError("The update deletes from an impossible client.")
        ranges: list[tuple[int, int]] = []
        for _ in range(range_count):
            start, pos = read(data, pos)
            length, pos = read(data, pos)
            if length == 0:
                raise GateError("The update deletes nothing at some place.")
            ranges.append((start, start + length))
        deletes[client] = ranges
    return pos
