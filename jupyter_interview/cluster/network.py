"""This server among the others: its port for them, calls to them, and what the log says when one
cannot be reached.

Each server calls every other one once, when it hears of it, so that a wrong setting is in the log
before a person meets it.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from .addresses import host_and_port, host_towards, written
from .call import Line, Peer, Unreachable, call
from .door import Admit, Door
from .membership import Membership

_SURELY_ALIVE_S = 6.0
"""A server that was killed is known to be dead sooner than this."""
_TELL_EVERY_S = 30.0
_AT_ONCE = 8
"""How many calls to one server may be in the handshake: a server has room for a limited number, so
clients that come back all together take turns."""
_TURN_WITHIN_S = 6.0


class Place(NamedTuple):
    """Where a server listens, as the settings say: empty ones are found out."""

    address: str
    bind: str
    database: tuple[str | None, int]


class Network:
    """See above; ``me`` is the id of this server, 32 hexadecimal digits."""

    def __init__(
        self, me: str, membership: Membership | None, place: Place, log: logging.Logger
    ) -> None:
        self._me = me
        self._membership = membership
        self._place = place
        self._log = log
        self._door: Door | None = None
        self._met: set[str] = set()
        self._greeting: dict[str, asyncio.Task[None]] = {}
        self._failing_since: dict[str, float] = {}
        self._told: dict[str, float] = {}
        self._turns: dict[str, asyncio.Semaphore] = {}

    async def open(self, admit: Admit) -> str:
        """Listen; answers with the address for others, or nothing if this server has none."""
        if self._membership is None:
            return ""
        door = Door(self._membership, self._me, admit, self._log)
        try:
            host, port = await self._host_and_port()
            bind = self._place.bind
            bound = door.open(*(host_and_port(bind) if bind else (host, port)))
        except (OSError, ValueError) as problem:
            self._log.error(
                "jupyter_interview: cannot listen for the other servers: %s. Set"
                " c.InterviewApp.cluster_address to a host and a free port at which they reach"
                " this server (and cluster_bind, if it listens at another one).",
                problem,
            )
            return ""
        self._door = door
        address = written(self._membership.scheme, host, port or bound)
        self._log.info("jupyter_interview: other servers reach this one at %s", address)
        return address

    async def close(self) -> None:
        """Stop to listen, and forget whom this server has met."""
        door, self._door = self._door, None
        if door is not None:
            door.stop()
        for task in list(self._greeting.values()):
            task.cancel()

    async def call(self, peer: Peer, about: bytes) -> Line:
        """See :func:`.call.call`; what goes wrong is written into the log."""
        turn = self._turns.setdefault(peer[0], asyncio.Semaphore(_AT_ONCE))
        try:
            async with asyncio.timeout(_TURN_WITHIN_S) as waiting, turn:
                waiting.reschedule(None)
                line = await call(self._membership, peer, about)
        except TimeoutError:
            raise Unreachable("too many wait for it") from None
        except Unreachable as problem:
            self._tell(peer, logging.WARNING, problem)
            raise
        self._met.add(peer[0])
        return line

    def meet(self, living: Mapping[str, str]) -> None:
        """Call the servers, by id with their addresses, that were not called yet."""
        others = {one: address for one, address in living.items() if one != self._me}
        self._met &= others.keys()
        for known in (self._failing_since, self._told, self._turns):
            for gone in known.keys() - others.keys():
                del known[gone]
        for peer in others.items():
            if peer[0] not in self._met and peer[0] not in self._greeting:
                task = asyncio.get_running_loop().create_task(self._greet(peer))
                self._greeting[peer[0]] = task
                task.add_done_callback(partial(self._greeted, peer[0]))

    def _greeted(self, peer_id: str, task: "asyncio.Task[None]") -> None:
        self._greeting.pop(peer_id, None)

    async def _greet(self, peer: Peer) -> None:
        try:
            line = await call(self._membership, peer, b"")
        except Unreachable as problem:
            now = time.monotonic()
            if now - self._failing_since.setdefault(peer[0], now) > _SURELY_ALIVE_S:
                self._tell(peer, logging.ERROR, problem)
        else:
            line.close()
            self._met.add(peer[0])

    async def _host_and_port(self) -> tuple[str, int]:
        if self._place.address:
            return host_and_port(self._place.address)
        host, port = self._place.database
        return await asyncio.to_thread(host_towards, host, port), 0

    def _tell(self, peer: Peer, level: int, problem: Unreachable) -> None:
        now = time.monotonic()
        if now - self._told.get(peer[0], float("-inf")) >= _TELL_EVERY_S:
            self._told[peer[0]] = now
            self._log.log(
                level,
                "jupyter_interview: another server on this database cannot be reached: %s",
                problem,
            )
