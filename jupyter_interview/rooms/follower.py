"""What a room knows of files that its texts are attached to."""

from typing import Protocol


class Follower(Protocol):
    """Is told of changes in the turn in which they happen. Its methods neither wait nor raise."""

    def changed(self) -> None:
        """A text of the room may have changed."""

    def removed(self, file: str) -> None:
        """This file was removed from the interview; its text stays in the document."""

    def ended(self) -> None:
        """The interview has ended or was deleted, and must not be written any more."""


class Drive(Protocol):
    """The files of this server to which an interview can be attached."""

    def possible(self) -> bool:
        """Whether there are such files."""
