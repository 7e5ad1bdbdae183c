"""GR1: what is not used any more leaves memory, whichever way it went."""

import contextlib
import gc
import logging
import weakref
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pycrdt import Doc, Subscription, Text

from jupyter_interview.contract import rest
from jupyter_interview.contract.frames import Mode
from jupyter_interview.document.document import Document, DocumentError
from jupyter_interview.document.edits import Edit
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.gate.sync import Gate
from jupyter_interview.journal.loading import make_snapshot, restore
from jupyter_interview.journal.recorder import Ticket
from jupyter_interview.rooms.core import Core
from jupyter_interview.rooms.peer import Peer
from jupyter_interview.rooms.room import Room
from jupyter_interview.store.base import StoreError
from tests.sessions.test_registry import evicted, write_much

from .stage import GRACE, OWNER, Paper, Stage, on_stage

OF_A_ROOM = (Room, Core, Document, Doc, Text, Subscription, Gate, Peer, Ticket)


def in_memory() -> Counter[str]:
    """How many there are of what a room is made of, once the collector has been round."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if type(one) in OF_A_ROOM)


async def visit(stage: Stage) -> list["weakref.ref[Any]"]:
    """Two people work in the interview and go; what to look for afterwards."""
    room = await stage.enter()
    paper = Paper(stage.clock.now_us() % 1_000_000_007)
    ana = stage.connect(room)
    guest = stage.connect(room, stage.guest(room, "Ben"), Mode.CONTRACT)
    paper.learns(ana)
    ana.types(paper.writes("typed "))
    ana.says("run_started", runId=f"run-{paper.doc.client_id}", language="python")
    ana.says("execution_result", runId=f"run-{paper.doc.client_id}", output="", state="ok")
    guest.says("code_change", code="from the contract\n")
    ana.says("language_change", language="javascript")
    await stage.stored()
    ana.goes()
    guest.goes()
    stage.clock.turn(GRACE)
    document = room.core.document
    native = document._doc  # what would stay
    return [weakref.ref(one) for one in (room, document, native, *document._texts.values())]


async def by_being_idle(stage: Stage) -> None:
    await evicted(stage)


async def by_deletion(stage: Stage) -> None:
    await stage.registry.delete(await stage.enter(), OWNER)
    await stage._held.aclose()


async def by_a_deletion_that_failed_at_first(stage: Stage) -> None:
    """Nobody is left who would say that the session is gone."""
    room = await stage.enter()
    stage.store.failing = True
    with pytest.raises(StoreError):
        await stage.registry.delete(room, OWNER)
    del room
    stage.store.failing = False
    await stage._held.aclose()
    await stage.stored()


async def by_a_takeover(stage: Stage) -> None:
    stage.registry.lost({stage.session_id})
    await stage._held.aclose()


async def by_the_end_of_the_server(stage: Stage) -> None:
    await stage._held.aclose()
    await stage.registry.close()
    stage.registry = stage._registry()


WAYS = (
    by_being_idle,
    by_deletion,
    by_a_deletion_that_failed_at_first,
    by_a_takeover,
    by_the_end_of_the_server,
)


@pytest.mark.parametrize("goes", WAYS, ids=lambda way: way.__name__)
def test_GR1_nothing_of_a_room_stays_when_it_goes(goes: Callable[[Stage], Awaitable[None]]) -> None:
    """GR1: rooms, documents, texts, connections and what was on its way to the disk."""

    async def talk(stage: Stage) -> None:
        await stage.open()
        await stage._held.aclose()
        left = await visit(stage)
        await goes(stage)
        for _ in range(2):
            await stage.stored()
            await evicted(stage)
        gc.collect()
        assert [kept for one in left if (kept := one()) is not None] == []

    before = in_memory()
    on_stage(talk)
    assert in_memory() == before


def test_GR1_the_tenth_visit_leaves_no_more_than_the_first() -> None:
    """GR1: people come, and the room goes, again and again."""
    counts = []

    async def talk(stage: Stage) -> None:
        await stage.open()
        await stage._held.aclose()
        for _ in range(10):
            await visit(stage)
            await evicted(stage)
            counts.append(in_memory())

    on_stage(talk)
    assert counts[-1] == counts[0]


def test_GR1_what_is_large_in_a_room_does_not_wait_for_the_collector() -> None:
    """GR1: Python's collector goes through old objects seldom, and a room lives for minutes."""

    async def talk(stage: Stage) -> None:
        await stage.open()
        await stage._held.aclose()
        await visit(stage)
        for _ in range(2):
            await stage.stored()
            await evicted(stage)
        gc.collect()
        gc.disable()
        room = await stage.enter()
        document = room.core.document
        large = [document, document._doc, room.core.runs, room.core.people]
        left = [weakref.ref(one) for one in large]
        del room, document, large
        await stage.stored()
        await evicted(stage)
        assert [one for one in left if one() is not None] == []

    try:
        on_stage(talk)
    finally:
        gc.enable()


def test_GR1_a_draft_that_started_leaves_its_document() -> None:
    """GR1: the interview's document takes the place of the draft's."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(command=rest.NewSession("python", "A", "", state=rest.State.DRAFT))
        ana = stage.connect(room)
        room.core.document.follow("code:python")
        ana.types(Paper(3).writes("prepared"))
        draft = weakref.ref(room.core.document._doc)
        await room.perform(OWNER, rest.session_change({"state": "live"}, stage.limits)).wait()
        ana.goes()
        del room
        await stage.stored()
        gc.collect()
        assert draft() is None

    on_stage(talk)


def test_GR1_a_document_that_was_only_read_goes_at_once() -> None:
    """GR1: one that was replayed for a list or a snapshot, whole, damaged or from its bytes."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        paper, ana = Paper(7), stage.connect(room)
        paper.learns(ana)
        write_much(ana, paper)
        ana.goes()
        await stage.stored()
        await evicted(stage)
        del room, ana
        before = in_memory()
        log = logging.getLogger("tests.rooms")
        for _ in range(5):
            data = await stage.store.load(stage.session_id)
            assert data is not None
            restored = await restore(stage.store, data, Limits(), log, document_only=True)
            assert await make_snapshot(stage.session_id, restored) is not None
        with contextlib.suppress(DocumentError):
            Document(5, b"no document").read()
        del restored
        assert in_memory() == before

    on_stage(talk)


def test_GR1_a_text_that_was_followed_goes_too() -> None:
    """GR1: a follower of a text may forget to leave it."""
    document = Document(1)
    document.follow("code:python")
    document.change("code:python", [Edit(0, 0, "x = 1\n")])
    assert document.told("code:python") == [{"insert": "x = 1\n"}]
    native = weakref.ref(document._doc)
    del document
    gc.collect()
    assert native() is None


def test_GR1_a_load_that_fails_leaves_nothing() -> None:
    """GR1: and the next caller tries again."""

    async def talk(stage: Stage) -> None:
        await stage.open()
        await evicted(stage)
        before = in_memory()
        load = stage.store.load

        async def broken(session_id: str) -> Any:
            raise StoreError("The disk reports an error.")

        stage.store.load = broken  # type: ignore[method-assign]
        for _ in range(3):
            with pytest.raises((StoreError, InterviewError)):
                await stage.enter()
        stage.store.load = load  # type: ignore[method-assign]
        assert in_memory() == before
        assert stage.registry.rooms() == 0

    on_stage(talk)
