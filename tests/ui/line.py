"""The network between a browser and the server, which a test can cut and mend.

A relay of bytes on a port of its own. Chromium's own "offline" leaves open WebSockets alone, so the
connections themselves are cut here, as a lost Wi-Fi does it.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from tests.ui.server import LabServer

CHUNK = 64 * 1024


class Line:
    """Has what a browser needs to know of a server: ``url`` and ``token``."""

    def __init__(self, server: LabServer) -> None:
        self._target = ("127.0.0.1", server.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_cut = False
        self.token = server.token
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def through(self, link: str) -> str:
        """The same address, reached by this line."""
        return urlunsplit(urlsplit(link)._replace(netloc=urlsplit(self.url).netloc))

    def cut(self) -> None:
        """Every connection breaks, and no other is made."""
        self._is_cut = True
        with self._lock:
            connections = list(self._open)
        for connection in connections:
            _break(connection)

    def mend(self) -> None:
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._is_cut:
                _break(client)
                continue
            try:
                server = socket.create_connection(self._target)
            except OSError:
                _break(client)
                continue
            with self._lock:
                self._open |= {client, server}
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                sink.sendall(data)
        _break(source)
        _break(sink)
        with self._lock:
            self._open -= {source, sink}


@contextmanager
def line_to(server: LabServer) -> Iterator[Line]:
    line = Line(server)
    yield line
    line.close()


def _break(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
