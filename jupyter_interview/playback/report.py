"""What an interview comes to, as a report: plain values, which the other modules here write as HTML
and Markdown, and which are JSON as they are.

Every claim has its moment, and an address at which one sees it, where it is known where the
interview is kept. Nothing is added up into a judgement. A report of a recording for everybody has
nothing of hidden tests, because such a recording has not.

What was noted of people is in it where it is in the recording, which is the one for hosts. Notes
and scores are in no recording: whoever asks for them gives those that they may read, and otherwise
the report does not even have their key. Whatever else it is to say is a key of the report, and a
section of ``SECTIONS`` in ``report_html.py`` and in ``report_text.py``.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from .changes import changes
from .moments import clock, ms_in
from .noted import ai_sentence, noted_sentence, signal_detail, signal_sentence
from .recording import Recording, Run
from .sheets import submitted
from .timeline import timeline
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
_NO_SIGNAL = {"file": None, "characters": 0, "lines": 0, "source": None, "seconds": 0}


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


def report(
    recording: Recording, url: str | None = None, remarks: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The report. ``remarks`` are the contract's ``Remarks`` of whoever asks for notes and
    scores."""
    document, links = recording.document, Links(recording, url)
    session, began = document["session"], recording.began_at
    ended = session["endedAt"]
    seq, _ = recording.place_of(None)
    told = {
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
        "timeline": timeline(recording),
        "policy": list(_policy(recording, links)),
        "events": list(_happened(recording, links)),
        "runs": list(_runs(recording, links)),
        "runsInAll": len(recording.runs),
        "checks": list(_checks(recording, links)),
        "files": [
            {"name": file.name, "language": file.language, "text": file.text}
            for file in recording.at().files
        ],
        "signals": list(_signals(recording, links)),
        "seals": _seals(recording, links),
        "gaps": document["gaps"],
    }
    if remarks is not None:
        told["remarks"] = submitted(remarks, document["start"], links.moment)
    return told


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


def _policy(recording: Recording, links: Links) -> Iterator[dict[str, Any]]:
    """What was said of help by AI and what is noted: from the beginning, and after each change."""
    start = recording.document["start"]
    now = None if start is None else start.get("policy")
    if now is None:
        return
    yield _policy_at(now, links.moment(start["seq"], 0))
    for event in recording.events:
        changed = {name: event.told[name] for name in now if name in event.told}
        if event.kind == "SessionChanged" and changed:
            now = {**now, **changed}
            yield _policy_at(now, links.moment(event.seq, ms_in(event.at)))


def _policy_at(policy: dict[str, Any], moment: dict[str, Any]) -> dict[str, Any]:
    words = " ".join(part for part in (ai_sentence(policy), noted_sentence(policy)) if part)
    return {"moment": moment, **policy, "words": words}


def _signals(recording: Recording, links: Links) -> Iterator[dict[str, Any]]:
    """What was noted, in order, with what its people say of it."""
    answers: dict[str, dict[str, Any]] = {}
    for event in recording.events:
        if event.kind == "SignalAnswered":
            said = {"text": event.told["text"], "fromAi": event.told["fromAi"]}
            answers[event.told["signal"]] = said
    names = {person.id: person.called for person in recording.people}
    for event in recording.events:
        if event.kind == "SignalNoted":
            signal = {**_NO_SIGNAL, **event.told}
            file = recording.files.get(signal["file"])
            answer = answers.get(signal["signal"])
            yield {
                "moment": links.moment(event.seq, ms_in(event.at)),
                "who": names.get(signal["participant"], event.who),
                "words": signal_sentence(signal),
                "detail": signal_detail(signal, file),
                "kind": signal["kind"],
                "how": signal["how"],
                "file": file,
                **{name: signal[name] for name in ("characters", "lines", "source", "seconds")},
                "answer": answer if answer and (answer["text"] or answer["fromAi"]) else None,
            }


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
