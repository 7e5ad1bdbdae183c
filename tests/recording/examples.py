"""Makes the examples of ``openapi/recordings``: small logs, the recordings that they come to, and
their lines.

    .venv/bin/python -m tests.recording.examples

A change of an example is looked at, as a change of the format is.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

from pycrdt import Doc, Text

from jupyter_interview.playback.recording import Recording
from jupyter_interview.playback.trail import trail
from jupyter_interview.session.seals import hash_of

from .logs import ROOT, log_of_json, recorded

FOLDER = ROOT / "openapi" / "recordings"
BEGAN_US = 1_790_000_000_000_000
PYTHON = "code:python"
ANA = {"id": "p-ana", "name": "Ana", "color": "#0072b2"}


class Log:
    """A log that grows."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.now_us = BEGAN_US
        self._seq = 0

    def event(self, kind: str, by: str | None = None, /, **fields: Any) -> None:
        self._add(by, event={"type": kind, **fields})

    def update(self, by: str | None, update: bytes, **more: Any) -> None:
        self._add(by, **more, update=base64.b64encode(update).decode())

    def lose(self) -> None:
        """An entry that is not there."""
        self._seq += 1

    def unreadable(self) -> None:
        self._add(None, unreadable=True)

    def _add(self, by: str | None, **told: Any) -> None:
        self.now_us += 1_234_567
        self._seq += 1
        self.entries.append({"seq": self._seq, "atUs": self.now_us, "by": by, **told})


class Page:
    """Somebody's copy of the document."""

    def __init__(self, number: int) -> None:
        self.doc: Doc[Any] = Doc(client_id=number)

    def text(self, root: str = PYTHON) -> Text:
        text: Text = self.doc.get(root, type=Text)
        return text

    def does(self, work: Callable[[], object]) -> bytes:
        before = self.doc.get_state()
        with self.doc.transaction():
            work()
        return self.doc.get_update(before)


def begun(state: str = "live") -> Log:
    log = Log()
    created = {"title": "Round 1", "language": "python", "state": state, "createdBy": "user:ana"}
    log.event("SessionCreated", **created)
    log.event("PersonJoined", participant="p-ana", name="Ana", role="owner", color="#0072b2")
    return log


def sealed(log: Log, **texts: str) -> None:
    told = [{"file": f"code:{file}", "sha256": hash_of(text)} for file, text in texts.items()]
    log.event("TextsSealed", texts=told)


def together() -> Log:
    """Two people type at the same place, one of them offline; and a run."""
    log, server, ana, bo = begun(), Page(2), Page(11), Page(12)
    first = server.does(lambda: server.text().insert(0, "x = 1\n"))
    log.update(None, first)
    for page in (ana, bo):
        page.doc.apply_update(first)
    log.event("PersonJoined", participant="p-bo", name="Bö", role="candidate", color="#009e73")
    log.update("p-ana", ana.does(lambda: ana.text().insert(6, "# é🐢\n")))
    offline = bo.does(lambda: bo.text().insert(6, "print(x)\n"))
    log.update("p-bo", offline, madeUs=log.now_us - 2_500_000)

    def several() -> None:
        text = bo.text()
        del text[4:5]
        text.insert(4, "2")
        text.insert(0, "y = 0\n")

    log.update("p-bo", bo.does(several))
    text = "y = 0\nx = 2\n# é🐢\nprint(x)\n"
    program = {
        "name": "solution.py",
        "files": [{"name": "solution.py", "sha256": hash_of(text)}],
        "stateVector": None,
    }
    run = {"run": "run-00000001", "user": ANA, "language": "python", "source": "browser"}
    log.event("RunStarted", "p-ana", **run, program=program)
    sealed(log, python=text)
    printed = {"stream": "stdout", "text": "2\n"}
    log.event("RunPrinted", "p-ana", run="run-00000001", index=0, output=printed)
    ended = {"state": "ok", "error": None, "durationMs": 12, "truncated": False}
    log.event("RunEnded", "p-ana", run="run-00000001", **ended)
    log.event("Announced", "p-ana", text="Five minutes", user=ANA)
    log.event("SessionChanged", "p-ana", state="ended")
    return log


