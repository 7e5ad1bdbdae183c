"""A network that can be taken away: a TCP proxy that swallows bytes and says nothing about it.

What happens to a connection that lost bytes is what happens when a cable is pulled: both ends keep
it open, each hears nothing more of the other, not even a goodbye.
"""

import asyncio
import contextlib
from typing import Self

from tests.clients import Api


class Proxy:
    """In front of the server of ``api``; ``self.api`` leads through it."""

    def __init__(self, api: Api) -> None:
        self._target = api.root.split("/")[2].split(":")
        self._api = api
        self._gone = False
        self._server: asyncio.Server | None = None
        self._pumps: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []
        self.swallowed = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *problem: object) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    @property
    def api(self) -> Api:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return Api(f"http://127.0.0.1:{port}/", self._api.headers)

    def take_away(self) -> None:
        """From now on nothing arrives, in either direction, on any connection there is."""
        self._gone = True

    def bring_back(self) -> None:
        """New connections work; the old ones have lost bytes and stay dead."""
        self._gone = False

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._target)
        self._writers += [writer, back]
        dead = asyncio.Event()
        for source, sink in ((reader, back), (there, writer)):
            pump = asyncio.create_task(self._pump(source, sink, dead))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, dead: asyncio.Event
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                if self._gone:
                    dead.set()
                if dead.is_set():
                    self.swallowed += len(data)
                else:
                    sink.write(data)
        if not dead.is_set() and not self._gone:
            sink.close()
