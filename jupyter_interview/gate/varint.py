"""Whole numbers as lib0 writes them: seven bits a byte, least significant first.

Only the shortest form is accepted, and at most eight bytes (56 bits): readers disagree about
anything else, and no real encoder writes it.
"""

MAX_BYTES = 8


class SyncError(ValueError):
    """The bytes are no message of the sync protocol. The sentence contains nothing of them."""


def read(data: bytes, pos: int) -> tuple[int, int]:
    """Read the number at ``pos``; answers with it and the position behind it."""
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
    """Write ``value``, which is 0 or more."""
    if value < 0x80:
        return bytes((value,))
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
