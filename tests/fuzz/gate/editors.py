"""People at editors: what they type, and how their updates reach each other."""

import random
from typing import Any

from tests.gate.wire import ROOTS

from .peer import Yjs

PIECES = [
    *"abcxyz(){}\n\t ",
    "hello",
    "é",
    "e\u0301",
    "🐢",
    "👩‍👩‍👧",
    "🏳️‍🌈",
    "\ufeff",
    "\u2028",
    "\0",
    "𝒳𝒴",
    "ยุ",
    "\U0010ffff",
    "\ufffd",
]


def some_text(rng: random.Random) -> str:
    """A keystroke, a word or a paste, with the line feeds that editors make of line breaks."""
    longest = rng.choice([1, 1, 1, 4, 30])
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, longest)))


def units(text: str) -> int:
    """The length as Yjs counts it."""
    return len(text.encode("utf-16-le")) // 2


class Editor:
    """One person with one Yjs document. ``outbox``: what the server has not been sent yet."""

    def __init__(self, yjs: Yjs, doc: int, client: int) -> None:
        self.doc = doc
        self.client = client
        self.outbox: list[str] = []
        self.sent: list[str] = []
        self.inbox: list[str] = []
        self._yjs = yjs
        yjs.open(doc, client)

    def type(self, rng: random.Random) -> None:
        """A few edits in one transaction, between whole characters."""
        root = rng.choice((ROOTS[0], *ROOTS))
        text: str = self._yjs.do("text", doc=self.doc, root=root)
        edits: list[tuple[int, int, str]] = []
        for _ in range(rng.choice([1, 1, 1, 2, 5])):
            start = rng.randint(0, len(text))
            gone = rng.choice([0, 0, 1, 2, 10]) if text else 0
            added = some_text(rng) if not gone or rng.random() < 0.3 else ""
            cut = text[start : start + gone]
            edits.append((units(text[:start]), units(cut), added))
            text = text[:start] + added + text[start + gone :]
        self._made(self._yjs.do("edit", doc=self.doc, root=root, edits=edits))

    def undo(self, rng: random.Random) -> None:
        """Undo or redo in one of the texts."""
        index, redo = rng.randrange(len(ROOTS)), rng.random() < 0.4
        self._made(self._yjs.do("undo", doc=self.doc, index=index, redo=redo))

    def take(self, count: int) -> None:
        """Hear so much of what has come."""
        orders: list[dict[str, Any]] = [
            {"do": "apply", "doc": self.doc, "update": update} for update in self.inbox[:count]
        ]
        del self.inbox[:count]
        self._yjs.all(*orders)

    def _made(self, updates: list[str]) -> None:
        self.outbox += updates
