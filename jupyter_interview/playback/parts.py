"""Parts of a recording: what came after an entry, and how it is put to what one has.

A part is a ``Recording`` of the contract with ``after``. The columns of edits go on where the ones
before end. Whatever stands in a list with a ``seq`` is told again when it has changed since.
"""

from collections.abc import Mapping
from typing import Any

_COLUMNS = ("seq", "at", "file", "position", "deleted", "length")
_BY_PEOPLE = ("events", "runs", "checks")


def merged(document: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """The recording that a server has by now, of one that it had and its answer to ``after``.

    The answer may be a whole recording, which takes the place of the other. Raises ValueError for
    a part of something else.
    """
    if "after" not in answer:
        return dict(answer)
    if not _goes_on(document, answer):
        raise ValueError("This part is of another recording.")
    edits, more = document["edits"], answer["edits"]
    places = {person["id"]: place for place, person in enumerate(answer["people"])}
    moved = [places.get(person["id"], -1) for person in document["people"]]
    # Nobody is the last one, so that -1 leads there.
    moved.append(-1)
    whole = {name: value for name, value in answer.items() if name != "after"}
    return whole | {
        "edits": {
            **{name: edits[name] + more[name] for name in _COLUMNS},
            "who": [moved[who] for who in edits["who"]] + more["who"],
            "inserted": edits["inserted"] + more["inserted"],
        },
        "late": {name: value + answer["late"][name] for name, value in document["late"].items()},
        **{name: _renewed(document[name], answer[name], moved) for name in _BY_PEOPLE},
        **{name: document[name] + answer[name] for name in ("seals", "gaps")},
    }


def _goes_on(document: Mapping[str, Any], part: Mapping[str, Any]) -> bool:
    """Whether the part begins where the document ends."""
    same = ("version", "audience", "start")
    return (
        all(document[name] == part[name] for name in same)
        and all(document["session"][name] == part["session"][name] for name in ("id", "epoch"))
        and document["session"]["upTo"] == part["after"]
    )


def _renewed(
    before: list[dict[str, Any]], more: list[dict[str, Any]], moved: list[int]
) -> list[dict[str, Any]]:
    """The rows of both in their order; one that is told again is as the later one says."""
    rows = {row["seq"]: {**row, "who": moved[row["who"]]} for row in before}
    rows |= {row["seq"]: row for row in more}
    return [rows[seq] for seq in sorted(rows)]
