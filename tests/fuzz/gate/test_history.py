"""DO11: a long interview, keystroke by keystroke, of which the gate refuses nothing.

At its full length as long as the longest editing trace that is commonly measured with, 259,000
keystrokes, made up by chance: people type to the right, take back what they just typed, go
elsewhere, replace selections, paste, and write more than ASCII.
"""

import random

from pycrdt import Doc, Text, TransactionEvent

from jupyter_interview.gate.gate import Gate
from tests.chance import seed_for
from tests.gate.wire import ROOT, ROOTS
from tests.thorough import times

from .peer import Yjs

KEYSTROKES = times(259_000, 50_000)
KEYS = "etaoin shrdlu\n(){}=.,_" * 4 + "éß漢🐢"
MOST = 12_000
"""Characters, after which more is deleted than typed."""


class Author:
    """Types into a document; ``text`` is what it says, place by place."""

    def __init__(self, client: int, rng: random.Random) -> None:
        self.made: list[bytes] = []
        self._rng = rng
        self._doc: Doc[Text] = Doc(client_id=client)
        self._shared = self._doc.get(ROOT, type=Text)
        self._widths: list[int] = []
        self._at = self._byte = 0
        self._watch = self._doc.observe(self._changed)

    def _changed(self, event: TransactionEvent) -> None:
        self.made.append(event.update)

    def press(self) -> None:
        """One keystroke, of whatever kind."""
        rng = self._rng
        if rng.random() < 0.01:
            self._go(rng.randint(0, len(self._widths)))
        if rng.random() < 0.002 or len(self._widths) > MOST:
            self._delete(rng.randint(1, 200))
        if rng.random() < 0.08 and self._at:
            self._go(self._at - 1)
            self._delete(1)
        else:
            self._type(
                "".join(rng.choices(KEYS, k=80)) if rng.random() < 0.001 else rng.choice(KEYS)
            )

    def _go(self, place: int) -> None:
        if place < self._at:
            self._byte -= sum(self._widths[place : self._at])
        else:
            self._byte += sum(self._widths[self._at : place])
        self._at = place

    def _type(self, words: str) -> None:
        self._shared.insert(self._byte, words)
        widths = [len(character.encode()) for character in words]
        self._widths[self._at : self._at] = widths
        self._at += len(widths)
        self._byte += sum(widths)

    def _delete(self, count: int) -> None:
        gone = self._widths[self._at : self._at + count]
        if gone:
            del self._shared[self._byte : self._byte + sum(gone)]
            del self._widths[self._at : self._at + len(gone)]

    def whole(self) -> bytes:
        return self._doc.get_update()

    def text(self) -> str:
        return str(self._shared)


def test_DO11_no_keystroke_of_a_long_interview_is_refused(peer: Yjs) -> None:
    rng = random.Random(seed_for("a long interview"))
    author, gate = Author(rng.randrange(2, 2**32), rng), Gate(ROOTS)
    pressed = 0
    while pressed < KEYSTROKES:
        for _ in range(1000):
            author.press()
        pressed += 1000
        for update in author.made:
            gate.applied(gate.check(update))
        author.made.clear()
    text = author.text()
    assert gate.size(ROOT) == len(text.encode())

    peer.open(500, 7)
    peer.do("apply", doc=500, update=author.whole().hex())
    assert peer.texts(500)[ROOTS.index(ROOT)] == text
    peer.do("close", doc=500)
    again = Gate(ROOTS)
    again.load(author.whole())
    assert again.known == gate.known and again.size(ROOT) == gate.size(ROOT)
