"""EX5, EX7, EX9: a hostile interview makes no more work than its edits and texts are worth.

Work is counted, in calls of functions: no time is asserted.
"""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from jupyter_interview.playback.changes import changes
from jupyter_interview.playback.git_stream import git_stream
from jupyter_interview.playback.notebook import notebooks
from jupyter_interview.playback.then import TextThen, Then
from jupyter_interview.playback.trail import trail

from .interviews import Written

_RUNS = 150


def calls(work: Callable[[], object]) -> "Counter[str]":
    """How often each function of Python is called, or goes on, by its name."""
    found: Counter[str] = Counter()

    def count(frame: FrameType, what: str, _: object) -> None:
        if what == "call":
            found[frame.f_code.co_name] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def then(text: str) -> Then:
    return Then(1, timedelta(), (TextThen("code:python", "a.py", "python", text),), "code:python")


def many_runs(files: int = 8) -> Written:
    """An interview with many runs, and with files that nobody has changed since they were added,
    whose names are one where big and small letters are."""
    written = Written()
    names = [f"{number:08b}.py".replace("0", "a").replace("1", "A") for number in range(files)]
    for number, name in enumerate(names):
        file = f"file-{number:08}"
        written.log.event("FileAdded", "p-ana", file=file, name=name, language="python")
    for number in range(_RUNS):
        written.write(f"print({number})")
        written.run(("stdout", f"{number}\n"))
        shown = f"file-{number % files:08}"
        written.log.event("FileShown", "p-ana", file=shown)
    return written


def test_EX9_a_text_of_very_many_lines_is_compared_as_a_whole() -> None:
    old, new = "\n" * 50_000, "x" + "\n" * 40_000 + "y\n" + "\n" * 9_000 + "x"
    for before, after in ((old, new), (new, old), (old, f"{old}x"), (new, f"x{new}")):
        made = calls(lambda before=before, after=after: changes(then(before), then(after)))
        assert made.total() < 1000
    lines = changes(then(old), then(new)).split("\n")
    assert min(lines.count("-"), lines.count("+")) > 40_000


def test_EX7_paths_and_texts_that_stay_are_made_once() -> None:
    recording = many_runs().recording()
    made = calls(lambda: git_stream(recording))
    # Once for each file whenever there is another one.
    assert made["_free"] <= 45
    assert made["_read"] < 5 * _RUNS


def test_EX5_the_edits_are_made_again_a_few_times_whatever_is_run() -> None:
    recording = many_runs().recording()
    edits = len(recording.edits)
    assert edits >= _RUNS == len(recording.runs)
    made = calls(lambda: notebooks(recording))
    assert made["_bytes_of"] < 10 * edits


def test_EX9_the_trail_reads_no_text() -> None:
    recording = many_runs().recording()
    _ = recording.runs
    assert calls(lambda: trail(recording))["_read"] == 0
