"""Several buses as one: messages go over the first that works, and all of them are heard.

A message that is sent again goes over all buses, because one that works at this end may not work at
the other.
"""

from collections.abc import Sequence

from .base import Bus, Hear


class Preferred:
    """See :class:`.base.Bus`; the best comes first."""

    def __init__(self, buses: Sequence[Bus]) -> None:
        self._buses = buses

    @property
    def works(self) -> bool:
        """See :class:`.base.Bus`."""
        return any(bus.works for bus in self._buses)

    async def open(self, me: str, hear: Hear) -> None:
        """See :class:`.base.Bus`."""
        for bus in self._buses:
            await bus.open(me, hear)

    async def close(self) -> None:
        """See :class:`.base.Bus`."""
        for bus in self._buses:
            await bus.close()

    def send(self, to: str, message: bytes, again: bool = False) -> None:
        """See :class:`.base.Bus`."""
        working = [bus for bus in self._buses if bus.works] or list(self._buses)
        for bus in working if again else working[:1]:
            bus.send(to, message)
