"""Settings of a TCP connection between two servers."""

import socket

_BUFFER = 64 * 1024
"""Bytes. A room shall notice a client that does not read as if it were connected there."""
_SILENT_S = 4
_PROBES = 3
_PROBE_EVERY_S = 2


def tune(connection: socket.socket) -> None:
    """Send at once, keep little on the way, and let the kernel find out when the other machine is
    cut off: after about ten seconds, as when a server is silent in the database."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    seconds = _SILENT_S + _PROBES * _PROBE_EVERY_S
    for name, value in (
        ("TCP_KEEPIDLE", _SILENT_S),
        ("TCP_KEEPINTVL", _PROBE_EVERY_S),
        ("TCP_KEEPCNT", _PROBES),
        ("TCP_USER_TIMEOUT", seconds * 1000),
    ):
        if (option := getattr(socket, name, None)) is not None:
            connection.setsockopt(socket.IPPROTO_TCP, option, value)
