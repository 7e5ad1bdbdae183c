"""From the store to a room, and from the log to a snapshot.

The log is the truth. A snapshot is made only of what passes the gate, and believed only when its
hash is right; otherwise everything is replayed. An entry that cannot be replayed is left out, and
the session is ``damaged`` from then on, which its owner is told: what comes after the entry and
does not depend on it is still there. No snapshot is made of a damaged session, so that nothing
covers up what may yet be repaired. A file whose entry is lost has its text among the removed ones.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ..contract.session import (
    KEPT,
    EntryChosen,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    LanguageChanged,
    SessionChanged,
    SessionCreated,
)
from ..contract.values import File
from ..document.document import Document, DocumentError
from ..document.session_gate import gate_of, load_logged, new_gate
from ..domain.ids import new_client_id
from ..domain.languages import CODE_FILES, root_of
from ..domain.limits import Limits
from ..domain.records import LogEntry, LogKind
from ..gate.sync import Gate, GateError, decode_state_vector
from ..session import files
from ..session.files import file_begun
from ..session.folder import Folder
from ..session.interview import Interview
from ..session.log import Unreadable
from ..session.replay import Replay
from ..session.upcast import Known
from ..store.base import SessionData, Snapshot, Store
from .journal import LogPosition
from .typed import typed_lately

_PAGE = 2000
_LOST_NAME = "lost.txt"
_LONG = 64 * 1024
"""Bytes that it takes longer than a few milliseconds to read."""
_OF_FILES = frozenset(
    {LogKind.TITLE, *(KEPT[event] for event in (SessionCreated, SessionChanged, LanguageChanged))}
    | {KEPT[event] for event in (FileAdded, FileRenamed, FileRemoved, FilesOrdered)}
    | {KEPT[event] for event in (FileShown, EntryChosen)}
)
"""Entries that say which files there are."""
_OF_TEXTS = _OF_FILES | {LogKind.UPDATE}
_AT_A_TIME = 50
"""The entries of a part of the log that are gone through before others have their turn."""


@dataclass(slots=True)
class Restored:
    """What the log adds up to."""

    document: Document
    gate: Gate
    head: LogPosition
    interview: Interview
    snapshot_seq: int = 0
    updates_since: int = 0
    visited: set[str] = field(default_factory=set)
    typed: dict[str, int] = field(default_factory=dict)
    """How much each person has sent lately."""
    lost: list[str] = field(default_factory=list)
    """Files with a text, of which no entry tells."""
    damaged: bool = False


async def restore(
    store: Store,
    data: SessionData,
    limits: Limits,
    log: logging.Logger,
    document_only: bool = False,
    until: int | None = None,
) -> Restored:
    """Replay a session; for its document alone, what the snapshot holds need not be gone through.

    ``until`` is for the document alone, too, as it was behind the entry with this number. The
    snapshot must not be newer. It is made in pieces: many may work in other sessions meanwhile.
    A long document that is all in the snapshot is still to be read; see :class:`Document`.
    """
    document_only = document_only or until is not None
    client_id = new_client_id({binding.client_id for binding in data.clients})
    session_id, snapshot = data.session.id, data.snapshot
    replay = Replay(session_id, limits, known_of(data))
    head = LogPosition(data.session.head_seq, 0)
    restored = Restored(Document(client_id), new_gate(limits), head, replay.interview)
    if snapshot is not None:
        if sha256(snapshot.state).digest() != snapshot.sha256:
            return await _without_snapshot(store, data, limits, log, document_only, until)
        restored.snapshot_seq = snapshot.seq
        restored.document = Document(client_id, snapshot.state)
        # It passed a gate when it was made; this one need not know it before somebody types.
        restored.gate.load_later(snapshot.state)
        short = len(snapshot.state) < _LONG
        if (document_only or short) and not _readable(restored.document):
            return await _without_snapshot(store, data, limits, log, document_only, until)
    start = restored.snapshot_seq if document_only else 0
    if start:
        await _learn_files(store, session_id, replay, restored)
    beyond, taken = False, 0
    kinds = None if until is None else _OF_TEXTS
    async for entry in _entries(store, session_id, start, restored.snapshot_seq, kinds):
        if until is not None:
            if entry.seq > until:
                break
            taken += 1
            if taken % _AT_A_TIME == 0:
                await asyncio.sleep(0)
        if not beyond and entry.seq > restored.snapshot_seq:
            beyond = True
            _declare(restored, replay.interview.folder.known)
        if entry.kind is LogKind.UPDATE and restored.gate.behind and not await _taken_in(restored):
            return await _without_snapshot(store, data, limits, log, document_only, until)
        try:
            _take(entry, restored, replay, limits)
        except (DocumentError, GateError, TypeError, Unreadable) as problem:
            # A TypeError is of a row that has a text where bytes belong.
            restored.damaged = True
            log.error(
                "jupyter_interview: entry %d of %s cannot be replayed (%s)",
                entry.seq,
                session_id,
                type(problem).__name__,
            )
    if not beyond:
        _declare(restored, replay.interview.folder.known)
    if restored.damaged and restored.gate.behind and not await _taken_in(restored):
        # The snapshot has texts of files that no entry tells of.
        return await _without_snapshot(store, data, limits, log, document_only, until)
    if not restored.document.unread:
        known = (*CODE_FILES, *replay.interview.folder.known)
        restored.visited.update(name for name in known if restored.document.text(name))
    restored.visited.add(replay.interview.folder.shown)
    restored.interview = _with_files(_by_records(replay.interview, data, log), restored)
    interview = restored.interview
    interview.runs.lose_server_runs()
    restored.interview = replace(interview, checks=interview.checks.without_server())
    if not document_only:
        restored.typed = await typed_lately(store, session_id, restored.head.seq)
    return restored


def known_of(data: SessionData) -> Known:
    """The records of a session, which entries of older versions need."""
    return Known(
        data.session,
        {record.id: record for record in data.participants},
        {record.id: record for record in data.invites},
    )


def _by_records(interview: Interview, data: SessionData, log: logging.Logger) -> Interview:
    """The interview with the records of the tables.

    They are the same, unless an entry cannot be read or an older version wrote a record without an
    entry. Then nobody shall lose their name, their role or their way in.
    """
    people = interview.people.with_records(data.participants, data.invites)
    session = replace(data.session, head_seq=0)
    if (interview.people, interview.session) == (people, session):
        return interview
    log.debug("jupyter_interview: the records of %s say more than its log", session.id)
    return replace(interview, people=people, session=session)


def _with_files(interview: Interview, restored: Restored) -> Interview:
    """The interview with every text that its document has, and one that is shown.

    The log says all of it, unless an entry cannot be read.
    """
    if not restored.damaged and interview.folder.files:
        return interview
    folder, language = interview.folder, interview.session.language
    lost = tuple(File(file, _LOST_NAME, None) for file in restored.lost)
    folder = replace(folder, removed=(*folder.removed, *lost))
    if folder.language not in (None, language) or not folder.files:
        folder = files.folder_after(folder, LanguageChanged(language))
    return replace(interview, folder=folder)


async def _entries(
    store: Store,
    session_id: str,
    after: int,
    updates_after: int,
    kinds: Collection[LogKind] | None = None,
) -> AsyncIterator[LogEntry]:
    more = True
    while more:
        page = await store.log(session_id, after, _PAGE, updates_after, kinds)
        for entry in page:
            yield entry
        more = len(page) == _PAGE
        after = page[-1].seq if page else after


async def _without_snapshot(
    store: Store,
    data: SessionData,
    limits: Limits,
    log: logging.Logger,
    document_only: bool,
    until: int | None,
) -> Restored:
    log.error("jupyter_interview: a snapshot of %s is damaged; replaying", data.session.id)
    return await restore(store, replace(data, snapshot=None), limits, log, document_only, until)


def _readable(document: Document) -> bool:
    try:
        document.read()
    except DocumentError:
        return False
    return True


async def _taken_in(restored: Restored) -> bool:
    """What goes on from the snapshot needs all of it."""
    try:
        await _learn(restored.gate)
    except GateError:
        return False
    return _readable(restored.document)


async def _learn(gate: Gate) -> None:
    """In pieces, between which others have their turn."""
    for _ in iter(gate.learn, False):
        await asyncio.sleep(0)


def _take(entry: LogEntry, restored: Restored, replay: Replay, limits: Limits) -> None:
    restored.head = max(restored.head, LogPosition(entry.seq, entry.at_us))
    if entry.kind is LogKind.UPDATE:
        if entry.seq > restored.snapshot_seq:
            _, lost = load_logged(restored.gate, entry.payload)
            if lost:
                restored.damaged = True
                restored.lost += lost
            for file in lost:
                restored.document.declare(file)
            restored.document.take_in(entry.payload)
            restored.updates_since += 1
        return
    recorded = replay.take(entry)
    if recorded is None:
        return
    event, folder = recorded.event, replay.interview.folder
    if isinstance(event, SessionChanged) and event.epoch is not None:
        _renew(restored, entry, folder, limits)
    elif (begun := file_begun(event)) is not None and entry.seq > restored.snapshot_seq:
        _declare(restored, [begun])
        restored.lost = [file for file in restored.lost if file != begun]
    restored.visited.add(folder.shown)


def _declare(restored: Restored, files: Iterable[str]) -> None:
    """What is in the snapshot may have texts of these files; a draft's removed ones are not."""
    for file in files:
        restored.document.declare(file)
        restored.gate.declare(root_of(file))


