"""The lobby: people who came by link wait here until they are let in.

Their connections are open and hear one thing, that they wait. When they are let in, the same
connection goes on as if it had just been opened.
"""

import dataclasses
from collections.abc import Callable, Iterable

from ..contract.close_codes import CloseCode
from ..contract.rest import PersonChange
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import HOSTS, Operation, Role, State
from ..journal.recorder import Ticket
from ..store.base import LogKind, ParticipantRecord
from .core import Core
from .hands import demand_hand, put_hand
from .peer import Peer
from .people import waits
from .presence import tell_joined


class Lobby:
    """``enter`` lets the connection of an admitted person in; ``left`` tells that one has gone."""

    def __init__(
        self,
        core: Core,
        enter: Callable[[Peer, ParticipantRecord], None],
        left: Callable[[Peer], None],
    ) -> None:
        self._core = core
        self._enter = enter
        self._left = left

    def change(self, actor: Actor, participant_id: str, command: PersonChange) -> Ticket:
        """Let somebody in, give them another role, or see to their hand."""
        core = self._core
        if command.admitted:
            core.demand(actor.role, Operation.ADMIT)
        if command.role is not None:
            core.demand(actor.role, Operation.ROLE)
        if command.hand is not None and core.people.get(participant_id) is None:
            core.demand(actor.role, Operation.LOWER)
        record = core.people.of_id(participant_id)
        if command.hand is not None:
            demand_hand(core, actor, record, command.hand)
        if command.role is not None and Role(record.role) is Role.OWNER:
            raise InterviewError(ErrorCode.FORBIDDEN, "The owner stays the owner.")
        ticket = self._let_in(actor, [record], command.role, command.admitted)
        if command.hand is not None:
            record = core.people.of_id(participant_id)
            ticket = put_hand(core, actor.participant_id, record, command.hand)
        return ticket

    def admit_all(self, actor: Actor) -> Ticket | None:
        """Let everybody in who waits; None when there is nobody."""
        waiting = self._core.people.waiting()
        return self._let_in(actor, waiting, None, True) if waiting else None

    def _let_in(
        self, actor: Actor, people: Iterable[ParticipantRecord], role: Role | None, admitted: bool
    ) -> Ticket:
        core = self._core
        ticket = core.journal.put([])
        for old in people:
            new_role = Role(old.role) if role is None else role
            if core.state is State.DRAFT:
                inside = old.admitted and new_role in HOSTS
            else:
                inside = admitted or old.admitted or not waits(old) or role in HOSTS
            record = dataclasses.replace(old, role=new_role.value, admitted=inside)
            if record == old:
                continue
            core.people.put(record)
            payload = {"participant": record.id, "role": record.role, "admitted": record.admitted}
            ticket = core.journal.event(LogKind.PERSON, actor.participant_id, payload, [record])
            peers = [peer for peer in core.audience.of(record.id) if peer.waiting]
            tell_joined(core, record)
            if waits(record):
                self._send_out(record)
            else:
                for peer in peers:
                    peer.waiting = False
                    self._enter(peer, record)
            if record.role != old.role:
                core.tell_state()
        return ticket

    def _send_out(self, record: ParticipantRecord) -> None:
        """Close the connections of somebody who may not read the draft any more.

        Their browser comes back, without the draft's text, and waits.
        """
        audience = self._core.audience
        for peer in audience.of(record.id):
            if not peer.waiting:
                peer.close(CloseCode.RENEWED)
                if audience.remove(peer):
                    self._left(peer)
