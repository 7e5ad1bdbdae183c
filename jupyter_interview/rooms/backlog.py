"""What was said before the gate knew the document.

A gate learns a document when somebody first types in it (:meth:`~.gate.Gate.load_later`). That of a
long one takes a third of a second, in which nobody else shall wait: it learns a few milliseconds in
each turn of the event loop, and whoever typed is heard afterwards, in order, with all they said
since. The others in the room, and those who come into it, notice nothing.
"""

from collections.abc import Callable

from ..domain.clock import Clock, Timer
from .peer import Peer


class Backlog:
    """One room's. ``learn`` goes on a little and answers whether there is more."""

    def __init__(self, clock: Clock, learn: Callable[[], bool]) -> None:
        self._clock = clock
        self._learn = learn
        self._calls: list[tuple[Peer, Callable[[], None]]] = []
        self._peers: set[Peer] = set()
        self._timer: Timer | None = None

    def __contains__(self, peer: Peer) -> bool:
        """Whether something of this connection waits, and so must what it says next."""
        return peer in self._peers

    def add(self, peer: Peer, call: Callable[[], None]) -> None:
        """Call when the gate knows the document, unless the connection was closed by then."""
        self._calls.append((peer, call))
        self._peers.add(peer)
        if self._timer is None:
            self._go_on()

    def end(self) -> None:
        """Hear what waits now, however long that takes."""
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
