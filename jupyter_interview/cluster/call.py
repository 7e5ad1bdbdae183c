"""Calls another server: a connection to its port for servers, and the handshake.

The connection is a plain one. TCP keeps order, sends again what is lost and holds up a writer whose
reader is slow; nothing is sent twice, because a connection that broke is not made again.
"""

import asyncio
import ssl

from .addresses import host_and_port
from .handshake import (
    ANSWER,
    GREETING,
    HandshakeError,
    Status,
    check_answer,
    introduction,
)
from .membership import CERTIFICATE_NAME, Membership, digest_of
from .wire import tune

PATIENCE = 3.0
"""Seconds for connection and handshake."""
_CHUNK = 64 * 1024

Peer = tuple[str, str]
"""The id of another server, and its address."""


class Unreachable(Exception):
    """Another server cannot be reached; the sentence says why, for the log."""


class Line:
    """An open connection to another server, after the handshake."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self) -> bytes:
        """The bytes that came; none at the end. Raises OSError."""
        return await self._reader.read(_CHUNK)

    async def write(self, data: bytes) -> None:
        """Send bytes; waits while too many are under way. Raises OSError."""
        self._writer.write(data)
        await self._writer.drain()

    def close(self) -> None:
        """End the connection when everything that was written has been sent."""
        self._writer.close()

    def abort(self) -> None:
        """End the connection now."""
        self._writer.transport.abort()


async def call(membership: Membership | None, peer: Peer, about: bytes) -> Line:
    """Connect to another server, and tell it ``about`` the connection; raises Unreachable."""
    to, address = peer
    if membership is None:
        raise Unreachable(
            "this server has no cluster_secret: set the same $JUPYTER_INTERVIEW_CLUSTER_SECRET at"
            " all servers"
        )
    if not address:
        raise Unreachable(
            "it does not listen for other servers: set the same $JUPYTER_INTERVIEW_CLUSTER_SECRET"
            " there, and look into its log"
        )
    scheme = address.partition("://")[0]
    if scheme != membership.scheme:
        raise Unreachable(
            f"it speaks {scheme} and this server {membership.scheme}: give all servers a"
            " cluster_certfile, or none"
        )
    try:
        async with asyncio.timeout(PATIENCE):
            return await _connected(membership, to, address, about)
    except TimeoutError:
        problem = "nothing answers there"
    except ssl.SSLCertVerificationError as refused:
        problem = (
            f"its certificate does not fit ({refused.verify_message}): see cluster_certfile and"
            " cluster_cafile"
        )
    except HandshakeError as refused:
        problem = f"{refused}: set the same cluster_secret at all servers"
    except asyncio.IncompleteReadError:
        problem = (
            "it hung up during the handshake: its cluster_secret or cluster_cafile is another"
            " one, as its log should say"
        )
    except (OSError, ValueError) as failed:
        problem = str(failed)
    raise Unreachable(f"{problem} ({address}, which is its cluster_address)")


async def _connected(membership: Membership, to: str, address: str, about: bytes) -> Line:
    host, port = host_and_port(address)
    encrypted = membership.calling
    name = None if encrypted is None else CERTIFICATE_NAME
    reader, writer = await asyncio.open_connection(
        host, port, ssl=encrypted, server_hostname=name, limit=_CHUNK
    )
    line = Line(reader, writer)
    try:
        tune(writer.get_extra_info("socket"))
        channel = writer.get_extra_info("ssl_object")
        certificate = digest_of(None if channel is None else channel.getpeercert(True))
        greeted = await reader.readexactly(GREETING)
        said, transcript = introduction(membership.secret, greeted, to, about, certificate)
        await line.write(said)
        status = check_answer(membership.secret, transcript, await reader.readexactly(ANSWER))
        if status is not Status.WELCOME:
            raise ConnectionRefusedError("another server is at this address by now")
    except BaseException:
        line.abort()
        raise
    return line
