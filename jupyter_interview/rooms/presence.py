"""Knows who is here now and where their cursors are. Nothing of it is stored.

Somebody is ``online`` while they have an open connection. When the last one closes they have a
grace time to come back before the others are told, because a reload or a moment without network
does not mean that they have left. A person who is away stays in the list; the runs of their browser
are given up as lost.
"""

from collections.abc import Callable

from msgspec import UNSET

from ..contract import frames
from ..contract.frames import Mode
from ..contract.server_frames import CursorChangeFrame
from ..contract.values import Cursor
from ..domain.clock import Timer
from ..domain.languages import CODE_FILES
from ..domain.records import ParticipantRecord
from .coalesce import Coalescer
from .core import Core
from .peer import Frame, Peer
from .telling import Telling


class Presence:
    """Watches connections. ``lost`` is called with the id of a person who stays away."""

    def __init__(self, core: Core, telling: Telling, lost: Callable[[str], None]) -> None:
        self._core = core
        self._telling = telling
        self._lost = lost
        self._timers: dict[str, Timer] = {}
        self._away: set[str] = set()
        self._moved: dict[int, tuple[Peer, str, Callable[[], Cursor | None]]] = {}
        self._cursors = Coalescer(core.clock, core.limits.presence_interval, self._tell_cursors)

    def arrived(self, peer: Peer, record: ParticipantRecord) -> None:
        """Note a new connection; call this before it is in the audience."""
        first = not self._core.online(record.id)
        if (timer := self._timers.pop(record.id, None)) is not None:
            timer.cancel()
        came_back = record.id in self._away
        self._away.discard(record.id)
        if first:
            self._telling.arrived(record, came_back)

    def left(self, peer: Peer) -> None:
        """Note that a connection is gone; call this after it left the audience."""
        self._moved.pop(peer.number, None)
        if peer.cursor is not None:
            peer.cursor = None
            self._core.audience.tell_sync(lambda: cursor_frame(peer))
        record = self._core.people.get(peer.participant_id)
        if record is not None and record.left_us is None and not self._core.online(record.id):
            self.wait_for(record.id)

    def wait_for(self, participant_id: str) -> None:
        """Give a person who is not connected the grace time to come back."""
        if participant_id not in self._timers:
            self._timers[participant_id] = self._core.clock.later(
                self._core.grace, lambda: self._gave_up(participant_id)
            )

    def listed(self, record: ParticipantRecord, listed: bool) -> None:
        """Note that a person who is away is on the list again, or off it. Pages of the contract
        mode hear once that they are not here, and of their return when they arrive."""
        if record.id not in self._away:
            self._away.add(record.id)
            if not listed:
                self._telling.gone(record)

    def forget(self, participant_id: str) -> None:
        """Forget a person who left for good, or whose link was revoked."""
        self._away.discard(participant_id)
        if (timer := self._timers.pop(participant_id, None)) is not None:
            timer.cancel()

    def _gave_up(self, participant_id: str) -> None:
        self._timers.pop(participant_id, None)
        record = self._core.people.get(participant_id)
        if record is None or record.left_us is not None or self._core.online(participant_id):
            return
        if participant_id not in self._away:
            self._away.add(participant_id)
            self._telling.away(record)
        self._lost(participant_id)

    def move(self, peer: Peer, file: str, place: Callable[[], Cursor | None]) -> None:
        """Note that a connection's selection has changed. It is read when the others are told."""
        self._moved[peer.number] = (peer, file, place)
        self._cursors.poke()

    def show_cursors(self, newcomer: Peer) -> None:
        """Tell a new connection where everybody's cursor is."""
        for peer in self._core.audience:
            if peer.cursor is not None and peer is not newcomer:
                newcomer.send_presence(Frame(cursor_frame(peer)))

    def close(self) -> None:
        """Stop waiting for anybody."""
        self._cursors.cancel()
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _tell_cursors(self) -> None:
        moved, self._moved = self._moved, {}
        for mover, file, place in moved.values():
            cursor = place()
            if cursor is None and mover.cursor is None:
                continue
            mover.cursor, mover.cursor_file = cursor, file
            frame = Frame(cursor_frame(mover))
            for peer in self._core.audience.speaking(Mode.SYNC):
                if peer is not mover:
                    peer.send_presence(frame)


def cursor_frame(peer: Peer) -> str:
    """The ``cursor_change`` frame for where a connection is now."""
    file = peer.cursor_file
    language = CODE_FILES.get(file, UNSET)
    told = CursorChangeFrame(peer.number, peer.participant_id, file, peer.cursor, language)
    return frames.frame(told)
