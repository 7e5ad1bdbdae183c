"""Keeps two texts equal, each of which others edit.

An edit on one side is made on the other in the same turn, just as it was made, so that in the
ordinary case there is nothing to merge. What was last equal is remembered (``agreed``); who differs
from it has changed. That is also the guard against echoes: a side that hears of its own edit finds
both texts equal.

Neither side may be written from within its own news. The document of a file is read-only while it
tells; the room numbers a change only after it told of it. So each side's news writes the other side
alone, and when both have changed, a later turn settles it.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from ..document.document import Delta, DocumentError
from ..document.edits import Edit, apply_edits, edits_between, edits_told, line_feeds, merge_edits
from ..domain.errors import InterviewError


class Side(Protocol):
    """One of the two texts."""

    def read(self) -> str | None:
        """The text now; None while there is none."""

    def told(self) -> Delta | None:
        """How it came from what it was when one last asked, where that is known."""

    def write(self, edits: Sequence[Edit]) -> None:
        """Edit the present text; raises InterviewError or DocumentError."""


class Bridge:
    """Between the interview and a file, which are equal when it is built.

    ``broken`` is told once when an edit could not be made on the other side.
    """

    def __init__(
        self, interview: Side, file: Side, agreed: str, broken: Callable[[Exception], None]
    ) -> None:
        self._interview = interview
        self._file = file
        self._agreed = agreed
        self._broken = broken
        self._busy = False
        self._closed = False

    def interview_changed(self) -> None:
        """To be called in the turn in which it did; writes nothing into the interview."""
        self._carefully(lambda: self._carry(self._interview, self._file))

    def file_changed(self) -> None:
        """The same for the file."""
        self._carefully(lambda: self._carry(self._file, self._interview))

    def close(self) -> None:
        self._closed = True

    def _carry(self, one: Side, other: Side) -> None:
        if self._busy or self._closed:
            return
        text, present, told = one.read(), other.read(), one.told()
        if text is None or present is None:
            return
        if "\r" in text or "\r" in present:
            asyncio.get_running_loop().call_soon(lambda: self._carefully(self._settle))
        elif text == present:
            self._agreed = text
        elif present == self._agreed:
            self._write(other, _edits(present, text, told))
            self._agreed = text
        else:
            asyncio.get_running_loop().call_soon(lambda: self._carefully(self._settle))

    def _settle(self) -> None:
        """Both have changed: the interview takes what the file has, and then has both.

        Lines that end otherwise, as files may, end as the interview's before that.
        """
        if self._closed:
            return
        for side in (self._file, self._interview):
            self._write(side, line_feeds(side.read() or ""))
        text, present = self._file.read(), self._interview.read()
        if self._closed or text is None or present is None:
            return
        self._write(self._interview, merge_edits(self._agreed, text, present))
        merged = self._interview.read()
        if merged is not None:
            self._write(self._file, edits_between(text, merged))
            self._agreed = merged

    def _carefully(self, work: Callable[[], None]) -> None:
        """Whoever tells the news has nothing to do with what comes of it."""
        try:
            work()
        except (InterviewError, DocumentError) as problem:
            self.close()
            self._broken(problem)

    def _write(self, side: Side, edits: Sequence[Edit]) -> None:
        if not edits:
            return
        self._busy = True
        try:
            side.write(edits)
            side.told()
        finally:
            self._busy = False


def _edits(old: str, new: str, told: Delta | None) -> list[Edit]:
    """As they were made, if that is known; else the smallest ones there could have been.

    Where letters repeat there are several, and one that is a letter off would land in the middle of
    what somebody else typed at that place meanwhile.
    """
    if told is not None:
        edits = edits_told(old, told)
        if apply_edits(old, edits) == new:
            return edits
    return edits_between(old, new)
