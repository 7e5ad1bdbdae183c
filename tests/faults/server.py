"""A Jupyter server in a process of its own, to be killed."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path
from typing import Self

from tests.clients import PATIENCE, Api
from tests.fork_server import Program, start_module
from tests.ports import free_port

TOKEN = "the-owner-s-token"
_OTHERS = ("jupyterlab", "jupyter_lsp", "notebook_shim", "jupyter_server_terminals")
_EXTENSIONS = {"jupyter_interview": True, **dict.fromkeys(_OTHERS, False)}


class ServerProcess:
    """``jupyter server`` with nothing but the extension; ``home`` holds all it keeps."""

    def __init__(self, home: Path, database: Path | None = None, *flags: str) -> None:
        self._home = home
        self.flags = flags
        self.environment: dict[str, str] = {}
        """What else it finds in its environment."""
        self.extensions: dict[str, bool] = {}
        """Whether others than our own extension are on."""
        self.fate: tuple[str, ...] = ()
        """Where the next start will die once it is armed; see ``entry``."""
        self.forked = True
        """Whether a fork server starts it, which is the quick way, and not the ordinary one."""
        self.database = database or home / "data" / "jupyter_interview" / "interviews.db"
        self.port = free_port()
        self.log = ""
        """The log, as ``server.log`` has it too, for people who read it when all is over."""
        self._running = asyncio.Event()
        self._spoke = asyncio.Event()
        self._ended = False
        self._process: Program | None = None

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def api(self) -> Api:
        return Api(self.root, {"Authorization": f"token {TOKEN}"})

    async def start(self) -> Self:
        """Start and wait until it says that it is running."""
        (self._home / "notebooks").mkdir(parents=True, exist_ok=True)
        self._log_file = self._home / "server.log"
        folders = {f"JUPYTER_{n.upper()}_DIR": str(self._home / n) for n in ("config", "runtime")}
        folders["JUPYTER_DATA_DIR"] = str(self._home / "data")
        arguments = [
            f"--ServerApp.port={self.port}",
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self._home / 'notebooks'}",
            f"--IdentityProvider.token={TOKEN}",
            f"--InterviewApp.db_path={self.database}",
            f"--ServerApp.jpserver_extensions={_EXTENSIONS | self.extensions}",
            "--allow-root",
            "--no-browser",
            *self.flags,
        ]
        reading, writing = os.pipe()
        try:
            self._process = await asyncio.to_thread(
                start_module,
                "tests.faults.entry",
                *self.fate,
                "--",
                *arguments,
                environment={**os.environ, **folders, **self.environment},
                stderr=writing,
                forked=self.forked,
            )
        finally:
            os.close(writing)
        self._log_reader = asyncio.create_task(self._read(reading))
        await asyncio.wait_for(self._running.wait(), 3 * PATIENCE)
        assert not self._ended, self.log
        await self._listening()
        return self

    async def _listening(self) -> None:
        """Wait for an answer: it says that it runs before it listens, and listens before it runs.

        Jupyter's handler of signals fails on a server in that moment, which then never stops.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                with contextlib.suppress(ConnectionRefusedError):
                    reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                    writer.write(
                        b"GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                    )
                    assert await reader.read(1) == b"H"
                    writer.close()
                    return

    async def _read(self, pipe: int) -> None:
        lines = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(pipe, "rb")
        )
        while line := await lines.readline():
            self.log += line.decode()
            self._spoke.set()
            with self._log_file.open("ab") as file:
                file.write(line)
            if b"is running at" in line:
                self._running.set()
        self._ended = True
        self._running.set()

    async def says(self, words: str) -> None:
        """Wait until its log has these words."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.log:
                self._spoke.clear()
                await self._spoke.wait()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *problem: object) -> None:
        await self.stop()

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def arm(self) -> None:
        """From now on commits are counted; the one of its fate is its last."""
        os.kill(self.pid, signal.SIGUSR2)

    async def died(self) -> None:
        """Wait for the end it was told to come to."""
        assert self._process is not None
        code = await asyncio.to_thread(self._process.wait, PATIENCE)
        assert code == -signal.SIGKILL, self.log
        await self._end(signal.SIGKILL)

    async def kill(self) -> None:
        """As a power cut would: no signal handler, no goodbye."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """As a service manager would."""
        await self._end(signal.SIGTERM)

    def abandon(self) -> None:
        """Whatever happened in a test, no server outlives it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    async def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                os.kill(self._process.pid, number)
            await asyncio.to_thread(self._process.wait, PATIENCE)
            await self._log_reader
            self._process = None
        self._running.clear()
        self._ended = False
