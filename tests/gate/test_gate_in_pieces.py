"""SO11: a gate that learns a long document in pieces knows what one knows that took it whole."""

import random
from functools import cache
from typing import Any

import pytest
from pycrdt import Doc, Text

from jupyter_interview.gate.gate import Gate
from tests.long_document import scribble, written_by

from .wire import ROOT, ROOTS


@cache
def long_document() -> bytes:
    return written_by(clients=3, rounds=25, steps=60, root=ROOT).get_update()


def learner(pieces: int | None) -> Gate:
    """A gate that has learnt so many pieces of it, or all."""
    gate = Gate(ROOTS)
    gate.load_later(long_document())
    while pieces != 0 and gate.learn():
        pieces = None if pieces is None else pieces - 1
    return gate


def typed_into(document: bytes) -> list[bytes]:
    """The updates of a person who types and deletes in the text from then on."""
    doc: Doc[Any] = Doc(client_id=99)
    text = doc.get(ROOT, type=Text)
    doc.apply_update(document)
    sent: list[bytes] = []
    doc.observe(lambda event: sent.append(event.update))
    for seed in range(20):
        scribble(doc, text, 5, random.Random(seed))
    return sent


def test_SO11_it_is_learnt_in_more_than_one_piece() -> None:
    gate = Gate(ROOTS)
    gate.load_later(long_document())
    assert gate.behind and gate.learn() and gate.learn() and gate.behind
    assert not learner(None).behind


@pytest.mark.parametrize("pieces", [0, 1, 3, None])
def test_SO11_however_far_it_has_come_it_answers_as_one_that_took_it_whole(
    pieces: int | None,
) -> None:
    whole = Gate(ROOTS)
    whole.load(long_document())
    assert learner(pieces).known == whole.known
    assert learner(pieces).size(ROOT) == whole.size(ROOT) > 10_000
    places = range(0, 30_000, 997)
    gate = learner(pieces)
    assert [gate.character_at(ROOT, at) for at in places] == [
        whole.character_at(ROOT, at) for at in places
    ]
    gate = learner(pieces)
    for update in typed_into(long_document()):
        effect, same = gate.check(update), whole.check(update)
        assert effect == same
        gate.applied(effect)
        whole.applied(same)
        assert gate.size(ROOT) == whole.size(ROOT)
