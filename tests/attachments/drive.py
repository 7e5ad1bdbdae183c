"""A server with jupyter-server-ydoc, and the other end of an attachment: a browser with the file.

``OpenFile`` speaks to jupyter_server_ydoc as JupyterLab's editor does, over its own socket, and
knows nothing of interviews.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Self

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import User
from jupyter_server.base.handlers import JupyterHandler
from pycrdt import Array, Doc, Map, Text, TransactionEvent
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.clients import PATIENCE, Api, varint, written
from tests.faults.server import ServerProcess
from tests.ui.companions import companion

REQUIREMENT = "jupyter-server-ydoc>=3,<4"


class ReadOnly(Authorizer):
    """Nobody may write files."""

    def is_authorized(
        self, handler: JupyterHandler, user: User, action: str, resource: str
    ) -> bool:
        return (action, resource) != ("write", "contents")


class DriveServer(ServerProcess):
    """Its files are in ``files``. The delays are jupyter_server_ydoc's, in seconds."""

    def __init__(
        self, home: Path, *flags: str, save_delay: float = 0.1, cleanup_delay: float = 60
    ) -> None:
        super().__init__(
            home,
            None,
            "--YDocExtension.file_poll_interval=0.1",
            f"--YDocExtension.document_save_delay={save_delay}",
            f"--YDocExtension.document_cleanup_delay={cleanup_delay}",
            f"--SQLiteYStore.db_path={home / 'ystore.db'}",
            *flags,
        )
        self.files = home / "notebooks"
        # jupyter_server_fileid keeps a database here and does not make the folder.
        for folder in (self.files, home / "data"):
            folder.mkdir(parents=True, exist_ok=True)
        self.environment = companion(REQUIREMENT)
        self.extensions = {"jupyter_server_ydoc": True, "jupyter_server_fileid": True}

    def read(self, name: str) -> str | None:
        path = self.files / name
        return path.read_text("utf-8") if path.exists() else None

    async def on_disk(self, name: str, wanted: Callable[[str], object]) -> str:
        """Wait until the file on the disk is as wanted; the disk tells nobody."""
        async with asyncio.timeout(PATIENCE):
            while True:
                text = self.read(name)
                if text is not None and wanted(text):
                    return text
                await asyncio.sleep(0.02)

    async def write_as_another_program(self, name: str, text: str, heard: Awaitable[None]) -> None:
        """Write the file, and again until ``heard`` returns.

        jupyter_server_ydoc learns of a change by the file's time, and it reads that time after its
        own save: a write that falls between the two looks like its own, and a later one does not.
        """
        waiting = asyncio.ensure_future(heard)
        while not waiting.done():
            (self.files / name).write_text(text, "utf-8")
            await asyncio.wait([waiting], timeout=1)
        await waiting


class OpenFile:
    """A browser that has a file open: ``text`` is what its editor shows."""

    def __init__(self, api: Api, path: str, kind: str = "file", cell: str | None = None) -> None:
        self._api = api
        self._path = path
        self._kind = kind
        self._cell = cell
        self.doc: Doc[Any] = Doc()
        self._news = asyncio.Condition()
        self._outgoing: list[bytes] = []
        self._hearing = False
        self._answered = False
        self.connection: ClientConnection | None = None
        self.doc.observe(self._changed)

    @classmethod
    def notebook(cls, api: Api, path: str, cell: str) -> Self:
        return cls(api, path, "notebook", cell)

    @property
    def _text(self) -> Text:
        if self._cell is None:
            return self.doc.get("source", type=Text)
        cells = self.doc.get("cells", type=Array)
        return next(cell for cell in cells if cell["id"] == self._cell)["source"]  # type: ignore[no-any-return]

    def _changed(self, event: TransactionEvent) -> None:
        if not self._hearing:
            self._outgoing.append(event.update)

    async def __aenter__(self) -> Self:
        file_format = "json" if self._kind == "notebook" else "text"
        body = {"format": file_format, "type": self._kind}
        told = await self._api.ok("PUT", f"//api/collaboration/session/{self._path}", body)
        room = f"{file_format}:{self._kind}:{told['fileId']}"
        root = self._api.root.replace("http", "ws", 1)
        url = f"{root}api/collaboration/room/{room}?sessionId={told['sessionId']}"
        self.connection = await connect(url, additional_headers=self._api.headers, max_size=None)
        self._reader = asyncio.create_task(self._read(self.connection))
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: self._answered), PATIENCE)
        return self

    async def __aexit__(self, *problem: object) -> None:
        assert self.connection is not None
        await self.connection.close()
        await self._reader

    async def _read(self, connection: ClientConnection) -> None:
        try:
            async for message in connection:
                assert isinstance(message, bytes)
                if message[0] == 0:
                    await self._hear(message)
        except ConnectionClosed:
            pass

    async def _hear(self, message: bytes) -> None:
        assert self.connection is not None
        size, start = varint(message, 2)
        payload = message[start : start + size]
        if message[1] == 0:
            await self._send(1, self.doc.get_update(payload))
            await self._send(0, self.doc.get_state())
            return
        async with self._news:
            self._hearing = True
            self.doc.apply_update(payload)
            self._hearing = False
            self._answered |= message[1] == 1
            self._news.notify_all()

    async def _send(self, kind: int, payload: bytes) -> None:
        assert self.connection is not None
        await self.connection.send(bytes((0, kind)) + written(len(payload)) + payload)

    @property
    def text(self) -> str:
        return str(self._text)

    def write(self, text: str, at: int | None = None) -> None:
        """Insert at a byte offset, at the end by default."""
        target = self._text
        target.insert(len(target) if at is None else at, text)

    def remove(self, start: int, end: int) -> None:
        del self._text[start:end]

    async def move(self, cell: str, place: int) -> None:
        """As JupyterLab does it: out, and in again, in one transaction."""
        cells = self.doc.get("cells", type=Array)
        with self.doc.transaction():
            taken = self._take_out(cells, cell)
            cells.insert(place, Map({**taken, "source": Text(taken["source"])}))
        await self.flush()

    async def drop(self, cell: str) -> None:
        self._take_out(self.doc.get("cells", type=Array), cell)
        await self.flush()

    def _take_out(self, cells: Array[Any], cell: str) -> Any:
        at = next(at for at, each in enumerate(cells) if each["id"] == cell)
        taken = cells[at].to_py()
        del cells[at]
        return taken

    async def flush(self) -> None:
        while self._outgoing:
            await self._send(2, self._outgoing.pop(0))

    async def type(self, text: str, at: int | None = None) -> None:
        self.write(text, at)
        await self.flush()

    async def until(self, condition: Callable[[], object]) -> None:
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(condition), PATIENCE)

    async def shows(self, text: str) -> None:
        await self.until(lambda: self.text == text)


def notebook(*cells: tuple[str, str], language: str = "python") -> str:
    """A notebook file with these code cells, by id."""
    told = [
        {
            "id": cell_id,
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for cell_id, source in cells
    ]
    metadata = {"language_info": {"name": language}}
    return json.dumps({"cells": told, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
