"""QU23, QU24, QU26: the banks of a server, whatever is in their folders."""

import asyncio
import io
import logging
import os
import threading
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_interview.banks import banks as banks_module
from jupyter_interview.banks.banks import STARTER, Banks
from jupyter_interview.banks.copies import question_of
from jupyter_interview.banks.packing import packed
from jupyter_interview.banks.uploads import Uploads
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.questions.bank import starter_bank
from jupyter_interview.questions.reading import read_question
from jupyter_interview.questions.written import read_written
from tests.banks.shelf import CANARY, MODEL, make_bank, put_canaries
from tests.banks.test_commit import git
from tests.questions.test_written import WRITTEN

LOG = logging.getLogger("test")


def banks_of(*places: Path, keeps: Path | None = None) -> Banks:
    return Banks(places, keeps, LOG)


async def told(banks: Banks) -> tuple[dict[str, list[str]], list[str]]:
    """The names of the questions by bank, and the problems."""
    every = await banks.every()
    found: dict[str, list[str]] = {}
    for one in every.questions:
        found.setdefault(one.bank, []).append(one.name)
    return found, list(every.problems)


async def refused(doing: Any) -> InterviewError:
    with pytest.raises(InterviewError) as caught:
        await doing
    return caught.value


async def test_QU23_the_starter_bank_is_always_there() -> None:
    found, problems = await told(banks_of())
    assert problems == [] and [*found] == [STARTER] and len(found[STARTER]) == 20
    [model] = [one for one in (await banks_of().every()).questions if one.name == MODEL]
    assert (model.title, model.kind, model.visible, model.hidden) == (
        "Alone in the workshop",
        "algorithm",
        3,
        6,
    )


async def test_QU23_a_bank_is_called_what_it_says_or_as_its_folder(tmp_path: Path) -> None:
    one = make_bank(tmp_path / "one", "shelf-labels", about="name: Größte\nlicense: MIT\n")
    two = make_bank(tmp_path / "two", "coupons", MODEL)
    found, problems = await told(banks_of(one, two))
    assert problems == []
    assert (found["Größte"], found["two"]) == (["shelf-labels"], [MODEL, "coupons"])
    read = await banks_of(one, two).question("Größte", "shelf-labels")
    assert (read.question.bank, read.question.name) == ("Größte", "shelf-labels")
    assert (read.question.id, read.side.question) == ("", "")


async def test_QU23_what_is_wrong_is_told_by_bank_file_and_line(tmp_path: Path) -> None:
    good = make_bank(tmp_path / "good", MODEL, "coupons")
    question = good / MODEL / "question.yaml"
    question.write_text(
        question.read_text("utf-8").replace("level: middle", "level: midle"), "utf-8"
    )
    (good / "half-a-letter").mkdir()
    about = 'format: 1\ntitle: "\\ud800"\nkind: reading\nlevel: junior\nminutes: 1\n'
    (good / "half-a-letter" / "question.yaml").write_text(about + "languages: [python]\n")
    (good / "half-a-letter" / "statement.md").write_text("x")
    bad = make_bank(tmp_path / "bad", "shelf-labels", about="nam: x\n")
    same = make_bank(tmp_path / "same", "shelf-labels", about=f"name: {STARTER}\nlicense: MIT\n")
    banks = banks_of(good, bad, same, tmp_path / "missing", good / "coupons")
    found, problems = await told(banks)
    assert found == {STARTER: found[STARTER], "good": ["coupons"]}
    assert sorted(problems) == sorted(
        [
            "bad/bank.yaml:1: There is no key nam here. Did you mean name?",
            f"Two banks are called {STARTER}; give one another name in its bank.yaml.",
            "The bank missing is not there, or cannot be read.",
            "coupons/question.yaml:1: This folder is a question; name the folder around it as a "
            "bank.",
            "good/half-a-letter: A text in it has half a character (a lone surrogate).",
            f"good/{MODEL}/question.yaml:4: midle is none of junior, middle, senior. Did you mean "
            "middle?",
        ]
    )
    assert str(tmp_path) not in " ".join(problems)
    assert banks.missing() == [tmp_path / "missing"]
    unusable = await refused(banks.question("good", MODEL))
    assert unusable.code is ErrorCode.NOT_FOUND and "question.yaml:4" in unusable.sentence
    assert str(tmp_path) not in unusable.sentence


