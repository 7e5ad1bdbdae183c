"""DO11: what real editors produce is never refused, and everybody ends with the same text."""

import random
from collections.abc import Iterator

from tests.gate.wire import ROOT

from .editors import Editor
from .peer import Server, Yjs

HISTORIES = 40
STEPS = 60


class Session:
    """Editors around one server, which may be restarted."""

    def __init__(self, yjs: Yjs, rng: random.Random) -> None:
        self.yjs = yjs
        self.rng = rng
        self.server = Server()
        clients = rng.sample([*range(2, 8), *(rng.randrange(2, 2**53) for _ in range(6))], 3)
        self.editors = [Editor(yjs, doc, client) for doc, client in enumerate(clients)]
        self.tell(self.server.type(ROOT, 0, "def two_sum(🐢):\n    pass\n"), None)

    def tell(self, update: bytes | None, sender: Editor | None) -> None:
        """Relay what the document really changed."""
        for editor in self.editors:
            if update is not None and editor is not sender:
                editor.inbox.append(update.hex())

    def send(self, editor: Editor, count: int) -> None:
        """Some of an editor's updates reach the server, perhaps merged into one."""
        batch = editor.outbox[:count]
        del editor.outbox[:count]
        editor.sent += batch
        if len(batch) > 1 and self.rng.random() < 0.3:
            batch = [self.yjs.do("merge", updates=batch)]
        for update in batch:
            self.tell(self.server.take(bytes.fromhex(update)), editor)

    def reconnect(self, editor: Editor) -> None:
        """What was under way is lost; state vectors make up for it, and much comes twice."""
        editor.inbox.clear()
        unsent, editor.outbox = editor.outbox, []
        vector = self.server.doc.get_state() if self.rng.random() < 0.8 else b"\x00"
        if self.rng.random() < 0.5:
            editor.type(self.rng)
            if not unsent:
                self.send(editor, len(editor.outbox))
        missing = self.yjs.do("since", doc=editor.doc, vector=vector.hex())
        self.tell(self.server.take(bytes.fromhex(missing)), editor)
        for update in [*unsent, *editor.sent[-5:]]:
            assert self.server.take(bytes.fromhex(update)) is None
        vector = bytes.fromhex(self.yjs.do("vector", doc=editor.doc))
        editor.inbox.append(self.server.doc.get_update(vector).hex())
        editor.take(1)

    def step(self) -> None:
        """Something happens."""
        rng, editor = self.rng, self.rng.choice(self.editors)
        match rng.choices(range(6), [40, 12, 20, 20, 5, 3])[0]:
            case 0:
                editor.type(rng)
            case 1:
                editor.undo(rng)
            case 2:
                self.send(editor, rng.randint(1, 5))
            case 3:
                editor.take(rng.randint(1, 8))
            case 4:
                self.reconnect(editor)
            case 5:
                log = [self.server.doc.get_update()] if rng.random() < 0.5 else self.server.log
                self.server = Server(tuple(log))

    def settle(self) -> None:
        """Everything arrives."""
        for editor in self.editors:
            self.send(editor, len(editor.outbox))
        for editor in self.editors:
            editor.take(len(editor.inbox))


def test_DO11_what_editors_do_passes_and_all_texts_are_equal(
    peer: Yjs, seeds: Iterator[int]
) -> None:
    for seed in seeds:
        rng = random.Random(seed)
        for _ in range(HISTORIES):
            session = Session(peer, rng)
            for _ in range(STEPS):
                session.step()
            session.settle()
            session.server.check_state()
            for editor in session.editors:
                assert peer.texts(editor.doc) == session.server.texts()
                assert not peer.do("rest", doc=editor.doc)["pending"]
                peer.do("close", doc=editor.doc)
