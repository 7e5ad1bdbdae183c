"""EX1 to EX4: a recording in Python, at any moment."""

import json
import random
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jupyter_interview.domain.limits import Limits
from jupyter_interview.playback.moments import clock, ms_of
from jupyter_interview.playback.recording import Recording
from jupyter_interview.session.replay import state_at
from jupyter_interview.session.seals import hash_of
from tests.chance import seed_for
from tests.recording.logs import Texts, recorded
from tests.recording.test_recording import replayed
from tests.thorough import times

from .interviews import Written, by_chance


def test_EX1_texts_and_files_are_those_of_the_log_at_any_moment() -> None:
    rng = random.Random(seed_for("moments of playback"))
    for log in by_chance():
        recording = Recording(recorded(log))
        first = recording.document["start"]["seq"]
        for seq in [log[-1].seq, *(rng.randint(first, log[-1].seq) for _ in range(times(100, 25)))]:
            texts = {file: text for file, text in recording.text_after(seq).items() if text}
            assert texts == replayed([*log], seq), seq
            folder = state_at("session-0001", [e for e in log if e.seq <= seq], Limits()).folder
            then = recording.at(seq)
            names = [(file.id, file.name, file.language) for file in then.files]
            assert names == [(file.id, file.name, file.language) for file in folder.files]
            assert then.shown == folder.shown
            assert then.texts == {file.name: texts.get(file.id, "") for file in folder.files}
            assert then.text == texts.get(folder.shown, "")


def test_EX1_a_time_is_the_last_entry_up_to_it() -> None:
    for log in by_chance():
        recording = Recording(recorded(log))
        for edit, after in pairwise(recording.edits):
            if after.at > edit.at:
                assert recording.at(edit.at) == recording.at(edit.seq) or (
                    recording.at(edit.at).seq > edit.seq
                )
                assert recording.text_at(edit.at) == recording.text_after(edit.seq)
                almost = after.at - timedelta(milliseconds=1)
                assert recording.text_at(almost) == recording.text_after(edit.seq)
        began = recording.began_at
        assert began is not None
        assert recording.at(began + recording.length) == recording.at(recording.length)
        assert recording.text_at(timedelta(days=1)) == recording.text_at()


def test_EX1_moments_are_written_as_they_are_shown() -> None:
    written = Written()
    written.write("a = 1\n")
    written.wait(12 * 60 + 20)
    written.write("a = 2\n")
    recording = written.recording()
    [first, second] = recording.edits
    assert clock(second.at / timedelta(milliseconds=1)) == "12:24"
    assert recording.at("12:23").text == "a = 1\n" == recording.at(first).text
    assert recording.at("12:25").text == "a = 2\n" == recording.at("1:00:00").text
    assert recording.at("0:12:25").clock == "12:24" and recording.at("00:00").text == ""
    assert ms_of("1:02:03.5") == 3_723_500 and clock(3_723_999) == "1:02:03"
    for wrong in ("12", "", "12:3:4:5", "a:b", "-1:00", "12:345"):
        with pytest.raises(ValueError, match="is no moment"):
            recording.at(wrong)
    assert recording.at("12:23").diff(recording.at()).splitlines()[2:] == [
        "@@ -1 +1 @@",
        "-a = 1",
        "+a = 2",
    ]


def test_EX2_every_character_has_whoever_typed_it() -> None:
    rng = random.Random(seed_for("authors"))
    for log in by_chance():
        recording = Recording(recorded(log))
        document, count = recording.document, len(recording.edits)
        for edits in [count, *(rng.randint(0, count) for _ in range(times(20, 6)))]:
            if (
                edits
                and edits < count
                and recording.texts.seqs[edits] == (recording.texts.seqs[edits - 1])
            ):
                continue
            seq = recording.texts.seqs[edits - 1] if edits else document["start"]["seq"]
            for file in recording.at(seq).files:
                pieces = recording.blame(seq, file.id)
                typed = "".join(piece.text for piece in pieces)
                assert typed == file.text
                by = [(piece.who, char) for piece in pieces for char in piece.text]
                assert by == authored(recording, file.id, edits)
                assert all(a.who != b.who for a, b in pairwise(pieces))


