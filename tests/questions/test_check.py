"""`jupyter interview questions`: writing, listing and checking questions as their authors do."""

import asyncio
import json
import re
import signal
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.questions.bank import folders, read_bank, starter_bank
from jupyter_interview.questions.shape import SCHEMAS
from tests.clients import PATIENCE
from tests.thorough import one_in

QUESTION = """\
format: 1
title: Doubling
kind: algorithm
level: junior
minutes: 5
license: CC0-1.0
limits: {seconds: 1}
"""
TESTS = """\
cases:
- {name: two, call: double_of, args: [2], returns: 4}
- {name: null is an error, call: double_of, args: [null], raises: true}
"""
HIDDEN = """\
cases:
- {name: below zero, call: double_of, args: [-3], returns: -6}
- {name: many times, call: double_of, args: [1000], returns: 2000}
"""
SOLUTION = """\
function doubleOf(number) {
  if (number === null) throw new TypeError('a number is needed');
  return 2 * number;
}
"""

OUTSIDE = """\
test('any number', async () => {
  for (const number of [1, 2, 3, 5]) {
    assert.equal(await solution.doubleOf(number), 2 * number);
  }
});
"""


def bank(folder: Path, **files: str) -> Path:
    """A bank with one question, in JavaScript alone."""
    question = folder / "doubling"
    texts = {
        "question.yaml": QUESTION,
        "statement.md": "Write `doubleOf(number)`.\n",
        "tests.yaml": TESTS,
        "private/tests.yaml": HIDDEN,
        "starter/solution.js": "function doubleOf(number) {\n}\n",
        "private/solution.js": SOLUTION,
        **files,
    }
    for name, text in texts.items():
        path = question / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_QU8_a_new_question_passes_its_own_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["questions", "new", "first-steps"]) == 0
    assert (tmp_path / "first-steps" / "private" / "solution.ts").is_file()
    for name in SCHEMAS:
        schema = tmp_path / ".schemas" / f"{name}.schema.json"
        assert json.loads(schema.read_text())["title"]
    capsys.readouterr()
    assert main(["questions", "check"]) == 0
    said = capsys.readouterr().out
    assert "private/wrong/forgets-the-sign.py: ok" in said
    assert "1 question, 8 checks, 0 problems." in said
    assert main(["questions", "list"]) == 0
    assert "first-steps  First steps" in capsys.readouterr().out


@pytest.mark.parametrize("name", SCHEMAS)
def test_QU8_a_schema_is_printed_as_it_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", "schema", name]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert main(["questions", "new", "first-steps", "--bank", str(tmp_path)]) == 0
    written = tmp_path / ".schemas" / f"{name}.schema.json"
    assert printed == json.loads(written.read_text("utf-8"))
    assert set(printed) >= {"$schema", "title"}


def test_QU8_nothing_is_written_over_and_names_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("doubling", "Doubling", "../doubling", "a--b"):
        assert main(["questions", "new", name, "--bank", str(bank(tmp_path))]) == 1
    assert (tmp_path / "doubling" / "private" / "solution.js").read_text() == SOLUTION
    assert "There is something at" in capsys.readouterr().err


def test_QU59_no_question_is_written_into_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bank(tmp_path) / "doubling")
    assert main(["questions", "new", "another"]) == 1
    assert "go to the folder above it, or name one with --bank." in capsys.readouterr().err
    assert not Path("another").exists()
    assert main(["questions", "new", "another", "--bank", ".."]) == 0
    assert (tmp_path / "another" / "question.yaml").is_file()


def test_QU59_a_list_of_a_folder_without_questions_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", "list", str(tmp_path)]) == 1
    assert "There is no question here" in capsys.readouterr().out


