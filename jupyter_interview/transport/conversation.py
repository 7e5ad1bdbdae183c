"""Carries the messages of one client from its socket into its room."""

import logging
from collections.abc import Callable

from ..contract.close_codes import CloseCode
from ..rooms.peer import Peer
from ..rooms.room import Room


class Conversation:
    """The messages of one peer. An error of ours in handling one ends this connection and no
    other."""

    def __init__(self, room: Room, peer: Peer, log: logging.Logger) -> None:
        self._room = room
        self._peer = peer
        self._log = log

    def hear_text(self, data: bytes) -> None:
        """A text message came. It need not be valid UTF-8."""
        self._hear(lambda: self._room.receive_text(self._peer, data))

    def hear_binary(self, *messages: bytes) -> None:
        """Binary messages came, together in one read."""
        self._hear(lambda: self._room.receive_binary(self._peer, *messages))

    def _hear(self, receive: Callable[[], None]) -> None:
        try:
            receive()
        except Exception:
            self._log.exception("jupyter_interview: a frame could not be handled")
            self._peer.close(CloseCode.MALFORMED)

    def disconnected(self) -> None:
        """The connection is gone; a second call does nothing."""
        self._room.disconnect(self._peer)
