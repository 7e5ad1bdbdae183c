"""SB16: languages that are packs, by their tables of programs (`language_table.py`)."""

import pytest

from tests.runner.conftest import Run
from tests.runner.language_table import LANGUAGES, Row, faults, request, table

ROWS = [
    pytest.param(language, row, id=f"{language}: {row['name']}")
    for language in LANGUAGES
    for row in table(language)["ends"]
]


@pytest.mark.parametrize("language, row", ROWS)
def test_a_program_ends_as_its_table_says_and_the_next_is_good(
    run: Run, language: str, row: Row
) -> None:
    """SB16"""
    code, options = request(row)
    assert faults(row, run(language, code, **options)) == {}
    good = table(language)["good"]
    assert faults(good, run(language, good["code"])) == {}
