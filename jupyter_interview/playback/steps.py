"""An interview in steps: bursts of typing, and what stands between them.

A burst is what one person types without a pause. Nothing is added to a recording here: steps are
groups of the same edits.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .recording import Recording, Run
from .texts import Texts

PAUSE = 15_000
"""Milliseconds without typing that end a burst: people think for shorter while they type."""
FILES = frozenset({"LanguageChanged", "FileAdded", "FileRenamed", "FileRemoved"})
"""Events that change which files there are."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Edits ``first`` to ``end`` (without it), all of the same person, with few pauses."""

    first: int
    end: int
    seq: int
    """Of the last entry."""
    at: int
    """When it began, in milliseconds."""
    until: int
    who: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that has happened, as the recording tells it: a run, an event, or tests of a
    question that were run."""

    seq: int
    at: int
    who: int
    run: Run | None
    event: dict[str, Any] | None
    check: dict[str, Any] | None = None


Step = Burst | Mark


def steps(
    recording: Recording,
    kinds: Iterable[str] = FILES,
    pause: int = PAUSE,
    has_checks: bool = False,
) -> Iterator[Step]:
    """Everything in order: bursts, and between them runs and events of these kinds; with
    ``has_checks`` also where tests of a question were run."""
    texts, edit = recording.texts, 0
    for mark in _marks(recording, frozenset(kinds), has_checks):
        until = texts.edits_up_to(mark.seq)
        yield from _bursts(texts, edit, until, pause)
        yield mark
        edit = until
    yield from _bursts(texts, edit, len(texts), pause)


def _marks(recording: Recording, kinds: frozenset[str], has_checks: bool) -> list[Mark]:
    document = recording.document
    runs = (
        Mark(told["seq"], told["at"], told["who"], run, None)
        for told, run in zip(document["runs"], recording.runs, strict=True)
    )
    events = (
        Mark(told["seq"], told["at"], told["who"], None, told)
        for told in document["events"]
        if told["type"] in kinds
    )
    checks = (
        Mark(told["seq"], told["at"], told["who"], None, None, told)
        for told in (document["checks"] if has_checks else ())
    )
    return sorted(chain(runs, events, checks), key=lambda mark: mark.seq)


def _bursts(texts: Texts, first: int, end: int, pause: int) -> Iterator[Burst]:
    begin = first
    for edit in range(first, end):
        after = edit + 1
        if after < end and (
            texts.who[after] == texts.who[edit] and texts.times[after] - texts.times[edit] <= pause
        ):
            continue
        times = texts.times[begin], texts.times[edit]
        yield Burst(begin, after, texts.seqs[edit], *times, texts.who[edit])
        begin = after
