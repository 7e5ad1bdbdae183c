"""QU26: what is written as files reads as the same question, and as YAML as the same value."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.questions.bank import starter_bank
from jupyter_interview.questions.core_yaml import Inline, read_yaml, write_yaml
from jupyter_interview.questions.folder import digest_of
from jupyter_interview.questions.question import Question
from jupyter_interview.questions.reading import is_question, read_question
from jupyter_interview.questions.writing import files_of

NAMES = sorted(path.name for path in starter_bank().iterdir() if is_question(path))
ODD = [
    *("no", "on", "12:30", "017", "0o17", "0x1F", "1_000", "1e3", ".5", "~", "null", "2026-12-01"),
    *("", " ", "x ", " x", "- x", "a: b", "# x", "'", '"', "%x", "@x", "!x", "&x", "*x", "?", "|"),
    *("\n", "a\nb", "a\n", "\na", "a\n\n\nb", "a \nb", "\ta\nb", "\r", "a\r\nb", "<<", "=", "---"),
    *("\x00", "\x7f", "\x85", "a\u2028b", "\ufeffa", "\ufffe", "\U0001f422", "\U0010ffff"),
]


def written(question: Question, folder: Path) -> Path:
    for name, text in files_of(question).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_QU26_a_question_that_is_written_as_files_reads_as_the_same(
    name: str, tmp_path: Path
) -> None:
    question, _ = read_question(starter_bank() / name, "CC0-1.0")
    assert question is not None
    read, problems = read_question(written(question, tmp_path / name))
    assert problems == [] and read is not None
    assert (read.public, read.private) == (question.public, question.private)
    assert read.digest == digest_of(files_of(question))
    assert files_of(read) == files_of(question)


EVERYTHING = """\
show: names
cases:
- {group: edges, all_or_nothing: true, cases: [{name: a, call: f, raises: true}]}
- {group: edges, cases: [{name: b, call: f, raises: 'no \\w+'}, {name: c, call: f, returns: null}]}
- {name: d, call: f, raises: {python: ValueError}, points: 0, feedback: 'yes', fresh: true}
- {name: e, call: f, args: [[1]], changes: [[2]], returns: 1.5, compare: exact, seconds: 3}
- {name: f, call: f, returns: 1, compare: {close: {relative: 0.5}}}
- {name: g, call: f, returns: [1], compare: {close: {absolute: 1, relative: 0}}}
- {name: h, call: f, returns: ['12:30', {$set: [1]}, {$int: '9007199254740993'}], compare: one_of}
- name: i
  steps:
  - {new: Stack, as: left, args: [2]}
  - {new: Stack}
  - {on: left, call: push, args: [1], raises: full}
  - {call: peek, returns: [], compare: unordered}
- {name: j, stdin: "1\\n2\\n", stdout: "3\\n"}
- {name: k, stdout: '\\d', compare: matches}
- {name: l, call: f, returns: [[1, a]], compare: {rows: {on: shop.sql, ordered: true}}}
- {name: m, call: f, returns: [[2, null]], compare: {rows: {on: other.sql}}}
"""
"""Every form of a case. One of its tables is in a file that only interviewers have."""


def test_QU26_every_form_of_a_case_is_written_as_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "everything"
    about = "format: 1\ntitle: Everything\nkind: sql\nlevel: junior\nminutes: 1\nlicense: MIT\n"
    about += (
        "limits: {seconds: 1.5}\nnames: {javascript: {f: toHTML}}\ncredits: {authors: ['no']}\n"
    )
    files = {
        "question.yaml": about + "tags: [a-b]\nsource: '12:30'\n",
        "statement.md": "Do it.\n",
        "starter/solution.py": "",
        "starter/deep/more.csv": "1,2\n",
        "data/shop.sql": "create table a (b);\n",
        "private/data/other.sql": "create table c (d);\n",
        "private/tests.yaml": EVERYTHING,
        "private/notes.md": "Later.\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    question, problems = read_question(folder)
    assert problems == [] and question is not None
    assert len(question.private.cases) == 13
    again, problems = read_question(written(question, tmp_path / "again" / "everything"))
    assert problems == [] and again is not None
    assert (again.public, again.private) == (question.public, question.private)


TEXTS = st.sampled_from(ODD) | st.text(st.characters(codec="utf-8"), max_size=20)
NUMBERS = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("text", ODD)
def test_QU26_a_text_stays_a_text_and_is_the_same(text: str) -> None:
    for value in (text, {"a": text}, [text], {text: 1}):
        assert read_yaml(write_yaml(value)).value == value
        assert read_yaml(write_yaml({"a": Inline([value])})).value == {"a": [value]}


@given(VALUES)
def test_QU26_a_value_is_read_as_it_was_written(value: Any) -> None:
    assert read_yaml(write_yaml({"a": value})).value == {"a": value}
    assert read_yaml(write_yaml({"a": Inline(value)})).value == {"a": value}
