"""The gate decides whether an update may reach the document, before native code sees a byte of it.

pycrdt trusts its input. Short updates that look valid were seen to hang it, to kill the process, or
to leave two copies of a document different for good. So an update passes only if an honest Yjs
client could have made it from edits of plain text:

- Its clocks continue exactly where the document's end. What is known already may come again.
- A struct refers only to what is known or comes earlier in the update, and never in a circle.
- The neighbours of a struct are in one text and can once have been side by side (:mod:`.sequence`).
- Yjs does not take too long to find the position between them (also there).
- No line ends with a carriage return, which editors do not count as the document does.
- Nothing cuts an astral character in two, because Yjs and pycrdt then make different texts of it.
- Only known characters are deleted.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, TypeVar

from .sequence import Sequence
from .update import PIECE, CharacterId, Update, UpdateLimits, parse_in_pieces, parse_update
from .walk import Walk

DEFAULT_LIMITS = UpdateLimits()
OWN_LIMITS = UpdateLimits(
    bytes=2**40, structs=2**40, delete_ranges=2**40, clients=2**40, returns=True
)
NO_END = 2**60
T = TypeVar("T")
PATIENCE = 10_000
"""Spans that are searched for one character, which takes a few milliseconds."""


class UpdateEffect(NamedTuple):
    """What an update changes that may pass.

    ``clocks`` maps the id of each client that brings something new to its clock afterwards.
    ``growth`` is by how many bytes of UTF-8 each text grows or shrinks, in the order of the roots.
    ``deletes`` says whether it deletes something that is not deleted yet, ``roots`` which texts it
    adds to. ``structs`` and ``deletions`` are for the gate alone.
    """

    clocks: dict[int, int]
    growth: list[int]
    deletes: bool
    roots: frozenset[str]
    structs: int
    deletions: list[tuple[int, int, int]]

    @property
    def empty(self) -> bool:
        """Whether everything in the update is known already."""
        return not self.clocks and not self.deletes


class Gate:
    """The gate of one document. It must be given all updates of the document, in order.

    For each update call :meth:`check`, apply it, and call :meth:`applied`. If an update was checked
    and not applied, the next check forgets it. Changes by the server itself, and updates from the
    log or a snapshot, go to :meth:`load`.
    """

    __slots__ = ("_learning", "_limits", "_pending", "_roots", "_sequence", "_sizes", "_steps")

    def __init__(self, roots: Collection[str], limits: UpdateLimits = DEFAULT_LIMITS) -> None:
        self._roots = {root: number for number, root in enumerate(roots)}
        self._sizes = [0] * len(roots)
        self._limits = limits
        self._sequence = Sequence()
        self._steps = limits.steps
        self._pending: list[bytes] = []
        self._learning: Iterator[None] | None = None

    def declare(self, root: str) -> None:
        """From now on the document may have this text, too."""
        if root not in self._roots:
            self._roots[root] = len(self._roots)
            self._sizes.append(0)

    @property
    def behind(self) -> bool:
        """Whether something waits for :meth:`learn`."""
        return bool(self._pending) or self._learning is not None

    @property
    def known(self) -> dict[int, int]:
        """The document's state vector: client id to clock."""
        self._catch_up()
        self._sequence.undo()
        return {client: strand.end for client, strand in self._sequence.strands.items()}

    def size(self, root: str) -> int:
        """The size of a text in bytes of UTF-8."""
        self._catch_up()
        return self._sizes[self._roots[root]]

    def total(self, roots: Iterable[str], effect: UpdateEffect | None = None) -> int:
        """The size in bytes of UTF-8 of these texts together, after an update if one is given."""
        self._catch_up()
        numbers = [self._roots[root] for root in roots]
        total = sum(self._sizes[number] for number in numbers)
        if effect is not None:
            # A text that was declared after the update was checked has no growth.
            total += sum(effect.growth[number] for number in numbers if number < len(effect.growth))
        return total

    def whole(self, effect: UpdateEffect | None = None) -> int:
        """The size in bytes of UTF-8 of all texts together, after an update if one is given."""
        self._catch_up()
        return sum(self._sizes) + (0 if effect is None else sum(effect.growth))

    def roots_of(self, effect: UpdateEffect) -> set[str]:
        """The texts that an applied update has changed."""
        strands = self._sequence.strands
        changed = {strands[client].span_at(start).root for client, start, _ in effect.deletions}
        return changed | effect.roots

    def character_at(self, root: str, offset: int) -> CharacterId | None:
        """The character at an offset in UTF-16 units; None at the end of the text.

        In a text of more pieces than people ever make, characters far from the beginning are not
        found, because searching would take too long.
        """
        self._catch_up()
        self._sequence.undo()
        return self._sequence.character_at(root, offset, PATIENCE)

    def check(self, update: bytes) -> UpdateEffect:
        """What ``update`` would change; raises :class:`GateError` when it must not be applied."""
        if self._pending or self._learning is not None:
            self._catch_up()
        self._sequence.steps = self._steps
        try:
            return self._check(update, self._limits)
        finally:
            self._steps = self._sequence.steps

    def applied(self, effect: UpdateEffect) -> None:
        """Note that the update that was checked last is in the document now."""
        self._sequence.keep()
        self._delete(effect.deletions)
        self._count(effect.structs, effect.growth)

    def _count(self, structs: int, growth: list[int]) -> None:
        limits = self._limits
        self._steps = min(limits.steps, self._steps + structs * limits.steps_a_struct)
        for number, grown in enumerate(growth):
            self._sizes[number] += grown

    def _delete(self, deletions: list[tuple[int, int, int]]) -> None:
        for client, start, end in deletions:
            strand = self._sequence.strands[client]
            strand.deleted.add(start, end)
            strand.widths.clear(start, end)

    def load(self, update: bytes) -> UpdateEffect:
        """Take in an update that is in the document already, of any size."""
        self._catch_up()
        self._sequence.steps = NO_END
        effect = self._check(update, OWN_LIMITS)
        self.applied(effect)
        return effect

    def load_later(self, update: bytes) -> None:
        """Take this in before the next question: many documents are read and never written."""
        self._pending.append(update)

    def learn(self) -> bool:
        """Take in a piece of what waits, for a few milliseconds; answers whether there is more."""
        if self._learning is None and self._pending:
            self._learning = self._load_in_pieces(self._pending.pop(0))
        if self._learning is not None and next(self._learning, True):
            self._learning = None
        return self.behind

    def _catch_up(self) -> None:
        while self.learn():
            pass

    def _check(self, data: bytes, limits: UpdateLimits) -> UpdateEffect:
        sections, deletes = parse_update(data, self._roots, limits)
        sequence = self._sequence
        sequence.undo()
        walk = Walk(sequence, sections, self._roots, limits)
        walk.run()
        deletions = walk.new_deletions(deletes) if deletes else []
        return UpdateEffect(
            sequence.added(),
            walk.growth,
            bool(deletions),
            frozenset(walk.roots),
            walk.structs,
            walk.erased + deletions,
        )

    def _load_in_pieces(self, data: bytes) -> Iterator[None]:
        update = Update({}, {})
        yield from parse_in_pieces(data, self._roots, OWN_LIMITS, update)
        sequence = self._sequence
        sequence.undo()
        sequence.steps = NO_END
        walk = Walk(sequence, update.sections, self._roots, OWN_LIMITS)
        yield from walk.run_in_pieces()
        sequence.keep()
        for erased in _pieces(walk.erased):
            self._delete(erased)
            if len(erased) == PIECE:
                yield
        for client, ranges in update.deletes.items():
            for piece in _pieces(ranges):
                self._delete(walk.new_deletions({client: piece}))
                if len(piece) == PIECE:
                    yield
        self._count(walk.structs, walk.growth)


def _pieces(row: list[T]) -> Iterator[list[T]]:
    return (row[start : start + PIECE] for start in range(0, len(row), PIECE))
