"""The people of a session and the links they came by, as records; nothing here is about sockets."""

from collections.abc import Iterable
from typing import Any

from ..domain.actor import Actor
from ..domain.clock import iso, iso_or_none
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import HOSTS, Role
from ..domain.runs import Author
from ..domain.secrets import matches
from ..store.base import InviteRecord, ParticipantRecord


class People:
    """Participants in the order they joined, and invites in the order they were made."""

    def __init__(
        self, participants: Iterable[ParticipantRecord], invites: Iterable[InviteRecord]
    ) -> None:
        self._participants = {record.id: record for record in participants}
        self._invites = {record.id: record for record in invites}

    def get(self, participant_id: str | None) -> ParticipantRecord | None:
        return None if participant_id is None else self._participants.get(participant_id)

    def of_id(self, participant_id: str) -> ParticipantRecord:
        """Somebody who has joined and not left; raises ``not_found``."""
        record = self._participants.get(participant_id)
        if record is None or record.left_us is not None:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is nobody with this id here.")
        return record

    def put(self, record: ParticipantRecord) -> ParticipantRecord:
        self._participants[record.id] = record
        return record

    def put_invite(self, record: InviteRecord) -> InviteRecord:
        self._invites[record.id] = record
        return record

    def invite(self, invite_id: str) -> InviteRecord | None:
        return self._invites.get(invite_id)

    def invites(self) -> list[InviteRecord]:
        """Newest first."""
        return list(self._invites.values())[::-1]

    def count(self) -> int:
        """Everybody who ever joined."""
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
        if found is None or found.revoked_us is not None or found.expires_us <= now_us:
            return None
        used_up = found.max_uses is not None and found.uses >= found.max_uses
        return None if used_up else found

    def names(self, identity: str | None) -> list[str]:
        """What nobody else may be called. Who left is forgotten, but not who led others.

        Only this Jupyter identity may have the name again under which it left.
        """
        return [
            record.name
            for record in self._participants.values()
            if record.left_us is None
            or (Role(record.role) in HOSTS and (identity is None or record.identity != identity))
        ]

    def colors(self, but: str | None = None) -> list[str]:
        """The colours in use, by others than ``but``."""
        return [record.color for record in self.present() if record.id != but]


def author_of(record: ParticipantRecord | None) -> Author | None:
    """Who did it, as they are named now."""
    return None if record is None else Author(record.id, record.name, record.color)


def user_json(record: ParticipantRecord, online: bool) -> dict[str, Any]:
    """The contract's ``User``."""
    return {
        "id": record.id,
        "name": record.name,
        "color": record.color,
        "role": record.role,
        "kind": record.kind,
        "online": online,
        "waiting": waits(record),
        "handRaisedAt": iso_or_none(record.hand_us),
    }


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


def invite_json(record: InviteRecord) -> dict[str, Any]:
    """The contract's ``Invite``; its secret is not known here."""
    return {
        "id": record.id,
        "role": record.role,
        "createdAt": iso(record.created_us),
        "expiresAt": iso(record.expires_us),
        "maxUses": record.max_uses,
        "uses": record.uses,
        "revoked": record.revoked_us is not None,
    }
