"""Limits how often something is told when only its newest state matters."""

from collections.abc import Callable

from ..domain.clock import Clock, Timer


class Coalescer:
    """Calls ``call`` after each ``poke``: immediately, or once the last call is an interval ago."""

    def __init__(self, clock: Clock, interval: float, call: Callable[[], None]) -> None:
        self._clock = clock
        self._interval = interval
        self._call = call
        self._last = float("-inf")
        self._timer: Timer | None = None

    def poke(self) -> None:
        if self._timer is not None:
            return
        wait = self._last + self._interval - self._clock.monotonic()
        if wait <= 0:
            self._fire()
        else:
            self._timer = self._clock.later(wait, self._fire)

    def flush(self) -> None:
        """If a call is waiting, make it now."""
        if self._timer is not None:
            self._timer.cancel()
            self._fire()

    def cancel(self) -> None:
        """Cancel a call that is waiting."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _fire(self) -> None:
        self._timer = None
        self._last = self._clock.monotonic()
        self._call()
