"""Two people at one session of a server process, and what must be true of it in the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.clients import Api

from .oracle import check_acknowledged, check_all, text_of
from .server import ServerProcess
from .typist import Typist


@dataclass
class Table:
    """A session with its typists. ``api`` is the owner's."""

    server: ServerProcess
    session: str
    typists: list[Typist]

    @property
    def api(self) -> Api:
        return self.server.api

    @property
    def path(self) -> str:
        return f"/sessions/{self.session}"

    async def put_title(self, title: str) -> tuple[int, str]:
        """A REST write: its status and, for an error, its code."""
        answer = await self.api("PATCH", self.path, {"title": title})
        return answer.status, answer.code if answer.status >= 400 else ""

    async def type(self, tokens: int) -> None:
        """Everybody types so many, sends them, and sees the others'."""
        for typist in self.typists:
            for _ in range(tokens):
                typist.scribble(erasing=False)
            await typist.flush()
        for reader in self.typists:
            for writer in self.typists:
                await reader.expect_typing_of(writer)

    async def settle(self) -> None:
        await asyncio.gather(*(typist.settled() for typist in self.typists))

    async def leave_offline(self, tokens: int) -> None:
        """The server is gone; everybody notices, and types on."""
        for typist in self.typists:
            await typist.expect_close()
            for _ in range(tokens):
                typist.scribble()

    async def come_back(self) -> None:
        """First what was acknowledged is looked for, then everybody is here again."""
        assert check_acknowledged(await text_of(self.api, self.session), self.typists)
        await asyncio.gather(*(typist.open() for typist in self.typists))
        await self.settle()

    async def check(self) -> str:
        """The oracle."""
        await self.settle()
        return await check_all(self.api, self.session, self.typists, self.server.database)


@asynccontextmanager
async def table(server: ServerProcess, seed: int, people: int = 2) -> AsyncIterator[Table]:
    """A fresh session at a server that runs, in which everybody has typed a little."""
    print(f"seed {seed}")
    api = server.api
    session = (await api.create("python", code=""))["id"]
    typists = []
    for number in range(people):
        user = (await api.join(session, f"p{number}"))["user"]["id"]
        typist = Typist(api, session, f"p{number}", seed + number, user)
        typists.append(await typist.open())
    made = Table(server, session, typists)
    await made.type(3)
    await made.settle()
    yield made
    for typist in typists:
        await typist.close()
