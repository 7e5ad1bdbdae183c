"""Problem packages of Kattis and ICPC contests become questions."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.importing.tex import markdown_of
from jupyter_interview.questions.cases import Case, Whole
from tests.importing.sources import questions_in, without_hurry, write_files

SUM = "import sys\n\nprint(sum(map(int, sys.stdin.read().split())))\n"
LEGACY = {
    "problem.yaml": (
        "name: Sum of two\n"
        "author: Ada Example <ada@example.org>, Bo Example and Cy Example\n"
        "license: cc by-sa\nsource: A contest\nsource_url: https://example.org\n"
        "keywords: Arithmetic warm_up\n"
    ),
    "problem_statement/problem.en.tex": (
        "\\problemname{Sum}\n% a comment\nAdd two numbers, $1 \\le a, b \\le 10$.\n\n"
        "\\section*{Input}\nTwo \\textbf{whole} numbers.\n"
    ),
    "data/sample/1.in": "1 2\n",
    "data/sample/1.ans": "3\n",
    "data/secret/01-small.in": "2 2\n",
    "data/secret/01-small.ans": "4\n",
    "data/secret/group/02,large.in": f"{10**9} {10**9}\n",
    "data/secret/group/02,large.ans": f"{2 * 10**9}\n",
    "data/secret/group/02,large.hint": "Numbers\nmay be large.\n",
    "submissions/accepted/sum.py": SUM,
    "submissions/accepted/sum.js": (
        "const lines = require('fs').readFileSync(0, 'utf8').split(/\\s+/);\n"
        "console.log(Number(lines[0]) + Number(lines[1]));\n"
    ),
    "submissions/accepted/sum.cpp": "int main() {}\n",
    "submissions/wrong_answer/minus.py": SUM.replace("sum(", "-sum("),
}
DRAFT = {
    "problem.yaml": (
        "problem_format_version: 2023-07-draft\n"
        "name: {de: Summe, en: Sum}\n"
        "uuid: 01234567-89ab-cdef-0123-456789abcdef\n"
        "credits: {authors: [Ada Example <ada@example.org>]}\n"
        "source: [{name: A contest, url: https://example.org}, Another]\n"
        "license: cc0\nlimits: {time_limit: 2.5}\nconstants: {most: 100}\n"
    ),
    "statement/problem.de.md": "Addiere.\n",
    "statement/problem.en.md": "Add numbers up to {{most}}.\n\n{{remainingsamples}}\n",
    "data/sample/1.in": "1 2\n",
    "data/sample/1.ans": "3\n",
    "data/secret/1.in": "0 100\n",
    "data/secret/1.ans": "100\n",
    "data/secret/2.in": "50 50\n",
    "data/secret/2.ans": "100\n",
    "data/secret/2.yaml": "hint: Two of them are the same.\n",
    "submissions/accepted/sum.py": SUM.replace("print(", "print({{most}} * 0 + "),
    "submissions/wrong_answer/different.py": (
        "a, b = map(int, input().split())\nprint(a + b if a != b else a)\n"
    ),
    "submissions/wrong_answer/unknown.py": "print(3)\n",
    "submissions/submissions.yaml": (
        "wrong_answer/different.py:\n"
        "  sample: {permitted: [AC]}\n"
        "  secret/1: {permitted: [AC]}\n"
        "  secret/2: {required: [WA]}\n"
    ),
}


def imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], **packages: Mapping[str, str]
) -> tuple[Path, str]:
    """The bank that packages become, and what is said."""
    for name, files in packages.items():
        write_files(tmp_path / "packages" / name, files)
    bank = tmp_path / "bank"
    main(["questions", "import", "kattis", str(tmp_path / "packages"), "--to", str(bank)])
    return bank, capsys.readouterr().out


def texts(case: Case) -> tuple[str, str]:
    assert isinstance(case.action, Whole)
    return case.action.stdin, case.action.stdout.value


def test_QU39_a_legacy_package_becomes_a_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, said = imported(tmp_path, capsys, sumoftwo=LEGACY)
    question = questions_in(bank)["sumoftwo"]
    public, private = question.public, question.private
    assert (public.title, public.license) == ("Sum of two", "CC-BY-SA-4.0")
    assert public.authors == ("Ada Example", "Bo Example", "Cy Example")
    assert public.source == "A contest, https://example.org"
    assert public.tags == ("kattis", "arithmetic", "warm-up")
    assert public.languages == ("python", "javascript")
    assert public.statement == (
        "# Sum of two\n\nAdd two numbers, $1 \\le a, b \\le 10$.\n\n## Input\n"
        "Two **whole** numbers.\n\n## Sample 1\n\n```text\n1 2\n```\n\n```text\n3\n```\n"
    )
    assert [(case.name, texts(case)) for case in public.cases] == [("sample 1", ("1 2\n", "3\n"))]
    assert [case.name for case in private.cases] == ["secret 01-small", "secret group 02 large"]
    assert private.cases[1].feedback == "Numbers may be large."
    assert private.solutions["python"] == SUM and not private.wrong
    assert "Other accepted programs are left aside: sum.cpp." in said
    assert "nothing says which cases they fail: minus.py." in said


def test_QU39_a_package_of_2023_07_becomes_a_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, _ = imported(tmp_path, capsys, sum=DRAFT)
    question = questions_in(bank)["sum"]
    public = question.public
    assert (public.title, public.license, public.seconds) == ("Sum", "CC0-1.0", 2.5)
    assert public.uuid == "01234567-89ab-cdef-0123-456789abcdef"
    assert public.authors == ("Ada Example",)
    assert public.source == "A contest https://example.org, Another"
    assert public.statement.startswith("# Sum\n\nAdd numbers up to 100.\n\n## Sample 1\n")
    assert question.private.cases[1].feedback == "Two of them are the same."
    assert "print(100 * 0 + sum(" in question.private.solutions["python"]


def test_QU40_a_wrong_program_is_taken_where_it_is_known_what_it_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = {name: text for name, text in LEGACY.items() if not name.startswith("data/secret")}
    bank, said = imported(tmp_path, capsys, sum=DRAFT, one=one)
    questions = questions_in(bank)
    [wrong] = questions["sum"].private.wrong
    assert (wrong.name, wrong.fails) == ("different.py", ("secret 2",))
    assert "nothing says which cases they fail: unknown.py." in said
    [wrong] = questions["one"].private.wrong
    assert (wrong.name, wrong.fails) == ("minus.py", ("sample 1",))


def test_QU39_QU40_solutions_and_wrong_programs_pass_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = {name: text for name, text in LEGACY.items() if name.endswith("sum.js")}
    files = {name: text for name, text in (DRAFT | script).items() if "secret/1" not in name}
    bank, _ = imported(tmp_path, capsys, sum=files)
    without_hurry(bank)
    assert main(["questions", "check", str(bank)]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert "private/solution.js: ok" in said and "private/wrong/different.py: ok" in said


def test_QU39_long_inputs_have_files_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is too long for a file of a question, or for people to read, is left aside."""
    numbers, many = "7 " * 1000 + "\n", "7 " * 200_000 + "\n"
    data = {
        "data/sample/2.in": many,
        "data/sample/2.ans": "1400000\n",
        "data/secret/03.in": numbers,
        "data/secret/03.ans": "7000\n",
        "data/secret/04.in": many,
        "data/secret/04.ans": "1400000\n",
    }
    bank, said = imported(tmp_path, capsys, sumoftwo=LEGACY | data)
    private = questions_in(bank)["sumoftwo"].private
    assert [case.name for case in private.cases][1:] == ["secret 03", "secret group 02 large"]
    assert texts(private.cases[1]) == (numbers, "7000\n")
    assert (bank / "sumoftwo" / "private" / "data" / "001.in").read_text("utf-8") == numbers
    assert "sample/2 is left aside: it is too long to be read." in said
    assert "secret/04 is left aside: a file of a question may have at most" in said


