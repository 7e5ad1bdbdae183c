"""Exercises of exercism's problem-specifications become questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.cli import main
from jupyter_interview.questions.cases import Call
from jupyter_interview.questions.compare import Comparison
from tests.importing.sources import questions_in, without_hurry, write_files


def entry(description: str, property_: str, input_: Any, expected: Any, **more: Any) -> Any:
    return {
        "description": description,
        "property": property_,
        "input": input_,
        "expected": expected,
        **more,
    }


def exercise(clone: Path, name: str, cases: list[Any], **texts: str) -> None:
    write_files(
        clone / "exercises" / name,
        {
            "canonical-data.json": json.dumps({"exercise": name, "cases": cases}),
            "instructions.md": "# Instructions\n\nSay how old somebody is.\n",
            **texts,
        },
    )


def imported(clone: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    """The bank that a clone becomes, and what is said."""
    bank = clone.parent / "bank"
    main(["questions", "import", "exercism", str(clone), "--to", str(bank)])
    return bank, capsys.readouterr().out


AGES = [
    entry("a year here", "ageOn", {"planetName": "here", "seconds": 100}, 31.69),
    entry("a year there", "ageOn", {"seconds": 100, "planetName": "there"}, 0.615),
    entry("many years", "ageOn", {"planetName": "here", "seconds": 2**60}, 12),
    entry("nobody", "ageOn", {"planetName": "here", "seconds": None}, None),
    entry("no planet", "ageOn", {"planetName": "", "seconds": 1}, {"error": "which planet?"}),
    entry("not rounded", "ageOn", {"planetName": "here", "seconds": 3}, 0.12345678912),
    entry("a map", "namesOf", {"ages": {"Ada": 1}}, [["Ada", 1.0]]),
]
METADATA = 'title = "Ages"\nblurb = "…"\nsource = "A book"\nsource_url = "https://example.org/b"\n'


def test_QU38_properties_are_functions_and_their_input_is_arguments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise(tmp_path / "clone", "age-on", AGES, **{"metadata.toml": METADATA})
    bank, _ = imported(tmp_path / "clone", capsys)
    question = questions_in(bank)["age-on"]
    public, private = question.public, question.private
    assert (public.title, public.license, public.kind) == ("Ages", "MIT", "algorithm")
    assert public.source.endswith("exercises/age-on, A book, https://example.org/b")
    assert public.authors == ("Contributors of exercism/problem-specifications",)
    assert len(public.cases) == 5 and len(private.cases) == 2
    actions = [case.action for case in (*public.cases, *private.cases)]
    calls = [action for action in actions if isinstance(action, Call)]
    assert [call.function for call in calls] == ["age_on"] * 6 + ["names_of"]
    assert [call.args for call in calls[:3]] == [
        ("here", 100),
        ("there", 100),
        ("here", {"$int": str(2**60)}),
    ]
    ways = [call.returns.comparison if call.returns else None for call in calls]
    assert ways == [
        Comparison("close", 0.0, 0.005),
        Comparison("close", 0.0, 0.0005),
        Comparison(),
        Comparison(),
        None,
        Comparison(),
        Comparison(),
    ]
    assert calls[4].raises is not None and calls[4].raises.classes is None


def test_QU38_the_statement_names_the_functions_in_each_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {"introduction.md": "# Introduction\n\nPlanets differ.\n"}
    exercise(tmp_path / "clone", "age-on", AGES, **texts)
    bank, _ = imported(tmp_path / "clone", capsys)
    public = questions_in(bank)["age-on"].public
    assert public.statement.startswith(
        "# Age on\n\nPlanets differ.\n\nSay how old somebody is.\n\n## Functions\n"
    )
    assert "| `age_on(planet_name, seconds)` | `ageOn(planetName, seconds)` |" in public.statement
    assert "raise or throw an error" in public.statement
    python = public.starters["python"]["solution.py"]
    typescript = public.starters["typescript"]["solution.ts"]
    assert 'def age_on(planet_name, seconds):\n    return "not written yet"\n' in python
    assert "function ageOn(planetName: unknown, seconds: unknown): unknown {" in typescript


def test_QU38_cases_in_groups_are_found_and_those_that_others_replace_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = {"number": 2}
    cases = [
        {
            "description": "small",
            "cases": [
                entry("even", "double", number, 4, uuid="1"),
                {"description": "negative", "cases": [entry("even", "double", {"number": -2}, -4)]},
            ],
        },
        entry("wrong", "double", number, 5, uuid="2"),
        entry("right", "double", number, 4, uuid="3", reimplements="2"),
        entry("by chance", "double", number, 4, scenarios=["random"]),
    ]
    exercise(tmp_path / "clone", "doubling", cases)
    bank, said = imported(tmp_path / "clone", capsys)
    question = questions_in(bank)["doubling"]
    names = [case.name for case in (*question.public.cases, *question.private.cases)]
    assert names == ["small: even", "negative: even", "right"]
    assert "  Cases about chance are left aside: 1." in said


def test_QU38_a_hidden_case_is_not_named_in_the_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [
        entry(text, "double", {"number": 2}, 4)
        for text in ("one", "two", "Somebody is old", "four", "five", "say how OLD")
    ]
    exercise(tmp_path / "clone", "doubling", cases)
    bank, _ = imported(tmp_path / "clone", capsys)
    private = questions_in(bank)["doubling"].private
    assert [case.name for case in private.cases] == ["five", "hidden case 2"]


ASIDE = {
    "an object on which things are done": (
        entry("a", "run", {"operations": [{"operation": "push"}]}, 1),
        "it is about an object on which several things are done.",
    ),
    "a function as an argument": (
        entry("a", "keep", {"list": [1], "predicate": "fn(x) -> x % 2 == 1"}, [1]),
        "an argument is a function.",
    ),
    "a condition": (
        entry("a", "ability", {}, {"score": "score >= 3 && score <= 18"}),
        "a condition is expected, and no value.",
    ),
    "input without names": (
        entry("a", "double", 2, 4),
        "its arguments have no names.",
    ),
    "a property that is no name": (
        entry("a", "encode -> decode", {"text": "a"}, "a"),
        "its name is no name of a function.",
    ),
    "nothing that is expected": (
        {"description": "a", "property": "key", "input": {"text": "a"}},
        "nothing is expected of it.",
    ),
}


@pytest.mark.parametrize("name", ASIDE)
def test_QU38_what_is_more_than_a_call_is_left_aside_with_a_reason(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, reason = ASIDE[name]
    plain = entry("two", "plain", {"number": 2}, 4)
    exercise(tmp_path / "clone", "nothing", [case])
    exercise(tmp_path / "clone", "something", [case, plain])
    bank, said = imported(tmp_path / "clone", capsys)
    assert [*questions_in(bank)] == ["something"]
    aside = f"{case['property']} is left aside: {reason}"
    assert f"left out: No case is a call with values. {aside}\n" in said
    assert f"  {aside}\n" in said


def test_QU38_exercises_that_cannot_be_questions_are_left_out_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = tmp_path / "clone"
    for name in ("deprecated", "grep", "unlike"):
        exercise(clone, name, AGES)
    write_files(
        clone / "exercises",
        {
            "deprecated/.deprecated": "",
            "no-cases/instructions.md": "Do it.",
            "no-json/canonical-data.json": "{,}",
            "no-text/canonical-data.json": json.dumps({"cases": AGES}),
            "unlike/canonical-data.json": json.dumps(
                {"cases": [AGES[0], entry("other", "ageOn", {"planet": "here"}, 1)]}
            ),
            "no-json/instructions.md": "Do it.",
        },
    )
    bank, said = imported(clone, capsys)
    reasons = dict(line.split("/canonical-data.json: left out: ") for line in said.splitlines()[:6])
    assert questions_in(bank) == {}
    assert reasons["exercises/deprecated"] == "It is deprecated."
    assert reasons["exercises/grep"].startswith("Its function reads files")
    assert reasons["exercises/no-cases"] == "It has no cases."
    assert reasons["exercises/no-json"].startswith("canonical-data.json is not JSON: ")
    assert reasons["exercises/no-text"] == "It has no description."
    assert "its calls do not all have the same arguments." in reasons["exercises/unlike"]


WORDS = [
    entry("a word", "delete", {"in": "abc", "count": 1}, "bc"),
    entry("all of it", "delete", {"in": "a", "count": 1}, None),
    entry("too much", "delete", {"in": "", "count": 1}, {"error": "too much"}),
    entry("a part", "ratio", {"in": "abc", "count": 1}, 0.33),
    entry("nothing of it", "ratio", {"in": "abc", "count": 0}, 0),
    entry("no word", "ratio", {"in": "", "count": 0}, {"error": "no word"}),
]
SOLUTIONS = {
    "private/solution.py": (
        "def do_delete(in_value, count):\n"
        "    if count > len(in_value):\n        raise ValueError\n"
        "    return in_value[count:] or None\n\n\n"
        "def ratio(in_value, count):\n    return count / len(in_value)\n"
    ),
    "private/solution.js": (
        "function doDelete(text, count) {\n  if (count > text.length) throw new Error();\n"
        "  return text.slice(count) || null;\n}\n"
        "function ratio(text, count) {\n  if (!text) throw new Error();\n"
        "  return count / text.length;\n}\n"
    ),
}


def test_QU38_with_solutions_an_exercise_passes_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names that languages keep for themselves get others, and starters pass nothing."""
    exercise(tmp_path / "clone", "words", WORDS)
    bank, said = imported(tmp_path / "clone", capsys)
    assert "Questions without a solution: 1." in said
    without_hurry(bank)
    typescript = SOLUTIONS["private/solution.js"].replace("text, count", "text: any, count: any")
    write_files(bank / "words", {**SOLUTIONS, "private/solution.ts": typescript})
    assert main(["questions", "check", str(bank)]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    for file in ("solution.py", "solution.js", "solution.ts"):
        assert f"private/{file}: ok" in said and f"starter/{file}: ok" in said
