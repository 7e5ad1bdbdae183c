"""Which keystrokes are in a Yjs update (version 1) of plain text.

Servers may merge updates on the way, so an update is known by what it brings and takes away and not
by its bytes. https://github.com/yjs/yjs/blob/main/INTERNALS.md describes the format.
"""

from collections.abc import Iterator

Key = tuple[int, int]
"""Client id and clock of a character that came; of one that went, with `-1 - clock`."""
_GC, _DELETED, _STRING, _SKIP = 0, 1, 4, 10
_PARENT_SUB, _RIGHT, _LEFT = 0x20, 0x40, 0x80


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self) -> int:
        data, at = self.data, self.at
        byte = data[at]
        at += 1
        value = byte & 127
        shift = 7
        while byte > 127:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
        self.at = at
        return value

    def text(self) -> bytes:
        length = self.number()
        self.at += length
        return self.data[self.at - length : self.at]


def keys(update: bytes) -> Iterator[Key]:
    """All keystrokes of an update, up to the first thing that is not text."""
    reader = _Reader(update)
    number = reader.number
    for _ in range(number()):
        structs, client, clock = number(), number(), number()
        for _ in range(structs):
            length = _struct(reader)
            if length == 0:
                return
            for place in range(clock, clock + abs(length)):
                if length > 0:
                    yield client, place
            clock += abs(length)
    for _ in range(number()):
        client = number()
        for _ in range(number()):
            clock, length = number(), number()
            for place in range(clock, clock + length):
                yield client, -1 - place


def _struct(reader: _Reader) -> int:
    """Read one; the length of its text, negative if it is skipped, 0 if it is something else."""
    number = reader.number
    info = reader.data[reader.at]
    reader.at += 1
    kind = info & 31
    if kind == _GC:
        return number()
    if kind == _SKIP:
        return -number()
    if info & _LEFT:
        number(), number()
    if info & _RIGHT:
        number(), number()
    if not info & (_LEFT | _RIGHT):
        if number():
            reader.text()
        else:
            number(), number()
        if info & _PARENT_SUB:
            reader.text()
    if kind == _DELETED:
        return number()
    return len(reader.text()) if kind == _STRING else 0
