"""LI1: all limits stand in one place, can be set by name, and each has a test that sets it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from jupyter_interview.domain.limits import Limits

NAMES = [field.name for field in fields(Limits)]
TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("name", NAMES)
def test_LI1_a_limit_can_be_set_by_its_name_and_no_value_is_made_up(name: str) -> None:
    changed = Limits().with_overrides({name: 77})
    assert getattr(changed, name) == 77
    assert [n for n in NAMES if getattr(changed, n) != getattr(Limits(), n)] == [name]
    for impossible in (0, -1, True, "3"):
        with pytest.raises(ValueError, match=name):
            Limits().with_overrides({name: impossible})  # type: ignore[dict-item]


def test_LI1_every_limit_is_set_by_a_test() -> None:
    """As ``name=3``, or as ``"name": 3`` in what a server is given."""
    text = "".join(
        path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__)
    )
    unset = [name for name in NAMES if not re.search(rf"\b{name}(=|[\"']: )", text)]
    assert unset == []
