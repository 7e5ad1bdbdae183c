"""A report as one page of HTML, to be read and printed.

The page asks for nothing: its policy allows no script, no image and no address, and its one style
by hash. Whatever people have typed is text in it.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .marked import plain
from .noted import FROM_AI, WORTH
from .report import FOR_HOSTS
from .report import sealed_as_words as _sealed
from .sheets import FOR_HOSTS_ALONE, NOT_SUBMITTED, NOTHING, corrected, scored
from .timeline_svg import timeline_svg
from .words import line_of

_Told = dict[str, Any]

STYLE = Path(__file__).with_name("report.css").read_text("utf-8")
_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def report_html(report: _Told) -> bytes:
    """The page, section by section."""
    title = _word(report["session"]["title"]) or "Interview"
    body = "\n".join(line for section in SECTIONS for line in section(report))
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
    return page.encode(errors="replace")


def _head(report: _Told) -> Iterator[str]:
    session = report["session"]
    yield f"<h1>{_word(session['title']) or 'Interview'}</h1>"
    if "remarks" in report:
        yield f'<p class="for-hosts">{FOR_HOSTS_ALONE}</p>'
    elif report["audience"] == "hosts":
        yield f'<p class="dim">{FOR_HOSTS}</p>'
    if session["beganAt"] is None:
        yield "<p>This interview has never begun.</p>"
        return
    ended = session["endedAt"]
    until = "" if ended is None else f", ended {_time(ended)}"
    length = f"It took {_moment(session['end'])}."
    yield f'<p class="dim">Began {_time(session["beganAt"])}{until}. {length}</p>'
    yield "<h2>People</h2>"
    yield "<ul>"
    for one in report["people"]:
        role = f", {_word(one['role'])}" if one["role"] else ""
        about = (
            f"typed {one['typed']} characters, deleted {one['deleted']}, ran {one['runs']} times"
        )
        name = f"<strong>{_word(one['name'])}</strong>"
        yield f'<li>{name}{role}: <span class="dim">{about}</span></li>'
    yield "</ul>"


def _policy(report: _Told) -> Iterator[str]:
    if report["policy"]:
        yield "<h2>What people were told</h2><ul>"
        for one in report["policy"]:
            yield f"<li>{_moment(one['moment'])} {_word(one['words'])}</li>"
        yield "</ul>"


def _course(report: _Told) -> Iterator[str]:
    yield "<h2>Course</h2>"
    yield from timeline_svg(report["timeline"])
    yield _block(report["trail"])
    yield "<ul>"
    for one in report["events"]:
        about = f": {_word(one['about'])}" if one["about"] else ""
        yield f"<li>{_moment(one['moment'])} {_who(one)} {one['what']}{about}</li>"
    yield "</ul>"


def _runs(report: _Told) -> Iterator[str]:
    if not report["runs"]:
        return
    yield "<h2>Runs</h2>"
    if len(report["runs"]) < report["runsInAll"]:
        yield f"<p>The last {len(report['runs'])} of {report['runsInAll']}.</p>"
    for run in report["runs"]:
        yield from _run(run)


def _run(run: _Told) -> Iterator[str]:
    name = f", {_word(run['file'])}" if run["file"] else ""
    where = f"{_moment(run['moment'])} {_who(run)}"
    yield f'<section class="run"><h3>{run["number"]}. {where}{name}</h3>'
    took = "" if run["tookMs"] is None else f', <span class="dim">{run["tookMs"]} ms</span>'
    went_well = run["state"] == "ok" and all(test["passed"] for test in run["tests"])
    kind = "good" if went_well else "bad"
    yield f'<p><span class="{kind}">{_word(run["outcome"])}</span>{took}</p>'
    if run["tests"]:
        tests = (_test(test) for test in run["tests"])
        yield f"<ul>{''.join(tests)}</ul>"
    if run["sinceLastRun"]:
        yield f'<p class="dim">Since the run before:</p>{_difference(run["sinceLastRun"])}'
    if run["output"]:
        yield f'<p class="dim">Output:</p>{_block(run["output"])}'
    if run["isCut"]:
        yield '<p class="dim">It has printed more than is told here.</p>'
    if run["error"]:
        yield f'<p class="dim">Error:</p>{_block(run["error"])}'
    yield "</section>"


def _test(test: _Told) -> str:
    kind, said = ("good", "passed") if test["passed"] else ("bad", "failed")
    return f'<li><span class="{kind}">{said}</span>: {_word(test["name"])}</li>'


def _difference(text: str) -> str:
    lines = (
        f'<span class="{_kind(line)}">{escape(line)}</span>' for line in plain(text).split("\n")
    )
    return f"<pre>{chr(10).join(lines)}</pre>"


def _kind(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "dim"
    return {"+": "good", "-": "bad"}.get(line[:1], "dim")


def _checks(report: _Told) -> Iterator[str]:
    if not report["checks"]:
        return
    yield "<h2>Tests of questions</h2><ul>"
    for one in report["checks"]:
        side = "hidden" if one["hidden"] else "visible"
        title = _word(one["question"] or "a question")
        points = f"{_word(str(one['points']))} of {_word(str(one['of']))} points"
        counts = f"{one['passed']} of {one['cases']} passed, {points}"
        where = f"{_moment(one['moment'])} {_who(one)}"
        yield f"<li>{where}: {side} tests of {title}: {counts}</li>"
    yield "</ul>"


def _files(report: _Told) -> Iterator[str]:
    if report["files"]:
        yield "<h2>The files at the end</h2>"
    for file in report["files"]:
        yield f"<h3>{_word(file['name'])}</h3>{_block(file['text'])}"


def _record(report: _Told) -> Iterator[str]:
    seals = report["seals"]
    yield "<h2>The record</h2>"
    if not seals["broken"]:
        yield f"<p>{_sealed(seals['sealed'])}</p>"
    for one in seals["broken"]:
        where = _moment(one["moment"])
        yield f"<p>{_word(one['file'])} is not the text that was live at {where}.</p>"
    if report["gaps"]:
        yield f"<p>Gaps, where something could not be read: {len(report['gaps'])}.</p>"


def _remarks(report: _Told) -> Iterator[str]:
    remarks = report.get("remarks")
    if remarks is None:
        return
    yield f'<section><h2>Notes and scores</h2><p class="for-hosts">{FOR_HOSTS_ALONE}</p>'
    if not remarks["isReaderDone"]:
        yield f'<p class="dim">{NOT_SUBMITTED}</p>'
    if not remarks["sheets"]:
        yield f"<p>{NOTHING}</p>"
    for sheet in remarks["sheets"]:
        yield from _sheet(sheet)
    yield "</section>"


def _sheet(sheet: _Told) -> Iterator[str]:
    yield f"<h3>{_word(sheet['name']) or 'A host'}</h3>"
    answer = sheet["answer"]
    if answer is not None:
        why = f": {_word(answer['why'])}" if answer["why"] else ""
        yield f"<p>Overall answer: <strong>{_word(answer['words'])}</strong>{why}</p>"
        yield "<ul>"
        for score in sheet["scores"]:
            words = f" ({_word(score['words'])})" if score["words"] else ""
            what = f"<strong>{_word(score['criterion'])}</strong>: {scored(score)}{words}"
            seen = " ".join(_moment(moment) for moment in score["moments"])
            parts = (f"at {seen}" if seen else "", _word(score["why"]))
            said = "".join(f"; {part}" for part in parts if part)
            yield f'<li>{what}<span class="dim">{said}</span></li>'
        yield "</ul>"
    if sheet["notes"]:
        yield '<p class="dim">Notes:</p><ul>'
        for note in sheet["notes"]:
            text = f'<span class="note">{_text(note["text"])}</span>'
            yield f"<li>{_moment(note['moment'])} {text}</li>"
        yield "</ul>"
    if sheet["corrections"]:
        yield '<p class="dim">Corrections:</p><ul>'
        for one in sheet["corrections"]:
            when, about = _time(one["time"]), _word(corrected(one))
            yield f"<li>{when} {about}; “{_word(one['reason'])}”</li>"
        yield "</ul>"


def _noted(report: _Told) -> Iterator[str]:
    if not report["signals"]:
        return
    yield f'<h2>What was noted</h2><p class="dim">{WORTH}</p><ul>'
    for one in report["signals"]:
        detail = f' <span class="dim">({_word(one["detail"])})</span>' if one["detail"] else ""
        yield f"<li>{_moment(one['moment'])} {_who(one)}: {_word(one['words'])}{detail}"
        if one["answer"] is not None:
            yield f"<br>{_answer(one['answer'])}"
        yield "</li>"
    yield "</ul>"


def _answer(answer: _Told) -> str:
    said = f"<strong>{FROM_AI}</strong> " if answer["fromAi"] else ""
    return f"{said}“{_word(answer['text'])}”" if answer["text"] else said


SECTIONS = (_head, _policy, _course, _runs, _checks, _files, _remarks, _record, _noted)
"""What a report has, in this order."""


def _moment(moment: _Told) -> str:
    link, shown = moment["link"], escape(moment["clock"])
    if link is None or urlsplit(link).scheme not in ("http", "https"):
        return f"<time>{shown}</time>"
    return f'<a href="{escape(link)}">{shown}</a>'


def _time(iso: str) -> str:
    day, _, clock = iso.partition("T")
    return f'<time datetime="{escape(iso)}">{escape(day)} {escape(clock[:5])} UTC</time>'


def _who(told: _Told) -> str:
    return _word(told["who"] or "") or "Somebody"


def _word(text: str) -> str:
    return escape(line_of(text))


def _text(text: str) -> str:
    """What may have several lines; a bookmark has none."""
    return escape(plain(text)) if text.strip() else "(a bookmark)"


def _block(text: str) -> str:
    # A line break right behind the tag is not shown by browsers; the first of two is that one.
    return f"<pre>\n{escape(plain(text))}</pre>"
