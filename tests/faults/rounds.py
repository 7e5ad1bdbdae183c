"""Rounds of ``kill -9``: people type, the server dies, comes back, and everything is counted."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.clients import PATIENCE

from .entry import POINTS
from .oracle import check_acknowledged, check_all, digest, text_of
from .server import ServerProcess
from .typist import Typist

PEOPLE = 3
ROUNDS_A_SESSION = 10
"""Then a new one is begun, so that no text comes near its limit."""
ANY_MOMENT = "any moment"
BUILD_UP = 400
"""More bursts than anybody gets to type before the end comes."""


@dataclass
class Tally:
    """What a run of rounds amounted to."""

    rounds: int = 0
    tokens: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    deaths: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        deaths = ", ".join(f"{point} {count}" for point, count in sorted(self.deaths.items()))
        return (
            f"{self.rounds} rounds of kill -9 ({deaths}): {self.tokens} tokens typed; "
            f"{self.acknowledged} looked for because they had been acknowledged, as the server "
            f"came back; {self.unacknowledged} edits had not been and came again from their "
            "authors; none lost, none doubled, all copies equal"
        )


class Rounds:
    """Kills one server again and again. ``tell`` hears of every round."""

    def __init__(self, server: ServerProcess, seed: int, tell: Callable[[str], None]) -> None:
        self._server = server
        self._rng = random.Random(seed)
        self._tell = tell
        self._typists: list[Typist] = []
        self._session = ""
        self.tally = Tally()

    async def run(self, rounds: int) -> None:
        self._choose_fate()
        await self._server.start()
        for number in range(rounds):
            if number % ROUNDS_A_SESSION == 0:
                await self._new_session()
            await self._round(number)
        await self._close()
        await self._server.stop()

    async def _new_session(self) -> None:
        await self._close()
        api = self._server.api
        self._session = (await api.create("python", code=""))["id"]
        for name in [f"p{number}" for number in range(PEOPLE)]:
            user = (await api.join(self._session, name))["user"]["id"]
            typist = Typist(api, self._session, name, self._rng.randrange(2**32), user)
            self._typists.append(await typist.open())

    async def _close(self) -> None:
        for typist in self._typists:
            await typist.close()
            self.tally.tokens += len(typist.typed)
        self._typists = []

    async def _round(self, number: int) -> None:
        rng, server, typists = self._rng, self._server, self._typists
        point = server.fate[0] if server.fate else ANY_MOMENT
        if server.fate:
            await self._killed_by_fate()
        else:
            await self._killed_at_any_moment()
        for typist in typists:
            await typist.expect_close()
            for _ in range(rng.choice([0, 0, 1, 4])):
                typist.scribble()
        waiting = sum(len(typist.outbox) for typist in typists)
        self._choose_fate()
        await server.start()
        if rng.random() < 0.1:
            await server.kill()
            await server.start()
        self.tally.acknowledged += check_acknowledged(
            await text_of(server.api, self._session), typists
        )
        await asyncio.gather(*(typist.open() for typist in typists))
        await asyncio.gather(*(typist.settled() for typist in typists))
        text = await check_all(server.api, self._session, typists, server.database)
        self.tally.rounds += 1
        self.tally.deaths[point] += 1
        self.tally.unacknowledged += waiting
        self._tell(
            f"round {number + 1}: died at {point}, {waiting} edits were not acknowledged, "
            f"{len(text)} characters, sha256 {digest(text)[:12]}"
        )

    def _choose_fate(self) -> None:
        point = self._rng.choice([ANY_MOMENT, ANY_MOMENT, *POINTS])
        number = str(self._rng.randint(1, 25))
        self._server.fate = () if point == ANY_MOMENT else (point, number)

    async def _killed_at_any_moment(self) -> None:
        enough = asyncio.Event()
        left = self._rng.randint(5, 120)

        def typed() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                enough.set()

        for typist in self._typists:
            typist.after_typing = typed
        work = [asyncio.create_task(typist.work(BUILD_UP)) for typist in self._typists]
        await asyncio.wait_for(enough.wait(), PATIENCE)
        await self._server.kill()
        await asyncio.gather(*work)

    async def _killed_by_fate(self) -> None:
        self._server.arm()
        await asyncio.gather(*(typist.work(BUILD_UP) for typist in self._typists))
        await self._server.died()