def authored(recording: Recording, file: str, edits: int) -> list[tuple[str | None, str]]:
    """The same, unit by unit, without anything that is kept."""
    units: list[tuple[str | None, bytes]] = []
    for edit in recording.edits[:edits]:
        if edit.file == file:
            raw = edit.inserted.encode("utf-16-le")
            new = [(edit.who, raw[place : place + 2]) for place in range(0, len(raw), 2)]
            units[edit.position : edit.position + edit.deleted] = new
    text = b"".join(unit for _, unit in units).decode("utf-16-le")
    found, place = [], 0
    for char in text:
        found.append((units[place][0], char))
        place += len(char.encode("utf-16-le")) // 2
    return found


def test_EX2_a_text_that_never_was_has_no_authors() -> None:
    with pytest.raises(ValueError, match="no file 'nothing.py'"):
        Written().recording().blame(file="nothing.py")


def test_EX3_runs_have_their_texts_differ_and_say_when_tests_passed() -> None:
    written = Written()
    written.write("def f():\n    return 1\n")
    written.run(("stdout", "1\n"), tests=(("one", True), ("two", False)))
    written.write("def f():\n    return 2\n")
    written.run(state="error", error="ValueError: no")
    written.run(tests=(("one", True), ("two", True)))
    recording = written.recording()
    first, second, third = recording.runs
    assert (first.who, first.outcome, first.printed, first.is_exact) == (
        "Bo",
        "ok 1/2",
        "1\n",
        True,
    )
    assert first.program == "def f():\n    return 1\n" == first.then.text
    assert [line for line in first.diff(second).splitlines() if line[1:] == "    return 2"] == [
        "+    return 2"
    ]
    assert (second.outcome, second.error, second.diff(third)) == ("error", "ValueError: no", "")
    assert recording.first_passed() == third
    assert recording.first_passed("one") == first and recording.first_passed("two") == third
    assert recording.first_passed("three") is None
    found = recording.first_passed(lambda then: "return 2" in then.text)
    assert found == second.then and recording.first_passed(lambda then: False) is None


def test_EX3_a_run_has_the_text_that_it_ran_though_the_server_had_another_one() -> None:
    """EX3: the browser of whoever runs is ahead of the server, or behind it."""
    for ahead in (True, False):
        written = Written()
        written.write("a = 1\n")
        written.write("a = 2\n") if not ahead else None
        run = written.run()
        event = next(one for one in written.log.entries if one.get("event", {}).get("run") == run)
        if ahead:
            written.write("a = 2\n")
        ran = "a = 2\n" if ahead else "a = 1\n"
        event["event"]["program"]["files"][0]["sha256"] = hash_of(ran)
        [found] = written.recording().runs
        assert (found.program, found.is_exact) == (ran, True)
        event["event"]["program"]["files"][0]["sha256"] = "0" * 64
        [found] = written.recording().runs
        assert found.is_exact is False and found.program == ("a = 1\n" if ahead else "a = 2\n")


def test_EX4_a_seal_that_does_not_hold_is_named() -> None:
    for log in by_chance():
        document = recorded(log)
        assert Recording(document).verify_seals() == ()
        last = next(t for s in reversed(document["seals"]) for t in s["texts"])
        last["sha256"] = "0" * 64
        [broken] = Recording(document).verify_seals()
        assert broken.seq == document["seals"][-1]["seq"]
        assert broken.file == document["files"][last["file"]]["name"]


def test_EX4_a_file_is_read_and_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    document, path = recorded(by_chance()[0]), tmp_path / "r.json"
    path.write_text(json.dumps(document), "utf-8")
    recording = Recording.read(path)
    assert recording.text_at() == {
        file: Texts(document).at(10**9).get(file, "") for file in recording.files
    }
    assert recording.at() == Recording.read(str(path)).at()
    wrong: list[Any] = [[], {}, {**document, "version": 2}, {**document, "format": "x"}]
    for one in wrong:
        path.write_text(json.dumps(one), "utf-8")
        with pytest.raises(ValueError, match="no recording"):
            Recording.read(path)


def test_EX4_rows_become_data_frames_where_pandas_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    written = Written()
    written.write("a = 1\n")
    written.run()
    recording = written.recording()
    [edit] = recording.edits.records()
    assert (
        edit["who"] == "Bo"
        and edit["inserted"] == "a = 1\n"
        and edit["at"] == (recording.edits[0].at)
    )
    assert [row["kind"] for row in recording.events.records()] == ["PersonJoined", "PersonJoined"]
    [run] = recording.runs.records()
    assert run["state"] == "ok" and "recording" not in run
    pandas = ModuleType("pandas")
    pandas.DataFrame = lambda rows: ("frame", rows)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    assert recording.edits.frame() == ("frame", [edit])
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError):
        recording.edits.frame()
