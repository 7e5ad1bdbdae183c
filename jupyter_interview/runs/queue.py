"""How many programs run at once, and whose turn it is.

There are a few places on a server and a short queue for them. No person, session or address can
have all of it. A place that becomes free goes to whoever was served least recently: first by
address, then by session, then by person. So one that asks for many runs waits behind others who ask
for one.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits

Key = tuple[str, str]
"""A kind of limit (address, session, person), and which one of them."""


class Places:
    """Whoever has a place may run a program when it is its turn."""

    def __init__(self, limits: Limits) -> None:
        self._at_once = int(limits.server_runs_at_once)
        self._most = self._at_once + int(limits.server_run_queue)
        self._each = {
            "address": (limits.server_runs_per_address, "from your address"),
            "session": (limits.server_runs_per_session, "of this interview"),
            "person": (limits.server_runs_per_person, "of yours"),
        }
        self._taken: list[Place] = []
        self._served: dict[Key, int] = {}
        self._turns = 0

    def reserve(self, asker: Asker) -> "Place":
        """A place, to be given back; raises ``rate_limited`` when too many wait already."""
        place = Place(self, asker)
        for key in filter(_is_known, place.keys):
            most, whose = self._each[key[0]]
            if sum(key in other.keys for other in self._taken) >= most:
                raise InterviewError(
                    ErrorCode.RATE_LIMITED,
                    f"Too many runs {whose} wait for this server; try again when one has ended.",
                )
        if len(self._taken) >= self._most:
            raise InterviewError(
                ErrorCode.RATE_LIMITED, "Too many runs wait for this server; try again in a while."
            )
        self._taken.append(place)
        return place

    def call(self) -> None:
        """Give turns to those who wait, while there are free places."""
        while sum(place.running for place in self._taken) < self._at_once:
            busy = {place.asker.session_id for place in self._taken if place.running}
            ready = [
                place for place in self._taken if place.waits and place.asker.session_id not in busy
            ]
            if not ready:
                return
            # Of equals the first in the list, who came first.
            chosen = min(ready, key=lambda place: [self._served.get(key, 0) for key in place.keys])
            self._turns += 1
            self._served.update(dict.fromkeys(chosen.keys, self._turns))
            chosen.begin()

    def leave(self, place: "Place") -> None:
        """Somebody has gone, whether it came to their turn or not."""
        self._taken.remove(place)
        present = {key for other in self._taken for key in other.keys}
        for key in place.keys:
            if key not in present:
                # Nobody of them is here to be compared with others.
                self._served.pop(key, None)
        self.call()


def _is_known(key: Key) -> bool:
    """Whether runs of it are counted: a loopback address is a proxy's, and so everybody's."""
    kind, name = key
    return kind != "address" or name not in ("", "127.0.0.1", "::1")


class Place:
    """One place in the queue of one server."""

    def __init__(self, places: Places, asker: Asker) -> None:
        self.asker = asker
        self.keys: tuple[Key, ...] = (
            ("address", asker.address),
            ("session", asker.session_id),
            ("person", asker.person or f"somebody in {asker.session_id}"),
        )
        self.running = False
        self._places = places
        self._turn: asyncio.Future[None] | None = None
        self._given_back = False

    @property
    def waits(self) -> bool:
        return self._turn is not None and not self.running and not self._turn.done()

    def begin(self) -> None:
        """It is its turn."""
        assert self._turn is not None
        self.running = True
        self._turn.set_result(None)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn; after it the place is given back."""
        try:
            self._turn = asyncio.get_running_loop().create_future()
            self._places.call()
            await self._turn
            yield
        finally:
            self.give_back()

    def give_back(self) -> None:
        """Harmless when it was given back before."""
        if not self._given_back:
            self._given_back = True
            self._places.leave(self)
