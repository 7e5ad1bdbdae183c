"""A transcript in Markdown: what was there at the end, and what was run on the way.

What people have typed is text in it. Names are escaped, and code and output stand in fences that
are longer than every row of backticks inside.
"""

from collections.abc import Iterator

from ...contract.values import Question
from ...domain.clock import iso
from ...domain.languages import LANGUAGES
from ...playback.marked import fenced
from ...playback.marked import word as _word
from ...session.output import ends_of, text_of
from ...session.run_book import RUNNING, SERVER, STOPPED, Run
from ..account import Account, Checked
from .taken import Taken, safe_name

_OUTPUT_BYTES = 16 * 1024
"""The most of a run's output; of more, the beginning and the end."""


def export(account: Account) -> Taken:
    lines = "\n".join(_lines(account))
    name = f"{safe_name(account.title)}.md"
    return Taken(name, "text/markdown; charset=utf-8", lines.encode(errors="replace"))


def _lines(account: Account) -> Iterator[str]:
    yield from (f"# {_word(account.title) or 'Interview'}", "")
    for moment in account.life:
        by = f" by {_word(moment.by)}" if moment.by else ""
        yield f"- {moment.what} {_time(moment.at_us)}{by}"
    if account.damaged:
        yield "- A part of the stored record cannot be read and is not here."
    yield from ("", "## People", "")
    for person in account.people:
        yield f"- {_word(person.name)}, {person.role}, from {_time(person.joined_us)}"
    if account.questions:
        yield from ("", "## Questions")
    for question in account.questions:
        yield from ("", *_question(question))
    yield from ("", "## Files")
    for file in account.files:
        yield from ("", f"### {_word(file.name)}", "", *_fenced(file.text, file.language))
    yield from ("", "## Runs")
    for number, run in enumerate(account.runs, 1):
        yield from ("", *_run(number, run))
    if account.checks:
        yield from ("", "## Checks", "")
    for check in account.checks:
        yield _check(check)
    yield ""


def _question(question: Question) -> Iterator[str]:
    where = question.name if question.bank is None else f"{question.bank}/{question.name}"
    yield f"### {_word(question.title)}"
    yield from ("", f"{_word(where)}, {_word(question.level)}, {question.minutes} minutes", "")
    yield from _fenced(question.statement)


def _check(check: Checked) -> str:
    who = _word(check.by) or "Somebody"
    side = "hidden" if check.is_hidden else "visible"
    where = "on the server" if check.source == SERVER else "in a browser"
    counts = f"{check.passed} of {check.total} passed"
    points = f", {check.points} of {check.of} points" if check.state != RUNNING else ""
    about = f"{side} tests of {_word(check.question.title)} in {_word(check.language)}, {where}"
    if check.then_us is not None:
        about += f", on the texts of {_time(check.then_us)}"
    return f"- {_time(check.at_us)}, {who}: {about}: {counts}{points}, {_word(check.state)}"


def _run(number: int, run: Run) -> Iterator[str]:
    who = "Somebody" if run.author is None else _word(run.author.name)
    took = "" if run.duration_ms is None else f", {run.duration_ms} ms"
    yield f"### {number}. {who}, {_time(run.started_us)}"
    by = f" by {_word(run.stopped_by.name)}" if run.stopped_by else ""
    yield from ("", f"{_word(run.language)}, {_word(run.state)}{by}{took}")
    for test in run.tests:
        yield from ("", f"Test {_word(test.name)}: {'passed' if test.passed else 'failed'}")
    if output := text_of(ends_of(run.output, _OUTPUT_BYTES)):
        yield from ("", *_fenced(output))
    if run.truncated:
        yield from ("", "Of this output a part was not kept.")
    if run.error and run.error != STOPPED:
        yield from ("", "Error:", "", *_fenced(run.error))


def _fenced(text: str, language: str | None = None) -> tuple[str, str, str]:
    """A block of code that ends where it should."""
    return fenced(text, language if language in LANGUAGES else "text")


def _time(at_us: int) -> str:
    return f"{iso(at_us)[:19].replace('T', ' ')} UTC"
