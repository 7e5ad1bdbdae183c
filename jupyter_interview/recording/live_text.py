"""A text that edits are made in, whose offsets count UTF-16 units as those of a recording do."""

from ..session.seals import hash_of


class LiveText:
    """One text while a recording is made."""

    __slots__ = ("_units",)

    def __init__(self) -> None:
        self._units = bytearray()

    def edit(self, position: int, deleted: int, inserted: str) -> None:
        """Delete and insert at a place."""
        start, end = 2 * position, 2 * (position + deleted)
        self._units[start:end] = inserted.encode("utf-16-le")

    def text(self) -> str:
        return self._units.decode("utf-16-le")

    def hash(self) -> str:
        """What a seal says of it."""
        return hash_of(self.text())
