"""Remarks as they are told: the sheet of each host, made of what is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..contract.values import Correction, Note, Remarks, RubricCriterion, Score, Sheet
from ..domain.clock import iso
from ..domain.records import RemarkRecord
from .kept import CorrectionKept, NoteKept, ScoreKept, SharedKept, SubmittedKept, kept_of


@dataclass(slots=True)
class Written:
    """What one host has written so far."""

    notes: dict[str, Note] = field(default_factory=dict)
    """Those that were not taken back, in the order in which they were first written."""
    places: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """``seq``, ``seq_us`` and ``moment_us`` of every note, also of one that was taken back."""
    shared: dict[str, SharedKept] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)
    submitted: SubmittedKept | None = None
    corrections: dict[str, Correction] = field(default_factory=dict)
    count: int = 0
    """How many remarks that are in the table."""

    def is_final(self, note_id: str) -> bool:
        """Whether this note was submitted or shared."""
        if note_id in self.shared:
            return True
        notes = () if self.submitted is None else self.submitted.notes
        return any(note.id == note_id for note in notes)

    def in_order(self) -> tuple[Note, ...]:
        """The notes by their moments; those of one moment as they were written."""
        notes = sorted(self.notes.values(), key=lambda note: self.places[note.id])
        return tuple(replace(note, final=self.is_final(note.id)) for note in notes)

    def _take(self, record: RemarkRecord) -> None:
        self.count += 1
        match kept_of(record.kind, record.payload):
            case NoteKept(id, _, taken_back=True):
                self.notes.pop(id, None)
            case NoteKept(id, text):
                place = self.places.setdefault(id, (record.seq, record.seq_us, record.moment_us))
                seq, seq_us, moment_us = place
                self.notes[id] = Note(id, text, f"{seq}:{seq_us}", iso(moment_us), False, False)
            case SharedKept(_, note) as kept:
                self.notes[note.id] = note
                self.shared[note.id] = kept
            case ScoreKept(score):
                self.scores[score.criterion.id] = score
            case SubmittedKept() as kept:
                self.submitted = kept
            case CorrectionKept(correction):
                self.corrections[correction.id] = correction


def written_by(author: str, records: Iterable[RemarkRecord]) -> Written:
    """What this author has written, of records that may have those of others among them."""
    own = (record for record in records if record.author == author)
    return _by_authors(own).get(author) or Written()


def _by_authors(records: Iterable[RemarkRecord]) -> dict[str, Written]:
    """What each author has written."""
    found: dict[str, Written] = {}
    for record in records:
        found.setdefault(record.author, Written())._take(record)
    return found


def told(
    author: str,
    name: str,
    records: Sequence[RemarkRecord],
    rubric: tuple[RubricCriterion, ...],
) -> Remarks:
    """The remarks that this author may read, who is called like that now."""
    written = _by_authors(records)
    own = written.pop(author, None) or Written()
    if own.submitted is None:
        return Remarks(rubric, _own_sheet(name, own, rubric))
    others = [_sheet_of_other(one) for one in written.values()]
    # By their names: the order in which people submitted is nobody's business.
    others.sort(key=lambda sheet: sheet.name)
    return Remarks(rubric, _own_sheet(name, own, rubric), tuple(others))


def _own_sheet(name: str, own: Written, rubric: tuple[RubricCriterion, ...]) -> Sheet:
    if own.submitted is not None:
        scores = own.submitted.scores
    else:
        scores = tuple(own.scores[one.id] for one in rubric if one.id in own.scores)
    return Sheet(
        name,
        own.in_order(),
        scores,
        None if own.submitted is None else own.submitted.recommendation,
        tuple(own.corrections.values()),
    )


def _sheet_of_other(other: Written) -> Sheet:
    """Of what others may read only, since nothing else was read."""
    submitted = other.submitted
    notes = {note.id: note for note in (() if submitted is None else submitted.notes)}
    notes |= {kept.note.id: kept.note for kept in other.shared.values()}
    names = [kept.name for kept in other.shared.values()]
    return Sheet(
        names[-1] if submitted is None else submitted.name,
        tuple(sorted(notes.values(), key=lambda note: note.time)),
        () if submitted is None else submitted.scores,
        None if submitted is None else submitted.recommendation,
        tuple(other.corrections.values()),
    )