FAULTS = {
    "a solution that fails": (
        {"private/solution.js": SOLUTION.replace("2 *", "3 *")},
        "private/solution.js:1: “two” does not pass: expected 4; got 6",
    ),
    "a solution that takes long": (
        {
            "private/solution.js": SOLUTION.replace("return", "wait(number); return")
            + (
                "function wait(number) {\n"
                "  const end = performance.now() + (number === 1000 ? 450 : 0);\n"
                "  while (performance.now() < end);\n}\n"
            )
        },
        "of 1 s: it should take a third at most.",
    ),
    "a starter that passes": (
        {"starter/solution.js": "function doubleOf(number) {\n  throw new Error('not yet');\n}\n"},
        "starter/solution.js:1: A starter passes nothing; “null is an error” passes. Let it return "
        "what is right in no case.",
    ),
    "a wrong solution that passes": (
        {"private/wrong/right.js": f"// fails: two\n{SOLUTION}"},
        "private/wrong/right.js:1: “two” should fail, and passes.",
    ),
    "a wrong solution that fails elsewhere": (
        {"private/wrong/abs.js": f"// fails: below zero\n{SOLUTION.replace('2 *', '-2 *')}"},
        "private/wrong/abs.js:1: “two” fails, too: its first line should say so.",
    ),
    "a hidden case that the statement names": (
        {"statement.md": "Write it.\n\nThink of what is\nbelow zero.\n"},
        "statement.md:4: This names the hidden case “below zero”.",
    ),
    "a line of the solution in the statement": (
        {
            "statement.md": (
                "Like so:\n\n  if (number === null) throw new TypeError('a number is needed');\n"
            )
        },
        "statement.md:3: This is a line of a solution.",
    ),
    "a language without a solution": (
        {"starter/solution.ts": "function doubleOf(number: number): void {\n}\n"},
        "question.yaml:1: typescript has no solution: write private/solution.ts.",
    ),
    "a solution that fails test code": (
        {
            "private/outside/any.test.js": OUTSIDE,
            "private/solution.js": SOLUTION.replace("2 *", "(number === 5 ? 3 : 2) *"),
        },
        "private/solution.js:1: “any number” does not pass: any.test.js:3: ",
    ),
    "a wrong solution that test code fails": (
        {
            "private/outside/any.test.js": OUTSIDE,
            "private/wrong/five.js": "// fails: below zero\n"
            + SOLUTION.replace("2 *", "(number === 5 || number < 0 ? 3 : 2) *"),
        },
        "private/wrong/five.js:1: “any number” fails, too: its first line should say so.",
    ),
    "a starter that passes test code": (
        {"private/outside/any.test.js": "test('nothing at all', () => {});\n"},
        "starter/solution.js:1: A starter passes nothing; “nothing at all” passes.",
    ),
    "test code that is none": (
        {"private/outside/helpers.js": OUTSIDE},
        "private/outside/helpers.js:1: Here are files with test code alone",
    ),
    "a line of test code in the statement": (
        {
            "private/outside/any.test.js": OUTSIDE,
            "statement.md": "assert.equal(await solution.doubleOf(number), 2 * number);\n",
        },
        "statement.md:1: This is a line of test code.",
    ),
    "an unknown key": (
        {"question.yaml": f"{QUESTION}colour: red\n"},
        "question.yaml:8: There is no key colour here.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_QU9_what_is_wrong_with_a_question_is_found(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """QU45, too: with test code as with cases."""
    files, sentence = FAULTS[name]
    assert main(["questions", "check", str(bank(tmp_path, **files))]) == 1
    assert sentence in capsys.readouterr().out


def test_QU45_a_question_with_test_code_passes_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = SOLUTION.replace("2 *", "(number === 5 ? 3 : 2) *")
    files = {
        "private/outside/any.test.js": OUTSIDE,
        "private/wrong/five.js": f"// fails: any number\n{wrong}",
    }
    assert main(["questions", "check", str(bank(tmp_path, **files))]) == 0, capsys.readouterr().out


def test_QU9_a_case_that_seems_to_be_slow_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slow_behind_others = "let calls = 0;\n" + SOLUTION.replace(
        "return",
        "const end = performance.now() + (number === 1000 && calls > 0 ? 450 : 0);\n"
        "  calls++;\n  while (performance.now() < end);\n  return",
    )
    files = {"private/solution.js": slow_behind_others}
    assert main(["questions", "check", str(bank(tmp_path, **files))]) == 0, capsys.readouterr().out


async def test_QU9_what_has_been_tried_is_told_while_it_works(tmp_path: Path) -> None:
    """Through a pipe, as in continuous integration: what was well is told before the last program
    ends, which here is after whoever reads has stopped it."""
    endless = f"// fails: two\nfor (;;);\n{SOLUTION}"
    files = {"question.yaml": QUESTION.replace("seconds: 1", "seconds: 30")}
    questions = bank(tmp_path, **files, **{"private/wrong/never-ends.js": endless})
    check = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("jupyter-interview"),
        *("questions", "check", str(questions)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert check.stdout is not None
    try:
        async with asyncio.timeout(3 * PATIENCE):
            told = [(await check.stdout.readline()).decode() for _ in range(3)]
        assert told == ["doubling\n", "  files: ok\n", "  private/solution.js: ok\n"]
        assert check.returncode is None
    finally:
        check.send_signal(signal.SIGINT)
        await check.wait()


def test_QU9_a_report_is_written_for_continuous_integration(tmp_path: Path) -> None:
    files = {"private/wrong/right.js": f"// fails: two\n{SOLUTION}"}
    report = tmp_path / "report.xml"
    questions = bank(tmp_path / "bank", **files)
    assert main(["questions", "check", str(questions), "--junit", str(report)]) == 1
    suite = ElementTree.parse(report).getroot()[0]
    cases = {each.attrib["name"]: each for each in suite}
    assert (suite.attrib["tests"], suite.attrib["failures"]) == (str(len(cases)), "1")
    assert set(cases) >= {"files", "private/solution.js", "starter/solution.js"}
    [failure] = cases["private/wrong/right.js"]
    assert "“two” should fail, and passes." in (failure.text or "")


def test_QU9_a_question_is_checked_from_within_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bank(tmp_path) / "doubling")
    assert main(["questions", "check", "--no-run"]) == 0
    assert main(["questions", "check", "--no-run", "."]) == 0


def test_QU9_without_running_anything_the_files_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = bank(tmp_path, **{"private/solution.js": "broken("})
    assert main(["questions", "check", "--no-run", str(questions)]) == 0
    assert main(["questions", "check", "--no-run", str(tmp_path / "doubling" / "private")]) == 1
    assert "There is no question here" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("tests.yaml", f"{TESTS[:-1]}\n- {'[' * 900}", "tests.yaml:4: The values lie too deep"),
        (
            "private/tests.yaml",
            HIDDEN.replace("-6", f"'{'(' * 900}{')' * 900}', compare: matches"),
            "private/tests.yaml:2: The groups of a regular expression may lie at most 50 deep",
        ),
        ("../bank.yaml", f"name: {'[' * 900}", "../bank.yaml:1: The values lie too deep"),
    ],
)
def test_QU9_what_lies_too_deep_is_told_by_file_and_line(
    file: str, text: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", "check", "--no-run", str(bank(tmp_path, **{file: text}))]) == 1
    assert sentence in capsys.readouterr().out


STARTERS = one_in(5, [*folders([starter_bank()])], lambda folder: folder.name)


@pytest.mark.parametrize("folder", STARTERS, ids=lambda folder: folder.name)
def test_QU16_the_questions_that_come_with_the_package_pass_their_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", "check", str(folder)]) == 0, capsys.readouterr().out


def test_QU16_the_questions_that_come_with_the_package_are_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["questions", "check", "--no-run", "--starter"]) == 0, capsys.readouterr().out
    found = [read.question for read in read_bank([starter_bank()])]
    questions = [question for question in found if question is not None]
    assert len(questions) == 20
    kinds = {"algorithm", "debugging", "refactoring", "design", "data", "sql"}
    assert {question.public.kind for question in questions} == kinds | {"concurrency", "reading"}
    for question in questions:
        public, private = question.public, question.private
        assert public.languages == ("python", "javascript", "typescript"), public.id
        headings = re.findall(r"(?m)^\*\*(Hints|Follow-ups)\b[^*]*\*\*\s+\S", private.notes)
        assert {*headings} == {"Hints", "Follow-ups"}, public.id
        assert len(private.notes.split()) >= 250, public.id
        assert len(private.rubric) >= 3, public.id
        for criterion in private.rubric:
            # What can be seen of somebody, each level another thing, and no word such as "good".
            assert len({*criterion.levels}) == len(criterion.levels) >= 3, public.id
            assert all(len(level.split()) >= 2 for level in criterion.levels), public.id
        if public.kind != "reading":
            assert len(public.cases) >= 3 and len(private.cases) >= 6, public.id
            assert {wrong.language for wrong in private.wrong} == {*public.languages}, public.id
            assert len({wrong.name for wrong in private.wrong}) >= 3, public.id
