"""Keeps the frames that came before the gate knew the document.

A gate learns a document when somebody first types in it (:meth:`~.gate.Gate.load_later`). For a
long document this takes a third of a second, in which nobody else shall wait. So it learns for a
few milliseconds in each turn of the event loop. Meanwhile the frames of the person who typed are
kept, and handled in order afterwards. Nobody else notices anything.
"""

from collections.abc import Callable

from ..domain.clock import Clock, Timer
from .peer import Peer


class Backlog:
    """The backlog of one room. ``learn`` goes on for a moment and answers whether there is more."""

    def __init__(self, clock: Clock, learn: Callable[[], bool]) -> None:
        self._clock = clock
        self._learn = learn
        self._calls: list[tuple[Peer, Callable[[], None]]] = []
        self._peers: set[Peer] = set()
        self._timer: Timer | None = None

    def __contains__(self, peer: Peer) -> bool:
        """Whether a frame of this connection waits, so that its next ones have to wait as well."""
        return peer in self._peers

    def add(self, peer: Peer, call: Callable[[], None]) -> None:
        """Call a function when the gate knows the document, unless the connection is closed
        then."""
        self._calls.append((peer, call))
        self._peers.add(peer)
        if self._timer is None:
            self._go_on()

    def end(self) -> None:
        """Handle all frames that wait now, however long that takes."""
        if self._calls:
            while self._learn():
                pass
            self._hear()

    def _go_on(self) -> None:
        self._timer = None
        if self._learn():
            self._timer = self._clock.later(0, self._go_on)
        else:
            self._hear()

    def _hear(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        calls, self._calls = self._calls, []
        self._peers.clear()
        for peer, call in calls:
            if not peer.closed:
                call()
