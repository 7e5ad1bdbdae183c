"""A recording has every text at every moment, and both converters write the same one."""

import asyncio
import dataclasses
import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pycrdt import Doc, Text

from jupyter_interview.contract.session import Audience, SessionChanged
from jupyter_interview.domain.languages import root_of
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.playback.parts import merged
from jupyter_interview.playback.recording import Recording
from jupyter_interview.recording.converter import Converter
from jupyter_interview.session.log import decode_entry
from tests.chance import seed_for
from tests.thorough import times

from .examples import made as made_examples
from .logs import (
    ROOT,
    Texts,
    in_bytes,
    log_as_json,
    log_of_json,
    merged_there,
    of_the_twin,
    recorded,
)
from .stories import SECRET, told

GOLDEN = sorted((ROOT / "openapi" / "recordings").glob("*.json"))


@pytest.fixture(scope="module")
def logs() -> list[list[LogEntry]]:
    """Some interviews by chance."""
    rng = random.Random(seed_for("recordings"))
    return [asyncio.run(told(rng, times(300, 120))) for _ in range(times(60, 8))]


def replayed(log: list[LogEntry], seq: int) -> dict[str, str]:
    """The texts that the native document has after an entry, without those that are empty."""
    doc: Doc[Any] = Doc()
    for entry in log:
        if entry.seq > seq:
            break
        if entry.kind is LogKind.UPDATE:
            doc.apply_update(entry.payload)
        elif entry.kind is LogKind.STATE:
            event = decode_entry(entry).event
            if isinstance(event, SessionChanged) and event.epoch is not None:
                doc = Doc()
    texts = {root: str(doc.get(root, type=Text)) for root in doc}
    return {root.removeprefix("file:"): text for root, text in texts.items() if text}


def began(document: dict[str, Any]) -> int:
    seq: int = document["start"]["seq"]
    return seq


def test_RC6_it_has_every_text_as_the_native_document_has_it(logs: list[list[LogEntry]]) -> None:
    rng = random.Random(seed_for("moments"))
    for log in logs:
        document = recorded(log)
        texts, first = Texts(document), began(document)
        assert document["gaps"] == [] and len(texts.steps) > 20
        for seq in [log[-1].seq, *(rng.randint(first, log[-1].seq) for _ in range(times(100, 12)))]:
            assert texts.at(seq) == replayed(log, seq), seq


def test_RC7_the_browser_makes_the_same_bytes(logs: list[list[LogEntry]], tmp_path: Path) -> None:
    """RC7, RC10: of whole logs, and of logs with gaps of every kind."""
    every = [*logs, *map(torn, logs)]
    for log, there in zip(every, of_the_twin(every, tmp_path), strict=True):
        here = recorded(log)
        assert json.loads(there) == here
        assert there == in_bytes(here)


def torn(log: list[LogEntry]) -> list[LogEntry]:
    """The log without some entries, and with others that nobody can read."""
    rng = random.Random(len(log))
    left = []
    for entry in log[:1] + [one for one in log[1:] if rng.random() > 0.02]:
        if entry.seq > 1 and rng.random() < 0.02:
            kind = LogKind.UPDATE if entry.kind is LogKind.UPDATE else LogKind.UNREADABLE
            entry = dataclasses.replace(entry, kind=kind, payload=b"\x07" + entry.payload[:3])
        left.append(entry)
    return left


