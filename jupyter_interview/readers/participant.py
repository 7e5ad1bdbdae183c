"""Everything that is held on one participant, for them or for the owner to take away.

It is read from the log, so it is what was stored and not what a room remembers. No secret is in it,
and nothing that others typed or ran.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..domain.clock import iso, iso_or_none
from ..domain.languages import LANGUAGES, ROOTS, root_of
from ..domain.limits import Limits
from ..domain.runs import RunBook
from ..gate.gate import OWN_LIMITS, Gate
from ..gate.sync import GateError
from ..gate.update import parse_update
from ..journal.run_entries import decode_run_event
from ..rooms.people import invite_json
from ..store.base import LogEntry, LogKind, ParticipantRecord, SessionData

_RUNS = frozenset({LogKind.RUN, LogKind.OUTPUT, LogKind.RESULT})
_EVERYTHING = Limits(welcome_runs=2**31, welcome_output_bytes=2**40)
_LANGUAGE_OF = {root_of(language): language for language in LANGUAGES}


def export(
    data: SessionData, record: ParticipantRecord, entries: Sequence[LogEntry]
) -> dict[str, Any]:
    """The contract's ``ParticipantExport``; takes a while for a long log."""
    own = [entry for entry in entries if entry.participant_id == record.id]
    invites = [invite for invite in data.invites if invite.id == record.invite_id]
    return {
        "session": {"id": data.session.id, "title": data.session.title},
        "participant": {
            "id": record.id,
            "name": record.name,
            "color": record.color,
            "role": record.role,
            "kind": record.kind,
            "identity": record.identity,
            "joinedAt": iso(record.joined_us),
            "leftAt": iso_or_none(record.left_us),
            "clientIds": [c.client_id for c in data.clients if c.participant_id == record.id],
        },
        "invite": invite_json(invites[0]) if invites else None,
        "events": [*_events(own)],
        "edits": [*_edits(entries, record.id)],
        "runs": _runs(own),
    }


def _events(own: Iterable[LogEntry]) -> Iterator[dict[str, Any]]:
    for entry in own:
        if entry.kind is LogKind.UPDATE or entry.kind in _RUNS:
            continue
        try:
            payload = json.loads(entry.payload)
        except ValueError:
            payload = None
        yield {"at": iso(entry.at_us), "kind": entry.kind.name.lower(), "payload": payload}


def _edits(entries: Iterable[LogEntry], participant_id: str) -> Iterator[dict[str, Any]]:
    """What was typed, piece by piece, and how much was deleted; the gate knows in which text."""
    gate = Gate(ROOTS)
    for entry in entries:
        if entry.kind is LogKind.STATE and b'"epoch"' in entry.payload:
            gate = Gate(ROOTS)  # the draft was started: another document begins here
        if entry.kind is not LogKind.UPDATE:
            continue
        try:
            effect = gate.load(entry.payload)
            sections, _ = parse_update(entry.payload, ROOTS, OWN_LIMITS)
        except GateError:
            continue
        if entry.participant_id != participant_id:
            continue
        structs = [struct for section in sections.values() for struct in section.structs]
        yield {
            "at": iso(entry.at_us),
            "madeAt": iso_or_none(entry.made_us),
            "languages": sorted({_LANGUAGE_OF[root] for root in gate.roots_of(effect)}),
            "inserted": [struct.text.decode() for struct in structs if struct.text is not None],
            "deletedUnits": sum(end - start for _, start, end in effect.deletions),
        }


def _runs(own: Iterable[LogEntry]) -> list[dict[str, Any]]:
    book, seen = RunBook(_EVERYTHING), 0
    for entry in own:
        if entry.kind not in _RUNS:
            continue
        try:
            book.evolve(
                decode_run_event(entry.kind, json.loads(entry.payload), entry.made_us), entry.at_us
            )
        except (LookupError, TypeError, ValueError, AttributeError):
            continue
        seen += 1
    return [run.json() for run in book.newest(seen)]
