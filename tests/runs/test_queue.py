"""RS6: places are few, nobody can have them all, and turns go round."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from jupyter_interview.domain.asker import Asker
from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.runs.queue import Place, Places

AWAY = "203.0.113.7"


def limits(**overrides: float) -> Limits:
    return Limits().with_overrides(overrides)


class Queue:
    """Runs that last until they are told to end."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.began: list[str] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Event] = {}

    async def join(self, name: str, asker: Asker) -> None:
        place = self._places.reserve(asker)
        self._ends[name] = asyncio.Event()
        self._tasks[name] = asyncio.ensure_future(self._run(name, place))
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

    async def _run(self, name: str, place: Place) -> None:
        async with place.turn():
            self.began.append(name)
            await self._ends[name].wait()

    @staticmethod
    async def _settle() -> None:
        for _ in range(5):
            await asyncio.sleep(0)


def refused(places: Places, asker: Asker) -> str:
    with pytest.raises(InterviewError) as refusal:
        places.reserve(asker)
    assert refusal.value.status == 429
    return refusal.value.sentence


async def test_RS6_nobody_can_take_all_places() -> None:
    places = Places(limits())
    for _ in range(3):
        places.reserve(Asker("one", "Ada", AWAY))
    assert "of yours" in refused(places, Asker("two", "Ada", "203.0.113.8"))
    places.reserve(Asker("one", "Bo", AWAY))
    assert "of this interview" in refused(places, Asker("one", "Cy", "203.0.113.8"))
    for person in ("Di", "Ed"):
        places.reserve(Asker(person, person, AWAY))
    assert "from your address" in refused(places, Asker("three", "Flo", AWAY))
    for number in range(4):
        places.reserve(Asker(f"s{number}", f"p{number}", f"203.0.113.{number}"))
    assert "for this server" in refused(places, Asker("four", "Gus", "198.51.100.1"))


async def test_RS6_how_many_each_may_have_can_be_set() -> None:
    places = Places(limits(server_runs_per_session=1))
    places.reserve(Asker("one", "Ada", AWAY))
    assert "of this interview" in refused(places, Asker("one", "Bo", AWAY))
    places = Places(limits(server_runs_per_address=1))
    places.reserve(Asker("one", "Ada", AWAY))
    assert "from your address" in refused(places, Asker("two", "Bo", AWAY))


async def test_RS6_an_address_that_stands_for_everybody_is_not_counted() -> None:
    places = Places(limits())
    for number in range(10):
        address = ["127.0.0.1", "::1", ""][number % 3]
        places.reserve(Asker(f"s{number}", f"p{number}", address))


async def test_RS6_turns_go_round_addresses_sessions_and_persons() -> None:
    places = Places(limits(server_runs_at_once=1, server_runs_per_person=4))
    queue = Queue(places)
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
    places = Places(limits(server_runs_at_once=1, server_run_queue=2))
    queue = Queue(places)
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
            place = places.reserve(Asker(name, name))
            if name == "a":
                await stack.enter_async_context(place.turn())
        place.give_back()
        place.give_back()
        places.reserve(Asker("b", "b"))
