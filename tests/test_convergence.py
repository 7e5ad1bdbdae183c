"""DO3: many clients edit, drop and rejoin; in the end there is one text everywhere.

Five sync clients and two contract clients, over real sockets, with text that is not ASCII. Sync
clients go on editing while they are away. The seed is printed; a seed that failed once is added to
``SEEDS`` for good. ``JI_FUZZ_SEED``, ``JI_FUZZ_ROUNDS`` and ``JI_FUZZ_FRESH`` try others.
"""

import asyncio
import os
import random
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from jupyter_interview.document.document import Document
from jupyter_interview.domain.languages import CODE_FILES
from jupyter_interview.domain.records import LogKind
from jupyter_interview.gate.sync import Gate
from jupyter_interview.store.sqlite import SqliteStore
from tests.chance import seed_for
from tests.clients import Api, EventSocket, SyncSocket

SEEDS = [1, 2]
STEPS = 40
ALPHABET = [
    "a",
    "b",
    "\n",
    "é",
    "e\u0301",
    "🐢",
    "👩‍💻",
    "naïve",
    "\t",
    "漢字",
    "x = 1\n",
    "\u0000",
]


def seeds() -> list[Any]:
    """Known ones, and others whose number is printed: a title must not differ between runs."""
    if named := os.environ.get("JI_FUZZ_SEED"):
        return [int(named)]
    rounds = int(os.environ.get("JI_FUZZ_ROUNDS", "1"))
    others = [pytest.param(seed_for(f"convergence {n}"), id=f"new-{n}") for n in range(rounds)]
    return SEEDS + others


LANGUAGES = tuple(CODE_FILES.values())
"""Those whose texts every document has."""


@pytest.fixture
def interview_config() -> dict[str, object]:
    return {"limits": {"messages_per_second": 10_000, "message_burst": 10_000}}


def edit_somewhere(client: SyncSocket, rng: random.Random) -> None:
    """Insert or delete at the start of a random character of a random buffer."""
    name = rng.choice(LANGUAGES)
    text, target = client.text(name), client.texts[name]
    cuts = [len(text[:i].encode()) for i in range(len(text) + 1)]
    at = rng.randrange(len(cuts))
    if rng.random() < 0.65 or len(cuts) < 4:
        target.insert(cuts[at], "".join(rng.choices(ALPHABET, k=rng.randrange(1, 4))))
    else:
        end = min(len(cuts) - 1, at + rng.randrange(1, 5))
        if end > at:
            del target[cuts[at] : cuts[end]]


async def sync_life(client: SyncSocket, rng: random.Random) -> None:
    """Edit; at times go without a word, edit while away, and come back."""
    await client.open()
    for _ in range(STEPS):
        edit_somewhere(client, rng)
        await client.flush()
        if rng.random() < 0.08:
            await client.drop()
            for _ in range(rng.randrange(4)):
                edit_somewhere(client, rng)
            await client.open()
        await asyncio.sleep(0)
    await client.flush()


async def contract_life(api: Api, session: str, client: EventSocket, rng: random.Random) -> None:
    """Replace the text, built on the newest one heard of; switch the language at times."""
    await client.open()
    for _ in range(STEPS // 2):
        heard = [f["payload"]["code"] for f in client.frames if f["type"] == "code_change"]
        text = heard[-1] if heard else (await api.ok("GET", f"/sessions/{session}"))["code"]
        at = rng.randrange(len(text) + 1)
        typed = text[:at] + rng.choice(ALPHABET) + text[at + rng.randrange(3) :]
        await client.send("code_change", code=typed)
        # What it sent is what it shows, until it is told another text.
        client.frames.append({"type": "code_change", "payload": {"code": typed}})
        if rng.random() < 0.1:
            await client.send("language_change", language=rng.choice(LANGUAGES))
        if rng.random() < 0.1:
            await client.drop()
            await client.open()
        await asyncio.sleep(0)


async def settle(api: Api, session: str, clients: list[SyncSocket]) -> dict[str, str]:
    """Wait until everything is stored and told; the texts as a newcomer gets them."""
    for client in clients:
        await client.saved()
    async with SyncSocket(api, session) as newcomer:
        texts = {name: newcomer.text(name) for name in LANGUAGES}
    for client in clients:
        for name in LANGUAGES:
            await client.expect_text(texts[name], name)
    return texts


async def replayed(config: Config, session: str) -> dict[str, str]:
    """What the log alone says, read by somebody who has nothing but the file."""
    store = SqliteStore(Path(config.InterviewApp.db_path))
    await store.open()
    document, gate = Document(1), Gate(CODE_FILES)
    for entry in await store.log(session):
        if entry.kind is LogKind.UPDATE:
            gate.load(entry.payload)
            document.apply(entry.payload)
    await store.close()
    return {name: document.text(f"code:{name}") for name in LANGUAGES}


@pytest.mark.parametrize("seed", seeds())
async def test_DO3_all_texts_are_equal_in_the_end(
    api: Api, seed: int, jp_serverapp: object, jp_server_config: Config
) -> None:
    print(f"JI_FUZZ_SEED={seed}")
    rng = random.Random(seed)
    session = (await api.create("python"))["id"]
    sync, contract = [], []
    for number in range(5):
        guest, _ = await api.guest(session, f"Sync {number}")
        sync.append(SyncSocket(guest, session))
    for number in range(2):
        guest, _ = await api.guest(session, f"Contract {number}")
        contract.append((guest, EventSocket(guest, session)))
    lives = [sync_life(client, random.Random(rng.random())) for client in sync]
    for guest, client in contract:
        lives.append(contract_life(guest, session, client, random.Random(rng.random())))
    await asyncio.gather(*lives)

    texts = await settle(api, session, sync)
    current = await api.ok("GET", f"/sessions/{session}")
    assert current["code"] == texts[current["language"]]
    for _, client in contract:
        heard = [f["payload"]["code"] for f in client.frames if f["type"] == "code_change"]
        if heard and heard[-1] != current["code"]:
            await client.expect("code_change", code=current["code"])
    for client in [*sync, *(client for _, client in contract)]:
        await client.close()
    await jp_serverapp.extension_manager.stop_all_extensions()  # type: ignore[attr-defined]
    assert await replayed(jp_server_config, session) == texts
