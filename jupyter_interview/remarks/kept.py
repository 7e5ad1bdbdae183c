"""How a remark is kept: its payload, which is on disk for ever.

Add optional properties only. What others may read is whole in one payload: a note that is shared
and the sheet that is submitted are kept once more as they were then, so nothing that was written
before or after is looked at for them.
"""

from msgspec import Struct, json

from ..contract.values import Correction, Note, Recommendation, Score
from ..domain.records import RemarkKind


class NoteKept(Struct, frozen=True):
    """A note as it was written; the newest of the same id counts."""

    id: str
    text: str
    taken_back: bool = False


class ScoreKept(Struct, frozen=True):
    """The newest one of a criterion counts."""

    score: Score


class SharedKept(Struct, frozen=True):
    """A note for others who have submitted, and as whom its author shared it."""

    name: str
    note: Note


class SubmittedKept(Struct, frozen=True):
    """All that somebody submitted, and as whom they did."""

    name: str
    recommendation: Recommendation
    scores: tuple[Score, ...]
    notes: tuple[Note, ...]


class CorrectionKept(Struct, frozen=True):
    correction: Correction


Kept = NoteKept | ScoreKept | SharedKept | SubmittedKept | CorrectionKept

KINDS: dict[type[Kept], RemarkKind] = {
    NoteKept: RemarkKind.NOTE,
    ScoreKept: RemarkKind.SCORE,
    SubmittedKept: RemarkKind.SUBMITTED,
    CorrectionKept: RemarkKind.CORRECTION,
    SharedKept: RemarkKind.SHARED,
}
_TYPES: dict[RemarkKind, type[Kept]] = {kind: of for of, kind in KINDS.items()}


def payload_of(kept: Kept) -> bytes:
    return json.encode(kept)


def kept_of(kind: RemarkKind, payload: bytes) -> Kept:
    kept: Kept = json.decode(payload, type=_TYPES[kind])
    return kept
