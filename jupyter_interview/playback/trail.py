"""An interview in one line, which can be pasted into a table:
``00:00 py | 63+ R! 12+4- R4/8 ~2m | js 40+ P212 T8/8 | 54 min``.

``63+`` are characters typed and ``4-`` characters deleted since what stands before, ``P212`` came
in one change. ``R`` is a run that went well, ``R!`` one that failed, ``R4/8`` one that passed four
of eight tests, ``R?`` one that did not end; ``T4/8`` are tests of a question. ``~2m`` is a pause.
Another file begins behind a bar.

The twin of the front end's ``playback/trail.ts``; ``openapi/recordings`` has lines of both.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import floor, inf

from ..domain.at_once import LEAST_CHARACTERS, is_much_at_once
from .folders import File
from .recording import Recording, Run

PAUSE = 60_000
"""Milliseconds in which nothing happens that the line tells. A shorter pause would say little."""


def trail(recording: Recording) -> str:
    """The line."""
    start = recording.document["start"]
    shown = None if start is None else recording.shown_after(start["seq"])
    words, added, gone = ["00:00", _ending(shown), "|"], 0, 0
    for word, more, less in _told(recording, shown):
        if word is not None:
            words += (*_typed(added, gone), word)
            added = gone = 0
        added += more
        gone += less
    least = 0 if start is None else 1
    minutes = max(least, _minutes(_times(recording)[-1]))
    return " ".join((*words, *_typed(added, gone), f"| {minutes} min"))


_Told = tuple[str | None, int, int]
"""A word of the line, or None; how many characters were typed, and how many deleted."""
_Placed = tuple[tuple[float, float], _Told]
"""The same with its time and its entry of the log."""


def _told(recording: Recording, shown: File | None) -> Iterator[_Told]:
    """What the line tells, in its order."""
    placed = [*_edits(recording), *_pauses(recording)]
    placed += (*_attempts(recording), *_files(recording, shown))
    return (told for _, told in sorted(placed, key=lambda one: one[0]))


def _edits(recording: Recording) -> Iterator[_Placed]:
    texts = recording.texts
    for edit, place in enumerate(zip(texts.times, texts.seqs, strict=True)):
        if texts.who[edit] < 0:
            continue
        length, deleted = texts.lengths[edit], texts.deleted[edit]
        lines = 1 if length >= LEAST_CHARACTERS else texts.lines(edit)
        if is_much_at_once(length, lines):
            yield place, (f"P{length}", 0, deleted)
        else:
            yield place, (None, length, deleted)


def _attempts(recording: Recording) -> Iterator[_Placed]:
    document = recording.document
    for told, run in zip(document["runs"], recording.runs, strict=True):
        yield (told["at"], told["seq"]), (f"R{_result(run)}", 0, 0)
    for check in document["checks"]:
        word = f"T{check['passed']}/{len(check['cases'])}"
        yield (check["at"], check["seq"]), (word, 0, 0)


def _files(recording: Recording, shown: File | None) -> Iterator[_Placed]:
    before = None if shown is None else shown.id
    for event in recording.document["events"]:
        file = recording.shown_after(event["seq"])
        now = None if file is None else file.id
        if now != before:
            before = now
            yield (event["at"], event["seq"]), (f"| {_ending(file)}", 0, 0)


def _pauses(recording: Recording) -> Iterator[_Placed]:
    for since, until in pairwise(_times(recording)):
        if until - since >= PAUSE:
            # Behind all that has happened by then.
            yield (since, inf), (f"~{_minutes(until - since)}m", 0, 0)


def _times(recording: Recording) -> list[float]:
    """When anything has happened that somebody sees, sorted. Seals are nothing that is seen."""
    document = recording.document
    times = [0, *recording.texts.times, *(event["at"] for event in document["events"])]
    for attempt in (*document["runs"], *document["checks"]):
        times += (at for at in (attempt["at"], attempt["endAt"]) if at is not None)
    times += (piece["at"] for run in document["runs"] for piece in run["output"])
    return sorted(times)


def _typed(added: int, gone: int) -> Iterator[str]:
    word = (f"{added}+" if added else "") + (f"{gone}-" if gone else "")
    if word:
        yield word


def _result(run: Run) -> str:
    if run.state not in ("ok", "error"):
        return "?"
    if run.tests:
        return f"{run.passed}/{len(run.tests)}"
    return "" if run.state == "ok" else "!"


def _ending(file: File | None) -> str:
    """The ending of a file's name, or the name where it has none."""
    return "text" if file is None else file.name.rpartition(".")[2]


def _minutes(ms: float) -> int:
    return floor(ms / 60_000 + 0.5)
