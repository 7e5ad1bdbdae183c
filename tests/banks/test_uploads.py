"""QU23: banks that people upload as zips, whatever is in these."""

import io
import logging
import os
import shutil
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from signal import SIGKILL
from stat import S_IFLNK
from typing import Any

import pytest

from jupyter_interview.banks import uploads as uploads_module
from jupyter_interview.banks.banks import STARTER, Banks
from jupyter_interview.banks.uploads import MOST_BANKS, BadBank, Uploads, unpacked
from jupyter_interview.domain.errors import ErrorCode
from tests.banks.shelf import MODEL, make_bank
from tests.banks.test_banks import refused, told

LOG = logging.getLogger("test")
SMALL = {
    "q/question.yaml": "format: 1\ntitle: Q\nkind: reading\nlevel: junior\nminutes: 1\n"
    "languages: [python]\nlicense: MIT\n",
    "q/statement.md": "Read it.\n",
}


def zipped(files: Mapping[str, str | bytes], **options: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def folder_zipped(folder: Path, before: str = "") -> bytes:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return zipped({before + str(path.relative_to(folder)): path.read_bytes() for path in files})


def inside(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*")]


async def test_QU23_an_uploaded_bank_is_for_whoever_uploaded_it(tmp_path: Path) -> None:
    bank = make_bank(tmp_path / "bank", MODEL, "coupons", about="name: other\nlicense: MIT\n")
    banks = Banks((), None, LOG, Uploads(tmp_path / "uploads"))
    listed = await banks.upload("ana", "mine", folder_zipped(bank))
    assert [(one.bank, one.name) for one in listed.questions] == [
        ("mine", MODEL),
        ("mine", "coupons"),
    ]
    assert listed.problems == ()
    assert [one.bank for one in (await banks.every("ana")).questions].count("mine") == 2
    assert {one.bank for one in (await banks.every("bo")).questions} == {STARTER}
    assert (await told(banks))[0].keys() == {STARTER}
    found = await banks.question("mine", MODEL, "ana")
    assert (found.question.bank, found.question.name) == ("mine", MODEL)
    for owner in ("bo", None):
        assert (await refused(banks.question("mine", MODEL, owner))).code is ErrorCode.NOT_FOUND
    assert (await refused(banks.discard("bo", "mine"))).code is ErrorCode.NOT_FOUND
    assert "ana" not in str(inside(tmp_path / "uploads"))

    shutil.rmtree(bank / MODEL)
    outer = await banks.upload("ana", "mine", folder_zipped(bank, "repo-main/"))
    assert [one.name for one in outer.questions] == ["coupons"], "the new version stands alone"
    await banks.discard("ana", "mine")
    assert {one.bank for one in (await banks.every("ana")).questions} == {STARTER}
    assert (await refused(banks.discard("ana", "mine"))).code is ErrorCode.NOT_FOUND
    assert len(inside(tmp_path / "uploads")) == 1, "the empty folder of its owner"


async def test_QU23_what_is_wrong_in_an_uploaded_bank_is_told(tmp_path: Path) -> None:
    banks = Banks((), None, LOG, Uploads(tmp_path / "uploads"))
    wrong = {**SMALL, "p/question.yaml": "format: 2\n", "p/statement.md": "x"}
    listed = await banks.upload("ana", "mine", zipped(wrong))
    assert [one.name for one in listed.questions] == ["q"]
    assert listed.problems and all(one.startswith("mine/p/") for one in listed.problems)
    assert str(tmp_path) not in str(listed.problems)


async def test_QU23_whoever_uploaded_a_bank_can_remove_it_even_if_it_cannot_be_used(
    tmp_path: Path,
) -> None:
    """It counts among the ten, and what removes it is found by ``uploads``."""
    uploads = Uploads(tmp_path / "uploads")
    banks = Banks((), None, LOG, uploads)
    broken = await banks.upload("ana", "broken", zipped({**SMALL, "bank.yaml": "name: [\n"}))
    assert broken.questions == () and broken.problems[0].startswith("broken/bank.yaml")
    await banks.upload("ana", "own", zipped(SMALL))
    banks = Banks((make_bank(tmp_path / "own", MODEL),), None, LOG, uploads)
    every = await banks.every("ana")
    assert every.uploads == ("broken", "own")
    [taken] = [one for one in every.problems if "a bank own, too" in one]
    assert "upload it under another name" in taken, "a bank.yaml says nothing of its name"
    for name in every.uploads:
        await banks.discard("ana", name)
    assert (await banks.every("ana")).uploads == ()


async def test_QU23_names_and_numbers_of_uploaded_banks_are_bounded(tmp_path: Path) -> None:
    own = make_bank(tmp_path / "own", MODEL)
    banks = Banks((own,), None, LOG, Uploads(tmp_path / "uploads"))
    for name in (STARTER, "own", "..", "../x", "a/b", "", "Mine", "x" * 61, ".making-x"):
        wrong = await refused(banks.upload("ana", name, zipped(SMALL)))
        assert wrong.code is ErrorCode.INVALID_FIELD, name
    for number in range(MOST_BANKS):
        await banks.upload("ana", f"bank-{number}", zipped(SMALL))
    await banks.upload("ana", "bank-0", zipped(SMALL))
    many = await refused(banks.upload("ana", "one-more", zipped(SMALL)))
    assert many.code is ErrorCode.INVALID_FIELD and "remove one" in many.sentence
    await banks.upload("bo", "one-more", zipped(SMALL))
    without = Banks((), None, LOG)
    for doing in (without.upload("ana", "mine", b""), without.discard("ana", "mine")):
        assert (await refused(doing)).code is ErrorCode.NOT_ENABLED


def linked() -> bytes:
    link = zipfile.ZipInfo("q/link.md")
    link.external_attr = (S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in SMALL.items():
            archive.writestr(name, text)
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def encrypted() -> bytes:
    """With the marks of encrypted files, in both places where a zip has them."""
    content = bytearray(zipped(SMALL))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "This is not a zip"),
    "no zip": (b"PK\x03\x04 and no more", "This is not a zip"),
    "cut off": (zipped(SMALL)[:-30], "This is not a zip"),
    "no question": (zipped({"readme.md": "x", "a/b.md": "y"}), "There is no question in it"),
    "no files": (zipped({}), "There is no question in it"),
    "upwards": (zipped({**SMALL, "../evil.py": "x"}), "'../evil.py' cannot be"),
    "upwards inside": (zipped({**SMALL, "q/../../evil.py": "x"}), "'q/../../evil.py' cannot be"),
    "absolute": (zipped({**SMALL, "/etc/evil": "x"}), "'/etc/evil' cannot be"),
    "a drive": (zipped({**SMALL, "C:/evil": "x"}), "'C:/evil' cannot be"),
    "backslashes": (zipped({**SMALL, "q\\evil": "x"}), "'q\\\\evil' cannot be"),
    "a file as a folder": (zipped({**SMALL, "q/statement.md/x": "x"}), "'q/statement.md/x' cannot"),
    "folders without end": (
        zipped({f"{'a/' * 1000}{name}": text for name, text in SMALL.items()}),
        "'a/a/a/",
    ),
    "a link": (linked(), "A bank cannot have links"),
    "encrypted": (encrypted(), "Its files are encrypted"),
    "another packing": (zipped(SMALL, compression=zipfile.ZIP_BZIP2), "Its files are encrypted"),
}


@pytest.mark.parametrize("content, said", BAD.values(), ids=BAD)
def test_QU23_a_zip_that_does_harm_or_is_none_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(BadBank) as caught:
        Uploads(tmp_path / "uploads").put("ana", "mine", content)
    assert str(caught.value).startswith(said)
    assert [*tmp_path.iterdir()] == []


def test_QU23_a_zip_unpacks_to_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads_module, "MOST_BYTES", 10_000)
    bomb = zipped({**SMALL, "q/data/x.csv": "0" * 10_000_000}, compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    with pytest.raises(BadBank, match="at most 10,000 bytes"):
        unpacked(bomb)
    monkeypatch.setattr(uploads_module, "MOST_FILES", 1)
    with pytest.raises(BadBank, match="at most 1 files"):
        unpacked(zipped(SMALL))


def test_QU23_what_no_bank_reads_is_left_out() -> None:
    more = {".git/config": "x", "__MACOSX/q/x": "x", "q/.DS_Store": "x", "q/__pycache__/a": "x"}
    assert unpacked(zipped({**SMALL, **more})).keys() == SMALL.keys()


async def test_QU23_nothing_is_remembered_of_a_bank_that_is_gone(tmp_path: Path) -> None:
    """However often somebody uploads others."""
    banks = Banks((), None, LOG, Uploads(tmp_path))
    sizes = set()
    for name in ("one", "two", "three"):
        await banks.upload("ana", name, zipped(SMALL))
        await banks.discard("ana", name)
        await banks.every("bo")
        sizes.add(len(banks._known))
    await banks.upload("ana", "one", zipped(SMALL))
    await banks.every("bo")
    assert {size + 1 for size in sizes} == {len(banks._known)}, "What is there is known."


def put_and_be_killed(uploads: Uploads, content: bytes, step: int) -> bool:
    """Upload a bank in a process that is killed before its nth change of the disk; answers whether
    that came to its end."""
    child = os.fork()
    if child == 0:
        try:
            left = [step]

            def hear(event: str, _: object) -> None:
                if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open"):
                    left[0] -= 1
                    if left[0] == 0:
                        os.kill(os.getpid(), SIGKILL)

            sys.addaudithook(hear)
            uploads.put("ana", "mine", content)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def test_QU23_a_server_that_is_killed_keeps_the_earlier_bank_or_has_the_new_one(
    tmp_path: Path,
) -> None:
    two = {**SMALL, **{name.replace("q/", "r/"): text for name, text in SMALL.items()}}
    seen: list[set[str]] = []
    for step in range(1, 200):
        uploads = Uploads(tmp_path / str(step))
        uploads.put("ana", "mine", zipped(SMALL))
        has_ended = put_and_be_killed(uploads, zipped(two), step)
        [(name, folder)] = uploads.banks_of("ana").items()
        seen.append({path.name for path in folder.iterdir()})
        assert name == "mine"
        assert all((question / "statement.md").is_file() for question in folder.iterdir())
        assert seen[-1] in ({"q"}, {"q", "r"}), step
        # Whatever is left behind does not keep anybody from uploading it again.
        uploads.put("ana", "mine", zipped(SMALL))
        assert {path.name for path in uploads.banks_of("ana")["mine"].iterdir()} == {"q"}
        assert uploads.remove("ana", "mine") and uploads.banks_of("ana") == {}
        if has_ended:
            break
    assert has_ended and {"q"} in seen and seen[-1] == {"q", "r"}


def test_QU23_what_was_being_made_when_a_server_ended_is_removed(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    uploads.put("ana", "mine", zipped(SMALL))
    [home] = tmp_path.iterdir()
    for name in (".making-old", ".making-new"):
        (home / name / "new").mkdir(parents=True)
    os.utime(home / ".making-old", (0, 0))
    uploads.put("ana", "mine", zipped(SMALL))
    assert {path.name for path in home.iterdir()} == {".making-new", "mine.2"}
