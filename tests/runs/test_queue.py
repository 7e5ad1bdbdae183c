"""RS6: places are few, nobody can have them all, and turns go round."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from jupyter_interview.domain.asker import Asker
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.runs.queue import QueuedRun, RunQueue

AWAY = "203.0.113.7"


def limits(**overrides: float) -> Limits:
    return Limits().with_overrides(overrides)


class Queue:
    """Runs that last until they are told to end."""

    def __init__(self, queue: RunQueue) -> None:
        self._queue = queue
        self.began: list[str] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Event] = {}

    async def join(self, name: str, asker: Asker) -> None:
        queued = self._queue.reserve(asker)
        self._ends[name] = asyncio.Event()
        self._tasks[name] = asyncio.ensure_future(self._run(name, queued))
        await self._settle()

    async def end(self, name: str) -> None:
        self._ends[name].set()
        await self._settle()

    async def leave(self, name: str) -> None:
        self._tasks[name].cancel()
        await self._settle()

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _run(self, name: str, queued: QueuedRun) -> None:
        async with queued.turn():
            self.began.append(name)
            await self._ends[name].wait()

    @staticmethod
    async def _settle() -> None:
        for _ in range(5):
            await asyncio.sleep(0)


def refused(queue: RunQueue, asker: Asker) -> str:
    with pytest.raises(InterviewError) as refusal:
        queue.reserve(asker)
    assert refusal.value.status == 429
    return refusal.value.sentence


async def test_RS6_nobody_can_take_all_places() -> None:
    queue = RunQueue(limits())
    for _ in range(3):
        queue.reserve(Asker("one", "Ada", AWAY))
    assert "of yours" in refused(queue, Asker("two", "Ada", "203.0.113.8"))
    queue.reserve(Asker("one", "Bo", AWAY))
    assert "of this interview" in refused(queue, Asker("one", "Cy", "203.0.113.8"))
    for person in ("Di", "Ed"):
        queue.reserve(Asker(person, person, AWAY))
    assert "from your address" in refused(queue, Asker("three", "Flo", AWAY))
    for number in range(4):
        queue.reserve(Asker(f"s{number}", f"p{number}", f"203.0.113.{number}"))
    assert "for this server" in refused(queue, Asker("four", "Gus", "198.51.100.1"))


async def test_RS6_how_many_each_may_have_can_be_set() -> None:
    queue = RunQueue(limits(server_runs_per_session=1))
    queue.reserve(Asker("one", "Ada", AWAY))
    assert "of this interview" in refused(queue, Asker("one", "Bo", AWAY))
    queue = RunQueue(limits(server_runs_per_address=1))
    queue.reserve(Asker("one", "Ada", AWAY))
    assert "from your address" in refused(queue, Asker("two", "Bo", AWAY))


async def test_RS6_an_address_that_stands_for_everybody_is_not_counted() -> None:
    queue = RunQueue(limits())
    for number in range(10):
        address = ["127.0.0.1", "::1", ""][number % 3]
        queue.reserve(Asker(f"s{number}", f"p{number}", address))


async def test_RS6_turns_go_round_addresses_sessions_and_persons() -> None:
    queue = Queue(RunQueue(limits(server_runs_at_once=1, server_runs_per_person=4)))
    flood = [("f1", "x"), ("f2", "x"), ("f3", "y"), ("f4", "z")]
    for name, session in flood:
        await queue.join(name, Asker(session, f"flooder in {session}", AWAY))
    await queue.join("late", Asker("other", "Ada", "198.51.100.1"))
    await queue.join("later", Asker("another", "Bo", "198.51.100.1"))
    order = ["f1", "late", "f3", "later", "f4", "f2"]
    for count, name in enumerate(order, 1):
        assert queue.began == order[:count]
        await queue.end(name)
    await queue.close()


async def test_RS6_who_leaves_before_their_turn_takes_no_place() -> None:
    run_queue = RunQueue(limits(server_runs_at_once=1, server_run_queue=2))
    queue = Queue(run_queue)
    for name in "abc":
        await queue.join(name, Asker(name, name))
    await queue.leave("b")
    await queue.join("d", Asker("d", "d"))
    await queue.end("a")
    await queue.leave("c")
    assert queue.began == ["a", "c", "d"]
    await queue.close()
    async with AsyncExitStack() as stack:
        for name in "ab":
            queued = run_queue.reserve(Asker(name, name))
            if name == "a":
                await stack.enter_async_context(queued.turn())
        queued.give_back()
        queued.give_back()
        run_queue.reserve(Asker("b", "b"))
