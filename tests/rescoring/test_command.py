"""NT7 to NT9: ``jupyter interview rescore``."""

import asyncio
import csv
import json
import logging
import re
import signal
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.cli import main, rescoring
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.domain.clock import SystemClock
from jupyter_interview.domain.limits import Limits
from jupyter_interview.playback.format import canonical
from jupyter_interview.rescoring.rescore import Rescoring
from jupyter_interview.sessions.registry import Registry
from jupyter_interview.store.sqlite import SqliteStore
from tests.questions.test_check import bank

from .interviews import FOUR, TWICE, Interview, solved

ANA, BO = "user:ana", "user:bo"
NEW = """\
cases:
- {name: CANARY of nothing, call: double_of, args: [0], returns: 0}
- {name: "=1+1", call: double_of, args: [8], returns: 16}
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name))
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    return tmp_path / "interviews.db"


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """The options that name the question."""
    return ["--question", str(bank(tmp_path / "bank") / "doubling")]


@pytest.fixture
def tests(tmp_path: Path) -> Path:
    """Tests that were written later."""
    path = tmp_path / "later.yaml"
    path.write_text(NEW)
    return path


def kept(path: Path, *interviews: tuple[str, str, str | None]) -> dict[str, str]:
    """Live interviews in JavaScript in this database, by title: owner, title and class of each.
    Answers with their ids."""

    async def make() -> dict[str, str]:
        store = SqliteStore(path)
        await store.open()
        registry = Registry(store, SystemClock(), Limits(), 0, logging.getLogger(__name__))
        try:
            ids = {}
            for owner, title, group in interviews:
                wanted = NewSession("javascript", title, TWICE, group=group)
                ids[title] = (await registry.create(wanted, owner)).id
            return ids
        finally:
            await registry.close()
            await store.close()

    return asyncio.run(make())


def rows_of(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}


def saved(folder: Path, name: str, *titles: str) -> list[str]:
    """Recordings as files, and the options that name them."""
    told: list[str] = []
    for title in titles:
        path = folder / f"{name}-{len(told)}.json"
        path.write_bytes(canonical(solved(title).document))
        told += ["--recording", str(path)]
    return told


Said = pytest.CaptureFixture[str]


def test_NT7_interviews_of_the_database_are_named_by_ids_or_by_their_class(
    database: Path, asked: list[str], capsys: Said
) -> None:
    ids = kept(database, (ANA, "Cy", "CS 101"), (ANA, "Ada", "CS 101"), (ANA, "Bea", None))
    ids |= {f"other {title}": one for title, one in kept(database, (BO, "Dan", "CS 102")).items()}

    def ask(*words: str) -> list[str]:
        said = ["rescore", *words, *asked, "--form", "json", "--db-path", str(database)]
        assert main(said) == 0
        told = capsys.readouterr()
        return [one["session"] for one in json.loads(told.out)]

    assert ask(ids["Bea"], ids["Cy"]) == [ids["Bea"], ids["Cy"]]
    assert ask("--class", "CS 101") == [ids["Ada"], ids["Cy"]]
    assert ask("--class", "CS 102") == [ids["other Dan"]]

    kept(database, (BO, "Eve", "CS 101"))
    told = ["rescore", *asked, "--db-path", str(database), "--class"]
    assert main([*told, "CS 101"]) == 1
    assert f"say --owner: {ANA} {BO}" in capsys.readouterr().err
    assert ask("--class", "CS 101", "--owner", ANA) == [ids["Ada"], ids["Cy"]]
    assert main([*told, "CS 103"]) == 1
    assert "There is no class CS 103." in capsys.readouterr().err
    assert main(["rescore", "none-such", *asked, "--db-path", str(database)]) == 1


def test_NT7_files_are_read_without_a_database_and_told_for_people(
    database: Path, tmp_path: Path, asked: list[str], capsys: Said
) -> None:
    files = saved(tmp_path, "one", "Round \x1b[2J1")
    url = "https://host/base/"
    assert main(["rescore", *files, *asked, "--url", url, "--programs", "4"]) == 0
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err and not database.exists()
    lines = told.out.splitlines()
    assert lines[0] == "Round [2J1 (session-0001): Bo"
    [two] = [line for line in lines if line.startswith("  two ")]
    assert re.search(r"first passed at \d\d:\d\d \(typed by Bo, solution\.js\)", two)
    assert re.search(r"https://host/base/interview/replay/session-0001#at=\d+:\d+$", lines[2])
    assert "4 of 5 different programs were tried. Left out were 1" in told.out
    assert told.err.splitlines()[-1] == "1 of 1: Round [2J1, program 4 of 4"


def test_NT7_new_tests_take_the_place_of_those_of_the_question_and_no_cell_is_a_formula(
    database: Path, tmp_path: Path, asked: list[str], tests: Path, capsys: Said
) -> None:
    files = saved(tmp_path, "one", "@Round", "Round 2")
    later = ["--tests", str(tests)]
    assert main(["rescore", *files, *asked, *later, "--format", "csv"]) == 0
    rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert [(row["title"], row["test"]) for row in rows] == [
        ("'@Round", "CANARY of nothing"),
        ("'@Round", "'=1+1"),
        ("Round 2", "CANARY of nothing"),
        ("Round 2", "'=1+1"),
    ]
    assert {row["by"] for row in rows} == {"Bo"} and {row["hidden"] for row in rows} == {"yes"}
    assert {row["how"] for row in rows} == {"typed"}

    assert main(["rescore", *files[:2], *asked, *later, "--form", "json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    first = told["tests"][0]["first"]
    assert solved().at(first["seq"]).text == TWICE and first["file"] == "solution.js"
    assert first["clock"] == rows[0]["firstPassed"] and first["link"] is None
    assert told["candidates"] == ["Bo"] and told["leftOut"] == told["gaps"] == 0


def test_NT7_programs_of_one_name_alone(
    database: Path, tmp_path: Path, asked: list[str], capsys: Said
) -> None:
    files = saved(tmp_path, "one", "Round 1")
    words = ["rescore", *files, *asked, "--format", "json", "--file"]
    assert main([*words, "other.js"]) == 0
    [none] = json.loads(capsys.readouterr().out)
    assert main([*words, "solution.js"]) == 0
    [some] = json.loads(capsys.readouterr().out)
    assert (none["programs"], some["programs"]) == (0, 5)


def test_NT8_nothing_of_it_comes_into_the_database_which_is_free_while_programs_are_run(
    database: Path,
    tmp_path: Path,
    asked: list[str],
    tests: Path,
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = kept(database, (ANA, "Ada", None))
    before = rows_of(database)
    opened: list[str] = []
    real = Rescoring.of

    def of(self: Any, *about: Any) -> Any:
        # Another server may have the database now.
        with ThreadPoolExecutor() as others:
            opened.extend(others.submit(kept, database, (BO, "Later", None)).result())
        return real(self, *about)

    table = tmp_path / "table.json"
    words = ["rescore", ids["Ada"], *asked, "--tests", str(tests), "--format", "json"]
    words += ["--db-path", str(database), "--output", str(table)]
    assert main(words) == 0
    assert rows_of(database) == before
    assert stat.S_IMODE(table.stat().st_mode) == 0o600
    [told] = json.loads(table.read_text())
    assert all(test["first"] for test in told["tests"])
    for path in tmp_path.glob("interviews.db*"):
        assert b"CANARY" not in path.read_bytes()

    # A file that is there is not written over, and this is said before anything is run.
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.err.endswith("table.json is there already.\n")

    monkeypatch.setattr(Rescoring, "of", of)
    table.unlink()
    assert main(words) == 0
    assert opened == ["Later"]


def test_NT9_what_was_asked_for_is_said_to_be_unclear_before_anything_is_run(
    database: Path, tmp_path: Path, asked: list[str], capsys: Said
) -> None:
    files = saved(tmp_path, "one", "Round 1")

    def refused(*words: str) -> str:
        assert main(["rescore", *words]) in (1, 2)
        told = capsys.readouterr()
        assert told.out == "" and "program" not in told.err.replace("programs", "")
        return told.err

    for words in ((), ("id", *files), ("--class", "a", "id"), ("--owner", ANA, "id")):
        assert "Name interviews, or a class" in refused(*words, *asked)
    for wrong in (
        ["--programs", "0"],
        ["--programs", "x"],
        ["--minutes", "0"],
        ["--minutes", "nan"],
    ):
        with pytest.raises(SystemExit):
            main(["rescore", *files, *asked, *wrong])
    capsys.readouterr()
    bad: dict[str, Callable[[], bytes]] = {
        "There are no cases": lambda: b"cases: []\n",
        "not a text in UTF-8": lambda: b"\xff",
        "There is no file data/none.sql": lambda: (
            b"cases:\n- {name: a, call: f, returns: [[1]], compare: {rows: {on: none.sql}}}\n"
        ),
        "A file may have 262,144 bytes": lambda: b"#" * 300_000,
    }
    path = tmp_path / "bad.yaml"
    for sentence, text in bad.items():
        path.write_bytes(text())
        told = refused(*files, *asked, "--tests", str(path))
        assert sentence in told or (sentence.startswith("There are no") and "empty" in told)
    assert "is not the folder of one question" in refused(*files, "--question", str(tmp_path))
    (tmp_path / "bank" / "doubling" / "statement.md").unlink()
    assert "statement.md:1:" in refused(*files, *asked)


def test_NT9_a_file_that_is_no_recording_is_named_and_the_others_are_done(
    database: Path, tmp_path: Path, asked: list[str], capsys: Said
) -> None:
    files = saved(tmp_path, "one", "Round 1")
    none, broken, odd = (tmp_path / f"{name}.json" for name in ("none", "broken", "odd"))
    none.write_text("{}")
    document = dict(solved().document)
    document["runs"] = [{"id": "run-1", "seq": 5, "at": 5, "who": -1}]
    broken.write_bytes(canonical(document))
    document = dict(solved().document)
    document["session"] = {**document["session"], "title": 5}
    odd.write_bytes(canonical(document))
    wrong = [word for path in (none, broken, odd) for word in ("--recording", str(path))]
    assert main(["rescore", *wrong, *files, *asked, "--format", "json"]) == 1
    told = capsys.readouterr()
    assert [one["title"] for one in json.loads(told.out)] == ["Round 1"]
    for path in (none, broken, odd):
        assert f"{path} is no recording." in told.err


def test_NT7_no_word_of_a_file_means_anything_to_a_terminal(
    database: Path, tmp_path: Path, asked: list[str], capsys: Said
) -> None:
    document = dict(solved("Round\x1b[2J 1", "Bo\x07").document)
    document["session"] = {**document["session"], "id": "\x1b]0;CANARY\x07"}
    path = tmp_path / "one.json"
    path.write_bytes(canonical(document))
    assert main(["rescore", "--recording", str(path), *asked]) == 0
    told = capsys.readouterr()
    assert "CANARY" in told.out
    assert not {"\x1b", "\x07"} & {*told.out, *told.err}


def test_NT9_where_there_is_no_engine_this_is_said(
    database: Path,
    tmp_path: Path,
    asked: list[str],
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rescoring, "find_deno", lambda: None)
    assert main(["rescore", *saved(tmp_path, "one", "Round 1"), *asked]) == 1
    assert "package deno" in capsys.readouterr().err


def test_NT9_what_was_done_is_told_when_somebody_stops_it(
    database: Path,
    tmp_path: Path,
    asked: list[str],
    capsys: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = Rescoring.of

    def of(self: Any, recording: Any, found: Any) -> Any:
        if recording.title == "Second":
            signal.raise_signal(signal.SIGINT)
        return real(self, recording, found)

    monkeypatch.setattr(Rescoring, "of", of)
    second, path = Interview("Second"), tmp_path / "second.json"
    second.type("function doubleOf(number) {\n  return number + number;\n}\n")
    path.write_bytes(canonical(second.recording().document))
    files = [*saved(tmp_path, "one", "First"), "--recording", str(path)]
    files += saved(tmp_path, "three", "Third")
    assert main(["rescore", *files, *asked, "--format", "json"]) == 130
    told = capsys.readouterr()
    assert [one["title"] for one in json.loads(told.out)] == ["First"]
    assert "Stopped" in told.err


def test_NT7_a_test_that_passes_no_more_and_one_that_never_passed_are_said(
    database: Path, tmp_path: Path, asked: list[str], capsys: Said
) -> None:
    one = Interview("", "")
    one.type(TWICE, FOUR)
    path = tmp_path / "one.json"
    path.write_bytes(canonical(one.recording().document))
    assert main(["rescore", "--recording", str(path), *asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Interview (session-0001)")
    [below] = [line for line in lines if line.startswith("  below zero ")]
    assert below.endswith("solution.js); does not pass at the end")
    [never] = [line for line in lines if line.startswith("  null is an error ")]
    assert never.endswith("  passed on no program that was tried")
