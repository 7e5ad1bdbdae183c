"""Moments of a recording: how people write them, and how they are written for people.

A moment is named by the ``seq`` of an entry of the log, which orders, and shown as the time since
the interview became live: ``12:31`` is twelve minutes and thirty-one seconds.
"""

import re
from bisect import bisect_right
from datetime import timedelta
from itertools import accumulate
from typing import Any

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d{1,2})(\.\d+)?")


def ms_of(text: str) -> float:
    """The milliseconds of a time like ``12:31`` or ``1:02:03``; raises ValueError."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no moment: write 12:31, or 1:02:03.")
    hours, minutes, seconds, part = found.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return (whole + float(part or 0)) * 1000


def clock(ms: float) -> str:
    """A time since the beginning, as people read it."""
    minutes, seconds = divmod(int(ms // 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def ms_in(time: timedelta) -> float:
    return time / timedelta(milliseconds=1)


class Marks:
    """The entries of a recording with their times, both of which never go back."""

    def __init__(self, document: dict[str, Any], edits: list[tuple[int, int]]) -> None:
        start = document["start"]
        marks = set(edits)
        if start is not None:
            marks.add((start["seq"], 0))
        for name in ("events", "runs", "checks", "seals"):
            for one in document[name]:
                marks.add((one["seq"], one["at"]))
                if one.get("endSeq") is not None:
                    marks.add((one["endSeq"], one["endAt"]))
        self._marks = sorted(marks)
        self._times = list(accumulate((at for _, at in self._marks), max))

    @property
    def end(self) -> int:
        """When the last of them was, in milliseconds."""
        return self._times[-1] if self._times else 0

    def seq_at(self, ms: float) -> int:
        """The last entry up to a time, and with it."""
        place = bisect_right(self._times, ms)
        return self._marks[place - 1][0] if place else 0

    def time_of(self, seq: int) -> int:
        """When the last entry up to this one was, in milliseconds."""
        place = bisect_right(self._marks, (seq, self.end))
        return self._times[place - 1] if place else 0
