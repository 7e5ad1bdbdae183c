"""Somebody in front of a port, through whom everything passes that is said there."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Self

Side = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Way = Coroutine[object, object, None]


class Between:
    """Passes connections on to `target`. What is done on the way says `_through`."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *problem: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*map(closed, self._writers))

    def _through(self, caller: Side, called: Side) -> tuple[Way, Way]:
        """What is said there, and what is said back."""
        raise NotImplementedError

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers += [writer, back]
        for work in self._through((reader, writer), (there, back)):
            task = asyncio.get_running_loop().create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def closed(writer: asyncio.StreamWriter) -> None:
    """Close a connection, and wait until it is closed."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
