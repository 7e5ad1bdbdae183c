"""An interview in one line, which can be pasted into a table: ``00:00 py | 63+ R! 12+ R4/8 | 54
min``.

``63+`` are characters typed and ``5-`` characters deleted since what stands before. ``R`` is a run
that went well, ``R!`` one that failed, ``R4/8`` one that passed four of eight tests, ``R?`` one
that did not end. Another language begins behind a bar.
"""

from collections.abc import Iterator

from .recording import Recording, Run
from .steps import Burst, Mark, steps

_SHORT = {"python": "py", "javascript": "js", "typescript": "ts"}
_KINDS = ("LanguageChanged", "FileShown")


def trail(recording: Recording) -> str:
    """The line."""
    minutes = round(recording.length.total_seconds() / 60)
    return " ".join((*_words(recording), f"| {minutes} min"))


def _words(recording: Recording) -> Iterator[str]:
    texts, added, gone = recording.texts, 0, 0
    start = recording.document["start"]
    shown = "" if start is None else recording.language_at(start["seq"])
    yield f"00:00 {_SHORT.get(shown or '', 'text')} |"
    for step in steps(recording, _KINDS):
        if isinstance(step, Burst):
            edits = range(step.first, step.end)
            added += sum(texts.lengths[edit] for edit in edits)
            gone += sum(texts.deleted[edit] for edit in edits)
            continue
        language = recording.language_at(step.seq) if step.run is None else shown
        if step.run is None and language == shown:
            continue
        yield from _typed(added, gone)
        added = gone = 0
        yield from (f"| {_SHORT.get(language or '', 'text')}",) if step.run is None else _ran(step)
        shown = language
    yield from _typed(added, gone)


def _typed(added: int, gone: int) -> Iterator[str]:
    if added:
        yield f"{added}+"
    if gone:
        yield f"{gone}-"


def _ran(mark: Mark) -> Iterator[str]:
    assert mark.run is not None
    yield f"R{_result(mark.run)}"


def _result(run: Run) -> str:
    if run.state not in ("ok", "error"):
        return "?"
    if run.tests:
        return f"{run.passed}/{len(run.tests)}"
    return "" if run.state == "ok" else "!"
