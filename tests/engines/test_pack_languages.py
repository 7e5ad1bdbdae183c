"""SB16: programs of languages that are packs, in each engine, by their tables of programs."""

from typing import Any

import pytest

from tests.engines.conftest import Run
from tests.runner.language_table import LANGUAGES, faults, request, table


@pytest.mark.parametrize("language", LANGUAGES)
def test_SB16_programs_end_as_their_table_says(run: Run, language: str) -> None:
    """One after the other, so that each is seen in the run after another one."""
    content = table(language)
    wrong: dict[str, Any] = {}
    for row in content["ends"]:
        code, options = request(row)
        found = faults(row, run(language, code, **options))
        if found:
            wrong[row["name"]] = found
    assert wrong == {}
    good = content["good"]
    assert faults(good, run(language, good["code"])) == {}
