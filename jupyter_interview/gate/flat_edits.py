"""What an update changes in the texts, as edits at places: so much is deleted, this is inserted.

An edit is a place where the text before the update and the text after it differ: everything that
was deleted and inserted between two characters that stay. So the edits of an update follow from the
two texts, and not from how the update is written.

Places are found in the order that the gate keeps (:mod:`.sequence`). Positions of a few spans are
remembered, those of the last edits, and a place is found from the nearest of them: people mostly
type where they or others have just typed.
"""

from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Sequence as Row
from typing import NamedTuple

from .gate import NO_END, OWN_LIMITS
from .ranges import Ranges
from .sequence import Sequence
from .strands import Span
from .update import Section, parse_update
from .walk import Walk

_MARKS = 12
"""The most spans of a text whose positions are remembered."""
_FEW = 16
"""Pieces that are looked for one by one; for more of them all spans are looked at."""


class FlatEdit(NamedTuple):
    """One edit of a text. Positions and lengths count UTF-16 units, in the text as the edits before
    this one have left it."""

    root: str
    position: int
    deleted: int
    inserted: str


class _Piece(NamedTuple):
    """Characters of one span that an update has added (``text``) or deleted."""

    span: Span
    clock: int
    length: int
    text: str | None


class _Placed(NamedTuple):
    """A piece, and how many characters were before it before the update."""

    position: int
    rank: int
    piece: _Piece


class _Group(NamedTuple):
    """The pieces of one edit; ``start`` and ``end`` are in the text before the update."""

    start: int
    end: int
    placed: list[_Placed]


class _Text:
    """How long a text is, and how many characters are before some spans of it."""

    __slots__ = ("length", "marks")

    def __init__(self) -> None:
        self.length = 0
        self.marks: dict[Span, int] = {}

    def move(self, starts: Row[int], ends: Row[int], shifts: Row[int]) -> None:
        """Move what is remembered by edits between these places; shifts are those up to and with
        each of them. What is at one of the places is forgotten."""
        moved = {}
        for span, position in self.marks.items():
            index = bisect_left(ends, position)
            if index == len(ends) or position < starts[index]:
                moved[span] = position + (shifts[index - 1] if index else 0)
        self.marks = moved

    def mark(self, span: Span, position: int) -> None:
        marks = self.marks
        marks.pop(span, None)
        marks[span] = position
        if len(marks) > _MARKS:
            del marks[next(iter(marks))]


