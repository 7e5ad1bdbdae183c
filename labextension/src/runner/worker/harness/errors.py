"""What people read of an error: the frames of their own files, and what may help."""

import re
import traceback

from . import source
from .advice import advice

MAX_ERROR = 12_000
MAX_FRAMES = 400
"""Of a traceback; a recursion gone wrong has many more, and each takes memory to describe."""

MAX_NOTES = 10
"""Of one error: `json` and `pickle` add one at each level of what they cannot write."""


def describe(error):
    """The traceback of an error as text, and a sentence that helps where there is one."""
    try:
        left_out = _prune(error)
        report = traceback.TracebackException.from_exception(error, compact=True)
        _trim(report, left_out)
        return _shorten("".join(report.format()).rstrip("\n")) + advice(error)
    except BaseException as second:
        return f"{type(error).__name__} (its traceback failed: {type(second).__name__})"


def last_line(error):
    """The name of an error and its message."""
    try:
        return "".join(traceback.format_exception_only(error)).rstrip("\n")
    except BaseException:
        return type(error).__name__


def own_part(trace):
    """A traceback from the program's first frame on."""
    while trace is not None and trace.tb_frame.f_code.co_filename not in source.own:
        trace = trace.tb_next
    return trace


def _prune(error):
    """Take the middle out of a very long traceback; how many calls that were."""
    trace = own_part(error.__traceback__)
    traces = []
    while trace is not None:
        traces.append(trace)
        trace = trace.tb_next
    half = MAX_FRAMES // 2
    if len(traces) <= MAX_FRAMES:
        return 0
    traces[half - 1].tb_next = traces[-half]
    error.__traceback__ = traces[0]
    return len(traces) - 2 * half


class _Calls(traceback.StackSummary):
    """The program's calls, of which some in the middle may have been left out."""

    left_out = 0

    def format(self, **options):
        if not self.left_out:
            return super().format(**options)
        half = len(self) // 2
        if self[half - 1].lineno == self[half].lineno:
            return [self._count(text) for text in super().format(**options)]
        parts = (self[:half], self[half:])
        head, tail = (traceback.StackSummary.from_list(part).format(**options) for part in parts)
        return [*head, f"  [{self.left_out} calls are left out here]\n", *tail]

    def _count(self, text):
        """Add what was left out to the number of repeated calls."""
        pattern = r"(?<=\[Previous line repeated )\d+(?= more times\])"
        return re.sub(pattern, lambda found: str(int(found[0]) + self.left_out), text)


def _shorten(text):
    """Leave out the middle of a very long text: calls of each other, or errors of errors."""
    if len(text) <= MAX_ERROR:
        return text
    head = text[: MAX_ERROR // 4].rpartition("\n")[0]
    tail = text[-MAX_ERROR // 4 :].partition("\n")[2]
    return f"{head}\n  [Many lines are left out here]\n{tail}"


def _trim(report, left_out=0):
    """Keep the program's own frames, in chained and grouped errors too."""
    if report is None:
        return
    report.stack = _Calls(frame for frame in report.stack if frame.filename in source.own)
    report.stack.left_out = left_out
    notes = report.__notes__
    if isinstance(notes, list) and len(notes) > MAX_NOTES:
        report.__notes__ = [
            *notes[:MAX_NOTES],
            f"[{len(notes) - MAX_NOTES} notes are left out here]",
        ]
    _trim(report.__cause__)
    _trim(report.__context__)
    for inner in report.exceptions or ():
        _trim(inner)
