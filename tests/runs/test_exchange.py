"""What test code and a program say to each other is read within bounds, as one table says."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.questions.judge import Verdict
from jupyter_interview.questions.outcome import MOST_CHARACTERS
from jupyter_interview.runs.exchange import (
    MOST_AT_ONCE,
    MOST_CALLS,
    WORN_CHARACTERS,
    WORN_MESSAGES,
    Exchange,
)
from jupyter_interview.runs.outside import read_tested

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "corpus" / "exchanges.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", TABLE, ids=[row["title"] for row in TABLE])
def test_QU47_messages_become_what_the_table_says(row: dict[str, Any]) -> None:
    exchange = Exchange(row["tests"], row["program"], row["names"])
    for step in row["steps"]:
        read = exchange.of_tests if step["from"] == "tests" else exchange.of_program
        post = read(step.get("text") or json.dumps(step["says"]))
        if step["to"] is None:
            assert post is None, step
        else:
            assert post is not None, step
            assert (post.to, json.loads(post.json)) == (step["to"], step["told"])


def call(number: int) -> str:
    return json.dumps({"id": number, "do": "call", "on": None, "name": "f", "args": []})


def answer(number: int) -> str:
    return json.dumps({"id": number, "outcome": {"value": 1}})


def raised(post: Any) -> str:
    assert post.to == "tests"
    told = json.loads(post.json)["outcome"]["raised"]
    assert told["classes"] == ["fault"]
    return str(told["message"])


def test_QU47_calls_are_counted() -> None:
    exchange = Exchange("python", "python", {})
    for number in range(MOST_AT_ONCE):
        post = exchange.of_tests(call(number))
        assert post is not None and post.to == "program"
    assert raised(exchange.of_tests(call(MOST_AT_ONCE))) == "More than 256 calls at once."
    for number in range(MOST_AT_ONCE):
        assert exchange.of_program(answer(number)) is not None
    for number in range(MOST_AT_ONCE + 1, MOST_CALLS):
        exchange.of_tests(call(number))
        exchange.of_program(answer(number))
    assert raised(exchange.of_tests(call(MOST_CALLS))) == "More than 5000 calls."
    exchange.begin_test()
    post = exchange.of_tests(call(MOST_CALLS + 1))
    assert post is not None and post.to == "program"


def test_QU47_a_program_cannot_call_the_functions_of_a_test_without_end() -> None:
    exchange = Exchange("python", "python", {})
    posts = [
        exchange.of_program(json.dumps({"callback": 0, "call": number, "args": []}))
        for number in range(MOST_AT_ONCE + 1)
    ]
    assert {post.to for post in posts[:-1] if post is not None} == {"tests"}
    last = posts[-1]
    assert last is not None and last.to == "program"
    assert "called too often" in last.json
    assert exchange.of_program(" " * (MOST_CHARACTERS + 1)) is None
    assert not exchange.is_worn
    for _ in range(WORN_MESSAGES):
        exchange.of_program("{}")
    assert exchange.is_worn


def test_QU47_long_messages_wear_processes_too() -> None:
    exchange = Exchange("python", "python", {})
    for _ in range(64):
        exchange.of_program(" " * (WORN_CHARACTERS // 64))
    assert not exchange.is_worn
    exchange.of_tests(" ")
    assert exchange.is_worn


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"kind": "passed", "message": "", "line": None}, Verdict("passed")),
        (
            {"kind": "failed", "message": "1 == 2", "line": 3},
            Verdict("failed", message="test_x.py:3: 1 == 2"),
        ),
        (
            {"kind": "raised", "message": "KeyError: a", "line": None},
            Verdict("error", got="KeyError: a", message="The program raised this in test_x.py."),
        ),
        (
            {"kind": "broken", "message": "no", "line": 1},
            Verdict("error", message="test_x.py:1: the test itself went wrong: no"),
        ),
        ({"kind": "fine", "message": "", "line": 1}, None),
        (7, None),
    ],
)
def test_QU46_what_test_code_says_is_a_verdict(told: Any, verdict: Verdict | None) -> None:
    none = Verdict("error", message="The test code gave no result.")
    assert read_tested(json.dumps(told), "test_x.py") == (verdict or none)
