"""What came of many interviews: to be read, as a table for spreadsheets, and as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from ..domain.spreadsheet import table
from ..playback.words import line_of
from .programs import How
from .rescore import Course, First, Rescored

_COLUMNS = (
    "session",
    "title",
    "candidates",
    "test",
    "hidden",
    "firstPassed",
    "by",
    "how",
    "file",
    "passesAtEnd",
    "tooSlow",
    "untried",
    "programs",
    "tried",
    "leftOut",
    "gaps",
    "link",
)
_HOW: dict[How, str] = {
    "typed": "typed",
    "run": "run",
    "tests": "tests of a question",
    "files": "files changed",
    "end": "the end",
}


def as_text(interviews: Iterable[Rescored], url: str | None = None) -> str:
    """For people, who read it in a terminal."""
    return "\n".join(line for one in interviews for line in _lines(one, url))


def as_csv(interviews: Iterable[Rescored], url: str | None = None) -> str:
    """A row for each interview and test. No cell is a formula."""
    rows = (_row(one, course, url) for one in interviews for course in one.courses)
    return table(_COLUMNS, rows)


def as_json(interviews: Iterable[Rescored], url: str | None = None) -> str:
    """The same for programs, with the entries of the logs."""
    told = [
        {
            "session": one.session,
            "title": one.title,
            "candidates": list(one.candidates),
            "programs": one.programs,
            "tried": one.tried,
            "leftOut": one.left_out,
            "gaps": one.gaps,
            "tests": [
                {
                    "name": course.name,
                    "hidden": course.is_hidden,
                    "first": None if course.first is None else _first(one, course.first, url),
                    "passesAtEnd": course.at_end,
                    "tooSlow": course.too_slow,
                    "untried": course.untried,
                }
                for course in one.courses
            ],
        }
        for one in interviews
    ]
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _row(one: Rescored, course: Course, url: str | None) -> tuple[str, ...]:
    first = course.first
    return (
        one.session,
        one.title,
        "; ".join(one.candidates),
        course.name,
        _yes(course.is_hidden),
        "" if first is None else first.moment.clock,
        "" if first is None else first.moment.who or "",
        "" if first is None else first.moment.how,
        "" if first is None else first.file,
        "" if course.at_end is None else _yes(course.at_end),
        str(course.too_slow),
        str(course.untried),
        str(one.programs),
        str(one.tried),
        str(one.left_out),
        str(one.gaps),
        _link(one, first, url) or "",
    )


def _first(one: Rescored, first: First, url: str | None) -> dict[str, Any]:
    return {
        "clock": first.moment.clock,
        "seq": first.moment.seq,
        "at": int(first.moment.ms),
        "by": first.moment.who,
        "how": first.moment.how,
        "file": first.file,
        "link": _link(one, first, url),
    }


def _lines(one: Rescored, url: str | None) -> Iterator[str]:
    led = ", ".join(map(line_of, one.candidates))
    yield f"{line_of(one.title) or 'Interview'} ({line_of(one.session)}){f': {led}' if led else ''}"
    width = max((len(line_of(course.name)) for course in one.courses), default=0)
    for course in one.courses:
        yield f"  {line_of(course.name):{width}}  {_said(course)}"
        if link := _link(one, course.first, url):
            yield f"  {'':{width}}  {link}"
    yield f"  {_bounds(one)}"
    yield ""


def _said(course: Course) -> str:
    parts = ["passed on no program that was tried"]
    if course.first is not None:
        moment = course.first.moment
        by = "" if moment.who is None else f" by {line_of(moment.who)}"
        where = f"{_HOW[moment.how]}{by}, {line_of(course.first.file)}"
        parts = [f"first passed at {moment.clock} ({where})"]
    if course.first is not None and course.at_end is False:
        parts.append("does not pass at the end")
    if course.untried:
        earlier = "" if course.first is None else " earlier"
        parts.append(f"not tried on {course.untried}{earlier} programs")
    if course.too_slow:
        parts.append(f"out of time on {course.too_slow}")
    return "; ".join(parts)


def _bounds(one: Rescored) -> str:
    if not one.programs:
        return "There was no program in a language of the question."
    said = f"{one.tried} of {one.programs} different programs were tried."
    if one.left_out:
        said += f" Left out were {one.left_out} on which a test may have passed earlier."
    if one.gaps:
        said += f" {one.gaps} parts of the recording could not be read."
    return said


def _link(one: Rescored, first: First | None, url: str | None) -> str | None:
    """Where one sees the moment; ``url`` is the address of the server with its base path."""
    if first is None or url is None:
        return None
    place = f"{first.moment.seq}:{int(first.moment.ms)}"
    return f"{url.rstrip('/')}/interview/replay/{quote(one.session, safe='')}#at={place}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
