"""A process to be killed: ``python -m tests.store.writer FILE``.

It commits batches for ever and says on its standard output how far it has got, after each commit.
"""

import asyncio
import sys
from pathlib import Path

from jupyter_interview.store.sqlite import SqliteStore

from .stories import SESSION, entry

BATCH = 5


def payload(seq: int) -> bytes:
    """What entry ``seq`` says."""
    return b"entry %d " % seq * 20


async def write(path: Path) -> None:
    """Open, say so, commit until killed."""
    store = SqliteStore(path)
    await store.open()
    await store.commit([SESSION])
    data = await store.load(SESSION.id)
    assert data is not None
    seq = data.session.head_seq
    print(seq, flush=True)
    while True:
        await store.commit([entry(seq + n, payload(seq + n)) for n in range(1, BATCH + 1)])
        seq += BATCH
        print(seq, flush=True)


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1])))
