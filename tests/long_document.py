"""A document in so many pieces that a server takes its time with it."""

import random
from typing import Any

from pycrdt import Doc, Text

WORDS = (
    "word ",
    "é",
    "🐢 turtle",
    "\n",
    "many words in one go " * 8,
)


def scribble(doc: Doc[Any], text: Text, steps: int, rng: random.Random) -> None:
    """Type and delete all over the place, and never half a character."""
    now = str(text)
    with doc.transaction():
        for _ in range(steps):
            at = rng.randint(0, len(now))
            start = len(now[:at].encode())
            if rng.random() < 0.3 and at < len(now):
                del text[start : start + len(now[at].encode())]
                now = now[:at] + now[at + 1 :]
            else:
                words = rng.choice(WORDS)
                text.insert(start, words)
                now = now[:at] + words + now[at:]


def written_by(clients: int, rounds: int, steps: int, root: str) -> Doc[Any]:
    """Written by so many people together, who hear of each other after every round."""
    rng = random.Random(7)
    docs: list[Doc[Any]] = [Doc(client_id=client + 1) for client in range(clients)]
    texts = [doc.get(root, type=Text) for doc in docs]
    for _ in range(rounds):
        for doc, text in zip(docs, texts, strict=True):
            scribble(doc, text, steps, rng)
        for doc in docs:
            for other in docs:
                doc.apply_update(other.get_update(doc.get_state()))
    return docs[0]