def drafted() -> Log:
    """A draft that was started: nothing that was done before is in the recording."""
    log, page = begun("draft"), Page(2)
    log.update("p-ana", page.does(lambda: page.text().insert(0, "the answer\n")))
    log.event("FileAdded", "p-ana", file="f-1", name="data.csv", language=None)
    log.event("SessionChanged", "p-ana", state="live", epoch=2, language="python")
    fresh = Page(2)
    log.update(None, fresh.does(lambda: fresh.text().insert(0, "begin\n")))
    log.update(None, fresh.does(lambda: fresh.text("file:f-1").insert(0, "a,b\n")))
    sealed(log, python="begin\n")
    log.event("FileRenamed", "p-ana", file="f-1", name="table.csv", language=None)
    log.event("FileRemoved", "p-ana", file="f-1")
    log.event("LanguageChanged", "p-ana", language="javascript")
    return log


def with_gaps() -> Log:
    """An entry is lost, one cannot be read, and an edit needs what was lost. A seal does not hold
    then; a later one, after the text was replaced, does."""
    log, page = begun(), Page(11)
    first = page.does(lambda: page.text().insert(0, "one\n"))
    log.update("p-ana", first)
    page.does(lambda: page.text().insert(4, "two\n"))
    log.lose()
    log.unreadable()
    log.update("p-ana", page.does(lambda: page.text().insert(8, "three\n")))
    sealed(log, python="one\ntwo\nthree\n")
    other, third = Page(12), Page(13)
    lost = other.does(lambda: other.text("file:f-lost").insert(0, "whose name nobody knows\n"))
    log.update("p-nobody", lost)
    third.doc.apply_update(first)

    def replaced() -> None:
        third.text().clear()
        third.text().insert(0, "new\n")

    log.update("p-ana", third.does(replaced))
    sealed(log, python="new\n")
    return log


def noted() -> Log:
    """What is said of AI, and what a candidate pastes, is noted; they say what it was."""
    log, page = begun(), Page(11)
    log.event("PersonJoined", participant="p-bo", name="Bo", role="candidate", color="#009e73")
    log.event("SessionChanged", "p-ana", ai="own_tools", aiSentence="Say aloud what you ask it")
    pasted = "print(sorted([3, 1, 2], reverse=True))  # 42\n"
    log.update("p-bo", page.does(lambda: page.text().insert(0, pasted)))
    came = {"kind": "insert", "how": "paste", "file": PYTHON, "characters": len(pasted), "lines": 2}
    log.event("SignalNoted", "p-bo", signal="s-1", participant="p-bo", **came, source="outside")
    answer = {"text": "From my notes", "fromAi": True}
    log.event("SignalAnswered", "p-bo", signal="s-1", participant="p-bo", **answer)
    return log


