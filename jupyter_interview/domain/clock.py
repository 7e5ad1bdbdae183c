"""Time, as something a test can hold in its hand.

``at`` dates are integer microseconds since the epoch, UTC; waiting is measured on another,
monotonic clock, so that a jump of the wall clock neither fires a timer nor makes a duration
negative.
"""

import asyncio
import time
from collections.abc import Callable
from contextvars import Context
from datetime import UTC, datetime
from typing import Protocol


class Timer(Protocol):
    """A call that has been promised."""

    def cancel(self) -> None:
        """Do not call. Cancelling twice, or too late, is fine."""


class Clock(Protocol):
    """What rooms know about time."""

    def now_us(self) -> int:
        """The date, in microseconds since the epoch."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call once, after so many seconds."""


class SystemClock:
    """The computer's clocks and the running event loop's timers.

    A timer runs in a context of its own; in that of the request in which it was set it would keep
    the request alive until then.
    """

    def now_us(self) -> int:
        return time.time_ns() // 1000

    def monotonic(self) -> float:
        return time.monotonic()

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        return asyncio.get_running_loop().call_later(seconds, call, context=Context())


def iso(at_us: int) -> str:
    """A date as the contract writes it: ISO 8601 in UTC with milliseconds, ``…T10:05:00.250Z``."""
    date = datetime.fromtimestamp(at_us / 1_000_000, UTC)
    return date.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at_us // 1000 % 1000:03d}Z"


def iso_or_none(at_us: int | None) -> str | None:
    """The same for a date that may not have come yet."""
    return None if at_us is None else iso(at_us)
