"""DO5: damaged and random bytes are refused, or change Yjs and pycrdt alike."""

import random
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_interview.gate.gate import Gate
from jupyter_interview.gate.update import GateError
from tests.gate.wire import ROOT, ROOTS, deletes, erased, section, typed, update

from .editors import Editor
from .peer import Server, Yjs

HISTORIES = 30
EDITS = 8
MUTANTS = 25
DOCUMENT = update(
    section(7, 0, typed("né🐢", None, None), erased(3, (7, 3)), typed("x", (7, 1), (7, 2))),
    section(300, 0, typed("hello", (7, 1), (7, 7))),
    deleted=(deletes(7, (4, 3)), deletes(300, (1, 2))),
)


def mutant(data: bytes, rng: random.Random) -> bytes:
    """Bits flipped, bytes set, left out, doubled, moved; cut; with a number blown up."""
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 4])):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(7):
            case 0 if out:
                out[at % len(out)] ^= 1 << rng.randrange(8)
            case 1 if out:
                out[at % len(out)] = rng.choice([0, 1, 2, 0x7F, 0x80, 0xFF, 0x84, 0x44, 0xC4, 4])
            case 2:
                del out[at : at + rng.randint(1, 4)]
            case 3:
                out[at:at] = out[at : at + rng.randint(1, 8)]
            case 4:
                del out[at:]
            case 5:
                out[at:at] = rng.randbytes(rng.randint(1, 3))
            case 6:
                out[at : at + 1] = b"\xff" * rng.randint(1, 9) + b"\x01"
    return bytes(out)


class Stand:
    """A server, and a Yjs document that hears what the server really changed."""

    def __init__(self, yjs: Yjs) -> None:
        self.server = Server()
        self.watcher = Editor(yjs, 1, 2**31)
        self.tell(self.server.type(ROOT, 0, "a🐢b"))

    def tell(self, change: bytes | None) -> None:
        if change is not None:
            self.watcher.inbox.append(change.hex())

    def offer(self, data: bytes) -> bool:
        """Whether it passes."""
        try:
            change = self.server.take(data)
        except GateError:
            return False
        self.tell(change)
        return True


def test_DO5_mutants_of_real_updates_do_no_harm(peer: Yjs, seeds: Iterator[int]) -> None:
    for seed in seeds:
        rng = random.Random(seed)
        passed = 0
        for _ in range(HISTORIES):
            stand = Stand(peer)
            writer = Editor(peer, 0, rng.choice([3, 2**32 - 1]))
            writer.inbox.append(stand.server.doc.get_update().hex())
            writer.take(1)
            for _ in range(EDITS):
                writer.type(rng)
            for made in map(bytes.fromhex, writer.outbox):
                passed += sum(stand.offer(mutant(made, rng)) for _ in range(MUTANTS))
                stand.offer(made)
            stand.watcher.take(len(stand.watcher.inbox))
            stand.server.check_state()
            assert peer.texts(stand.watcher.doc) == stand.server.texts()
            for editor in stand.watcher, writer:
                peer.do("close", doc=editor.doc)
        print(f"{passed} mutants passed")
        assert passed > HISTORIES


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_DO5_no_bytes_give_anything_but_facts_or_a_refusal(data: bytes) -> None:
    gate = Gate(ROOTS)
    gate.load(DOCUMENT)
    known = gate.known
    try:
        effect = gate.check(data)
    except GateError as refusal:
        assert str(refusal).endswith(".")
    else:
        assert all(clock > known.get(client, 0) for client, clock in effect.clocks.items())
    assert gate.known == known


@settings(deadline=None)
@given(st.data())
def test_DO5_no_damage_to_an_update_gives_anything_but_facts_or_a_refusal(
    data: st.DataObject,
) -> None:
    damaged = bytearray(DOCUMENT)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
        if not damaged:
            break
    gate = Gate(ROOTS)
    try:
        gate.load(bytes(damaged))
    except GateError:
        assert gate.known == {}
