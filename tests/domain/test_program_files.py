"""RU19, RU28: what may be a file of a program."""

import json

import pytest

from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.program_files import TextFile, check_files, is_file_name
from tests.runner.site import ROOT

NAMES = json.loads((ROOT / "tests" / "corpus" / "file-names.json").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES["allowed"], ids=ascii)
def test_RU19_names_that_are_allowed(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize("name", NAMES["refused"], ids=ascii)
def test_RU19_names_that_are_refused(name: str) -> None:
    assert not is_file_name(name)


def refusal(*files: tuple[str, str], most: int = 100) -> InterviewError:
    with pytest.raises(InterviewError) as refused:
        check_files("main.py", "12345", [TextFile(*file) for file in files], most)
    return refused.value


def test_RU28_files_are_bounded_in_number_and_size() -> None:
    check_files("main.py", "12345", [TextFile(f"{n}", "12345") for n in range(19)], 100)
    check_files("main.py", "12345", [TextFile("main.py", "not counted" * 10)], 5)
    assert "at most 20 files" in refusal(*((f"{n}", "") for n in range(20))).sentence
    too_long = refusal(("a", "é" * 48))
    assert (too_long.code, "100 bytes" in too_long.sentence) == (ErrorCode.TEXT_TOO_LONG, True)


def test_RU19_a_name_is_of_one_file() -> None:
    assert refusal(("a", ""), ("a", "")).sentence == "There are two files with the name a."
    assert "both a file and the folder" in refusal(("a", ""), ("a/b", "")).sentence
    assert refusal(("../a", "")).code is ErrorCode.INVALID_FIELD
