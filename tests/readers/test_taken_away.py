"""TA10: the files that are taken away, as both who make them must make them.

The cases of ``tests/corpus/taken-away.json`` are logs and texts, and the files that come of them.
``backends/local/taken/taken.spec.ts`` holds interviews that a browser keeps to the same cases.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from jupyter_interview.contract.session import EVENTS, CheckStarted, Event
from jupyter_interview.document.document import Document
from jupyter_interview.document.edits import Edit
from jupyter_interview.document.session_gate import new_gate
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, SessionRecord
from jupyter_interview.journal.journal import LogPosition
from jupyter_interview.journal.loading import Restored
from jupyter_interview.readers.account import MOST_CHECKS, Account, Accounting
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.readers.exporters.taken import Taken
from jupyter_interview.session.log import encode_event
from jupyter_interview.session.replay import state_at
from jupyter_interview.store.base import SessionData
from tests.session.steps import a_question

CASES = json.loads((Path(__file__).parents[1] / "corpus" / "taken-away.json").read_text("utf-8"))
ID = "session-0001"
EVENT_OF = {kind.__name__: kind for kind in EVENTS}


def event_of(told: dict[str, Any]) -> Event:
    fields = {name: value for name, value in told.items() if name != "type"}
    event: Event = msgspec.convert(fields, EVENT_OF[told["type"]])
    return event


def account_of(case: dict[str, Any]) -> Account:
    entries = []
    for seq, happened in enumerate(case["log"], 1):
        kind, payload, made_us = encode_event(event_of(happened["event"]))
        by = happened.get("by")
        entries.append(LogEntry(ID, seq, happened["atUs"], by, kind, payload, made_us))
    limits, document = Limits(), Document(1)
    for file, text in case["texts"].items():
        document.declare(file)
        document.change(file, [Edit(0, 0, text)])
    interview = state_at(ID, entries, limits)
    record = SessionRecord(ID, "", "python", "live", 0, "", None, 1, len(entries))
    accounting = Accounting(SessionData(record, (), (), (), None), limits)
    accounting.take(entries)
    restored = Restored(document, new_gate(limits), LogPosition(len(entries), 0), interview)
    return accounting.account(restored)


def told(taken: Taken) -> dict[str, Any]:
    """The file in the words of the cases."""
    head = {"name": taken.name, "kind": taken.kind}
    if taken.kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
            dates = {info.date_time for info in archive.infolist()}
            files = [[name, archive.read(name).decode()] for name in archive.namelist()]
        return {**head, "dates": [list(date) for date in sorted(dates)], "files": files}
    if taken.kind == "application/json":
        return {**head, "value": json.loads(taken.content)}
    return {**head, "lines": taken.content.decode().split("\n")}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_TA10_the_server_makes_the_files_of_the_cases(case: dict[str, Any]) -> None:
    account = account_of(case)
    assert {form: told(export(account)) for form, export in EXPORTERS.items()} == case["taken"]


def with_checks(state: str, count: int) -> list[dict[str, Any]]:
    """A log with a question and so many checks of it."""
    began = {"type": "SessionCreated", "title": "T", "language": "python", "state": state}
    question = msgspec.to_builtins(replace(a_question(1), id="q-1"))
    told: list[dict[str, Any]] = [
        {**began, "createdBy": "user:ana"},
        {"type": "QuestionLoaded", "question": question},
    ]
    rest = ("q-1", None, "python", "browser", None, (0,))
    checks = (CheckStarted(f"c-{at}", *rest) for at in range(count))
    told += [{"type": "CheckStarted", **msgspec.to_builtins(check)} for check in checks]
    return [{"atUs": at, "event": event} for at, event in enumerate(told)]


def test_QU22_of_very_many_checks_the_newest_are_told() -> None:
    account = account_of({"log": with_checks("live", MOST_CHECKS + 3), "texts": {}})
    assert [check.at_us for check in account.checks] == list(range(5, MOST_CHECKS + 5))


def test_QU22_what_was_tried_in_a_draft_is_not_told() -> None:
    log = with_checks("draft", 2)
    assert len(account_of({"log": log, "texts": {}}).checks) == 2
    started = {"type": "SessionChanged", "state": "live", "epoch": 2, "language": "python"}
    account = account_of({"log": [*log, {"atUs": 9, "event": started}], "texts": {}})
    assert account.checks == () and [one.id for one in account.questions] == ["q-1"]
