"""What came of a case is judged as one table says, which browsers are checked with, too."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.questions.case_json import case_from_json, case_to_json
from jupyter_interview.questions.judge import Verdict, judge
from jupyter_interview.questions.outcome import read_outcome

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "corpus" / "verdicts.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", TABLE, ids=[str(at) for at in range(len(TABLE))])
def test_QU10_what_came_of_a_case_is_judged_as_the_table_says(row: dict[str, Any]) -> None:
    case = case_from_json(row["case"])
    assert judge(case, read_outcome(row["outcome"]), row["language"]) == Verdict(**row["verdict"])
    assert case_to_json(case) == row["case"]


def test_QU10_the_table_has_every_kind_of_case_and_of_verdict() -> None:
    assert {row["case"]["action"]["kind"] for row in TABLE} == {"call", "steps", "rows"}
    assert {row["verdict"]["status"] for row in TABLE} == {"passed", "failed", "error"}
