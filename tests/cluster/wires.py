"""What a network between two servers may do: it records, goes away, or is a stranger's."""

import asyncio
import subprocess
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Self

from jupyter_interview.cluster.membership import CERTIFICATE_NAME


class Tap:
    """In front of a port: it passes on what is said, and keeps what each side said."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []
        self.asked: list[bytearray] = []
        """What callers said, for each connection."""
        self.answered: list[bytearray] = []
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *problem: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*map(closed, self._writers))

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers += [writer, back]
        for kept, source, sink in (
            (self.asked, reader, back),
            (self.answered, there, writer),
        ):
            kept.append(bytearray())
            self._spawn(self._carry(kept[-1], source, sink))

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(
        self, kept: bytearray, source: asyncio.StreamReader, sink: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                kept += data
                sink.write(data)
                await sink.drain()
        sink.close()


async def closed(writer: asyncio.StreamWriter) -> None:
    """Close a connection, and wait until it is closed."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


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