async def _learn_files(store: Store, session_id: str, replay: Replay, restored: Restored) -> None:
    """Which files there were when the snapshot was made."""
    until = restored.snapshot_seq
    async for entry in _entries(store, session_id, 0, until, _OF_FILES):
        if entry.seq > until:
            break
        try:
            replay.take(entry)
        except (TypeError, Unreadable):
            restored.damaged = True


def _renew(restored: Restored, entry: LogEntry, folder: Folder, limits: Limits) -> None:
    """The draft was started: another document begins here, with texts of the same files."""
    restored.visited = set(folder.ids)
    if entry.seq > restored.snapshot_seq:
        restored.document = Document(restored.document.client_id)
        restored.gate = new_gate(limits)
        restored.updates_since = 0
        restored.lost.clear()
        _declare(restored, folder.known)


async def make_snapshot(session_id: str, restored: Restored) -> Snapshot | None:
    """The replayed document as one update, if loading it gives the same document again."""
    if restored.damaged:
        return None
    state = restored.document.whole()
    copy = Document(new_client_id({restored.document.client_id}))
    folder = restored.interview.folder
    gate = gate_of(folder.known)
    for file in folder.known:
        copy.declare(file)
    gate.load_later(state)
    try:
        await _learn(gate)
        copy.take_in(state)
    except (DocumentError, GateError):
        return None
    texts = dict.fromkeys((*CODE_FILES, *folder.known))
    same = all(copy.text(file) == restored.document.text(file) for file in texts)
    if not same or _clocks(copy) != _clocks(restored.document):
        return None
    return Snapshot(session_id, restored.head.seq, state, sha256(state).digest())


def _clocks(document: Document) -> dict[int, int]:
    return decode_state_vector(document.state_vector())
