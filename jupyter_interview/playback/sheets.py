"""Notes and scores of hosts in a report: what was submitted or shared, and nothing else of them.

Whoever asks for it gives the contract's ``Remarks`` that they may read themselves. Drafts are left
out, those of the reader as well, and nothing is added up.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

_Told = dict[str, Any]
Moment = Callable[[int, float], _Told]
"""Makes a moment of the ``seq`` of an entry and milliseconds since the beginning."""

FOR_HOSTS_ALONE = (
    "For hosts: this document has notes and scores. It is not for candidates, nor for hosts who "
    "have not submitted their own yet."
)
NOT_SUBMITTED = (
    "Whoever took this away had not submitted scores then, so it has nothing of other hosts."
)
NOTHING = "Nothing was submitted."
ANSWERS = {
    "strong_no": "Strong no",
    "no": "No",
    "yes": "Yes",
    "strong_yes": "Strong yes",
    "no_answer": "No answer",
}


def submitted(remarks: Mapping[str, Any], start: Mapping[str, Any] | None, moment: Moment) -> _Told:
    """What the reader may read and what is final: their own sheet first, then those of others by
    name. ``start`` is that of the recording."""
    places = _Places(start, moment)
    mine, others = remarks["mine"], remarks.get("others")
    sheets = [_sheet(mine, True, places)]
    sheets += [_sheet(sheet, False, places) for sheet in others or ()]
    return {
        "isReaderDone": mine["recommendation"] is not None,
        "sheets": [sheet for sheet in sheets if _has_words(sheet)],
    }


def scored(score: Mapping[str, Any]) -> str:
    """A level as people read it: ``3 of 4``."""
    level = score["level"]
    return "not seen" if level is None else f"{level} of {score['of']}"


def corrected(correction: Mapping[str, Any]) -> str:
    """What a correction is about, and what it is by now."""
    match correction["about"]:
        case "score":
            level = correction["level"]
            now = "not seen" if level is None else f"level {level}"
            return f"{correction['criterion']}: {now}"
        case "note":
            return "A note" if correction["text"] is None else f"A note: {correction['text']}"
        case _:
            answer = ANSWERS.get(correction["answer"] or "")
            return "The overall answer" if answer is None else f"The overall answer: {answer}"


class _Places:
    def __init__(self, start: Mapping[str, Any] | None, moment: Moment) -> None:
        self._first: int = 0 if start is None else start["seq"]
        self._began: int = 0 if start is None else start["at"]
        self._moment = moment

    def of_entry(self, place: str) -> _Told:
        seq, _, at_us = place.partition(":")
        return self._made(int(seq), int(at_us) // 1000)

    def of_note(self, note: Mapping[str, Any]) -> _Told:
        at = datetime.fromisoformat(note["time"].replace("Z", "+00:00"))
        return self._made(int(note["at"].partition(":")[0]), int(at.timestamp() * 1000))

    def _made(self, seq: int, at_ms: int) -> _Told:
        """What was noted of a draft stands at the beginning."""
        return self._moment(max(seq, self._first), max(0, at_ms - self._began))


def _sheet(sheet: Mapping[str, Any], is_own: bool, places: _Places) -> _Told:
    answer = sheet["recommendation"]
    scores = sheet["scores"] if answer is not None else ()
    names = {score["criterion"]["id"]: score["criterion"]["name"] for score in scores}
    return {
        "name": sheet["name"],
        "isReader": is_own,
        "answer": None if answer is None else {**answer, "words": ANSWERS[answer["answer"]]},
        "scores": [_score(score, places) for score in scores],
        "notes": [
            {"text": note["text"], "time": note["time"], "moment": places.of_note(note)}
            for note in sheet["notes"]
            if note["final"]
        ],
        "corrections": [_correction(one, names) for one in sheet["corrections"]],
    }


def _score(score: Mapping[str, Any], places: _Places) -> _Told:
    criterion, level = score["criterion"], score["level"]
    levels = criterion["levels"]
    return {
        "criterion": criterion["name"],
        "question": criterion["question"],
        "level": level,
        "of": len(levels),
        "words": None if level is None else levels[level - 1],
        "why": score["why"],
        "moments": [places.of_entry(place) for place in score["moments"]],
    }


def _correction(one: Mapping[str, Any], names: Mapping[str, str]) -> _Told:
    criterion = one.get("criterion")
    return {
        "about": "score" if criterion else "note" if one.get("note") else "answer",
        "criterion": names.get(criterion, criterion) if criterion else None,
        "level": one.get("level"),
        "answer": one.get("answer"),
        "text": one.get("text"),
        "reason": one["reason"],
        "time": one["time"],
    }


def _has_words(sheet: Mapping[str, Any]) -> bool:
    return sheet["answer"] is not None or bool(sheet["notes"] or sheet["corrections"])


def in_cells(remarks: Mapping[str, Any]) -> Iterator[str]:
    """Three cells of a table: answers, scores and notes, each with whose they are."""
    sheets = remarks["sheets"]
    yield "; ".join(f"{one['name']}: {one['answer']['words']}" for one in sheets if one["answer"])
    yield "; ".join(f"{one['name']}: {_levels(one)}" for one in sheets if one["scores"])
    yield "; ".join(
        f"{one['name']} {note['moment']['clock']}: {' '.join(note['text'].split())}"
        for one in sheets
        for note in one["notes"]
    )


def _levels(sheet: Mapping[str, Any]) -> str:
    return ", ".join(f"{score['criterion']} {scored(score)}" for score in sheet["scores"])
