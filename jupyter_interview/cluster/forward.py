"""Requests and sockets for sessions that another server holds are passed on whole, byte by byte.

The server that a request reaches calls the one that holds the session, takes the client's
connection from Tornado before anything has looked at the request, and carries all bytes between
the two. The holder gives the connection to its own HTTP server, under the client's address. So only
the holder decides who is asking, what they may do and how they are refused, and rooms and handlers
know nothing of other servers.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, Protocol
from weakref import WeakSet

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.iostream import IOStream, SSLIOStream, StreamClosedError
from tornado.web import RequestHandler

from .ask import answer_of, question
from .bell import Bell
from .call import Line, Peer, Unreachable
from .network import Network

_CHUNK = 64 * 1024
_ESTABLISHED = 3.0
"""Seconds after which the other server must be known to be alive."""
_LAST_WORDS = 1.0
"""Seconds that connections have to end by themselves when this server stops."""


class SessionHolders(Protocol):
    """Knows which server holds which session."""

    id: str
    address: str
    """What the other servers are told."""
    alive: Mapping[str, str]
    """The addresses of the servers that are alive, by id."""
    heard: Callable[[], None]
    changed: Callable[[], None]

    async def holder(self, session_id: str) -> Peer | None:
        """The other server that holds this session; None when it may be opened here."""

    async def elsewhere(self, session_ids: Sequence[str]) -> dict[Peer, list[str]]:
        """Those of these sessions that other servers hold, by server."""

    def look(self) -> None:
        """Look into the table of servers soon."""


class _Passed(NamedTuple):
    """A connection that was passed on, to which server and since when."""

    to: str
    line: Line
    since: float


class Forwarder:
    """Passes connections on. ``server`` gives the HTTP server, once there is one."""

    def __init__(
        self,
        holders: SessionHolders,
        network: Network,
        bell: Bell,
        server: Callable[[], HTTPServer],
        log: logging.Logger,
    ) -> None:
        self._holders = holders
        self._network = network
        self._bell = bell
        self._server = server
        self._log = log
        self._passed_on: WeakSet[IOStream] = WeakSet()
        self._lines: dict[asyncio.Task[None], _Passed] = {}
        self._by_protocol: dict[str, HTTPServer] = {}
        self._open = False

    async def open(self) -> None:
        """Begin to listen to the other servers; raises BellMissing."""
        if not self._open:
            self._open = True
            self._holders.address = await self._network.open(self._incoming)
            self._holders.heard = self._heard
            self._holders.changed = self._bell.ring
            await self._bell.open(self._holders.look)

    async def close(self) -> None:
        """End all connections, after a moment in which they may end by themselves."""
        self._holders.heard = self._holders.changed = lambda: None
        if self._open:
            self._open = False
            await self._network.close()
            if self._lines:
                await asyncio.wait(self._lines, timeout=_LAST_WORDS)
            self._end(lambda passed: True)
            await self._bell.close()

    async def pass_on(self, handler: RequestHandler) -> bool:
        """Pass a request on to the server that holds its session; answers whether there is another.

        A request that was passed on to this server is answered here, or two servers that disagree
        would send it back and forth. Raises Unreachable if the holder cannot be reached.
        """
        client = getattr(handler.request.connection, "stream", None)
        if not self._open or not isinstance(client, IOStream) or client in self._passed_on:
            return False
        to = await self._holders.holder(str(handler.path_kwargs["session_id"]))
        if to is None:
            return False
        line = await self._network.call(to, _about(handler.request))
        try:
            head = _head(handler.request)
            handler.detach()
        except BaseException:
            line.abort()
            raise
        task = asyncio.get_running_loop().create_task(_join(client, line, head))
        self._lines[task] = _Passed(to[0], line, time.monotonic())
        task.add_done_callback(self._lines.pop)
        return True

    async def ask(
        self, handler: RequestHandler, session_ids: Sequence[str], uri: Callable[[list[str]], str]
    ) -> list[Any]:
        """The JSON answers of the other servers that hold some of these sessions, each asked about
        its own and with the credential of this request. Servers that do not answer in time are left
        out."""
        client = getattr(handler.request.connection, "stream", None)
        if not self._open or client in self._passed_on:
            return []
        holders = await self._holders.elsewhere(session_ids)
        about = _about(handler.request)
        answers = await asyncio.gather(
            *(
                self._answer_of(to, about, question(handler.request, uri(theirs)))
                for to, theirs in holders.items()
            )
        )
        return [answer for answer in answers if answer is not None]

    async def _answer_of(self, to: Peer, about: bytes, asked: bytes) -> Any | None:
        with suppress(Unreachable):
            return await answer_of(await self._network.call(to, about), asked)
        return None

    def _incoming(self, connection: IOStream, about: bytes) -> None:
        """Serve a connection of another server as if its client had come here."""
        try:
            host, port, protocol = json.loads(about)
            address = (str(host), int(port))
        except (ValueError, TypeError) as problem:
            self._log.warning("jupyter_interview: a connection was not passed on: %s", problem)
            connection.close()
            return
        self._passed_on.add(connection)
        self._as_if_it_came_by("https" if protocol == "https" else "http").handle_stream(
            connection, address
        )

    def _as_if_it_came_by(self, protocol: str) -> HTTPServer:
        """The HTTP server, for requests of clients that speak this protocol, whatever servers speak
        among themselves."""
        if (made := self._by_protocol.get(protocol)) is None:
            server = self._server()
            made = HTTPServer(
                server.request_callback,
                xheaders=server.xheaders,
                protocol=protocol,
                trusted_downstream=list(server.trusted_downstream or ()),
            )
            made.conn_params = server.conn_params
            self._by_protocol[protocol] = made
        return made

    def _heard(self) -> None:
        living, now = self._holders.alive, time.monotonic()
        self._network.meet(living)
        self._end(lambda one: one.to not in living and now - one.since > _ESTABLISHED)

    def _end(self, condition: Callable[["_Passed"], bool]) -> None:
        """End the connections of which this holds."""
        for task, passed in list(self._lines.items()):
            if condition(passed):
                passed.line.abort()
                task.cancel()


async def _join(client: IOStream, line: Line, head: bytes) -> None:
    """Carry bytes in both directions until one end closes; what it has sent arrives before."""

    async def there() -> None:
        await line.write(head)
        while True:
            await line.write(await client.read_bytes(_CHUNK, partial=True))

    async def back() -> None:
        while data := await line.read():
            await client.write(data)

    both = [asyncio.ensure_future(there()), asyncio.ensure_future(back())]
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in both:
            one.cancel()
        await asyncio.gather(*both, return_exceptions=True)
        client.close()
        line.close()


def _about(request: HTTPServerRequest) -> bytes:
    """Where the connection of a request comes from and whether it is encrypted. What a proxy says
    of its client is in the headers."""
    address = getattr(getattr(request.connection, "context", None), "address", None)
    host, port = "0.0.0.0", 0
    if isinstance(address, tuple) and len(address) >= 2:
        host, port = str(address[0]), int(address[1])
    encrypted = isinstance(getattr(request.connection, "stream", None), SSLIOStream)
    return json.dumps([host, port, "https" if encrypted else "http"]).encode()


def _head(request: HTTPServerRequest) -> bytes:
    """The head of the request as it came, marked as the last one of its connection unless it
    becomes a socket."""
    upgrade = request.headers.get("Upgrade", "").lower() == "websocket"
    lines = [f"{request.method} {request.uri} {request.version}"]
    for name, value in request.headers.get_all():
        if upgrade or name.lower() not in ("connection", "keep-alive"):
            lines.append(f"{name}: {value}")
    if not upgrade:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def passed_on(handler: RequestHandler) -> bool:
    """Whether the request was passed on to another server; raises Unreachable."""
    forwarder: Forwarder | None = handler.settings.get("jupyter_interview_forwarder")
    if forwarder is None or "session_id" not in handler.path_kwargs:
        return False
    with suppress(StreamClosedError):
        return await forwarder.pass_on(handler)
    return True


async def ask_other_servers(
    handler: RequestHandler, session_ids: Sequence[str], uri: Callable[[list[str]], str]
) -> list[Any]:
    """See :meth:`Forwarder.ask`; nothing where there is one server."""
    forwarder: Forwarder | None = handler.settings.get("jupyter_interview_forwarder")
    return [] if forwarder is None else await forwarder.ask(handler, session_ids, uri)