def test_RC19_what_came_since_makes_the_recording_of_now(
    logs: list[list[LogEntry]], tmp_path: Path
) -> None:
    """RC19, RC20: byte for byte, in both languages, of whole logs and of logs with gaps, from any
    entry on, for hosts and for everybody; a part is small where little has happened."""
    rng = random.Random(seed_for("parts"))
    examples = (log_of_json("session-0001", one["log"]) for one in made_examples().values())
    pairs, there = [], []
    for log in [*logs, *map(torn, logs), *examples]:
        for audience in Audience.HOSTS, Audience.EVERYBODY:
            now = recorded(log, audience=audience)
            for end in {len(log), *(rng.randint(1, len(log)) for _ in range(times(40, 6)))}:
                before = recorded(log[:end], audience=audience)
                after = log[end - 1].seq
                answer = recorded(log, audience=audience, after=after)
                is_part = before["start"] is not None and before["start"] == now["start"]
                assert answer.get("after") == (after if is_part else None)
                assert is_part or answer == now
                assert in_bytes(merged(before, answer)) == in_bytes(now)
                pairs.append((before, answer))
                there.append(in_bytes(now))
    assert sum("after" in answer for _, answer in pairs) > len(pairs) / 2
    assert merged_there(pairs, tmp_path) == there


def test_RC19_a_part_has_nothing_of_what_was_there(logs: list[list[LogEntry]]) -> None:
    """RC19: but for what has changed of it."""
    for log in logs:
        now, last = recorded(log), log[-2].seq
        part = recorded(log, after=last)
        assert part["after"] == last and len(part["edits"]["seq"]) <= len(now["edits"]["seq"]) / 10
        assert len(part["events"]) <= 1 and part["runs"] == []
        nothing = recorded(log, after=log[-1].seq)
        assert not any(nothing["edits"].values()) and not any(nothing["late"].values())
        assert not any(nothing[name] for name in ("events", "runs", "checks", "seals", "gaps"))


def test_RC20_the_whole_is_told_where_there_is_no_such_entry(logs: list[list[LogEntry]]) -> None:
    """RC20: before the beginning, or behind the end."""
    for log in logs:
        now = recorded(log)
        for after in (0, began(now) - 1, log[-1].seq + 1, 10**15):
            assert recorded(log, after=after) == now
        assert recorded(log, after=began(now))["after"] == began(now)


def test_RC20_a_part_of_something_else_is_put_to_nothing() -> None:
    """RC20: nor is a part read as a recording."""
    example = made_examples()["followed"]
    before, part = example["before"], example["part"]
    assert merged(before, part) == example["recording"]
    for other in (
        recorded(log_of_json("session-0001", example["log"][:4])),
        recorded(log_of_json("session-0002", example["log"]), session_id="session-0002"),
        {**before, "audience": "everybody"},
        {**before, "session": {**before["session"], "epoch": before["session"]["epoch"] + 1}},
        {**before, "start": {**before["start"], "at": 0}},
    ):
        with pytest.raises(ValueError, match="another recording"):
            merged(other, part)
    with pytest.raises(ValueError, match="part of a recording"):
        Recording(part)


def test_RC8_every_seal_of_a_room_holds(logs: list[list[LogEntry]]) -> None:
    count = 0
    for log in logs:
        document = recorded(log)
        found = [text for seal in document["seals"] for text in seal["texts"]]
        assert found and all(text["holds"] for text in found)
        count += len(found)
    assert count > 3 * len(logs)


def test_RC8_a_seal_shows_where_a_text_is_another_one(logs: list[list[LogEntry]]) -> None:
    """RC8: an edit was taken out of the log, or put into it."""
    for log in logs:
        seals = [entry.seq for entry in log if entry.kind is LogKind.SEAL]
        edits = [e for e in log if e.kind is LogKind.UPDATE and e.seq < seals[-1]]
        lost = next(e for e in reversed(edits) if Texts(recorded([*log])).at(e.seq))
        document = recorded([entry for entry in log if entry.seq != lost.seq])
        gap = {"first": lost.seq, "last": lost.seq, "what": "entries"}
        assert gap in document["gaps"]
        held = [t["holds"] for s in document["seals"] if s["seq"] > lost.seq for t in s["texts"]]
        assert not all(held)


def test_RC9_nothing_of_a_draft_is_in_it(logs: list[list[LogEntry]]) -> None:
    drafted = [log for log in logs if decode_entry(log[0]).event.state == "draft"]  # type: ignore[union-attr]
    assert drafted
    for log in drafted:
        assert any(SECRET.encode() in entry.payload for entry in log)
        document = recorded(log)
        assert SECRET not in in_bytes(document)
        assert Texts(document).at(10**9) == replayed(log, 10**9)


