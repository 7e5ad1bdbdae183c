"""A command from beginning to end: it is decided on, recorded, applied, and told.

All of it happens in one turn of the event loop. The ``session`` package, which is pure, says what
may be done and what an event changes. Here its decisions reach the log, the connections and the
document.
"""

from dataclasses import dataclass
from typing import Protocol

from ..contract.session import (
    AddFile,
    BeginServerCheck,
    BeginServerRun,
    Command,
    Event,
    Join,
    LoadQuestion,
    NewInvite,
    NoteAway,
    NoteInsert,
    ReportResult,
    SessionDeleted,
)
from ..domain.actor import Actor
from ..domain.ids import new_id
from ..domain.records import Record
from ..domain.secrets import hash_secret, mint_secret
from ..journal.recorder import Ticket
from ..session.interview import Decided, Given, Interview
from ..session.log import is_kept
from ..session.perform import decide, evolve
from .core import Core
from .peer import Peer
from .telling import Telling


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a command. Only here is the ``secret`` of a new link or guest known."""

    ticket: Ticket
    events: tuple[Event, ...] = ()
    secret: str | None = None

    async def wait(self) -> None:
        """Return when it is on disk; raises StoreError if a try failed, which is repeated."""
        await self.ticket.wait()


class Perform(Protocol):
    """Performs a command for somebody; ``origin`` is the connection over which it came."""

    def __call__(self, actor: Actor, command: Command, origin: Peer | None = None) -> Done: ...


class Consequences(Protocol):
    """What events mean for connections and the document, which are no part of the interview."""

    def demand(self, actor: Actor, event: Event) -> None:
        """Refuse an event that the rules allow but the document or the pace forbids."""

    def before(self, event: Event) -> None:
        """Called before an event is applied."""

    def happened(self, event: Event, earlier: Interview) -> Ticket | None:
        """Called after an event was applied, before anybody is told."""

    def told(self, event: Event, earlier: Interview, origin: Peer | None) -> Ticket | None:
        """Called after everybody was told of an event."""


class Performing:
    """Performs the commands of one room."""

    def __init__(self, core: Core, telling: Telling, consequences: Consequences) -> None:
        self._core = core
        self._telling = telling
        self._consequences = consequences

    def __call__(
        self,
        actor: Actor,
        command: Command,
        origin: Peer | None = None,
        *,
        secret: str | None = None,
    ) -> Done:
        """Perform a command. Raises the refusal, and then nothing has changed.

        ``secret`` stands in the place of a new one.
        """
        core = self._core
        prefix, minted = _fresh(command, actor)
        secret = minted if secret is None else secret
        given = Given(
            core.journal.now_us(),
            core.limits,
            new_id(prefix) if prefix else "",
            None if secret is None else hash_secret(secret),
        )
        decided = decide(core.interview, actor, command, given)
        if any(is_kept(one.event) for one in decided):
            core.journal.demand_open()
        for one in decided:
            self._consequences.demand(actor, one.event)
        ticket = None
        for one in decided:
            ticket = self._apply(one, given.now_us, origin) or ticket
        events = tuple(one.event for one in decided)
        if ticket is None:
            # Without events of its own the command may still wait for what others have just asked.
            ticket = core.journal.unwritten() if events else core.journal.put([])
        return Done(ticket, events, secret)

    def _apply(self, decided: Decided, at_us: int, origin: Peer | None) -> Ticket | None:
        core, event, earlier = self._core, decided.event, self._core.interview
        self._consequences.before(event)
        core.interview = evolve(earlier, event, at_us)
        ticket = None
        if is_kept(event):
            changed = changed_records(earlier, core.interview)
            ticket = core.journal.record(event, decided.by, at_us, changed)
        elif isinstance(event, SessionDeleted):
            ticket = core.journal.delete()
        ticket = self._consequences.happened(event, earlier) or ticket
        self._telling.tell(decided, earlier, origin)
        return self._consequences.told(event, earlier, origin) or ticket


def changed_records(earlier: Interview, now: Interview) -> list[Record]:
    """The records of the tables that an event has changed."""
    changed: list[Record] = []
    if now.session is not earlier.session:
        changed.append(now.session)
    if now.people is not earlier.people:
        changed += now.people.changed_since(earlier.people)
    return changed


def _fresh(command: Command, actor: Actor) -> tuple[str, str | None]:
    """The prefix of the id that a command needs, and a secret if it makes one."""
    match command:
        case Join():
            return "p-", None if actor.invite_id is None else mint_secret()
        case NewInvite():
            return "i-", mint_secret()
        case AddFile():
            return "f-", None
        case ReportResult() | BeginServerRun():
            return "r-", None
        case LoadQuestion():
            return "q-", None
        case NoteInsert() | NoteAway():
            return "s-", None
        case BeginServerCheck():
            return "c-", None
        case _:
            return "", None
