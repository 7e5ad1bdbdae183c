"""RS1, RS2, RS4, RS8: hostile programs on a real server, which answers all the while."""

import asyncio
from typing import Any

import psutil
import pytest

from jupyter_interview.runs import guard
from tests.clients import Api
from tests.runs.hostile import KINDS, Hostile

MEMORY_BYTES = 640 * 1024 * 1024
MOST_BYTES = 3 * MEMORY_BYTES
"""More than this was never held by the processes of one program: the limit, and what it can take
between two looks of its guard."""

PAUSE_S = 0.03
"""Shorter than a guard's between two looks."""

INNOCENT = {"language": "javascript", "code": "console.log(1 + 1)"}


def in_time(kind: str, ends: set[str]) -> float:
    """The seconds of a program: few only if its time may run out, and it fills no memory."""
    return 1.5 if "timeout" in ends and kind != "memory" else 30.0


TIMES = {(kind, in_time(kind, ends)) for kind in KINDS for *_, ends in KINDS[kind].values()}


@pytest.fixture
def interview_config(seconds: float) -> dict[str, Any]:
    return {
        "server_runs": True,
        "limits": {
            "server_run_seconds": seconds,
            "server_run_memory_bytes": MEMORY_BYTES,
            "runs_per_minute": 1000,
        },
    }


class Health:
    """Asks the server how it is while programs run, and looks at their memory.

    Not without a pause: it would take half of the time that programs and server have.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self.answers: list[int] = []
        self.most_bytes = 0

    async def watch(self) -> None:
        while True:
            self.answers.append((await self._api("GET", "/health")).status)
            self.most_bytes = max([self.most_bytes, *map(held, guards())])
            await asyncio.sleep(PAUSE_S)


def guards() -> list[psutil.Process]:
    """The processes that this one started for programs; other tests leave servers running."""
    return [child for child in psutil.Process().children() if guard.__file__ in arguments(child)]


def arguments(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def held(parent: psutil.Process) -> int:
    total = 0
    for process in [parent, *parent.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            pass
    return total


async def outcome(api: Api, hostile: Hostile) -> str | None:
    """What is wrong with the end of this program, or with the server after it."""
    language, code, ends = hostile
    session = (await api("POST", "/sessions", {"language": language})).json["id"]
    answer = await api("POST", f"/sessions/{session}/execute", {"language": language, "code": code})
    if answer.status != 200:
        return f"answered {answer.status}"
    run = answer.json["run"]
    if run["state"] not in ends:
        return f"ended as {run['state']}: {run['error']}"
    after = await api("POST", f"/sessions/{session}/execute", INNOCENT)
    if after.status != 200 or after.json["output"] != "2\n":
        return f"the next program: {after.content!r}"
    return None


@pytest.mark.parametrize(("kind", "seconds"), sorted(TIMES))
async def test_RS8_every_hostile_program_ends_and_the_next_one_works(
    api: Api, kind: str, seconds: float
) -> None:
    """Memory is RS1, time RS2, output RS4."""
    free = asyncio.Semaphore(2)
    wrong: dict[str, str] = {}

    async def one(name: str, hostile: Hostile) -> None:
        async with free:
            problem = await outcome(api, hostile)
        if problem is not None:
            wrong[name] = problem

    health = Health(api)
    watching = asyncio.ensure_future(health.watch())
    try:
        mine = [it for it in KINDS[kind].items() if in_time(kind, it[1][2]) == seconds]
        await asyncio.gather(*(one(name, hostile) for name, hostile in mine))
    finally:
        watching.cancel()
    assert wrong == {}
    assert set(health.answers) == {200}
    assert health.most_bytes < MOST_BYTES
    assert guards() == []
