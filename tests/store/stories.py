"""Records to put into a store, and a way to run a test's story against one."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256

from jupyter_interview.domain.records import (
    CopiedFrom,
    InviteRecord,
    LogEntry,
    LogKind,
    ParticipantRecord,
    SessionRecord,
    Way,
)
from jupyter_interview.store.base import ClientBinding, Listing, Snapshot, Store

Story = Callable[[Store], Awaitable[None]]

SESSION = SessionRecord(
    id="Zx81Zx81Zx81",
    title="Backend, round 2",
    language="python",
    state="live",
    created_us=1_790_000_000_000_000,
    created_by="ana",
    ended_us=None,
    epoch=1,
    head_seq=0,
)
OTHER = replace(SESSION, id="Amiga500Amig", title="Ünïcödé 🐢", created_us=SESSION.created_us + 1)
COPY = replace(
    SESSION, id="Oric1Oric1Or", copied_from=CopiedFrom(SESSION.id, "812:1790000000000000")
)
ANA = ParticipantRecord(
    session_id=SESSION.id,
    id="p-ana-0001",
    kind="user",
    identity="ana",
    secret_sha256=None,
    invite_id=None,
    name="Ana Țepeș",
    role="owner",
    color="#1f77b4",
    joined_us=SESSION.created_us,
    left_us=None,
    ways=(Way("inv-1", None), Way("inv-2", sha256(b"ana").digest())),
)
BO = replace(
    ANA,
    id="p-bo-00002",
    kind="guest",
    identity=None,
    secret_sha256=sha256(b"bo").digest(),
    invite_id="inv-1",
    name="Bo 🐢",
    role="candidate",
)
INVITE = InviteRecord(
    session_id=SESSION.id,
    id="inv-1",
    secret_sha256=sha256(b"invite").digest(),
    role="candidate",
    created_us=SESSION.created_us,
    expires_us=SESSION.created_us + 86_400_000_000,
    max_uses=None,
    uses=0,
    revoked_us=None,
)
BINDING = ClientBinding(SESSION.id, 2**53 - 1, BO.id)


def entry(seq: int, payload: bytes = b"\x00\xff", session_id: str = SESSION.id) -> LogEntry:
    """A log entry by Bo."""
    return LogEntry(session_id, seq, SESSION.created_us + seq, BO.id, LogKind.UPDATE, payload)


def snapshot(seq: int) -> Snapshot:
    """A snapshot at ``seq``."""
    state = b"state at %d" % seq
    return Snapshot(SESSION.id, seq, state, sha256(state).digest())


async def listed(store: Store) -> list[SessionRecord]:
    """What Ana has, newest first."""
    page, more = await store.page(Listing("ana", 100, ()))
    assert not more
    return [one.session for one in page]


async def clear(store: Store, session_id: str | None = None) -> int:
    """Remove what was deleted; in how many slices."""
    slices = 1
    while await store.clear(session_id):
        slices += 1
    return slices


def tell(store: Store, story: Story) -> None:
    """Open the store, run the story, close it."""

    async def run() -> None:
        await store.open()
        try:
            await story(store)
        finally:
            await store.close()

    asyncio.run(run())
