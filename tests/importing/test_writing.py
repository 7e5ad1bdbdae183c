"""What is read in other formats becomes whole questions, or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.cli import main
from jupyter_interview.importing.authored import authored
from jupyter_interview.importing.draft import Draft, LeftOut
from jupyter_interview.importing.writing import write_draft
from jupyter_interview.importing.yaml_text import document
from jupyter_interview.questions.core_yaml import read_yaml
from jupyter_interview.questions.values import written
from tests.importing.sources import questions_in, write_files

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=20), inner, max_size=4)
    ),
    max_leaves=12,
)
HARD = ["no", "null", "1e3", "0o17", "12:30", "a: b", "# a", "- a", "", " ", "\t", "~", "=", "<<"]
TEXTS = (
    st.sampled_from(HARD) | st.text() | st.text(st.sampled_from("a \t\n\r#:-|>\x85\u2028\ufeff"))
)


def read_back(text: str) -> Any:
    return read_yaml(text).value


def no_file(name: str) -> str:
    raise AssertionError(name)


@given(VALUES)
def test_QU37_whatever_values_a_case_has_are_read_back(value: Any) -> None:
    wanted = authored(value)
    [case] = read_back(document({"cases": [{"name": "one", "args": [wanted]}]}))["cases"]
    assert case == {"name": "one", "args": [wanted]}
    assert json.dumps(written(case["args"], no_file), allow_nan=False)


@given(TEXTS, TEXTS)
def test_QU37_whatever_texts_a_case_has_are_read_back(one: str, other: str) -> None:
    case = {"name": one, "stdin": other, "stdout": one}
    assert read_back(document({"show": "counts", "cases": [case]}))["cases"] == [case]


def test_QU37_lines_of_a_text_stand_as_they_are() -> None:
    text = document({"cases": [{"name": "sample 1", "stdin": "2\n1 2\n\n", "stdout": "3\n4\n"}]})
    assert text == (
        'cases:\n- name: sample 1\n  stdin: "2\\n1 2\\n\\n"\n  stdout: |\n    3\n    4\n'
    )


def draft(**changed: Any) -> Draft:
    fields: dict[str, Any] = {
        "id": "doubling",
        "about": {
            "title": "Doubling",
            "kind": "algorithm",
            "level": "junior",
            "minutes": 5,
            "license": "CC0-1.0",
        },
        "statement": "Write it.",
        "visible": [{"name": "two", "call": "double_of", "args": [2], "returns": 4}],
        "hidden": [{"name": "one", "call": "double_of", "args": [1], "returns": 2}],
        "files": {"starter/solution.py": "def double_of(number):\n    pass\n"},
    }
    return Draft(**(fields | changed))


def test_QU37_a_draft_becomes_a_question(tmp_path: Path) -> None:
    assert write_draft(draft(), tmp_path) == tmp_path / "doubling"
    question = questions_in(tmp_path)["doubling"]
    assert [case.name for case in question.public.cases] == ["two"]
    assert [case.name for case in question.private.cases] == ["one"]
    assert [path.name for path in tmp_path.iterdir()] == ["doubling"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"statement": ""}, "It would be no question: statement.md:1: A question needs a"),
        ({"files": {}}, "It would be no question: question.yaml:1: There is neither a starter"),
        ({"visible": [{"name": "two", "stdout": "\ud800"}]}, "It has half a character"),
    ],
)
def test_QU37_what_would_be_no_question_leaves_nothing(
    changed: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(LeftOut, match=reason):
        write_draft(draft(**changed), tmp_path)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("there", ["a folder", "a file", "a link that leads nowhere"])
def test_QU37_nothing_is_written_over(there: str, tmp_path: Path) -> None:
    place = tmp_path / "doubling"
    match there:
        case "a folder":
            place.mkdir()
        case "a file":
            place.write_text("mine")
        case _:
            place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(LeftOut, match="There is something at"):
        write_draft(draft(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["doubling"]
    assert place.is_symlink() or place.is_file() or [*place.iterdir()] == []


CASES = {
    "cases": [
        {"description": "two", "property": "double", "input": {"number": 2}, "expected": 4},
    ]
}


def test_QU37_each_problem_is_told_by_its_file_and_all_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = write_files(
        tmp_path / "clone",
        {
            "exercises/doubling/canonical-data.json": json.dumps(CASES),
            "exercises/doubling/instructions.md": "Double a number.",
            "exercises/old/.deprecated": "",
            "exercises/older/.deprecated": "",
            "LICENSE": "MIT, by somebody",
        },
    )
    bank = tmp_path / "new" / "bank"
    command = ["questions", "import", "exercism", str(clone), "--to", str(bank)]
    assert main(command) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "exercises/doubling/canonical-data.json: doubling (tests: 1 visible, 0 hidden)",
        "exercises/old/canonical-data.json: left out: It is deprecated.",
        "exercises/older/canonical-data.json: left out: It is deprecated.",
    ]
    assert "Questions written: 1. Problems left out: 2." in said
    assert "  2: It is deprecated." in said
    assert (bank / ".schemas" / "tests.schema.json").is_file()
    assert (bank / "LICENSE-exercism").read_text("utf-8") == "MIT, by somebody"
    (bank / "LICENSE-exercism").write_text("mine")
    assert main(command) == 1
    assert "left out: There is something at" in capsys.readouterr().out
    assert [*questions_in(bank)] == ["doubling"]
    assert (bank / "LICENSE-exercism").read_text() == "mine"


def test_QU37_a_place_without_problems_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for format_ in ("exercism", "kattis", "humaneval"):
        assert main(["questions", "import", format_, str(tmp_path), "--to", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out.count("There is nothing in") == 2
    assert "has no HumanEval.jsonl.gz" in said.err
    with pytest.raises(SystemExit):
        main(["questions", "import", "kattis", str(tmp_path / "nowhere")])
    assert [*tmp_path.iterdir()] == []
