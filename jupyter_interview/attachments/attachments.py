"""Makes and ends the attachments of a process, at most one for each interview.

Attachments are not stored. A server has none when it starts, and owners see that theirs is gone.
"""

import asyncio
import logging
from contextlib import AsyncExitStack

from ..contract.rest import Attach
from ..contract.values import Attachment
from ..document.edits import edits_between, line_feeds
from ..domain.attachment import Keep, is_notebook, language_of_file, language_of_kernel
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import template_of
from ..domain.naming import with_line_feeds
from ..rooms.room import Room
from ..sessions.registry import Registry
from .attached import Attached, InterviewText
from .drive import ServerDrive
from .live_file import LiveFile
from .texts import CellText, FileText, PlainText, add_cell, kernel_language


class Attachments:
    """Makes one change at a time, so that two requests cannot attach one file to two interviews."""

    def __init__(self, drive: ServerDrive, log: logging.Logger) -> None:
        self.drive = drive
        self._log = log
        self._held: dict[str, Attached] = {}
        self._changing = asyncio.Lock()

    async def attach(self, registry: Registry, session_id: str, command: Attach) -> Attachment:
        """Attach the interview to the file, instead of what it was attached to.

        When this raises a refusal, nothing has changed except that a file may have been created.
        """
        if not is_notebook(command.path):
            language_of_file(command.path)
        async with self._changing:
            held = AsyncExitStack()
            try:
                return await self._attach(registry, session_id, command, held)
            except BaseException:
                await held.aclose()
                raise

    async def _attach(
        self, registry: Registry, session_id: str, command: Attach, held: AsyncExitStack
    ) -> Attachment:
        room = await held.enter_async_context(registry.room(session_id))
        file = await self.drive.open(command.path)
        held.callback(file.leave)
        attachment, text = _text_of(room, file, command)
        old = self._held.get(session_id)
        if old is not None and _same(old, file, attachment):
            await held.aclose()
            return old.attachment
        self._demand_free(file, attachment)
        _who_stays(room, attachment, text, command.keep)
        if old is not None:
            room.attaching.list_file(attachment.file)  # Else the old one might end in vain.
            await old.detach()
        # Nothing may wait from here to the end, because both texts could change meanwhile.
        room.attaching.demand_open()
        room.attaching.list_file(attachment.file)
        _make_equal(room, attachment, text, command.keep)
        attached = Attached(attachment, room, file, text, held, self._forget, self._log)
        attached.begin(self.drive)
        self._held[session_id] = attached
        return attachment

    async def detach(self, session_id: str) -> None:
        """End the attachment; the file stays as it is. An interview without one is fine."""
        async with self._changing:
            if (attached := self._held.get(session_id)) is not None:
                await attached.detach()

    async def close(self) -> None:
        """The server stops: save all files."""
        async with self._changing:
            await asyncio.gather(*(attached.detach() for attached in list(self._held.values())))

    def _forget(self, over: Attached) -> None:
        for session_id, attached in list(self._held.items()):
            if attached is over:
                del self._held[session_id]

    def _demand_free(self, file: LiveFile, attachment: Attachment) -> None:
        for other in self._held.values():
            if _same(other, file, attachment):
                sentence = "Another interview is attached to this; detach that one first."
                raise InterviewError(ErrorCode.ATTACHED_ELSEWHERE, sentence)


def _same(attached: Attached, file: LiveFile, attachment: Attachment) -> bool:
    """Whether exactly this text is attached already."""
    there = (attached.file.file_id, attached.attachment.cell_id)
    return there == (file.file_id, attachment.cell_id)


def _text_of(room: Room, file: LiveFile, command: Attach) -> tuple[Attachment, FileText]:
    """The text that is meant; a notebook without a cell gets one. Raises a refusal."""
    if not is_notebook(command.path):
        if command.cell_id is not None:
            raise InterviewError(ErrorCode.INVALID_FIELD, "Only a notebook has cells.")
        language = language_of_file(command.path)
        own = room.attaching.file_in(language)
        return Attachment(command.path, None, own, language), PlainText(file.doc)
    language = language_of_kernel(kernel_language(file.doc))
    cell_id = add_cell(file.doc) if command.cell_id is None else command.cell_id
    cell = CellText(file.doc, cell_id)
    if cell.kind is None:
        sentence = "There is no such cell in the notebook; save it, and try again."
        raise InterviewError(ErrorCode.NOT_FOUND, sentence)
    if cell.kind != "code":
        raise InterviewError(ErrorCode.INVALID_FIELD, "Only a code cell can be attached.")
    own = room.attaching.file_in(language)
    return Attachment(command.path, cell_id, own, language), cell


def _who_stays(room: Room, attachment: Attachment, text: FileText, keep: Keep | None) -> Keep:
    """Decide whose text both will have. A template that nobody has changed gives way."""
    if keep is not None:
        return keep
    own = with_line_feeds(room.attaching.text(attachment.file))
    other = with_line_feeds(text.read() or "")
    if not other.strip():
        return Keep.INTERVIEW
    if own == other or not own.strip() or own == template_of(attachment.language):
        return Keep.FILE
    sentence = (
        "Interview and file have different texts. Say which to keep: "
        '"keep": "interview" replaces the text of the file, "keep": "file" that of the interview.'
    )
    raise InterviewError(ErrorCode.TEXTS_DIFFER, sentence)


def _make_equal(room: Room, attachment: Attachment, text: FileText, keep: Keep | None) -> None:
    stays = _who_stays(room, attachment, text, keep)
    text.write(line_feeds(text.read() or ""))
    own, other = room.attaching.text(attachment.file), text.read() or ""
    if stays is Keep.INTERVIEW:
        text.write(edits_between(other, own))
    else:
        InterviewText(room, attachment.file).write(edits_between(own, other))
