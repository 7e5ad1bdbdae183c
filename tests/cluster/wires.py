"""What a network between two servers may do: it records, goes away, or is a stranger's."""

import asyncio
import subprocess
from contextlib import suppress
from pathlib import Path

from jupyter_interview.cluster.membership import CERTIFICATE_NAME
from tests.services.between import Between, Side, Way


class Tap(Between):
    """Passes on what is said, and keeps what each side said."""

    def __init__(self, target: int) -> None:
        super().__init__(target)
        self.asked: list[bytearray] = []
        """What callers said, for each connection."""
        self.answered: list[bytearray] = []

    def _through(self, caller: Side, called: Side) -> tuple[Way, Way]:
        self.asked.append(bytearray())
        self.answered.append(bytearray())
        return (
            self._carry(self.asked[-1], caller[0], called[1]),
            self._carry(self.answered[-1], called[0], caller[1]),
        )

    async def _carry(
        self, kept: bytearray, source: asyncio.StreamReader, sink: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                kept += data
                sink.write(data)
                await sink.drain()
        sink.close()


def certificate(folder: Path, name: str = CERTIFICATE_NAME) -> tuple[str, str]:
    """Make a certificate and its key, with the command of docs/DEPLOYMENT.md."""
    folder.mkdir(parents=True, exist_ok=True)
    cert, key = folder / "servers.pem", folder / "servers.key"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650"
        f" -subj /CN={name} -addext subjectAltName=DNS:{name} -keyout {key} -out {cert}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    return str(cert), str(key)