@pytest.mark.parametrize("name", ["../good", "..", "", "/etc", "good/../good", ".hidden", "linked"])
async def test_QU23_no_name_leads_out_of_a_bank(tmp_path: Path, name: str) -> None:
    good = make_bank(tmp_path / "good", MODEL)
    elsewhere = make_bank(tmp_path / "elsewhere", "coupons")
    (good / "linked").symlink_to(elsewhere / "coupons")
    banks = banks_of(good)
    assert (await told(banks))[0]["good"] == [MODEL]
    assert (await refused(banks.question("good", name))).code is ErrorCode.NOT_FOUND
    assert (await refused(banks.question(name, MODEL))).code is ErrorCode.NOT_FOUND


async def test_QU24_a_list_reads_only_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = make_bank(tmp_path / "bank", MODEL, "coupons")
    read: list[str] = []

    def counted(folder: Path, license: str | None = None) -> Any:
        read.append(folder.name)
        return read_question(folder, license)

    monkeypatch.setattr(banks_module, "read_question", counted)
    banks = banks_of(bank)
    first = await banks.every()
    assert len(read) == 22
    read.clear()
    assert await banks.every() == first and read == []
    statement = bank / "coupons" / "statement.md"
    statement.write_text(statement.read_text("utf-8") + "More.\n", "utf-8")
    assert await banks.every() == first and read == ["coupons"]
    (bank / "bank.yaml").write_text("license: MIT\nname: other\n", "utf-8")
    found, _ = await told(banks)
    assert sorted(read) == [MODEL, "coupons", "coupons"] and found["other"] == [MODEL, "coupons"]
    read.clear()
    os.rename(bank / MODEL, bank / "renamed")
    found, _ = await told(banks)
    assert found["other"] == ["coupons", "renamed"] and read == ["renamed"]


async def test_QU24_a_question_comes_with_its_digest_and_the_commit(tmp_path: Path) -> None:
    bank = make_bank(tmp_path / "bank", MODEL)
    banks = banks_of(bank)
    first = (await banks.question("bank", MODEL)).question
    assert first.commit is None and len(first.digest) == 64
    git(bank, "init", "--quiet", "--initial-branch=main")
    git(bank, "add", ".")
    git(bank, "commit", "--quiet", "-m", "a bank")
    second = (await banks.question("bank", MODEL)).question
    assert (second.commit, second.changed) == (git(bank, "rev-parse", "HEAD"), False)
    (bank / MODEL / "statement.md").write_text("Another one.\n")
    third = (await banks.question("bank", MODEL)).question
    assert (third.commit, third.changed) == (second.commit, True)
    assert third.digest != second.digest == first.digest
    assert (await banks.question(STARTER, MODEL)).question.commit is None


async def test_QU25_the_copy_for_everybody_has_nothing_of_the_private_side(tmp_path: Path) -> None:
    bank = make_bank(tmp_path / "bank", MODEL)
    put_canaries(bank / MODEL)
    found = await banks_of(bank).question("bank", MODEL)
    assert CANARY.encode() not in msgspec.json.encode(found.question)
    secret = msgspec.json.encode(found.side).decode()
    for part in ("solution.py", "solution.js", "solution.ts", "notes.md"):
        assert f"{CANARY}-{part}" in secret
    assert f"{CANARY} case" in secret and f"{CANARY} criterion" in secret


async def test_QU26_a_question_of_an_interview_is_packed_as_files(tmp_path: Path) -> None:
    found = await banks_of().question(STARTER, MODEL)
    again = question_of(found.question, found.side)
    original, _ = read_question(starter_bank() / MODEL, "CC0-1.0")
    assert original is not None and again.public == original.public
    assert again.private.cases == original.private.cases
    kept = msgspec.json.encode(found)
    stored = msgspec.json.decode(kept, type=type(found))
    assert packed(stored.question, stored.side) == packed(found.question, found.side)


