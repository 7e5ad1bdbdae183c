"""Reads what connections say, has it done, and answers refusals without closing the connection.

A frame that is not allowed is answered with an ``error`` event; three within ten seconds that a
role does not allow close the connection. Bytes that are no frame close it immediately.
"""

from collections.abc import Sequence

from ..contract import frames
from ..contract.close_codes import CloseCode
from ..contract.frames import FrameCommand, Mode
from ..contract.session import (
    CheckHere,
    DateEdits,
    MoveCursor,
    MoveCursorTo,
    ReplaceCode,
    RunHere,
)
from ..contract.values import Cursor
from ..document.document import DocumentError
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import CODE_FILES
from ..domain.roles import WAITING_SENTENCE
from ..gate.sync import SyncError, SyncKind, SyncMessage, decode_message
from ..journal.journal import LogPosition
from ..session.files import no_such_file
from .backlog import Backlog
from .coalesce import Coalescer
from .core import Core
from .editing import Editing, ForeignClient
from .peer import Frame, Peer
from .performing import Perform
from .presence import Presence
from .server_checks import ServerChecks
from .server_runs import ServerRuns

_ROLE_CODES = frozenset({ErrorCode.FORBIDDEN, ErrorCode.SESSION_ENDED, ErrorCode.WAITING})


