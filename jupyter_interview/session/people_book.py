"""The people of a session and the links they came by, as records.

A :class:`People` is a value. ``with_person`` and ``with_invite`` give another one. It also knows
under which other names people held the session, which only the log says.
"""

from collections.abc import Iterable, Mapping

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.records import InviteRecord, ParticipantRecord
from ..domain.roles import HOSTS, Role
from ..domain.secrets import matches

_MOST_FORMER = 50
"""Names that are remembered of one person, the newest."""


class People:
    """Participants in the order they joined, and invites in the order they were made."""

    __slots__ = ("__weakref__", "_former", "_invites", "_participants")

    def __init__(
        self,
        participants: Iterable[ParticipantRecord] = (),
        invites: Iterable[InviteRecord] = (),
        former: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """``former`` are names under which people held the session, by their ids."""
        self._participants = {record.id: record for record in participants}
        self._invites = {record.id: record for record in invites}
        self._former = former or {}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, People):
            return NotImplemented
        return self.everybody() == other.everybody() and self.invites() == other.invites()

    __hash__ = None  # type: ignore[assignment]

    def with_person(self, record: ParticipantRecord) -> "People":
        """The same people with this record, instead of one with the same id."""
        participants = {**self._participants, record.id: record}
        return People(participants.values(), self._invites.values(), self._with_former(record))

    def with_invite(self, record: InviteRecord) -> "People":
        """The same people with this link, instead of one with the same id."""
        invites = {**self._invites, record.id: record}
        return People(self._participants.values(), invites.values(), self._former)

    def with_records(
        self, participants: Iterable[ParticipantRecord], invites: Iterable[InviteRecord]
    ) -> "People":
        """These records, with the names that the log knows."""
        return People(participants, invites, self._former)

    def _with_former(self, record: ParticipantRecord) -> Mapping[str, tuple[str, ...]]:
        """The names under which people led others, now that this record replaces another one."""
        before = self._participants.get(record.id)
        if before is None or Role(before.role) not in HOSTS:
            return self._former
        if before.name == record.name and Role(record.role) in HOSTS:
            return self._former
        names = [name for name in self._former.get(record.id, ()) if name != before.name]
        return {**self._former, record.id: (*names, before.name)[-_MOST_FORMER:]}

    def changed_since(self, before: "People") -> list[ParticipantRecord | InviteRecord]:
        """The records that are others than they were, which are few."""
        changed: list[ParticipantRecord | InviteRecord] = [
            record
            for record in self._participants.values()
            if before._participants.get(record.id) is not record
        ]
        return changed + [
            record
            for record in self._invites.values()
            if before._invites.get(record.id) is not record
        ]

    def get(self, participant_id: str | None) -> ParticipantRecord | None:
        return None if participant_id is None else self._participants.get(participant_id)

    def of_id(self, participant_id: str | None) -> ParticipantRecord:
        """Somebody who has joined and not left; raises ``not_found``."""
        record = self.get(participant_id)
        if record is None or record.left_us is not None:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is nobody with this id here.")
        return record

    def invite(self, invite_id: str | None) -> InviteRecord | None:
        return None if invite_id is None else self._invites.get(invite_id)

    def invites(self) -> list[InviteRecord]:
        """Newest first."""
        return list(self._invites.values())[::-1]

    def everybody(self) -> list[ParticipantRecord]:
        """Everybody who ever joined."""
        return list(self._participants.values())

    def count(self) -> int:
        """How many people ever joined."""
        return len(self._participants)

    def present(self) -> list[ParticipantRecord]:
        """Everyone who joined and has not left."""
        return [record for record in self._participants.values() if record.left_us is None]

    def of_identity(self, identity: str) -> list[ParticipantRecord]:
        """Those of one Jupyter identity who have not left."""
        return [record for record in self.present() if record.identity == identity]

    def newest_of(self, identity: str) -> ParticipantRecord | None:
        """The one of this identity who joined last, of those who have not left."""
        own = self.of_identity(identity)
        return max(own, key=lambda record: record.joined_us) if own else None

    def waiting(self) -> list[ParticipantRecord]:
        """Everyone who is to be let in."""
        return [record for record in self.present() if waits(record)]

    def of_invite(self, invite_id: str) -> list[ParticipantRecord]:
        """Those who came by this link and have not left."""
        return [record for record in self.present() if record.invite_id == invite_id]

    def guest_with(self, secret: str) -> ParticipantRecord | None:
        """The guest whose secret this is. Every hash is compared, so time tells nothing."""
        found = None
        for record in self.present():
            if record.secret_sha256 is not None and matches(secret, record.secret_sha256):
                found = record
        return found

    def invite_with(self, secret: str, now_us: int) -> InviteRecord | None:
        """The invite whose secret this is, if people may still join by it."""
        found = None
        for record in self._invites.values():
            if matches(secret, record.secret_sha256):
                found = record
        return found if found is not None and is_open(found, now_us) else None

    def names(self, identity: str | None, but: str | None = None) -> list[str]:
        """What nobody else than ``but`` may be called. Who left is forgotten, but not who led
        others, under whatever name.

        Only this Jupyter identity may have a name again under which it led others.
        """
        taken: list[str] = []
        for record in self._participants.values():
            if record.id == but:
                continue
            is_other = identity is None or record.identity != identity
            if record.left_us is None or (Role(record.role) in HOSTS and is_other):
                taken.append(record.name)
            if is_other:
                taken += self._former.get(record.id, ())
        return taken

    def colors(self, but: str | None = None) -> list[str]:
        """The colours in use, by others than ``but``."""
        return [record.color for record in self.present() if record.id != but]


def is_open(invite: InviteRecord, now_us: int) -> bool:
    """Whether people may join by this link at this time."""
    if invite.revoked_us is not None or invite.expires_us <= now_us:
        return False
    return invite.max_uses is None or invite.uses < invite.max_uses


def is_own(actor: Actor, record: ParticipantRecord | None) -> bool:
    """Whether this participant is the one who asks."""
    if record is None:
        return False
    if actor.identity is not None:
        return record.identity == actor.identity
    return record.id == actor.participant_id


def waits(record: ParticipantRecord) -> bool:
    """Whether they have joined and were not let in yet; the people who hold it never wait."""
    return not record.admitted and Role(record.role) not in HOSTS
