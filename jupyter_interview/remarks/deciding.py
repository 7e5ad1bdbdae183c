"""What a host may write next: pure decisions from what they have written and what they ask for.

Whoever asks for the same again, because an answer was lost, gets the same answer, and nothing is
kept twice.
"""

from dataclasses import dataclass

from msgspec.structs import replace

from ..contract.remark_bodies import Correct, GiveScore, Submit, TakeNoteBack, Write, WriteNote
from ..contract.values import Correction, Note, Recommendation, RubricCriterion, Score
from ..domain.clock import iso
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from .kept import CorrectionKept, Kept, NoteKept, ScoreKept, SharedKept, SubmittedKept
from .sheets import Written


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was, and the newest entry of the log then."""

    seq: int
    seq_us: int
    at_us: int

    @property
    def place(self) -> str:
        return f"{self.seq}:{self.seq_us}"


@dataclass(frozen=True, slots=True)
class Situation:
    """What a decision needs beside what its author has written."""

    rubric: tuple[RubricCriterion, ...]
    limits: Limits
    name: str
    now_us: int
    moment: Moment
    """The moment that the request is about."""


def decide(own: Written, asked: Write, now: Situation) -> list[Kept]:
    """What is kept; nothing if it is as asked already. Raises a refusal."""
    match asked:
        case WriteNote():
            kept = _note(own, asked, now)
        case TakeNoteBack():
            kept = _taken_back(own, asked)
        case GiveScore():
            kept = _score(own, asked, now)
        case Submit():
            kept = _submit(own, asked, now)
        case Correct():
            kept = _correct(own, asked, now)
    if kept and _is_draft(asked) and own.count + len(kept) > now.limits.remarks:
        raise _refused("You have written very much here: submit it, or leave it as it is.")
    return kept


def _is_draft(asked: Write) -> bool:
    """Whether it can be asked for again and again. Whoever has written too much can submit."""
    return isinstance(asked, WriteNote | TakeNoteBack | GiveScore)


def _note(own: Written, asked: WriteNote, now: Situation) -> list[Kept]:
    there = own.notes.get(asked.id)
    if own.is_final(asked.id):
        if there is not None and there.text == asked.text:
            return [] if there.shared or not asked.shared else [_shared(there, asked, now)]
        raise _submitted("This note was submitted or shared, and stays as it is.")
    if there is None and len(own.notes) >= now.limits.notes:
        raise _refused(f"There are {now.limits.notes} notes already: write into one of them.")
    kept: list[Kept] = []
    if there is None or there.text != asked.text:
        kept.append(NoteKept(asked.id, asked.text))
    if asked.shared:
        note = there or _new(own, asked, now)
        kept.append(_shared(note, asked, now))
    return kept


def _new(own: Written, asked: WriteNote, now: Situation) -> Note:
    """The note as it will be told; one that was taken back and comes again has its old moment."""
    seq, seq_us, at_us = own.places.get(
        asked.id, (now.moment.seq, now.moment.seq_us, now.moment.at_us)
    )
    return Note(asked.id, asked.text, f"{seq}:{seq_us}", iso(at_us), False, False)


def _shared(note: Note, asked: WriteNote, now: Situation) -> SharedKept:
    return SharedKept(now.name, Note(note.id, asked.text, note.at, note.time, True, True))


def _taken_back(own: Written, asked: TakeNoteBack) -> list[Kept]:
    if own.is_final(asked.id):
        raise _submitted("This note was submitted or shared, and stays where it is.")
    return [NoteKept(asked.id, "", taken_back=True)] if asked.id in own.notes else []


def _score(own: Written, asked: GiveScore, now: Situation) -> list[Kept]:
    criterion = next((one for one in now.rubric if one.id == asked.criterion), None)
    if criterion is None:
        raise InterviewError(ErrorCode.NOT_FOUND, "The rubric has no such criterion.")
    _demand_level(criterion, asked.level)
    score = Score(criterion, asked.level, asked.moments, asked.why)
    if own.submitted is not None:
        if score in own.submitted.scores:
            return []
        raise _submitted("Your scores are submitted, and stay as they are.")
    return [] if own.scores.get(criterion.id) == score else [ScoreKept(score)]


def _submit(own: Written, asked: Submit, now: Situation) -> list[Kept]:
    if own.submitted is not None:
        was = own.submitted.recommendation
        if (was.answer, was.why) == (asked.answer, asked.why):
            return []
        raise _submitted("You have submitted your answer, and it stays as it is.")
    open_ones = [one.name for one in now.rubric if one.id not in own.scores]
    if open_ones:
        sentence = f"The parts come first: {open_ones[0]!r} has no level and is not “not seen”."
        raise InterviewError(ErrorCode.INCOMPLETE, sentence)
    scores = tuple(own.scores[one.id] for one in now.rubric)
    notes = tuple(replace(note, final=True) for note in own.in_order())
    recommendation = Recommendation(asked.answer, asked.why, iso(now.now_us))
    return [SubmittedKept(now.name, recommendation, scores, notes)]


def _correct(own: Written, asked: Correct, now: Situation) -> list[Kept]:
    correction = Correction(
        asked.id,
        asked.reason,
        iso(now.now_us),
        asked.criterion,
        asked.note,
        asked.level,
        asked.answer,
        asked.text,
    )
    there = own.corrections.get(asked.id)
    if there is not None:
        if _without_time(there) == _without_time(correction):
            return []
        raise _submitted("This correction stays as it is: add another one.")
    if len(own.corrections) >= now.limits.notes:
        raise _refused(f"There are {now.limits.notes} corrections already.")
    if asked.note is not None:
        if not own.is_final(asked.note):
            raise _nothing_yet()
    elif own.submitted is None:
        raise _nothing_yet()
    elif asked.criterion is not None:
        those = (one for one in own.submitted.scores if one.criterion.id == asked.criterion)
        score = next(those, None)
        if score is None:
            raise InterviewError(ErrorCode.NOT_FOUND, "You have not scored this criterion.")
        _demand_level(score.criterion, asked.level)
    return [CorrectionKept(correction)]


def _demand_level(criterion: RubricCriterion, level: int | None) -> None:
    most = len(criterion.levels)
    if level is not None and level > most:
        raise _refused(f"level must be a whole number from 1 to {most}, or null.")


def _without_time(one: Correction) -> tuple[object, ...]:
    return (one.reason, one.criterion, one.note, one.level, one.answer, one.text)


def _submitted(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.SUBMITTED, f"{sentence} Add a correction.")


def _nothing_yet() -> InterviewError:
    sentence = "This is not submitted yet: change it itself, without a correction."
    return InterviewError(ErrorCode.INCOMPLETE, sentence)


def _refused(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, sentence)
