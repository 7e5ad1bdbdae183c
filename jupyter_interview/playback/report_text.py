"""A report in Markdown. What people have typed is text in it."""

from collections.abc import Iterator
from typing import Any

from ..domain.languages import LANGUAGES
from .marked import fenced, word
from .noted import FROM_AI, WORTH
from .report import FOR_HOSTS, sealed_as_words
from .sheets import FOR_HOSTS_ALONE, NOT_SUBMITTED, NOTHING, corrected, scored

_Told = dict[str, Any]


def report_markdown(report: _Told) -> bytes:
    """The report, section by section."""
    lines: list[str] = []
    for section in SECTIONS:
        if told := [*section(report)]:
            lines += [*told, ""]
    return "\n".join(lines).encode(errors="replace")


def _head(report: _Told) -> Iterator[str]:
    session = report["session"]
    yield from (f"# {word(session['title']) or 'Interview'}", "")
    if "remarks" in report:
        yield from (f"**{FOR_HOSTS_ALONE}**", "")
    elif report["audience"] == "hosts":
        yield from (FOR_HOSTS, "")
    if session["beganAt"] is None:
        yield "This interview has never begun."
        return
    yield f"- Began {session['beganAt']}"
    if session["endedAt"] is not None:
        yield f"- Ended {session['endedAt']}, after {_moment(session['end'])}"
    yield from ("", "## People", "")
    for one in report["people"]:
        role = f", {word(one['role'])}" if one["role"] else ""
        about = (
            f"typed {one['typed']} characters, deleted {one['deleted']}, ran {one['runs']} times"
        )
        yield f"- {word(one['name'])}{role}: {about}"


def _policy(report: _Told) -> Iterator[str]:
    if report["policy"]:
        yield from ("## What people were told", "")
    for one in report["policy"]:
        yield f"- {_moment(one['moment'])} {word(one['words'])}"


def _course(report: _Told) -> Iterator[str]:
    yield from ("## Course", "", *fenced(report["trail"]))
    if report["events"]:
        yield ""
    for one in report["events"]:
        about = f": {word(one['about'])}" if one["about"] else ""
        yield f"- {_moment(one['moment'])} {_who(one)} {one['what']}{about}"


def _runs(report: _Told) -> Iterator[str]:
    if not report["runs"]:
        return
    yield "## Runs"
    if len(report["runs"]) < report["runsInAll"]:
        yield from ("", f"The last {len(report['runs'])} of {report['runsInAll']}.")
    for run in report["runs"]:
        name = f", {word(run['file'])}" if run["file"] else ""
        yield from ("", f"### {run['number']}. {_moment(run['moment'])} {_who(run)}{name}", "")
        took = "" if run["tookMs"] is None else f", {run['tookMs']} ms"
        yield f"{word(run['outcome'])}{took}"
        for test in run["tests"]:
            yield f"- {'passed' if test['passed'] else 'failed'}: {word(test['name'])}"
        if run["sinceLastRun"]:
            yield from ("", "Since the run before:", "", *fenced(run["sinceLastRun"], "diff"))
        if run["output"]:
            yield from ("", "Output:", "", *fenced(run["output"]))
        if run["isCut"]:
            yield from ("", "It has printed more than is told here.")
        if run["error"]:
            yield from ("", "Error:", "", *fenced(run["error"]))


def _checks(report: _Told) -> Iterator[str]:
    if not report["checks"]:
        return
    yield from ("## Tests of questions", "")
    for one in report["checks"]:
        side = "hidden" if one["hidden"] else "visible"
        title = word(one["question"] or "a question")
        points = f"{word(str(one['points']))} of {word(str(one['of']))} points"
        counts = f"{one['passed']} of {one['cases']} passed, {points}"
        yield f"- {_moment(one['moment'])} {_who(one)}: {side} tests of {title}: {counts}"


def _files(report: _Told) -> Iterator[str]:
    if not report["files"]:
        return
    yield "## The files at the end"
    for file in report["files"]:
        info = file["language"] if file["language"] in LANGUAGES else "text"
        yield from ("", f"### {word(file['name'])}", "", *fenced(file["text"], info))


def _record(report: _Told) -> Iterator[str]:
    seals = report["seals"]
    yield from ("## The record", "")
    if not seals["broken"]:
        yield sealed_as_words(seals["sealed"])
    for one in seals["broken"]:
        yield f"- {word(one['file'])} is not the text that was live at {_moment(one['moment'])}."
    if report["gaps"]:
        yield from ("", f"Gaps, where something could not be read: {len(report['gaps'])}.")


def _remarks(report: _Told) -> Iterator[str]:
    remarks = report.get("remarks")
    if remarks is None:
        return
    yield from ("## Notes and scores", "", f"**{FOR_HOSTS_ALONE}**")
    if not remarks["isReaderDone"]:
        yield from ("", NOT_SUBMITTED)
    if not remarks["sheets"]:
        yield from ("", NOTHING)
    for sheet in remarks["sheets"]:
        yield from ("", f"### {word(sheet['name']) or 'A host'}", "")
        yield from _sheet(sheet)


def _sheet(sheet: _Told) -> Iterator[str]:
    answer = sheet["answer"]
    if answer is not None:
        why = f": {word(answer['why'])}" if answer["why"] else ""
        yield from (f"Overall answer: **{word(answer['words'])}**{why}", "")
    for score in sheet["scores"]:
        words = f" ({word(score['words'])})" if score["words"] else ""
        seen = " ".join(_moment(moment) for moment in score["moments"])
        parts = (f"at {seen}" if seen else "", word(score["why"]))
        said = "".join(f"; {part}" for part in parts if part)
        yield f"- {word(score['criterion'])}: {scored(score)}{words}{said}"
    if sheet["notes"]:
        yield from ("", "Notes:", "")
    for note in sheet["notes"]:
        lines = [word(line) for line in note["text"].splitlines() if line.strip()]
        yield f"- {_moment(note['moment'])} {' / '.join(lines) or '(a bookmark)'}"
    for one in sheet["corrections"]:
        yield f"- Correction, {one['time']}: {word(corrected(one))}; “{word(one['reason'])}”"


def _noted(report: _Told) -> Iterator[str]:
    if not report["signals"]:
        return
    yield from ("## What was noted", "", WORTH, "")
    for one in report["signals"]:
        detail = f" ({word(one['detail'])})" if one["detail"] else ""
        yield f"- {_moment(one['moment'])} {_who(one)}: {word(one['words'])}{detail}"
        answer = one["answer"]
        if answer is not None:
            said = f"“{word(answer['text'])}”" if answer["text"] else ""
            yield f"  {f'{FROM_AI} ' if answer['fromAi'] else ''}{said}".rstrip()


SECTIONS = (_head, _policy, _course, _runs, _checks, _files, _remarks, _record, _noted)
"""What a report has, in this order."""


def _moment(moment: _Told) -> str:
    link = moment["link"]
    if link is None or any(sign in link for sign in "<>\\\n"):
        return str(moment["clock"])
    return f"[{moment['clock']}](<{link}>)"


def _who(told: _Told) -> str:
    return word(told["who"] or "") or "Somebody"
