"""An interview as a data set in the form of ProgSnap2, which research on programming reads.

The main table has a row for each burst of typing in a file, each run, each of its tests, each check
and each change of the files, in their order. People are their ids, which are random, and no name.
A code state is the text of the file that the row names; its id is the SHA-256 of that text, so the
same text is there once. What a burst has changed is one replacement, which leads from the code
state before to the one after it.

These tables are for programs: every cell is what it is, also where a spreadsheet would take it for
a formula.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from .recording import Recording, Run, hash_of
from .steps import FILES, Burst, Mark, steps
from .then import TextThen, Then

MOST_BYTES = 32 * 1024 * 1024
"""About the most bytes of code states, and of what bursts have changed. Rows that come later have
neither, but for the last ones of all files."""
COLUMNS = (
    "EventID",
    "Order",
    "SubjectID",
    "SessionID",
    "EventType",
    "ToolInstances",
    "ServerTimestamp",
    "ServerTimezone",
    "CodeStateID",
    "CodeStateSection",
    "DestinationCodeStateSection",
    "EditType",
    "InsertText",
    "DeleteText",
    "SourceLocation",
    "ParentEventID",
    "ExecutionID",
    "ProgramResult",
    "ProgramOutput",
    "ProgramErrorOutput",
    "TestID",
    "Score",
    "X-Role",
    "X-Language",
    "X-State",
    "X-LeftOut",
)
README = """\
A data set of one interview in the form of ProgSnap2.