async def test_QU26_a_written_question_is_kept_as_files_and_over_nothing(tmp_path: Path) -> None:
    bank = make_bank(tmp_path / "kept", about=None)
    question = read_written(WRITTEN)
    banks = banks_of(bank, keeps=bank)
    listed = await banks.keep(question, "kept")
    assert (listed.bank, listed.name, listed.visible, listed.hidden) == (
        "kept",
        "double-of-groe",
        1,
        1,
    )
    assert [path.name for path in bank.iterdir()] == ["double-of-groe"]
    read, problems = read_question(bank / "double-of-groe")
    assert problems == [] and read == question
    assert (await told(banks))[0]["kept"] == ["double-of-groe"]
    (bank / "double-of-groe" / "statement.md").write_text("mine")
    taken = await refused(banks.keep(question, None))
    assert taken.code is ErrorCode.INVALID_FIELD and "another title" in taken.sentence
    assert (bank / "double-of-groe" / "statement.md").read_text() == "mine"
    assert [path.name for path in bank.iterdir()] == ["double-of-groe"]


async def test_QU26_a_question_is_kept_in_the_bank_for_that_alone(tmp_path: Path) -> None:
    question, other = read_written(WRITTEN), make_bank(tmp_path / "other")
    keeps = make_bank(tmp_path / "kept")
    assert (await refused(banks_of(other).keep(question, None))).code is ErrorCode.NOT_ENABLED
    gone = banks_of(keeps=tmp_path / "gone")
    assert (await refused(gone.keep(question, None))).code is ErrorCode.NOT_ENABLED
    banks = banks_of(other, keeps=keeps)
    for name in ("other", STARTER, "nowhere"):
        wrong = await refused(banks.keep(question, name))
        assert wrong.code is ErrorCode.NOT_FOUND and "bank kept" in wrong.sentence
    assert (await banks.keep(question, None)).bank == "kept"
    assert not (other / "double-of-groe").exists()


class Stopped:
    """Reads questions, and stops at those of one name until it may go on."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.read: list[str] = []
        self.has_begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self, folder: Path, license: str | None = None) -> Any:
        self.read.append(folder.name)
        if folder.name == self._name:
            self.has_begun.set()
            assert self.may_end.wait(60)
        return read_question(folder, license)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> Stopped:
    stopped = Stopped("coupons")
    monkeypatch.setattr(banks_module, "read_question", stopped)
    return stopped


async def test_QU56_nobody_waits_for_banks_that_others_have_uploaded(
    tmp_path: Path, stopped: Stopped
) -> None:
    """However many people have uploaded some that take long to read."""
    uploads = Uploads(tmp_path / "uploads")
    bank = make_bank(tmp_path / "bank", "coupons")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in bank.rglob("*.*"):
            archive.write(path, path.relative_to(bank))
    packed_files = buffer.getvalue()
    server = make_bank(tmp_path / "server", MODEL)
    banks = Banks((server,), None, LOG, uploads)
    # The starter bank has this question, too, and is known from here on.
    stopped.may_end.set()
    await banks.every()
    stopped.may_end.clear()
    stopped.has_begun.clear()
    people = [f"person-{number}" for number in range(5)]
    for person in people:
        uploads.put(person, "mine", packed_files)
    waiting = [asyncio.ensure_future(banks.every(person)) for person in people]
    try:
        assert await asyncio.to_thread(stopped.has_begun.wait, 60)
        listed = await banks.every("bo")
        assert {one.bank for one in listed.questions} == {STARTER, "server"}
        assert (await banks.question("server", MODEL, "bo")).question.name == MODEL
        assert (await banks.question("server", MODEL, people[0])).question.name == MODEL
        assert not any(task.done() for task in waiting)
    finally:
        stopped.may_end.set()
    for every in await asyncio.gather(*waiting):
        assert "mine" in {one.bank for one in every.questions}


async def test_QU56_who_lists_a_bank_that_is_being_read_reads_it_no_second_time(
    tmp_path: Path, stopped: Stopped
) -> None:
    bank = make_bank(tmp_path / "bank", "coupons", MODEL)
    banks = banks_of(bank)
    first, second = (asyncio.ensure_future(banks.every()) for _ in range(2))
    assert await asyncio.to_thread(stopped.has_begun.wait, 60)
    stopped.may_end.set()
    assert await first == await second
    assert len(stopped.read) == len((await first).questions)
