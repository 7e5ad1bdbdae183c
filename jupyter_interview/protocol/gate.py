"""The gate: decides whether an update may reach the document, before native code sees a byte of it.

pycrdt trusts what it is given: short, valid-looking updates were seen to hang it, to kill the
process or to leave two replicas different for good. So an update passes only when an honest Yjs
client could have made it of edits of plain text, as far as that can be told from the log:

- clocks go on exactly where the document's end; what is known may come again and counts nothing;
- what a struct refers to is known, or comes earlier in the same update, and never in a circle;
- origin and right origin are in the same text, so no text reaches into another;
- nothing cuts an astral character in two, of which Yjs and pycrdt make different texts;
- only known characters are deleted.

A :class:`Gate` belongs to one document and sees all of its updates in order: ``check``, apply,
``applied``.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from .strand import Strand
from .update import GateError, UpdateLimits, parse_update
from .walk import Walk

DEFAULT_LIMITS = UpdateLimits()
OWN_LIMITS = UpdateLimits(bytes=2**40, structs=2**40, delete_ranges=2**40, clients=2**40)


class UpdateFacts(NamedTuple):
    """What an update that may pass would change.

    ``clocks``: client id to its clock afterwards, for clients that bring something new.
    ``inserted``: UTF-8 bytes of new text. ``deletes``: whether it deletes what is not deleted yet.
    ``roots``: the texts it adds to. The rest is the gate's own.
    """

    clocks: dict[int, int]
    inserted: int
    deletes: bool
    roots: frozenset[str]
    fresh: dict[int, Strand]
    deletions: list[tuple[int, int, int]]

    @property
    def empty(self) -> bool:
        """True when all of it is known already."""
        return not self.clocks and not self.deletes


class Gate:
    """The gate of one document. ``known``: clocks of which it knows nothing more."""

    __slots__ = ("_limits", "_roots", "_strands")

    def __init__(
        self,
        roots: Collection[str],
        limits: UpdateLimits = DEFAULT_LIMITS,
        known: Mapping[int, int] | None = None,
    ) -> None:
        self._roots = roots
        self._limits = limits
        self._strands = {client: Strand(end) for client, end in (known or {}).items()}

    @property
    def known(self) -> dict[int, int]:
        """The document's state vector: client id to clock."""
        return {client: strand.end for client, strand in self._strands.items()}

    def check(self, update: bytes) -> UpdateFacts:
        """What ``update`` would change; raises :class:`GateError` when it must not be applied."""
        return self._check(update, self._limits)

    def applied(self, facts: UpdateFacts) -> None:
        """Remember an update that was checked and then applied, with no other in between."""
        strands = self._strands
        for client, strand in facts.fresh.items():
            mine = strands.get(client)
            if mine is None:
                strands[client] = strand
            else:
                mine.extend(strand)
        for client, start, end in facts.deletions:
            strands[client].delete(start, end)

    def load(self, update: bytes) -> None:
        """Remember an update of the document's own, from the log or a snapshot, of any size."""
        self.applied(self._check(update, OWN_LIMITS))

    def _check(self, data: bytes, limits: UpdateLimits) -> UpdateFacts:
        update = parse_update(data, self._roots, limits)
        walk = Walk(self._strands, update.sections)
        if len(update.sections) > limits.clients and walk.newcomers() > limits.clients:
            raise GateError("The update is of too many clients.")
        walk.run()
        if walk.structs > limits.structs:
            raise GateError("The update has too many structs.")
        deletions = [
            (client, start, end)
            for client, ranges in update.deletes.items()
            for start, end in walk.new_deletions(client, ranges)
        ]
        if len(deletions) > limits.delete_ranges:
            raise GateError("The update deletes in too many places.")
        fresh = walk.fresh
        return UpdateFacts(
            {client: strand.end for client, strand in fresh.items()},
            walk.inserted,
            bool(deletions),
            frozenset(walk.roots),
            fresh,
            deletions,
        )


def check_update(
    update: bytes,
    known: Mapping[int, int],
    roots: Collection[str],
    limits: UpdateLimits = DEFAULT_LIMITS,
) -> UpdateFacts:
    """Check one update by clocks alone, without what a :class:`Gate` remembers of earlier ones."""
    return Gate(roots, limits, known).check(update)
