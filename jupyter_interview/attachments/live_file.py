"""A file that is open in jupyter_server_ydoc: it is kept open, saved, and released.

That package keeps a file in memory while a browser has it open, and for a minute longer. An
attached file must stay open as long as it is attached, so we take part as one of its clients, which
sends and receives nothing. When the last client leaves, it starts a timer that closes the file. If
we are the last, we start it as the package's own handler does, and a browser that returns stops it.
"""

import asyncio
import logging
from typing import Any, Self

from pycrdt import Doc

from .ydoc import DocumentRoom, FileIds, YDocExtension


class _Seat:
    """A client that does nothing but be there."""

    path = "jupyter_interview"

    async def send(self, message: bytes) -> None:
        """Send nothing: the document itself tells what has changed."""


class LiveFile:
    """Made by :meth:`open`; :meth:`leave` ends it."""

    def __init__(
        self,
        extension: YDocExtension,
        file_ids: FileIds,
        file_id: str,
        room_id: str,
        room: DocumentRoom,
        doc: Doc[Any],
        log: logging.Logger,
    ) -> None:
        self._extension = extension
        self._file_ids = file_ids
        self.file_id = file_id
        self._room_id = room_id
        self._room = room
        self.doc = doc
        self._log = log
        self._seat = _Seat()

    @classmethod
    async def open(
        cls,
        extension: YDocExtension,
        file_ids: FileIds,
        file_id: str,
        kind: str,
        log: logging.Logger,
    ) -> Self:
        """Open a file; ``kind`` is ``file`` or ``notebook``. Errors of the contents manager
        pass."""
        file_format = "json" if kind == "notebook" else "text"
        room_id = f"{file_format}:{kind}:{file_id}"
        document = await extension.get_document(room_id=room_id, copy=False, create=True)
        room = await extension.ywebsocket_server.get_room(room_id)
        assert document is not None
        if room.cleaner is not None:
            room.cleaner.cancel()
        file = cls(extension, file_ids, file_id, room_id, room, document.ydoc, log)
        room.clients.add(file._seat)
        try:
            await file._loaded()
        except BaseException:
            file.leave()
            raise
        return file

    async def _loaded(self) -> None:
        """Wait until the file was read, which may happen in pieces after its room was made."""
        async with self._extension._room_locks[self._room_id]:
            await self._room.initialize()
        # A room that was in memory may not have yet what another program wrote a moment ago.
        await self._extension.file_loaders[self.file_id].maybe_notify()
        await self._quiet()

    async def _quiet(self) -> None:
        """Wait until the package is not reading the file into the document."""
        async with self._room._update_lock:
            return

    @property
    def path(self) -> str | None:
        """The path of the file now; None when it was deleted."""
        return self._file_ids.get_path(self.file_id)

    @property
    def is_open(self) -> bool:
        return self._extension.ywebsocket_server.rooms.get(self._room_id) is self._room

    async def save(self) -> None:
        """Save the file. If the disk does not take it, the package logs that."""
        await self._quiet()
        task = self._room._save_to_disc()
        if task is not None:
            await asyncio.wait([task])

    def leave(self) -> None:
        """Leave the file; other clients may go on with it."""
        self._room.clients.discard(self._seat)
        delay = self._extension.document_cleanup_delay
        if not self._room.clients and delay is not None:
            self._room.cleaner = asyncio.create_task(self._clean(delay))

    async def _clean(self, delay: float) -> None:
        await asyncio.sleep(delay)
        extension = self._extension
        async with extension._room_locks[self._room_id]:
            if self._room.clients or not self.is_open:
                return
            await extension.ywebsocket_server.delete_room(room=self._room)
            loaders = extension.file_loaders
            if self.file_id in loaders and not loaders[self.file_id].number_of_subscriptions:
                await loaders.remove(self.file_id)
        self._log.info("jupyter_interview: let go of the room %s", self._room_id)
