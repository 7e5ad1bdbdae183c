"""Goes through one update's structs in an order in which everything referred to comes first.

This is the order in which Yjs integrates them: a section that needs a character of another waits
until that section has come so far. One that would have to wait for itself is a circle, which no
honest client makes and which would stay pending in every replica for good.
"""

from .strand import Strand
from .update import GateError, Place, Section, Struct

MISSING = "The update refers to something that is not there yet."
CUT = "The update cuts a character in two."
JOIN = "The update joins two texts."


class Walk:
    """Checks sections against the strands known so far and gathers what is new in ``fresh``."""

    __slots__ = ("_next", "_sections", "_strands", "fresh", "inserted", "roots", "structs")

    def __init__(self, strands: dict[int, Strand], sections: dict[int, Section]) -> None:
        self._strands = strands
        self._sections = sections
        self._next: dict[int, int] = {}
        self.fresh: dict[int, Strand] = {}
        self.structs = 0
        self.inserted = 0
        self.roots: set[str] = set()

    def newcomers(self) -> int:
        """How many clients bring something new."""
        return sum(
            client not in self._strands or section.end > self._strands[client].end
            for client, section in self._sections.items()
        )

    def run(self) -> None:
        """Walk all sections to their ends."""
        for section in self._sections.values():
            if (need := self._advance(section, section.end)) is not None:
                self._wait(section, need)

    def new_deletions(self, client: int, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those of a client's delete ranges that are not deleted yet; all of them are checked."""
        known = self._strands.get(client)
        fresh = self.fresh.get(client)
        reach = fresh.end if fresh else known.end if known else 0
        new = []
        for start, end in ranges:
            if end > reach:
                raise GateError("The update deletes something that is not there yet.")
            for strand in known, fresh:
                if strand and (strand.cuts(start) or strand.cuts(end)):
                    raise GateError(CUT)
            if known is None or not known.is_deleted(start, end):
                new.append((start, end))
        return new

    def _wait(self, section: Section, need: Place | None) -> None:
        """Finish a section that needs a character of another one first, which may need another …"""
        waiting = [(section, section.end)]
        on_the_way = {section.client}
        while waiting:
            if need is None:
                on_the_way.remove(waiting.pop()[0].client)
            else:
                client, clock = need
                other = self._sections.get(client)
                if other is None or clock >= other.end or client in on_the_way:
                    raise GateError(MISSING)
                waiting.append((other, clock + 1))
                on_the_way.add(client)
            if waiting:
                need = self._advance(*waiting[-1])

    def _advance(self, section: Section, until: int) -> Place | None:
        """Walk on to clock ``until``; the character that is missing, if one is."""
        client, structs, _ = section
        known = self._strands.get(client)
        reach = known.end if known is not None else 0
        first = self._next.get(client, 0)
        if not first and structs[0].clock > reach:
            raise GateError("The update leaves out something of its client.")
        for index in range(first, len(structs)):
            struct = structs[index]
            if struct.clock >= until:
                self._next[client] = index
                return None
            root = struct.root
            if root is None:
                root_or_need = self._neighbours(client, struct)
                if isinstance(root_or_need, tuple):
                    self._next[client] = index
                    return root_or_need
                root = root_or_need
            if struct.clock + struct.length > reach:
                self._add(client, struct, known, root)
        self._next[client] = len(structs)
        return None

    def _neighbours(self, client: int, struct: Struct) -> Place | str | None:
        """The text that both neighbours are in (None: unknown), or else the missing one."""
        root: str | None = None
        for place, behind in ((struct.origin, 1), (struct.right, 0)):
            if place is None:
                continue
            owner, clock = place
            if owner == client and clock >= struct.clock:
                raise GateError(MISSING)
            strand = self._strands.get(owner)
            if strand is None or clock >= strand.end:
                strand = self.fresh.get(owner)
                if strand is None or clock >= strand.end:
                    return place
            if strand.cuts(clock + behind):
                raise GateError(CUT)
            found = strand.root_at(clock)
            if root is None:
                root = found
            elif found is not None and root != found:
                raise GateError(JOIN)
        return root

    def _add(self, client: int, struct: Struct, known: Strand | None, root: str | None) -> None:
        """Count a struct that is new, or the part of it that is."""
        fresh = self.fresh.get(client)
        if fresh is None:
            fresh = self.fresh[client] = Strand(known.end if known is not None else 0)
        clock, length, _, _, _, raw = struct
        text = ""
        if raw is not None:
            if length != len(raw):
                text = raw.decode()
            if clock < fresh.end:
                text, raw = _rest(raw, fresh.end - clock)
            self.inserted += len(raw)
        if clock < fresh.end and known is not None:
            before = known.root_at(fresh.end - 1)
            if root is not None and before is not None and before != root:
                raise GateError(JOIN)
        self.structs += 1
        if root is not None:
            self.roots.add(root)
        if raw is None:
            fresh.delete(fresh.end, clock + length)
        fresh.grow(clock + length, root, text)


def _rest(raw: bytes, units: int) -> tuple[str, bytes]:
    """``raw`` without its first UTF-16 units, as text and as bytes."""
    wide = raw.decode().encode("utf-16-le")[units * 2 :]
    try:
        text = wide.decode("utf-16-le")
    except UnicodeDecodeError:
        raise GateError(CUT) from None
    return text, text.encode()
