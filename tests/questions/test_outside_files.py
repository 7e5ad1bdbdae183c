"""Test code is found by its text, and is a part of the private side of a question."""

from pathlib import Path

import pytest

from jupyter_interview.banks.copies import private_copy, public_copy, question_of
from jupyter_interview.banks.keeping import keep
from jupyter_interview.checking.skeleton import write_question
from jupyter_interview.questions.cases import Outside, name_from, name_in
from jupyter_interview.questions.outside import called_names, cases_in, program_name
from jupyter_interview.questions.question import Question
from jupyter_interview.questions.reading import read_question
from jupyter_interview.questions.writing import files_of

PYTHON = """\
import random


# seconds: 5
# points: 3
# feedback: The order is that of the list.
@decorated
async def test_keeps_order():
    assert await solution.double_of(2) == 4


def test_text():
    assert "def" in solution.source


def helper():
    pass
"""
JAVASCRIPT = """\
// points: 0
test('never more than two', async () => {
  assert.equal(await solution.doubleOf(2), 4);
});
test("another one", { seconds: 1 }, () => {});
"""


def read(folder: Path, **files: str) -> tuple[Question | None, list[str]]:
    """The question of a new folder with these files in `private/outside`."""
    question = write_question(folder, "doubles")
    outside = question / "private" / "outside"
    outside.mkdir()
    for name, text in files.items():
        (outside / name).write_text(text, "utf-8")
    found, problems = read_question(question)
    return found, [str(problem) for problem in problems]


def test_QU45_tests_are_found_in_the_text() -> None:
    cases, problems = cases_in("test_order.py", PYTHON)
    assert problems == []
    first, second = cases
    assert (first.name, first.action) == (
        "keeps order",
        Outside("test_order.py", "test_keeps_order"),
    )
    assert (first.seconds, first.points) == (5, 3)
    assert first.feedback == "The order is that of the list."
    assert (second.name, second.seconds, second.points) == ("text", None, 1)
    cases, problems = cases_in("pool.test.ts", JAVASCRIPT)
    assert problems == []
    assert [(case.name, case.points) for case in cases] == [
        ("never more than two", 0),
        ("another one", 1),
    ]
    assert cases[0].action == Outside("pool.test.ts", "never more than two")


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("helpers.py", "", 1, "files with test code alone"),
        ("deeper/test_x.py", "def test_x(): pass", 1, "files with test code alone"),
        ("test_x.py", "x = 1", 1, "no test in this file"),
        ("test_x.py", "\n\ndef test_x(:", 3, "This is not Python"),
        ("test_x.py", "\ndef test_x(client): pass", 2, "has parameters"),
        ("test_x.py", "# seconds: long\ndef test_x(): pass", 2, "seconds must be a number"),
        ("test_x.py", "# points: 1.5\ndef test_x(): pass", 2, "points must be a whole number"),
        ("test_x.py", "# seconds: 0\ndef test_x(): pass", 2, "seconds must be more than 0"),
        ("test_x.py", "def test_x(): pass\nasync def test_x(): pass", 2, "Two tests are called x"),
        ("x.test.js", "it('works', () => {});", 1, "no test in this file"),
        ("x.test.js", "\ntest(name, () => {});", 2, "A test begins with its name"),
        ("x.test.js", "test(`a ${b}`, () => {});", 1, "A test begins with its name"),
        ("x.test.js", "\nimport test from 'node:test';", 2, "are not imported"),
    ],
)
def test_QU45_what_is_wrong_with_test_code_is_told_by_its_line(
    name: str, text: str, line: int, words: str
) -> None:
    _, [problem] = cases_in(name, text)
    assert (problem.file, problem.line) == (f"private/outside/{name}", line)
    assert words in problem.sentence


def test_QU45_tests_of_test_code_are_hidden_tests(tmp_path: Path) -> None:
    question, problems = read(tmp_path, **{"test_order.py": PYTHON, "pool.test.js": JAVASCRIPT})
    assert problems == [] and question is not None
    names = ["below zero", "never more than two", "another one", "keeps order", "text"]
    assert [case.name for case in question.private.cases] == names
    assert question.private.outside == {"test_order.py": PYTHON, "pool.test.js": JAVASCRIPT}
    assert [case.name for case in question.public.cases] == ["a small number"]


def test_QU45_a_test_has_no_name_of_another(tmp_path: Path) -> None:
    _, problems = read(tmp_path, **{"x.test.js": "test('below zero', () => {});"})
    assert problems == ["private/outside/x.test.js:1: Another test is called below zero, too."]


def test_QU45_what_is_written_reads_as_the_same_question(tmp_path: Path) -> None:
    question, _ = read(tmp_path, **{"test_order.py": PYTHON, "pool.test.js": JAVASCRIPT})
    assert question is not None
    copy = question_of(
        public_copy(question.public, question.digest), private_copy(question.private)
    )
    assert (copy.private.cases, dict(copy.private.outside)) == (
        question.private.cases,
        dict(question.private.outside),
    )
    files = files_of(copy)
    assert files["private/outside/test_order.py"] == PYTHON
    bank = tmp_path / "bank"
    bank.mkdir()
    keep(copy, bank)
    kept, problems = read_question(bank / "doubles")
    assert kept is not None and problems == []
    assert kept.private.cases == question.private.cases
    assert kept.private.outside == question.private.outside


def test_QU45_a_question_may_have_test_code_alone(tmp_path: Path) -> None:
    folder = write_question(tmp_path, "doubles")
    (folder / "private" / "outside").mkdir()
    (folder / "private" / "outside" / "test_order.py").write_text(PYTHON, "utf-8")
    (folder / "private" / "tests.yaml").write_text("show: names\n", "utf-8")
    (folder / "private" / "wrong" / "forgets-the-sign.py").unlink()
    question, problems = read_question(folder)
    assert question is not None and problems == []
    assert question.private.show == "names"
    assert len(question.private.cases) == 2
    written = files_of(question)
    assert written["private/tests.yaml"] == "show: names\n"
    (folder / "tests.yaml").write_text("show: names\n", "utf-8")
    _, problems = read_question(folder)
    assert "tests.yaml:1: The key cases is missing." in map(str, problems)


def test_QU45_names_are_those_of_the_language() -> None:
    names = {"javascript": {"to_html": "toHTML"}}
    for known, there in (("run_pool", "runPool"), ("to_html", "toHTML"), ("Counter", "Counter")):
        assert name_in("typescript", known, names) == there
        assert name_from("typescript", there, names) == known
        assert program_name(known, "python", "javascript", names) == there
        assert program_name(there, "javascript", "python", names) == known
        assert program_name(there, "typescript", "javascript", names) == there
    text = "await solution.run_pool(1); solution . LIMIT; solution.run_pool"
    assert called_names(text) == ["run_pool", "LIMIT"]
