"""A bus inside one process: replicas that are objects of a test, and loss where it is asked for."""

import asyncio
from collections.abc import Callable

from jupyter_interview.cluster.bus.base import Hear


class LocalBus:
    """See :class:`Bus`. Everybody on one ``network`` hears everybody; ``loses`` decides of
    each message whether it gets lost."""

    def __init__(self, network: dict[str, Hear]) -> None:
        self._network = network
        self._me = ""
        self.loses: Callable[[bytes], bool] = lambda message: False

    @property
    def works(self) -> bool:
        """See :class:`Bus`."""
        return self._me in self._network

    async def open(self, me: str, hear: Hear) -> None:
        """See :class:`Bus`."""
        self._me = me
        self._network[me] = hear

    async def close(self) -> None:
        """See :class:`Bus`."""
        self._network.pop(self._me, None)

    def send(self, to: str, message: bytes, again: bool = False) -> None:
        """See :class:`Bus`."""
        hear = self._network.get(to)
        if hear is not None and not self.loses(message):
            asyncio.get_running_loop().call_soon(hear, message)
