"""One open connection, as a room sees it.

A room never sees a socket. It sends frames into a :class:`Wire`, which is a list in tests. What is
sent to many peers is one ``Frame``, so that a wire may encode it once for all of them.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from ..contract import frames
from ..contract.close_codes import CloseCode
from ..contract.frames import Mode
from ..contract.server_frames import AckFrame
from ..contract.values import Cursor
from ..document.merge_bases import MergeBases
from ..domain.clock import Clock
from ..domain.limits import Limits
from ..domain.rates import Rate, Window
from ..journal.journal import LogPosition


class Frame:
    """One message, text or bytes. A wire may keep in ``encoded`` what it has made of it."""

    __slots__ = ("data", "encoded")

    def __init__(self, data: str | bytes) -> None:
        self.data = data
        self.encoded: Any = None


class Wire(Protocol):
    """Sends frames to a client."""

    def send(self, *frames: Frame) -> None:
        """Send these frames together, without waiting."""

    def close(self, code: int, reason: str) -> None:
        """Close the connection; closing twice is fine."""

    def queued(self) -> int:
        """How many bytes were sent that have not left the server yet."""


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
    """The person and the address, which decide about turns to run programs."""
    way: str | None = None
    """The link by which its page came, if it came by one."""
    key: bytes | None = None
    """The hash of the secret with which its page came, if it came by a link."""
    closed: bool = False
    waiting: bool = False
    """Whether its person is in the lobby."""
    continues: bool = True
    """Whether the log continues from what the client knows."""
    hears_checks: bool = False
    """Whether a client of the contract mode has asked to be told of checks."""
    made_ago_us: int = 0
    """How old the next edits are, as the client says."""
    received: int = 0
    """How many binary updates have come, with the refused ones."""
    durable: int = 0
    """How many of these updates are on disk."""
    durable_position: LogPosition = LogPosition(0, 0)
    acked: int = 0
    their_requests: Rate = field(init=False)
    """The pace of what the client asks for."""
    own_requests: Rate = field(init=False)
    """The pace of what the server asks the client for."""
    refusals: Window = field(init=False)
    """Counts what the client's role did not allow."""
    knows_code: str | None = None
    """In contract mode the text that the client shows; None if it was not told one yet."""
    bases: MergeBases = field(default_factory=MergeBases)
    cursor: Cursor | None = None
    cursor_file: str = ""
    _sent_bytes: int = 0
    _taken_bytes: int = 0
    """How many of these bytes the client had taken when it was last seen to take some."""
    _taken_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._taken_at = self.clock.monotonic()
        limits = self.limits
        self.their_requests = Rate(limits.sync_requests_per_second, limits.sync_request_burst)
        self.own_requests = Rate(limits.sync_requests_per_second, burst=1)
        self.refusals = Window(limits.refusal_window)

    def send(self, frame: Frame) -> None:
        """Send frames. A client that reads too slowly, or not at all, loses its connection."""
        if self.closed:
            return
        if self._reads_too_slowly():
            self.close(CloseCode.OVERLOADED)
        elif self.durable > self.acked:
            self._write(self._ack(), frame)
        else:
            self._write(frame)

    def acknowledge(self) -> None:
        """Send an ack of what is on disk, unless another frame has carried it already."""
        if self.durable > self.acked and not self.closed:
            self._write(self._ack())

    def tell_position(self, position: LogPosition) -> None:
        """Tell the log's position to a client that writes nothing and so gets no other ack."""
        if position > self.durable_position and not self.closed:
            self.durable_position = position
            self._write(self._ack())

    def _ack(self) -> Frame:
        self.acked = self.durable
        seq, at_us = self.durable_position
        return Frame(frames.frame(AckFrame(self.durable, seq, str(at_us))))

    def send_presence(self, frame: Frame) -> None:
        """Send something that may be dropped: slow readers are first denied the cursors of
        others."""
        if not self.closed and self.wire.queued() <= self.limits.outbound_presence_bytes:
            self._write(frame)

    def _write(self, *frames: Frame) -> None:
        for frame in frames:
            self._sent_bytes += len(frame.data)
        self.wire.send(*frames)

    def _reads_too_slowly(self) -> bool:
        """Whether too much waits for the client, or it took nothing for too long while something
        waits."""
        queued, now = self.wire.queued(), self.clock.monotonic()
        if queued > self.limits.outbound_bytes:
            return True
        if not queued or self._sent_bytes - queued > self._taken_bytes:
            self._taken_bytes, self._taken_at = self._sent_bytes - queued, now
        return now - self._taken_at > self.limits.stall_seconds

    def close(self, code: CloseCode, reason: str = "") -> None:
        """Close the connection; nothing is sent after that. The reason is by default the code's
        word."""
        if not self.closed:
            self.closed = True
            self.wire.close(code, reason or code.word)
