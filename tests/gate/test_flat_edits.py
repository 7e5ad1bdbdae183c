"""RC5: what updates change, as edits at places, is what Yjs does with them.

Stories by chance, of people who type at once and offline, are compared with pycrdt after each
update; and an edit is one place where the two texts differ.
"""

import random
from typing import Any

import pytest
from pycrdt import Doc, Text

from jupyter_interview.gate import flat_edits
from jupyter_interview.gate.flat_edits import FlatEdit, FlatEdits
from jupyter_interview.gate.update import GateError
from tests.chance import seed_for
from tests.thorough import times

ROOTS = ("code:python", "file:f-1")
WORDS = ("a", "b\n", "xyz", "é", "🐢", "日本", "  ", "longer text\nof two lines")


class Person:
    """Somebody with a copy of the document."""

    def __init__(self, number: int) -> None:
        self.doc: Doc[Any] = Doc(client_id=number)
        self.texts = {root: self.doc.get(root, type=Text) for root in ROOTS}
        self.waiting: list[bytes] = []
        """What others have done that this one has not heard of."""

    def works(self, rng: random.Random) -> bytes:
        """The update of a few changes that are made in one go."""
        before = self.doc.get_state()
        with self.doc.transaction():
            for _ in range(rng.choice((1, 1, 1, 2, 3, 30))):
                self._change(rng)
        return self.doc.get_update(before)

    def _change(self, rng: random.Random) -> None:
        text = self.texts[ROOTS[rng.random() < 0.3]]
        present = str(text)
        start = rng.randrange(len(present) + 1)
        place = len(present[:start].encode())
        if present and rng.random() < 0.4:
            end = min(len(present), start + rng.randrange(1, 6))
            del text[place : place + len(present[start:end].encode())]
        else:
            text.insert(place, rng.choice(WORDS))


def units(text: str) -> bytes:
    return text.encode("utf-16-le")


def after(text: str, edit: FlatEdit) -> str:
    raw, start = units(text), 2 * edit.position
    assert start + 2 * edit.deleted <= len(raw)
    changed = raw[:start] + units(edit.inserted) + raw[start + 2 * edit.deleted :]
    return changed.decode("utf-16-le")


def story(rng: random.Random, steps: int) -> None:
    people = [Person(number) for number in (7, 1000, 70_000)]
    server, flat = Person(2), FlatEdits(ROOTS)
    texts = dict.fromkeys(ROOTS, "")
    for _ in range(steps):
        one = rng.choice(people)
        if rng.random() < 0.4:
            for update in one.waiting:
                one.doc.apply_update(update)
            one.waiting.clear()
        update = one.works(rng)
        for other in people:
            if other is not one:
                other.waiting.append(update)
        server.doc.apply_update(update)
        ends = dict.fromkeys(ROOTS, -1)
        for edit in flat.take(update):
            assert edit.deleted or edit.inserted
            assert edit.position > ends[edit.root], "something stays between two edits"
            ends[edit.root] = edit.position + len(units(edit.inserted)) // 2
            texts[edit.root] = after(texts[edit.root], edit)
        assert texts == {root: str(server.texts[root]) for root in ROOTS}
        assert flat.take(update) == [], "what is known changes nothing"


@pytest.mark.parametrize("few", [0, 16, 10_000], ids=["by a sweep", "both", "one by one"])
def test_RC5_edits_give_the_texts_of_the_native_document(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the places are looked for."""
    monkeypatch.setattr(flat_edits, "_FEW", few)
    rng = random.Random(seed_for(f"flat edits {few}"))
    for _ in range(times(60, 12)):
        story(rng, 60)


def test_RC5_what_stands_together_is_one_edit() -> None:
    """Also where it is told in pieces: typed, deleted and typed again, from the right to the
    left."""
    person, flat = Person(7), FlatEdits(ROOTS)
    text = person.texts[ROOTS[0]]
    text += "hello world"
    assert flat.take(person.doc.get_update()) == [FlatEdit(ROOTS[0], 0, 0, "hello world")]
    before = person.doc.get_state()
    with person.doc.transaction():
        text.insert(5, "!")
        text.insert(5, "?")
        del text[3:5]
        text.insert(3, "🐢")
        del text[len("hel🐢?! ".encode()) : len("hel🐢?! w".encode())]
    found = flat.take(person.doc.get_update(before))
    assert found == [FlatEdit(ROOTS[0], 3, 2, "🐢?!"), FlatEdit(ROOTS[0], 8, 1, "")]


def test_RC5_what_was_never_there_changes_nothing() -> None:
    """Typed and deleted while nobody else heard of it; and what is refused leaves no trace."""
    person, flat = Person(7), FlatEdits(ROOTS)
    text = person.texts[ROOTS[0]]
    text += "abc"
    flat.take(person.doc.get_update())
    before = person.doc.get_state()
    text.insert(1, "gone")
    lost = person.doc.get_update(before)
    middle = person.doc.get_state()
    del text[1:5]
    with pytest.raises(GateError):
        flat.take(person.doc.get_update(middle))
    assert flat.take(person.doc.get_update(before)) == []
    assert flat.take(lost) == []
    before = person.doc.get_state()
    text.insert(3, "d")
    assert flat.take(person.doc.get_update(before)) == [FlatEdit(ROOTS[0], 3, 0, "d")]


def test_RC5_places_are_found_near_the_last_ones() -> None:
    """Looking for a place takes no longer in a long document, when people type where they are."""
    person, flat = Person(7), FlatEdits(ROOTS)
    text = person.texts[ROOTS[0]]
    for number in range(300):
        before = person.doc.get_state()
        text.insert(len(str(text)) // 2, str(number % 10) + "\n")
        flat.take(person.doc.get_update(before))
    looked: list[object] = []
    original = flat._visible

    class Counted(FlatEdits):
        def _visible(self, span: Any, start: int, end: int) -> int:
            looked.append(span)
            return original(span, start, end)

    flat.__class__ = Counted
    for _ in range(20):
        before = person.doc.get_state()
        text.insert(len(str(text)) // 2, "x")
        flat.take(person.doc.get_update(before))
    assert len(looked) < 20 * 10
