"""A question's folder becomes a question, or is told by file and line what is wrong with it."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.questions.bank import read_bank, starter_bank
from jupyter_interview.questions.cases import Call, Case, Rows, Steps, Whole, name_in
from jupyter_interview.questions.folder import MOST_DATA_BYTES
from jupyter_interview.questions.question import Public
from jupyter_interview.questions.reading import is_question, read_question

MODEL = starter_bank() / "alone-in-the-workshop"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good question, to be spoilt."""
    copy = tmp_path / "alone-in-the-workshop"
    shutil.copytree(MODEL, copy)
    return copy


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in read_question(folder, "CC0-1.0")[1]]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_QU1_a_folder_is_a_question_with_a_public_and_a_private_side(folder: Path) -> None:
    question, problems = read_question(folder, "CC0-1.0")
    assert problems == [] and question is not None
    public, private = question.public, question.private
    assert (public.id, public.title) == ("alone-in-the-workshop", "Alone in the workshop")
    assert set(public.starters) == set(private.solutions) == {"python", "javascript", "typescript"}
    assert [case.name for case in public.cases][:1] == ["one visitor"]
    assert private.show == "counts" and len(private.wrong) == 6
    assert private.rubric[0].name == "Asks before coding" and "Follow-ups" in private.notes


def test_QU1_the_digest_changes_with_any_file(folder: Path) -> None:
    before, _ = read_question(folder, "CC0-1.0")
    write(folder / "data" / "more.csv", "a,b\n")
    after, _ = read_question(folder, "CC0-1.0")
    assert before is not None and after is not None and before.digest != after.digest


