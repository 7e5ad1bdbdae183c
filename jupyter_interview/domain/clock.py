"""Time, as an object that tests can replace.

Dates are integer microseconds since the epoch, UTC. Durations are measured by another, monotonic
clock, so that a jump of the wall clock neither fires a timer nor makes a duration negative.
"""

import asyncio
import time
from collections.abc import Callable
from contextvars import Context
from datetime import UTC, datetime
from typing import Protocol


class Timer(Protocol):
    """A call in the future."""

    def cancel(self) -> None:
        """Cancel the call. Cancelling twice or too late is fine."""


class Clock(Protocol):
    """Tells the time, and calls functions later."""

    def now_us(self) -> int:
        """The date, in microseconds since the epoch."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call a function once, after so many seconds."""


class SystemClock:
    """The computer's clocks and the running event loop's timers.

    A timer runs in an empty context. In the context of the request that has set it, it would keep
    the request in memory until then.
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
