"""Edits that turn one text into another: few and small ones, as far as they are cheap to find.

Python counts code points, pycrdt bytes of UTF-8, Yjs and browsers UTF-16 units. Edits are kept in
code points, which cannot cut a character in half, and turned into bytes only for pycrdt.
"""

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_RETURN = re.compile(r"\r\n?")
_MANY_LINES = 1000
_MANY_PAIRS = 50_000
"""The most pairs of equal lines in two texts that are compared, in some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``[start, end)`` of the old text by ``text``; offsets in code points."""

    start: int
    end: int
    text: str

    @property
    def growth(self) -> int:
        return len(self.text) - (self.end - self.start)


def in_bytes(text: str, edits: Sequence[Edit]) -> list[tuple[int, int, str]]:
    """The edits as pycrdt counts: start and end in bytes of UTF-8, and the inserted text."""
    found, at, place = [], 0, 0
    for edit in edits:
        start = place + len(text[at : edit.start].encode())
        place = start + len(text[edit.start : edit.end].encode())
        at = edit.end
        found.append((start, place, edit.text))
    return found


def edits_between(old: str, new: str) -> list[Edit]:
    """Edits that turn ``old`` into ``new``, in order and apart; none at all if they are equal."""
    if old == new:
        return []
    whole = _trim(old, new, Edit(0, len(old), new))
    removed, added = old[whole.start : whole.end], whole.text
    lines, new_lines = removed.splitlines(True), added.splitlines(True)
    if not 1 < min(len(lines), len(new_lines)) <= max(len(lines), len(new_lines)) <= _MANY_LINES:
        return [whole]
    counts = Counter(new_lines)
    if sum(counts[line] for line in lines) > _MANY_PAIRS:
        return [whole]
    return _by_lines(old, whole, lines, new_lines)


def _by_lines(old: str, whole: Edit, lines: list[str], new_lines: list[str]) -> list[Edit]:
    """Edits that leave equal lines in the middle alone, and so the cursors in them."""
    starts = _starts(lines, whole.start)
    matcher = difflib.SequenceMatcher(None, lines, new_lines)
    edits = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            edit = Edit(starts[i], starts[j], "".join(new_lines[k:m]))
            edits.append(_trim(old, edit.text, edit))
    return edits


def _starts(lines: list[str], first: int) -> list[int]:
    starts = [first]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _trim(old: str, new: str, edit: Edit) -> Edit:
    """The edit without the common beginning and end of both texts."""
    start, end = edit.start, edit.end
    shortest = min(end - start, len(new))
    head = _common(old[start:end], new, shortest)
    tail = _common(old[start + head : end][::-1], new[head:][::-1], shortest - head)
    return Edit(start + head, end - tail, new[head : len(new) - tail])


def _common(one: str, other: str, longest: int) -> int:
    """The length of the common beginning of two texts, found by halving, which compares in C."""
    low, high = 0, min(longest, len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def edits_told(old: str, delta: Sequence[Mapping[str, Any]]) -> list[Edit]:
    """The edits of ``old`` that pycrdt tells as retained, inserted and deleted bytes."""
    raw, at = old.encode(), 0
    edits: list[Edit] = []
    for step in delta:
        at += step.get("retain", 0)
        end = at + step.get("delete", 0)
        text = step.get("insert", "")
        if end > at or text:
            start, stop = len(raw[:at].decode()), len(raw[:end].decode())
            if edits and edits[-1].end == start:
                last = edits.pop()
                start, text = last.start, last.text + text
            edits.append(Edit(start, stop, text))
        at = end
    return edits


def line_feeds(text: str) -> list[Edit]:
    """The edits that remove carriage returns from a text that is older than their refusal."""
    return [
        Edit(found.start(), found.start() + 1, "\n" if found[0] == "\r" else "")
        for found in _RETURN.finditer(text)
    ]


def size_of(edits: Sequence[Edit]) -> int:
    """How many characters are deleted and inserted, to compare two ways."""
    return sum(edit.end - edit.start + len(edit.text) for edit in edits)


def merge_edits(base: str, wanted: str, present: str) -> list[Edit]:
    """The edits that turn ``present`` into a text with the changes of both ``present`` and
    ``wanted``.

    Both came from ``base``. Where both changed the same part, ``wanted`` wins; what ``present``
    changed elsewhere stays.
    """
    mine, theirs = edits_between(base, wanted), edits_between(base, present)
    merged: list[Edit] = []
    first = shift = behind = 0
    while first < len(mine):
        while behind < len(theirs) and theirs[behind].end <= mine[first].start:
            shift += theirs[behind].growth
            behind += 1
        own, others = _entangled(mine, first, theirs, behind)
        start = min(edit.start for edit in own + others)
        end = max(edit.end for edit in own + others)
        growth = sum(other.growth for other in others)
        place = Edit(start + shift, end + shift + growth, _changed(base, start, end, own))
        merged.extend([place] if not others else _within(present, place))
        first += len(own)
        shift += growth
        behind += len(others)
    return merged


def _entangled(
    mine: list[Edit], first: int, theirs: list[Edit], behind: int
) -> tuple[list[Edit], list[Edit]]:
    """An edit with all those that overlap with it or with each other; ``behind`` ends after it."""
    last, far = first + 1, behind
    while True:
        reached = far
        while far < len(theirs) and _overlap(theirs[far], mine[last - 1]):
            far += 1
        while far > behind and last < len(mine) and _overlap(mine[last], theirs[far - 1]):
            last += 1
        if far == reached:
            return mine[first:last], theirs[behind:far]


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits of one text change the same part; touching is not overlapping."""
    return one.end > other.start and one.start < other.end


def _changed(base: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """What a part of the base becomes by the edits inside of it."""
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    return apply_edits(base[start:end], moved)


def _within(text: str, place: Edit) -> list[Edit]:
    """The same change in smaller edits."""
    inner = edits_between(text[place.start : place.end], place.text)
    return [Edit(edit.start + place.start, edit.end + place.start, edit.text) for edit in inner]
