"""What a client says on its socket, at the pace it may say it, to the room it is in."""

from ..domain.clock import Clock
from ..domain.limits import Limits
from ..rooms.peer import Peer
from ..rooms.room import Room


class Pace:
    """How fast one client may speak.

    Messages and bytes are each a bucket (so many a second, and a burst at once), told apart only by
    when they would be full again; both may be overdrawn, and the debt is the wait.
    """

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._a_message = 1 / limits.messages_per_second
        self._a_byte = 1 / limits.bytes_per_second
        self._message_burst = limits.message_burst * self._a_message
        self._byte_burst = limits.byte_burst * self._a_byte
        self._messages_full_at = self._bytes_full_at = clock.monotonic()

    def pause(self, size: int) -> float:
        """After a message of so many bytes: the seconds until the next one may come (0: none)."""
        now = self._clock.monotonic()
        messages_at = max(self._messages_full_at, now) + self._a_message
        bytes_at = max(self._bytes_full_at, now) + size * self._a_byte
        self._messages_full_at, self._bytes_full_at = messages_at, bytes_at
        return max(0.0, messages_at - now - self._message_burst, bytes_at - now - self._byte_burst)


class Conversation:
    """One peer's words; each call answers with the seconds to wait before the next one."""

    def __init__(self, room: Room, peer: Peer, clock: Clock, limits: Limits) -> None:
        self._room = room
        self._peer = peer
        self._pace = Pace(clock, limits)

    def hear_text(self, data: bytes) -> float:
        """A text message, which need not be UTF-8."""
        self._room.receive_text(self._peer, data)
        return self._pace.pause(len(data))

    def hear_binary(self, *messages: bytes) -> float:
        """Binary messages that came in one go."""
        self._room.receive_binary(self._peer, *messages)
        return max(self._pace.pause(len(data)) for data in messages)

    def hang_up(self) -> None:
        """The connection is gone; once more is fine."""
        self._room.disconnect(self._peer)
