"""Writes Yjs updates by hand, the impossible ones too."""

from jupyter_interview.gate.varint import write

ROOT = "code:python"
OTHER_ROOT = "code:javascript"
ROOTS = (ROOT, OTHER_ROOT)

GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP = range(11)

Place = tuple[int, int]


def varints(*values: int) -> bytes:
    """Numbers one after another."""
    return b"".join(map(write, values))


def string(text: str | bytes) -> bytes:
    """A string with its length."""
    data = text if isinstance(text, bytes) else text.encode()
    return write(len(data)) + data


def struct(
    content: bytes,
    kind: int = STRING,
    *,
    origin: Place | None = None,
    right: Place | None = None,
    root: str = ROOT,
) -> bytes:
    """Any struct; ``content`` is as on the wire, ``root`` counts when there is no neighbour."""
    info = kind | (0x80 if origin else 0) | (0x40 if right else 0)
    parts = [bytes((info,))]
    parts += [varints(*place) for place in (origin, right) if place]
    if not origin and not right:
        parts += [b"\x01", string(root)]
    return b"".join([*parts, content])


def typed(
    text: str | bytes, origin: Place | None = None, right: Place | None = None, root: str = ROOT
) -> bytes:
    """A struct of text."""
    return struct(string(text), origin=origin, right=right, root=root)


def erased(length: int, origin: Place | None = None, right: Place | None = None) -> bytes:
    """A struct of deleted text."""
    return struct(write(length), DELETED, origin=origin, right=right)


def section(client: int, clock: int, *structs: bytes) -> bytes:
    """The structs of one client."""
    return varints(len(structs), client, clock) + b"".join(structs)


def deletes(client: int, *ranges: tuple[int, int]) -> bytes:
    """One client's delete ranges, as start and length."""
    return varints(client, len(ranges)) + b"".join(varints(*each) for each in ranges)


def update(*sections: bytes, deleted: tuple[bytes, ...] = ()) -> bytes:
    """A whole update."""
    parts = [write(len(sections)), *sections, write(len(deleted)), *deleted]
    return b"".join(parts)


def one(client: int, clock: int, *structs: bytes) -> bytes:
    """An update of one client."""
    return update(section(client, clock, *structs))
