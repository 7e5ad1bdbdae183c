"""Requests and sockets for sessions that another server holds are passed on whole, byte by byte.

The server that a request reaches takes the connection from Tornado before anything has looked at
the request, and sends all of its bytes over a stream to the server that holds the session. There
they come out of a local connection, which the HTTP server serves like any other and under the
client's address. So only the holder decides who is asking, what they may do and how they are
refused, and rooms and handlers know nothing of other servers.
"""

import asyncio
import json
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol
from weakref import WeakSet

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.iostream import IOStream, StreamClosedError
from tornado.web import RequestHandler

from .ask import answer_to, question
from .bus.streams import Stream, StreamBroken, Streams

_CHUNK = 64 * 1024


class SessionHolders(Protocol):
    """Knows which server holds which session."""

    id: str
    alive: frozenset[str]
    heard: Callable[[], None]

    async def holder(self, session_id: str) -> str | None:
        """The other server that holds this session; None when it may be opened here."""

    async def elsewhere(self, session_ids: Sequence[str]) -> dict[str, list[str]]:
        """Those of these sessions that other servers hold, by server."""


class Forwarder:
    """Passes connections on. ``server`` gives the HTTP server, once there is one."""

    def __init__(
        self,
        holders: SessionHolders,
        streams: Streams,
        server: Callable[[], HTTPServer],
        log: logging.Logger,
    ) -> None:
        self._holders = holders
        self._streams = streams
        self._server = server
        self._log = log
        self._passed_on: WeakSet[IOStream] = WeakSet()
        self._tasks: set[asyncio.Task[None]] = set()
        self._open = False

    async def open(self) -> None:
        """Begin to listen to the other servers; raises BusMissing."""
        if not self._open:
            self._open = True
            self._streams.incoming = self._incoming
            await self._streams.open(self._holders.id)
            self._holders.heard = lambda: self._streams.keep(self._holders.alive)

    async def close(self) -> None:
        """End all connections, after a moment in which they may end by themselves."""
        self._holders.heard = lambda: None
        if self._open:
            self._open = False
            await self._streams.close(patience=1.0)

    async def pass_on(self, handler: RequestHandler) -> bool:
        """Pass a request on to the server that holds its session; answers whether there is another.

        A request that was passed on to this server is answered here, or two servers that disagree
        would send it back and forth.
        """
        stream = getattr(handler.request.connection, "stream", None)
        if not self._open or not isinstance(stream, IOStream) or stream in self._passed_on:
            return False
        to = await self._holders.holder(str(handler.path_kwargs["session_id"]))
        if to is None:
            return False
        context = getattr(handler.request.connection, "context", None)
        head = _head(handler.request)
        handler.detach()
        self._spawn(_join(self._connect(to, context), _FromTornado(stream), head))
        return True

    async def ask(
        self, handler: RequestHandler, session_ids: Sequence[str], uri: Callable[[list[str]], str]
    ) -> list[Any]:
        """The JSON answers of the other servers that hold some of these sessions, each asked about
        its own and with the credential of this request. Servers that do not answer in time are left
        out."""
        stream = getattr(handler.request.connection, "stream", None)
        if not self._open or stream in self._passed_on:
            return []
        homes = await self._holders.elsewhere(session_ids)
        context = getattr(handler.request.connection, "context", None)
        answers = await asyncio.gather(
            *(
                answer_to(self._connect(to, context), question(handler.request, uri(theirs)))
                for to, theirs in homes.items()
            )
        )
        return [answer for answer in answers if answer is not None]

    def _connect(self, to: str, context: Any) -> Stream:
        """A stream to another server, which is told the address of this connection."""
        return self._streams.connect(to, json.dumps(_address_of(context)).encode())

    def _incoming(self, stream: Stream, about: bytes) -> None:
        try:
            host, port = json.loads(about)
            address = (str(host), int(port))
            ours, theirs = _pair()
        except (ValueError, TypeError, OSError) as problem:
            self._log.warning("jupyter_interview: a connection was not passed on: %s", problem)
            stream.abort()
            return
        connection = IOStream(theirs)
        self._passed_on.add(connection)
        self._server().handle_stream(connection, address)
        self._spawn(_join_plain(stream, ours))

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _End(Protocol):
    """A client's connection, or the local one that stands for it at the session's holder."""

    async def read(self) -> bytes:
        """The bytes that came; none at the end. Raises OSError."""

    async def write(self, data: bytes) -> None: ...

    async def finish(self) -> None:
        """Nothing more will be written."""

    def close(self) -> None: ...


class _FromTornado:
    """A connection that was taken from Tornado."""

    def __init__(self, stream: IOStream) -> None:
        self._stream = stream

    async def read(self) -> bytes:
        try:
            return await self._stream.read_bytes(_CHUNK, partial=True)
        except StreamClosedError:
            return b""

    async def write(self, data: bytes) -> None:
        await self._stream.write(data)

    async def finish(self) -> None:
        """Close the connection, as a server does that has sent everything."""
        self._stream.close()

    def close(self) -> None:
        self._stream.close()


class _Plain:
    """One end of a pair of sockets."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self) -> bytes:
        return await self._reader.read(_CHUNK)

    async def write(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def finish(self) -> None:
        self._writer.write_eof()

    def close(self) -> None:
        self._writer.close()


async def _join_plain(stream: Stream, ours: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=ours)
    await _join(stream, _Plain(reader, writer), b"")


async def _join(stream: Stream, end: _End, head: bytes) -> None:
    """Carry bytes in both directions until both are done, or one is broken."""
    try:
        if head:
            await stream.write(head)
        async with asyncio.TaskGroup() as both:
            both.create_task(_send(end, stream))
            both.create_task(_receive(stream, end))
    except* (StreamBroken, StreamClosedError, OSError):
        stream.abort()
    finally:
        end.close()


async def _send(end: _End, stream: Stream) -> None:
    while data := await end.read():
        await stream.write(data)
    await stream.end()


async def _receive(stream: Stream, end: _End) -> None:
    while data := await stream.read():
        await end.write(data)
    await end.finish()


def _pair() -> tuple[socket.socket, socket.socket]:
    """Both ends of a local TCP connection; of other kinds Tornado ignores the client's address."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(1)
        ours = socket.socket()
        try:
            ours.connect(door.getsockname())
            theirs, caller = door.accept()
        except OSError:
            ours.close()
            raise
    if caller != ours.getsockname():
        ours.close()
        theirs.close()
        raise OSError("somebody else was quicker at the loopback's door")
    for end in (ours, theirs):
        end.setblocking(False)
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # The room shall notice a client that does not read as if it were connected there.
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _CHUNK)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _CHUNK)
    return ours, theirs


def _address_of(context: Any) -> tuple[str, int]:
    """The address of the connection itself. What a proxy says of it is in the headers."""
    address = getattr(context, "address", None)
    if isinstance(address, tuple) and len(address) >= 2:
        return str(address[0]), int(address[1])
    return "0.0.0.0", 0


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
    """Whether the request was passed on to another server."""
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
