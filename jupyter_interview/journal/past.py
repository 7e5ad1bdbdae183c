"""The texts of a session as they were at a place in its log.

The log keeps every update, so each text that was ever live can be made again: from the snapshot
where that is older than the place, otherwise from the beginning of the document. It is made in
pieces, between which others have their turn. What cannot be known is refused: the texts of a draft
that was started, which is nobody's business any more, and those behind an entry that cannot be
read.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..contract.session import (
    KEPT,
    PrivateSideKept,
    QuestionLoaded,
    QuestionRemoved,
    QuestionsOrdered,
    SessionChanged,
)
from ..contract.values import File
from ..document.document import DocumentError
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..session.log import Unreadable, decode_entry
from ..session.question_book import Questions
from ..session.questions import questions_after
from ..store.base import SessionData, Store
from .journal import LogPosition
from .loading import Restored, known_of, restore

_PAGE = 500
"""Entries that are read in one go."""
_OF_QUESTIONS = [
    KEPT[event] for event in (QuestionLoaded, PrivateSideKept, QuestionRemoved, QuestionsOrdered)
]
_NO_PLACE = "The log of this interview has no such place; ask for its moments anew."
_OF_DRAFT = "What was written in the draft of this interview cannot be looked at any more."
_DAMAGED = "The texts of this moment are not known any more: the log cannot be read."


@dataclass(frozen=True, slots=True)
class PastTexts:
    """The files of a session at a place in its log; ``texts`` by their ids."""

    at: LogPosition
    files: tuple[File, ...]
    texts: Mapping[str, str]
    shown: str
    """The id of the file that was shown to everybody."""
    entry: str | None
    """The id of the file that was run, if one was chosen."""
    state_vector: bytes
    """Of the document."""

    def get(self, file_id: str) -> File | None:
        return next((file for file in self.files if file.id == file_id), None)

    @property
    def language(self) -> str | None:
        """The language of the file that was shown, or else of the first program."""
        shown = self.get(self.shown)
        programs = (shown, *self.files)
        return next((one.language for one in programs if one and one.language), None)


async def texts_at(
    store: Store, data: SessionData, limits: Limits, log: logging.Logger, at: LogPosition
) -> PastTexts:
    """All files with their texts behind the entry at a place; raises ``not_found``."""
    entries = await store.log(data.session.id, at.seq - 1, 1)
    if [(entry.seq, entry.at_us) for entry in entries] != [at]:
        raise no_place()
    if at.seq < await begun_at(store, data):
        raise _unknown(_OF_DRAFT)
    session = replace(data.session, head_seq=at.seq)
    newer = data.snapshot is not None and data.snapshot.seq > at.seq
    until = replace(data, session=session, snapshot=None if newer else data.snapshot)
    try:
        return _texts(await restore(store, until, limits, log, until=at.seq), at)
    except DocumentError:
        # The snapshot cannot be read.
        until = replace(until, snapshot=None)
        return _texts(await restore(store, until, limits, log, until=at.seq), at)


async def questions_at(store: Store, data: SessionData, at: LogPosition) -> Questions:
    """The questions that a session had at a place in its log, with their private sides."""
    questions, known, after = Questions(), known_of(data), 0
    while entries := await store.log(data.session.id, after, _PAGE, kinds=_OF_QUESTIONS):
        for entry in entries:
            if entry.seq > at.seq:
                return questions
            try:
                event = decode_entry(entry, known).event
            except Unreadable:
                continue
            questions = questions_after(questions, event)
        after = entries[-1].seq
    return questions


async def begun_at(store: Store, data: SessionData) -> int:
    """The number of the entry with which the present document began; 0 if it is the first one."""
    begun, known = 0, known_of(data)
    for entry in await store.log(data.session.id, kinds=[KEPT[SessionChanged]]):
        try:
            event = decode_entry(entry, known).event
        except Unreadable:
            continue
        if isinstance(event, SessionChanged) and event.epoch is not None:
            begun = entry.seq
    return begun


def _texts(restored: Restored, at: LogPosition) -> PastTexts:
    if restored.damaged:
        raise _unknown(_DAMAGED)
    folder, document = restored.interview.folder, restored.document
    texts = {file.id: document.text(file.id) for file in folder.files}
    shown, entry = folder.shown, folder.entry
    return PastTexts(at, folder.files, texts, shown, entry, document.state_vector())


def no_place() -> InterviewError:
    """What is said of a place that the log does not have."""
    return _unknown(_NO_PLACE)


def _unknown(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.NOT_FOUND, sentence)