def test_QU39_tests_that_a_question_cannot_have_are_left_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = {
        "data/secret/03.in": "1 1\n",
        "data/secret/04.in": "1 1\n",
        "data/secret/04.ans": "2\n",
        "data/secret/04.files/more.txt": "more",
    }
    secret = tmp_path / "elsewhere.txt"
    secret.write_text("1 1\n")
    write_files(tmp_path / "packages" / "sumoftwo", LEGACY | data)
    (tmp_path / "packages" / "sumoftwo" / "data" / "secret" / "05.in").symlink_to(secret)
    bank, said = imported(tmp_path, capsys)
    assert len(questions_in(bank)["sumoftwo"].private.cases) == 2
    assert "secret/03 is left aside: 03.ans cannot be read: No such file or directory." in said
    assert "secret/04 is left aside: its programs read files." in said
    assert "secret/05 is left aside: 05.in leads out of its folder." in said


def about(**changed: str) -> dict[str, str]:
    return LEGACY | {"problem.yaml": LEGACY["problem.yaml"] + "".join(changed.values())}


LEFT_OUT = {
    "custom": (about(more="validation: custom\n"), "judged by a program of its own."),
    "validator": (
        DRAFT | {"output_validator/validate.py": "exit(42)"},
        "Its answers are judged by a program of its own.",
    ),
    "tolerance": (
        about(more="validator_flags: float_tolerance 1e-6\n"),
        "Its answers may differ from what is expected by a tolerance.",
    ),
    "tolerance-of-a-group": (
        LEGACY | {"data/secret/testdata.yaml": "output_validator_flags: float_tolerance 1e-6\n"},
        "Its answers may differ from what is expected by a tolerance.",
    ),
    "scoring": (about(more="type: scoring\n"), "It is of the type scoring."),
    "interactive": (
        DRAFT | {"problem.yaml": DRAFT["problem.yaml"] + "type: [pass-fail, interactive]\n"},
        "It is of the type interactive, pass-fail.",
    ),
    "included": (LEGACY | {"include/default/a.py": ""}, "Its programs are put together with"),
    "arguments": (DRAFT | {"data/test_group.yaml": "args: [-v]\n"}, "Its programs have arguments."),
    "no-yaml": (LEGACY | {"problem.yaml": "name: [\n"}, "problem.yaml, line 2: This is not YAML:"),
    "no-statement": (
        {name: text for name, text in LEGACY.items() if "statement" not in name},
        "It has no statement in Markdown or TeX.",
    ),
    "no-data": (
        {name: text for name, text in LEGACY.items() if "data/" not in name},
        "It has no test data.",
    ),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_QU39_problems_that_a_question_cannot_be_are_left_out_with_a_reason(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, reason = LEFT_OUT[name]
    bank, said = imported(tmp_path, capsys, **{name: files})
    [line] = [line for line in said.splitlines() if ": left out: " in line]
    assert line.startswith(f"{name}/problem.yaml: left out: ") and reason in line
    assert questions_in(bank) == {}


def test_QU39_a_package_that_is_packed_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path / "packages", {"sum.kpp": "PK"})
    _, said = imported(tmp_path, capsys, one=LEGACY)
    assert "sum.kpp: left out: It is packed: unpack it first." in said


@pytest.mark.parametrize(("said", "seconds"), [("0.5", 2.0), ("7", 7.0), ("60", 30.0)])
def test_QU39_the_limit_of_a_case_is_that_of_the_package_within_bounds(
    said: str, seconds: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, _ = imported(tmp_path, capsys, sumoftwo=LEGACY | {".timelimit": f"{said}\n"})
    assert questions_in(bank)["sumoftwo"].public.seconds == seconds


def test_QU39_what_is_unknown_about_a_package_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: text for name, text in LEGACY.items() if "submissions" not in name}
    files |= {
        "problem.yaml": (
            "validator_flags: case_sensitive space_change_sensitive\nrights_owner: A contest\n"
        ),
        ".timelimit": "3\n",
        "data/secret/03.in": "",
        "data/secret/03.ans": "",
    }
    bank, said = imported(tmp_path, capsys, sumoftwo=files)
    question = questions_in(bank)["sumoftwo"]
    assert (question.public.title, question.public.seconds) == ("Sum", 3.0)
    assert question.public.license == "LicenseRef-unknown"
    assert question.public.authors == ("A contest",)
    assert "Its licence is not known: ask its owner." in said
    assert "It has no accepted program in Python, JavaScript or TypeScript: write one." in said
    for case in question.private.cases:
        assert isinstance(case.action, Whole)
        assert case.action.stdout.comparison.way == "exact"
    assert "not written yet" in question.public.starters["typescript"]["solution.ts"]


TEX = [
    (r"A \textbf{bold \emph{word}} and \texttt{code}.", "A **bold *word*** and `code`."),
    (r"``Quoted'' -- 50\% of it~all\ldots", '"Quoted" – 50% of it all…'),
    (r"$a_1 \% b$ and \[x -- y\]", r"$a_1 \% b$ and \[x -- y\]"),
    ("\\begin{itemize}\n\\item one\n  \\item two\n\\end{itemize}", "- one\n- two"),
    (r"\href{https://example.org}{there}", "[there](https://example.org)"),
    ("a % of\nb", "a b"),
    ("\\begin{verbatim}\n% kept \\emph{so}\n\\end{verbatim}", "```\n% kept \\emph{so}\n```"),
    (r"\verb|\emph{x}|", r"`\emph{x}`"),
    ("\\begin{Input}\nA line.\n\\end{Input}", "## Input\nA line."),
    (r"\subsection*{More}", "### More"),
]


@pytest.mark.parametrize(("tex", "markdown"), TEX)
def test_QU39_plain_tex_becomes_markdown(tex: str, markdown: str) -> None:
    converted = markdown_of(tex)
    assert converted.text == markdown and converted.left == ()


def test_QU39_tex_that_is_not_known_is_left_and_told() -> None:
    converted = markdown_of(
        "\\problemname{The $x^2$ game}\n\\begin{tabular}{ll}a & b\\end{tabular}\n"
        "\\illustration{0.3}{x.png}{Drawn by \\url{https://example.org}}\nPlay."
    )
    assert converted.name == "The $x^2$ game" and converted.has_pictures
    assert converted.left == (r"\begin", r"\end") and converted.text.endswith("Play.")
