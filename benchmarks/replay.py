"""What a recording costs: to make it of a log, in bytes, to load it, and to find a moment in it.

    .venv/bin/python benchmarks/replay.py [--edits 20000 260000]

Two people type in turns into one text. Every tenth edit deletes, and three in a hundred are
somewhere else.
"""

import argparse
import gzip
import json
import random
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pycrdt import Doc, Text

from jupyter_interview.contract.session import SessionCreated, TextsSealed
from jupyter_interview.contract.values import SealedText
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.domain.roles import State
from jupyter_interview.playback.format import canonical
from jupyter_interview.recording.converter import Converter
from jupyter_interview.session.log import encode_event
from jupyter_interview.session.seals import UPDATES, hash_of

ROOT = Path(__file__).parents[1]
WORDS = "abcdefghijklmnop    \n()=.:"
BEGAN_US = 1_790_000_000_000_000


def log_of(count: int) -> list[LogEntry]:
    """A log of so many edits, sealed as a room seals."""
    rng, docs = random.Random(count), [Doc[Any](client_id=number) for number in (11, 12)]
    texts = [doc.get("code:python", type=Text) for doc in docs]
    entries: list[LogEntry] = []

    def add(kind: LogKind, payload: bytes, by: str | None = None) -> None:
        seq = len(entries) + 1
        entries.append(LogEntry("s", seq, BEGAN_US + seq * 250_000, by, kind, payload))

    kind, payload, _ = encode_event(SessionCreated("Bench", "python", State.LIVE, "ana"))
    add(kind, payload)
    length, places = 0, [0, 0]
    for number in range(count):
        who = number // 40 % 2
        if rng.random() < 0.03:
            places[who] = rng.randrange(length + 1)
        place, made = min(places[who], length), list[bytes]()
        watching = docs[who].observe(lambda event, made=made: made.append(event.update))
        if place and rng.random() < 0.1:
            del texts[who][place - 1 : place]
            length, places[who] = length - 1, place - 1
        else:
            texts[who].insert(place, rng.choice(WORDS))
            length, places[who] = length + 1, place + 1
        docs[who].unobserve(watching)
        docs[1 - who].apply_update(made[0])
        add(LogKind.UPDATE, made[0], f"p-{who}")
        if number % UPDATES == UPDATES - 1:
            seal = TextsSealed((SealedText("code:python", hash_of(str(texts[who]))),))
            kind, payload, _ = encode_event(seal)
            add(kind, payload)
    return entries


def measure(count: int, bundle: Path, folder: Path) -> None:
    log = log_of(count)
    converter, worst, before = Converter("s", Limits()), 0.0, time.perf_counter()
    for entry in log:
        began = time.perf_counter()
        converter.take(entry)
        worst = max(worst, time.perf_counter() - began)
    made = time.perf_counter() - before
    raw = canonical(converter.document())
    packed = gzip.compress(raw, 6, mtime=0)
    place = folder / "recording.json.gz"
    place.write_bytes(packed)
    done = subprocess.run(["node", bundle, place], capture_output=True, check=True, text=True)
    read = json.loads(done.stdout)
    size, updates = sum(len(entry.payload) for entry in log), len(packed) / count
    print(f"{count:,} edits, a log of {size / 1024:,.0f} KiB")
    print(
        f"  made      {made:8.2f} s     {made / count * 1e6:.0f} us an edit, at most {worst:.3f} s"
    )
    print(
        f"  in bytes  {len(packed) / 1024:8,.0f} KiB   {updates:.2f} an edit; "
        f"{len(raw) / 1024:,.0f} KiB before gzip"
    )
    print(f"  loaded    {read['loaded']:8.0f} ms    {read['prepared']:.0f} ms to keep states")
    print(f"  a moment  {read['p50']:8.2f} ms    {read['p99']:.2f} ms for one in a hundred")
    print(f"  seals     {read['checked']:8.0f} ms    {read['broken']} of them do not hold")
    print(f"  memory    {read['heapUsed'] / 2**20:8.0f} MiB   of a program in Node, in all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, nargs="+", default=[20_000, 260_000])
    esbuild = shutil.which("esbuild", path=str(ROOT / "node_modules" / ".bin"))
    assert esbuild, "npm install has not been run"
    with TemporaryDirectory() as name:
        bundle = Path(name) / "replay.cjs"
        options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=error"]
        script = Path(__file__).with_suffix(".mjs")
        subprocess.run([esbuild, script, f"--outfile={bundle}", *options], check=True)
        for count in parser.parse_args().edits:
            measure(count, bundle, Path(name))


if __name__ == "__main__":
    main()
