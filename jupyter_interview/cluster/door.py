"""The port for other servers: who connects there must prove to be one of ours before anything else.

A stranger costs little: at most two thousand bytes are read of each, for a few seconds, and there
is a limited number of them. When there are too many, the one that has waited longest is let go,
because one of our servers needs a moment only.
"""

import asyncio
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

from tornado.iostream import IOStream, SSLIOStream, StreamClosedError
from tornado.tcpserver import TCPServer

from .handshake import (
    HEAD,
    PROOF,
    HandshakeError,
    Status,
    answer,
    check_introduction,
    greeting,
    read_head,
)
from .membership import Membership
from .wire import tune

STRANGERS = 64
"""How many connections may be in the handshake at a time."""
PATIENCE = 3.0
"""Seconds for a handshake."""
_BACKLOG = 128
_READ_OF_STRANGERS = 2048
_READ_OF_SERVERS = 64 * 1024
_TELL_EVERY = 30.0
"""Seconds between two lines in the log about strangers."""

Admit = Callable[[IOStream, bytes], None]


class Door(TCPServer):
    """Listens, and gives each admitted connection to ``admit`` with what its caller says about it.

    A caller that says nothing only wanted to know whether it is admitted.
    """

    def __init__(self, membership: Membership, me: str, admit: Admit, log: logging.Logger) -> None:
        super().__init__(ssl_options=membership.answering, read_chunk_size=_READ_OF_STRANGERS)
        self._membership = membership
        self._me = bytes.fromhex(me)
        self._admit = admit
        self._log = log
        self._strangers: dict[IOStream, None] = {}
        self._told_at = float("-inf")

    def open(self, host: str, port: int) -> int:
        """Listen; answers with the port. Raises OSError."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, where = found[0]
        listening = socket.create_server((str(where[0]), port), family=family, backlog=_BACKLOG)
        listening.setblocking(False)
        self.add_socket(listening)
        return int(listening.getsockname()[1])

    @property
    def strangers(self) -> int:
        """How many connections are in the handshake."""
        return len(self._strangers)

    async def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Let the other end prove itself, or hang up."""
        if len(self._strangers) >= STRANGERS:
            longest = next(iter(self._strangers))
            del self._strangers[longest]
            longest.close()
            self._tell(address, "too many connect that are no servers")
        self._strangers[stream] = None
        try:
            tune(stream.socket)
            async with asyncio.timeout(PATIENCE):
                about = await self._admitted(stream)
        except HandshakeError as problem:
            self._tell(address, f"{problem}; all servers need the same cluster_secret")
        except (StreamClosedError, TimeoutError, OSError) as problem:
            self._log.debug("jupyter_interview: no handshake with %s: %s", address, problem)
        else:
            if about:
                del self._strangers[stream]
                stream.read_chunk_size = _READ_OF_SERVERS
                self._admit(stream, about)
                return
        finally:
            self._strangers.pop(stream, None)
        stream.close()

    async def _admitted(self, stream: IOStream) -> bytes | None:
        if isinstance(stream, SSLIOStream):
            await stream.wait_for_handshake()
        secret, greeted = self._membership.secret, greeting()
        await stream.write(greeted)
        head = await stream.read_bytes(HEAD)
        wanted = read_head(head)
        rest = await stream.read_bytes(wanted.about_size + PROOF)
        about, transcript = check_introduction(
            secret, greeted, head, rest, self._membership.certificate
        )
        status = Status.WELCOME if wanted.to == self._me else Status.ANOTHER
        await stream.write(answer(secret, transcript, status))
        return about if status is Status.WELCOME else None

    def _tell(self, address: Any, problem: str) -> None:
        """Write into the log, which strangers must not fill."""
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY:
            self._told_at = now
            who = address[0] if isinstance(address, tuple) else address
            self._log.warning("jupyter_interview: refused a connection of %s: %s", who, problem)