def words(value: Any) -> Iterator[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from words(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from words([*value.keys(), *value.values()])
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from words(each)
    else:
        yield str(value)


def test_QU4_nothing_of_the_private_folder_is_in_the_public_side(folder: Path) -> None:
    for path in sorted((folder / "private").rglob("*")):
        if path.is_file() and path.suffix in (".py", ".js", ".ts", ".md"):
            mark = "//" if path.suffix in (".js", ".ts") else "#"
            first, _, rest = path.read_text("utf-8").partition("\n")
            path.write_text(f"{first}\n{mark} canary-in-{path.name}\n{rest}", "utf-8")
    tests = folder / "private" / "tests.yaml"
    write(tests, tests.read_text("utf-8").replace("name: comes back", "name: canary-case"))
    wrong = folder / "private" / "wrong" / "first-and-last.py"
    write(wrong, wrong.read_text("utf-8").replace("comes back", "canary-case"))
    question, problems = read_question(folder, "CC0-1.0")
    assert problems == [] and question is not None
    secret = " ".join(words(question.private))
    assert secret.count("canary") >= 7
    assert "canary" not in " ".join(words(question.public))
    fields = {field.name for field in dataclasses.fields(Public)}
    assert not fields & {"solutions", "wrong", "rubric", "notes", "private"}


FAULTS = {
    "an unknown key": (
        "question.yaml",
        "minutes: 20",
        "minuts: 20",
        "question.yaml:5: There is no key minuts here. Did you mean minutes?",
    ),
    "a word that is none of the choices": (
        "question.yaml",
        "kind: algorithm",
        "kind: algoritm",
        "question.yaml:3: algoritm is none of algorithm, debugging, refactoring, design, data, "
        "sql, concurrency, reading. Did you mean algorithm?",
    ),
    "a text for a number": (
        "question.yaml",
        "minutes: 20",
        "minutes: twenty",
        "question.yaml:5: minutes must be a whole number.",
    ),
    "a key twice": (
        "question.yaml",
        "level: middle",
        "level: middle\nlevel: senior",
        "question.yaml:5: The key level is here twice.",
    ),
    "a language without a starter": (
        "question.yaml",
        "languages: [python, javascript, typescript]",
        "languages: [python]",
        "question.yaml:6: There is a starter in javascript; list it.",
    ),
    "a misspelled key of a case": (
        "tests.yaml",
        "  returns: 15",
        "  retuns: 15",
        "tests.yaml:5: There is no key retuns here. Did you mean returns?",
    ),
    "a case that expects nothing": (
        "tests.yaml",
        "  returns: 15\n",
        "",
        "tests.yaml:2: A call needs returns, raises or changes.",
    ),
    "a file that is not there": (
        "tests.yaml",
        "args: [[], 60]",
        "args: [{$text: lines.txt}, 60]",
        "tests.yaml:13: There is no file data/lines.txt.",
    ),
    "two cases of one name": (
        "tests.yaml",
        "name: nobody came",
        "name: one visitor",
        "tests.yaml:11: Two cases are called one visitor.",
    ),
    "a case of the same name among the hidden ones": (
        "tests.yaml",
        "name: nobody came",
        "name: comes back",
        "private/tests.yaml:1: tests.yaml has a case comes back, too.",
    ),
    "what hidden tests show, among the visible ones": (
        "tests.yaml",
        "cases:",
        "show: names\ncases:",
        "tests.yaml:1: show belongs into private/tests.yaml.",
    ),
    "a regular expression that is none": (
        "tests.yaml",
        "  returns: 0",
        "  raises: '('",
        "tests.yaml:11: ( is no regular expression: missing ), unterminated subpattern at "
        "position 0.",
    ),
    "a regular expression with groups 900 deep": (
        "tests.yaml",
        "  returns: 0",
        f"  compare: matches\n  returns: '{'(' * 900}{')' * 900}'",
        "tests.yaml:11: The groups of a regular expression may lie at most 50 deep in each other.",
    ),
    "a regular expression that repeats too often": (
        "tests.yaml",
        "  returns: 0",
        "  raises: 'a{99999999999}'",
        "tests.yaml:11: a{99999999999} is no regular expression: the repetition number is too "
        "large.",
    ),
    "a value 900 deep": (
        "tests.yaml",
        "args: [[], 60]",
        f"args: [{'[' * 900}{']' * 900}, 60]",
        "tests.yaml:13: The values lie too deep in each other.",
    ),
    "a value deeper than values may be": (
        "tests.yaml",
        "args: [[], 60]",
        f"args: [{'[' * 60}{']' * 60}, 60]",
        "tests.yaml:13: Values may lie at most 50 deep in each other.",
    ),
    "a rubric 900 deep": (
        "private/rubric.yaml",
        "criteria:",
        f"other: {'{a: ' * 900}\ncriteria:",
        "private/rubric.yaml:1: The values lie too deep in each other.",
    ),
    "a wrong solution that says nothing": (
        "private/wrong/counts-heads.py",
        "# fails: ",
        "# fail ",
        "private/wrong/counts-heads.py:1: The first line says what fails: # fails: NAME, NAME",
    ),
    "a wrong solution of a case that is not there": (
        "private/wrong/counts-heads.py",
        "comes in twice",
        "comes in thrice",
        "private/wrong/counts-heads.py:1: There is no case comes in thrice.",
    ),
    "one level only": (
        "private/rubric.yaml",
        "  - several counters that can contradict each other\n  - one set and one clock\n",
        "",
        "private/rubric.yaml:13: levels must not be empty.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_QU5_what_is_wrong_is_told_by_file_and_line(name: str, folder: Path) -> None:
    file, old, new, sentence = FAULTS[name]
    text = (folder / file).read_text("utf-8")
    assert old in text
    write(folder / file, text.replace(old, new))
    assert sentence in told(folder)


def test_QU5_parentheses_that_are_no_groups_are_not_counted(folder: Path) -> None:
    alike = f"{'[(]' * 60}{chr(92)}({'(a)' * 60}"
    text = (folder / "tests.yaml").read_text("utf-8")
    write(folder / "tests.yaml", text.replace("  returns: 0", f"  raises: '{alike}'"))
    assert told(folder) == []


def test_QU5_files_that_cannot_be_read_are_told(folder: Path, tmp_path: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "latin.csv").write_bytes(b"a\nb\xe9\n")
    (folder / "data" / "large.csv").write_bytes(b"a" * (MOST_DATA_BYTES + 1))
    write(tmp_path / "secret.txt", "of somebody else")
    (folder / "data" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "data" / "outside").symlink_to(tmp_path, target_is_directory=True)
    problems = told(folder)
    assert "data/latin.csv:2: This is not a text in UTF-8." in problems
    assert "data/large.csv:1: All files in data may have at most 1,048,576 bytes." in problems
    for name in ("link.txt", "outside"):
        assert f"data/{name}:1: A question cannot have links to other files." in problems


def test_QU5_what_is_missing_is_told(folder: Path) -> None:
    for name in ("statement.md", "tests.yaml", "private/tests.yaml", "starter/solution.ts"):
        (folder / name).unlink()
    problems = told(folder)
    assert "statement.md:1: A question needs a statement." in problems
    assert "tests.yaml:1: A question needs tests, unless its kind is reading." in problems
    assert (
        "question.yaml:6: typescript has no starter: write starter/solution.ts, or take typescript "
        "out of languages."
    ) in problems
    renamed = folder.rename(folder.parent / "Not a name")
    assert any("is the question's id: small letters" in problem for problem in told(renamed))


@pytest.mark.parametrize(
    ("name", "wrong", "sentence"),
    [
        ("tests.yaml", "tests.yml", "tests.yml has no meaning here. Did you mean tests.yaml?"),
        ("private/tests.yaml", "private/test.yaml", "Did you mean tests.yaml?"),
        ("question.yaml", "question.yml", "Did you mean question.yaml?"),
        ("private/wrong", "private/wrongs", "Did you mean wrong?"),
    ],
)
def test_QU59_a_file_under_nearly_the_right_name_is_told(
    name: str, wrong: str, sentence: str, folder: Path
) -> None:
    write(folder / "README.md", "Files with other names may lie beside those of the question.")
    assert told(folder) == []
    (folder / name).rename(folder / wrong)
    assert is_question(folder)
    assert any(each.startswith(wrong) and each.endswith(sentence) for each in told(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("question.yaml", "intervals", "Intervals", "question.yaml:7: Intervals cannot be here. "),
        ("tests.yaml", "alone_minutes", "aloneMinutes", "tests.yaml:3: aloneMinutes cannot be"),
    ],
)
def test_QU59_a_word_in_another_form_is_told_with_an_example(
    file: str, old: str, new: str, sentence: str, folder: Path
) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    write(folder / file, text.replace(old, new))
    [problem, *_] = [each for each in told(folder) if each.startswith(sentence)]
    assert {"question.yaml": "edge-cases", "tests.yaml": "alone_minutes"}[file] in problem
    assert "^" not in problem


def test_QU5_a_licence_comes_from_the_question_or_its_bank(folder: Path) -> None:
    (folder.parent / "bank.yaml").write_text("name: Ours\nlicence: MIT\n")
    [found] = read_bank([folder.parent])
    assert [str(each) for each in found.problems] == [
        "../bank.yaml:2: There is no key licence here. Did you mean license?",
        "question.yaml:1: The key license is missing, and the bank names none.",
    ]
    (folder.parent / "bank.yaml").write_text("name: Ours\nlicense: MIT\n")
    [found] = read_bank([folder.parent])
    assert found.question is not None and found.question.public.license == "MIT"


FORMS = """\
cases:
- name: changes
  call: sort_all
  args: [[2, 1]]
  changes: [[1, 2]]
- group: together
  all_or_nothing: true
  cases:
  - {name: steps, steps: [{new: Stack}, {call: push_one, args: [1]}, {call: peek, returns: 1}]}
  - {name: prints, stdin: "2\\n", stdout: {$text: out.txt}, seconds: 1}
- name: rows
  call: statement
  compare: {rows: {on: shop.sql, ordered: true}}
  returns: [[Ada, 1]]
- {name: near, call: root, args: [2], returns: 1.41, compare: {close: {absolute: 0.01}}, points: 3}
- {name: big, call: fact, args: [{$int: "25"}], returns: {$int: "15511210043330985984000000"}}
"""


def forms(folder: Path) -> tuple[Case, ...]:
    write(folder / "tests.yaml", FORMS)
    shutil.rmtree(folder / "private" / "wrong")
    write(folder / "data" / "out.txt", "two\n")
    write(folder / "data" / "shop.sql", "CREATE TABLE a (b)")
    question, problems = read_question(folder, "CC0-1.0")
    assert problems == [] and question is not None
    return question.public.cases


def test_QU6_a_case_calls_makes_objects_runs_all_or_asks_a_database(folder: Path) -> None:
    changes, steps, prints, rows, near, big = forms(folder)
    assert isinstance(changes.action, Call) and changes.action.changes is not None
    assert isinstance(steps.action, Steps) and steps.group == prints.group == "together"
    assert steps.all_or_nothing and not changes.all_or_nothing
    assert isinstance(prints.action, Whole) and prints.action.stdout.value == "two\n"
    assert isinstance(rows.action, Rows) and rows.action.tables == "CREATE TABLE a (b)"
    assert near.points == 3 and isinstance(near.action, Call) and near.action.returns is not None
    assert near.action.returns.comparison.absolute == 0.01
    assert isinstance(big.action, Call) and big.action.args == (25,)


def test_QU4_hidden_cases_have_files_that_nobody_else_sees(folder: Path) -> None:
    write(folder / "private" / "data" / "shop.sql", "CREATE TABLE secret (a)")
    rows = "compare: {rows: {on: shop.sql}}, returns: [[1]]"
    write(folder / "private" / "tests.yaml", f"cases:\n- {{name: a, call: f, {rows}}}\n")
    shutil.rmtree(folder / "private" / "wrong")
    question, problems = read_question(folder, "CC0-1.0")
    assert problems == [] and question is not None
    [case] = question.private.cases
    assert isinstance(case.action, Rows) and case.action.tables == "CREATE TABLE secret (a)"
    assert "secret" not in " ".join(words(question.public))
    write(folder / "tests.yaml", f"cases:\n- {{name: b, call: f, {rows}}}\n")
    assert "tests.yaml:2: There is no file data/shop.sql." in told(folder)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("{name: a}", "A case has either call, or steps, or stdout with the input in stdin."),
        ("{name: a, call: f, stdout: x}", "A case cannot have call and stdout together."),
        ("{name: a, call: f, stdin: x, returns: 1}", "stdin has no meaning in a case with call."),
        ("{name: a, call: f, returns: 1, raises: true}", "cannot have both returns and raises"),
        ("{name: a, call: f, changes: [1]}", "There is more in changes than in args."),
        ("{name: a, call: f, returns: {$set: 1}}", "$set needs a list."),
        ("{name: a, call: f, returns: {$sett: [1]}}", "$sett has no meaning."),
        ("{name: a, call: f, returns: {$set: [1], a: 1}}", "$set must be the only key"),
        ("{name: a, call: f, compare: one_of, returns: 1}", "With one_of, returns must be a list."),
        ("{name: a, call: f, compare: lines, returns: 1}", "With lines, returns must be a text."),
        ("{name: a, call: f, compare: {rows: {on: no.sql}}, returns: [[1]]}", "data/no.sql"),
        ("{name: a, steps: [{call: f}]}", "no step before it makes object"),
        ("{name: a, steps: [{new: A, call: f}]}", "needs either new or call"),
        ("{name: a, stdout: x, compare: equal}", "compared by lines, exact or matches"),
        ("{name: a, call: f, raises: '(?i)no'}", "(?i) in (?i)no has no meaning in JavaScript."),
        ("{name: a, call: f, raises: '(?P<a>b)'}", "has no meaning in JavaScript."),
        ("{name: a, call: f, compare: matches, returns: 'a\\Z'}", "no meaning in JavaScript."),
        ("{name: a, call: f, raises: '(?>a)b'}", "has no meaning in JavaScript."),
        ("{name: a, call: f, raises: '(?-i:a)'}", "has no meaning in JavaScript."),
        ("{name: a, call: f, args: [1], raises: true, changes: [1]}", "both raises and changes"),
        ("{name: a, call: f, returns: 1, seconds: .nan}", "seconds must be a finite number"),
        ("{name: a, call: f, returns: 1, compare: {close: {absolute: .inf}}}", "finite number"),
        (f"{{name: a, call: f, returns: {{$int: '{'9' * 5000}'}}}}", "$int needs the digits"),
        (f"{{name: a, call: f, returns: 0x{'F' * 4000}}}", "too many digits"),
        ("{name: a, call: camelCase, returns: 1}", "camelCase cannot be here."),
    ],
)
def test_QU6_a_case_that_makes_no_sense_is_refused(case: str, sentence: str, folder: Path) -> None:
    write(folder / "tests.yaml", f"cases:\n- {case}\n")
    problems = told(folder)
    assert any(problem.startswith("tests.yaml:2: ") and sentence in problem for problem in problems)


@pytest.mark.parametrize(
    ("name", "language", "called"),
    [
        ("alone_minutes", "python", "alone_minutes"),
        ("alone_minutes", "javascript", "aloneMinutes"),
        ("alone_minutes", "typescript", "aloneMinutes"),
        ("_is_v2_of", "javascript", "_isV2Of"),
        ("to_html", "javascript", "toHTML"),
        ("to_html", "typescript", "toHTML"),
        ("to_html", "python", "to_html"),
    ],
)
def test_QU7_names_are_in_the_way_of_each_language(name: str, language: str, called: str) -> None:
    assert name_in(language, name, {"javascript": {"to_html": "toHTML"}}) == called


def test_QU5_the_schemas_are_those_that_the_package_gives_to_editors() -> None:
    from jsonschema import Draft7Validator

    from jupyter_interview.questions.shape import SCHEMAS, schema_text

    for name in SCHEMAS:
        Draft7Validator.check_schema(json.loads(schema_text(name)))
