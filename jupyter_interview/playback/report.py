"""What an interview comes to, as a report: plain values, which the other modules here write as HTML
and Markdown, and which are JSON as they are.

Every claim has its moment, and an address at which one sees it, where it is known where the
interview is kept. Nothing is added up into a judgement. A report of a recording for everybody has
nothing of hidden tests, because such a recording has not.

It has no notes and scores, which no recording has, and tells nothing of signals. Whatever else it
is to say is a key of the report, and a section of ``SECTIONS`` in ``report_html.py`` and in
``report_text.py``.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from .changes import changes
from .moments import clock, ms_in
from .recording import Recording, Run
from .trail import trail

FOR_HOSTS = "For the people who hold the interview: others may not know all of it."
FORMAT = "jupyter-interview-report"
VERSION = 1
MOST_RUNS = 500
"""The newest runs are told; the report says how many there were."""
_MOST_OUTPUT = 4000
_MOST_DIFFERENCE = 8000
_EVENTS = {
    "PersonJoined": "joined",
    "PersonLeft": "left",
    "LanguageChanged": "changed the language",
    "FileAdded": "added a file",
    "FileRenamed": "renamed a file",
    "FileRemoved": "removed a file",
    "QuestionLoaded": "loaded a question",
    "QuestionRemoved": "removed a question",
    "Announced": "announced",
    "SessionChanged": "",
}
"""Events that a report has, in words."""


class Links:
    """The addresses of moments. ``url`` is that of the server, with its base path; None where it is
    not known."""

    def __init__(self, recording: Recording, url: str | None) -> None:
        base = None if url is None else f"{url.rstrip('/')}/interview/replay/"
        session = quote(recording.document["session"]["id"], safe="")
        self._address = None if base is None else f"{base}{session}"

    def moment(self, seq: int, at: float) -> dict[str, Any]:
        """A moment: for people, for programs, and where one sees it."""
        link = None if self._address is None else f"{self._address}#at={seq}:{int(at)}"
        return {"clock": clock(at), "seq": seq, "at": int(at), "link": link}


def report(recording: Recording, url: str | None = None) -> dict[str, Any]:
    """The report."""
    document, links = recording.document, Links(recording, url)
    session, began = document["session"], recording.began_at
    ended = session["endedAt"]
    seq, _ = recording.place_of(None)
    return {
        "format": FORMAT,
        "version": VERSION,
        "audience": document["audience"],
        "session": {
            "id": session["id"],
            "title": session["title"],
            "state": session["state"],
            "beganAt": None if began is None else _iso(began),
            "endedAt": None if ended is None else _iso(_date(ended)),
            "length": clock(ms_in(recording.length)),
            "end": links.moment(seq, ms_in(recording.length)),
        },
        "people": list(_people(recording)),
        "questions": list(_questions(recording, links)),
        "trail": trail(recording),
        "events": list(_happened(recording, links)),
        "runs": list(_runs(recording, links)),
        "runsInAll": len(recording.runs),
        "checks": list(_checks(recording, links)),
        "files": [
            {"name": file.name, "language": file.language, "text": file.text}
            for file in recording.at().files
        ],
        "seals": _seals(recording, links),
        "gaps": document["gaps"],
    }


def _people(recording: Recording) -> Iterator[dict[str, Any]]:
    texts = recording.texts
    typed = [0] * len(recording.people)
    deleted = [0] * len(recording.people)
    for who, length, gone in zip(texts.who, texts.lengths, texts.deleted, strict=True):
        if who >= 0:
            typed[who] += length
            deleted[who] += gone
    ran = [run["who"] for run in recording.document["runs"]]
    for place, person in enumerate(recording.people):
        yield {
            "id": person.id,
            "name": person.called,
            "role": person.role,
            "color": person.color,
            "typed": typed[place],
            "deleted": deleted[place],
            "runs": ran.count(place),
        }


def _questions(recording: Recording, links: Links) -> Iterator[dict[str, Any]]:
    for event in recording.events:
        if event.kind == "QuestionLoaded":
            moment = links.moment(event.seq, ms_in(event.at))
            yield {"title": event.told["title"], "moment": moment}


def _happened(recording: Recording, links: Links) -> Iterator[dict[str, Any]]:
    names = {person.id: person.called for person in recording.people}
    for event in recording.events:
        told = event.told
        what = _EVENTS.get(event.kind)
        if event.kind == "SessionChanged":
            what = {"ended": "ended the interview", "live": "reopened the interview"}.get(
                told.get("state") or ""
            )
        if not what:
            continue
        about = told.get("title") or told.get("text") or told.get("name") or told.get("language")
        who = event.who
        if event.kind in ("PersonJoined", "PersonLeft"):
            who, about = names.get(told["participant"], who), None
        moment = links.moment(event.seq, ms_in(event.at))
        yield {"moment": moment, "who": who, "what": what, "about": about}


def _runs(recording: Recording, links: Links) -> Iterator[dict[str, Any]]:
    runs = recording.runs[-MOST_RUNS:]
    before: Run | None = None
    for run in runs:
        difference = "" if before is None else changes(before.then, run.then)
        yield {
            "number": run.number + 1,
            "moment": links.moment(run.seq, ms_in(run.at)),
            "who": run.who,
            "file": run.file,
            "language": run.language,
            "state": run.state,
            "outcome": run.outcome,
            "tookMs": None if run.took is None else int(ms_in(run.took)),
            "error": run.error and _ends_of(run.error, _MOST_OUTPUT),
            "tests": [{"name": test.name, "passed": test.passed} for test in run.tests],
            "output": _ends_of(run.printed, _MOST_OUTPUT),
            "isCut": run.is_cut or len(run.printed) > _MOST_OUTPUT,
            "sinceLastRun": _ends_of(difference, _MOST_DIFFERENCE),
        }
        before = run


def _checks(recording: Recording, links: Links) -> Iterator[dict[str, Any]]:
    titles = {
        event.told["question"]: event.told["title"]
        for event in recording.events
        if event.kind == "QuestionLoaded"
    }
    for check in recording.document["checks"]:
        yield {
            "moment": links.moment(check["seq"], check["at"]),
            "who": recording.name_of(check["who"]),
            "question": titles.get(check["question"]),
            "hidden": check["hidden"],
            "language": check["language"],
            "state": check["state"],
            "passed": sum(one["status"] == "passed" for one in check["results"]),
            "cases": len(check["cases"]),
            "points": check["points"],
            "of": check["of"],
        }


def _seals(recording: Recording, links: Links) -> dict[str, Any]:
    """How many texts were sealed while they were live, and which of them are others here."""
    broken = recording.verify_seals()
    return {
        "sealed": sum(len(seal["texts"]) for seal in recording.document["seals"]),
        "broken": [
            {"file": one.file, "moment": links.moment(one.seq, ms_in(one.at))} for one in broken
        ],
    }


def sealed_as_words(sealed: int) -> str:
    """What is said where all seals hold."""
    if not sealed:
        return "No text was sealed while it was live."
    return f"Sealed while they were live: {sealed} texts. All of them are the ones that are here."


def _ends_of(text: str, most: int) -> str:
    """The text, or its beginning and its end with a line between that says how much is not here."""
    if len(text) <= most:
        return text
    half, left = most // 2, len(text) - most // 2 * 2
    return f"{text[:half]}\n[{left} characters are left out here]\n{text[-half:]}"


def _date(ms: int) -> datetime:
    return datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(milliseconds=ms)


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
