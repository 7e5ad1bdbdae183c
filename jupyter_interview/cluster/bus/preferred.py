"""Several buses as one: the first that works carries, all of them are listened to.

What has to be sent again goes over all: that this end of a bus works says nothing of the other.
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
