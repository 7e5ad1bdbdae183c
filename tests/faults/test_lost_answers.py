"""GR19, GR21, GR30: the answer to a request is lost, and the client asks again."""

import asyncio
from typing import Self
from uuid import uuid4

from jupyter_interview import AsyncInterviewClient
from tests.faults.conftest import NewServer
from tests.faults.server import TOKEN


class Lossy:
    """Passes requests on to a server, and closes the connection instead of the first answer."""

    def __init__(self, target: int) -> None:
        self._target = target
        self.lost = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"
        return self

    async def __aexit__(self, *problem: object) -> None:
        self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served, serving = await asyncio.open_connection("127.0.0.1", self._target)

        async def ask() -> None:
            while data := await reader.read(65536):
                serving.write(data)

        asking = asyncio.create_task(ask())
        while data := await served.read(65536):
            if not self.lost:
                self.lost += 1
                break
            writer.write(data)
        asking.cancel()
        writer.close()
        serving.close()


async def test_GR19_GR21_one_session_whose_answer_was_lost_before_a_restart(
    new_server: NewServer,
) -> None:
    server = await new_server().start()
    async with Lossy(server.port) as lossy, AsyncInterviewClient(lossy.url, TOKEN) as client:
        created = await client.create("python", title="asked twice", key="mine")
        assert lossy.lost == 1
        assert [one.id async for one in client.sessions()] == [created.id]
    await server.kill()
    await server.start()
    async with AsyncInterviewClient(server.root, TOKEN) as client:
        again = await client.create("python", title="asked twice", key="mine")
        assert again.id == created.id
        assert (await client.create("python", title="asked twice")).id != created.id
    await server.stop()


async def test_GR30_one_person_whose_answer_was_lost_before_a_restart(
    new_server: NewServer,
) -> None:
    server = await new_server().start()
    key = str(uuid4())
    async with AsyncInterviewClient(server.root, TOKEN) as owner:
        session = (await owner.create("python")).id
        link = await owner.invite(session, max_uses=1)
    async with Lossy(server.port) as lossy, AsyncInterviewClient(lossy.url) as client:
        joined = await client.join(session, "Bo", invite=link.secret, key=key)
        assert lossy.lost == 1
    await server.kill()
    await server.start()
    async with AsyncInterviewClient(server.root) as client:
        again = await client.join(session, "Bo", invite=link.secret, key=key)
        assert (again.user.id, again.secret) == (joined.user.id, joined.secret)
    await server.stop()