SubjectID is the id of a person in the recording; "nobody" is the interview itself. Texts may hold
names all the same. CodeStateID is the SHA-256 of the text of the file in CodeStateSection. Columns
that begin with X- are of jupyter_interview. The tables are for programs: a spreadsheet may take
what people have typed for formulas.
"""
_METADATA = (
    ("Property", "Value"),
    ("Version", "6"),
    ("IsEventOrderingConsistent", "true"),
    ("EventOrderScope", "Global"),
    ("EventOrderScopeColumns", ""),
    ("CodeStateRepresentation", "Table"),
)
_NOBODY = "nobody"
_TOOL = "jupyter_interview"
_EVENTS = frozenset({*FILES, "PersonJoined", "PersonLeft", "FileShown"})
_Row = dict[str, str]
_NOTHING: Mapping[str, str] = {}
_LEFT_OUT: Mapping[str, str] = {"X-LeftOut": "true"}


def progsnap2(recording: Recording) -> dict[str, bytes]:
    """The files of the data set by their paths."""
    made = _DataSet(recording)
    rows = list(made.rows())
    main = [COLUMNS, *(tuple(row.get(name, "") for name in COLUMNS) for row in rows)]
    states = [("CodeStateID", "Code"), *made.states.items()]
    return {
        "DatasetMetadata.csv": _csv(_METADATA),
        "MainTable.csv": _csv(main),
        "CodeStates/CodeStates.csv": _csv(states),
        "README.txt": README.encode(),
    }


def _csv(rows: Any) -> bytes:
    text = StringIO()
    # With ends of lines as CSV has them: else older writers leave a "\r" in a cell without quotes.
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(errors="replace")


class _DataSet:
    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._ids = [file["id"] for file in recording.document["files"]]
        self._session: str = recording.document["session"]["id"]
        self._before: dict[str, TextThen] = {}
        """The files as they were in the rows so far, by their ids."""
        self._order = 0
        self._spent = 0
        self.states: dict[str, str] = {}

    def rows(self) -> Iterator[_Row]:
        recording = self._recording
        start = recording.document["start"]
        if start is None:
            return
        yield from self._files(-1, 0, recording.after(0, start["seq"]))
        for step in steps(recording, kinds=_EVENTS, has_checks=True):
            if isinstance(step, Burst):
                yield from self._burst(step)
                continue
            then = recording.at(step.seq)
            yield from self._files(step.who, step.at, then)
            match step:
                case Mark(run=Run() as run):
                    yield from self._run(step, run)
                case Mark(check=dict() as check):
                    yield self._check(step, check, then)
                case Mark(event=dict() as event):
                    yield from self._event(step, event["type"], event["told"], then)
        yield from self._end()

    def _files(self, who: int, at: int, then: Then) -> Iterator[_Row]:
        """Rows for the files that are new, gone or called otherwise."""
        files = {file.id: file for file in then.files}
        for was in list(self._before.values()):
            now = files.get(was.id)
            if now is None:
                yield self._row(who, at, "File.Delete", was)
                del self._before[was.id]
            elif now.name != was.name:
                to = {"DestinationCodeStateSection": now.name}
                yield self._row(who, at, "File.Rename", was, to)
                self._before[was.id] = replace(now, text=was.text)
        for file in then.files:
            if file.id not in self._before:
                yield self._row(who, at, "File.Create", file)
                self._before[file.id] = file

    def _burst(self, burst: Burst) -> Iterator[_Row]:
        texts, recording = self._recording.texts, self._recording
        yield from self._files(burst.who, burst.at, recording.after(burst.first, burst.seq))
        changed = {self._ids[texts.files[edit]] for edit in range(burst.first, burst.end)}
        for file in recording.after(burst.end, burst.seq).files:
            if file.id in changed:
                yield self._edit(burst.who, burst.until, file)

    def _edit(self, who: int, at: int, file: TextThen, is_last: bool = False) -> _Row:
        place, gone, come = change(self._before[file.id].text, file.text)
        size = len(gone) + len(come)
        if not is_last and self._spent + size + len(file.text) > MOST_BYTES:
            return self._row(who, at, "File.Edit", file, {"EditType": "GenericEdit"}, _LEFT_OUT)
        self._spent += size
        self._before[file.id] = file
        told = {
            "EditType": "Insert" if not gone else "Delete" if not come else "Replace",
            "InsertText": come,
            "DeleteText": gone,
            "SourceLocation": f"Text:{place}",
        }
        return self._row(who, at, "File.Edit", file, told, self._kept(file.text))

    def _run(self, mark: Mark, run: Run) -> Iterator[_Row]:
        file = _named(run.then, run.file)
        printed = "".join(one.text for one in run.output if one.stream == "stdout")
        failed = "".join(one.text for one in run.output if one.stream == "stderr")
        told = {
            "ExecutionID": run.id,
            "ProgramResult": "Success" if run.state == "ok" else "Error",
            "ProgramOutput": printed,
            "ProgramErrorOutput": failed + (run.error or ""),
            "Score": _score(run.passed, len(run.tests)),
            "X-Language": run.language or "",
            "X-State": run.state,
        }
        row = self._row(mark.who, mark.at, "Run.Program", file, told)
        yield row
        for test in run.tests:
            result = {
                "ParentEventID": row["EventID"],
                "ExecutionID": run.id,
                "TestID": test.name,
                "ProgramResult": "Success" if test.passed else "Error",
                "Score": _score(int(test.passed), 1),
            }
            yield self._row(mark.who, mark.at, "Run.Test", file, result)

    def _check(self, mark: Mark, check: dict[str, Any], then: Then) -> _Row:
        """The tests of a question, of which the recording has how many passed."""
        cases = len(check["cases"])
        told = {
            "ExecutionID": check["id"],
            "TestID": check["question"] or "",
            "ProgramResult": "Success" if check["passed"] == cases else "Error",
            "Score": _score(check["passed"], cases),
            "X-Language": check["language"] or "",
            "X-State": check["state"],
        }
        file = _named(then, check["file"])
        return self._row(mark.who, mark.at, "Run.Test", file, told)

    def _event(self, mark: Mark, kind: str, told: dict[str, Any], then: Then) -> Iterator[_Row]:
        match kind:
            case "PersonJoined":
                yield self._row(self._place(told["participant"]), mark.at, "Session.Start", None)
            case "PersonLeft":
                yield self._row(self._place(told["participant"]), mark.at, "Session.End", None)
            case "FileShown" | "LanguageChanged" if then.file is not None:
                yield self._row(mark.who, mark.at, "File.Focus", then.file)

    def _end(self) -> Iterator[_Row]:
        """What was left out of texts that are there at the end."""
        recording = self._recording
        end, then = int(recording.length / timedelta(milliseconds=1)), recording.at()
        yield from self._files(-1, end, then)
        for file in then.files:
            if self._before[file.id].text != file.text:
                yield self._edit(-1, end, file, is_last=True)

    def _row(
        self,
        who: int,
        at: int,
        kind: str,
        file: TextThen | None,
        told: Mapping[str, str] = _NOTHING,
        state: Mapping[str, str] | None = None,
    ) -> _Row:
        person = None if who < 0 else self._recording.people[who]
        began = self._recording.began_at or datetime.fromtimestamp(0, UTC)
        when = began + timedelta(milliseconds=at)
        self._order += 1
        row = {
            "EventID": f"{self._session}-{self._order}",
            "Order": str(self._order),
            "SubjectID": _NOBODY if person is None else person.id,
            "SessionID": self._session,
            "EventType": kind,
            "ToolInstances": _TOOL,
            "ServerTimestamp": when.replace(tzinfo=None).isoformat(timespec="milliseconds"),
            "ServerTimezone": "UTC",
            "X-Role": "" if person is None else person.role or "",
        }
        if file is not None:
            row |= {"CodeStateSection": file.name, "X-Language": file.language or ""}
            row |= self._state(file.text) if state is None else state
        return {**row, **told}

    def _state(self, text: str) -> Mapping[str, str]:
        """The code state of a text, where it is there or there is room for it."""
        is_known = hash_of(_writable(text)) in self.states
        if not is_known and self._spent + len(text) > MOST_BYTES:
            return _LEFT_OUT
        return self._kept(text)

    def _kept(self, text: str) -> Mapping[str, str]:
        """The code state of a text, which is there from now on."""
        written = _writable(text)
        state = hash_of(written)
        if state not in self.states:
            self._spent += len(text)
            self.states[state] = written
        return {"CodeStateID": state}

    def _place(self, participant: str) -> int:
        people = self._recording.people
        return next((at for at, one in enumerate(people) if one.id == participant), -1)


def change(was: str, now: str) -> tuple[int, str, str]:
    """One replacement that makes the second text of the first: where, what goes, what comes."""
    most = min(len(was), len(now))
    first = next((at for at in range(most) if was[at] != now[at]), most)
    last = next(
        (at for at in range(most - first) if was[len(was) - 1 - at] != now[len(now) - 1 - at]),
        most - first,
    )
    return first, was[first : len(was) - last], now[first : len(now) - last]


def _writable(text: str) -> str:
    """A text as UTF-8 has it, which knows no half characters."""
    return text.encode(errors="replace").decode()


def _named(then: Then, name: str | None) -> TextThen | None:
    """The file of this name, or the one that was shown."""
    return next((file for file in then.files if file.name == name), then.file)


def _score(passed: int, of: int) -> str:
    return f"{passed / of:.4g}" if of else ""
