"""The order of all characters of a document, without the characters themselves.

Every character that was ever typed is counted here, deleted ones too, as a list of spans for each
text, in the same order as in Yjs and pycrdt. The gate needs that order for two reasons.

*Honesty.* A client types between two characters that it sees side by side. Whatever others type
there at the same time, the lines from each span to its two neighbours never cross. If lines did
cross, copies of the document that get updates in different orders would stay different for good.

*Cost.* To find the position of a span, Yjs and pycrdt look at everything that was typed there at
the same time. When people type that is a few spans, but 25 kB made for the purpose keep pycrdt busy
for half a minute, and browsers for longer. So the steps are counted and limited, also for updates
that are refused in the end.

:meth:`Sequence.keep` keeps what an update has added, and :meth:`Sequence.undo` takes it back.
"""

from .strands import Span, Strand
from .update import CharacterId, GateError

CROSSING = "The update types between characters that were never side by side."
JOINED = "The update joins two texts."
FAR = "The update is too hard to put in its place."


class Sequence:
    """All spans of a document. ``steps`` is how many may still be looked at."""

    __slots__ = ("_before", "_heads", "_splits", "steps", "strands")

    def __init__(self) -> None:
        self.strands: dict[int, Strand] = {}
        self.steps = 0
        self._heads: dict[str, Span | None] = {}
        self._before: dict[int, tuple[int, int]] = {}
        self._splits: list[Span] = []

    def added(self) -> dict[int, int]:
        """The clients that something was added to, with their clocks now."""
        return {client: self.strands[client].end for client in self._before}

    def before(self) -> dict[int, int]:
        """The clients that something was added to, with their clocks before."""
        return {client: end for client, (end, _) in self._before.items()}

    def head(self, root: str) -> Span | None:
        """The first span of a text."""
        return self._heads.get(root)

    def keep(self) -> None:
        """Keep what was added."""
        self._before.clear()
        self._splits.clear()

    def undo(self) -> None:
        """Take back what was added, and what was split for it."""
        if not self._before:
            return
        for client, (end, halves) in self._before.items():
            strand = self.strands[client]
            while strand.spans and strand.spans[-1].start >= end:
                self._unlink(strand.pop())
            if strand.spans:
                strand.cut_back(end, halves)
            else:
                del self.strands[client]
        for span in reversed(self._splits):
            strand_or_none = self.strands.get(span.client)
            if strand_or_none is not None and span.start < strand_or_none.end:
                self._unlink(span)
                strand_or_none.rejoin(span)
        self.keep()

    def character_at(self, root: str, offset: int, patience: int) -> CharacterId | None:
        """The character with so many others before it that are not deleted.

        For the second half of a pair it is the first half. None at the end, and when more than
        ``patience`` spans would have to be searched.
        """
        span = self._heads.get(root)
        while span is not None and patience:
            strand = self.strands[span.client]
            for start, end in strand.deleted.outside(span.start, span.end):
                if offset < end - start:
                    clock = start + offset
                    return span.client, clock - strand.cuts(clock)
                offset -= end - start
            span, patience = span.behind, patience - 1
        return None

    def add(
        self,
        client: int,
        end: int,
        origin: CharacterId | None,
        right: CharacterId | None,
        root: str | None,
        text: str,
    ) -> str:
        """Add what a client has typed up to clock ``end``; answers with the text it is in.

        The neighbours must be known. ``root`` names the text if there are none. ``text`` is what
        was typed, if it may contain surrogate pairs.
        """
        strand = self.strands.get(client)
        if strand is None:
            strand = self.strands[client] = Strand()
        if client not in self._before:
            self._before[client] = strand.end, len(strand.halves)
        start = strand.end
        behind = None if right is None else self._starting_at(right)
        before = None if origin is None else self._ending_at(origin)
        if before is not None:
            root = before.root
        elif behind is not None:
            root = behind.root
        assert root is not None, "a struct without neighbours names its text"
        if behind is not None and behind.root != root:
            raise GateError(JOINED)
        first = self._heads.get(root) if before is None else before.behind
        if first is not behind:
            self._demand_side_by_side(before, behind, origin, right)
            before = self._look(client, origin, right, before, first, behind)
        if text:
            strand.add_halves(text)
        if (
            before is not None
            and before.end == start
            and before.client == client
            and before.right == right
            and origin == (client, start - 1)
        ):
            before.end = strand.end = end
        else:
            span = Span(client, start, end, origin, right, root)
            self._link(span, before)
            strand.append(span)
        return root

    def _demand_side_by_side(
        self,
        before: Span | None,
        behind: Span | None,
        origin: CharacterId | None,
        right: CharacterId | None,
    ) -> None:
        """Refuse neighbours that nobody can have seen side by side.

        Either the later one was typed next to the earlier one, or both were typed in the same gap
        by people who did not see each other's typing yet. Then no neighbour of one is between them.
        """
        if before is None or behind is None:
            line = before.right if before is not None else behind.origin if behind else None
            if line is not None:
                raise GateError(CROSSING)
            return
        if behind.origin == origin or before.right == right:
            return
        span = before.behind
        while span is not behind:
            self._step()
            if span is None or span.holds(behind.origin) or span.holds(before.right):
                raise GateError(CROSSING)
            span = span.behind

    def _look(
        self,
        client: int,
        origin: CharacterId | None,
        right: CharacterId | None,
        before: Span | None,
        first: Span | None,
        behind: Span | None,
    ) -> Span | None:
        """The span to go behind, among those that others typed in the gap, by the rule of Yjs."""
        passed: set[Span] = set()
        rivals: set[Span] = set()
        span = first
        while span is not None and span is not behind:
            self._step()
            passed.add(span)
            rivals.add(span)
            if span.origin == origin:
                if span.client < client:
                    before = span
                    rivals.clear()
                elif span.right == right:
                    break
            elif span.origin is not None and (holder := self._holding(span.origin)) in passed:
                if holder not in rivals:
                    before = span
                    rivals.clear()
            else:
                break
            span = span.behind
        return before

    def _step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise GateError(FAR)

    def _holding(self, character: CharacterId) -> Span:
        return self.strands[character[0]].span_at(character[1])

    def _ending_at(self, character: CharacterId) -> Span:
        """The span that ends with this character; a longer one is split."""
        client, clock = character
        span = self.strands[client].span_at(clock)
        if clock + 1 < span.end:
            self._split(span, clock + 1)
        return span

    def _starting_at(self, character: CharacterId) -> Span:
        """The span that begins with this character; a longer one is split."""
        client, clock = character
        span = self.strands[client].span_at(clock)
        return span if span.start == clock else self._split(span, clock)

    def _split(self, span: Span, clock: int) -> Span:
        """Split a span before ``clock``; answers with the second part."""
        rest = Span(span.client, clock, span.end, (span.client, clock - 1), span.right, span.root)
        span.end = clock
        self._link(rest, span)
        self.strands[span.client].insert(rest)
        self._splits.append(rest)
        return rest

    def _link(self, span: Span, before: Span | None) -> None:
        if before is None:
            behind = self._heads.get(span.root)
            self._heads[span.root] = span
        else:
            behind = before.behind
            before.behind = span
        span.before, span.behind = before, behind
        if behind is not None:
            behind.before = span

    def _unlink(self, span: Span) -> None:
        if span.before is None:
            self._heads[span.root] = span.behind
        else:
            span.before.behind = span.behind
        if span.behind is not None:
            span.behind.before = span.before
