"""RU1, RU2, RU4, RU5: what may be recorded about a run, and what it adds up to."""

import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from jupyter_interview.contract.session import RunEnded, RunPrinted, RunStarted, RunWithheld
from jupyter_interview.contract.values import Author, Output, Program
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.session.output import size_of
from jupyter_interview.session.run_book import RunBook, RunEvent
from tests.chance import seed_for
from tests.thorough import times

ANA, BO = Author("p-ana", "Ana", "#0072b2"), Author("p-bo", "Bo", "#d55e00")
RUN = "run-00000001"
MINUTE = 60_000_000


class Diary(RunBook):
    """A book that remembers what it was told, as the log does."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(limits or Limits())
        self.events: list[tuple[RunEvent, int]] = []

    def tell(self, *events: RunEvent | None, at: int = 0) -> None:
        for event in events:
            if event is not None:
                if not isinstance(event, RunWithheld):
                    self.events.append((event, at))
                self.evolve(event, at)


def rebuild(book: RunBook, events: Iterable[tuple[RunEvent, int]]) -> None:
    """Apply what a log says, as a server does that has just started."""
    for event, at in events:
        book.evolve(event, at)
    book.lose_server_runs()


def refuses(code: ErrorCode) -> "pytest.RaisesExc[InterviewError]":
    return pytest.raises(InterviewError, check=lambda refusal: refusal.code is code)


def started(limits: Limits | None = None) -> Diary:
    book = Diary(limits)
    book.tell(book.decide_start(RUN, ANA, "python", 0))
    return book


def test_a_run_is_told_in_order() -> None:
    book = started()
    book.tell(book.decide_output(RUN, ANA.id, 0, Output("stdout", "1\n")))
    book.tell(book.decide_output(RUN, ANA.id, 0, Output("stdout", "1\n")))
    book.tell(book.decide_output(RUN, ANA.id, 1, Output("stderr", "careful\n")))
    with refuses(ErrorCode.RUN_CONFLICT):
        book.decide_output(RUN, ANA.id, 3, Output("stdout", "too early"))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, False), at=5)
    assert book[RUN].outputs == [Output("stdout", "1\n"), Output("stderr", "careful\n")]
    assert (book[RUN].state, book[RUN].duration_ms, book[RUN].ended_us) == ("ok", 12, 5)


def test_a_run_of_the_server_is_told_by_the_server_and_lost_with_it() -> None:
    """RU22"""
    book = Diary()
    book.tell(book.decide_start(RUN, ANA, "python", 0, source="server"))
    for tell in (
        lambda: book.decide_output(RUN, ANA.id, 0, Output("stdout", "forged")),
        lambda: book.decide_end(RUN, ANA.id, "ok", None, 1, False),
    ):
        with refuses(ErrorCode.RUN_CONFLICT):
            tell()
    assert book.decide_lost(ANA.id) == []
    book.tell(book.decide_output(RUN, None, 0, Output("stdout", "1\n")))
    after = RunBook(Limits())
    rebuild(after, book.events)
    assert (after[RUN].state, after[RUN].error) == ("lost", "The server that ran this was stopped.")
    book.tell(book.decide_end(RUN, None, "ok", None, 1, False))
    rebuild(after, book.events)
    assert after[RUN].state == "ok"


def test_only_the_runner_tells_and_only_once() -> None:
    book = started()
    for do in (
        lambda: book.decide_output(RUN, BO.id, 0, Output("stdout", "x")),
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
    book.tell(book.decide_output(RUN, ANA.id, 0, Output("stdout", "late")))
    book.tell(book.decide_end(RUN, ANA.id, "error", "Oh", 3, False))
    assert (book[RUN].state, book[RUN].error, book[RUN].output) == ("error", "Oh", "late")


def test_of_too_much_output_beginning_and_end_are_kept() -> None:
    """RU4, OU1, OU2, OU15, OU18: what a browser sends is cut here, however it was cut there."""
    book = started(Limits(output_bytes=1200))
    for index in range(200):
        book.tell(book.decide_output(RUN, ANA.id, index, Output("stdout", f"line {index:03} é\n")))
    assert book[RUN].output.endswith("line 049 é\n"), "the rest is told with the end"
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, False))
    head, tail = book[RUN].outputs
    assert head.text.startswith("line 000 é\nline 001") and tail.text.startswith("line ")
    assert tail.text.endswith("line 198 é\nline 199 é\n") and book[RUN].truncated
    assert size_of(head) + tail.omitted + size_of(tail) == 200 * len("line 000 é\n".encode())
    assert size_of(head) + size_of(tail) <= 1200
    assert f"\n[{tail.omitted} bytes of output are left out here]\nline" in book[RUN].output
    copy = RunBook(Limits(output_bytes=1200))
    rebuild(copy, book.events)
    assert copy[RUN].told() == book[RUN].told()


def test_what_just_fits_is_kept_whole() -> None:
    """OU1"""
    book = started(Limits(output_bytes=1200))
    for index in range(3):
        book.tell(book.decide_output(RUN, ANA.id, index, Output("stdout", "x" * 380)))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, False))
    assert book[RUN].output == "x" * 1140 and not book[RUN].truncated


def test_what_the_browser_left_out_is_added_to_what_the_server_leaves_out() -> None:
    """OU1"""
    book = started(Limits(output_bytes=200))
    book.tell(book.decide_output(RUN, ANA.id, 0, Output("stdout", "first\n")))
    for index in range(1, 9):
        text, omitted = "y" * 49 + "\n", 1000 if index == 3 else 0
        book.tell(book.decide_output(RUN, ANA.id, index, Output("stdout", text, omitted=omitted)))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, True))
    kept = sum(size_of(output) for output in book[RUN].outputs)
    assert kept + sum(output.omitted for output in book[RUN].outputs) == 6 + 8 * 50 + 1000


def test_a_flood_of_tiny_pieces_is_bounded_too() -> None:
    """OU2: a piece counts more than its text."""
    book = started(Limits(output_bytes=4096))
    for index in range(3000):
        stream = ("stdout", "stderr")[index % 2]
        book.tell(book.decide_output(RUN, ANA.id, index, Output(stream, "x")))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, False))
    assert 50 < len(book[RUN].outputs) <= 4096 // 32 and book[RUN].truncated


def test_tables_are_kept_whole_or_not_at_all() -> None:
    """OU6, OU19"""
    book = started(Limits(output_bytes=2000))
    for index in range(9):
        table = Output("display", "a  b", f"<table><!-- {index} {'-' * 480} --></table>")
        book.tell(book.decide_output(RUN, ANA.id, index, table))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 12, False))
    outputs = book[RUN].outputs
    assert [bool(output.html and "</table>" in output.html) for output in outputs] == [True] * 3
    assert [output.html[12] for output in outputs if output.html] == ["0", "7", "8"]
    assert outputs[1].omitted > 6 * 480
    assert book[RUN].output.startswith("a  b\n") and "<table>" not in book[RUN].output


def test_output_of_a_lost_run_that_is_told_on_keeps_its_end() -> None:
    """OU1"""
    book = started(Limits(output_bytes=100))
    book.tell(book.decide_output(RUN, ANA.id, 0, Output("stdout", "a" * 40 + "\n")))
    book.tell(book.decide_output(RUN, ANA.id, 1, Output("stdout", "b" * 40 + "\n")))
    book.tell(*book.decide_lost(ANA.id))
    book.tell(book.decide_output(RUN, ANA.id, 2, Output("stdout", "ANSWER 42\n")))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 3, False))
    assert book[RUN].output.endswith("ANSWER 42\n")


@pytest.mark.parametrize("restarted", [False, True])
def test_the_end_of_a_lost_run_is_kept_and_told_anew_if_its_browser_comes_back(
    restarted: bool,
) -> None:
    """OU16: also when everything of it is told again, from the log or live."""
    book = started(Limits(output_bytes=400))
    pieces = [Output("stdout", f"line {number:02}\n" * 10) for number in range(9)]
    for index, piece in enumerate(pieces):
        book.tell(book.decide_output(RUN, ANA.id, index, piece))
    book.tell(*book.decide_lost(ANA.id))
    head, tail = book[RUN].outputs
    assert head.text.startswith("line 00\n") and tail.text.endswith("line 08\n")
    assert size_of(head) + tail.omitted + size_of(tail) == 9 * 80 and book[RUN].truncated
    copy = Diary(Limits(output_bytes=400))
    rebuild(copy, book.events)
    assert copy[RUN].told() == book[RUN].told()
    if restarted:
        copy.events, book = book.events, copy
    for index in range(book[RUN].next_index, 10):
        piece = Output("stdout", "ANSWER 42\n") if index == 9 else pieces[index]
        book.tell(book.decide_output(RUN, ANA.id, index, piece))
    book.tell(book.decide_end(RUN, ANA.id, "ok", None, 3, False))
    assert book[RUN].output.count("line 00\n") == 10 and book[RUN].output.count("ANSWER") == 1
    assert book[RUN].output.endswith("line 08\nANSWER 42\n")
    assert sum(size_of(output) + output.omitted for output in book[RUN].outputs) == 9 * 80 + 10


def test_ends_of_lost_runs_are_let_go_like_other_output() -> None:
    """OU2: an interview in which many browsers went away holds no more than another."""
    limits = Limits(output_bytes=400, welcome_output_bytes=1000, runs_per_minute=999)
    book = Diary(limits)
    for number in range(50):
        run = f"run-{number:08}"
        book.tell(book.decide_start(run, ANA, "python", 0))
        for index in range(9):
            book.tell(book.decide_output(run, ANA.id, index, Output("stdout", "x" * 80)))
        book.tell(*book.decide_lost(ANA.id))
    held = [run for run in book.newest(50) if run.tail or run.before_lost or run.outputs]
    assert 1 <= len(held) <= 3


def test_a_report_that_is_too_long_keeps_its_ends() -> None:
    """OU1, OU2"""
    book = Diary(Limits(output_bytes=100))
    book.tell(*book.decide_report("run-1", ANA, "python", "é" * 500 + "\nANSWER 42", None, 0))
    run = book["run-1"]
    assert run.output.startswith("ééé") and run.output.endswith("ANSWER 42") and run.truncated
    assert sum(size_of(output) for output in run.outputs) <= 100


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
    book.tell(book.decide_output(RUN, ANA.id, 0, Output("stdout", "1\n")), at=1)
    book.tell(*book.decide_report("run-00000002", None, "javascript", "2\n", "Oh", 2), at=2)
    book.tell(*book.decide_lost(ANA.id), at=3)
    copy = RunBook(Limits())
    rebuild(copy, book.events)
    assert [run.told() for run in copy.newest(50)] == [run.told() for run in book.newest(50)]


def test_old_output_is_let_go_newest_last() -> None:
    """RU1: the list for newcomers stays small however long an interview gets."""
    book = Diary(Limits(welcome_runs=2, welcome_output_bytes=6, runs_per_minute=99))
    for number in range(4):
        book.tell(*book.decide_report(f"run-{number}", ANA, "python", "abc", None, 0))
    assert [run.output for run in book.newest(2)] == ["abc", "abc"]
    assert [(run.output, run.truncated) for run in book.newest(4)[:2]] == [("", True)] * 2


def forget_by_looking_at_all(book: RunBook, limits: Limits) -> None:
    """What is forgotten at the end of a run, said without any shortcut."""
    kept = 0
    for place, run in enumerate(reversed(book.newest(10_000))):
        if run.state == "running":
            continue
        if place >= limits.welcome_runs:
            run.program = None
        if place < limits.welcome_runs and kept + run.output_bytes <= limits.welcome_output_bytes:
            kept += run.output_bytes
        else:
            run.forget_output()


class ByLookingAtAll(RunBook):
    """A book that looks at every run at the end of each."""

    def _forget_old_output(self) -> None:
        forget_by_looking_at_all(self, self._limits)


@seed(seed_for("old output"))
@settings(max_examples=times(400, 60), deadline=None, database=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 11), st.integers(1, 60)), max_size=120))
def test_RU4_what_is_forgotten_of_old_runs_is_what_a_look_at_all_would_forget(
    steps: list[tuple[int, int, int]],
) -> None:
    """RU4: also where runs go on for long, are lost, and are told of again by their browsers."""
    limits = Limits(welcome_runs=4, welcome_output_bytes=100, output_bytes=120)
    quick, slow = RunBook(limits), ByLookingAtAll(limits)
    begun = 0
    for what, which, size in steps:
        run_id = f"run-{max(0, begun - 1 - which):08}"
        run, output = quick.get(run_id), Output("stdout", "x" * size)
        events: list[RunEvent | None] = []
        if what < 2 or run is None:
            program = Program("a.py", (), None)
            events = [RunStarted(f"run-{begun:08}", ANA, "python", "browser", None, program)]
            begun += 1
        elif run.state in ("running", "lost") and what == 2:
            events = [quick.decide_output(run_id, ANA.id, run.next_index, output)]
        elif run.state in ("running", "lost") and what == 3:
            events = [quick.decide_end(run_id, ANA.id, "ok", None, 1, False)]
        elif what == 4:
            events = [*quick.decide_lost(ANA.id)]
        for event in filter(None, events):
            quick.evolve(event, begun)
            slow.evolve(event, begun)
        assert [run.told() for run in quick.newest(500)] == [run.told() for run in slow.newest(500)]
        assert [run.id for run in quick.running()] == [run.id for run in slow.running()]


def lines_of(runs: int) -> int:
    """How many lines of the book are gone through for so many runs with output."""
    book, counted = RunBook(Limits()), 0

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal counted
        if not frame.f_code.co_filename.endswith("run_book.py"):
            return None
        counted += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        for number in range(runs):
            run_id, at_us = f"run-{number:08}", number * MINUTE
            for event in (
                book.decide_start(run_id, ANA, "python", at_us),
                RunPrinted(run_id, 0, Output("stdout", "1")),
                RunEnded(run_id, "ok", None, 1, False),
            ):
                book.evolve(event, at_us)
    finally:
        sys.settrace(before)
    return counted


def test_RU38_a_run_costs_the_same_after_many_runs_as_after_few() -> None:
    """RU38: counted in lines of the program, so that no clock has a say in it."""
    few, many, more = (lines_of(runs) for runs in (100, 200, 400))
    assert more - many == 2 * (many - few)
