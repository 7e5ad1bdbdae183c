"""A room in memory, and who has it."""

from dataclasses import dataclass

from ..domain.clock import Timer
from ..rooms.room import Room


@dataclass(slots=True)
class Held:
    """A room and who needs it."""

    room: Room
    users: int = 0
    timer: Timer | None = None

    def part(self) -> None:
        """It is not the session's room any more; what is large in it goes with the last user.

        The parts of a room know each other, so that what is left of it waits for the collector,
        which goes through old objects seldom.
        """
        if self.users == 0:
            self.room.release()
