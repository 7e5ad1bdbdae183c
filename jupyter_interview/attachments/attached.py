"""One interview that is attached to one text of a file, from beginning to end.

Meanwhile both the room and the file are kept in memory. So edits of the file reach the interview
while nobody is in it, and edits of the interview reach the file while no browser has it open. When
the attachment ends, for whatever reason, no more edits are carried over, the file is saved as it is
at that moment, and the owner is told.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress

from msgspec.structs import replace

from ..contract.values import Attachment
from ..document.document import Delta, DocumentError
from ..document.edits import Edit
from ..domain.attachment import Detached
from ..rooms.room import Room
from .bridge import Bridge
from .drive import ServerDrive
from .live_file import LiveFile
from .texts import FileText


class InterviewText:
    """One text of a room as a ``bridge.Side``. What is written counts as its owner's."""

    def __init__(self, room: Room, file_id: str) -> None:
        self._room = room
        self._file_id = file_id

    def read(self) -> str:
        return self._room.attaching.text(self._file_id)

    def told(self) -> Delta | None:
        return self._room.attaching.told(self._file_id)

    def write(self, edits: Sequence[Edit]) -> None:
        self._room.attaching.write(self._file_id, edits)


class Attached:
    """A ``rooms.follower.Follower``. ``over`` is called when the attachment ends by itself.

    ``held`` keeps the room and the file in memory, and is closed at the end.
    """

    def __init__(
        self,
        attachment: Attachment,
        room: Room,
        file: LiveFile,
        text: FileText,
        held: AsyncExitStack,
        over: Callable[["Attached"], None],
        log: logging.Logger,
    ) -> None:
        self.attachment = attachment
        self.file = file
        self._room = room
        self._text = text
        self._held = held
        self._over = over
        self._log = log
        near = InterviewText(room, attachment.file)
        self._bridge = Bridge(near, text, near.read(), self._broken)
        self._ending: asyncio.Task[None] | None = None
        self._watch: asyncio.Task[None] | None = None

    def begin(self, drive: ServerDrive) -> None:
        """Keep both texts equal from now on; they are equal at this moment."""
        self._text.watch(self._file_changed)
        self._held.callback(self._text.unwatch)
        self._room.attaching.begin(self.attachment, self)
        self._watch = asyncio.create_task(self._look_after(drive))

    def changed(self) -> None:
        self._bridge.interview_changed()

    def removed(self, file: str) -> None:
        if file == self.attachment.file:
            self._end(Detached.REMOVED)

    def ended(self) -> None:
        self._end(Detached.ENDED)

    async def detach(self) -> None:
        """End the attachment because its owner wants that, or because the server stops. A second
        call does nothing."""
        await self._end(Detached.ASKED)

    def _end(self, why: Detached) -> asyncio.Task[None]:
        if self._ending is None:
            self._bridge.close()
            self._ending = asyncio.create_task(self._finish(why))
        return self._ending

    async def _finish(self, why: Detached) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._text.unwatch()
        try:
            if why is not Detached.FILE_GONE:
                await self.file.save()
        except Exception:
            self._log.exception("jupyter_interview: an attached file could not be saved")
        try:
            self._room.attaching.end(self, why)
        finally:
            self._over(self)
            await self._held.aclose()

    def _file_changed(self) -> None:
        self._bridge.file_changed()
        with suppress(DocumentError):
            if self._text.read() is None:
                self._end(Detached.CELL_GONE)

    def _broken(self, problem: Exception) -> None:
        """End the attachment because one side did not take the text of the other, mostly as too
        long."""
        self._log.warning("jupyter_interview: detached from a file: %s", problem)
        self._end(Detached.REFUSED)

    async def _look_after(self, drive: ServerDrive) -> None:
        """Follow a renamed file, and end the attachment of a deleted one. Some editors replace a
        file when they save it, so it counts as deleted only if it is missing twice."""
        missed = False
        while True:
            await asyncio.sleep(drive.poll_seconds)
            path = self.file.path
            if path is None or not self.file.is_open:
                self._end(Detached.FILE_GONE)
                return
            if path != self.attachment.path:
                self.attachment = replace(self.attachment, path=path)
                self._room.attaching.moved(self.attachment)
            there = await drive.exists(path)
            if missed and not there:
                self._end(Detached.FILE_GONE)
                return
            missed = not there
