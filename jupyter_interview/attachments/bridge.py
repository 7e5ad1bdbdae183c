"""Keeps two texts equal while people edit both.

An edit on one side is made on the other side in the same turn and in the same way, so usually
nothing has to be merged. The last text that both had is remembered (``agreed``); a side that
differs from it has changed. This also stops echoes: a side that is told of its own edit finds both
texts equal.

A side must not be written while it tells of a change. The document of a file is read-only at that
time, and the room numbers a change only after it told of it. So a change of one side writes only
the other side, and when both have changed, a later turn merges them.
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
        """The edits since this was last called, if they are known."""

    def write(self, edits: Sequence[Edit]) -> None:
        """Edit the present text; raises InterviewError or DocumentError."""


class Bridge:
    """The bridge between an interview and a file, whose texts are equal when it is made.

    ``broken`` is called once, when an edit could not be made on the other side.
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
        """Call this in the turn in which the interview changed; it does not write the interview."""
        self._carefully(lambda: self._carry(self._interview, self._file))

    def file_changed(self) -> None:
        """Call this in the turn in which the file changed; it does not write the file."""
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
        """Merge both sides, which have changed: the interview takes the changes of the file first.

        Before that, other line ends of the file become those of the interview.
        """
        if self._closed:
            return
        for side in (self._file, self._interview):
            self._write(side, line_feeds(side.read() or ""))
        text, present = self._file.read(), self._interview.read()
        if text is None or present is None or self._closed:
            return
        self._write(self._interview, merge_edits(self._agreed, text, present))
        merged = self._interview.read()
        if merged is not None:
            self._write(self._file, edits_between(text, merged))
            self._agreed = merged

    def _carefully(self, work: Callable[[], None]) -> None:
        """Handle a change. Errors end the bridge and do not reach the side that has told of it."""
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
    """The edits as they were made, if that is known; else the smallest ones that give the text.

    Where letters repeat, several smallest edits give the same text. One that is a letter off would
    go into the middle of what somebody else typed there at the same time.
    """
    if told is not None:
        edits = edits_told(old, told)
        if apply_edits(old, edits) == new:
            return edits
    return edits_between(old, new)
