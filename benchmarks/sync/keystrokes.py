"""Typing, generated: bursts of letters and lines, corrections, and jumps to other places.

The mix follows what editing traces of real documents look like: about one keystroke in ten deletes,
and after a burst the caret goes elsewhere. The same seed gives the same keystrokes.
"""

import random
from collections.abc import Callable, Iterator

from pycrdt import Doc, Text

_WORDS = "for item in range value return self print while if else list dict = ( ) [ ] : + ,".split()
_INDENT = "    "


def updates(root: str, keystrokes: int, seed: int, together: int = 1) -> Iterator[bytes]:
    """Yjs updates of one author who types into the text `root`, so many keystrokes in each."""
    doc: Doc[Text] = Doc(client_id=seed + 1)
    text = doc.get(root, type=Text)
    found: list[bytes] = []
    doc.observe(lambda event: found.append(event.update))
    type_one = _typist(text, random.Random(seed))
    for done in range(0, keystrokes, together):
        with doc.transaction():
            for _ in range(min(together, keystrokes - done)):
                type_one()
        yield from found
        found.clear()


def _typist(text: Text, rng: random.Random) -> Callable[[], None]:
    """Each call is one keystroke."""
    length, caret, pending = 0, 0, ""

    def type_one() -> None:
        nonlocal length, caret, pending
        if caret and rng.random() < 0.1:
            caret -= 1
            del text[caret : caret + 1]
            length -= 1
            return
        if not pending:
            if rng.random() < 0.03:
                caret = rng.randint(0, length)
            pending = rng.choice(_WORDS) + (f"\n{_INDENT}" if rng.random() < 0.15 else " ")
        text.insert(caret, pending[0])
        caret, length, pending = caret + 1, length + 1, pending[1:]

    return type_one
