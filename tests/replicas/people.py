"""Typists at several servers, who come back wherever somebody answers, as panels behind a proxy."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from websockets.exceptions import InvalidHandshake

from tests.clients import PATIENCE, Api, SyncSocket
from tests.faults.oracle import check_acknowledged
from tests.faults.server import ServerProcess
from tests.faults.typist import TOKEN, Typist

_REFUSED = (ConnectionError, InvalidHandshake, AssertionError, TimeoutError)


async def open_again(socket: SyncSocket) -> None:
    """Connect again and again, until there is an answer."""
    async with asyncio.timeout(2 * PATIENCE):
        while not await _opened(socket):
            pass


async def _opened(socket: SyncSocket) -> bool:
    try:
        await asyncio.wait_for(socket.open(), PATIENCE / 4)
    except _REFUSED:
        await socket.close()
        return False
    return True


class Nomad(Typist):
    """A typist who may be at any server."""

    def at(self, server: ServerProcess) -> None:
        """From the next connection on."""
        self._url = server.api.socket_root + self._url.rpartition("/")[2]

    async def come_back(self, *servers: ServerProcess) -> None:
        """Connect again and again, at one server after the other, until there is an answer."""
        async with asyncio.timeout(2 * PATIENCE):
            while True:
                for server in servers:
                    self.at(server)
                    if await _opened(self):
                        return

    async def catch_up(self, text: str, servers: Sequence[ServerProcess]) -> None:
        """Wait for this text, over as many connections as that takes."""
        while servers and self.text() != text:
            if self.closed is not None:
                await self.come_back(*servers)
            with suppress(AssertionError):
                await self.expect_text(text)
        await self.expect_text(text)


async def seated(session: str, seed: int, *servers: ServerProcess) -> list[Nomad]:
    """One at each server, who have typed in the session."""
    print(f"seed {seed}")
    nomads = [
        Nomad(server.api, session, f"typist{seat}", seed + seat)
        for seat, server in enumerate(servers)
    ]
    for nomad in nomads:
        await nomad.open()
    await asyncio.gather(*(nomad.work(5) for nomad in nomads))
    for nomad in nomads:
        await nomad.settled()
    return nomads


async def text_once_it_is_held(api: Api, session: str) -> str:
    """What this server says the text is. While the interview moves from one server to another, the
    answer is to try again, and that is done."""
    async with asyncio.timeout(2 * PATIENCE):
        while True:
            answer = await api("GET", f"/sessions/{session}")
            if answer.status != 503:
                assert answer.status == 200, answer.content
                return str(answer.json["code"])
            await asyncio.sleep(0.1)


async def check(
    api: Api, session: str, nomads: Sequence[Nomad], servers: Sequence[ServerProcess] = ()
) -> None:
    """Everything was acknowledged and is there once, and all copies are one.

    Who has done their work may lose the connection after that, and comes back at one of
    ``servers``.
    """
    for nomad in nomads:
        await nomad.settled()
        assert nomad.outbox == [] and nomad.refused == []
    text = await text_once_it_is_held(api, session)
    for nomad in nomads:
        await nomad.catch_up(text, servers)
    typed = set().union(*(nomad.typed for nomad in nomads))
    erased = set().union(*(nomad.erased for nomad in nomads))
    assert Counter(TOKEN.findall(text)) == Counter(typed - erased)
    check_acknowledged(text, nomads)