def test_RC10_what_cannot_be_read_is_a_gap(logs: list[list[LogEntry]]) -> None:
    """RC10: and the rest is there."""
    kinds = set()
    for log in logs:
        document = recorded(torn(log))
        kinds |= {gap["what"] for gap in document["gaps"]}
        assert Texts(document).steps
        there = {entry.seq for entry in torn(log)}
        for gap in document["gaps"]:
            if gap["what"] == "entries":
                assert not there & set(range(gap["first"], gap["last"] + 1))
    assert kinds == {"edit", "event", "entries"}


def test_RC11_shown_times_never_go_back(logs: list[list[LogEntry]]) -> None:
    """RC11: what was made offline says when it was made and when it came."""
    late = 0
    for log in logs:
        document = recorded(log)
        assert all(step >= 0 for step in document["edits"]["at"])
        by_seq = {entry.seq: entry for entry in log}
        seq, start = 0, document["start"]["at"]
        for step, made, came in zip(
            *(document["late"][n] for n in ("seq", "made", "came")), strict=True
        ):
            seq += step
            entry = by_seq[seq]
            assert entry.made_us is not None
            assert (made, came) == (entry.made_us // 1000 - start, entry.at_us // 1000 - start)
            late += 1
    assert late


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_RC7_the_examples_are_what_this_converter_makes(path: Path) -> None:
    example = json.loads(path.read_text("utf-8"))
    log = log_of_json("session-0001", example["log"])
    assert log_as_json(log) == example["log"]
    assert recorded(log) == example["recording"]
    assert made_examples()[path.stem] == example, "python -m tests.recording.examples"


def test_RC12_it_is_as_the_contract_says(logs: list[list[LogEntry]]) -> None:
    contract = yaml.safe_load((ROOT / "openapi" / "openapi.yaml").read_text("utf-8"))
    schema = {"$ref": "#/components/schemas/Recording", "components": contract["components"]}
    validator = Draft202012Validator(schema)
    assert GOLDEN
    for path in GOLDEN:
        example = json.loads(path.read_text("utf-8"))
        for name in ("recording", "before", "part"):
            validator.validate(example[name])
    for log in logs:
        validator.validate(recorded(log))
        validator.validate(recorded(torn(log)))


def test_RC6_files_have_their_names_and_people_their_edits(logs: list[list[LogEntry]]) -> None:
    for log in logs:
        document = recorded(log)
        assert {person["role"] for person in document["people"]} <= {"owner", "candidate"}
        columns = document["edits"]
        authors = {
            (seq, who) for seq, who in zip(_sums(columns["seq"]), columns["who"], strict=True)
        }
        by_seq = {entry.seq: entry for entry in log}
        for seq, who in authors:
            by = None if who == -1 else document["people"][who]["id"]
            assert by == by_seq[seq].participant_id
        assert all(file["name"] for file in document["files"])
        assert root_of(document["files"][0]["id"])


def _sums(steps: list[int]) -> list[int]:
    total, sums = 0, []
    for step in steps:
        total += step
        sums.append(total)
    return sums


def test_SG6_what_was_noted_is_in_the_recording_of_hosts() -> None:
    """SG6: and in none that everybody may have, which the browser's converter makes as well."""
    log = log_of_json("session-0001", made_examples()["noted"]["log"])
    events = {event["type"]: event["told"] for event in recorded(log)["events"]}
    assert events["SignalNoted"]["source"] == "outside"
    assert events["SignalAnswered"]["fromAi"] is True
    converter = Converter("session-0001", Limits(), audience=Audience.EVERYBODY)
    for entry in log:
        converter.take(entry)
    told = {event["type"] for event in converter.document()["events"]}
    assert "SessionChanged" in told and not told & {"SignalNoted", "SignalAnswered"}
