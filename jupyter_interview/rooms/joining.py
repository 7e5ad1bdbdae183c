"""Coming and going: joining by identity or invite, leaving, making and revoking links."""

import dataclasses
from dataclasses import dataclass

from ..contract.close_codes import CloseCode
from ..contract.rest import Join, NewInvite
from ..domain.actor import Actor
from ..domain.colors import choose_color
from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import new_id
from ..domain.naming import distinct, fit_label, is_marked
from ..domain.roles import HOSTS, Operation, Role, State
from ..domain.secrets import hash_secret, mint_secret
from ..journal.recorder import Ticket
from ..store.base import Change, InviteRecord, LogKind, ParticipantRecord
from .core import Core
from .people import is_own
from .presence import Presence, tell_joined, tell_left
from .running import Running


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody is in. ``secret`` is a guest's, told once; ``ticket`` is for what is stored."""

    record: ParticipantRecord
    secret: str | None
    ticket: Ticket
    new: bool = True
    """Whether they had not joined before."""

    @property
    def role(self) -> Role:
        return Role(self.record.role)


def wrong_credential() -> InterviewError:
    """The one answer to every secret that opens nothing, whatever is wrong with it."""
    return InterviewError(
        ErrorCode.INVALID_CREDENTIAL, "This link or secret is not valid, or not valid any more."
    )


