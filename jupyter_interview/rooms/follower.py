"""What follows the texts of a room from outside it, as the room sees it, and where it is from."""

from typing import Protocol


class Follower(Protocol):
    """Told in the same turn. Neither call waits or raises."""

    def changed(self) -> None:
        """Some text of the room may be another one now."""

    def ended(self) -> None:
        """The interview has ended, or is gone: nothing may be written into it any more."""


class Drive(Protocol):
    """Where the files are that an interview of this server can be attached to."""

    def possible(self) -> bool:
        """Whether it can be attached to any."""