def course() -> Log:
    """All that the line of an interview can tell: pauses, tests, what came in one change, runs that
    fail or do not end, and other files."""
    log, page = begun(), Page(11)
    run = {"user": ANA, "language": "python", "source": "browser"}
    ended = {"error": None, "durationMs": 12, "truncated": False}

    def typed(text: str, root: str = PYTHON, by: str | None = "p-ana") -> None:
        log.update(by, page.does(lambda: page.text(root).insert(0, text)))

    def ran(number: int, state: str | None, *tests: bool) -> None:
        log.event("RunStarted", "p-ana", run=f"run-0000000{number}", **run)
        if state is not None:
            passed = {"expected": "1", "got": "2", "ms": 0.5}
            results = [{"name": "t", "passed": one, **passed} for one in tests]
            told = {**ended, "state": state} | ({"tests": results} if tests else {})
            log.event("RunEnded", "p-ana", run=f"run-0000000{number}", **told)

    typed("x = 1\n", by=None)
    typed("# é🐢\n")
    ran(1, "ok")
    typed("oh no\n")

    def removed() -> None:
        del page.text()[0:3]

    log.update("p-ana", page.does(removed))
    ran(2, "error")
    log.now_us += 148_765_433
    typed("y = 1  # a line that came in one change, whole\n")
    ran(3, "error", True, False)
    typed("a\nb\n")
    ran(4, "timed_out")
    log.now_us += 58_000_000
    log.event("FileAdded", "p-ana", file="f-1", name="Makefile", language=None)
    log.event("FileShown", "p-ana", file="f-1")
    typed("all:", "file:f-1")
    check = {"check": "check-01"}
    begins = {"user": ANA, "language": "python", "source": "browser", "file": "solution.py"}
    begins |= {"cases": [0, 1, 2], "hidden": False}
    log.event("CheckStarted", "p-ana", **check, question="sum", **begins)
    points = {"passed": 2, "points": 2, "of": 3, "hidden": False}
    log.event("CheckEnded", "p-ana", **check, state="ok", **points)
    log.event("LanguageChanged", "p-ana", language="javascript")
    typed("let z;", "code:javascript")
    ran(5, None)
    return log


def followed() -> Log:
    """Somebody follows it while it is live: the people who had to wait are let in, a run goes on, a
    file gets another name, and what they have before has to be told again."""
    log, ana, bo = begun(), Page(11), Page(12)
    for person, name, color in (("p-bo", "Bö", "#009e73"), ("p-cy", "Cy", "#d55e00")):
        told = {"participant": person, "name": name, "role": "candidate", "color": color}
        log.event("PersonJoined", person, **told, admitted=False)
    log.event("PersonChanged", "p-ana", participant="p-cy", role="candidate", admitted=True)
    first = ana.does(lambda: ana.text().insert(0, "x = 1\n"))
    log.update("p-cy", first)
    bo.doc.apply_update(first)
    run = {"user": ANA, "language": "python", "source": "browser"}
    log.event("RunStarted", "p-ana", run="run-00000001", **run)
    printed = {"stream": "stdout", "text": "1\n"}
    log.event("RunPrinted", "p-ana", run="run-00000001", index=0, output=printed)
    log.event("PersonChanged", "p-ana", participant="p-bo", role="candidate", admitted=True)
    log.update("p-bo", bo.does(lambda: bo.text().insert(6, "# é🐢\n")), madeUs=log.now_us - 500)
    log.event("RunPrinted", "p-ana", run="run-00000001", index=1, output=printed)
    log.event("FileAdded", "p-ana", file="f-1", name="data.csv", language=None)
    ended = {"state": "ok", "error": None, "durationMs": 12, "truncated": False}
    log.event("RunEnded", "p-ana", run="run-00000001", **ended)
    log.event("PersonRenamed", "p-cy", participant="p-cy", name="Cyril")
    sealed(log, python="x = 1\n# é🐢\n")
    return log


EXAMPLES = {
    "together": together,
    "drafted": drafted,
    "with-gaps": with_gaps,
    "noted": noted,
    "course": course,
    "followed": followed,
}


def made() -> dict[str, dict[str, Any]]:
    told = {}
    for name, make in EXAMPLES.items():
        log = make().entries
        entries = log_of_json("session-0001", log)
        recording = recorded(entries)
        half = entries[: len(entries) // 2 + 1]
        told_before, part = recorded(half), recorded(entries, after=half[-1].seq)
        about = " ".join((make.__doc__ or "").split())
        line = trail(Recording(recording))
        told[name] = {"about": about, "log": log, "recording": recording, "trail": line}
        told[name] |= {"before": told_before, "part": part}
    return told


def main() -> None:
    for name, example in made().items():
        text = json.dumps(example, ensure_ascii=False, indent=2) + "\n"
        (FOLDER / f"{name}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
