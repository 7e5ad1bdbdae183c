"""One open connection, as a room sees it.

A room never meets a socket: it sends frames into a :class:`Wire`, which a test replaces by a list.
What is sent to many is one ``Frame``, so that a wire may encode it once for all of them.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from ..contract import frames
from ..contract.close_codes import CloseCode
from ..contract.frames import Mode
from ..document.merge_bases import MergeBases
from ..domain.clock import Clock
from ..domain.limits import Limits
from ..journal.journal import LogPosition
from .bucket import Bucket


class Frame:
    """One message, text or bytes. ``encoded`` is a wire's to keep what it made of it."""

    __slots__ = ("data", "encoded")

    def __init__(self, data: str | bytes) -> None:
        self.data = data
        self.encoded: Any = None


class Wire(Protocol):
    """How frames reach a client."""

    def send(self, *frames: Frame) -> None:
        """Send without waiting, all of them at once."""

    def close(self, code: int, reason: str) -> None:
        """Close; closing twice is fine."""

    def queued(self) -> int:
        """Bytes that were sent and have not left yet."""


@dataclass(eq=False, slots=True)
class Peer:
    """A connection of one participant. ``number`` names it in presence."""

    number: int
    participant_id: str
    mode: Mode
    wire: Wire
    limits: Limits
    clock: Clock
    person: str = ""
    address: str = ""
    """Who it is and where from, for taking turns."""
    closed: bool = False
    waiting: bool = False
    """Its person has not been let in."""
    continues: bool = True
    """Whether the log has what the client knows."""
    made_ago_us: int = 0
    """How old the edits are that come now, by the client's word."""
    received: int = 0
    """Binary updates taken in, refused ones included."""
    durable: int = 0
    """How many of those are on disk."""
    durable_position: LogPosition = LogPosition(0, 0)
    acked: int = 0
    asked_again_at: float = float("-inf")
    step1_bucket: Bucket | None = None
    refused_at: list[float] = field(default_factory=list)
    knows_code: str | None = None
    """Contract mode: what the client must believe the text to be; None: it has yet to be told."""
    bases: MergeBases = field(default_factory=MergeBases)
    cursor: dict[str, Any] | None = None
    cursor_language: str = ""
    _sent_bytes: int = 0
    _taken_bytes: int = 0
    """How much of that the client had taken when it was last seen to take anything."""
    _taken_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._taken_at = self.clock.monotonic()

    def send(self, frame: Frame) -> None:
        """Send, or give the connection up when it reads too slowly, or not at all."""
        if self.closed:
            return
        if self._reads_too_slowly():
            self.close(CloseCode.OVERLOADED)
        elif self.durable > self.acked:
            self._write(self._ack(), frame)
        else:
            self._write(frame)

    def acknowledge(self) -> None:
        """Say what is on disk, if no other frame has taken that along meanwhile."""
        if self.durable > self.acked and not self.closed:
            self._write(self._ack())

    def tell_position(self, position: LogPosition) -> None:
        """Where the log is now, for a client that writes nothing and so hears no other ack."""
        if position > self.durable_position and not self.closed:
            self.durable_position = position
            self._write(self._ack())

    def _ack(self) -> Frame:
        self.acked = self.durable
        seq, at_us = self.durable_position
        return Frame(frames.event("ack", updates=self.durable, seq=seq, at=str(at_us)))

    def send_presence(self, frame: Frame) -> None:
        """Send what may be dropped: a slow reader first does without the others' cursors."""
        if not self.closed and self.wire.queued() <= self.limits.outbound_presence_bytes:
            self._write(frame)

    def _write(self, *frames: Frame) -> None:
        for frame in frames:
            self._sent_bytes += len(frame.data)
        self.wire.send(*frames)

    def _reads_too_slowly(self) -> bool:
        """Whether too much waits for it, or something does and it took nothing for too long."""
        queued, now = self.wire.queued(), self.clock.monotonic()
        if queued > self.limits.outbound_bytes:
            return True
        if not queued or self._sent_bytes - queued > self._taken_bytes:
            self._taken_bytes, self._taken_at = self._sent_bytes - queued, now
        return now - self._taken_at > self.limits.stall_seconds

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Nothing is sent after this. The reason is the code's word where there is no better."""
        if not self.closed:
            self.closed = True
            self.wire.close(code, reason or code.word)
