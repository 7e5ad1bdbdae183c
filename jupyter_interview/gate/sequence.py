"""The characters of a document in their order, without what they say.

Every character ever typed is here, deleted ones too, as a list of runs for each text, in the order
in which Yjs and pycrdt have them. The gate needs that order for two things.

*What can be honest.* A client types between two characters that it sees side by side. Whatever
others type there meanwhile, the lines from each run to its two neighbours never cross. Where lines
do cross, replicas that hear of things in different orders end with different texts, for good.

*What is dear.* To put a run in its place, Yjs and pycrdt look at what was typed there meanwhile.
That is a few runs for people, but 25 kB made for the purpose keep pycrdt busy for half a minute,
and every browser for longer. So the steps are counted, and limited, for refused updates too.

What an update has added is kept by :meth:`Sequence.keep` or taken back by :meth:`Sequence.undo`.
"""

from .strands import Run, Strand
from .update import GateError, Place

CROSSING = "The update types between characters that were never side by side."
JOINED = "The update joins two texts."
FAR = "The update is too hard to put in its place."


class Sequence:
    """All runs of a document. ``steps`` is how many may still be looked at."""

    __slots__ = ("_before", "_heads", "_splits", "steps", "strands")

    def __init__(self) -> None:
        self.strands: dict[int, Strand] = {}
        self.steps = 0
        self._heads: dict[str, Run | None] = {}
        self._before: dict[int, tuple[int, int]] = {}
        self._splits: list[Run] = []

    def added(self) -> dict[int, int]:
        """The clients that have got something, with their clocks now."""
        return {client: self.strands[client].end for client in self._before}

    def keep(self) -> None:
        """What was added stays."""
        self._before.clear()
        self._splits.clear()

    def undo(self) -> None:
        """Take back what was added, and what was split for it."""
        if not self._before:
            return
        for client, (end, halves) in self._before.items():
            strand = self.strands[client]
            while strand.runs and strand.runs[-1].start >= end:
                self._unlink(strand.pop())
            if strand.runs:
                strand.cut_back(end, halves)
            else:
                del self.strands[client]
        for run in reversed(self._splits):
            strand_or_none = self.strands.get(run.client)
            if strand_or_none is not None and run.start < strand_or_none.end:
                self._unlink(run)
                strand_or_none.rejoin(run)
        self.keep()

    def place_at(self, root: str, offset: int, patience: int) -> Place | None:
        """The character that so many others, deleted ones not counted, stand before.

        The first half of a pair for its second one. None at the end, and when so many runs as
        ``patience`` lie before it.
        """
        run = self._heads.get(root)
        while run is not None and patience:
            strand = self.strands[run.client]
            for start, end in strand.deleted.outside(run.start, run.end):
                if offset < end - start:
                    clock = start + offset
                    return run.client, clock - strand.cuts(clock)
                offset -= end - start
            run, patience = run.behind, patience - 1
        return None

    def add(
        self,
        client: int,
        end: int,
        origin: Place | None,
        right: Place | None,
        root: str | None,
        text: str,
    ) -> str:
        """A client types up to clock ``end``; the text it is in.

        Neighbours must be there. ``root`` names the text when there are none; ``text`` is what is
        typed, if that may hold surrogate pairs.
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
            run = Run(client, start, end, origin, right, root)
            self._link(run, before)
            strand.append(run)
        return root

    def _demand_side_by_side(
        self, before: Run | None, behind: Run | None, origin: Place | None, right: Place | None
    ) -> None:
        """Refuse neighbours that nobody can have seen side by side.

        The later one of the two was typed next to the other, or both were typed in the same gap by
        people who did not see each other yet. Then neither has a neighbour of its own in between.
        """
        if before is None or behind is None:
            line = before.right if before is not None else behind.origin if behind else None
            if line is not None:
                raise GateError(CROSSING)
            return
        if behind.origin == origin or before.right == right:
            return
        run = before.behind
        while run is not behind:
            self._step()
            if run is None or run.holds(behind.origin) or run.holds(before.right):
                raise GateError(CROSSING)
            run = run.behind

    def _look(
        self,
        client: int,
        origin: Place | None,
        right: Place | None,
        before: Run | None,
        first: Run | None,
        behind: Run | None,
    ) -> Run | None:
        """The run to go behind, among those that others typed in the gap: Yjs's own rule."""
        passed: set[Run] = set()
        rivals: set[Run] = set()
        run = first
        while run is not None and run is not behind:
            self._step()
            passed.add(run)
            rivals.add(run)
            if run.origin == origin:
                if run.client < client:
                    before = run
                    rivals.clear()
                elif run.right == right:
                    break
            elif run.origin is not None and (holder := self._holding(run.origin)) in passed:
                if holder not in rivals:
                    before = run
                    rivals.clear()
            else:
                break
            run = run.behind
        return before

    def _step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise GateError(FAR)

    def _holding(self, place: Place) -> Run:
        return self.strands[place[0]].run_at(place[1])

    def _ending_at(self, place: Place) -> Run:
        """The run that ends with this character, split off if need be."""
        client, clock = place
        run = self.strands[client].run_at(clock)
        if clock + 1 < run.end:
            self._split(run, clock + 1)
        return run

    def _starting_at(self, place: Place) -> Run:
        """The run that begins with this character, split off if need be."""
        client, clock = place
        run = self.strands[client].run_at(clock)
        return run if run.start == clock else self._split(run, clock)

    def _split(self, run: Run, clock: int) -> Run:
        """Cut before ``clock``; the second part."""
        rest = Run(run.client, clock, run.end, (run.client, clock - 1), run.right, run.root)
        run.end = clock
        self._link(rest, run)
        self.strands[run.client].insert(rest)
        self._splits.append(rest)
        return rest

    def _link(self, run: Run, before: Run | None) -> None:
        if before is None:
            behind = self._heads.get(run.root)
            self._heads[run.root] = run
        else:
            behind = before.behind
            before.behind = run
        run.before, run.behind = before, behind
        if behind is not None:
            behind.before = run

    def _unlink(self, run: Run) -> None:
        if run.before is None:
            self._heads[run.root] = run.behind
        else:
            run.before.behind = run.behind
        if run.behind is not None:
            run.behind.before = run.before
