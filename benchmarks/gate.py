"""What the gate costs beside what it guards: microseconds an update, in one run.

    python benchmarks/gate.py

The same updates (a person who types, corrects and moves about; two who type at one place; a whole
document at once) pass the gate and are applied by pycrdt. The last line is the store's share: a
row of the log on disk, in batches as under load.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pycrdt import Doc, Text, TransactionEvent

from jupyter_interview.domain.records import LogEntry, LogKind, SessionRecord
from jupyter_interview.gate.gate import Gate
from jupyter_interview.store.sqlite import SqliteStore

ROOT = "code:python"
BATCH = 20


class Writer:
    """Somebody's document and the updates it has made."""

    def __init__(self, client: int, start: bytes | None = None) -> None:
        self.updates: list[bytes] = []
        self.doc: Doc[Text] = Doc(client_id=client)
        self.text = self.doc.get(ROOT, type=Text)
        if start is not None:
            self.doc.apply_update(start)
        self._watch = self.doc.observe(self._made)

    def _made(self, event: TransactionEvent) -> None:
        self.updates.append(event.update)


def one_person(keystrokes: int, rng: random.Random) -> list[bytes]:
    writer = Writer(rng.randrange(2**32))
    writer.text += "def solve(numbers):\n    pass\n"
    place = len(writer.text)
    for _ in range(keystrokes):
        if rng.random() < 0.02:
            place = rng.randrange(len(writer.text))
        if rng.random() < 0.1 and place:
            place -= 1
            del writer.text[place : place + 1]
        else:
            writer.text.insert(place, "x")
            place += 1
    return writer.updates


def two_at_one_place(keystrokes: int, rng: random.Random) -> list[bytes]:
    first = Writer(rng.randrange(2**32))
    first.text += "[]"
    writers = [Writer(rng.randrange(2**32), first.updates[0]) for _ in range(2)]
    for number in range(keystrokes // 2):
        for writer in writers:
            writer.text.insert(1 + number, "x")
    turns = zip(*(writer.updates for writer in writers), strict=True)
    return [*first.updates, *(update for turn in turns for update in turn)]


def microseconds(work: Callable[[bytes], object], updates: Iterable[bytes]) -> float:
    count = 0
    begun = time.process_time()
    for update in updates:
        work(update)
        count += 1
    return (time.process_time() - begun) / count * 1e6


def report(title: str, updates: list[bytes]) -> None:
    gate, doc = Gate({ROOT}), Doc()
    gated = microseconds(lambda update: gate.applied(gate.check(update)), updates)
    applied = microseconds(doc.apply_update, updates)
    print(f"{title:28}{gated:10.1f}{applied:10.1f}{gated / applied:8.1f}")


async def row_cost(rows: int) -> float:
    session = SessionRecord("s", "", "python", "live", 0, "", None, 1, 0)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "interviews.sqlite")
        await store.open()
        await store.commit([session])
        entries = [LogEntry("s", n, n, "p", LogKind.UPDATE, b"x" * 25) for n in range(1, rows + 1)]
        begun = time.perf_counter()
        for at in range(0, rows, BATCH):
            await store.commit(entries[at : at + BATCH])
        spent = time.perf_counter() - begun
        await store.close()
    return spent / rows * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description="What the gate costs beside what it guards.")
    parser.add_argument("--keystrokes", type=int, default=20_000)
    count = parser.parse_args().keystrokes
    rng = random.Random(1)
    typed = one_person(count, rng)
    writer: Doc[Text] = Doc()
    for update in typed:
        writer.apply_update(update)
    print(f"{'microseconds an update':28}{'gate':>10}{'pycrdt':>10}{'ratio':>8}")
    report("one person types", typed)
    report("two people at one place", two_at_one_place(count, rng))
    report("the whole document", [writer.get_update()])
    print(f"\na row on disk, {BATCH} at a time: {asyncio.run(row_cost(BATCH * 100)):.0f} µs")


if __name__ == "__main__":
    main()
