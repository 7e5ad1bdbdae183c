"""A way to a service on which an answer gets lost: once it was asked for with certain words."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Self


class Deaf:
    """In front of a port. While ``words`` are set, who says them hears nothing any more."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._tasks: set[asyncio.Task[None]] = set()
        self.words: bytes | None = None
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

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        deaf = asyncio.Event()
        self._spawn(self._ask(reader, back, deaf))
        self._spawn(self._answer(there, writer, deaf))

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, deaf: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if self.words is not None and self.words in data:
                    deaf.set()
                sink.write(data)
        sink.close()

    async def _answer(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, deaf: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if not deaf.is_set():
                    sink.write(data)
        sink.close()
