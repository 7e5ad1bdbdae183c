"""Holding the interview: its title, its start and end, its lobby, its locks and its
settings.

A draft is written in a document of its own. When it starts, another one begins with the texts as
they are then, so that nothing that was ever tried and deleted can reach the people who come in.
"""

from typing import Any

from ..contract.close_codes import CloseCode
from ..contract.frames import Mode
from ..contract.rest import SessionChange
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import LANGUAGES
from ..domain.roles import LIVE, Operation, Phase, Phases, Role, State, demand, may, phases_of
from ..journal.recorder import Ticket
from ..store.base import LogKind
from .core import Core
from .editing import Editing
from .lobby import Lobby
from .presence import Presence
from .running import Running
from .server_runs import ServerRuns

_SETTINGS = ("lobby", "editing_locked", "runs_locked", "shows_values")
"""The settings that a command and a session have under the same names."""

_DRAFT: Phases = frozenset({Phase.DRAFT})
_ENDED: Phases = frozenset({Phase.ENDED})

STEPS: dict[tuple[State, State], Operation] = {
    (State.DRAFT, State.LIVE): Operation.START,
    (State.ENDED, State.LIVE): Operation.REOPEN,
    (State.DRAFT, State.ENDED): Operation.END,
    (State.LIVE, State.ENDED): Operation.END,
}
"""From one state to another. There is no way back to a draft."""

_ASKED_AGAIN: dict[State, tuple[tuple[Operation, Phases], ...]] = {
    State.DRAFT: ((Operation.START, _DRAFT),),
    State.LIVE: ((Operation.START, _DRAFT), (Operation.REOPEN, _ENDED)),
    State.ENDED: ((Operation.END, LIVE),),
}
"""Who may ask for a state that there is already: whoever could have brought it about."""


class Lifecycle:
    """What the people who hold an interview do with it."""

    def __init__(
        self,
        core: Core,
        presence: Presence,
        running: Running,
        server_runs: ServerRuns,
        editing: Editing,
        lobby: Lobby,
    ) -> None:
        self._core = core
        self._presence = presence
        self._running = running
        self._server_runs = server_runs
        self._editing = editing
        self._lobby = lobby

    def change(self, actor: Actor, command: SessionChange) -> Ticket:
        """All of it is allowed or nothing happens."""
        core = self._core
        old, new = core.state, core.state if command.state is None else command.state
        self._demand(actor.role, command, old, new)
        ticket = core.journal.put([])
        if command.title is not None and command.title != core.session.title:
            ticket = core.journal.change_session(
                LogKind.TITLE, actor.participant_id, {"title": command.title}, title=command.title
            )
        changes = self._changes(command)
        if new is not old:
            ticket = self._go(old, new, actor, changes)
        elif changes:
            ticket = core.journal.change_session(
                LogKind.STATE, actor.participant_id, dict(changes), **changes
            )
        core.tell_state()
        if new is State.ENDED and old is not State.ENDED:
            self._show_out()
        if new is State.LIVE and not core.session.lobby:
            ticket = self._lobby.admit_all(actor) or ticket
        return ticket

    def _demand(self, role: Role, command: SessionChange, old: State, new: State) -> None:
        session = self._core.session
        phases = self._core.phases
        if new is not old:
            step = STEPS.get((old, new))
            if step is None:
                sentence = "An interview that has begun does not become a draft again."
                raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
            demand(role, step, phases)
            if new is State.LIVE:
                phases = phases_of(new, session.editing_locked, session.runs_locked)
        elif command.state is not None and not any(
            may(role, *asked) for asked in _ASKED_AGAIN[new]
        ):
            operation, where = _ASKED_AGAIN[new][-1]
            demand(role, operation, where)
        if command.title is not None:
            demand(role, Operation.RENAME, phases)
        if any(getattr(command, name) is not None for name in _SETTINGS):
            demand(role, Operation.LOCK, phases)

    def _changes(self, command: SessionChange) -> dict[str, Any]:
        """Of the settings, those that shall be other than they are."""
        session = self._core.session
        return {
            name: value
            for name in _SETTINGS
            if (value := getattr(command, name)) is not None and value != getattr(session, name)
        }

    def _go(self, old: State, new: State, actor: Actor, changes: dict[str, Any]) -> Ticket:
        core = self._core
        self._server_runs.stop_all()
        if new is State.ENDED and core.follower is not None:
            core.follower.ended()
        if new is State.ENDED:
            for run in core.runs.running():
                if run.author is not None:
                    self._running.lost(run.author.id)
        now = max(core.journal.now_us(), core.session.created_us)
        ended_us = now if new is State.ENDED else None
        epoch = core.session.epoch + (old is State.DRAFT and new is State.LIVE)
        payload: dict[str, Any] = {"state": new.value, **changes}
        texts = {name: core.document.text(name) for name in LANGUAGES}
        if epoch != core.session.epoch:
            payload |= {"epoch": epoch, "language": core.session.language}
            self._renew()
        ticket = core.journal.change_session(
            LogKind.STATE,
            actor.participant_id,
            payload,
            state=new.value,
            ended_us=ended_us,
            epoch=epoch,
            **changes,
        )
        if "epoch" in payload:
            core.runs = core.runs.successor()
            ticket = self._editing.restart(texts) or ticket
        return ticket

    def _renew(self) -> None:
        """Whoever has the draft in their browser comes back for the other document."""
        for peer in self._core.audience.speaking(Mode.SYNC):
            peer.close(CloseCode.RENEWED)
            if self._core.audience.remove(peer):
                self._presence.left(peer)

    def _show_out(self) -> None:
        core = self._core
        for peer in core.audience.everybody():
            if not may(core.role_of(peer), Operation.STAY, core.phases):
                peer.close(CloseCode.ENDED)
                if core.audience.remove(peer):
                    self._presence.left(peer)
