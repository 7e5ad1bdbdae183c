"""How much is too much, with a clock that is a number."""

import pytest

from jupyter_interview.domain.rates import Rate, Window


def test_a_rate_gives_a_burst_and_then_so_much_a_second() -> None:
    rate = Rate(2, burst=3)
    assert [rate.try_take(10) for _ in range(4)] == [True, True, True, False]
    assert rate.try_take(10.5) and not rate.try_take(10.5)


def test_what_was_refused_costs_nothing_and_what_was_taken_is_a_debt() -> None:
    rate = Rate(10, burst=100)
    assert rate.take(0, 120) == pytest.approx(2)
    assert not rate.try_take(1)
    assert rate.take(2) == pytest.approx(0.1)
    assert rate.take(100, 100) == 0


def test_a_bucket_holds_no_more_than_the_burst() -> None:
    rate = Rate(2, burst=3)
    assert [rate.take(1000) for _ in range(5)] == [0, 0, 0, 0.5, 1]


def test_a_window_forgets_what_is_older() -> None:
    window = Window()
    for at in (0, 10, 20):
        assert window.wait(at, 3) == 0
        window.add(at)
    assert window.wait(25, 3) == 35
    assert window.wait(25, 4) == 0
    assert window.wait(60, 3) == 0


def test_a_window_does_not_count_a_future_that_a_clock_left_behind() -> None:
    window = Window(10)
    window.add(1000)
    assert window.wait(1001, 1) == 9
    assert window.wait(500, 1) == 0
