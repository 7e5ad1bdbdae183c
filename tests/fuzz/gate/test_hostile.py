"""DO5: whatever a hostile client gets past the gate, all replicas end with the same text."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

from jupyter_interview.gate.update import CharacterId, GateError
from jupyter_interview.gate.walk import RETURN
from tests.gate.wire import ROOT, ROOTS, deletes, erased, section, string, struct, typed, update

from .editors import Editor, some_text, units
from .peer import Server, Yjs

HISTORIES = 60
STEPS = 40


class Attacker:
    """Makes updates up, knowing everything the server knows. It has two client ids."""

    def __init__(self, server: Server, rng: random.Random, clients: list[int]) -> None:
        self.server = server
        self.rng = rng
        self.clients = clients

    def update(self) -> bytes:
        """Something that may or may not pass."""
        sections, rng = [], self.rng
        for client in rng.sample(self.clients, rng.choice([1, 1, 1, 2])):
            clock = max(0, self.server.gate.known.get(client, 0) + rng.choice([*[0] * 8, -1, 1]))
            structs, end = [], clock
            for _ in range(rng.choice([1, 1, 1, 2, 4])):
                made, length = self._struct(client, end)
                structs.append(made)
                end += length
            sections.append(section(client, clock, *structs))
        return update(*sections, deleted=self._deletes() if rng.random() < 0.3 else ())

    def _struct(self, client: int, clock: int) -> tuple[bytes, int]:
        rng = self.rng
        origin, right = self._gap(client, clock)
        root = rng.choice(ROOTS)
        if rng.random() < 0.15:
            length = rng.randint(1, 3)
            if origin or right:
                return erased(length, origin, right), length
        if rng.random() < 0.02:
            return struct(string("x"), rng.randrange(12), origin=origin, right=right), 1
        text = some_text(rng)
        if rng.random() < 0.05:
            at = rng.randint(0, len(text))
            text = text[:at] + rng.choice(["\r", "\r\n"]) + text[at:]
        return typed(text, origin, right, root), units(text)

    def _gap(self, client: int, clock: int) -> tuple[CharacterId | None, CharacterId | None]:
        """Two neighbours: near each other more often than not, own new characters among them."""
        rng = self.rng
        places = [*self.server.characters(rng.choice((ROOT, *ROOTS)))]
        if rng.random() < 0.3 and clock:
            places.append((client, clock - 1))
        if not places:
            return None, None
        index = rng.randrange(len(places))
        far = rng.choice([*[1] * 7, 2, 2, 3, -1, 0, rng.randrange(len(places))])
        origin: CharacterId | None = places[index]
        right: CharacterId | None = places[index + far] if 0 <= index + far < len(places) else None
        if rng.random() < 0.1:
            right = rng.choice([*self.server.characters(rng.choice(ROOTS)), None])
        if rng.random() < 0.1:
            origin = None
        return origin, right

    def _deletes(self) -> tuple[bytes, ...]:
        rng, known = self.rng, self.server.gate.known
        made = []
        for client in rng.sample([*known], min(len(known), 2)):
            start = rng.randrange(known[client])
            made.append(deletes(client, (start, rng.randint(1, 3))))
        return tuple(made)


class Replica(Server):
    """Another gate and document, which hear of things in an order of their own.

    What comes too early is held back: pycrdt loses track of some of it, and a server never has to.
    """

    def __init__(self) -> None:
        super().__init__()
        self.early: list[bytes] = []

    def hear(self, update: bytes) -> None:
        """Take it, and what was waiting for it."""
        self.early.append(update)
        while any(self._passes(waiting) for waiting in self.early):
            pass

    def _passes(self, update: bytes) -> bool:
        try:
            self.take(update)
        except GateError:
            return False
        self.early.remove(update)
        return True


class Swarm:
    """A server, editors, an attacker. Everybody's updates reach everybody in any order."""

    def __init__(self, yjs: Yjs, rng: random.Random) -> None:
        self.rng = rng
        clients = rng.sample(range(2, 9), 4)
        self.server = Server()
        self.editors = [Editor(yjs, doc, clients[doc]) for doc in range(2)]
        self.attacker = Attacker(self.server, rng, clients[2:])
        self.replica = Replica()
        takers: list[Callable[[bytes], None]] = [self._taker(editor) for editor in self.editors]
        self.takers = [*takers, self.replica.hear]
        self.waiting: list[dict[int, list[bytes]]] = [{} for _ in self.takers]
        self.fate: Counter[str] = Counter()
        self.publish(0, self.server.type(ROOT, 0, "a🐢b"))

    def _taker(self, editor: Editor) -> Callable[[bytes], None]:
        def take(update: bytes) -> None:
            editor.inbox.append(update.hex())
            editor.take(1)

        return take

    def publish(self, sender: int, change: bytes | None, skip: int | None = None) -> None:
        """What the document really changed is on its way to all; one sender's stays in order."""
        for taker, queues in enumerate(self.waiting):
            if change is not None and taker != skip:
                queues.setdefault(sender, []).append(change)

    def step(self) -> None:
        """Something happens."""
        rng = self.rng
        match rng.choices(range(3), [25, 30, 45])[0]:
            case 0:
                index = rng.randrange(len(self.editors))
                self.editors[index].type(rng)
                self.send(index)
            case 1:
                self.attack()
            case 2:
                self.deliver(rng.randrange(len(self.takers)))

    def send(self, index: int) -> None:
        """What an editor does passes, attack or not."""
        editor = self.editors[index]
        for made in editor.outbox:
            self.publish(index + 1, self.server.take(bytes.fromhex(made)), index)
        editor.outbox.clear()

    def attack(self) -> None:
        """The gate decides."""
        made = self.attacker.update()
        try:
            change = self.server.take(made)
        except GateError as refusal:
            self.fate[str(refusal)] += 1
        else:
            self.fate["passed"] += 1
            self.publish(9, change)

    def deliver(self, taker: int) -> None:
        """The next update of some sender."""
        queues = self.waiting[taker]
        if queues:
            sender = self.rng.choice([*queues])
            self.takers[taker](queues[sender].pop(0))
            if not queues[sender]:
                del queues[sender]

    def settle(self) -> None:
        """Everything arrives."""
        for taker, queues in enumerate(self.waiting):
            while queues:
                self.deliver(taker)


def test_DO5_what_passes_leaves_every_replica_with_the_same_text(
    peer: Yjs, seeds: Iterator[int]
) -> None:
    """TX1: no text has a carriage return, however often the attacker brings one."""
    for seed in seeds:
        rng = random.Random(seed)
        fate: Counter[str] = Counter()
        for _ in range(HISTORIES):
            swarm = Swarm(peer, rng)
            for _ in range(STEPS):
                swarm.step()
            swarm.settle()
            swarm.server.check_state()
            assert not swarm.replica.early
            assert swarm.replica.texts() == swarm.server.texts()
            assert "\r" not in "".join(swarm.server.texts())
            for editor in swarm.editors:
                assert peer.texts(editor.doc) == swarm.server.texts()
                assert not peer.do("rest", doc=editor.doc)["pending"]
                peer.do("close", doc=editor.doc)
            fate += swarm.fate
        print(fate)
        assert fate[RETURN]
        assert fate["passed"] > 100 and fate.total() - fate["passed"] > 100
