"""Whole numbers as lib0 writes them: seven bits a byte, least significant first.

Eight bytes at most (56 bits), and only the shortest form: readers differ in what they make of
anything else, and no real encoder writes it.
"""

MAX_BYTES = 8


class SyncError(ValueError):
    """Bytes that are not what the sync protocol says. The message is a sentence without content."""


def read(data: bytes, pos: int) -> tuple[int, int]:
    """The number at ``pos`` and the position behind it."""
    try:
        byte = data[pos]
        pos += 1
        if byte < 0x80:
            return byte, pos
        value = byte & 0x7F
        shift = 7
        while True:
            byte = data[pos]
            pos += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift == 7 * MAX_BYTES:
                raise SyncError("A number is too long.")
    except IndexError:
        raise SyncError("The message ends inside a number.") from None
    if byte == 0:
        raise SyncError("A number is not in its shortest form.")
    return value, pos


def write(value: int) -> bytes:
    """``value`` (0 or more) as bytes."""
    if value < 0x80:
        return bytes((value,))
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
