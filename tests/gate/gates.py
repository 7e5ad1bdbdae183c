"""What the gate's tests share: two first updates, a gate after some, a refusal."""

import pytest

from jupyter_interview.gate.gate import Gate, UpdateEffect
from jupyter_interview.gate.update import GateError, UpdateLimits

from .wire import ROOTS, one, typed

HELLO = one(1, 0, typed("hello"))
TURTLE = one(2, 0, typed("a🐢b"))


def gate_after(*updates: bytes, limits: UpdateLimits | None = None) -> Gate:
    """A gate that has let these pass."""
    gate = Gate(ROOTS, limits or UpdateLimits())
    for each in updates:
        gate.applied(gate.check(each))
    return gate


def refused(gate: Gate, data: bytes, why: str | None = None) -> None:
    """Refused, with a sentence, and nothing of it is remembered."""
    known = gate.known
    with pytest.raises(GateError, match=why) as refusal:
        gate.check(data)
    assert str(refusal.value).endswith(".")
    assert gate.known == known


def changes(effect: UpdateEffect) -> tuple[dict[int, int], int, bool, frozenset[str]]:
    return effect.clocks, sum(effect.growth), effect.deletes, effect.roots
