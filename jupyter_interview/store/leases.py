"""Which process holds which session, where several processes share a database.

Only a session's room numbers what happens in it, so one process at a time holds a session. A lease
in the database says which one, and a commit is refused when its process holds the lease no longer
(:mod:`.replicas`). A store that belongs to one process needs none of this.
"""

from typing import Protocol


class Leases(Protocol):
    """A registry claims a lease before it loads a room, and releases it when the room has gone."""

    def owns(self, session_id: str) -> bool:
        """Whether the session was given to this process, as far as it knows."""

    async def claim(self, session_id: str, new: bool = False) -> None:
        """Take a session that no process holds; ``new`` when it is about to be created.

        Raises ``HeldElsewhere`` when another process holds it. A session that does not exist is
        given to nobody, and that is no error.
        """

    async def release(self, session_id: str) -> None:
        """Give the session back; nothing of it may be left to store. Never raises: leases run
        out."""

    def forget(self, session_id: str) -> None:
        """The session is gone, and its lease went with it."""


class Alone:
    """The leases of a process that shares its store with nobody: it holds every session."""

    def owns(self, session_id: str) -> bool:
        return True

    async def claim(self, session_id: str, new: bool = False) -> None:
        """Do nothing: no other process could have it."""

    async def release(self, session_id: str) -> None:
        """Do nothing: no other process could want it."""

    def forget(self, session_id: str) -> None:
        """Do nothing: there is no lease."""
