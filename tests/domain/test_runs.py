"""RU1, RU2, RU4, RU5: what may be recorded about a run, and what it adds up to."""

import pytest

from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.runs import Author, RunBook, RunFact, cut_utf8

ANA, BO = Author("p-ana", "Ana", "#0072b2"), Author("p-bo", "Bo", "#d55e00")
RUN = "run-00000001"
MINUTE = 60_000_000


class Diary(RunBook):
    """A book that remembers what it was told, as the log does."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(limits or Limits())
        self.facts: list[tuple[RunFact, int]] = []

    def tell(self, *facts: RunFact | None, at: int = 0) -> None:
        for fact in facts:
            if fact is not None:
                self.facts.append((fact, at))
                self.evolve(fact, at)


def refuses(code: ErrorCode) -> "pytest.RaisesExc[InterviewError]":
    return pytest.raises(InterviewError, check=lambda refusal: refusal.code is code)


def started(limits: Limits | None = None) -> Diary:
    book = Diary(limits)
    book.tell(book.decide_start(RUN, ANA, "python", 0))
    return book


def test_a_run_is_told_in_order() -> None:
    book = started()
    book.tell(book.decide_output(RUN, ANA.id, 0, "stdout", "1\n"))
    book.tell(book.decide_output(RUN, ANA.id, 0, "stdout", "1\n"))
    book.tell(book.decide_output(RUN, ANA.id, 1, "stderr", "careful\n"))
    with refuses(ErrorCode.RUN_CONFLICT):
        book.decide_output(RUN, ANA.id, 3, "stdout", "too early")
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, False), at=5)
    assert book[RUN].outputs == [("stdout", "1\n"), ("stderr", "careful\n")]
    assert (book[RUN].state, book[RUN].duration_ms, book[RUN].ended_us) == ("ok", 12, 5)


def test_a_run_of_the_server_is_told_by_the_server_and_lost_with_it() -> None:
    """RU11"""
    book = Diary()
    book.tell(book.decide_start(RUN, ANA, "python", 0, source="server"))
    for tell in (
        lambda: book.decide_output(RUN, ANA.id, 0, "stdout", "forged"),
        lambda: book.decide_end(RUN, ANA.id, "ok", None, 1, False),
    ):
        with refuses(ErrorCode.RUN_CONFLICT):
            tell()
    assert book.decide_lost(ANA.id) == []
    book.tell(book.decide_output(RUN, None, 0, "stdout", "1\n"))
    after = RunBook(Limits())
    after.rebuild(book.facts)
    assert (after[RUN].state, after[RUN].error) == ("lost", "The server that ran this was stopped.")
    book.tell(book.decide_end(RUN, None, "ok", None, 1, False))
    after.rebuild(book.facts)
    assert after[RUN].state == "ok"


def test_only_the_runner_tells_and_only_once() -> None:
    book = started()
    for do in (
        lambda: book.decide_output(RUN, BO.id, 0, "stdout", "x"),
        lambda: book.decide_end(RUN, BO.id, "ok", None, 1, False),
        lambda: book.decide_end("run-unknown", ANA.id, "ok", None, 1, False),
        lambda: book.decide_start(RUN, BO, "python", 0),
        lambda: book.decide_start("run-00000002", ANA, "python", 0),
    ):
        with refuses(ErrorCode.RUN_CONFLICT):
            do()
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 1, False))
    with refuses(ErrorCode.RUN_CONFLICT):
        book.decide_end(RUN, ANA.id, "ok", None, 1, False)


def test_lost_until_its_end_is_told() -> None:
    book = started()
    book.tell(*book.decide_lost(ANA.id))
    assert book[RUN].state == "lost" and not book.decide_lost(ANA.id)
    book.tell(book.decide_output(RUN, ANA.id, 0, "stdout", "late"))
    book.tell(book.decide_end(RUN, ANA.id, "error", "Oh", 3, False))
    assert (book[RUN].state, book[RUN].error, book[RUN].output) == ("error", "Oh", "late")


def test_output_stops_at_the_limit_and_says_so() -> None:
    book = started(Limits(output_bytes=5))
    book.tell(book.decide_output(RUN, ANA.id, 0, "stdout", "éé"))
    book.tell(book.decide_output(RUN, ANA.id, 1, "stdout", "éé"))
    assert book[RUN].output == "éé" and book[RUN].truncated
    assert book.decide_output(RUN, ANA.id, 2, "stdout", "more") is None


def test_too_many_runs_a_minute_are_refused_and_then_not() -> None:
    book = Diary(Limits(runs_per_minute=2))
    for number in range(2):
        book.tell(*book.decide_report(f"run-{number}", ANA, "python", "1", None, 0))
    with refuses(ErrorCode.RATE_LIMITED):
        book.decide_report("run-2", ANA, "python", "1", None, MINUTE - 1)
    assert book.decide_report("run-2", ANA, "python", "1", None, MINUTE)


def test_a_book_from_the_log_is_the_book_that_was_lost() -> None:
    """ST1"""
    book = started()
    book.tell(book.decide_output(RUN, ANA.id, 0, "stdout", "1\n"), at=1)
    book.tell(*book.decide_report("run-00000002", None, "javascript", "2\n", "Oh", 2), at=2)
    book.tell(*book.decide_lost(ANA.id), at=3)
    copy = RunBook(Limits())
    copy.rebuild(book.facts)
    assert [run.json() for run in copy.newest(50)] == [run.json() for run in book.newest(50)]


def test_old_output_is_let_go_newest_last() -> None:
    """RU1: the list for newcomers stays small however long an interview gets."""
    book = Diary(Limits(welcome_runs=2, welcome_output_bytes=6, runs_per_minute=99))
    for number in range(4):
        book.tell(*book.decide_report(f"run-{number}", ANA, "python", "abc", None, 0))
    assert [run.output for run in book.newest(2)] == ["abc", "abc"]
    assert [(run.output, run.truncated) for run in book.newest(4)[:2]] == [("", True)] * 2


@pytest.mark.parametrize("size", range(12))
def test_text_is_cut_between_characters(size: int) -> None:
    kept = cut_utf8("aé🐢漢b", size)
    assert "aé🐢漢b".startswith(kept) and len(kept.encode()) <= size
