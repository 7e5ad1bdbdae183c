"""Holding the interview: its title, its end, its second start."""

from ..domain.actor import Actor
from ..domain.roles import Operation, Role, State, may
from ..protocol.close import CloseCode
from ..protocol.rest import SessionChange
from ..store.base import LogKind
from .core import Core
from .presence import Presence
from .recorder import Ticket
from .running import Running


class Hosting:
    """What the people who hold an interview do with it."""

    def __init__(self, core: Core, presence: Presence, running: Running) -> None:
        self._core = core
        self._presence = presence
        self._running = running

    def change(self, actor: Actor, wish: SessionChange) -> Ticket:
        """Rename, end or reopen; all of it is allowed or nothing happens."""
        core = self._core
        switching = wish.state is not None and wish.state is not core.state
        if wish.state is not None:
            operation = Operation.END if wish.state is State.ENDED else Operation.REOPEN
            if switching:
                core.demand(actor.role, operation)
            elif not may(actor.role, operation, _other(wish.state)):
                core.demand(actor.role, operation)
        renaming = wish.title is not None and wish.title != core.session.title
        if wish.title is not None and not (switching and wish.state is State.LIVE):
            core.demand(actor.role, Operation.RENAME)
        ticket = core.journal.put([])
        if renaming:
            ticket = core.journal.change_session(
                LogKind.TITLE, actor.participant_id, {"title": wish.title}, title=wish.title
            )
        if switching and wish.state is State.ENDED:
            ticket = self._end(actor)
        elif switching:
            ticket = self._reopen(actor)
        if renaming or switching:
            core.tell_state()
        if switching and wish.state is State.ENDED:
            self._show_out()
        return ticket

    def _end(self, actor: Actor) -> Ticket:
        core = self._core
        for run in core.runs.running():
            if run.author is not None:
                self._running.lost(run.author.id)
        self._running.stop_here()
        return core.journal.change_session(
            LogKind.STATE,
            actor.participant_id,
            {"state": State.ENDED.value},
            state=State.ENDED.value,
            ended_us=core.journal.now_us(),
        )

    def _reopen(self, actor: Actor) -> Ticket:
        return self._core.journal.change_session(
            LogKind.STATE,
            actor.participant_id,
            {"state": State.LIVE.value},
            state=State.LIVE.value,
            ended_us=None,
        )

    def _show_out(self) -> None:
        core = self._core
        for peer in core.audience:
            if not may(Role(core.role_of(peer)), Operation.STAY, State.ENDED):
                peer.close(CloseCode.ENDED)
                if core.audience.remove(peer):
                    self._presence.left(peer)


def _other(state: State) -> State:
    return State.LIVE if state is State.ENDED else State.ENDED
