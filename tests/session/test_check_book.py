"""QU22: what a room remembers of checks is bounded, whatever browsers tell."""

from jupyter_interview.contract.session import CheckAnswered, CheckEnded, CheckStarted
from jupyter_interview.contract.values import CaseResult
from jupyter_interview.session.check_book import MOST_CHARACTERS, Checks

CASES = tuple(range(500))
LONG = "x" * 2000


def test_QU22_texts_of_older_checks_are_forgotten_when_they_become_too_many() -> None:
    """How the cases went is not, and nothing of a check that goes on."""
    book = Checks()
    results = tuple(CaseResult(at, "a test", "failed", LONG, LONG, LONG, 1.0) for at in CASES)
    count = 3 * MOST_CHARACTERS // (len(results) * 3 * len(LONG))
    for number in range(count):
        started = CheckStarted(f"check-{number}", "q-1", None, "python", "browser", None, CASES)
        book = book.after(started, number)
        book = book.after(CheckAnswered(started.check, results), number)
        if number > 0:
            book = book.after(CheckEnded(started.check, "ended", 0, 0, 500), number)
    going, *others = book.newest(count, to_hosts=True)
    assert len(others) == count - 1 and going.results == results == others[-1].results
    assert {len(one.results) for one in others} == {500}
    first = others[0].results[0]
    assert (first.name, first.status, first.expected + first.got + first.message) == (
        *("a test", "failed", ""),
    )
    kept = [r for one in others for r in one.results]
    assert sum(len(r.expected + r.got + r.message) for r in kept) <= MOST_CHARACTERS
