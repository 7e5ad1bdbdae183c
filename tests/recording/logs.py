"""Logs as JSON, which both converters read: an update in base64, an event by its name."""

import base64
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_interview.contract.session import EVENTS, KEPT, Audience
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.playback.format import canonical
from jupyter_interview.recording.converter import Converter
from jupyter_interview.session.log import Unreadable, decode_entry

ROOT = Path(__file__).parents[2]
_EVENT = {event.__name__: event for event in EVENTS}


def log_as_json(entries: Sequence[LogEntry]) -> list[dict[str, Any]]:
    return [_entry_as_json(entry) for entry in entries]


def _entry_as_json(entry: LogEntry) -> dict[str, Any]:
    told: dict[str, Any] = {"seq": entry.seq, "atUs": entry.at_us, "by": entry.participant_id}
    if entry.kind is LogKind.UPDATE:
        told["update"] = base64.b64encode(entry.payload).decode()
        if entry.made_us is not None:
            told["madeUs"] = entry.made_us
        return told
    try:
        event = decode_entry(entry).event
    except Unreadable:
        return {**told, "unreadable": True}
    told["event"] = {"type": type(event).__name__, **json.loads(msgspec.json.encode(event))}
    return told


def log_of_json(session_id: str, told: Sequence[dict[str, Any]]) -> list[LogEntry]:
    return [_entry_of_json(session_id, one) for one in told]


def _entry_of_json(session_id: str, told: dict[str, Any]) -> LogEntry:
    made_us = told.get("madeUs")
    if "update" in told:
        kind, payload = LogKind.UPDATE, base64.b64decode(told["update"])
    elif "event" in told:
        fields = dict(told["event"])
        event = _EVENT[fields.pop("type")]
        made_us = fields.pop("madeUs", None)
        kind, payload = KEPT[event], json.dumps(fields).encode()
    else:
        kind, payload = LogKind.UNREADABLE, b"{}"
    return LogEntry(session_id, told["seq"], told["atUs"], told["by"], kind, payload, made_us)


def recorded(
    entries: Sequence[LogEntry],
    session_id: str = "session-0001",
    audience: Audience = Audience.HOSTS,
    after: int | None = None,
) -> dict[str, Any]:
    """The recording that the server makes of a log, or what came after an entry."""
    converter = Converter(session_id, Limits(), audience=audience)
    for entry in entries:
        converter.take(entry)
    return converter.document(after)


def of_the_twin(logs: Sequence[Sequence[LogEntry]], folder: Path) -> list[str]:
    """The recordings that the browser's converter makes of these logs, as it writes them."""
    return _ask_twin(folder, logs=[log_as_json(log) for log in logs], parts=[])


def merged_there(parts: Sequence[tuple[dict[str, Any], dict[str, Any]]], folder: Path) -> list[str]:
    """What the browser makes of recordings and the parts that came after them, as it writes it."""
    return _ask_twin(folder, logs=[], parts=parts)


def _ask_twin(folder: Path, **asked: object) -> list[str]:
    esbuild = shutil.which("esbuild", path=str(ROOT / "node_modules" / ".bin"))
    assert esbuild, "npm install has not been run"
    script, bundle = Path(__file__).with_name("twin.ts"), folder / "twin.cjs"
    options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=error"]
    subprocess.run([esbuild, script, f"--outfile={bundle}", *options], check=True)
    question = json.dumps(asked)
    done = subprocess.run(
        ["node", bundle], input=question, capture_output=True, check=True, text=True
    )
    told: list[str] = json.loads(done.stdout)
    return told


def in_bytes(document: dict[str, Any]) -> str:
    return canonical(document).decode()


class Texts:
    """The texts of a recording, edit by edit, by the ids of files."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.files = [file["id"] for file in document["files"]]
        self.steps: list[tuple[int, str, bytes]] = []
        """After which entry, of which file, its text in UTF-16."""
        columns = document["edits"]
        inserted = columns["inserted"].encode("utf-16-le")
        texts = [b"" for _ in self.files]
        ends, seq, taken = [0 for _ in self.files], 0, 0
        rows = zip(
            *(columns[name] for name in ("seq", "file", "position", "deleted", "length")),
            strict=True,
        )
        for step, file, distance, deleted, length in rows:
            seq += step
            position = ends[file] + distance
            ends[file] = position + length
            new = inserted[2 * taken : 2 * (taken + length)]
            taken += length
            before = texts[file]
            assert 0 <= position and position + deleted <= len(before) // 2
            texts[file] = before[: 2 * position] + new + before[2 * (position + deleted) :]
            self.steps.append((seq, self.files[file], texts[file]))
        assert taken * 2 == len(inserted)

    def at(self, seq: int) -> dict[str, str]:
        """The texts after an entry that are not empty."""
        found = {file: text for step, file, text in self.steps if step <= seq}
        return {file: text.decode("utf-16-le") for file, text in found.items() if text}
