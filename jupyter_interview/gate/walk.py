"""Goes through the structs of an update in an order in which everything they refer to comes first.

Yjs integrates them in the same order: a section that needs a character of another section waits
until that one has come so far. A section that would have to wait for itself is a circle. No honest
client makes one, and it would stay pending in every copy of the document for good.
"""

from collections.abc import Iterator
from itertools import groupby

from .sequence import JOINED, Sequence
from .update import PIECE, CharacterId, GateError, Section, Struct, UpdateLimits
from .widths import widths_of

MISSING = "The update refers to something that is not there yet."
CUT = "The update cuts a character in two."
RETURN = "The update holds a carriage return (U+000D); a line ends with a line feed (U+000A) alone."


class Walk:
    """Checks sections against a sequence and adds what is new to it.

    ``erased`` are the parts that were deleted before they came: client, start, end.
    ``texts`` numbers the texts by name; ``growth`` is by how many bytes each of them grows.
    """

    __slots__ = (
        "_limits",
        "_next",
        "_sections",
        "_sequence",
        "_texts",
        "erased",
        "growth",
        "roots",
        "structs",
    )

    def __init__(
        self,
        sequence: Sequence,
        sections: dict[int, Section],
        texts: dict[str, int],
        limits: UpdateLimits,
    ) -> None:
        self._limits = limits
        self._sequence = sequence
        self._sections = sections
        self._texts = texts
        self._next: dict[int, int] = {}
        self.erased: list[tuple[int, int, int]] = []
        self.structs = 0
        self.growth = [0] * len(texts)
        self.roots: set[str] = set()

    def run(self) -> None:
        """Walk all sections to their ends."""
        if len(self._sections) > self._limits.clients:
            self._count_clients()
        for section in self._sections.values():
            if (need := self._advance(section, section.end)) is not None:
                self._wait(section, section.end, need)

    def run_in_pieces(self) -> Iterator[None]:
        """Walk all sections, with a pause after every ``PIECE`` structs and no limit of clients."""
        walked = 0
        for section in self._sections.values():
            cuts = [struct.clock for struct in section.structs[PIECE::PIECE]]
            for until in (*cuts, section.end):
                if (need := self._advance(section, until)) is not None:
                    self._wait(section, until, need)
                if self.structs - walked >= PIECE:
                    walked = self.structs
                    yield

    def new_deletions(
        self, deletes: dict[int, list[tuple[int, int]]]
    ) -> list[tuple[int, int, int]]:
        """Check all delete ranges; answers with those that are not deleted yet: client, start,
        end."""
        new = []
        for client, ranges in deletes.items():
            strand = self._sequence.strands.get(client)
            for start, end in ranges:
                if strand is None or end > strand.end:
                    raise GateError("The update deletes something that is not there yet.")
                if strand.cuts(start) or strand.cuts(end):
                    raise GateError(CUT)
                if not strand.deleted.covers(start, end):
                    new.append((client, start, end))
        if len(new) > self._limits.delete_ranges:
            raise GateError("The update deletes in too many places.")
        for client, places in groupby(new, _client):
            ranges = [(start, end) for _, start, end in places]
            widths = self._sequence.strands[client].widths
            for text, size in widths.weigh(ranges, len(self._texts)):
                self.growth[text] -= size
        return new

    def _count_clients(self) -> None:
        strands = self._sequence.strands
        new = sum(
            client not in strands or section.end > strands[client].end
            for client, section in self._sections.items()
        )
        if new > self._limits.clients:
            raise GateError("The update is of too many clients.")

    def _wait(self, section: Section, until: int, need: CharacterId | None) -> None:
        """Walk first the section whose character is needed, which may need another one itself."""
        waiting = [(section, until)]
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

    def _advance(self, section: Section, until: int) -> CharacterId | None:
        """Walk on to clock ``until``; answers with the character that is missing, if any."""
        client, structs, _ = section
        strands = self._sequence.strands
        own = strands.get(client)
        first = self._next.get(client, 0)
        if not first and structs[0].clock > (own.end if own else 0):
            raise GateError("The update leaves out something of its client.")
        for index in range(first, len(structs)):
            struct = structs[index]
            if struct.clock >= until:
                self._next[client] = index
                return None
            for character, behind in ((struct.origin, 1), (struct.right, 0)):
                if character is None:
                    continue
                owner, clock = character
                if owner == client and clock >= struct.clock:
                    raise GateError(MISSING)
                strand = strands.get(owner)
                if strand is None or clock >= strand.end:
                    self._next[client] = index
                    return character
                if strand.cuts(clock + behind):
                    raise GateError(CUT)
            known = own.end if own is not None else 0
            if struct.clock + struct.length > known:
                self._add(client, struct, known)
                if own is None:
                    own = strands[client]
        self._next[client] = len(structs)
        return None

    def _add(self, client: int, struct: Struct, known: int) -> None:
        """Add a struct, or the part of it that is new."""
        clock, length, origin, right, root, raw = struct
        text = ""
        if raw is not None and length != len(raw):
            text = raw.decode()
        if clock < known:
            before = client, known - 1
            if root is None:
                root = self._root_at(origin or right)
            if root != self._root_at(before):
                raise GateError(JOINED)
            origin = before
            if raw is not None:
                text, raw = _rest(raw, known - clock)
        if raw is not None and b"\r" in raw and not self._limits.returns:
            raise GateError(RETURN)
        self.structs += 1
        if self.structs > self._limits.structs:
            raise GateError("The update has too many structs.")
        root = self._sequence.add(client, clock + length, origin, right, root, text)
        self.roots.add(root)
        start = max(clock, known)
        if raw is None:
            self.erased.append((client, start, clock + length))
        else:
            number = self._texts[root]
            self.growth[number] += len(raw)
            self._sequence.strands[client].widths.add(start, widths_of(raw, number))

    def _root_at(self, character: CharacterId | None) -> str | None:
        if character is None:
            return None
        return self._sequence.strands[character[0]].span_at(character[1]).root


def _client(deleted: tuple[int, int, int]) -> int:
    return deleted[0]


def _rest(raw: bytes, units: int) -> tuple[str, bytes]:
    """``raw`` without its first UTF-16 units, as a text and as bytes."""
    wide = raw.decode().encode("utf-16-le")[units * 2 :]
    try:
        text = wide.decode("utf-16-le")
    except UnicodeDecodeError:
        raise GateError(CUT) from None
    return text, text.encode()
