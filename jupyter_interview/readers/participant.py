"""Everything that is held on one participant, for them or for the owner to take away.

It is read from the log, so it is what was stored and not what a room remembers. No secret is in it,
and nothing that others typed or ran. Nor is a private side of a question: it is about no person. Of
hidden tests hosts alone have what they ran themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec.structs import replace

from ..contract.session import (
    Event,
    PrivateSideKept,
    RunEnded,
    RunPrinted,
    RunStarted,
    SessionChanged,
)
from ..contract.values import (
    ParticipantExport,
    ParticipantExportEdits,
    ParticipantExportEvents,
    ParticipantExportParticipant,
    ParticipantExportSession,
    Run,
)
from ..document.session_gate import gate_of, load_logged
from ..domain.clock import iso, iso_or_none
from ..domain.languages import CODE_FILES, root_of
from ..domain.limits import Limits
from ..domain.records import LogEntry, LogKind, ParticipantRecord
from ..domain.roles import HOSTS, Role
from ..gate.gate import OWN_LIMITS
from ..gate.sync import GateError
from ..gate.update import parse_update
from ..journal.loading import known_of
from ..session import files, view
from ..session.folder import Folder
from ..session.log import Unreadable, decode_entry, tell
from ..session.people_book import links_of
from ..session.run_book import RunBook
from ..store.base import SessionData

_EVERYTHING = Limits(welcome_runs=2**31, welcome_output_bytes=2**40)
_RUNS = (RunStarted, RunPrinted, RunEnded)
_ABOUT_NOBODY = (PrivateSideKept,)
_Pair = tuple[LogEntry, Event | None]


def export(
    data: SessionData, record: ParticipantRecord, entries: Sequence[LogEntry]
) -> ParticipantExport:
    """The contract's ``ParticipantExport``; takes a while for a long log."""
    read = [*_read(entries, data)]
    own = [(entry, event) for entry, event in read if entry.participant_id == record.id]
    # A label is a note of who made the link, for themselves.
    links = {one.id: replace(view.invite(one), label=None) for one in data.invites}
    return ParticipantExport(
        ParticipantExportSession(data.session.id, data.session.title),
        ParticipantExportParticipant(
            record.id,
            record.name,
            record.color,
            Role(record.role),
            record.kind,
            record.identity,
            iso(record.joined_us),
            iso_or_none(record.left_us),
            tuple(c.client_id for c in data.clients if c.participant_id == record.id),
        ),
        None if record.invite_id is None else links.get(record.invite_id),
        tuple(links[link] for link in links_of(record) if link in links),
        tuple(_events(own, Role(record.role))),
        tuple(_edits(read, record.id)),
        _runs(own),
    )


def _read(entries: Iterable[LogEntry], data: SessionData) -> Iterator[_Pair]:
    """Each entry with its event; None for an update and for what cannot be read."""
    known = known_of(data)
    for entry in entries:
        event = None
        if entry.kind is not LogKind.UPDATE:
            with suppress(Unreadable):
                event = decode_entry(entry, known).event
        yield entry, event


def _events(own: Iterable[_Pair], role: Role) -> Iterator[ParticipantExportEvents]:
    for entry, event in own:
        if isinstance(event, _ABOUT_NOBODY) or (_is_hidden(event) and role not in HOSTS):
            continue
        if entry.kind is not LogKind.UPDATE and not isinstance(event, _RUNS):
            payload = None if event is None else tell(event)
            yield ParticipantExportEvents(iso(entry.at_us), entry.kind.name.lower(), payload)


def _is_hidden(event: Event | None) -> bool:
    """Whether it is about hidden tests, or a check of earlier texts."""
    return bool(getattr(event, "hidden", False)) or getattr(event, "at", None) is not None


def _edits(read: Iterable[_Pair], participant_id: str) -> Iterator[ParticipantExportEdits]:
    """What was typed, piece by piece, and how much was deleted; the gate knows in which text."""
    gate, folder = gate_of(()), Folder()
    lost: list[str] = []
    for entry, event in read:
        if event is not None:
            folder = files.folder_after(folder, event)
        if isinstance(event, SessionChanged) and event.epoch is not None:
            gate, lost = gate_of(folder.known), []  # the draft was started: another document begins
        elif event is not None and (begun := files.file_begun(event)) is not None:
            gate.declare(root_of(begun))
        if entry.kind is not LogKind.UPDATE:
            continue
        try:
            effect, found = load_logged(gate, entry.payload)
            lost += found
            known = {root_of(file): file for file in (*CODE_FILES, *folder.known, *lost)}
            sections, _ = parse_update(entry.payload, known, OWN_LIMITS)
        except GateError:
            continue
        if entry.participant_id != participant_id:
            continue
        changed = sorted(known[root] for root in gate.roots_of(effect))
        languages = {language for file in changed if (language := folder.language_of(file))}
        structs = [struct for section in sections.values() for struct in section.structs]
        yield ParticipantExportEdits(
            iso(entry.at_us),
            iso_or_none(entry.made_us),
            tuple(changed),
            tuple(sorted(languages)),
            tuple(struct.text.decode() for struct in structs if struct.text is not None),
            sum(end - start for _, start, end in effect.deletions),
        )


def _runs(own: Iterable[_Pair]) -> tuple[Run, ...]:
    book, seen = RunBook(_EVERYTHING), 0
    for entry, event in own:
        if isinstance(event, _RUNS):
            book.evolve(event, entry.at_us)
            seen += 1
    # Who stopped one is somebody else.
    return tuple(replace(run.told(), stopped_by=None) for run in book.newest(seen))
