"""EX31: an interview as a data set, read back as its readers read it: with csv."""

import csv
import io

import pytest

from jupyter_interview.playback import progsnap2 as module
from jupyter_interview.playback.progsnap2 import progsnap2
from jupyter_interview.playback.recording import Recording, hash_of
from tests.recording.logs import recorded

from .interviews import HOSTILE, Written, by_chance

Rows = list[dict[str, str]]


def read(recording: Recording) -> tuple[Rows, dict[str, str]]:
    """The rows of the main table, and the code states by their ids."""
    made = progsnap2(recording)
    csv.field_size_limit(2**24)
    tables = {
        name: list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        for name, content in made.items()
        if name.endswith(".csv")
    }
    told = {row["Property"]: row["Value"] for row in tables["DatasetMetadata.csv"]}
    assert told["CodeStateRepresentation"] == "Table" and told["EventOrderScope"] == "Global"
    states = {row["CodeStateID"]: row["Code"] for row in tables["CodeStates/CodeStates.csv"]}
    assert all(hash_of(text) == one for one, text in states.items())
    rows = tables["MainTable.csv"]
    assert [row["Order"] for row in rows] == [str(one) for one in range(1, len(rows) + 1)]
    assert len({row["EventID"] for row in rows}) == len(rows)
    assert all(row["CodeStateID"] in states for row in rows if row["CodeStateID"])
    return rows, states


def replayed(rows: Rows, states: dict[str, str]) -> dict[str, str]:
    """The last texts of all files, as the replacements lead to them."""
    texts: dict[str, str] = {}
    for row in rows:
        name = row["CodeStateSection"]
        match row["EventType"]:
            case "File.Create":
                texts[name] = states[row["CodeStateID"]]
            case "File.Delete":
                del texts[name]
            case "File.Rename":
                texts[row["DestinationCodeStateSection"]] = texts.pop(name)
            case "File.Edit":
                place = int(row["SourceLocation"].removeprefix("Text:"))
                before, gone = texts[name], row["DeleteText"]
                assert before[place : place + len(gone)] == gone
                text = before[:place] + row["InsertText"] + before[place + len(gone) :]
                assert text == states[row["CodeStateID"]]
                texts[name] = text
    return texts


def test_EX31_the_rows_lead_to_the_final_texts_of_any_interview() -> None:
    for log in by_chance():
        recording = Recording(recorded(log))
        rows, states = read(recording)
        assert replayed(rows, states) == recording.at().texts
        runs = [row for row in rows if row["EventType"] == "Run.Program"]
        assert [row["ExecutionID"] for row in runs] == [run.id for run in recording.runs]
        assert {row["SubjectID"] for row in rows} <= {one.id for one in recording.people} | {
            "nobody"
        }


def test_EX31_what_is_printed_over_itself_is_one_cell() -> None:
    """EX31: a cell has the ends of lines that were printed, whatever they are."""
    written = Written()
    written.run(("stdout", "10%\r20%\r\ndone\n"), tests=(("a\rb", True),))
    written.end()
    rows, _ = read(written.recording())
    [run] = [row for row in rows if row["EventType"] == "Run.Program"]
    [test] = [row for row in rows if row["EventType"] == "Run.Test"]
    assert (run["ProgramOutput"], test["TestID"]) == ("10%\r20%\r\ndone\n", "a\rb")


def test_EX31_a_row_for_each_burst_run_and_test_with_whose_it_is() -> None:
    """EX31: what people have typed stays as it is, and they are no names."""
    written = Written(name="Querpfeifer")
    written.write("=1+1\n")
    written.wait(60)
    written.write("=1+2\n")
    tests = (("adds", True), ("=cmd", False))
    written.run(("stdout", "3\n"), ("stderr", "oh"), tests=tests)
    written.run(state="error", error="boom")
    written.end()
    rows, states = read(written.recording())
    told = [(row["EventType"], row["SubjectID"]) for row in rows]
    assert told.index(("Session.Start", "p-bo")) < told.index(("File.Edit", "p-bo"))
    first, second = [row for row in rows if row["EventType"] == "File.Edit"]
    assert (first["InsertText"], first["DeleteText"], first["EditType"]) == ("=1+1\n", "", "Insert")
    assert (second["InsertText"], second["DeleteText"]) == ("2", "1")
    assert (second["SourceLocation"], states[second["CodeStateID"]]) == ("Text:3", "=1+2\n")
    assert first["ServerTimestamp"] < second["ServerTimestamp"] and first["X-Role"] == "candidate"
    good, bad = [row for row in rows if row["EventType"] == "Run.Program"]
    assert (good["ProgramResult"], good["ProgramOutput"], good["Score"]) == (
        "Success",
        "3\n",
        "0.5",
    )
    assert (good["ProgramErrorOutput"], good["CodeStateID"]) == ("oh", second["CodeStateID"])
    assert (bad["ProgramResult"], bad["ProgramErrorOutput"], bad["Score"]) == ("Error", "boom", "")
    tried = [row for row in rows if row["EventType"] == "Run.Test"]
    assert [(row["TestID"], row["Score"]) for row in tried] == [("adds", "1"), ("=cmd", "0")]
    assert {row["ParentEventID"] for row in tried} == {good["EventID"]}
    whole = b"".join(progsnap2(written.recording()).values())
    assert b"Querpfeifer" not in whole and b"Ana" not in whole


def test_EX31_whatever_was_typed_is_read_back_as_it_was() -> None:
    written = Written()
    text = HOSTILE.replace("\0", "").replace("\r", "") + ' "quoted", and\n\nlines\n'
    written.write(text)
    rows, states = read(written.recording())
    assert replayed(rows, states) == {"solution.py": text}


def test_EX31_a_long_one_is_bounded_and_says_what_it_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = Written()
    texts = [f"{number} " * 100 for number in range(20)]
    for text in texts:
        written.write(text)
        written.wait(60)
    monkeypatch.setattr(module, "MOST_BYTES", 2000)
    rows, states = read(written.recording())
    edits = [row for row in rows if row["EventType"] == "File.Edit"]
    left_out = [row for row in edits if row["X-LeftOut"]]
    assert 10 < len(left_out) < len(edits)
    assert not any(row["InsertText"] or row["CodeStateID"] for row in left_out)
    kept = [row for row in rows if not row["X-LeftOut"]]
    assert replayed(kept, states) == {"solution.py": texts[-1]}
    assert sum(map(len, states.values())) < 2000 + len(texts[-1])
