"""SO4, ST4: group commit. Nothing is dropped, nobody is told too early, order is kept."""

import asyncio
import logging
from collections.abc import Sequence

import pytest

from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.journal.recorder import Recorder
from jupyter_interview.store.base import Change, StoreError
from tests.store.memory_store import MemoryStore
from tests.store.stories import OTHER, SESSION, entry

LOG = logging.getLogger("recorder")


class WatchedStore(MemoryStore):
    """Remembers commits; fails for the sessions it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.commits: list[list[Change]] = []
        self.failing: set[str] = set()

    async def commit(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if isinstance(change, LogEntry) and change.session_id in self.failing:
                raise StoreError("There is no space left on the disk.")
        await super().commit(changes)
        self.commits.append(list(changes))


async def recording(**limits: float) -> tuple[Recorder, WatchedStore]:
    store = WatchedStore()
    await store.open()
    await store.commit([SESSION, OTHER])
    store.commits.clear()
    return Recorder(store, Limits().with_overrides(limits), LOG), store


async def test_SO4_what_comes_together_is_stored_together_and_then_told() -> None:
    recorder, store = await recording()
    told: list[int] = []
    for seq in range(1, 6):
        ticket = recorder.submit(SESSION.id, [entry(seq)])
        ticket.stored(lambda seq=seq: told.append(seq))
        assert recorder.pending(SESSION.id) and not recorder.pending(OTHER.id)
    assert told == []
    await ticket.wait()
    assert told == [1, 2, 3, 4, 5]
    assert len(store.commits) == 1 and not recorder.pending(SESSION.id)
    late: list[str] = []
    ticket.stored(lambda: late.append("at once"))
    assert late == ["at once"]
    await recorder.close()


async def test_nobody_waits_until_everybody_was_told() -> None:
    """The event loop has its turn in between; what was not told yet is not done with."""
    recorder, _ = await recording()
    told: list[int] = []
    told_by_then: list[int] = []

    def look() -> None:
        told_by_then.extend(told)
        assert recorder.pending(SESSION.id)

    def tell(seq: int) -> None:
        told.append(seq)
        if seq == 1:
            asyncio.get_running_loop().call_soon(look)

    for seq in range(1, 101):
        ticket = recorder.submit(SESSION.id, [entry(seq)])
        ticket.stored(lambda seq=seq: tell(seq))
    await ticket.wait()
    assert told == list(range(1, 101))
    assert 1 <= len(told_by_then) < 50
    await recorder.close()
    assert not recorder.pending(SESSION.id)


async def test_a_full_batch_does_not_wait() -> None:
    recorder, store = await recording(commit_interval=1000, commit_changes=3)
    tickets = [recorder.submit(SESSION.id, [entry(seq)]) for seq in (1, 2, 3)]
    await asyncio.wait_for(tickets[-1].wait(), 10)
    assert len(store.commits) == 1
    await recorder.close()


async def test_a_barrier_comes_after_what_was_before_it() -> None:
    recorder, _ = await recording()
    told: list[str] = []
    recorder.submit(SESSION.id, []).stored(lambda: told.append("nothing to wait for"))
    assert told == ["nothing to wait for"]
    recorder.submit(SESSION.id, [entry(1)]).stored(lambda: told.append("entry"))
    barrier = recorder.submit(SESSION.id, [])
    barrier.stored(lambda: told.append("barrier"))
    await barrier.wait()
    assert told[1:] == ["entry", "barrier"]
    await recorder.close()


async def test_SO4_a_failing_store_loses_nothing_and_acknowledges_nothing() -> None:
    recorder, store = await recording()
    store.failing = {SESSION.id}
    told: list[int] = []
    first = recorder.submit(SESSION.id, [entry(1)])
    first.stored(lambda: told.append(1))
    with pytest.raises(StoreError):
        await first.wait()
    second = recorder.submit(SESSION.id, [entry(2)])
    second.stored(lambda: told.append(2))
    assert recorder.failing and told == []
    store.failing = set()
    await second.wait()
    assert told == [1, 2] and not recorder.failing
    assert [e.seq for e in await store.log(SESSION.id)] == [1, 2]
    await recorder.close()


async def test_the_trouble_of_one_session_is_not_everybodys() -> None:
    recorder, store = await recording()
    store.failing = {OTHER.id}
    stuck = recorder.submit(OTHER.id, [LogEntry(OTHER.id, 1, 5, None, LogKind.UPDATE, b"x")])
    with pytest.raises(StoreError):
        await stuck.wait()
    for seq in (1, 2):
        await recorder.submit(SESSION.id, [entry(seq)]).wait()
    assert recorder.pending(OTHER.id)
    store.failing = set()
    await recorder.submit(OTHER.id, []).wait()
    assert [e.seq for e in await store.log(OTHER.id)] == [1]
    await recorder.close()


async def test_closing_stores_what_is_queued_and_says_when_it_cannot(
    caplog: pytest.LogCaptureFixture,
) -> None:
    recorder, store = await recording(commit_interval=1000)
    recorder.submit(SESSION.id, [entry(1)])
    await recorder.close()
    assert [e.seq for e in await store.log(SESSION.id)] == [1]

    recorder, store = await recording()
    store.failing = {SESSION.id}
    recorder.submit(SESSION.id, [entry(1), entry(2)])
    await recorder.close()
    assert "2 changes could not be stored" in caplog.text


async def test_a_bug_in_a_store_is_a_failure_and_not_the_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    recorder, store = await recording()
    good = store.commit

    async def bad(changes: Sequence[Change]) -> None:
        raise ZeroDivisionError

    store.commit = bad  # type: ignore[method-assign]
    with pytest.raises(StoreError):
        await recorder.submit(SESSION.id, [entry(1)]).wait()
    store.commit = good  # type: ignore[method-assign]
    await recorder.submit(SESSION.id, []).wait()
    assert [e.seq for e in await store.log(SESSION.id)] == [1]
    await recorder.close()
