"""QU42, QU43: the tests that a run carries, in the browser."""

import pytest
from playwright.sync_api import Page

from tests.corpus.carried_tests import HANGING, Carried, carried

RUN = "([language, code, options]) => run(language, code, options)"


@pytest.mark.parametrize("program", carried(), ids=[each.name for each in carried()])
def test_QU42_values_are_compared_as_the_table_says(program: Carried, shared_page: Page) -> None:
    options = {"tests": program.asked()}
    told = shared_page.evaluate(RUN, [program.language, program.code, options])
    assert (told["state"], told["error"]) == ("ok", None)
    assert program.wrong(told["tests"]) == []


@pytest.mark.parametrize("language", HANGING)
def test_QU43_a_test_that_hangs_or_ends_the_program_costs_no_other(
    language: str, shared_page: Page
) -> None:
    tests = [
        {"name": f"test {n}", "expression": f"f({n})", "expected": value}
        for n, value in enumerate(("1", "0", "0", "1", "1 + 1"), 1)
    ]
    options = {"tests": tests, "timeLimitMs": 4000}
    told = shared_page.evaluate(RUN, [language, HANGING[language], options])
    assert (told["state"], told["error"]) == ("ok", None)
    statuses = [result["status"] for result in told["tests"]]
    assert statuses == ["passed", "timeout", "error", "passed", "passed"]
    assert told["tests"][1]["got"] == "Stopped after 4 s: time limit of this test"
    assert told["stdout"] == "begins\nf 1\nf 4\nf 5\n"
