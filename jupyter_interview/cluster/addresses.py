"""How a server is named for others: ``tcp://host:port``, or ``tls://host:port`` with a certificate.

By default that is the address of this machine by which it reaches the database, since the other
servers reach the same database.
"""

import socket
from contextlib import suppress
from urllib.parse import urlsplit


def host_and_port(text: str) -> tuple[str, int]:
    """Read ``host:port``; raises ValueError."""
    parts = urlsplit(text if "//" in text else f"//{text}")
    if not parts.hostname or not parts.port or parts.username or parts.path:
        raise ValueError(f"{text!r} is not like 10.0.0.5:8889")
    return parts.hostname, parts.port


def written(scheme: str, host: str, port: int) -> str:
    """The address as other servers read it."""
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def host_towards(host: str | None, port: int) -> str:
    """The address of this machine by which it reaches another one. Nothing is sent to find out."""
    if host is None:
        return "127.0.0.1"
    for family, kind, _, _, where in socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM):
        with suppress(OSError), socket.socket(family, kind) as probe:
            probe.connect(where)
            return str(probe.getsockname()[0])
    raise OSError(f"there is no way to {host}")
