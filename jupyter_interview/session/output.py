"""What a run prints: its pieces, their size, and what is kept when there is too much of it.

Of output that is too long the beginning and the end are kept, and how many bytes were left out
between them. No character is cut in two, and a table or a picture is kept whole or not at all.
"""

from collections import deque

from msgspec.structs import replace

from ..contract.output import WHOLE
from ..contract.values import Output

IMAGE = "image"

PIECE_BYTES = 32
"""What every further piece counts beside its text, so that many tiny ones are no way around."""

_LINE_CHARACTERS = 2000
_SHORT_CHARACTERS = 4096
"""Pieces are joined up to about this length, so that cutting and joining stay cheap."""


def size_of(output: Output) -> int:
    """The bytes of UTF-8 of a piece."""
    return len(output.text.encode()) + (0 if output.html is None else len(output.html.encode()))


def cut_utf8(text: str, size: int) -> str:
    """The longest beginning of the text that takes at most ``size`` bytes of UTF-8."""
    return text if len(text) * 4 <= size else text.encode()[: max(size, 0)].decode(errors="ignore")


def joins(last: Output, more: Output) -> bool:
    """Whether ``more`` is the same piece going on."""
    return last.stream == more.stream and more.stream not in WHOLE and more.omitted == 0


def append(outputs: list[Output], more: Output) -> int:
    """Put a piece at the end; answers with what it counts of the limit."""
    if outputs and joins(outputs[-1], more):
        outputs[-1] = replace(outputs[-1], text=outputs[-1].text + more.text)
        return size_of(more)
    outputs.append(more)
    return size_of(more) + (PIECE_BYTES if len(outputs) > 1 else 0)


def text_of(outputs: list[Output]) -> str:
    """All of it that is text, with a line where something was left out."""
    parts = []
    for output in outputs:
        if output.omitted:
            parts.append(f"\n[{output.omitted} bytes of output are left out here]\n")
        if output.stream != IMAGE:
            parts.append(output.text + ("\n" if output.stream in WHOLE else ""))
    return "".join(parts)


class Tail:
    """The newest output, of at most ``limit`` bytes; what is older is counted and let go."""

    def __init__(self, limit: int) -> None:
        self._limit = max(0, limit)
        self._pieces: deque[Output] = deque()
        self._size = 0
        self._omitted = 0

    @property
    def omitted(self) -> int:
        return self._omitted + sum(piece.omitted for piece in self._pieces)

    def add(self, piece: Output) -> None:
        """What is missing before a piece stays told there, where older output is held."""
        last = self._pieces[-1] if self._pieces else None
        goes_on = last is not None and joins(last, piece)
        if last is not None and goes_on and len(last.text) < _SHORT_CHARACTERS:
            self._pieces[-1] = replace(last, text=last.text + piece.text)
        else:
            self._pieces.append(piece)
        self._size += size_of(piece) + (0 if goes_on else PIECE_BYTES)
        while self._size > self._limit and self._pieces:
            self._drop(self._size - self._limit)

    def pieces(self) -> list[Output]:
        """What is left of it, beginning with a whole line or thing."""
        kept: list[Output] = []
        for piece in self._pieces:
            append(kept, piece)
        omitted = self._omitted + (kept[0].omitted if kept else 0)
        while kept and omitted:
            first = kept[0]
            begun = _from_next_line(first)
            omitted += size_of(first) - (0 if begun is None else size_of(begun))
            if begun is not None:
                kept[0] = replace(begun, omitted=omitted)
                break
            del kept[0]
            omitted += kept[0].omitted if kept else 0
        if not kept:
            return [Output("stdout", "", omitted=omitted)] if omitted else []
        return _without_torn_lines(kept)

    def _drop(self, excess: int) -> None:
        first = self._pieces.popleft()
        text = "" if first.stream in WHOLE else _without_beginning(first.text, excess)
        gone = size_of(first) - len(text.encode())
        self._omitted += first.omitted + gone
        self._size -= gone
        if text:
            self._pieces.appendleft(replace(first, text=text, omitted=0))
        elif not (self._pieces and joins(first, self._pieces[0])):
            self._size -= PIECE_BYTES


def _without_beginning(text: str, size: int) -> str:
    """The text without at least so many bytes of its beginning, from a whole character on."""
    data = text.encode()
    while size < len(data) and 0x80 <= data[size] < 0xC0:
        size += 1
    return data[size:].decode()


def _without_torn_lines(pieces: list[Output]) -> list[Output]:
    """Without what is left of one line between two gaps, which would look like a printed line."""
    kept: list[Output] = []
    dropped = 0
    for at, piece in enumerate(pieces):
        omitted = piece.omitted + dropped
        is_before_gap = at + 1 < len(pieces) and pieces[at + 1].omitted > 0
        if omitted and is_before_gap and _is_part_of_line(piece):
            dropped = omitted + size_of(piece)
        else:
            kept.append(replace(piece, omitted=omitted))
            dropped = 0
    return kept


def _is_part_of_line(piece: Output) -> bool:
    is_text = piece.stream != IMAGE and piece.stream not in WHOLE
    return is_text and len(piece.text) <= _LINE_CHARACTERS and "\n" not in piece.text


def _from_next_line(piece: Output) -> Output | None:
    """The piece from its first line on that is whole, if it is one of text or of pictures."""
    if piece.stream in WHOLE:
        return piece
    _, end, rest = piece.text.partition("\n")
    if piece.stream == IMAGE:
        return replace(piece, text=rest) if rest else None
    found = bool(end and rest) and len(piece.text) - len(rest) <= _LINE_CHARACTERS
    return replace(piece, text=rest) if found else piece


def ends_of(text: str, limit: int) -> list[Output]:
    """Text that comes whole, as the pieces that are kept of it."""
    head = cut_utf8(text, limit)
    if len(head) == len(text):
        return [Output("stdout", text)] if text else []
    head = cut_utf8(text, limit // 2)
    tail = Tail(limit - len(head.encode()))
    tail.add(Output("stdout", text[len(head) :]))
    return [Output("stdout", head), *tail.pieces()]
