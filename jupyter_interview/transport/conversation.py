"""What a client says on its socket, to the room it is in."""

from ..rooms.peer import Peer
from ..rooms.room import Room


class Conversation:
    """One peer's words."""

    def __init__(self, room: Room, peer: Peer) -> None:
        self._room = room
        self._peer = peer

    def hear_text(self, data: bytes) -> None:
        """A text message, which need not be UTF-8."""
        self._room.receive_text(self._peer, data)

    def hear_binary(self, *messages: bytes) -> None:
        """Binary messages that came in one go."""
        self._room.receive_binary(self._peer, *messages)

    def hang_up(self) -> None:
        """The connection is gone; a second call does nothing."""
        self._room.disconnect(self._peer)
