"""Yjs in Node at the other end of a pipe, and the server's side of a session with it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pycrdt import Doc, Text, TransactionEvent

from jupyter_interview.gate.gate import Gate
from jupyter_interview.gate.sync import decode_state_vector
from jupyter_interview.gate.update import CharacterId, UpdateLimits, parse_update
from tests.gate.wire import ROOTS

SCRIPT = Path(__file__).with_name("yjs_peer.mjs")


class Yjs:
    """Orders for Yjs documents, numbered by the caller."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def all(self, *orders: dict[str, Any]) -> list[Any]:
        """Do these in one go."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps(orders) + "\n")
        stdin.flush()
        answer = stdout.readline()
        assert answer, "the Yjs process has died"
        answers: list[Any] = json.loads(answer)
        return answers

    def do(self, order: str, **what: Any) -> Any:
        """Do one thing."""
        return self.all({"do": order, **what})[0]

    def open(self, doc: int, client: int) -> None:
        """A new document."""
        self.do("open", doc=doc, client=client, roots=ROOTS)

    def texts(self, doc: int) -> list[str]:
        """What the document says, text by text."""
        return self.all(*({"do": "text", "doc": doc, "root": root} for root in ROOTS))


@contextmanager
def yjs() -> Iterator[Yjs]:
    """A process for a while."""
    node = shutil.which("node")
    assert node, "node is needed"
    command = [node, SCRIPT]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Yjs(process)
        finally:
            process.kill()


class Server:
    """A gate before a pycrdt document, as in a room. ``log`` is what was really changed."""

    def __init__(self, log: tuple[bytes, ...] = ()) -> None:
        self.gate = Gate(ROOTS)
        self.log: list[bytes] = []
        self.doc: Doc[Any] = Doc(client_id=1)
        self._texts = [self.doc.get(root, type=Text) for root in ROOTS]
        self._watch = self.doc.observe(self._changed)
        for update in log:
            self.gate.load(update)
            self.doc.apply_update(update)
        self.log = list(log)

    def _changed(self, event: TransactionEvent) -> None:
        self.log.append(event.update)

    def take(self, update: bytes) -> bytes | None:
        """Check and apply; what it changed. Raises GateError."""
        effect = self.gate.check(update)
        before = len(self.log)
        self.doc.apply_update(update)
        self.gate.applied(effect)
        changed = self.log[before] if len(self.log) > before else None
        assert effect.empty or changed, "the gate saw news, the document none"
        assert not effect.empty or not changed, "the document saw news, the gate none"
        return changed

    def type(self, root: str, at: int, text: str) -> bytes:
        """The server's own edit; ``at`` counts bytes."""
        before = len(self.log)
        self._texts[ROOTS.index(root)].insert(at, text)
        self.gate.load(self.log[before])
        return self.log[before]

    def texts(self) -> list[str]:
        """What the document says, text by text."""
        return [str(text) for text in self._texts]

    def check_state(self) -> None:
        """The gate knows the document: its clocks, and where every character stands."""
        assert decode_state_vector(self.doc.get_state()) == self.gate.known
        units = self._units()
        for root, text in zip(ROOTS, self.texts(), strict=True):
            assert self.gate.size(root) == len(text.encode())
            shown = [*self.characters(root, deleted=False)]
            order = b"".join(units[character] for character in shown)
            for offset in {0, len(shown) // 2, len(shown) - 1, len(shown)} - {-1}:
                self._check_character(root, offset, shown)
            assert order.decode("utf-16-le") == text

    def characters(self, root: str, *, deleted: bool = True) -> Iterator[CharacterId]:
        """The characters of a text in the order the gate has them in."""
        sequence = self.gate._sequence
        span = sequence._heads.get(root)
        while span is not None:
            gone = sequence.strands[span.client].deleted
            for clock in range(span.start, span.end):
                if deleted or not gone.covers(clock, clock + 1):
                    yield span.client, clock
            span = span.behind

    def _check_character(self, root: str, offset: int, shown: list[CharacterId]) -> None:
        """The gate finds a character by its offset; of a pair the first half."""
        found = self.gate.character_at(root, offset)
        if offset == len(shown):
            assert found is None
        elif found != shown[offset]:
            client, clock = shown[offset]
            assert found == (client, clock - 1)
            assert self.gate._sequence.strands[client].cuts(clock)

    def _units(self) -> dict[CharacterId, bytes]:
        """Every UTF-16 unit that was ever typed."""
        units: dict[CharacterId, bytes] = {}
        for update in self.log:
            for client, structs, _ in parse_update(update, ROOTS, UpdateLimits()).sections.values():
                for struct in structs:
                    if struct.text is not None:
                        wide = struct.text.decode().encode("utf-16-le")
                        for index in range(struct.length):
                            character = client, struct.clock + index
                            units[character] = wide[index * 2 : index * 2 + 2]
        return units