class Dispatch:
    """Handles what the connections of one room say."""

    def __init__(
        self,
        core: Core,
        editing: Editing,
        server_runs: ServerRuns,
        server_checks: ServerChecks,
        presence: Presence,
        perform: Perform,
    ) -> None:
        self._core = core
        self._editing = editing
        self._server_runs = server_runs
        self._server_checks = server_checks
        self._presence = presence
        self._perform = perform
        self._backlog = Backlog(core.clock, editing.learn)
        self._stored_of: set[Peer] = set()
        self._positions = Coalescer(core.clock, core.limits.place_interval, self._tell_positions)

    def text(self, peer: Peer, data: bytes) -> None:
        """Handle a text frame."""
        if peer in self._backlog:
            self._backlog.add(peer, lambda: self.text(peer, data))
            return
        limits = self._core.limits
        if len(data) > limits.json_bytes:
            peer.close(CloseCode.TOO_BIG)
            return
        if peer.waiting:
            self._refuse(peer, _waiting(), None)
            return
        about: str | None = None
        run_id: str | None = None
        try:
            frame = frames.decode_frame(data, limits)
            about, run_id = frames.frame_type(frame), frames.run_of(frame)
            _demand_small(about, data, limits.presence_bytes)
            self._obey(peer, frames.decode_command(frame, peer.mode, limits))
        except InterviewError as refusal:
            self._refuse(peer, refusal, about, run_id)
        except DocumentError:
            self._refuse(peer, _no_update("The document could not take this."), about)

    def binary(self, peer: Peer, frames: Sequence[bytes]) -> None:
        """Handle binary frames that came together; the updates among them are taken as one."""
        if peer in self._backlog:
            self._backlog.add(peer, lambda: self.binary(peer, frames))
            return
        updates: list[bytes] = []
        for data in frames:
            message = self._sync_message(peer, data)
            if message is None:
                continue
            if message.kind is not SyncKind.STEP1:
                updates.append(message.payload)
                continue
            if updates:
                self._take(peer, updates)
                updates = []
            self._answer(peer, message.payload)
        if updates:
            self._take(peer, updates)

    def _sync_message(self, peer: Peer, data: bytes) -> SyncMessage | None:
        """The message in a binary frame, or None if it may not be handled."""
        if peer.closed:
            return None
        if len(data) > self._core.limits.frame_bytes:
            peer.close(CloseCode.TOO_BIG)
        elif peer.waiting:
            self._refuse(peer, _waiting(), None)
        elif peer.mode is not Mode.SYNC:
            sentence = "This connection speaks text frames; binary ones need interview.v1."
            self._refuse(peer, InterviewError(ErrorCode.UNKNOWN_EVENT, sentence), "sync")
        else:
            try:
                return decode_message(data)
            except SyncError:
                peer.close(CloseCode.MALFORMED)
        return None

    def _answer(self, peer: Peer, state_vector: bytes) -> None:
        if not peer.their_requests.try_take(self._core.clock.monotonic()):
            peer.close(CloseCode.RATE)
            return
        try:
            self._editing.answer_step1(peer, state_vector)
        except SyncError:
            peer.close(CloseCode.MALFORMED)
        except DocumentError:
            peer.close(CloseCode.OVERLOADED)

    def _take(self, peer: Peer, updates: Sequence[bytes]) -> None:
        if self._editing.learn():
            self._backlog.add(peer, lambda: self._take(peer, updates))
            return
        number = peer.received = peer.received + len(updates)
        due = self._core.clock.monotonic() + self._core.limits.ack_interval
        ticket, problems = self._editing.updates(peer, updates, self._made_us(peer))
        for problem in problems:
            self._refuse_update(peer, problem)
        position = self._core.journal.position
        ticket.stored(lambda: self._stored(peer, number, position, due))

    def _refuse_update(self, peer: Peer, problem: Exception) -> None:
        if isinstance(problem, InterviewError):
            self._refuse(peer, problem, "sync")
        elif isinstance(problem, ForeignClient):
            sentence = "These edits carry the mark of somebody else's client."
            self._refuse(peer, _no_update(sentence), "sync")
            peer.close(CloseCode.CONFLICT)
        else:
            self._refuse(peer, _no_update(f"This update was not taken in. {problem}"), "sync")
            self._ask_again(peer)

    def _made_us(self, peer: Peer) -> int | None:
        """When an edit was made, by its author's word, but not before the interview began."""
        if not peer.made_ago_us:
            return None
        now_us = self._core.journal.now_us()
        return max(self._core.session.created_us, now_us - peer.made_ago_us)

    def _ask_again(self, peer: Peer) -> None:
        """Ask the client for everything it has: an honest one may only have been a step ahead."""
        if peer.own_requests.try_take(self._core.clock.monotonic()):
            peer.send(self._editing.step1())

    def _stored(self, peer: Peer, number: int, position: LogPosition, due: float) -> None:
        """Acknowledge an update with the next frame, or when that is due; it needs no own packet.

        The ack is due some time after the update came, not after it was on disk. Otherwise all acks
        of this server would leave in the same moment and delay the people who are typing.
        """
        peer.durable = max(peer.durable, number)
        self._core.durable = peer.durable_position = max(self._core.durable, position)
        self._positions.poke()
        if not self._stored_of:
            wait = max(0.0, due - self._core.clock.monotonic())
            self._core.clock.later(wait, self._tell_stored)
        self._stored_of.add(peer)

    def _tell_stored(self) -> None:
        stored_of, self._stored_of = self._stored_of, set()
        for peer in stored_of:
            peer.acknowledge()

    def _tell_positions(self) -> None:
        for peer in self._core.audience.speaking(Mode.SYNC):
            peer.tell_position(self._core.durable)

    def hear_out(self, peer: Peer) -> None:
        """Handle what a connection has said before it is gone; nothing more will come from it."""
        if peer in self._backlog:
            self._backlog.end()

    def close(self) -> None:
        self._positions.cancel()

    def _obey(self, peer: Peer, command: FrameCommand) -> None:
        match command:
            case ReplaceCode():
                self._editing.replace_from(peer, command.code)
            case MoveCursor():
                self._move(peer, command)
            case MoveCursorTo():
                self._move_to(peer, command)
            case DateEdits():
                peer.made_ago_us = command.age_ms * 1000
            case RunHere():
                self._server_runs.ask(peer, command)
            case CheckHere():
                self._server_checks.ask(peer, command)
            case _:
                self._perform(self._core.actor_of(peer), command, peer)

    def _move(self, peer: Peer, command: MoveCursor) -> None:
        """The file may be one that others have just removed, which this client may not know yet."""
        if command.file not in (*CODE_FILES, *self._core.folder.known):
            raise no_such_file()
        self._presence.move(peer, command.file, lambda: command.cursor)

    def _move_to(self, peer: Peer, command: MoveCursorTo) -> None:
        editing, shown = self._editing, self._core.folder.shown

        def cursor() -> Cursor:
            return Cursor(
                editing.relative_position(shown, command.anchor),
                editing.relative_position(shown, command.position),
            )

        if self._core.audience.speaking(Mode.SYNC):
            self._presence.move(peer, shown, cursor)

    def _refuse(
        self, peer: Peer, refusal: InterviewError, about: str | None, run_id: str | None = None
    ) -> None:
        peer.send(Frame(frames.error(refusal, about, run_id)))
        if refusal.code not in _ROLE_CODES:
            return
        limits, now = self._core.limits, self._core.clock.monotonic()
        peer.refusals.add(now)
        if peer.refusals.wait(now, limits.refusals):
            peer.close(CloseCode.ROLE)


def _waiting() -> InterviewError:
    return InterviewError(ErrorCode.WAITING, WAITING_SENTENCE)


def _demand_small(about: str | None, data: bytes, most: int) -> None:
    """Refuse a cursor that is too long: it is relayed to everybody, though never stored."""
    if about == "cursor_change" and len(data) > most:
        raise InterviewError(ErrorCode.INVALID_FIELD, f"A cursor may take at most {most:,} bytes.")


def _no_update(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.UPDATE_REFUSED, sentence)
