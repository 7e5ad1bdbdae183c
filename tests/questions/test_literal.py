"""What a test expects is read where it is written as a literal; browsers read the same table."""

import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.questions.literal import literal
from jupyter_interview.questions.outcome import Given

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "corpus" / "literals.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", TABLE, ids=[str(at) for at in range(len(TABLE))])
def test_QU42_a_literal_is_read_as_the_table_says(row: dict[str, Any]) -> None:
    expected = None if row.get("none") else Given(row["value"])
    assert literal(row["text"], row["language"]) == expected


def test_QU42_what_lies_too_deep_is_no_literal() -> None:
    assert literal("[" * 900 + "]" * 900, "python") is None
