"""Which process hosts which session, where several processes share a database.

A room is the only one that gives numbers to what happens in its session, so a session is at one
process at a time. Who has it is said by a lease in the database, and whatever is stored is stored
only while the lease is still held (:mod:`.replicas`). A store of one process needs none of this.
"""

from typing import Protocol


class Leases(Protocol):
    """What a registry asks for before it loads a room, and gives back after it let it go."""

    def owns(self, session_id: str) -> bool:
        """Whether the session was given to this process, as far as it knows."""

    async def claim(self, session_id: str, new: bool = False) -> None:
        """Take a session (one that is to be made, if ``new``) that nobody has.

        Raises ``HostedElsewhere`` when another process has it. A session that does not exist is
        given to nobody, and that is no error.
        """

    async def release(self, session_id: str) -> None:
        """Give it back, with nothing of it left to store. Raises nothing; leases run out."""

    def forget(self, session_id: str) -> None:
        """The session is gone, and its lease went with it."""


class Alone:
    """The leases of a process that has a store for itself: it owns everything in it."""

    def owns(self, session_id: str) -> bool:
        return True

    async def claim(self, session_id: str, new: bool = False) -> None:
        """Nobody else could have it."""

    async def release(self, session_id: str) -> None:
        """Nobody else could want it."""

    def forget(self, session_id: str) -> None:
        """There is nothing to forget."""