class FlatEdits:
    """The edits of one document, which must be given all its updates, in order."""

    def __init__(self, roots: Iterable[str] = ()) -> None:
        self._roots: dict[str, int] = {}
        self._texts: dict[str, _Text] = {}
        self._sequence = Sequence()
        self._known: dict[int, int] = {}
        for root in roots:
            self.declare(root)

    def declare(self, root: str) -> None:
        """From now on the document may have this text, too."""
        if root not in self._roots:
            self._roots[root] = len(self._roots)
            self._texts[root] = _Text()

    def take(self, update: bytes) -> list[FlatEdit]:
        """The edits of the next update, of each text from left to right; raises GateError when the
        document cannot have had it, and then nothing has changed."""
        sections, deletes = parse_update(update, self._roots, OWN_LIMITS)
        sequence = self._sequence
        sequence.steps = NO_END
        walk = Walk(sequence, sections, self._roots, OWN_LIMITS)
        try:
            walk.run()
            deletions = walk.new_deletions(deletes)
        except ValueError:
            sequence.undo()
            raise
        self._known = sequence.before()
        added = sequence.added()
        pieces: dict[str, list[_Piece]] = {}
        dead = self._take_deleted(walk.erased + deletions, pieces)
        for client, end in added.items():
            self._take_added(client, end, sections[client], dead, pieces)
        edits: list[FlatEdit] = []
        for root in sorted(pieces):
            edits += self._edits_of(root, pieces[root])
        sequence.keep()
        for client, start, end in walk.erased + deletions:
            sequence.strands[client].deleted.add(start, end)
            sequence.strands[client].widths.clear(start, end)
        return edits

    def _take_deleted(
        self, deletions: Row[tuple[int, int, int]], pieces: dict[str, list[_Piece]]
    ) -> dict[int, Ranges]:
        """Collect what is deleted and was there; answers with all that is deleted now."""
        dead: dict[int, Ranges] = {}
        for client, start, end in deletions:
            gone = dead.setdefault(client, Ranges())
            there = min(end, self._known.get(client, end))
            if start < there:
                for first, last in self._sequence.strands[client].deleted.outside(start, there):
                    for left, right in gone.outside(first, last):
                        self._collect(client, left, right, None, pieces)
            gone.add(start, end)
        return dead

    def _take_added(
        self,
        client: int,
        end: int,
        section: Section,
        dead: dict[int, Ranges],
        pieces: dict[str, list[_Piece]],
    ) -> None:
        """Collect what is new and stays."""
        gone = dead.get(client) or Ranges()
        known = self._known[client]
        for struct in section.structs:
            if struct.text is None or struct.clock + struct.length <= known:
                continue
            begin = max(known, struct.clock)
            for first, last in gone.outside(begin, min(end, struct.clock + struct.length)):
                units = first - struct.clock, last - struct.clock
                text = _units_of(struct.text, struct.length, *units)
                self._collect(client, first, last, text, pieces)

    def _collect(
        self,
        client: int,
        start: int,
        end: int,
        text: str | None,
        pieces: dict[str, list[_Piece]],
    ) -> None:
        """Collect characters, which may be of several spans."""
        strand = self._sequence.strands[client]
        begin = start
        while start < end:
            span = strand.span_at(start)
            last = min(end, span.end)
            part = text
            if text is not None and last - start < end - begin:
                raw = text.encode()
                part = _units_of(raw, end - begin, start - begin, last - begin)
            pieces.setdefault(span.root, []).append(_Piece(span, start, last - start, part))
            start = last

    def _edits_of(self, root: str, pieces: list[_Piece]) -> list[FlatEdit]:
        """The edits of one text that these pieces make, from left to right."""
        text = self._texts[root]
        placed = self._placed(root, text, pieces)
        groups: list[_Group] = []
        for one in placed:
            end = one.position + (one.piece.length if one.piece.text is None else 0)
            if groups and one.position <= groups[-1].end:
                last = groups[-1]
                last.placed.append(one)
                groups[-1] = _Group(last.start, max(last.end, end), last.placed)
            else:
                groups.append(_Group(one.position, end, [one]))
        edits, shifts, marks, shift = [], [], [], 0
        for number, group in enumerate(groups):
            parts = [one.piece for one in group.placed]
            deleted = sum(part.length for part in parts if part.text is None)
            inserted = "".join(part.text for part in parts if part.text is not None)
            edits.append(FlatEdit(root, group.start + shift, deleted, inserted))
            if number in (0, len(groups) - 1):
                anchor = next((o for o in group.placed if o.piece.text is not None), None)
                marks.append(self._mark_of(anchor or group.placed[0], groups, number, shift))
            shift += sum(part.length for part in parts if part.text is not None) - deleted
            shifts.append(shift)
        text.move([group.start for group in groups], [group.end for group in groups], shifts)
        for mark in marks:
            if mark is not None:
                text.mark(*mark)
        text.length += shift
        return edits

    def _mark_of(
        self, one: _Placed, groups: list[_Group], number: int, shift: int
    ) -> tuple[Span, int] | None:
        """How many characters are before the span of the first piece of an edit, after the update.

        None if it is not known, because the span begins before other edits of the update.
        """
        span = one.piece.span
        begins = one.position - self._visible(span, span.start, one.piece.clock)
        if number and begins <= groups[number - 1].end:
            return None
        return span, min(begins, groups[number].start) + shift

    def _placed(self, root: str, text: _Text, pieces: list[_Piece]) -> list[_Placed]:
        """The pieces in the order of the text."""
        if len(pieces) == 1:
            [piece] = pieces
            return [_Placed(self._position(text, piece.span, piece.clock), 0, piece)]
        if len(pieces) > _FEW:
            placed = self._swept(root, pieces)
        else:
            placed = [_Placed(self._position(text, one.span, one.clock), 0, one) for one in pieces]
            placed = self._ranked(placed)
        return sorted(placed, key=_order)

    def _ranked(self, placed: list[_Placed]) -> list[_Placed]:
        """The same with ranks, by which those stand in order that had one place before."""
        tied: dict[int, list[_Placed]] = {}
        for one in placed:
            if one.piece.text is not None:
                tied.setdefault(one.position, []).append(one)
        ranks: dict[Span, int] = {}
        for together in tied.values():
            if len(together) > 1:
                self._rank({one.piece.span for one in together}, ranks)
        return [one._replace(rank=ranks.get(one.piece.span, 0)) for one in placed]

    def _rank(self, spans: set[Span], ranks: dict[Span, int]) -> None:
        """Number spans in their order, which had no character between them before the update."""
        span: Span | None = next(iter(spans))
        while span is not None and (before := span.before) is not None:
            if before not in spans and self._visible(before, before.start, before.end):
                break
            span = before
        found = 0
        while span is not None and found < len(spans):
            if span in spans:
                found += 1
                ranks[span] = found
            span = span.behind

    def _swept(self, root: str, pieces: list[_Piece]) -> list[_Placed]:
        """Where many pieces are, by a look at all spans."""
        wanted = {piece.span for piece in pieces}
        where: dict[Span, tuple[int, int]] = {}
        position, rank, span = 0, 0, self._sequence.head(root)
        while span is not None and len(where) < len(wanted):
            if span in wanted:
                where[span] = position, rank
                rank += 1
            position += self._visible(span, span.start, span.end)
            span = span.behind
        placed = []
        for piece in pieces:
            position, rank = where[piece.span]
            inside = self._visible(piece.span, piece.span.start, piece.clock)
            placed.append(_Placed(position + inside, rank, piece))
        return placed

    def _position(self, text: _Text, span: Span, clock: int) -> int:
        """How many characters were before this one before the update."""
        marks, visible = text.marks, self._visible
        before = visible(span, span.start, clock)
        if span in marks:
            return marks[span] + before
        behind = visible(span, clock, span.end)
        left, right = span.before, span.behind
        while True:
            if left is None:
                return before
            before += visible(left, left.start, left.end)
            if left in marks:
                return marks[left] + before
            left = left.before
            if right is None:
                return text.length - behind
            if right in marks:
                return marks[right] - behind
            behind += visible(right, right.start, right.end)
            right = right.behind

    def _visible(self, span: Span, start: int, end: int) -> int:
        """How many of these characters of a span the text had before the update."""
        known = self._known.get(span.client)
        if known is not None and known < end:
            end = known
        if start >= end:
            return 0
        deleted = self._sequence.strands[span.client].deleted
        return sum(last - first for first, last in deleted.outside(start, end))


def _order(one: _Placed) -> tuple[int, int, int]:
    return one.position, one.rank, one.piece.clock


def _units_of(raw: bytes, length: int, start: int, end: int) -> str:
    """Some UTF-16 units of a text of this length."""
    if len(raw) == length:
        return raw[start:end].decode()
    if (start, end) == (0, length):
        return raw.decode()
    return raw.decode().encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