class Joining:
    """The door of one room."""

    def __init__(self, core: Core, presence: Presence, running: Running) -> None:
        self._core = core
        self._presence = presence
        self._running = running

    def join(self, actor: Actor, command: Join) -> Joined:
        """With a Jupyter identity: the participant of that name, or a new one."""
        core = self._core
        core.demand(actor.role, Operation.JOIN)
        if actor.identity is None:
            raise InterviewError(ErrorCode.FORBIDDEN, "You are in this interview already.")
        own = core.people.of_identity(actor.identity)
        for record in own:
            if record.name == command.user_name:
                return self._join_again(record, command)
        longest = core.limits.name_characters
        for record in own:
            if is_marked(record.name, command.user_name, longest):
                return self._join_again(record, command)
        return self._admit(actor.role, command, identity=actor.identity)

    def join_by_invite(self, secret: str, command: Join, identity: str | None = None) -> Joined:
        """By link: a guest, whose secret stands in the answer.

        Where Jupyter knows people, ``identity`` is who is logged in; they get in with it, too.
        """
        core = self._core
        invite = core.people.invite_with(secret, core.journal.now_us())
        if invite is None:
            raise wrong_credential()
        core.demand(Role(invite.role), Operation.JOIN)
        if identity == core.session.created_by:
            identity = None
        return self._admit(Role(invite.role), command, identity, invite)

    def undo(self, joined: Joined) -> None:
        """They were told that they could not join, and may try again: they did not."""
        people = self._core.people
        record = people.get(joined.record.id)
        if not joined.new or record is None or record.left_us is not None:
            return
        self.part(record, "left")
        if (invite := people.invite(record.invite_id or "")) is not None:
            unused = people.put_invite(dataclasses.replace(invite, uses=invite.uses - 1))
            self._core.journal.put([unused])

    def withdraw(self, record: InviteRecord) -> None:
        """Whoever made this link was not told its secret, so nobody can have it."""
        self._close_invite(self._core.people.invite(record.id) or record)

    def participant_for(self, actor: Actor, wanted: str | None) -> ParticipantRecord:
        """Whose connection this is; with a Jupyter identity one need not have joined before."""
        people = self._core.people
        if actor.identity is None:
            own = people.get(actor.participant_id)
            if own is None or own.left_us is not None:
                raise wrong_credential()
            return own
        if wanted is not None:
            for record in people.of_identity(actor.identity):
                if record.id == wanted:
                    return record
            raise InterviewError(ErrorCode.FORBIDDEN, "That participant is not one of yours.")
        if (newest := people.newest_of(actor.identity)) is not None:
            return newest
        name = fit_label(actor.name, self._core.limits.name_characters, "Interviewer")
        return self._admit(actor.role, Join(name, None, None), identity=actor.identity).record

    def demand_export(self, actor: Actor, participant_id: str) -> None:
        """The owner may have what is held on anybody, everybody what is held on themselves."""
        record = self._core.people.get(participant_id)
        if not is_own(actor, record):
            self._core.demand(actor.role, Operation.EXPORT)
        if record is None:
            raise InterviewError(ErrorCode.NOT_FOUND, "Nobody with this userId has joined.")

    def leave(self, actor: Actor, participant_id: str) -> Ticket:
        """Leave for good; leaving twice is fine."""
        core = self._core
        record = core.people.get(participant_id)
        own = is_own(actor, record)
        if record is None and actor.identity is not None:
            raise InterviewError(ErrorCode.NOT_FOUND, "Nobody with this userId has joined.")
        if record is None or not own:
            raise InterviewError(ErrorCode.FORBIDDEN, "Only they themselves can leave.")
        if record.left_us is not None:
            return core.journal.put([])
        return self.part(record, "left")

    def kick(self, actor: Actor, participant_id: str) -> Ticket:
        """Somebody has to go, and the link they came by opens for nobody else."""
        core = self._core
        core.demand(actor.role, Operation.KICK)
        record = core.people.of_id(participant_id)
        holds = Role(record.role) in HOSTS
        if Role(record.role) is Role.OWNER or (holds and actor.role is not Role.OWNER):
            sentence = "Only the owner removes people who hold the interview, and nobody the owner."
            raise InterviewError(ErrorCode.FORBIDDEN, sentence)
        if (invite := core.people.invite(record.invite_id or "")) is not None:
            self._close_invite(invite)
        return self.part(record, "kicked")

    def invite(self, actor: Actor, command: NewInvite) -> tuple[InviteRecord, str, Ticket]:
        """A new link; the secret is returned here and never again."""
        core = self._core
        core.demand(actor.role, Operation.INVITE)
        if len(core.people.invites()) >= core.limits.invites:
            raise InterviewError(ErrorCode.FORBIDDEN, "This interview has too many links.")
        secret, now = mint_secret(), core.journal.now_us()
        record = InviteRecord(
            session_id=core.session.id,
            id=new_id("i-"),
            secret_sha256=hash_secret(secret),
            role=command.role.value,
            created_us=now,
            expires_us=now + command.expires_in * 1_000_000,
            max_uses=command.max_uses,
            uses=0,
            revoked_us=None,
        )
        core.people.put_invite(record)
        payload = {"invite": record.id, "role": record.role}
        return record, secret, core.journal.event(LogKind.INVITE, None, payload, [record])

    def revoke(self, actor: Actor, invite_id: str) -> Ticket:
        """Nobody joins by this link any more, and who came by it is shut out."""
        core = self._core
        core.demand(actor.role, Operation.REVOKE)
        record = core.people.invite(invite_id)
        if record is None:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no such link.")
        ticket = self._close_invite(record)
        for guest in core.people.of_invite(invite_id):
            ticket = self.part(guest, "revoked")
        return ticket

    def _close_invite(self, record: InviteRecord) -> Ticket:
        core = self._core
        if record.revoked_us is not None:
            return core.journal.put([])
        record = dataclasses.replace(record, revoked_us=core.journal.now_us())
        core.people.put_invite(record)
        payload = {"invite": record.id, "revoked": True}
        return core.journal.event(LogKind.INVITE, None, payload, [record])

    def _join_again(self, record: ParticipantRecord, command: Join) -> Joined:
        core = self._core
        if command.color in (None, record.color) or command.color in core.people.colors(record.id):
            return Joined(record, None, core.journal.put([]), new=False)
        record = core.people.put(dataclasses.replace(record, color=command.color))
        core.tell_of(record, "user_joined", {"user": core.user_json(record)})
        return Joined(record, None, core.journal.put([record]), new=False)

    def _admit(
        self,
        role: Role,
        command: Join,
        identity: str | None = None,
        invite: InviteRecord | None = None,
    ) -> Joined:
        core = self._core
        if core.people.count() >= core.limits.participants:
            raise InterviewError(ErrorCode.FORBIDDEN, "This interview is full.")
        secret = None if invite is None else mint_secret()
        colors, longest = core.people.colors(), core.limits.name_characters
        wished = command.color is not None and command.color not in colors
        record = ParticipantRecord(
            session_id=core.session.id,
            id=new_id("p-"),
            kind="guest" if identity is None else "user",
            identity=identity,
            secret_sha256=None if secret is None else hash_secret(secret),
            invite_id=None if invite is None else invite.id,
            name=distinct(command.user_name, core.people.names(identity), longest),
            role=role.value,
            color=command.color if wished and command.color else choose_color(colors),
            joined_us=core.journal.now_us(),
            left_us=None,
            admitted=role in HOSTS or not (core.session.lobby or core.state is State.DRAFT),
        )
        core.people.put(record)
        also: list[Change] = [record]
        if invite is not None:
            used = dataclasses.replace(invite, uses=invite.uses + 1)
            also.append(core.people.put_invite(used))
        payload = {"participant": record.id, "name": record.name, "role": record.role}
        ticket = core.journal.event(LogKind.JOIN, record.id, payload, also)
        tell_joined(core, record)
        return Joined(record, secret, ticket)

    def part(self, record: ParticipantRecord, reason: str) -> Ticket:
        """They are gone for good, and everybody hears it; they themselves as their close reason."""
        core = self._core
        self._running.lost(record.id)
        now = max(core.journal.now_us(), record.joined_us)
        left = dataclasses.replace(record, left_us=now, hand_us=None)
        core.people.put(left)
        payload = {"participant": record.id, "reason": reason}
        ticket = core.journal.event(LogKind.LEAVE, record.id, payload, [left])
        self._presence.forget(record.id)
        own = core.audience.of(record.id)
        for peer in own:
            peer.close(CloseCode.CREDENTIAL, reason)
            core.audience.remove(peer)
        tell_left(core, left, reason)
        for peer in own:
            self._presence.left(peer)
        return ticket
