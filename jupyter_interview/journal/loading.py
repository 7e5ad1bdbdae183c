"""From the store to a room, and from the log to a snapshot.

The log is the truth. A snapshot is made only of what passes the gate, and believed only when its
hash is right; otherwise everything is replayed. An entry that cannot be replayed is left out, and
the session is ``damaged`` from then on, which its owner is told: what comes after the entry and
does not depend on it is still there. No snapshot is made of a damaged session, so that nothing
covers up what may yet be repaired.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, get_origin, get_type_hints

from ..document.document import Document, DocumentError
from ..document.session_gate import new_gate
from ..domain.exercise import TestResult
from ..domain.ids import new_client_id
from ..domain.languages import LANGUAGES, ROOTS
from ..domain.limits import Limits
from ..domain.output import Output
from ..domain.runs import Author, RunEnded, RunEvent, RunPrinted, RunStarted
from ..gate.sync import Gate, GateError, decode_state_vector
from ..store.base import LogEntry, LogKind, SessionData, Snapshot, Store
from .journal import LogPosition
from .run_entries import decode_run_event

_PAGE = 2000
_LONG = 64 * 1024
"""Bytes that it takes longer than a few milliseconds to read."""
_RUN_KINDS = frozenset({LogKind.RUN, LogKind.OUTPUT, LogKind.RESULT})


@dataclass(slots=True)
class Restored:
    """What the log adds up to."""

    document: Document
    gate: Gate
    head: LogPosition
    snapshot_seq: int = 0
    updates_since: int = 0
    runs: list[tuple[RunEvent, int]] = field(default_factory=list)
    retired: list[tuple[RunEvent, int]] = field(default_factory=list)
    """Runs of the draft, which nobody is shown any more."""
    visited: set[str] = field(default_factory=set)
    damaged: bool = False


async def restore(
    store: Store,
    data: SessionData,
    limits: Limits,
    log: logging.Logger,
    document_only: bool = False,
) -> Restored:
    """Replay a session; for its document alone, what the snapshot holds need not be gone through.

    A long document that is all in the snapshot is still to be read; see :class:`Document`.
    """
    client_id = new_client_id({binding.client_id for binding in data.clients})
    restored = Restored(
        Document(client_id), new_gate(limits), LogPosition(data.session.head_seq, 0)
    )
    session_id, snapshot = data.session.id, data.snapshot
    if snapshot is not None:
        if sha256(snapshot.state).digest() != snapshot.sha256:
            return await _without_snapshot(store, data, limits, log, document_only)
        restored.snapshot_seq = snapshot.seq
        restored.document = Document(client_id, snapshot.state)
        # It passed a gate when it was made; this one need not know it before somebody types.
        restored.gate.load_later(snapshot.state)
        short = len(snapshot.state) < _LONG
        if (document_only or short) and not _readable(restored.document):
            return await _without_snapshot(store, data, limits, log, document_only)
    start = restored.snapshot_seq if document_only else 0
    async for entry in _entries(store, session_id, start, restored.snapshot_seq):
        if entry.kind is LogKind.UPDATE and restored.gate.behind and not await _taken_in(restored):
            return await _without_snapshot(store, data, limits, log, document_only)
        try:
            _replay(entry, restored, limits)
        except (DocumentError, GateError, LookupError, TypeError, ValueError) as problem:
            restored.damaged = True
            log.error(
                "jupyter_interview: entry %d of %s cannot be replayed (%s)",
                entry.seq,
                session_id,
                type(problem).__name__,
            )
    if not restored.document.unread:
        restored.visited.update(name for name in LANGUAGES if restored.document.text(name))
    restored.visited.add(data.session.language)
    return restored


async def _entries(
    store: Store, session_id: str, after: int, updates_after: int
) -> AsyncIterator[LogEntry]:
    more = True
    while more:
        page = await store.log(session_id, after, _PAGE, updates_after)
        for entry in page:
            yield entry
        more = len(page) == _PAGE
        after = page[-1].seq if page else after


async def _without_snapshot(
    store: Store, data: SessionData, limits: Limits, log: logging.Logger, document_only: bool
) -> Restored:
    log.error("jupyter_interview: a snapshot of %s is damaged; replaying", data.session.id)
    return await restore(store, replace(data, snapshot=None), limits, log, document_only)


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


def _replay(entry: LogEntry, restored: Restored, limits: Limits) -> None:
    restored.head = max(restored.head, LogPosition(entry.seq, entry.at_us))
    if entry.kind is LogKind.UPDATE:
        if entry.seq > restored.snapshot_seq:
            restored.gate.load(entry.payload)
            restored.document.take_in(entry.payload)
            restored.updates_since += 1
        return
    if entry.kind is LogKind.UNREADABLE:
        raise ValueError("nobody wrote this")
    payload = json.loads(entry.payload)
    if not isinstance(payload, dict):
        raise TypeError("no object")
    if entry.kind in _RUN_KINDS:
        event = decode_run_event(entry.kind, payload, entry.made_us)
        _demand_types(event)
        if isinstance(event, RunStarted) and event.author is not None:
            _demand_types(event.author)
        restored.runs.append((event, entry.at_us))
    elif entry.kind is LogKind.STATE and "epoch" in payload:
        _renew(restored, entry, limits)
    elif entry.kind is LogKind.LANGUAGE or entry.kind is LogKind.STATE:
        restored.visited.update(name for name in LANGUAGES if name == payload.get("language"))


def _demand_types(value: object) -> None:
    """What was read has the types its class declares; raises TypeError."""
    for name, kind in _TYPES[type(value)]:
        part = getattr(value, name)
        if not isinstance(part, kind):
            raise TypeError(name)
        if isinstance(part, tuple):
            for element in part:
                _demand_types(element)
        elif isinstance(part, Output):
            _demand_types(part)


def _types_of(kind: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind).items()
    return [(name, tuple if get_origin(hint) is tuple else hint) for name, hint in hints]


_TYPES: dict[type, list[tuple[str, Any]]] = {
    kind: _types_of(kind) for kind in (RunStarted, RunPrinted, RunEnded, Author, TestResult, Output)
}


def _renew(restored: Restored, entry: LogEntry, limits: Limits) -> None:
    """The draft was started: another document begins here."""
    restored.retired += restored.runs
    restored.runs = []
    restored.visited.clear()
    if entry.seq > restored.snapshot_seq:
        restored.document = Document(restored.document.client_id)
        restored.gate = new_gate(limits)
        restored.updates_since = 0


async def make_snapshot(session_id: str, restored: Restored) -> Snapshot | None:
    """The replayed document as one update, if loading it gives the same document again."""
    if restored.damaged:
        return None
    state = restored.document.whole()
    copy = Document(new_client_id({restored.document.client_id}))
    gate = Gate(ROOTS)
    gate.load_later(state)
    try:
        await _learn(gate)
        copy.take_in(state)
    except (DocumentError, GateError):
        return None
    same = all(copy.text(name) == restored.document.text(name) for name in LANGUAGES)
    if not same or _clocks(copy) != _clocks(restored.document):
        return None
    return Snapshot(session_id, restored.head.seq, state, sha256(state).digest())


def _clocks(document: Document) -> dict[int, int]:
    return decode_state_vector(document.state_vector())
