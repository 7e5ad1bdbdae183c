"""An interview as a picture, in numbers: how much each person has edited in each column of it, and
the symbols between. The twin of ``lanes.ts`` and ``symbols.ts`` of the player."""

from collections.abc import Iterator, Mapping
from typing import Any

from .moments import ms_in
from .recording import Recording

COLUMNS = 180
MOST_LANES = 24
"""Of a class that was in one interview, those who edited most have a lane; the picture says so."""
MOST_SYMBOLS = 600
"""More symbols lie upon each other anyway; the newest are drawn."""
_EVENTS = {
    "LanguageChanged": "file",
    "FileAdded": "file",
    "FileRenamed": "file",
    "FileRemoved": "file",
    "PersonJoined": "person",
    "PersonLeft": "person",
    "QuestionLoaded": "question",
    "QuestionRemoved": "question",
}
_STATES = ("live", "ended")


def timeline(recording: Recording) -> dict[str, Any]:
    """The picture. Times are milliseconds since the beginning."""
    length = int(ms_in(recording.length))
    lanes = _lanes(recording, length)
    return {
        "length": length,
        "columns": COLUMNS,
        "lanes": lanes,
        "lanesInAll": len({who for who in recording.texts.who if who >= 0}),
        "symbols": sorted(_symbols(recording), key=lambda one: one["at"])[-MOST_SYMBOLS:],
    }


def _lanes(recording: Recording, length: int) -> list[dict[str, Any]]:
    """Of everybody who has edited, in the order of the people."""
    texts, lanes = recording.texts, dict[int, list[int]]()
    for who, at in zip(texts.who, texts.times, strict=True):
        if who >= 0:
            lane = lanes.setdefault(who, [0] * COLUMNS)
            column = int(at / length * COLUMNS) if length else 0
            lane[max(0, min(COLUMNS - 1, column))] += 1
    most = sorted(lanes, key=lambda who: -sum(lanes[who]))[:MOST_LANES]
    return [
        {
            "who": recording.people[who].called,
            "color": recording.people[who].color,
            "edits": lanes[who],
        }
        for who in sorted(most)
    ]


def _symbols(recording: Recording) -> Iterator[dict[str, Any]]:
    for run in recording.document["runs"]:
        yield {"at": int(run["at"]), "kind": _of_run(run)}
    for check in recording.document["checks"]:
        yield {"at": int(check["at"]), "kind": "tested"}
    for event in recording.document["events"]:
        kind = _EVENTS.get(event["type"])
        if event["type"] == "SessionChanged" and event["told"].get("state") in _STATES:
            kind = "state"
        if kind is not None:
            yield {"at": int(event["at"]), "kind": kind}


def _of_run(run: Mapping[str, Any]) -> str:
    if run["endSeq"] is None:
        return "runs"
    went_well = run["state"] == "ok" and all(test["passed"] for test in run["tests"])
    return "ran-well" if went_well else "ran-badly"
