"""A room in memory, and how many calls use it."""

from dataclasses import dataclass

from ..domain.clock import Timer
from ..rooms.room import Room


@dataclass(slots=True)
class LoadedRoom:
    """A room that stays in memory while it has users."""

    room: Room
    users: int = 0
    timer: Timer | None = None

    def part(self) -> None:
        """Free the large parts of this room when its last user has gone: it is the session's room
        no longer.

        The parts of a room refer to each other, so the rest of it waits for Python's collector,
        which looks at old objects seldom.
        """
        if self.users == 0:
            self.room.release()
